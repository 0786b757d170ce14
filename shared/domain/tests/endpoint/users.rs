//! Endpoints of one user: shared attributes, moving, detaching, and the limit with its eviction (spec §3.8, §3.9).

use super::world::World;

fn attributes(world: &World, id: &str) -> String {
    world.json(id)["User"].to_string()
}

/// A world with endpoints of user u1 on these channels: e1, e2, …
fn user_with(channels: &[&str], limit: usize) -> World {
    let mut world = World::new();
    world.limits.endpoints_per_user = limit;
    for (index, channel) in channels.iter().enumerate() {
        let number = index + 1;
        let body = format!(r#"{{"ChannelType":"{channel}","Address":"addr-{number}","User":{{"UserId":"u1"}}}}"#);
        world.put(&format!("e{number}"), &body).unwrap();
    }
    world
}

#[test]
fn attributes_written_on_one_endpoint_reach_all_of_the_user() {
    let mut world = user_with(&["EMAIL", "SMS"], 15);
    world.put("e1", r#"{"User":{"UserId":"u1","UserAttributes":{"First":["Ann"],"Plan":["free"]}}}"#).unwrap();
    world.put("e2", r#"{"User":{"UserAttributes":{"Plan":["pro"],"Since":[]}}}"#).unwrap();
    let expected = r#"{"UserAttributes":{"First":["Ann"],"Plan":["pro"],"Since":[]},"UserId":"u1"}"#;
    assert_eq!(["e1", "e2"].map(|id| attributes(&world, id)), [expected, expected]);
    // What the others hold of themselves stays as it was.
    world.check("e1", r#"{"EffectiveDate":"2026-03-01T12:00:03.000Z","LastActive":1772366403000}"#);
}

#[test]
fn siblings_are_written_only_when_the_attributes_change() {
    let mut world = user_with(&["EMAIL", "SMS"], 15);
    let batch =
        |plan: &str| format!(r#"{{"Item":[{{"Id":"e1","User":{{"UserId":"u1","UserAttributes":{{"Plan":["{plan}"]}}}}}}]}}"#);
    assert_eq!(world.put_batch(&batch("pro")).unwrap()[0].changes.len(), 3);
    assert_eq!(world.put_batch(&batch("pro")).unwrap()[0].changes.len(), 1);
}

#[test]
fn a_new_endpoint_of_a_user_takes_over_its_attributes() {
    let mut world = World::new();
    world.put("e1", r#"{"User":{"UserId":"u1","UserAttributes":{"First":["Ann"],"Plan":["pro"]}}}"#).unwrap();
    world.put("e2", r#"{"User":{"UserId":"u1","UserAttributes":{"Plan":["free"]}}}"#).unwrap();
    let expected = r#"{"UserAttributes":{"First":["Ann"],"Plan":["free"]},"UserId":"u1"}"#;
    assert_eq!(["e1", "e2"].map(|id| attributes(&world, id)), [expected, expected]);
    assert_eq!(world.endpoints_of("u1"), ["e1", "e2"]);
}

#[test]
fn user_ids_are_told_apart_by_case() {
    let mut world = World::new();
    world.put("e1", r#"{"User":{"UserId":"U","UserAttributes":{"First":["Ann"]}}}"#).unwrap();
    world.put("e2", r#"{"User":{"UserId":"u"}}"#).unwrap();
    assert_eq!(attributes(&world, "e2"), r#"{"UserId":"u"}"#);
}

#[test]
fn an_endpoint_that_moves_leaves_one_users_attributes_for_the_others() {
    let mut world = World::new();
    world.put("e1", r#"{"User":{"UserId":"u1","UserAttributes":{"First":["Ann"],"Only":["1"]}}}"#).unwrap();
    world.put("e2", r#"{"User":{"UserId":"u2","UserAttributes":{"First":["Bob"]}}}"#).unwrap();
    world.put("e1", r#"{"User":{"UserId":"u2","UserAttributes":{"Plan":["pro"]}}}"#).unwrap();
    let expected = r#"{"UserAttributes":{"First":["Bob"],"Plan":["pro"]},"UserId":"u2"}"#;
    assert_eq!(["e1", "e2"].map(|id| attributes(&world, id)), [expected, expected]);
    assert_eq!(world.endpoints_of("u2"), ["e2", "e1"]);
    // u1 went with its last endpoint, and with it what was known of it.
    assert!(world.endpoints_of("u1").is_empty());
    world.put("e3", r#"{"User":{"UserId":"u1"}}"#).unwrap();
    assert_eq!(attributes(&world, "e3"), r#"{"UserId":"u1"}"#);
}

#[test]
fn own_attributes_fill_in_what_the_first_user_lacks() {
    let mut world = World::new();
    world.put("e1", r#"{"User":{"UserId":"u1","UserAttributes":{"First":["Ann"]}}}"#).unwrap();
    world.put("e2", r#"{"User":{"UserAttributes":{"First":["?"],"Lang":["de"],"Plan":["free"]}}}"#).unwrap();
    assert_eq!(attributes(&world, "e2"), r#"{"UserAttributes":{"First":["?"],"Lang":["de"],"Plan":["free"]}}"#);
    world.put("e2", r#"{"User":{"UserId":"u1","UserAttributes":{"Plan":["pro"]}}}"#).unwrap();
    let expected = r#"{"UserAttributes":{"First":["Ann"],"Lang":["de"],"Plan":["pro"]},"UserId":"u1"}"#;
    assert_eq!(["e1", "e2"].map(|id| attributes(&world, id)), [expected, expected]);
}

#[test]
fn the_empty_user_id_detaches() {
    let mut world = user_with(&["EMAIL", "SMS"], 15);
    world.put("e1", r#"{"User":{"UserAttributes":{"First":["Ann"]}}}"#).unwrap();
    world.put("e1", r#"{"User":{"UserId":""}}"#).unwrap();
    world.check("e1", r#"{"User":null,"EndpointStatus":"ACTIVE"}"#);
    assert_eq!(world.endpoints_of("u1"), ["e2"]);
    world.put("e2", r#"{"User":{"UserId":"","UserAttributes":{"Lang":["de"]}}}"#).unwrap();
    world.check("e2", r#"{"User":{"UserAttributes":{"Lang":["de"]}}}"#);
    assert!(world.stored.users.is_empty());
}

#[test]
fn deleting_the_last_endpoint_forgets_the_user() {
    let mut world = user_with(&["EMAIL", "SMS"], 15);
    world.delete("e1");
    assert_eq!(world.endpoints_of("u1"), ["e2"]);
    world.delete("e2");
    assert!(world.stored.users.is_empty() && world.stored.addresses.is_empty() && world.stored.endpoints.is_empty());
}

#[test]
fn the_sixteenth_endpoint_is_refused_on_most_channels() {
    let world = user_with(&["EMAIL"; 15], 15);
    for channel in ["SMS", "PUSH", "VOICE", "EMAIL", "CUSTOM", "IN_APP"] {
        let mut world = World { stored: world.stored.clone(), limits: world.limits.clone(), ..World::new() };
        let body = format!(r#"{{"ChannelType":"{channel}","User":{{"UserId":"u1"}}}}"#);
        let refusal = world.put("e16", &body).unwrap_err();
        assert_eq!(refusal.to_string(), "Exceeded maximum endpoint per user count: 15");
        assert_eq!(world.doc("e16"), None);
    }
}

#[test]
fn a_full_user_without_push_has_no_room_for_push_either() {
    let mut world = user_with(&["EMAIL", "SMS"], 2);
    let refusal = world.put("e3", r#"{"ChannelType":"GCM","Address":"t","User":{"UserId":"u1"}}"#).unwrap_err();
    assert_eq!(refusal.to_string(), "Exceeded maximum endpoint per user count: 2");
}

#[test]
fn push_takes_the_place_of_the_push_endpoint_updated_longest_ago() {
    for channel in ["ADM", "GCM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "BAIDU"] {
        let mut world = user_with(&["GCM", "EMAIL", "APNS", "ADM"], 4);
        world.put("e1", "{}").unwrap();
        let body = format!(r#"{{"ChannelType":"{channel}","Address":"new","User":{{"UserId":"u1"}}}}"#);
        world.put("e5", &body).unwrap();
        assert_eq!(world.endpoints_of("u1"), ["e1", "e2", "e4", "e5"], "{channel}");
        world.check("e3", r#"{"EndpointStatus":"INACTIVE","User":null,"EffectiveDate":"2026-03-01T12:00:03.000Z"}"#);
        world.check("e5", r#"{"EndpointStatus":"ACTIVE","User":{"UserId":"u1"}}"#);
    }
}

#[test]
fn an_evicted_endpoint_comes_back_by_evicting() {
    let mut world = user_with(&["GCM", "GCM"], 2);
    world.put("e3", r#"{"ChannelType":"GCM","Address":"new","User":{"UserId":"u1"}}"#).unwrap();
    world.put("e1", r#"{"EndpointStatus":"ACTIVE","User":{"UserId":"u1"}}"#).unwrap();
    assert_eq!(world.endpoints_of("u1"), ["e3", "e1"]);
    world.check("e1", r#"{"EndpointStatus":"ACTIVE"}"#);
    world.check("e2", r#"{"EndpointStatus":"INACTIVE","User":null}"#);
}

#[test]
fn writing_an_attached_endpoint_never_trips_the_limit() {
    let mut world = user_with(&["EMAIL", "SMS"], 2);
    world.put("e1", r#"{"User":{"UserId":"u1","UserAttributes":{"a":["1"]}}}"#).unwrap();
    assert_eq!(world.endpoints_of("u1"), ["e1", "e2"]);
}

#[test]
fn eviction_ends_a_shared_address() {
    let mut world = user_with(&["GCM", "EMAIL"], 2);
    world.put("other", r#"{"ChannelType":"GCM","Address":"addr-1 "}"#).unwrap();
    world.check("other", r#"{"SharedAddress":true}"#);
    world.check("e1", r#"{"SharedAddress":true}"#);
    world.put("other", r#"{"User":{"UserId":"u1"}}"#).unwrap();
    world.check("other", r#"{"SharedAddress":null,"User":{"UserId":"u1"},"EndpointStatus":"ACTIVE"}"#);
    world.check("e1", r#"{"SharedAddress":null,"User":null,"EndpointStatus":"INACTIVE"}"#);
}

#[test]
fn a_batch_counts_its_own_endpoints() {
    let mut world = World::new();
    world.limits.endpoints_per_user = 2;
    let item = |id: &str| format!(r#"{{"Id":"{id}","ChannelType":"EMAIL","Address":"{id}","User":{{"UserId":"u1"}}}}"#);
    let body = format!(r#"{{"Item":[{},{},{}]}}"#, item("e1"), item("e2"), item("e3"));
    let refusal = world.put_batch(&body).unwrap_err();
    assert_eq!(refusal.to_string(), "Exceeded maximum endpoint per user count: 2 (Item[2])");
    assert!(world.stored.endpoints.is_empty());
}
