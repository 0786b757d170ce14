//! Telling campaigns and journeys of the events that they wait for (spec §6.3).

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use touchpoint_domain::event::stream::envelope::app_event_id;
use touchpoint_domain::event::stream::{Report, ReportedEvent};
use touchpoint_domain::ids::EndpointKey;
use touchpoint_domain::trigger::{Happening, Source};
use touchpoint_platform::ports::Firing;

use crate::batch::Taken;
use crate::decode::{ServiceEvent, What};
use crate::{Ingest, IngestError};

/// Fires what the new events of a batch are waited for by.
pub(crate) async fn fire(ingest: &Ingest, taken: &[Taken<'_>]) -> Result<(), IngestError> {
    let mut firings = Vec::new();
    for taken in taken {
        match &taken.told.what {
            What::Report(report) => {
                let awaited = taken.fresh.of(&report.events).filter(|event| taken.in_app.await_type(&event.event_type));
                awaited.for_each(|event| firings.extend(of_reported(taken, report, event)));
            }
            What::Service { events, .. } => {
                let awaited = taken.fresh.of(events).filter(|event| taken.in_app.await_type(&event.head.event_type));
                awaited.for_each(|event| firings.extend(of_service(taken, event)));
            }
        }
    }
    if firings.is_empty() {
        return Ok(());
    }
    Ok(ingest.ports.triggers.fire(firings).await?)
}

fn of_reported(taken: &Taken<'_>, report: &Report<'_>, event: &ReportedEvent<'_>) -> Vec<Firing> {
    let happening =
        Happening { source: Source::App, event_type: &event.event_type, attributes: &event.attributes, metrics: &event.metrics };
    let document = taken.documents.get(&EndpointKey::of(&report.endpoint));
    let endpoint = document.map_or(&*report.endpoint, |document| &*document.id);
    firings(taken, &happening, event.at, endpoint, || app_event_id(report, event))
}

fn of_service(taken: &Taken<'_>, event: &ServiceEvent<'_>) -> Vec<Firing> {
    #[derive(Deserialize)]
    struct Details<'a> {
        #[serde(borrow, default)]
        attributes: BTreeMap<Cow<'a, str>, Value>,
        #[serde(borrow, default)]
        metrics: BTreeMap<Cow<'a, str>, f64>,
    }
    let details: Details<'_> = match serde_json::from_str(event.json) {
        Ok(details) => details,
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            tracing::error!(app = %taken.told.app, event = %event.head.event_id, line, column, "an event triggers nothing");
            return Vec::new();
        }
    };
    let attributes = details.attributes.into_iter().filter_map(|(name, value)| match value {
        Value::String(text) => Some((name, Cow::Owned(text))),
        Value::Number(_) | Value::Bool(_) => Some((name, Cow::Owned(value.to_string()))),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    });
    let happening = Happening {
        source: Source::Service,
        event_type: &event.head.event_type,
        attributes: &attributes.collect(),
        metrics: &details.metrics,
    };
    // All events of a mail bear the date at which it was sent; what counts here is when it was opened.
    let at = event.head.arrival_timestamp.unwrap_or(event.head.event_timestamp);
    firings(taken, &happening, at, event.head.client(), || event.head.event_id.to_string())
}

fn firings(taken: &Taken<'_>, happening: &Happening<'_>, at: i64, endpoint: &str, event_id: impl Fn() -> String) -> Vec<Firing> {
    let Ok(at) = Timestamp::from_millisecond(at) else { return Vec::new() };
    let wanting = taken.in_app.wanting(happening, at).into_iter();
    let firing = |waiting: &touchpoint_platform::ports::Waiting| Firing {
        app_id: taken.told.app.to_string(),
        waiting: waiting.clone(),
        endpoint_id: endpoint.to_owned(),
        event_id: event_id(),
        event_type: happening.event_type.to_owned(),
        at,
        attributes: happening.attributes.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
        metrics: happening.metrics.iter().map(|(name, value)| (name.to_string(), *value)).collect(),
    };
    wanting.map(firing).collect()
}
