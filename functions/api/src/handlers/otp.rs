//! One-time passwords: `SendOTPMessage` and `VerifyOTPMessage` (spec §8.6).
//!
//! A code exists in the text that is sent and as a hash in the database, nowhere else: not in a log, not in an event.

use std::collections::BTreeMap;

use tokio::time::Instant;
use touchpoint_domain::direct::{Delivery, Undelivered};
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_domain::event::DirectSend;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::otp::{Guess, Order, Origination, StoredCode};
use touchpoint_platform::ports::{EventRecord, OutgoingText, SendOutcome, TextKind};
use touchpoint_store::StoreError;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_wire::input::{SendOTPMessageInput, VerifyOTPMessageInput};
use touchpoint_wire::types::{MessageResponse, VerificationResponse};

use super::apps;
use super::direct_events::{put_events, text_of};
use super::direct_sending::{Outgoing, hand_over, origin};
use super::direct_sources::Sources;
use super::direct_texts;
use crate::call::Call;
use crate::error::ApiError;
use crate::one_time;
use crate::reply::Reply;
use crate::retry::until_won;
use crate::{Api, stored};

/// `SendOTPMessage`: the answer is keyed by the number. Where the text certainly was not accepted, no code is left that
/// could be guessed; where nobody knows, the code may have arrived, and stays good.
pub(crate) async fn send(api: &Api, call: &Call, input: SendOTPMessageInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    apps::require(api, &app).await?;
    let order = Order::of(input.send_otp_message_request_parameters)?;
    let delivery = match Sources::channels(api, &app).await?.is_on(Channel::Sms) {
        true => send_code(api, call, &app, &order).await?,
        false => Undelivered::ChannelOff(Channel::Sms).into(),
    };
    Reply::of(&MessageResponse {
        application_id: app.to_string(),
        endpoint_result: None,
        request_id: Some(call.request_id.clone()),
        result: Some(BTreeMap::from([(order.to, delivery.for_address())])),
    })
}

/// Stores a code and then sends it: a text may be answered faster than a write behind it.
async fn send_code(api: &Api, call: &Call, app: &AppId, order: &Order) -> Result<Delivery, ApiError> {
    let code = one_time::code(order.length)?;
    let (salt, digest) = one_time::hashed(&code)?;
    let document = StoredCode::new(salt, digest, order.attempts, order.validity_min, call.now);
    let id = one_time::key(app, &order.to, &order.reference);
    until_won(|| put(api, call, app, &id, &document)).await?;
    let outgoing = Outgoing::Text(Box::new(text(app, order, &code)));
    let (delivery, outcome) = hand_over(api, &outgoing, Instant::now()).await;
    if was_not_accepted(outcome.as_ref()) {
        until_won(|| forget(api, app, &id, &document)).await?;
    }
    if let (Outgoing::Text(text), Some(outcome)) = (&outgoing, outcome) {
        let sent = DirectSend {
            app: app.as_str(),
            account: &api.config.account,
            request_id: &call.request_id,
            event_id: &call.request_id,
            endpoint: None,
            message_id: delivery.message_id.as_deref(),
            trace_id: None,
            context: &BTreeMap::new(),
            at: call.now,
        };
        direct_texts::keep(api, &sent, text, Some(&outcome)).await;
        let data = text_of(&sent, text, &outcome, delivery.status);
        put_events(api, call, vec![EventRecord { partition_key: call.request_id.clone(), data }]).await;
    }
    Ok(delivery)
}

/// Nothing was handed over when there is no outcome.
fn was_not_accepted(outcome: Option<&SendOutcome>) -> bool {
    match outcome {
        None | Some(SendOutcome::Throttled | SendOutcome::Transient | SendOutcome::Permanent { .. }) => true,
        Some(SendOutcome::Accepted { .. } | SendOutcome::Unknown) => false,
    }
}

fn text(app: &AppId, order: &Order, code: &str) -> OutgoingText {
    let (origination_number, sender_id) = match &order.origination {
        Origination::Number(number) => (Some(number.clone()), None),
        Origination::SenderId(sender) => (None, Some(sender.clone())),
    };
    OutgoingText {
        to: order.to.clone(),
        body: order.language.sentence(code, &order.brand),
        kind: TextKind::Transactional,
        origination_number,
        sender_id,
        entity_id: order.entity_id.clone(),
        template_id: order.template_id.clone(),
        origin: origin(app, None),
    }
}

/// Stores the code in place of any that was sent before it for the same reason.
async fn put(api: &Api, call: &Call, app: &AppId, id: &str, code: &StoredCode) -> Result<(), ApiError> {
    let doc = stored::value(code)?;
    let expires = Some(code.expires());
    let change = match find(api, app, id).await? {
        Some(record) => Change::Replace(Record { doc, expires, ..record }),
        None => {
            Change::Create(Record { expires, ..Record::new(Scope::App(app.clone()), Kind::OneTimePassword, id, doc, call.now) })
        }
    };
    Ok(api.store.resources().commit(vec![change]).await?)
}

/// Removes the code, unless another one has taken its place.
async fn forget(api: &Api, app: &AppId, id: &str, code: &StoredCode) -> Result<(), ApiError> {
    let Some(record) = find(api, app, id).await? else { return Ok(()) };
    if stored::document::<StoredCode>(&record)?.salt != code.salt {
        return Ok(());
    }
    remove(api, record).await
}

async fn remove(api: &Api, record: Record) -> Result<(), ApiError> {
    let Record { scope, kind, id, rev, .. } = record;
    Ok(api.store.resources().commit(vec![Change::Delete { scope, kind, id, rev }]).await?)
}

async fn find(api: &Api, app: &AppId, id: &str) -> Result<Option<Record>, StoreError> {
    api.store.resources().get(&Scope::App(app.clone()), Kind::OneTimePassword, id).await
}

/// `VerifyOTPMessage`: whether the guess is right. A right one uses the code up, a wrong one one of its attempts.
pub(crate) async fn verify(api: &Api, call: &Call, input: VerifyOTPMessageInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    apps::require(api, &app).await?;
    let guess = Guess::of(input.verify_otp_message_request_parameters)?;
    let valid = until_won(|| judge(api, call, &app, &guess)).await?;
    Reply::of(&VerificationResponse { valid: Some(valid) })
}

/// Every answer about an open code is bought with a write on the condition that nobody else has guessed meanwhile: of guesses made at the
/// same time each counts.
async fn judge(api: &Api, call: &Call, app: &AppId, guess: &Guess) -> Result<bool, ApiError> {
    let id = one_time::key(app, &guess.to, &guess.reference);
    let Some(record) = find(api, app, &id).await? else {
        one_time::compare_with_nothing(&guess.code);
        return Ok(false);
    };
    let code: StoredCode = stored::document(&record)?;
    let right = one_time::matches(&guess.code, &code.salt, &code.digest);
    if !code.is_open(call.now) {
        return Ok(false);
    }
    if right {
        remove(api, record).await?;
    } else {
        let doc = stored::value(&code.after_a_miss())?;
        api.store.resources().commit(vec![Change::Replace(Record { doc, ..record })]).await?;
    }
    Ok(right)
}
