use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::limits::Limits;

type Attributes = BTreeMap<Cow<'static, str>, Cow<'static, str>>;
type Metrics = BTreeMap<Cow<'static, str>, f64>;

fn condition(dimensions: Value, filter_type: &str) -> Result<Condition, String> {
    let dimensions = serde_json::from_value(dimensions).unwrap();
    Condition::compile(&dimensions, filter_type.parse().unwrap(), &Limits::default()).map_err(|error| error.to_string())
}

fn attributes(pairs: &[(&'static str, &'static str)]) -> Attributes {
    pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
}

#[test]
fn conditions() {
    let buys = json!({"Values": ["buy", "rent"]});
    let (gold, cheap) = (attributes(&[("plan", "gold"), ("at", "2026-05-01")]), Metrics::from([("price".into(), 5.0)]));
    for (dimensions, accepted, why) in [
        (json!({"EventType": buys}), true, "one of the types"),
        (json!({"EventType": {"Values": ["Buy"]}}), false, "types are told apart by case"),
        (json!({"EventType": {"DimensionType": "EXCLUSIVE", "Values": ["buy"]}}), false, "all types but this one"),
        (json!({"EventType": {"DimensionType": "EXCLUSIVE", "Values": ["rent"]}}), true, "all types but another"),
        (json!({"EventType": buys, "Attributes": {"plan": {"Values": ["silver", "gold"]}}}), true, "one of the values"),
        (json!({"EventType": buys, "Attributes": {"plan": {"Values": ["gol"]}}}), false, "not the value"),
        (json!({"EventType": buys, "Attributes": {"plan": {"AttributeType": "CONTAINS", "Values": ["gol"]}}}), true, "a part"),
        (
            json!({"EventType": buys, "Attributes": {"plan": {"AttributeType": "EXCLUSIVE", "Values": ["gold"]}}}),
            false,
            "left out",
        ),
        (
            json!({"EventType": buys, "Attributes": {"none": {"AttributeType": "EXCLUSIVE", "Values": ["gold"]}}}),
            true,
            "no value",
        ),
        (json!({"EventType": buys, "Attributes": {"none": {"Values": ["gold"]}}}), false, "an attribute that is not there"),
        (
            json!({"EventType": buys, "Attributes": {"at": {"AttributeType": "BEFORE", "Values": ["2026-06-01"]}}}),
            true,
            "dates are compared as dates",
        ),
        (
            json!({"EventType": buys, "Attributes": {"plan": {"Values": ["gold"]}, "none": {"Values": ["x"]}}}),
            false,
            "all attributes must hold",
        ),
        (json!({"EventType": buys, "Metrics": {"price": {"ComparisonOperator": "LESS_THAN", "Value": 6.0}}}), true, "less"),
        (json!({"EventType": buys, "Metrics": {"price": {"ComparisonOperator": "EQUAL", "Value": 6.0}}}), false, "not equal"),
        (json!({"EventType": buys, "Metrics": {"none": {"ComparisonOperator": "LESS_THAN", "Value": 6.0}}}), false, "no number"),
        (
            json!({
                "EventType": buys,
                "Metrics": {
                    "price": {"ComparisonOperator": "LESS_THAN", "Value": 6.0},
                    "none": {"ComparisonOperator": "LESS_THAN", "Value": 6.0}
                }
            }),
            false,
            "all metrics must hold",
        ),
    ] {
        let condition = condition(dimensions.clone(), "ENDPOINT").unwrap();
        let happening = Happening { source: Source::App, event_type: "buy", attributes: &gold, metrics: &cheap };
        assert_eq!(condition.accepts(&happening), accepted, "{why}: {dimensions}");
    }
}

#[test]
fn a_filter_takes_events_of_one_source() {
    let (none, no_metrics) = (Attributes::new(), Metrics::new());
    for (filter_type, source, accepted) in [
        ("ENDPOINT", Source::App, true),
        ("ENDPOINT", Source::Service, false),
        ("USER", Source::App, true),
        ("USER", Source::Service, false),
        ("SYSTEM", Source::App, false),
        ("SYSTEM", Source::Service, true),
    ] {
        let condition = condition(json!({"EventType": {"Values": ["_email.open"]}}), filter_type).unwrap();
        let happening = Happening { source, event_type: "_email.open", attributes: &none, metrics: &no_metrics };
        assert_eq!(condition.accepts(&happening), accepted, "{filter_type} {source:?}");
    }
}

