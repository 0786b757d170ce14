//! What a segment contains: rule by rule, and held against a second implementation.

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod allocations;
#[cfg(test)]
mod combination;
#[cfg(test)]
mod criteria;
#[cfg(test)]
mod dates;
#[cfg(test)]
mod naive;
#[cfg(test)]
mod random;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod support;
