//! What a request is about, as far as limits to apps go.

use touchpoint_wire::Operation;

use crate::ids::AppId;

/// Whose the thing is that a path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// It belongs to one app, or is the app.
    App(AppId),
    /// Message templates, recommender configurations, their tags, phone numbers: what all apps have in common.
    Shared,
    /// It belongs to the account, or it cannot be said whose it is.
    Account,
}

impl Target {
    /// What `operation` is about, given the parameters of its path by name, decoded.
    ///
    /// What is not known to belong to an app or to be shared belongs to the account, which keys with limits may not touch.
    #[must_use]
    pub fn of(operation: Operation, path: &[(String, String)]) -> Self {
        let parameter = |name: &str| path.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let uri = operation.uri();
        if uri.starts_with("/v1/apps/{application-id}") {
            return parameter("application-id").map_or(Self::Account, |app| Self::App(AppId::new(app)));
        }
        if uri.starts_with("/v1/tags/") {
            return parameter("resource-arn").map_or(Self::Account, Self::of_arn);
        }
        let shared = ["/v1/templates", "/v1/recommenders", "/v1/phone/"];
        if shared.iter().any(|prefix| uri.starts_with(prefix)) { Self::Shared } else { Self::Account }
    }

    /// `arn:{partition}:mobiletargeting:{region}:{account}:apps/{app}/…` or `…:templates/…`.
    fn of_arn(arn: &str) -> Self {
        let resource = arn.splitn(6, ':').nth(5).unwrap_or_default();
        let mut parts = resource.split('/');
        match (parts.next(), parts.next()) {
            (Some("apps"), Some(app)) if !app.is_empty() => Self::App(AppId::new(app)),
            (Some("templates" | "recommenders"), Some(name)) if !name.is_empty() => Self::Shared,
            _ => Self::Account,
        }
    }
}
