//! Direct messages: `SendMessages` and `SendUsersMessages` (spec §8.1 to §8.5).
//!
//! A request that is wrong as a whole is refused before anything leaves. After that the answer is 200, and says of each recipient what
//! became of its message. Nothing is tried again here: the caller sees what was throttled, and decides.

use std::collections::BTreeMap;

use futures::future::FutureExt as _;
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use touchpoint_domain::direct::validate::{validate_messages, validate_users};
use touchpoint_domain::direct::{Delivery, Overrides};
use touchpoint_domain::ids::{AppId, EndpointKey, UserId};
use touchpoint_store::Consistency;
use touchpoint_wire::input::{SendMessagesInput, SendUsersMessagesInput};
use touchpoint_wire::types::{
    EndpointMessageResult, EndpointSendConfiguration, MessageRequest, MessageResponse, SendUsersMessageResponse,
};

use super::apps;
use super::direct_events::put_events;
use super::direct_recipients::{Place, Recipient};
use super::direct_sending::{Mailing, send_all};
use super::direct_sources::Sources;
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// Users whose endpoints are read at a time.
const USERS_AT_ONCE: usize = 10;

/// `SendMessages`: to addresses, endpoints, or both.
pub(crate) async fn send(api: &Api, call: &Call, input: SendMessagesInput) -> Result<Reply, ApiError> {
    let (app, request) = (AppId::new(input.application_id), input.message_request);
    apps::require(api, &app).await?;
    validate_messages(&request, &api.config.limits)?;
    let sources = Sources::load(api, &app, request.template_configuration.as_ref()).await?;
    let recipients = named(api, &app, &request).await?;
    let mailing = Mailing {
        app: &app,
        message: &request.message_configuration,
        sources: &sources,
        context: request.context.as_ref(),
        trace_id: request.trace_id.as_deref(),
    };
    let (mut result, mut endpoint_result) = (BTreeMap::new(), BTreeMap::new());
    for (recipient, delivery) in carry_out(api, call, &mailing, recipients).await {
        match recipient.place {
            Place::Address => drop(result.insert(recipient.address.unwrap_or_default(), delivery.for_address())),
            Place::Endpoint(id) => drop(endpoint_result.insert(id, delivery.for_endpoint(recipient.address))),
            Place::User { .. } => {}
        }
    }
    Reply::of(&MessageResponse {
        application_id: app.to_string(),
        endpoint_result: request.endpoints.is_some().then_some(endpoint_result),
        request_id: Some(call.request_id.clone()),
        result: request.addresses.is_some().then_some(result),
    })
}

/// `SendUsersMessages`: to each endpoint of the users for whose channel there is something to say. A user who has none is answered with
/// nothing.
pub(crate) async fn send_to_users(api: &Api, call: &Call, input: SendUsersMessagesInput) -> Result<Reply, ApiError> {
    let (app, request) = (AppId::new(input.application_id), input.send_users_message_request);
    apps::require(api, &app).await?;
    validate_users(&request, &api.config.limits)?;
    let sources = Sources::load(api, &app, request.template_configuration.as_ref()).await?;
    let mailing = Mailing {
        app: &app,
        message: &request.message_configuration,
        sources: &sources,
        context: request.context.as_ref(),
        trace_id: request.trace_id.as_deref(),
    };
    // Boxed and collected first: the compiler cannot see through a stream of closures that borrow.
    let reading: Vec<_> = request.users.iter().map(|(user, own)| of_user(api, &app, user, own).boxed()).collect();
    let recipients: Vec<Vec<Recipient<'_>>> = stream::iter(reading).buffered(USERS_AT_ONCE).try_collect().await?;
    let reached = recipients.into_iter().flatten().filter(|recipient| mailing.says_something_to(recipient)).collect();
    let mut result: BTreeMap<String, BTreeMap<String, EndpointMessageResult>> =
        request.users.keys().map(|user| (user.clone(), BTreeMap::new())).collect();
    for (recipient, delivery) in carry_out(api, call, &mailing, reached).await {
        if let Place::User { user, endpoint } = recipient.place {
            result.entry(user).or_default().insert(endpoint, delivery.for_endpoint(recipient.address));
        }
    }
    Reply::of(&SendUsersMessageResponse {
        application_id: app.to_string(),
        request_id: Some(call.request_id.clone()),
        result: Some(result),
    })
}

/// Sends, and puts the events of what was sent. By then messages have left: whatever happens to the events, the answer stands.
async fn carry_out<'a>(
    api: &Api,
    call: &Call,
    mailing: &Mailing<'a>,
    recipients: Vec<Recipient<'a>>,
) -> Vec<(Recipient<'a>, Delivery)> {
    let sent = send_all(api, call, mailing, recipients).await;
    let events = sent.iter().filter_map(|sent| sent.event.clone()).collect();
    put_events(api, call, events).await;
    sent.into_iter().map(|sent| (sent.recipient, sent.delivery)).collect()
}

/// The recipients that the request names: addresses first, then endpoints, each in the order of their names.
async fn named<'a>(api: &Api, app: &AppId, request: &'a MessageRequest) -> Result<Vec<Recipient<'a>>, ApiError> {
    let mut recipients: Vec<Recipient<'a>> =
        request.addresses.iter().flatten().map(|(address, own)| Recipient::address(address, own)).collect();
    let keys: Vec<EndpointKey> = request.endpoints.iter().flatten().map(|(id, _)| EndpointKey::of(id)).collect();
    let stored = api.store.endpoints().many(app, &keys, Consistency::Strong).await?;
    for (id, own) in request.endpoints.iter().flatten() {
        let key = EndpointKey::of(id);
        let document = stored.iter().find(|stored| stored.key == key).map(|stored| stored.doc.clone());
        recipients.push(Recipient::endpoint(Place::Endpoint(id.clone()), document, Overrides::from(own)));
    }
    Ok(recipients)
}

async fn of_user<'a>(
    api: &Api,
    app: &AppId,
    user: &str,
    own: &'a EndpointSendConfiguration,
) -> Result<Vec<Recipient<'a>>, ApiError> {
    let endpoints = api.store.endpoints().of_user(app, &UserId::new(user)).await?;
    endpoints
        .into_iter()
        .map(|endpoint| {
            let document = endpoint.to_json().map_err(|_| ApiError::internal("a stored endpoint cannot be written"))?;
            let place = Place::User { user: user.to_owned(), endpoint: endpoint.id };
            Ok(Recipient::endpoint(place, Some(document), Overrides::from(own)))
        })
        .collect()
}
