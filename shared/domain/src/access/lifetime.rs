//! How long an access key is good: until it is disabled, or until the time it was left after its rotation.

use jiff::{SignedDuration, Timestamp};
use touchpoint_wire::extension::{AccessKeyResponse, AccessKeyStatus, WritableStatus};

use super::{Grant, Term};
use crate::field::FieldError;
use crate::ids::AppId;
use crate::time::parse_date;

/// How long an old key stays valid after its rotation when the request does not say, in hours.
pub const DEFAULT_GRACE_HOURS: i32 = 24;
/// The longest time it may, in hours: a week.
pub const MAX_GRACE_HOURS: i32 = 168;

/// The moment from which a key is no longer valid; `None` while nobody has rotated it. One that cannot be read has passed:
/// a key is rather refused than good for ever.
#[must_use]
pub fn expires(key: &AccessKeyResponse) -> Option<Timestamp> {
    key.expiration_date.as_deref().map(|date| parse_date(date).unwrap_or(Timestamp::MIN))
}

/// What a key that was stored as `status` is worth now.
#[must_use]
pub fn status_at(status: AccessKeyStatus, expires: Option<Timestamp>, now: Timestamp) -> AccessKeyStatus {
    if expires.is_some_and(|moment| moment <= now) { AccessKeyStatus::Expired } else { status }
}

/// What the key allows.
#[must_use]
pub fn grant(key: &AccessKeyResponse) -> Grant {
    let apps = key.applications.as_ref().map(|apps| apps.iter().map(AppId::new).collect());
    let term = if key.expiration_date.is_some() { Term::Ending } else { Term::Lasting };
    Grant { role: key.role.into(), apps, term }
}

/// Whether access keys can be managed with this key for as long as nobody changes that. One of these must always be left.
#[must_use]
pub fn keeps_the_door_open(key: &AccessKeyResponse) -> bool {
    key.status == AccessKeyStatus::Active && grant(key).manages_keys()
}

/// Whether a key may be given this status.
///
/// # Errors
/// An expired key stays expired.
pub fn change(key: &AccessKeyResponse, status: WritableStatus, now: Timestamp) -> Result<AccessKeyStatus, FieldError> {
    match status_at(key.status, expires(key), now) {
        AccessKeyStatus::Expired => Err(FieldError::new("Status", "an expired key cannot be changed; create another")),
        AccessKeyStatus::Active | AccessKeyStatus::Inactive => Ok(match status {
            WritableStatus::Active => AccessKeyStatus::Active,
            WritableStatus::Inactive => AccessKeyStatus::Inactive,
        }),
    }
}

/// The moment from which a key that is rotated now is no longer valid.
///
/// # Errors
/// When the grace period is out of range, the key is not one that is in use, or it was rotated before: it has a successor.
pub fn rotate(key: &AccessKeyResponse, grace_hours: Option<i32>, now: Timestamp) -> Result<Timestamp, FieldError> {
    let hours = grace_hours.unwrap_or(DEFAULT_GRACE_HOURS);
    if !(0..=MAX_GRACE_HOURS).contains(&hours) {
        let rule = format!("must be a whole number from 0 to {MAX_GRACE_HOURS}");
        return Err(FieldError::new("GracePeriodHours", rule));
    }
    match status_at(key.status, expires(key), now) {
        AccessKeyStatus::Active => {}
        AccessKeyStatus::Inactive => return Err(FieldError::new("Status", "must be ACTIVE for a key to be rotated")),
        AccessKeyStatus::Expired => return Err(FieldError::new("Status", "an expired key cannot be rotated; create another")),
    }
    if key.expiration_date.is_some() {
        return Err(FieldError::new("ExpirationDate", "a key that has one was rotated already; rotate its successor"));
    }
    Ok(now.saturating_add(SignedDuration::from_hours(hours.into())).unwrap_or(now))
}

#[cfg(test)]
mod tests {
    use touchpoint_wire::extension::AccessKeyRole;

    use super::super::Denial;
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn key(status: AccessKeyStatus, expires: Option<&str>) -> AccessKeyResponse {
        AccessKeyResponse {
            access_key_id: "TPAK".to_owned(),
            secret_access_key: None,
            name: None,
            role: AccessKeyRole::Admin,
            applications: None,
            status,
            creation_date: "2026-03-01T12:00:00.000Z".to_owned(),
            expiration_date: expires.map(str::to_owned),
        }
    }

    const NOW: &str = "2026-03-02T12:00:00Z";
    const SOON: &str = "2026-03-02T13:00:00.000Z";
    const PAST: &str = "2026-03-02T12:00:00.000Z";

    #[test]
    fn a_key_is_good_until_its_last_moment() {
        use AccessKeyStatus::{Active, Expired, Inactive};
        for (stored, date, expected) in [
            (Active, None, Active),
            (Active, Some(SOON), Active),
            (Active, Some(PAST), Expired),
            (Inactive, None, Inactive),
            (Inactive, Some(SOON), Inactive),
            (Inactive, Some(PAST), Expired),
            (Active, Some("not a date"), Expired),
        ] {
            let key = key(stored, date);
            assert_eq!(status_at(key.status, expires(&key), at(NOW)), expected, "{stored} {date:?}");
            assert_eq!(change(&key, WritableStatus::Inactive, at(NOW)).is_ok(), expected != Expired);
        }
    }

    #[test]
    fn rotation_leaves_the_old_key_some_time() {
        use AccessKeyStatus::{Active, Inactive};
        let rotated = |status, date, hours| {
            rotate(&key(status, date), hours, at(NOW)).map_or_else(|error| error.to_string(), |t| t.to_string())
        };
        assert_eq!(rotated(Active, None, None), "2026-03-03T12:00:00Z");
        assert_eq!(rotated(Active, None, Some(0)), "2026-03-02T12:00:00Z");
        assert_eq!(rotated(Active, None, Some(168)), "2026-03-09T12:00:00Z");
        let again = "ExpirationDate: a key that has one was rotated already; rotate its successor";
        assert_eq!(rotated(Active, Some(SOON), Some(168)), again);
        assert_eq!(rotated(Active, None, Some(169)), "GracePeriodHours: must be a whole number from 0 to 168");
        assert_eq!(rotated(Active, None, Some(-1)), "GracePeriodHours: must be a whole number from 0 to 168");
        assert_eq!(rotated(Inactive, None, None), "Status: must be ACTIVE for a key to be rotated");
        assert_eq!(rotated(Active, Some(PAST), None), "Status: an expired key cannot be rotated; create another");
    }

    #[test]
    fn only_lasting_unlimited_admin_keys_keep_the_door_open() {
        use AccessKeyStatus::{Active, Inactive};
        assert!(keeps_the_door_open(&key(Active, None)));
        assert!(!keeps_the_door_open(&key(Active, Some(SOON))));
        assert!(!keeps_the_door_open(&key(Inactive, None)));
        let limited = AccessKeyResponse { applications: Some(vec!["a1".to_owned()]), ..key(Active, None) };
        assert!(!keeps_the_door_open(&limited));
        assert_eq!(grant(&key(Active, Some(SOON))).permits_access_keys(), Err(Denial::Ending));
        let marketer = AccessKeyResponse { role: AccessKeyRole::Marketer, ..key(Active, None) };
        assert!(!keeps_the_door_open(&marketer));
    }
}
