//! Segment evaluation once more, written from the specification's text (§4) for obviousness, not for speed: over plain
//! JSON, interpreting the segment anew for each endpoint. It shares no code with the crate and assumes valid segments.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};
use serde_json::Value;

/// Whether `endpoint`, a stored document, is in `segment`, a segment response, which may name segments in `stored`.
pub(crate) fn contains(segment: &Value, stored: &[Value], endpoint: &Value, now_ms: i64) -> bool {
    let world = World { stored, endpoint, now_ms };
    world.in_segment(segment)
}

struct World<'w> {
    stored: &'w [Value],
    endpoint: &'w Value,
    now_ms: i64,
}

fn list(value: &Value) -> Vec<&Value> {
    value.as_array().map(|list| list.iter().collect()).unwrap_or_default()
}

fn texts(value: &Value) -> Vec<String> {
    list(value).iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn members(value: &Value) -> Vec<(String, &Value)> {
    value.as_object().map(|map| map.iter().map(|(name, member)| (name.clone(), member)).collect()).unwrap_or_default()
}

fn combine(how: &str, answers: &[bool]) -> bool {
    if answers.is_empty() {
        return true;
    }
    match how {
        "ALL" => !answers.contains(&false),
        "ANY" => answers.contains(&true),
        "NONE" => !answers.contains(&true),
        other => panic!("{other}"),
    }
}

impl World<'_> {
    fn in_segment(&self, segment: &Value) -> bool {
        if !segment["Dimensions"].is_null() {
            return self.all_criteria(&segment["Dimensions"]);
        }
        let groups = &segment["SegmentGroups"];
        let answers: Vec<bool> = list(&groups["Groups"]).into_iter().map(|group| self.in_group(group)).collect();
        combine(groups["Include"].as_str().unwrap_or("ALL"), &answers)
    }

    fn in_group(&self, group: &Value) -> bool {
        let sources: Vec<bool> =
            list(&group["SourceSegments"]).into_iter().map(|source| self.in_segment(self.find(source))).collect();
        let dimensions: Vec<bool> =
            list(&group["Dimensions"]).into_iter().map(|dimensions| self.all_criteria(dimensions)).collect();
        combine(group["SourceType"].as_str().unwrap_or("ANY"), &sources)
            && combine(group["Type"].as_str().unwrap_or("ALL"), &dimensions)
    }

    /// The segment in the version asked for, else the one with the highest version.
    fn find(&self, reference: &Value) -> &Value {
        let mut versions = self.stored.iter().filter(|segment| segment["Id"] == reference["Id"]);
        match reference["Version"].as_i64() {
            Some(version) => versions.find(|segment| segment["Version"] == version).unwrap(),
            None => versions.max_by_key(|segment| segment["Version"].as_i64()).unwrap(),
        }
    }

    fn all_criteria(&self, dimensions: &Value) -> bool {
        let endpoint = self.endpoint;
        let attributes = members(&dimensions["Attributes"])
            .into_iter()
            .all(|(name, criterion)| attribute(criterion, &endpoint["Attributes"][name]));
        let user_attributes = members(&dimensions["UserAttributes"])
            .into_iter()
            .all(|(name, criterion)| attribute(criterion, &endpoint["User"]["UserAttributes"][name]));
        let metrics =
            members(&dimensions["Metrics"]).into_iter().all(|(name, criterion)| metric(criterion, &endpoint["Metrics"][name]));
        let demographics = members(&dimensions["Demographic"]).into_iter().all(|(name, set)| self.demographic(&name, set));
        let country = &dimensions["Location"]["Country"];
        let point = &dimensions["Location"]["GPSPoint"];
        let recency = &dimensions["Behavior"]["Recency"];
        attributes
            && user_attributes
            && metrics
            && demographics
            && (country.is_null()
                || in_set(country, &[endpoint["Location"]["Country"].clone()], |code| alpha_2(&code.to_uppercase())))
            && (point.is_null() || near(point, &endpoint["Location"]))
            && (recency.is_null() || self.recent(recency))
    }

    fn demographic(&self, name: &str, set: &Value) -> bool {
        let field = |name: &str| vec![self.endpoint["Demographic"][name].clone()];
        match name {
            "Channel" => {
                let mut set = set.clone();
                let mut channels: Vec<String> = texts(&set["Values"]).iter().map(|text| text.to_uppercase()).collect();
                if channels.contains(&"PUSH".to_owned()) {
                    channels.extend(
                        ["ADM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "BAIDU", "GCM"].map(str::to_owned),
                    );
                }
                set["Values"] = channels.into();
                in_set(&set, &[self.endpoint["ChannelType"].clone()], str::to_owned)
            }
            "DeviceType" => {
                let stand_in: Vec<Value> = list(&self.endpoint["Attributes"]["DeviceType"]).into_iter().cloned().collect();
                in_set(set, &stand_in, str::to_owned)
            }
            "Platform" => in_set(set, &field(name), str::to_lowercase),
            _ => in_set(set, &field(name), str::to_owned),
        }
    }

    fn recent(&self, recency: &Value) -> bool {
        let hours = match recency["Duration"].as_str().unwrap() {
            "HR_24" => 24,
            "DAY_7" => 7 * 24,
            "DAY_14" => 14 * 24,
            "DAY_30" => 30 * 24,
            other => panic!("{other}"),
        };
        let start_ms = self.now_ms - hours * 3_600_000;
        let active = self.endpoint["LastActive"].as_i64().is_some_and(|at| at >= start_ms);
        if recency["RecencyType"] == "ACTIVE" { active } else { !active }
    }
}

fn in_set(set: &Value, fields: &[Value], normal: impl Fn(&str) -> String) -> bool {
    let values: Vec<String> = texts(&set["Values"]).iter().map(|text| normal(text)).collect();
    let equal = fields.iter().filter_map(Value::as_str).any(|field| values.contains(&normal(field)));
    if set["DimensionType"] == "EXCLUSIVE" { !equal } else { equal }
}

/// The alpha-3 codes that the tests use.
fn alpha_2(code: &str) -> String {
    let pairs = [("USA", "US"), ("DEU", "DE"), ("FRA", "FR"), ("AUT", "AT"), ("CHL", "CL"), ("BRA", "BR"), ("JPN", "JP")];
    pairs.iter().find(|(alpha_3, _)| *alpha_3 == code).map_or(code, |(_, alpha_2)| alpha_2).to_owned()
}

fn metric(criterion: &Value, stored: &Value) -> bool {
    let Some(stored) = stored.as_f64() else { return false };
    let value = criterion["Value"].as_f64().unwrap();
    let ordering = stored.partial_cmp(&value).unwrap();
    match criterion["ComparisonOperator"].as_str().unwrap() {
        "GREATER_THAN" => ordering.is_gt(),
        "LESS_THAN" => ordering.is_lt(),
        "GREATER_THAN_OR_EQUAL" => ordering.is_ge(),
        "LESS_THAN_OR_EQUAL" => ordering.is_le(),
        "EQUAL" => ordering.is_eq(),
        other => panic!("{other}"),
    }
}

fn attribute(criterion: &Value, stored: &Value) -> bool {
    let (stored, values) = (texts(stored), texts(&criterion["Values"]));
    let dates: Vec<Timestamp> = stored.iter().filter_map(|text| date(text)).collect();
    let wanted = || values.iter().map(|text| date(text).unwrap());
    match criterion["AttributeType"].as_str().unwrap_or("INCLUSIVE") {
        "INCLUSIVE" => stored.iter().any(|text| values.contains(text)),
        "EXCLUSIVE" => !stored.iter().any(|text| values.contains(text)),
        "CONTAINS" => stored.iter().any(|text| values.iter().any(|value| text.contains(value.as_str()))),
        "BEFORE" => dates.iter().any(|date| wanted().any(|wanted| *date < wanted)),
        "AFTER" => dates.iter().any(|date| wanted().any(|wanted| *date > wanted)),
        "ON" => dates.iter().any(|date| wanted().any(|wanted| day(*date) == day(wanted))),
        "BETWEEN" => dates.iter().any(|date| between(*date, &values)),
        "NOT_BETWEEN" => !dates.is_empty() && !dates.iter().any(|date| between(*date, &values)),
        other => panic!("{other}"),
    }
}

fn between(at: Timestamp, values: &[String]) -> bool {
    let joined = values.join(",");
    let ends: Vec<&str> = joined.split([',', '/']).map(str::trim).collect();
    date(ends[0]).unwrap() <= at && at <= date(ends[1]).unwrap()
}

fn date(text: &str) -> Option<Timestamp> {
    if text.len() == 10 {
        let date: Date = text.parse().ok()?;
        return Some(date.to_zoned(TimeZone::UTC).unwrap().timestamp());
    }
    text.parse().ok()
}

fn day(at: Timestamp) -> Date {
    let start = at.to_zoned(TimeZone::UTC).start_of_day().unwrap();
    start.round(Unit::Second).unwrap().date()
}

/// The angle between two points of the unit sphere, from their cross and dot products.
fn near(point: &Value, location: &Value) -> bool {
    let position = |place: &Value| Some((place["Latitude"].as_f64()?.to_radians(), place["Longitude"].as_f64()?.to_radians()));
    let vector =
        |(latitude, longitude): (f64, f64)| [latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin(), latitude.sin()];
    let (Some(here), Some(there)) = (position(location), position(&point["Coordinates"])) else { return false };
    let ([a, b, c], [x, y, z]) = (vector(here), vector(there));
    let cross = (b * z - c * y).hypot(c * x - a * z).hypot(a * y - b * x);
    let km = cross.atan2(a * x + b * y + c * z) * 6371.0088;
    km <= point["RangeInKilometers"].as_f64().unwrap_or(10.0)
}
