//! Events of one owner, in as few records as hold them.

use serde_json::Value;

use super::bundle;

/// How large the events of one record may be together, as JSON: well below what a record of the stream may have.
const RECORD_BYTES: usize = 900_000;

/// The records of events of one owner, in their order. All of them have the same owner, so that an event is recognised when its producer
/// repeats itself and cuts elsewhere, because an endpoint that an event shows has grown since.
#[must_use]
pub fn bundles(owner: &str, events: Vec<Value>) -> Vec<Value> {
    let mut records = Vec::new();
    let (mut waiting, mut bytes) = (Vec::new(), 0);
    for event in events {
        let size = event.to_string().len();
        if !waiting.is_empty() && bytes + size > RECORD_BYTES {
            records.push(bundle(owner, std::mem::take(&mut waiting)));
            bytes = 0;
        }
        bytes += size;
        waiting.push(event);
    }
    if !waiting.is_empty() {
        records.push(bundle(owner, waiting));
    }
    records
}

/// The events of a record in the envelope of spec §10.2: those of a bundle, or the one that it is. None of a report.
#[must_use]
pub fn service_events(record: &Value) -> Vec<&Value> {
    if record.get("report").is_some() {
        return Vec::new();
    }
    match record.pointer("/bundle/events").and_then(Value::as_array) {
        Some(events) => events.iter().collect(),
        None => vec![record],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::event::stream::{Record, decode};

    /// How many events each record has, when they are so large.
    fn cut(sizes: &[usize]) -> Vec<usize> {
        let events = sizes.iter().enumerate().map(|(n, size)| json!({"event_id": n, "text": "x".repeat(*size)}));
        let records = bundles("chunk-1/w2", events.collect());
        let mut next = 0;
        let count = |record: &Value| {
            let json = record.to_string();
            assert!(json.len() < 1_000_000 || service_events(record).len() == 1);
            let Record::Bundle(read) = decode(json.as_bytes()).unwrap() else { panic!("no bundle") };
            assert_eq!(read.owner, "chunk-1/w2");
            for event in service_events(record) {
                assert_eq!(event["event_id"], next);
                next += 1;
            }
            read.events.len()
        };
        let counts = records.iter().map(count).collect();
        assert_eq!(next, sizes.len());
        counts
    }

    #[test]
    fn no_record_is_too_large_and_none_is_empty() {
        assert_eq!(cut(&[]), Vec::<usize>::new());
        assert_eq!(cut(&[0]), [1]);
        assert_eq!(cut(&[2_000; 25]), [25]);
        assert_eq!(cut(&[400_000; 5]), [2, 2, 1]);
        assert_eq!(cut(&[950_000, 10, 899_000, 950_000]), [1, 2, 1]);
    }

    #[test]
    fn a_record_by_itself_is_its_event_and_a_report_has_none() {
        let event = json!({"event_id": "1", "event_type": "_email.open"});
        assert_eq!(service_events(&event), [&event]);
        assert_eq!(service_events(&json!({"report": {"events": []}})), Vec::<&Value>::new());
    }
}