#[test]
fn what_could_never_match_is_refused_by_name() {
    let buys = json!({"Values": ["buy"]});
    for (dimensions, refusal) in [
        (json!({}), "EventType.Values: must name at least one type of event"),
        (
            json!({"EventType": buys, "Attributes": {"at": {"AttributeType": "AFTER", "Values": ["soon"]}}}),
            "Attributes.at.Values[0]: must be a date such as 2026-01-31, or a date and time such as 2026-01-31T10:00:00Z",
        ),
        (
            json!({"EventType": buys, "Metrics": {"price": {"ComparisonOperator": "ABOUT", "Value": 1.0}}}),
            "Metrics.price.ComparisonOperator: must be one of GREATER_THAN, LESS_THAN, GREATER_THAN_OR_EQUAL, \
             LESS_THAN_OR_EQUAL, EQUAL",
        ),
    ] {
        assert_eq!(condition(dimensions, "ENDPOINT").unwrap_err(), refusal);
    }
    let long = json!({"EventType": buys, "Attributes": {"a": {"Values": ["x".repeat(200)]}}});
    assert!(condition(long, "ENDPOINT").is_ok(), "as long as a value of an event may be");
}

fn campaign(status: &str, changes: &Value) -> CampaignResponse {
    let mut campaign = json!({
        "ApplicationId": "a1", "Arn": "arn", "CreationDate": "2026-05-01T00:00:00Z", "Id": "c1", "SegmentId": "s1",
        "LastModifiedDate": "2026-05-01T00:00:00Z", "SegmentVersion": 1, "State": {"CampaignStatus": status},
        "Schedule": {
            "StartTime": "2026-05-02T00:00:00Z", "EndTime": "2026-05-03T00:00:00Z", "Frequency": "EVENT",
            "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}}
        }
    });
    let (campaign_members, changes) = (campaign["Schedule"].as_object_mut().unwrap(), changes.as_object().unwrap());
    campaign_members.extend(changes.clone());
    serde_json::from_value(campaign).unwrap()
}

use touchpoint_wire::types::{CampaignResponse, JourneyResponse};

fn wanted_at(triggers: Vec<Trigger>, at: &str) -> bool {
    let (none, no_metrics) = (Attributes::new(), Metrics::new());
    let happening = Happening { source: Source::App, event_type: "buy", attributes: &none, metrics: &no_metrics };
    let triggers = Triggers::new(triggers.into_iter().map(|trigger| ((), trigger)).collect());
    !triggers.wanting(&happening, at.parse().unwrap()).is_empty()
}

#[test]
fn campaigns_wait_while_they_are_on_their_way_and_open() {
    let limits = &Limits::default();
    for (status, at, wanted) in [
        ("SCHEDULED", "2026-05-01T23:59:59Z", false),
        ("SCHEDULED", "2026-05-02T00:00:00Z", true),
        ("EXECUTING", "2026-05-02T23:59:59Z", true),
        ("EXECUTING", "2026-05-03T00:00:00Z", false),
        ("PENDING_NEXT_RUN", "2026-05-02T10:00:00Z", true),
        ("PAUSED", "2026-05-02T10:00:00Z", false),
        ("COMPLETED", "2026-05-02T10:00:00Z", false),
        ("DELETED", "2026-05-02T10:00:00Z", false),
        ("INVALID", "2026-05-02T10:00:00Z", false),
    ] {
        let triggers = campaign_triggers(&campaign(status, &json!({})), limits).unwrap();
        assert_eq!(wanted_at(triggers, at), wanted, "{status} {at}");
    }
    let in_app = campaign("EXECUTING", &json!({"Frequency": "IN_APP_EVENT"}));
    assert!(campaign_triggers(&in_app, limits).unwrap().is_empty(), "apps show those themselves");
}

#[test]
fn journeys_let_in_while_they_are_active_and_open() {
    let journey = |state: &str, schedule: Value| {
        serde_json::from_value::<JourneyResponse>(json!({
            "ApplicationId": "a1", "Id": "j1", "Name": "welcome", "State": state, "Schedule": schedule,
            "StartCondition": {"EventStartCondition": {
                "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}}
            }}
        }))
        .unwrap()
    };
    let may = json!({"StartTime": "2026-05-01T00:00:00Z", "EndTime": "2026-06-01T00:00:00Z"});
    for (state, schedule, at, wanted) in [
        ("ACTIVE", may.clone(), "2026-05-01T00:00:00Z", true),
        ("ACTIVE", may.clone(), "2026-04-30T23:59:59Z", false),
        ("ACTIVE", may.clone(), "2026-06-01T00:00:00Z", false),
        ("ACTIVE", json!({}), "2026-06-01T00:00:00Z", true),
        ("DRAFT", may.clone(), "2026-05-02T00:00:00Z", false),
        ("PAUSED", may.clone(), "2026-05-02T00:00:00Z", false),
        ("CLOSED", may.clone(), "2026-05-02T00:00:00Z", false),
        ("CANCELLED", may.clone(), "2026-05-02T00:00:00Z", false),
        ("COMPLETED", may, "2026-05-02T00:00:00Z", false),
    ] {
        let trigger = journey_trigger(&journey(state, schedule), &Limits::default()).unwrap();
        assert_eq!(wanted_at(trigger.into_iter().collect(), at), wanted, "{state} {at}");
    }
}

