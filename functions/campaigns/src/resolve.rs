//! What a run needs, read once when it starts: segment, sources, templates, channel (spec §4.1, §7.5).

use jiff::Timestamp;
use touchpoint_domain::campaign::limits::maximum_duration_s;
use touchpoint_domain::campaign::message::{EmailSource, email_source};
use touchpoint_domain::campaign::plan::{CompiledRun, DEEPEST_CHAIN, RunPlan, SenderIdentity, Source};
use touchpoint_domain::campaign::quiet::QuietHours;
use touchpoint_domain::campaign::state::Campaign;
use touchpoint_domain::campaign::treatment::{Split, Treatment, treatments};
use touchpoint_domain::email::{EmailContent, sender_is_plausible};
use touchpoint_domain::ids::{AppId, CampaignId, SegmentId, run_id};
use touchpoint_domain::limits::Limits;
use touchpoint_domain::segment::SegmentSpec;
use touchpoint_store::StoreError;
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_wire::types::{EmailChannelResponse, EmailTemplateRequest, Template};

use crate::{Campaigns, CampaignsError};

/// Whether a campaign can start.
pub(crate) enum Resolution {
    /// One plan per treatment that is due.
    Plans(Vec<RunPlan>),
    /// The segment was deleted.
    SegmentGone,
    /// It is configured so that it cannot run; why, for the log.
    Unusable(String),
}

/// Why there is no plan.
enum Obstacle {
    Unusable(String),
    SegmentGone,
    Store(StoreError),
}

