//! Endpoints in the embedded database: what is stored, what is read back, and what races and lost answers do to it.

#[cfg(test)]
mod activity;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod names;
#[cfg(test)]
mod races;
#[cfg(test)]
mod reads;
#[cfg(test)]
mod support;
#[cfg(test)]
mod writes;
