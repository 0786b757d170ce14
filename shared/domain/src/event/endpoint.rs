//! The endpoint as events show it.

use serde_json::{Map, Value};

/// Members of a stored document that only the server sees.
const SERVER_MEMBERS: [&str; 2] = ["LastActive", "SharedAddress"];

/// A stored endpoint document as text, without what only the server sees; `None` if it is no JSON object.
pub(super) fn public_text(document: &str) -> Option<String> {
    let mut endpoint: Map<String, Value> = serde_json::from_str(document).ok()?;
    for member in SERVER_MEMBERS {
        endpoint.remove(member);
    }
    serde_json::to_string(&endpoint).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn server_members_are_left_out() {
        let document = r#"{"Id":"e1","Address":"a\"b@example.com","LastActive":12,"SharedAddress":true}"#;
        assert_eq!(public_text(document).as_deref(), Some(r#"{"Address":"a\"b@example.com","Id":"e1"}"#));
        assert_eq!(public_text("[]"), None);
        assert_eq!(public_text("{"), None);
    }
}
