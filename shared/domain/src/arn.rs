//! Names of things in AWS, as far as they are checked before anything is asked of AWS: their form.

use crate::field::FieldError;

/// The longest name, in characters.
const ARN_CHARS: usize = 2048;
/// The longest path and name of a role.
const ROLE_CHARS: usize = 512 + 64;

/// The parts of `arn:partition:service:region:account:resource`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    pub partition: &'a str,
    pub service: &'a str,
    /// Empty where a service has no regions.
    pub region: &'a str,
    /// Twelve digits.
    pub account: &'a str,
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// `None` when it is no ARN of an account.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        if text.chars().count() > ARN_CHARS || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return None;
        }
        let mut fields = text.splitn(6, ':');
        let mut next = || fields.next();
        let (scheme, partition, service) = (next()?, next()?, next()?);
        let (region, account, resource) = (next()?, next()?, next()?);
        let is_word = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let sound = scheme == "arn"
            && (partition == "aws" || partition.starts_with("aws-"))
            && [partition, service, region].into_iter().all(is_word)
            && account.len() == 12
            && account.bytes().all(|byte| byte.is_ascii_digit())
            && !resource.is_empty();
        sound.then_some(Self { partition, service, region, account, resource })
    }
}

/// Whether `text` is the ARN of a resource of `service` whose own part begins with `prefix` and goes on, as in `identity/…`.
#[must_use]
pub fn names(text: &str, service: &str, prefix: &str) -> bool {
    Arn::parse(text)
        .is_some_and(|arn| arn.service == service && arn.resource.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty()))
}

/// The ARN of an IAM role: `arn:aws:iam::123456789012:role/path/name`.
pub fn check_role(field: &str, text: &str) -> Result<(), FieldError> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "+=,.@_-/".contains(c);
    let is_role = |arn: Arn<'_>| {
        let path = arn.resource.strip_prefix("role/").unwrap_or_default();
        let named = path.rsplit('/').next().is_some_and(|name| !name.is_empty());
        arn.service == "iam" && arn.region.is_empty() && named && path.len() <= ROLE_CHARS && path.chars().all(is_part)
    };
    match Arn::parse(text) {
        Some(arn) if is_role(arn) => Ok(()),
        Some(_) | None => Err(FieldError::new(field, "must be the ARN of a role: arn:aws:iam::123456789012:role/name")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources() {
        for (text, good) in [
            ("arn:aws:ses:eu-west-1:123456789012:identity/example.com", true),
            ("arn:aws-cn:ses:cn-north-1:123456789012:identity/a@example.com", true),
            ("arn:aws:ses:eu-west-1:123456789012:identity/", false),
            ("arn:aws:ses:eu-west-1:1:identity/example.com", false),
            ("arn:aws:ses:eu-west-1:123456789012:identity/a b", false),
            ("arn:aws:ses:eu-west-1:123456789012:configuration-set/a", false),
            ("arn:aws:sns:eu-west-1:123456789012:identity/example.com", false),
            ("example.com", false),
        ] {
            assert_eq!(names(text, "ses", "identity/"), good, "{text}");
        }
    }

    #[test]
    fn roles() {
        let role = |text: &str| check_role("RoleArn", text);
        for good in [
            "arn:aws:iam::123456789012:role/a",
            "arn:aws-cn:iam::123456789012:role/service-role/Import_1@x",
            "arn:aws-us-gov:iam::123456789012:role/a/b/c",
        ] {
            assert_eq!(role(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "a",
            "role/a",
            "arn:aws:iam::123456789012:role/",
            "arn:aws:iam::123456789012:role/a/",
            "arn:aws:iam::123456789012:user/a",
            "arn:aws:iam:us-east-1:123456789012:role/a",
            "arn:aws:iam::12345678901:role/a",
            "arn:aws:iam::12345678901x:role/a",
            "arn:gcp:iam::123456789012:role/a",
            "arn:awsome:iam::123456789012:role/a",
            "arn:aws:s3::123456789012:role/a",
            "arn:aws:iam::123456789012:role/a b",
            "arn:aws:iam::123456789012:role/a\n",
            &format!("arn:aws:iam::123456789012:role/{}", "x".repeat(577)),
        ] {
            let reason = "RoleArn: must be the ARN of a role: arn:aws:iam::123456789012:role/name";
            assert_eq!(role(bad).unwrap_err().to_string(), reason, "{bad}");
        }
    }
}
