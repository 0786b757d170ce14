//! Texts that were accepted are kept until their receipts came: what a carrier reports does not say whose text it was.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::time::timeout;
use touchpoint_domain::event::{DirectSend, SentText};
use touchpoint_domain::phone::{iso_country, parts};
use touchpoint_platform::ports::{OutgoingText, SendOutcome};

use super::direct_events::kind_name;
use crate::Api;

/// How long an answer may wait for a text to be kept.
const KEEP_FOR: Duration = Duration::from_secs(2);

/// Keeps a text, if it was accepted. It has left already, so a failure is not the caller's: its receipt will be lost, which is logged.
pub(crate) async fn keep(api: &Api, sent: &DirectSend<'_>, text: &OutgoingText, outcome: Option<&SendOutcome>) {
    let Some(SendOutcome::Accepted { message_id }) = outcome else { return };
    let kept = SentText {
        message_id: message_id.clone(),
        app: sent.app.to_owned(),
        request_id: sent.request_id.to_owned(),
        endpoint: sent.endpoint.map(str::to_owned),
        to: text.to.clone(),
        origination_number: text.origination_number.clone(),
        iso_country: iso_country(&text.to),
        kind: kind_name(text.kind).to_owned(),
        parts: parts(&text.body),
        trace_id: sent.trace_id.map(str::to_owned),
        context: sent.context.clone(),
        belongs_to: BTreeMap::new(),
    };
    match timeout(KEEP_FOR, api.store.texts().keep(&kept, sent.at)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, request_id = sent.request_id, message_id, "the receipt of a text will be lost"),
        Err(_) => tracing::warn!(request_id = sent.request_id, message_id, "the receipt of a text may be lost: no answer"),
    }
}
