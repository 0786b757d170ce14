//! One claimed window: read, decide, render, send.

use std::collections::HashMap;

use futures::stream::{self, StreamExt as _};
use tokio::time::Instant;
use touchpoint_domain::campaign::chunk::{Chunk, ChunkMember, letters_if_all};
use touchpoint_domain::campaign::plan::CompiledRun;
use touchpoint_domain::ids::EndpointKey;
use touchpoint_domain::outcome::Reason;

use crate::deliver::{Deadlines, deliver};
use crate::persist::patiently;
use crate::{Sender, fresh, mail};

/// What became of a window.
pub(crate) struct Outcome {
    /// One letter per member.
    pub(crate) letters: String,
    /// The documents that the decisions were made on; `None` if they could not be read.
    pub(crate) documents: Option<HashMap<EndpointKey, String>>,
}

/// Sends a window that was claimed at `claimed`.
pub(crate) async fn send(
    sender: &Sender,
    run: &CompiledRun,
    chunk: &Chunk,
    members: &[ChunkMember],
    claimed: Instant,
) -> Outcome {
    let options = &sender.options;
    let deadlines = Deadlines { begin: claimed + options.sending_time(), answer: claimed + options.answering_time() };
    let seed = chunk.id.to_string();
    let read = patiently(deadlines.begin, &seed, || fresh::documents(&sender.store, chunk, members)).await;
    let documents = match read {
        Ok(documents) => documents,
        Err(error) => {
            // Nothing was sent, and nothing will be: this window is claimed once and for all.
            tracing::error!(%error, chunk = %chunk.id, "the endpoints of a claimed window could not be read");
            return Outcome { letters: letters_if_all(members, Reason::FailureTransient), documents: None };
        }
    };
    let mut reasons: Vec<(usize, Reason)> = stream::iter(members.iter().enumerate())
        .map(|(index, member)| {
            let (document, seed) = (documents.get(&member.key).map(String::as_str), format!("{seed}/{}", member.key));
            async move {
                let reason = match mail::prepare(run, member, document, sender.clock.now()) {
                    Ok(mail) => deliver(sender.email.as_ref(), &mail, deadlines, &seed).await,
                    Err(reason) => reason,
                };
                (index, reason)
            }
        })
        .buffer_unordered(options.sends_at_once.max(1))
        .collect()
        .await;
    reasons.sort_unstable_by_key(|(index, _)| *index);
    let letters = reasons.into_iter().map(|(_, reason)| reason.letter()).collect();
    Outcome { letters, documents: Some(documents) }
}
