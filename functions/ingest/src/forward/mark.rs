//! An app's stream as it is configured, and the mark beside it that says whether events of the app are parked.

use serde::{Deserialize, Serialize};
use touchpoint_domain::ids::AppId;
use touchpoint_platform::ports::Destination;
use touchpoint_store::StoreError;
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_wire::types::EventStream;

use crate::{Ingest, IngestError};

/// The id of the one record of its kind in an app.
const ID: &str = "eventstream";

/// How often a lost race for the mark is run again; shards of the events stream race each other for it.
const MAX_RACES: usize = 20;

/// Whether events are parked, and whether a schedule looks after them. Kept beside the document, which PutEventStream replaces
/// without touching it; DeleteEventStream takes both away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mark {
    #[default]
    Clear,
    /// Something is parked, and perhaps nothing looks after it yet.
    Parked,
    /// Something is parked, and the schedule has been set.
    Scheduled,
}

/// An app's stream.
#[derive(Clone, Debug)]
pub(super) struct Stream {
    pub(super) destination: Destination,
    pub(super) mark: Mark,
    pub(super) record: Record,
}

impl Stream {
    pub(super) fn is_parked(&self) -> bool {
        match self.mark {
            Mark::Clear => false,
            Mark::Parked | Mark::Scheduled => true,
        }
    }
}

/// The stream of an app, as it is now.
pub(super) async fn read(ingest: &Ingest, app: &AppId) -> Result<Option<Stream>, IngestError> {
    let record = ingest.store.resources().get(&Scope::App(app.clone()), Kind::EventStream, ID).await?;
    Ok(record.map(stream).transpose()?)
}

fn stream(record: Record) -> Result<Stream, StoreError> {
    let damaged = |error: serde_json::Error| StoreError::Corrupt { what: "event stream".to_owned(), reason: error.to_string() };
    let doc: EventStream = serde_json::from_value(record.doc.clone()).map_err(damaged)?;
    let mark = Option::<Mark>::deserialize(&record.srv).map_err(damaged)?.unwrap_or_default();
    let destination = Destination { arn: doc.destination_stream_arn, role_arn: doc.role_arn, external_id: doc.external_id };
    Ok(Stream { destination, mark, record })
}

/// Writes the mark that `next` makes of the present one, also if it stays the same: that it was written is what others go by. `None`
/// when the stream is not there any more.
pub(super) async fn write(
    ingest: &Ingest,
    app: &AppId,
    mut stream: Stream,
    next: impl Fn(Mark) -> Mark,
) -> Result<Option<Stream>, IngestError> {
    let created = stream.record.created;
    for _ in 0..MAX_RACES {
        let mark = next(stream.mark);
        if let Some(rev) = write_once(ingest, &stream, mark).await? {
            let record = Record { rev, ..stream.record };
            return Ok(Some(Stream { mark, record, ..stream }));
        }
        match read(ingest, app).await?.filter(|now| now.record.created == created) {
            Some(now) => stream = now,
            None => return Ok(None),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Writes the mark if nothing was written since the stream was read; returns the record's new revision, or `None`.
pub(super) async fn write_once(ingest: &Ingest, stream: &Stream, mark: Mark) -> Result<Option<u64>, IngestError> {
    let srv = match mark {
        Mark::Clear => serde_json::Value::Null,
        Mark::Parked => "parked".into(),
        Mark::Scheduled => "scheduled".into(),
    };
    match ingest.store.resources().put_if(&Record { srv, ..stream.record.clone() }).await {
        Ok(rev) => Ok(Some(rev)),
        Err(StoreError::Conflict) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
