//! Batches of the events stream, and what they leave behind.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod endpoints;
#[cfg(test)]
mod rollups;
#[cfg(test)]
mod support;
#[cfg(test)]
mod triggers;
