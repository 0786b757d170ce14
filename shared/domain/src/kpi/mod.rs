//! Key performance indicators: which there are, and what may be asked of them (spec §12.1, §12.2).

pub mod catalogue;
pub mod window;
