//! The write path of endpoints (spec §3), driven as the store drives it but over maps in memory.

#[cfg(test)]
mod addresses;
#[cfg(test)]
mod merge;
#[cfg(test)]
mod model;
#[cfg(test)]
mod naive;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod users;
#[cfg(test)]
mod world;
