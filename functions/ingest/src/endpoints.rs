//! The endpoints that events are reported of: they exist, and know when they were last active (spec §4.4, §9.1.2).

use std::collections::{BTreeMap, HashMap};

use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use jiff::{SignedDuration, Timestamp};
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::event::stream::Report;
use touchpoint_domain::ids::{AppId, EndpointKey};
use touchpoint_store::Consistency;
use touchpoint_store::endpoints::{ApplyError, StoredEndpoint, is_due};
use touchpoint_wire::types::EndpointRequest;

use crate::{Ingest, IngestError};

/// Endpoints that are written at a time.
const AT_ONCE: usize = 16;

/// Endpoints as they are stored.
pub(crate) type Documents = HashMap<EndpointKey, EndpointDocument>;

/// What a batch says of one endpoint.
#[derive(Clone, Copy, Debug)]
struct Signs<'a> {
    /// The first report of it.
    report: &'a Report<'a>,
    /// The latest of its events.
    latest: i64,
}

/// Makes endpoints that do not exist, with nothing in them, and moves on when they were last active. What the reports say of the
/// endpoints beside their events has been stored before they were put on the stream.
///
/// The answer holds those that exist then and can be read.
pub(crate) async fn settle(ingest: &Ingest, app: &AppId, reports: &[&Report<'_>]) -> Result<Documents, IngestError> {
    let signs = signs(reports);
    let mut stored = read(ingest, app, signs.keys().cloned().collect()).await?;
    let missing: Vec<EndpointKey> = signs.keys().filter(|key| !stored.contains_key(*key)).cloned().collect();
    if !missing.is_empty() {
        let creations = missing.iter().filter_map(|key| signs.get(key)).map(|signs| create(ingest, app, signs.report));
        stream::iter(creations).buffer_unordered(AT_ONCE).try_collect::<Vec<()>>().await?;
        stored.extend(read(ingest, app, missing).await?);
    }
    let interval = SignedDuration::try_from(ingest.options.activity_interval).unwrap_or(SignedDuration::MAX);
    let touching =
        stored.into_iter().map(|(key, endpoint)| {
            let latest = signs.get(&key).and_then(|signs| Timestamp::from_millisecond(signs.latest).ok());
            async move {
                Ok::<_, IngestError>(touched(ingest, app, endpoint, latest, interval).await?.map(|document| (key, document)))
            }
        });
    let documents: Vec<_> = stream::iter(touching).buffer_unordered(AT_ONCE).try_collect().await?;
    Ok(documents.into_iter().flatten().collect())
}

fn signs<'a>(reports: &[&'a Report<'a>]) -> BTreeMap<EndpointKey, Signs<'a>> {
    let mut signs = BTreeMap::<EndpointKey, Signs<'a>>::new();
    for report in reports {
        let Some(latest) = report.events.iter().map(|event| event.at).max() else { continue };
        let known = signs.entry(EndpointKey::of(&report.endpoint)).or_insert(Signs { report, latest });
        known.latest = known.latest.max(latest);
    }
    signs
}

async fn read(
    ingest: &Ingest,
    app: &AppId,
    keys: Vec<EndpointKey>,
) -> Result<BTreeMap<EndpointKey, StoredEndpoint>, IngestError> {
    // Strong: what a report says of its endpoint was stored a moment ago.
    let found = ingest.store.endpoints().many(app, &keys, Consistency::Strong).await?;
    Ok(found.into_iter().map(|endpoint| (endpoint.key.clone(), endpoint)).collect())
}

/// Makes an endpoint of which nothing is known but its id, as of the moment at which the report arrived.
async fn create(ingest: &Ingest, app: &AppId, report: &Report<'_>) -> Result<(), IngestError> {
    let write = EndpointWrite::single(&*report.endpoint, EndpointRequest::default(), &*report.request);
    let arrived = Timestamp::from_millisecond(report.arrived).unwrap_or_else(|_| ingest.clock.now());
    match ingest.store.endpoints().apply(app, vec![write], arrived, &ingest.options.limits).await {
        Ok(()) => Ok(()),
        Err(ApplyError::Refused(refusal)) => {
            // The events have happened all the same.
            tracing::warn!(%app, request = %report.request, %refusal, "an endpoint that events are reported of cannot be made");
            Ok(())
        }
        Err(ApplyError::Store(error)) => Err(error.into()),
    }
}

async fn touched(
    ingest: &Ingest,
    app: &AppId,
    endpoint: StoredEndpoint,
    latest: Option<Timestamp>,
    interval: SignedDuration,
) -> Result<Option<EndpointDocument>, IngestError> {
    let document = match endpoint.document() {
        Ok(document) => document,
        Err(error) => {
            tracing::error!(%app, %error, "an endpoint that events are reported of cannot be read");
            return Ok(None);
        }
    };
    match latest {
        Some(at) if is_due(&document, at, interval) => Ok(ingest.store.endpoints().touch(app, endpoint, at, interval).await?),
        Some(_) | None => Ok(Some(document)),
    }
}
