//! How a deployer comes by the first admin key.
//!
//! Only who may invoke the function itself (`lambda:InvokeFunction`) can ask for it: a request through the gateway arrives
//! as the gateway's own event, in which no client can place a `task`. The secret is in the answer of that one call and nowhere
//! else: neither in a log nor among the outputs of the stack.

use std::pin::Pin;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use touchpoint_wire::extension::{AccessKeyResponse, AccessKeyRole};

use crate::Api;
use crate::access::Draft;
use crate::error::ApiError;
use crate::handlers::access_keys::{Asked, is_open, make};

/// The name of the key, as lists show it.
const NAME: &str = "deployment";

/// What may be asked of the function by who may invoke it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case", deny_unknown_fields)]
pub enum Task {
    /// Makes an admin key if there is none that is active and whose secret the vault opens. Takes no heed of the quota.
    CreateAdminKey {
        /// Makes one all the same, for when all secrets are lost.
        #[serde(default)]
        another: bool,
    },
}

/// What became of a [`Task`].
#[derive(Debug, Serialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum Outcome {
    /// Shows the secret, this once.
    Created(AccessKeyResponse),
    /// There is one already.
    Exists,
}

/// A task that was not done. Its text is for the log and for who asked.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Undone(String);

impl From<ApiError> for Undone {
    fn from(error: ApiError) -> Self {
        Self(error.detail().unwrap_or(error.message()).to_owned())
    }
}

/// Whether an invocation is a task rather than an event of a gateway, which always says what it was requested with.
#[must_use]
pub fn is_task(payload: &Value) -> bool {
    let has = |member| payload.get(member).is_some();
    has("task") && !has("requestContext") && !has("version")
}

/// Does what was asked for.
///
/// # Errors
/// When it is not one of the tasks, or could not be done; nothing was done then.
pub async fn perform(api: &Api, payload: Value) -> Result<Outcome, Undone> {
    let task = serde_json::from_value(payload).map_err(|error| Undone(format!("not a task of this function: {error}")))?;
    match task {
        Task::CreateAdminKey { another: false } if open(api).await? => Ok(Outcome::Exists),
        Task::CreateAdminKey { another: _ } => {
            let asked = Asked::by_deployer(api);
            let draft = Draft { name: Some(NAME.to_owned()), role: AccessKeyRole::Admin, applications: None };
            // Boxed, because the compiler of `main` would otherwise have to look through all of it down to the sockets.
            let made: Pin<Box<dyn Future<Output = Result<AccessKeyResponse, ApiError>> + Send + '_>> =
                Box::pin(make(api, draft, &asked));
            Ok(Outcome::Created(made.await?))
        }
    }
}

fn open(api: &Api) -> Pin<Box<dyn Future<Output = Result<bool, ApiError>> + Send + '_>> {
    Box::pin(is_open(api))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_comes_through_a_gateway_is_no_task() {
        assert!(is_task(&json!({"task": "create_admin_key"})));
        for event in [
            json!({"version": "2.0", "requestContext": {}, "body": "{\"task\":\"create_admin_key\"}"}),
            json!({"version": "2.0", "task": "create_admin_key"}),
            json!({"requestContext": {}, "task": "create_admin_key"}),
            json!([]),
            json!("task"),
        ] {
            assert!(!is_task(&event), "{event}");
        }
    }

    #[test]
    fn tasks_are_read_strictly() {
        let read = |value| serde_json::from_value::<Task>(value).ok();
        assert_eq!(read(json!({"task": "create_admin_key"})), Some(Task::CreateAdminKey { another: false }));
        assert_eq!(read(json!({"task": "create_admin_key", "another": true})), Some(Task::CreateAdminKey { another: true }));
        for bad in [json!({"task": "delete_everything"}), json!({"task": "create_admin_key", "again": true}), json!({})] {
            assert_eq!(read(bad.clone()), None, "{bad}");
        }
    }
}
