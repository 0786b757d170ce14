//! Endpoints: the stored document, how it is read and how it is written (spec §3).
//!
//! Reading goes through [`view`], which borrows. Writing goes through [`patch`] (is the request well formed?) and
//! [`write`](mod@write) (what does it change, of this endpoint and of others?), over the owned [`document`] and the
//! [`records`] of users and addresses; a [`refusal`] is the caller's to mend. Which attribute names an app uses is kept in [`names`].

mod addresses;
pub mod channel;
pub mod document;
mod glob;
mod merge;
pub mod names;
pub mod patch;
pub mod records;
pub mod refusal;
mod rules;
mod users;
pub mod view;
mod working;
pub mod write;
