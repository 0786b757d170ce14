//! `_campaign.send` events: one per member whose outcome is recorded, at least once, those of a window in one record.
//!
//! That the channel took a mail is told beside it by `_email.send`, which is left to SES to report: it alone knows for certain, and the
//! sender does not keep the ids of messages that it would have to repeat.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use touchpoint_domain::campaign::chunk::Chunk;
use touchpoint_domain::campaign::plan::CompiledRun;
use touchpoint_domain::campaign::progress::Claimed;
use touchpoint_domain::event::stream::bundles;
use touchpoint_domain::event::{CampaignSend, campaign_send};
use touchpoint_domain::ids::EndpointKey;
use touchpoint_domain::outcome::Reason;
use touchpoint_platform::ports::{EventRecord, PortError};

use crate::Sender;

/// The events of recorded windows: those to emit, and what was emitted.
#[derive(Debug, Default)]
pub(crate) struct Emissions {
    waiting: BTreeMap<usize, Vec<EventRecord>>,
    done: BTreeSet<usize>,
}

impl Emissions {
    pub(crate) fn add(&mut self, window: usize, events: Vec<EventRecord>) {
        self.waiting.insert(window, events);
    }

    /// Whether the events of a window are at hand, or emitted.
    pub(crate) fn knows(&self, window: usize) -> bool {
        self.waiting.contains_key(&window) || self.done.contains(&window)
    }

    /// Emits window after window. What fails stays, and so does everything behind it.
    pub(crate) async fn emit(&mut self, sender: &Sender) -> Result<(), PortError> {
        while let Some((window, events)) = self.waiting.first_key_value().map(|(window, events)| (*window, events.clone())) {
            if !events.is_empty() {
                put(sender, events).await?;
            }
            self.waiting.remove(&window);
            self.done.insert(window);
        }
        Ok(())
    }

    /// How many windows from the first are certain to have been emitted, when `certain` were before.
    pub(crate) fn emitted(&self, certain: usize) -> usize {
        (certain..).find(|window| !self.done.contains(window)).unwrap_or(certain)
    }
}

/// Events that the stream will never take must not keep a run from ending: they are given up, loudly.
async fn put(sender: &Sender, events: Vec<EventRecord>) -> Result<(), PortError> {
    let count = events.len();
    match sender.events.put(events).await {
        Err(PortError::Refused(reason)) => {
            tracing::error!(reason, count, "the event stream refused events");
            Ok(())
        }
        other => other,
    }
}

/// The records of a recorded window, whose first member is number `first` of the chunk. Their owner is the window, whoever emits
/// them and however often.
pub(crate) fn events(
    sender: &Sender,
    run: &CompiledRun,
    chunk: &Chunk,
    first: usize,
    claimed: &Claimed,
    documents: &HashMap<EndpointKey, String>,
) -> Vec<EventRecord> {
    let members = chunk.members.iter().enumerate().skip(first);
    let letters = claimed.letters.as_deref().unwrap_or_default().chars();
    let now = sender.clock.now();
    let events = members
        .zip(letters)
        .filter_map(|((index, member), letter)| {
            let event_id = format!("{}/{:02}/{:06}/{index}", chunk.id.run, chunk.id.shard, chunk.id.number);
            campaign_send(&CampaignSend {
                plan: &run.plan,
                account: &sender.options.account,
                event_id: &event_id,
                endpoint: &member.key,
                document: documents.get(&member.key).map(String::as_str),
                reason: Reason::from_letter(letter)?,
                at: claimed.at,
                now,
            })
        })
        .collect();
    let owner = format!("{}/{:02}/{:06}/from-{first}", chunk.id.run, chunk.id.shard, chunk.id.number);
    let record = |data| EventRecord { partition_key: owner.clone(), data };
    bundles(&owner, events).into_iter().map(record).collect()
}
