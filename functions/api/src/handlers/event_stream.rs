//! Where an app streams its events to (spec §10.1).

use touchpoint_domain::event::check_destination;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::time::wire_date;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_wire::input::{DeleteEventStreamInput, GetEventStreamInput, PutEventStreamInput};
use touchpoint_wire::types::EventStream;

use super::apps;
use crate::call::Call;
use crate::deletion::delete_head;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;
use crate::{Api, stored};

/// The id of the one record of its kind in an app.
const ID: &str = "eventstream";

/// `GetEventStream`
pub(crate) async fn get(api: &Api, _call: &Call, input: GetEventStreamInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    apps::require(api, &app).await?;
    let record = find(api, &app).await?.ok_or_else(ApiError::resource_not_found)?;
    Reply::of(&record.doc)
}

/// `PutEventStream`: sets the stream, or replaces it whole.
pub(crate) async fn put(api: &Api, call: &Call, input: PutEventStreamInput) -> Result<Reply, ApiError> {
    let (app, request) = (AppId::new(input.application_id), input.write_event_stream);
    apps::require(api, &app).await?;
    check_destination(&request, &api.config.partition)?;
    let stream = EventStream {
        application_id: app.to_string(),
        destination_stream_arn: request.destination_stream_arn,
        // What a request cannot give is not there: roles need no external id.
        external_id: None,
        last_modified_date: Some(wire_date(call.now)),
        last_updated_by: None,
        role_arn: request.role_arn,
    };
    let doc = stored::value(&stream)?;
    until_won(|| async {
        let write = match find(api, &app).await? {
            Some(record) => Change::Replace(Record { doc: doc.clone(), ..record }),
            None => Change::Create(Record::new(Scope::App(app.clone()), Kind::EventStream, ID, doc.clone(), call.now)),
        };
        api.store.resources().commit(vec![write]).await?;
        Reply::of(&stream)
    })
    .await
}

/// `DeleteEventStream`: forgets the stream and answers what it was.
pub(crate) async fn delete(api: &Api, _call: &Call, input: DeleteEventStreamInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    apps::require(api, &app).await?;
    until_won(|| async {
        let record = find(api, &app).await?.ok_or_else(ApiError::resource_not_found)?;
        delete_head(&api.store, &record).await?;
        Reply::of(&record.doc)
    })
    .await
}

async fn find(api: &Api, app: &AppId) -> Result<Option<Record>, ApiError> {
    Ok(api.store.resources().get(&Scope::App(app.clone()), Kind::EventStream, ID).await?)
}
