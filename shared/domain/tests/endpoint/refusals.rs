//! Writes that are refused: the field, the rule, and that nothing changes (spec §1.4, §1.8, §2.2, §3).

use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::limits::Limits;

use super::world::World;

#[track_caller]
fn refused(body: &str, expected: &str) {
    let mut world = World::new();
    world.put("e1", r#"{"Attributes":{"kept":["1"]}}"#).unwrap();
    let before = world.json("e1");
    assert_eq!(world.put("e1", body).unwrap_err().to_string(), expected);
    assert_eq!(world.json("e1"), before);
}

/// A map of `count` names to `value`.
fn names(count: usize, value: &str) -> String {
    let members: Vec<_> = (0..count).map(|index| format!(r#""n{index}":{value}"#)).collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn fields_are_checked_by_themselves() {
    let long = |count: usize| "x".repeat(count);
    for (body, expected) in [
        (r#"{"Address":"a"}"#.to_owned(), "Missing ChannelType"),
        (r#"{"ChannelType":"SMS","Address":""}"#.to_owned(), "Address: must not be empty"),
        (
            format!(r#"{{"ChannelType":"SMS","Address":"{}"}}"#, long(1025)),
            "Address: must be at most 1024 characters long, is 1025",
        ),
        (r#"{"OptOut":"none"}"#.to_owned(), "OptOut: must be ALL or NONE"),
        (r#"{"EndpointStatus":"DISABLED"}"#.to_owned(), "EndpointStatus: must be ACTIVE or INACTIVE"),
        (
            r#"{"EffectiveDate":"2026-03-01"}"#.to_owned(),
            "EffectiveDate: must be an ISO 8601 date and time such as 2026-01-31T10:00:00Z",
        ),
        (r#"{"Location":{"Latitude":1}}"#.to_owned(), "Location.Longitude: must be given together with Latitude"),
        (r#"{"Location":{"Longitude":1}}"#.to_owned(), "Location.Latitude: must be given together with Longitude"),
        (r#"{"Location":{"Latitude":90.1,"Longitude":0}}"#.to_owned(), "Location.Latitude: must be between -90 and 90"),
        (r#"{"Location":{"Latitude":0,"Longitude":-181}}"#.to_owned(), "Location.Longitude: must be between -180 and 180"),
        (format!(r#"{{"Location":{{"City":"{}"}}}}"#, long(76)), "Location.City: must be at most 75 characters long, is 76"),
        (format!(r#"{{"Location":{{"Region":"{}"}}}}"#, long(76)), "Location.Region: must be at most 75 characters long, is 76"),
        (
            format!(r#"{{"Demographic":{{"Model":"{}"}}}}"#, long(101)),
            "Demographic.Model: must be at most 100 characters long, is 101",
        ),
        (
            format!(r#"{{"Demographic":{{"PlatformVersion":"{}"}}}}"#, long(51)),
            "Demographic.PlatformVersion: must be at most 50 characters long, is 51",
        ),
        (format!(r#"{{"Attributes":{{"{}":[]}}}}"#, long(51)), "Attributes: a name must be 1 to 50 characters long, one has 51"),
        (r#"{"Attributes":{"":["x"]}}"#.to_owned(), "Attributes: a name must be 1 to 50 characters long, one has 0"),
        (r#"{"Metrics":{"":1}}"#.to_owned(), "Metrics: a name must be 1 to 50 characters long, one has 0"),
        (
            format!(r#"{{"Attributes":{{"a":["1","{}"]}}}}"#, long(101)),
            "Attributes.a[1]: must be at most 100 characters long, is 101",
        ),
        (
            format!(r#"{{"User":{{"UserAttributes":{{"a":[{}]}}}}}}"#, vec![r#""v""#; 51].join(",")),
            "User.UserAttributes.a: must have at most 50 values, has 51",
        ),
        (r#"{"User":{"UserId":"a${b}"}}"#.to_owned(), "User.UserId: must not contain $, { or }"),
        (format!(r#"{{"User":{{"UserId":"{}"}}}}"#, long(1025)), "User.UserId: must be at most 1024 bytes long, is 1025"),
    ] {
        refused(&body, expected);
    }
}

#[test]
fn lengths_are_in_characters_and_limits_are_inclusive() {
    let mut world = World::new();
    let body = format!(
        r#"{{"ChannelType":"CUSTOM","Address":"{}","Attributes":{{"{}":["{}"]}},"Location":{{"City":"{}"}},
            "Demographic":{{"Model":"{}"}},"User":{{"UserId":"{}"}}}}"#,
        "é".repeat(1024),
        "é".repeat(50),
        "é".repeat(100),
        "é".repeat(75),
        "é".repeat(100),
        "é".repeat(512),
    );
    world.put("e1", &body).unwrap();
}

#[test]
fn endpoint_ids_are_checked() {
    // U+0130 is two bytes, and three in lower case: what counts is the longer one.
    for (id, expected) in [
        (String::new(), "EndpointId: must not be empty"),
        ("a$b".to_owned(), "EndpointId: must not contain $, { or }"),
        ("{id}".to_owned(), "EndpointId: must not contain $, { or }"),
        ("x".repeat(1025), "EndpointId: must be at most 1024 bytes long, is 1025"),
        ("\u{130}".repeat(400), "EndpointId: must be at most 1024 bytes long, is 1200"),
    ] {
        assert_eq!(World::new().put(&id, "{}").unwrap_err().to_string(), expected);
    }
    World::new().put(&"x".repeat(1024), "{}").unwrap();
    World::new().put("a/b c%20#?:\u{1f600}", "{}").unwrap();
}

#[test]
fn an_endpoint_has_at_most_so_many_names() {
    let body = format!(r#"{{"Attributes":{},"Metrics":{}}}"#, names(150, "[]"), names(100, "1"));
    let mut world = World::new();
    world.put("e1", &body).unwrap();
    let text = "Attributes, Metrics and User.UserAttributes must have at most 250 names together, would have 251";
    let one_more = r#"{"User":{"UserAttributes":{"one more":[]}}}"#;
    assert_eq!(world.put("e1", one_more).unwrap_err().to_string(), text);
    // Names that are there already may be written again.
    world.put("e1", &body).unwrap();
    // An endpoint that came over the limit by its user's attributes is not locked.
    world.limits.endpoint_attribute_names = 200;
    world.put("e1", r#"{"Attributes":{"n1":["x"]}}"#).unwrap();
}

#[test]
fn an_endpoint_has_at_most_so_many_bytes() {
    let lists = |count| names(count, &format!(r#"["{}"]"#, "x".repeat(100)));
    let mut world = World::new();
    world.put("e1", &format!(r#"{{"Attributes":{}}}"#, lists(130))).unwrap();
    let refusal = world.put("e1", &format!(r#"{{"User":{{"UserAttributes":{}}}}}"#, lists(20))).unwrap_err().to_string();
    assert!(refusal.starts_with("the endpoint must be at most 15360 bytes large, would be 16"), "{refusal}");
    world.put("e1", r#"{"Attributes":{"n1":[]}}"#).unwrap();
}

#[test]
fn a_batch_names_the_item() {
    for (items, expected) in [
        (r#"{"Id":"e2"},{"Id":"e3","OptOut":"x"}"#, "Item[1].OptOut: must be ALL or NONE"),
        (r#"{"Id":"e2"},{"Id":"e3","Address":"x"}"#, "Missing ChannelType (Item[1])"),
        (r#"{"Id":""}"#, "Item[0].Id: must not be empty"),
    ] {
        let mut world = World::new();
        assert_eq!(world.put_batch(&format!(r#"{{"Item":[{items}]}}"#)).unwrap_err().to_string(), expected);
        assert!(world.stored.endpoints.is_empty());
    }
}

#[test]
fn a_batch_has_ids_and_a_size() {
    let batch = |items: &[&str]| {
        let body = format!(r#"{{"Item":[{}]}}"#, items.join(","));
        EndpointWrite::batch(serde_json::from_str(&body).unwrap(), "r", &Limits::default())
    };
    assert_eq!(batch(&[]).unwrap_err().to_string(), "Item: must have 1 to 100 endpoints, has 0");
    assert_eq!(batch(&[r#"{"Id":"e"}"#; 101]).unwrap_err().to_string(), "Item: must have 1 to 100 endpoints, has 101");
    assert_eq!(batch(&[r#"{"Id":"e"}"#, "{}"]).unwrap_err().to_string(), "Item[1].Id: must be given");
    assert_eq!(batch(&[r#"{"Id":"e"}"#; 100]).unwrap().len(), 100);
}
