//! What a verified caller may do.

use touchpoint_domain::access::Role;
use touchpoint_wire::Operation;

use super::Caller;
use crate::error::ApiError;
use crate::route::PathParameters;

/// Refuses what the caller may not do.
pub(crate) fn authorize(caller: &Caller, operation: Operation, _path: &PathParameters) -> Result<(), ApiError> {
    match caller.grant.role {
        Role::Admin => Ok(()),
        Role::Marketer | Role::Sender | Role::Client => {
            Err(ApiError::forbidden(format!("the role of the access key does not permit {operation}")))
        }
    }
}
