//! One address, one active endpoint; and who is flagged for sharing one (spec §3.6).

use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_domain::endpoint::records::AddressKey;

use super::world::World;

fn body(channel: &str, address: &str) -> String {
    format!(r#"{{"ChannelType":"{channel}","Address":"{address}"}}"#)
}

/// Status and flag of an endpoint: `A`ctive or `I`nactive, with `*` when it shares its address.
fn state(world: &World, id: &str) -> String {
    let doc = world.json(id);
    let status = if doc["EndpointStatus"] == "ACTIVE" { "A" } else { "I" };
    format!("{status}{}", if doc["SharedAddress"] == true { "*" } else { "" })
}

/// Writes endpoints e1, e2, … in this order and compares their states.
#[track_caller]
fn check(endpoints: &[(&str, &str)], expected: &[&str]) {
    let mut world = World::new();
    for (index, (channel, address)) in endpoints.iter().enumerate() {
        world.put(&format!("e{}", index + 1), &body(channel, address)).unwrap();
    }
    let states: Vec<_> = (1..=endpoints.len()).map(|index| state(&world, &format!("e{index}"))).collect();
    assert_eq!(states, expected, "{endpoints:?}");
}

#[test]
fn the_same_address_in_the_same_family_is_taken_over() {
    check(&[("EMAIL", "a@x"), ("EMAIL", "a@x")], &["I", "A"]);
    check(&[("EMAIL", "a@x"), ("EMAIL", "a@x"), ("EMAIL", "a@x")], &["I", "I", "A"]);
    check(&[("SMS", "+1"), ("VOICE", "+1")], &["A", "A"]);
    check(&[("GCM", "token"), ("APNS", "token")], &["I", "A"]);
    check(&[("APNS", "token"), ("APNS_SANDBOX", "token"), ("BAIDU", "token")], &["I", "I", "A"]);
    check(&[("GCM", "token"), ("PUSH", "token"), ("PUSH", "token")], &["A", "I", "A"]);
    check(&[("CUSTOM", "x"), ("IN_APP", "x")], &["A", "A"]);
    check(&[("EMAIL", "a@x"), ("EMAIL", "b@x")], &["A", "A"]);
}

#[test]
fn addresses_that_differ_by_case_or_blanks_are_flagged() {
    check(&[("EMAIL", "a@x"), ("EMAIL", "A@x")], &["A*", "A*"]);
    check(&[("EMAIL", "a@x"), ("EMAIL", " a@x ")], &["A*", "A*"]);
    check(&[("EMAIL", "a@x"), ("EMAIL", "A@x"), ("EMAIL", "a@X")], &["A*", "A*", "A*"]);
    check(&[("EMAIL", "a@x"), ("EMAIL", "A@x"), ("EMAIL", "a@x")], &["I", "A*", "A*"]);
    check(&[("GCM", "token"), ("GCM", "token ")], &["A*", "A*"]);
    // Only email addresses are the same in another case.
    check(&[("GCM", "token"), ("GCM", "TOKEN")], &["A", "A"]);
}

#[test]
fn flags_go_when_sharing_ends() {
    for (end, expected) in
        [(r#"{"EndpointStatus":"INACTIVE"}"#, "I"), (r#"{"Address":"other@x"}"#, "A"), (r#"{"ChannelType":"CUSTOM"}"#, "A")]
    {
        let mut world = World::new();
        world.put("e1", &body("EMAIL", "a@x")).unwrap();
        world.put("e2", &body("EMAIL", "A@x")).unwrap();
        world.put("e2", end).unwrap();
        assert_eq!([state(&world, "e1"), state(&world, "e2")], ["A", expected], "{end}");
    }
    let mut world = World::new();
    world.put("e1", &body("EMAIL", "a@x")).unwrap();
    world.put("e2", &body("EMAIL", "A@x")).unwrap();
    world.delete("e1");
    assert_eq!(state(&world, "e2"), "A");
}

#[test]
fn a_change_of_spelling_takes_over_and_unflags() {
    let mut world = World::new();
    world.put("e1", &body("EMAIL", "a@x")).unwrap();
    world.put("e2", &body("EMAIL", "A@x")).unwrap();
    world.put("e2", &body("EMAIL", "a@x")).unwrap();
    assert_eq!([state(&world, "e1"), state(&world, "e2")], ["I", "A"]);
}

#[test]
fn an_endpoint_written_as_inactive_takes_nothing_over() {
    let mut world = World::new();
    world.put("e1", &body("EMAIL", "a@x")).unwrap();
    world.put("e2", r#"{"ChannelType":"EMAIL","Address":"a@x","EndpointStatus":"INACTIVE"}"#).unwrap();
    assert_eq!([state(&world, "e1"), state(&world, "e2")], ["A", "I"]);
    world.put("e2", "{}").unwrap();
    assert_eq!([state(&world, "e1"), state(&world, "e2")], ["I", "A"]);
}

#[test]
fn records_hold_the_active_and_go_with_the_last() {
    let mut world = World::new();
    let key = AddressKey::of(Channel::Email, "a@x");
    world.put("e1", &body("EMAIL", "a@x")).unwrap();
    world.put("e2", &body("EMAIL", " A@x")).unwrap();
    world.put("e3", &body("EMAIL", "a@x")).unwrap();
    let members = &world.stored.addresses[&key].as_ref().unwrap().members;
    let members: Vec<_> = members.iter().map(|(key, address)| (key.as_str(), address.as_str())).collect();
    assert_eq!(members, [("e2", " A@x"), ("e3", "a@x")]);
    world.delete("e2");
    world.put("e3", r#"{"EndpointStatus":"INACTIVE"}"#).unwrap();
    assert!(world.stored.addresses.is_empty());
}

#[test]
fn keys_do_not_show_addresses() {
    assert_eq!(AddressKey::of(Channel::Email, " A@x.org").to_string(), AddressKey::of(Channel::Email, "a@X.org").to_string());
    assert_eq!(AddressKey::of(Channel::Email, "").to_string(), "EMAIL#cbf29ce484222325");
    assert_eq!(AddressKey::of(Channel::Gcm, "a").to_string(), "PUSH#af63dc4c8601ec8c");
    assert_eq!(AddressKey::of(Channel::Push, "a").to_string(), "ANY_PUSH#af63dc4c8601ec8c");
    assert_ne!(AddressKey::of(Channel::Sms, "+1"), AddressKey::of(Channel::Voice, "+1"));
}

#[test]
fn a_batch_is_one_write_after_the_other() {
    let mut world = World::new();
    let batch = r#"{"Item":[
        {"Id":"e1","ChannelType":"EMAIL","Address":"a@x"},
        {"Id":"e2","ChannelType":"EMAIL","Address":"b@x"},
        {"Id":"e3","ChannelType":"EMAIL","Address":"a@x"},
        {"Id":"e2","Address":"a@x"}]}"#;
    let components = world.put_batch(batch).unwrap();
    assert_eq!(["e1", "e2", "e3"].map(|id| state(&world, id)), ["I", "A", "I"]);
    assert_eq!(components.len(), 1);
    let batch = r#"{"Item":[
        {"Id":"f1","ChannelType":"EMAIL","Address":"c@x"},
        {"Id":"f2","ChannelType":"EMAIL","Address":"d@x"},
        {"Id":"f3","ChannelType":"EMAIL","Address":"C@x"}]}"#;
    let operations: Vec<_> = world.put_batch(batch).unwrap().into_iter().map(|component| component.operations).collect();
    assert_eq!(operations, [vec![0, 2], vec![1]]);
}
