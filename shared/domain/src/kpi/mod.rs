//! Key performance indicators: which there are, what may be asked of them, and what they are made of (spec §12.1, §12.2).

pub mod catalogue;
pub mod execution;
pub mod formula;
pub mod number;
pub mod rows;
#[cfg(test)]
pub(crate) mod story;
pub mod window;
