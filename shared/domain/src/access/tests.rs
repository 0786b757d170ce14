//! The whole table: every role, every operation, everywhere.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

const OWN: &str = "a1";
const OTHER: &str = "a2";

fn limited(role: Role) -> Grant {
    Grant { apps: Some(BTreeSet::from([AppId::new(OWN)])), ..Grant::unlimited(role) }
}

fn path(app: &str) -> Vec<(String, String)> {
    let pair = |name: &str, value: String| (name.to_owned(), value);
    vec![
        pair("application-id", app.to_owned()),
        pair("resource-arn", format!("arn:aws:mobiletargeting:eu-west-1:123456789012:apps/{app}/campaigns/c1")),
    ]
}

/// Per role, `+` where it may: with all apps, in an app that it is limited to, in another.
fn row(operation: Operation) -> String {
    let cell = |grant: &Grant, app| if grant.permits(operation, &Target::of(operation, &path(app))).is_ok() { '+' } else { '-' };
    let cells = |role| {
        let all = cell(&Grant::unlimited(role), OTHER);
        format!("{all}{}{}", cell(&limited(role), OWN), cell(&limited(role), OTHER))
    };
    Role::ALL.map(cells).join(" ")
}

#[test]
fn who_may_do_what() {
    let mut table =
        String::from("                                       admin marketer sender client: everywhere, own app, other app\n");
    for operation in Operation::ALL {
        writeln!(table, "{operation:38} {}", row(operation)).unwrap();
    }
    insta::assert_snapshot!(table);
}

#[test]
fn an_admin_may_everything_and_others_less_and_less() {
    for operation in Operation::ALL {
        assert!(permits(Role::Admin, operation), "{operation}");
        assert!(!permits(Role::Sender, operation) || permits(Role::Marketer, operation), "{operation}");
        assert!(!permits(Role::Client, operation) || permits(Role::Marketer, operation), "{operation}");
    }
    let client: Vec<_> = Operation::ALL.into_iter().filter(|operation| permits(Role::Client, *operation)).collect();
    assert_eq!(client, [Operation::GetInAppMessages, Operation::PutEvents, Operation::UpdateEndpoint]);
}

#[test]
fn whose_it_is() {
    let target = |operation, name: &str, value: &str| Target::of(operation, &[(name.to_owned(), value.to_owned())]);
    let tags = |arn| target(Operation::ListTagsForResource, "resource-arn", arn);
    let own = || Target::App(AppId::new(OWN));
    assert_eq!(target(Operation::GetApp, "application-id", OWN), own());
    assert_eq!(target(Operation::CreateApp, "application-id", OWN), Target::Account);
    assert_eq!(target(Operation::GetSegment, "segment-id", OWN), Target::Account);
    assert_eq!(target(Operation::PhoneNumberValidate, "", ""), Target::Shared);
    for (arn, expected) in [
        ("arn:aws:mobiletargeting:eu-west-1:123456789012:apps/a1", own()),
        ("arn:aws:mobiletargeting:eu-west-1:123456789012:apps/a1/segments/s1", own()),
        ("arn:aws:mobiletargeting:eu-west-1:123456789012:templates/t/EMAIL", Target::Shared),
        ("arn:aws:mobiletargeting:eu-west-1:123456789012:apps/", Target::Account),
        ("arn:aws:mobiletargeting:eu-west-1:123456789012:apps", Target::Account),
        ("arn:aws:mobiletargeting:eu-west-1:123456789012:templates/", Target::Account),
        ("apps/a1", Target::Account),
        ("", Target::Account),
    ] {
        assert_eq!(tags(arn), expected, "{arn}");
    }
}

#[test]
fn tags_of_templates_may_be_read_but_not_written_within_limits() {
    let template = [("resource-arn".to_owned(), "arn:aws:mobiletargeting:eu-west-1:123456789012:templates/t/SMS".to_owned())];
    let outcome = |operation| limited(Role::Admin).permits(operation, &Target::of(operation, &template));
    assert_eq!(outcome(Operation::ListTagsForResource), Ok(()));
    assert_eq!(outcome(Operation::TagResource), Err(Denial::Account));
    assert_eq!(outcome(Operation::UntagResource), Err(Denial::Account));
}

#[test]
fn only_an_unlimited_admin_manages_keys() {
    for role in Role::ALL {
        assert_eq!(Grant::unlimited(role).permits_access_keys().is_ok(), role == Role::Admin);
        assert!(limited(role).permits_access_keys().is_err());
        assert_eq!(Grant::unlimited(role).manages_keys(), role == Role::Admin);
        assert!(!limited(role).manages_keys());
    }
}

#[test]
fn reports_are_for_admins_and_marketers_of_the_app() {
    for (role, may) in [(Role::Admin, true), (Role::Marketer, true), (Role::Sender, false), (Role::Client, false)] {
        let everywhere = Grant::unlimited(role).permits_reports(&AppId::new(OTHER));
        let (own, other) = (AppId::new(OWN), AppId::new(OTHER));
        assert_eq!(everywhere.is_ok(), may, "{role}");
        assert_eq!(limited(role).permits_reports(&own).is_ok(), may, "{role}");
        assert_eq!(limited(role).permits_reports(&other).unwrap_err(), if may { Denial::App } else { Denial::Role(role) });
    }
}

#[test]
fn roles_keep_their_names() {
    for role in Role::ALL {
        assert_eq!(Role::from(AccessKeyRole::from(role)), role);
    }
    assert_eq!(Role::ALL.map(|role| role.to_string()), ["ADMIN", "MARKETER", "SENDER", "CLIENT"]);
}

proptest! {
    /// Whatever stands in the path, a limit never opens what the role alone would not, nor another app.
    #[test]
    fn a_limit_only_takes_away(
        role in 0..4_usize, index in 0..122_usize, app in "a[12]|.{0,8}", arn in "(arn:.{0,4}:.{0,4}:::)?(apps|templates)?/?(a[12])?/?.{0,6}",
    ) {
        let (role, operation) = (Role::ALL[role], Operation::ALL[index]);
        let path = [("application-id".to_owned(), app), ("resource-arn".to_owned(), arn)];
        let target = Target::of(operation, &path);
        let narrow = limited(role).permits(operation, &target);
        if narrow.is_ok() {
            prop_assert!(Grant::unlimited(role).permits(operation, &target).is_ok());
            prop_assert!(target == Target::App(AppId::new(OWN)) || target == Target::Shared);
        }
    }
}
