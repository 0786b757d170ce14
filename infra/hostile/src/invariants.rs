//! What must hold when the dust has settled, recounted from what is stored, what the provider accepted and what the events say.

use std::collections::{BTreeMap, BTreeSet};

use touchpoint_domain::campaign::chunk::{Chunk, ChunkId};
use touchpoint_domain::event::stream::service_events;
use touchpoint_domain::ids::{AppId, CampaignId, EndpointKey, RunId};
use touchpoint_domain::outcome::Reason;
use touchpoint_domain::places::Quota;
use touchpoint_store::Page;
use touchpoint_store::outbox::OutboxChannel;

use crate::world::World;

/// Where each member of the run ended.
pub type Outcomes = BTreeMap<String, Reason>;

/// Checks everything; the outcomes, for comparing two runs of one seed.
pub async fn check(world: &World) -> anyhow::Result<Outcomes> {
    let outcomes = outcomes(world).await?;
    provider_agrees(world, &outcomes)?;
    opt_outs_hold(world)?;
    events_agree(world, &outcomes)?;
    nobody_holds_a_place(world).await?;
    if world.deleted {
        return Ok(outcomes);
    }
    everybody_has_an_outcome(world, &outcomes)?;
    activity_agrees(world, &outcomes).await?;
    let status = world.front()?.status(&world.app, &world.campaign).await?;
    anyhow::ensure!(status == "COMPLETED", "the campaign ended as {status}");
    Ok(outcomes)
}

/// Reads every chunk of the run: each is finished, and nobody is in two of them.
async fn outcomes(world: &World) -> anyhow::Result<Outcomes> {
    let (store, app) = (world.store(), AppId::new(world.app.as_str()));
    let mut outcomes = Outcomes::new();
    for run in runs(world).await? {
        for (state, shard) in store.runs().shards(&app, &run).await?.into_iter().zip(0_u8..) {
            for number in 0..state.planned {
                let id = ChunkId { run: run.clone(), shard, number };
                let outbox = store.outbox(OutboxChannel::Email);
                let chunk = outbox.chunk(&id).await?.ok_or_else(|| anyhow::anyhow!("chunk {id} is gone"))?;
                let progress = outbox.progress(&id).await?;
                anyhow::ensure!(chunk.members.is_empty() || progress.finished, "chunk {id} is not finished");
                let letters: String = progress.windows.iter().filter_map(|window| window.letters.as_deref()).collect();
                settle(&mut outcomes, &chunk, &letters)?;
            }
        }
    }
    Ok(outcomes)
}

fn settle(outcomes: &mut Outcomes, chunk: &Chunk, letters: &str) -> anyhow::Result<()> {
    anyhow::ensure!(letters.chars().count() == chunk.members.len(), "chunk {}: {letters} for {}", chunk.id, chunk.members.len());
    for (member, letter) in chunk.members.iter().zip(letters.chars()) {
        let reason = Reason::from_letter(letter).ok_or_else(|| anyhow::anyhow!("letter {letter}"))?;
        let before = outcomes.insert(member.key.to_string(), reason);
        anyhow::ensure!(before.is_none(), "{} has two outcomes", member.key);
    }
    Ok(())
}

/// The runs of the campaign, also of a deleted one.
async fn runs(world: &World) -> anyhow::Result<Vec<RunId>> {
    let (app, campaign) = (AppId::new(world.app.as_str()), CampaignId::new(world.campaign.as_str()));
    let runs = world.store().runs().list(&app, &campaign, Page::first(100)).await?;
    Ok(runs.items.into_iter().map(|stored| stored.run.key().run).collect())
}

/// Sent means accepted once; in doubt means accepted once or not at all; everything else means not accepted. No mailbox twice.
fn provider_agrees(world: &World, outcomes: &Outcomes) -> anyhow::Result<()> {
    let accepted = world.ledger.accepted();
    let mut by_endpoint = BTreeMap::<String, u32>::new();
    let mut mailboxes = BTreeSet::new();
    for message in &accepted {
        *by_endpoint.entry(EndpointKey::of(&message.endpoint).to_string()).or_default() += 1;
        anyhow::ensure!(mailboxes.insert(message.to.to_lowercase()), "{} was written to twice", message.to);
    }
    for (endpoint, count) in &by_endpoint {
        let reason = outcomes.get(endpoint);
        let may = matches!(reason, Some(Reason::Sent | Reason::InDoubt));
        anyhow::ensure!(may && *count == 1, "{endpoint}: accepted {count} times, recorded as {reason:?}");
    }
    for (endpoint, reason) in outcomes {
        let accepted = by_endpoint.contains_key(endpoint);
        anyhow::ensure!(*reason != Reason::Sent || accepted, "{endpoint}: recorded as sent, never accepted");
    }
    Ok(())
}