impl From<StoreError> for Obstacle {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Makes the plans of the treatments in `due`. One that cannot run stops all: half an experiment proves nothing.
pub(crate) async fn resolve(
    campaigns: &Campaigns,
    campaign: &Campaign,
    due: &[String],
    scheduled: Timestamp,
) -> Result<Resolution, CampaignsError> {
    match plans(campaigns, campaign, due, scheduled).await {
        Ok(plans) => Ok(Resolution::Plans(plans)),
        Err(Obstacle::SegmentGone) => Ok(Resolution::SegmentGone),
        Err(Obstacle::Unusable(reason)) => Ok(Resolution::Unusable(reason)),
        Err(Obstacle::Store(error)) => Err(error.into()),
    }
}

async fn plans(
    campaigns: &Campaigns,
    campaign: &Campaign,
    due: &[String],
    scheduled: Timestamp,
) -> Result<Vec<RunPlan>, Obstacle> {
    let app = AppId::new(campaign.doc.application_id.as_str());
    let id = CampaignId::new(campaign.doc.id.as_str());
    if asks_a_hook(campaign) {
        // A hook decides who is left out. Sending without asking it could reach people who must not be reached.
        return Err(Obstacle::Unusable("hooks are not available in this version".to_owned()));
    }
    let (segment, sources) = segment(campaigns, &app, campaign).await?;
    let channel = email_channel(campaigns, &app).await?;
    let mut plans = Vec::with_capacity(due.len());
    for (treatment_index, treatment) in treatments(&campaign.doc).iter().enumerate() {
        if !due.iter().any(|due| due == treatment.id) {
            continue;
        }
        let email = email(campaigns, treatment).await?;
        let plan = RunPlan {
            app: app.clone(),
            campaign: id.clone(),
            campaign_version: campaign.doc.version.unwrap_or(1),
            treatment: treatment.id.to_owned(),
            treatment_index,
            run: run_id(&id, treatment.id, scheduled),
            occasion: run_id(&id, "", scheduled),
            scheduled,
            segment: segment.clone(),
            sources: sources.clone(),
            split: Split::of(&campaign.doc),
            sender: identity(&channel, &email)?,
            email,
            maximum_duration_s: maximum_duration_s(campaign.doc.limits.as_ref())
                .or_else(|| maximum_duration_s(campaign.server.defaults.limits.as_ref())),
            quiet_time: quiet_time(campaign, treatment)?,
        };
        CompiledRun::compile(plan.clone()).map_err(|error| Obstacle::Unusable(error.to_string()))?;
        plans.push(plan);
    }
    Ok(plans)
}

/// Whether the campaign, or else its app, names a function or an address to ask (spec §6.8).
fn asks_a_hook(campaign: &Campaign) -> bool {
    let hook = campaign.doc.hook.as_ref().or(campaign.server.defaults.hook.as_ref());
    let names = hook.into_iter().flat_map(|hook| [hook.lambda_function_name.as_deref(), hook.web_url.as_deref()]);
    names.flatten().any(|name| !name.is_empty())
}

/// The segment in the version that the campaign is bound to, and all that it is based on as it is now.
async fn segment(campaigns: &Campaigns, app: &AppId, campaign: &Campaign) -> Result<(SegmentSpec, Vec<Source>), Obstacle> {
    let id = SegmentId::new(campaign.doc.segment_id.as_str());
    let head = campaigns.store.segment(app, &id, None).await?.ok_or(Obstacle::SegmentGone)?;
    let version = u32::try_from(campaign.doc.segment_version).ok().filter(|version| *version > 0);
    let spec = match version {
        Some(version) if version != head.version => {
            let missing = || Obstacle::Unusable(format!("segment {id} has no version {version}"));
            campaigns.store.segment(app, &id, Some(version)).await?.ok_or_else(missing)?
        }
        Some(_) | None => head,
    };
    let limits = Limits { segment_depth: DEEPEST_CHAIN, ..Limits::default() };
    let sources = campaigns.store.segment_sources(app, &spec, &limits).await?;
    let sources = sources.into_iter().map(|((id, version), spec)| Source { id, version, spec }).collect();
    Ok((spec, sources))
}

async fn email_channel(campaigns: &Campaigns, app: &AppId) -> Result<EmailChannelResponse, Obstacle> {
    let record = campaigns.store.resources().get(&Scope::App(app.clone()), Kind::Channel, "EMAIL").await?;
    let record = record.ok_or_else(|| Obstacle::Unusable("the app has no email channel".to_owned()))?;
    let channel: EmailChannelResponse = read(&record)?;
    if channel.enabled == Some(false) {
        return Err(Obstacle::Unusable("the email channel is disabled".to_owned()));
    }
    Ok(channel)
}

/// The email of a treatment: inline message and template made one.
async fn email(campaigns: &Campaigns, treatment: &Treatment<'_>) -> Result<EmailContent, Obstacle> {
    let Some(EmailSource { inline, template }) = email_source(treatment) else {
        return Err(Obstacle::Unusable(format!("treatment {} has no email", treatment.id)));
    };
    let template = match template {
        Some(reference) => Some(email_template(campaigns, reference).await?),
        None => None,
    };
    Ok(EmailContent::resolve(inline, template.as_ref()))
}

/// A template in the version that is asked for, or in the one that is active now.
async fn email_template(campaigns: &Campaigns, reference: &Template) -> Result<EmailTemplateRequest, Obstacle> {
    let name = reference.name.as_deref().unwrap_or_default();
    let resources = campaigns.store.resources();
    let record = match reference.version.as_deref() {
        None => resources.get(&Scope::Account, Kind::TemplateEmail, name).await?,
        Some(version) => {
            let version = version.parse().map_err(|_| Obstacle::Unusable(format!("{version} is no version of a template")))?;
            resources.get_version(&Scope::Account, Kind::TemplateEmail, name, version).await?
        }
    };
    let missing = || Obstacle::Unusable(format!("email template {name} does not exist in the version asked for"));
    Ok(read(&record.ok_or_else(missing)?)?)
}

fn identity(channel: &EmailChannelResponse, email: &EmailContent) -> Result<SenderIdentity, Obstacle> {
    let from = email.from_address.as_ref().or(channel.from_address.as_ref());
    let from = from.filter(|from| sender_is_plausible(from));
    Ok(SenderIdentity {
        from_address: from.cloned().ok_or_else(|| Obstacle::Unusable("there is no valid address to send from".to_owned()))?,
        configuration_set: channel.configuration_set.clone().filter(|name| !name.is_empty()),
        sending_role_arn: channel.orchestration_sending_role_arn.clone().filter(|arn| !arn.is_empty()),
    })
}

/// The treatment's own quiet time, or that which the app had when the campaign was created (spec §1.9).
fn quiet_time(campaign: &Campaign, treatment: &Treatment<'_>) -> Result<Option<QuietHours>, Obstacle> {
    let own = treatment.schedule.and_then(|schedule| schedule.quiet_time.as_ref());
    let wire = own.or(campaign.server.defaults.quiet_time.as_ref());
    let parsed = wire.map(QuietHours::parse).transpose();
    Ok(parsed.map_err(|error| Obstacle::Unusable(format!("QuietTime.{error}")))?.flatten())
}

fn read<T: serde::de::DeserializeOwned>(record: &Record) -> Result<T, StoreError> {
    serde_json::from_value(record.doc.clone()).map_err(|error| StoreError::Corrupt {
        what: format!("{} {}", record.kind.as_str(), record.id),
        reason: error.to_string(),
    })
}
