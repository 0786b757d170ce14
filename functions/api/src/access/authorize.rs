//! Whether a caller may do what it asks for. The rules are the domain's; here they become an answer.

use touchpoint_domain::access::{Denial, Target};
use touchpoint_domain::ids::AppId;
use touchpoint_wire::Operation;
use touchpoint_wire::extension::Extension;

use super::Caller;
use crate::error::ApiError;
use crate::route::PathParameters;

/// Whether `caller` may carry out `operation` on what the path names.
///
/// # Errors
/// 403, the same whether what the path names exists or not.
pub(crate) fn authorize(caller: &Caller, operation: Operation, path: &PathParameters) -> Result<(), ApiError> {
    let target = Target::of(operation, path);
    caller.grant.permits(operation, &target).map_err(|denial| refusal(caller, operation.name(), denial))
}

/// Whether `caller` may carry out `extension` on what the path names.
///
/// # Errors
/// 403, as [`authorize`].
pub(crate) fn authorize_extension(caller: &Caller, extension: Extension, path: &[(String, String)]) -> Result<(), ApiError> {
    let permitted = match extension {
        Extension::CreateAccessKey
        | Extension::ListAccessKeys
        | Extension::GetAccessKey
        | Extension::UpdateAccessKey
        | Extension::DeleteAccessKey
        | Extension::RotateAccessKey => caller.grant.permits_access_keys(),
        Extension::GetAnalyticsReport | Extension::QueryFunnel => {
            let app = path.iter().find(|(name, _)| name == "application-id").map_or("", |(_, app)| app.as_str());
            caller.grant.permits_reports(&AppId::new(app))
        }
    };
    permitted.map_err(|denial| refusal(caller, extension.name(), denial))
}

fn refusal(caller: &Caller, operation: &str, denial: Denial) -> ApiError {
    ApiError::forbidden(format!("access key {} may not call {operation}: {denial}", caller.key_id))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use touchpoint_domain::access::{Grant, Role};
    use touchpoint_wire::ErrorCode;

    use super::*;

    #[test]
    fn refusals_say_why_and_nothing_of_what_exists() {
        let caller = |role, apps: Option<&str>| Caller {
            key_id: "TPAKAAAAAAAAAAAAAAAA".to_owned(),
            grant: Grant { apps: apps.map(|app| BTreeSet::from([AppId::new(app)])), ..Grant::unlimited(role) },
        };
        let path = vec![("application-id".to_owned(), "a2".to_owned())];
        let said = |caller: &Caller, operation| match authorize(caller, operation, &path) {
            Ok(()) => "may".to_owned(),
            Err(error) => {
                assert_eq!(error.code(), ErrorCode::Forbidden);
                error.message().to_owned()
            }
        };
        let refused = |operation: &str, why: &str| format!("access key TPAKAAAAAAAAAAAAAAAA may not call {operation}: {why}");
        for (role, apps, operation, expected) in [
            (Role::Admin, None, Operation::DeleteApp, "may".to_owned()),
            (
                Role::Client,
                None,
                Operation::GetEndpoint,
                refused("GetEndpoint", "the role CLIENT does not include this operation"),
            ),
            (Role::Marketer, Some("a1"), Operation::GetSegments, refused("GetSegments", "limited to other applications")),
            (Role::Marketer, Some("a2"), Operation::GetSegments, "may".to_owned()),
            (
                Role::Admin,
                Some("a1"),
                Operation::CreateApp,
                refused("CreateApp", "limited to applications, and this operation belongs to the account"),
            ),
        ] {
            assert_eq!(said(&caller(role, apps), operation), expected);
        }
        for extension in Extension::ALL {
            let may = |role, apps| authorize_extension(&caller(role, apps), extension, &path).map_err(|error| error.code());
            let is_report = matches!(extension, Extension::GetAnalyticsReport | Extension::QueryFunnel);
            for (role, apps, expected) in [
                (Role::Admin, None, true),
                (Role::Admin, Some("a1"), false),
                (Role::Admin, Some("a2"), is_report),
                (Role::Marketer, None, is_report),
                (Role::Marketer, Some("a1"), false),
                (Role::Sender, None, false),
                (Role::Client, None, false),
            ] {
                let expected = if expected { Ok(()) } else { Err(ErrorCode::Forbidden) };
                assert_eq!(may(role, apps), expected, "{extension} {role} {apps:?}");
            }
        }
    }
}
