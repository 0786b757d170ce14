//! One batch, from the records to everything that follows from them.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use touchpoint_domain::event::stream::Report;
use touchpoint_domain::event::stream::claim::Fresh;
use touchpoint_domain::event::stream::envelope::app_event;
use touchpoint_domain::ids::{AppId, EndpointKey};
use touchpoint_domain::metrics::facts::STEP;
use touchpoint_platform::ports::Forwarded;
use touchpoint_store::claims::ClaimRequest;

use crate::apps::InApp;
use crate::decode::{Batch, Told, What};
use crate::endpoints::Documents;
use crate::{Archived, Ingest, IngestError, Place, archive, endpoints, forward, rollups, triggers};

/// A record, and what of it is new.
#[derive(Debug)]
pub(crate) struct Taken<'a> {
    pub(crate) told: Told<'a>,
    pub(crate) fresh: Fresh,
    /// The endpoints that its app's reports are about.
    pub(crate) documents: Arc<Documents>,
    /// What waits for events of its app.
    pub(crate) in_app: InApp,
}

/// Deals with a batch. On an error some of it may have been dealt with; doing it again completes it.
pub(crate) async fn take(ingest: &Ingest, batch: Batch<'_>) -> Result<(), IngestError> {
    let Batch { place, records, unreadable, rest: _ } = batch;
    for record in unreadable {
        let position = record.position;
        tracing::error!(shard = place.shard, position = position.as_str(), reason = record.reason, "a record cannot be read");
        let own = Place { shard: place.shard.clone(), first: position.clone(), last: position };
        archive::reject(ingest, &own, record.raw).await?;
    }
    let mut taken = Vec::with_capacity(records.len());
    for (app, records) in by_app(records) {
        match ingest.apps.get(ingest, &app).await? {
            Some(in_app) => taken.extend(of_app(ingest, &app, in_app, records).await?),
            None => tracing::warn!(%app, records = records.len(), "events of an app that does not exist are left out"),
        }
    }
    taken.retain(|taken| taken.fresh.any());
    taken.sort_by(|one, other| one.told.position.cmp(&other.told.position));
    rollups::count(ingest, &place, &taken).await?;
    let outgoing = outgoing(&taken)?;
    let (mut archived, mut forwarded) = (Vec::new(), BTreeMap::<&AppId, Vec<Forwarded>>::new());
    for (event, to_forward) in &outgoing {
        archived.push(event.clone());
        if let Some(to_forward) = to_forward {
            forwarded.entry(&event.app).or_default().push(to_forward.clone());
        }
    }
    archive::write(ingest, &place, &archived).await?;
    for (app, events) in forwarded {
        forward::forward(ingest, app, events, &place).await?;
    }
    triggers::fire(ingest, &taken).await
}

fn by_app(records: Vec<Told<'_>>) -> BTreeMap<AppId, Vec<Told<'_>>> {
    let mut apps = BTreeMap::<AppId, Vec<Told<'_>>>::new();
    for record in records {
        apps.entry(record.app.clone()).or_default().push(record);
    }
    apps
}

/// Settles the endpoints of an app's records, and claims what is new in them.
async fn of_app<'a>(ingest: &Ingest, app: &AppId, in_app: InApp, records: Vec<Told<'a>>) -> Result<Vec<Taken<'a>>, IngestError> {
    let reports: Vec<&Report<'_>> = records.iter().filter_map(Told::report).collect();
    let documents = Arc::new(endpoints::settle(ingest, app, &reports).await?);
    let fresh = ingest.store.claims().settle(app, records.iter().map(claim_request).collect()).await?;
    let taken = records.into_iter().zip(fresh).map(|(told, fresh)| Taken {
        told,
        fresh,
        documents: Arc::clone(&documents),
        in_app: Arc::clone(&in_app),
    });
    Ok(taken.collect())
}

impl<'a> Told<'a> {
    fn report(&self) -> Option<&Report<'a>> {
        match &self.what {
            What::Report(report) => Some(report),
            What::Service { .. } => None,
        }
    }
}

fn claim_request(told: &Told<'_>) -> ClaimRequest {
    let (owner, ids) = match &told.what {
        // One word more than endpoints' keys have before it, so that no owner of a bundle is taken for an endpoint.
        What::Report(report) => (
            format!("endpoint/{}", EndpointKey::of(&report.endpoint)),
            report.events.iter().map(|event| event.id.to_string()).collect(),
        ),
        What::Service { owner, events } => {
            (format!("service/{owner}"), events.iter().map(|event| event.head.event_id.to_string()).collect())
        }
    };
    ClaimRequest { owner, position: told.position.clone(), ids, arrived: told.arrived }
}

/// The new events as the archive and the apps' own streams have them, in the order of the batch. What is only counted, such as the
/// steps of journeys, which Pinpoint never streamed, goes to no stream.
fn outgoing(taken: &[Taken<'_>]) -> Result<Vec<(Archived, Option<Forwarded>)>, IngestError> {
    let mut outgoing = Vec::new();
    for Taken { told, fresh, documents, in_app: _ } in taken {
        let mut add = |at: i64, partition_key: Option<&str>, json: Bytes| {
            let at = Timestamp::from_millisecond(at).unwrap_or(told.arrived);
            let date = at.to_zoned(TimeZone::UTC).date();
            let forwarded = partition_key.map(|key| Forwarded { partition_key: key.to_owned(), json: json.clone() });
            outgoing.push((Archived { app: told.app.clone(), date, json }, forwarded));
        };
        match &told.what {
            What::Report(report) => {
                let document = documents.get(&EndpointKey::of(&report.endpoint));
                let client = document.map_or(&*report.endpoint, |document| &*document.id);
                for event in fresh.of(&report.events) {
                    let json = serde_json::to_vec(&app_event(report, event, document))?;
                    add(event.at, Some(client), json.into());
                }
            }
            What::Service { events, .. } => {
                for event in fresh.of(events) {
                    let client = (event.head.event_type != STEP).then(|| event.head.client());
                    add(event.head.event_timestamp, client, on_one_line(event.json)?);
                }
            }
        }
    }
    Ok(outgoing)
}

/// JSON may hold line breaks between its members; a line of the archive must not.
fn on_one_line(json: &str) -> Result<Bytes, IngestError> {
    if json.contains(['\n', '\r']) {
        let value: serde_json::Value = serde_json::from_str(json)?;
        return Ok(serde_json::to_vec(&value)?.into());
    }
    Ok(Bytes::copy_from_slice(json.as_bytes()))
}