/// A dimension as a test draws it, and whether an event passes by the plainest reading of the rules.
#[derive(Clone, Debug)]
struct Drawn {
    types: Vec<u8>,
    all_but: bool,
    attribute: Option<(u8, Vec<u8>)>,
    metric: Option<(u8, i8)>,
    opens: i64,
    closes: i64,
}

impl Drawn {
    fn trigger(&self) -> Trigger {
        let texts = |numbers: &[u8]| numbers.iter().map(|number| format!("v{number}")).collect::<Vec<_>>();
        let mut dimensions = json!({"EventType": {
            "DimensionType": if self.all_but { "EXCLUSIVE" } else { "INCLUSIVE" }, "Values": texts(&self.types)
        }});
        if let Some((name, values)) = &self.attribute {
            dimensions["Attributes"] = json!({format!("v{name}"): {"Values": texts(values)}});
        }
        if let Some((name, value)) = &self.metric {
            dimensions["Metrics"] = json!({format!("v{name}"): {"ComparisonOperator": "GREATER_THAN", "Value": value}});
        }
        let moment = |second: i64| Some(Timestamp::from_second(second).unwrap());
        let window = Window { opens: moment(self.opens), closes: moment(self.closes) };
        Trigger { condition: condition(dimensions, "ENDPOINT").unwrap(), window }
    }

    fn naive(&self, event_type: u8, attribute: Option<(u8, u8)>, metric: Option<(u8, i8)>, at: i64) -> bool {
        let attribute_holds = match (&self.attribute, attribute) {
            (None, _) => true,
            (Some((name, values)), Some((has, value))) => *name == has && values.contains(&value),
            (Some(_), None) => false,
        };
        let metric_holds = match (self.metric, metric) {
            (None, _) => true,
            (Some((name, least)), Some((has, value))) => name == has && value > least,
            (Some(_), None) => false,
        };
        self.types.contains(&event_type) != self.all_but
            && attribute_holds
            && metric_holds
            && self.opens <= at
            && at < self.closes
    }
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let types = prop::collection::vec(0_u8..4, 1..3);
    let attribute = prop::option::of((0_u8..2, prop::collection::vec(0_u8..3, 1..3)));
    let metric = prop::option::of((0_u8..2, -2_i8..2));
    (types, any::<bool>(), attribute, metric, 0_i64..4, 2_i64..6)
        .prop_map(|(types, all_but, attribute, metric, opens, closes)| Drawn { types, all_but, attribute, metric, opens, closes })
}

proptest! {
    #[test]
    fn an_index_finds_what_asking_everyone_finds(
        waiting in prop::collection::vec((0_u8..4, drawn()), 0..6),
        event_type in 0_u8..5,
        attribute in prop::option::of((0_u8..2, 0_u8..3)),
        metric in prop::option::of((0_u8..2, -3_i8..3)),
        at in 0_i64..6,
    ) {
        let triggers = Triggers::new(waiting.iter().map(|(who, drawn)| (*who, drawn.trigger())).collect());
        let attributes: Attributes =
            attribute.iter().map(|(name, value)| (format!("v{name}").into(), format!("v{value}").into())).collect();
        let metrics: Metrics = metric.iter().map(|(name, value)| (format!("v{name}").into(), f64::from(*value))).collect();
        let name = format!("v{event_type}");
        let happening = Happening { source: Source::App, event_type: &name, attributes: &attributes, metrics: &metrics };
        let mut found: Vec<u8> =
            triggers.wanting(&happening, Timestamp::from_second(at).unwrap()).into_iter().copied().collect();
        found.sort_unstable();
        let mut expected: Vec<u8> =
            waiting.iter().filter(|(_, drawn)| drawn.naive(event_type, attribute, metric, at)).map(|(who, _)| *who).collect();
        expected.sort_unstable();
        expected.dedup();
        prop_assert!(expected.is_empty() || triggers.await_type(&name));
        prop_assert_eq!(found, expected);
    }
}