fn opt_outs_hold(world: &World) -> anyhow::Result<()> {
    for (id, at) in &world.opted_out {
        let late = world.ledger.accepted().into_iter().find(|message| message.endpoint == *id && message.at > *at);
        anyhow::ensure!(late.is_none(), "{id} was written to after the opt-out was stored");
    }
    Ok(())
}

/// The campaign is over, or deleted: it counts towards no quota any more.
async fn nobody_holds_a_place(world: &World) -> anyhow::Result<()> {
    let holders = world.store().places().holders(Quota::Campaigns, &AppId::new(world.app.as_str())).await?;
    anyhow::ensure!(holders.is_empty(), "places are still held: {holders:?}");
    Ok(())
}

/// Every outcome that makes an event has one, and all events of one person say the same, under one id.
fn events_agree(world: &World, outcomes: &Outcomes) -> anyhow::Result<()> {
    let mut said = BTreeMap::<String, BTreeSet<(String, String)>>::new();
    let records = world.log.records();
    for event in records.iter().flat_map(|record| service_events(&record.data)) {
        let text = |pointer: &str| event.pointer(pointer).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let endpoint = EndpointKey::of(&text("/client/client_id")).to_string();
        said.entry(endpoint).or_default().insert((text("/event_id"), text("/attributes/campaign_send_status")));
    }
    for (endpoint, reason) in outcomes {
        let expected = reason.send_status();
        let heard: Vec<_> = said.remove(endpoint).into_iter().flatten().collect();
        let statuses: Vec<_> = heard.iter().map(|(_, status)| status.as_str()).collect();
        anyhow::ensure!(statuses == expected.into_iter().collect::<Vec<_>>(), "{endpoint}: {reason:?}, but events say {heard:?}");
    }
    anyhow::ensure!(said.is_empty(), "events of people who are not in the run: {said:?}");
    Ok(())
}

/// Everybody with the plan gold is a member, nobody else is.
fn everybody_has_an_outcome(world: &World, outcomes: &Outcomes) -> anyhow::Result<()> {
    let gold = world.people.iter().filter(|person| person.item.pointer("/Attributes/plan/0").is_some_and(|plan| plan == "gold"));
    let members: BTreeSet<String> = gold.map(|person| EndpointKey::of(&person.id).to_string()).collect();
    let found: BTreeSet<String> = outcomes.keys().cloned().collect();
    anyhow::ensure!(members == found, "members {members:?}, outcomes {found:?}");
    Ok(())
}

/// The activity's numbers are those of a recount.
async fn activity_agrees(world: &World, outcomes: &Outcomes) -> anyhow::Result<()> {
    let path = format!("/v1/apps/{}/campaigns/{}/activities", world.app, world.campaign);
    let activities = world.front()?.call("GET", &path, None).await?;
    let number = |pointer: &str| activities.pointer(pointer).and_then(serde_json::Value::as_u64).unwrap_or_default();
    let sent = outcomes.values().filter(|reason| **reason == Reason::Sent).count() as u64;
    anyhow::ensure!(number("/Item/0/SuccessfulEndpointCount") == sent, "{sent} sent, {activities}");
    let mut recount = BTreeMap::<&str, u64>::new();
    for reason in outcomes.values() {
        *recount.entry(reason.counter()).or_default() += 1;
    }
    for (counter, count) in recount {
        let told = activities.pointer(&format!("/Item/0/ExecutionMetrics/{counter}")).and_then(serde_json::Value::as_str);
        anyhow::ensure!(told == Some(count.to_string().as_str()), "{counter}: recounted {count}, told {told:?}");
    }
    Ok(())
}
