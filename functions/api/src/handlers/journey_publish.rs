//! Publishing a journey: looks up what it names, has it reviewed, and takes its places in the quotas (spec §2.5, §11.8).

use std::collections::BTreeSet;

use serde::Deserialize;
use touchpoint_domain::ids::{AppId, SegmentId};
use touchpoint_domain::journey::places::quotas;
use touchpoint_domain::journey::references::{Facts, References, SegmentKind, TemplateFact, TemplateReference};
use touchpoint_domain::journey::review::Circumstances;
use touchpoint_domain::journey::state::Journey;
use touchpoint_domain::places::{Placed as _, Places};
use touchpoint_store::Page;
use touchpoint_store::places::taking;
use touchpoint_store::resources::{Change, Kind, Order, Scope};
use touchpoint_wire::types::{SegmentType, TemplateType};

use super::journey_runs;
use crate::call::Call;
use crate::error::ApiError;
use crate::{Api, stored};

/// More channels than an app can have.
const CHANNELS: usize = 20;

/// The journey as it is once published, and the writes that take its places in the quotas and schedule its first run, which belong into
/// the same transaction. They
/// fail when another takes the same place first: look again then.
///
/// # Errors
/// 400 with all faults of the journey.
pub(super) async fn publish(api: &Api, call: &Call, app: &AppId, draft: Journey) -> Result<(Journey, Vec<Change>), ApiError> {
    // Boxed here and below: one inside the other, these futures would be too large for the stack of a worker.
    let facts = Box::pin(facts(api, app, &References::of(&draft.doc))).await?;
    let free = Box::pin(free(api, &draft)).await?;
    let defaults = draft.server.defaults.clone();
    let circumstances = Circumstances { facts: &facts, defaults: &defaults, quotas: &api.config.limits, now: call.now };
    let active = draft.publish(&free, &circumstances)?;
    let holder = active.holder();
    let taken = active.places().iter().map(|(quota, place)| taking(&holder, *quota, *place, call.now));
    let changes = taken.chain([journey_runs::first(api, call, app, &active.doc.id)?]).collect();
    Ok((active, changes))
}

/// A place in each quota that the journey will count towards, as far as there is one.
async fn free(api: &Api, draft: &Journey) -> Result<Places, ApiError> {
    let (holder, mut free) = (draft.holder(), Places::new());
    for quota in quotas(&draft.doc) {
        if let Some(place) = api.store.places().free(quota, quota.places(&api.config.limits), &holder).await? {
            free.insert(quota, place);
        }
    }
    Ok(free)
}

async fn facts(api: &Api, app: &AppId, references: &References) -> Result<Facts, ApiError> {
    let mut facts = Facts { channels: Box::pin(enabled_channels(api, app)).await?, ..Facts::default() };
    for template in &references.templates {
        facts.templates.insert(template.clone(), Box::pin(template_fact(api, template)).await?);
    }
    for id in &references.segments {
        if let Some(kind) = Box::pin(segment_kind(api, app, id)).await? {
            facts.segments.insert(id.clone(), kind);
        }
    }
    Ok(facts)
}

async fn enabled_channels(api: &Api, app: &AppId) -> Result<BTreeSet<String>, ApiError> {
    /// What all channels have in common.
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Channel {
        #[serde(default)]
        enabled: bool,
    }
    let page = Page::first(CHANNELS);
    let channels = api.store.resources().list(&Scope::App(app.clone()), Kind::Channel, Order::ById, page).await?;
    let mut enabled = BTreeSet::new();
    for record in channels.items {
        if stored::document::<Channel>(&record)?.enabled {
            enabled.insert(record.id);
        }
    }
    Ok(enabled)
}

async fn template_fact(api: &Api, template: &TemplateReference) -> Result<TemplateFact, ApiError> {
    let kind = match template.template_type {
        TemplateType::Email => Kind::TemplateEmail,
        TemplateType::Sms => Kind::TemplateSms,
        TemplateType::Push => Kind::TemplatePush,
        TemplateType::Voice => Kind::TemplateVoice,
        TemplateType::Inapp => Kind::TemplateInApp,
    };
    let resources = api.store.resources();
    if resources.get(&Scope::Account, kind, &template.name).await?.is_none() {
        return Ok(TemplateFact::Missing);
    }
    let Some(version) = template.version else { return Ok(TemplateFact::Exists) };
    match resources.get_version(&Scope::Account, kind, &template.name, version).await? {
        Some(_) => Ok(TemplateFact::Exists),
        None => Ok(TemplateFact::NoSuchVersion),
    }
}

/// `None` when there is no such segment.
async fn segment_kind(api: &Api, app: &AppId, id: &str) -> Result<Option<SegmentKind>, ApiError> {
    let Some(segment) = api.store.segment(app, &SegmentId::new(id), None).await? else { return Ok(None) };
    let sources = Box::pin(api.store.segment_sources(app, &segment, &api.config.limits)).await?;
    let mut all = std::iter::once(&segment).chain(sources.values());
    let imported = all.any(|segment| segment.segment_type == SegmentType::Import);
    Ok(Some(if imported { SegmentKind::Imported } else { SegmentKind::Dynamic }))
}
