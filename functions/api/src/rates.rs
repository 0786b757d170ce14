//! Request rates, where a deployer sets them (spec §2.1).
//!
//! The buckets are in the memory of this process: a request costs no call for being counted, and each instance of the function allows
//! the rate by itself. So a rate keeps one instance, or one caller that it serves, from being flooded; the account as a whole gets
//! as many times the rate as instances run.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use touchpoint_domain::rate::{Admission, Bucket, Rates};
use touchpoint_wire::Operation;

use crate::call::Call;
use crate::error::ApiError;

/// The rates, and what is left of them.
#[derive(Debug, Default)]
pub(crate) struct RateMeter {
    rates: Rates,
    buckets: Mutex<HashMap<Operation, Bucket>>,
}

impl RateMeter {
    pub(crate) fn new(rates: Rates) -> Self {
        Self { rates, buckets: Mutex::default() }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// 429 when it is one too many.
    pub(crate) fn admit(&self, call: &Call) -> Result<(), ApiError> {
        let Some(per_second) = self.rates.of(call.operation) else { return Ok(()) };
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = buckets.entry(call.operation).or_insert_with(|| Bucket::full(per_second, call.now));
        match bucket.take(per_second, call.now) {
            Admission::Admitted => Ok(()),
            Admission::TooMany => Err(ApiError::rate_exceeded(call.operation, per_second)),
        }
    }
}
