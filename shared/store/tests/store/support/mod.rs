//! What the tests of several files share.

pub(crate) mod scripted;

use jiff::Timestamp;
use serde_json::json;
use touchpoint_domain::ids::AppId;
use touchpoint_store::resources::{Kind, Record, Scope};

pub(crate) fn at(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(1_790_000_000_000 + ms).unwrap()
}

pub(crate) fn app(digit: char) -> Scope {
    Scope::App(app_id(digit))
}

pub(crate) fn app_id(digit: char) -> AppId {
    AppId::new(digit.to_string().repeat(32))
}

pub(crate) fn campaign(scope: &Scope, id: &str, created_ms: i64) -> Record {
    Record::new(scope.clone(), Kind::Campaign, id, json!({ "Id": id, "Name": "Spring" }), at(created_ms))
}

pub(crate) fn ids(records: &[Record]) -> Vec<&str> {
    records.iter().map(|record| record.id.as_str()).collect()
}
