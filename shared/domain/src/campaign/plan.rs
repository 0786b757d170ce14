//! One run of one treatment: everything it works from, frozen at its start, and what it decides about an endpoint.
//!
//! Planning and sending look at an endpoint at different times. [`CompiledRun::plan_member`] says whether it belongs to the run at
//! all; [`CompiledRun::recheck`] asks again, of a fresh read, whether it may still be sent to.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::chunk::Member;
use super::quiet::QuietHours;
use super::treatment::{Bucket, Split};
use crate::email::{CompiledEmail, EmailContent};
use crate::endpoint::channel::Channel;
use crate::endpoint::view::{EndpointStatus, EndpointView, OptOut};
use crate::ids::{AppId, CampaignId, RunId, SegmentId};
use crate::limits::Limits;
use crate::outcome::Reason;
use crate::segment::{CompiledSegment, SegmentSpec};

/// References in the longest chain of source segments that a run follows.
pub const DEEPEST_CHAIN: usize = 32;

/// Everything a run works from. Written once when the run starts; whoever plans or sends reads this and nothing else, so that a
/// change of the campaign, its segment or its template applies from the next run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunPlan {
    pub app: AppId,
    pub campaign: CampaignId,
    pub campaign_version: i32,
    /// The id of the treatment, and its position among the campaign's treatments.
    pub treatment: String,
    pub treatment_index: usize,
    pub run: RunId,
    /// Shared by the runs of all treatments that start together: an address gets one message of them.
    pub occasion: RunId,
    pub scheduled: Timestamp,
    pub segment: SegmentSpec,
    /// The segments that the segment is based on, directly or not.
    pub sources: Vec<Source>,
    pub split: Split,
    pub email: EmailContent,
    pub sender: SenderIdentity,
    /// Seconds after the scheduled start at which the run ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_duration_s: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_time: Option<QuietHours>,
}

/// A source segment as it was when the run started.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    pub id: SegmentId,
    /// The version that was asked for; absent for the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    pub spec: SegmentSpec,
}

/// As whom a run sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenderIdentity {
    /// With a friendly name or without.
    pub from_address: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub configuration_set: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sending_role_arn: Option<String>,
}

/// Why a plan cannot be carried out. The text is for people and holds no personal data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    #[error("the segment cannot be evaluated: {0}")]
    Segment(String),
    #[error("the email cannot be rendered: {0}")]
    Email(String),
}

/// A plan, ready to be carried out.
#[derive(Debug)]
pub struct CompiledRun {
    pub plan: RunPlan,
    pub email: CompiledEmail,
    segment: CompiledSegment,
    expires: Option<Timestamp>,
}

impl CompiledRun {
    /// Compiles a plan. One that compiled once always does.
    pub fn compile(plan: RunPlan) -> Result<Self, PlanError> {
        let mut resolve = |id: &SegmentId, version: Option<u32>| {
            plan.sources.iter().find(|source| source.id == *id && source.version == version).map(|source| source.spec.clone())
        };
        let segment = CompiledSegment::compile(&plan.segment, &mut resolve, &unlimited())
            .map_err(|error| PlanError::Segment(error.to_string()))?;
        let email = CompiledEmail::compile(&plan.email).map_err(|error| PlanError::Email(error.to_string()))?;
        let expires = plan.maximum_duration_s.map(|seconds| {
            plan.scheduled.saturating_add(SignedDuration::from_secs(i64::from(seconds))).unwrap_or(Timestamp::MAX)
        });
        Ok(Self { plan, email, segment, expires })
    }

    /// Whether the run's time is over.
    #[must_use]
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires.is_some_and(|expires| expires <= now)
    }

    /// What the run makes of an endpoint that it reads (spec §4.5, in that order; then §6.7).
    #[must_use]
    pub fn plan_member(&self, endpoint: &EndpointView<'_>, now: Timestamp) -> Member {
        if !self.segment.matches(endpoint, now) {
            return Member::NotInSegment;
        }
        if let Err(reason) = reachable(endpoint) {
            return Member::LeftOut(reason);
        }
        match self.plan.split.bucket(endpoint.cohort) {
            Bucket::Holdout if self.plan.treatment_index == 0 => Member::LeftOut(Reason::Holdout),
            // Every treatment's run reads everyone; the default treatment's alone answers for those who are held out.
            Bucket::Holdout => Member::OtherTreatment,
            Bucket::Treatment(index) if index != self.plan.treatment_index => Member::OtherTreatment,
            Bucket::Treatment(_) if self.is_expired(now) => Member::LeftOut(Reason::Expired),
            Bucket::Treatment(_) => Member::Recipient,
        }
    }

    /// Whether an endpoint, read again just before sending, may still be sent to.
    pub fn recheck(&self, endpoint: &EndpointView<'_>, now: Timestamp) -> Result<(), Reason> {
        reachable(endpoint)?;
        if self.is_expired(now) {
            return Err(Reason::Expired);
        }
        let timezone = endpoint.demographic.timezone.as_deref();
        match self.plan.quiet_time {
            Some(quiet) if quiet.covers(timezone, now) => Err(Reason::QuietTime),
            Some(_) | None => Ok(()),
        }
    }
}

/// Quotas are checked when a segment is written. What was accepted then must run now, whatever they have become; only chains of
/// sources stay bounded.
fn unlimited() -> Limits {
    Limits {
        dimensions_per_segment: usize::MAX,
        groups_per_segment: usize::MAX,
        sources_per_segment: usize::MAX,
        segment_depth: DEEPEST_CHAIN,
        ..Limits::default()
    }
}

/// Whether an email can and may reach the endpoint.
fn reachable(endpoint: &EndpointView<'_>) -> Result<(), Reason> {
    match endpoint.opt_out {
        OptOut::All => return Err(Reason::OptOut),
        OptOut::None => {}
    }
    match endpoint.status {
        EndpointStatus::Inactive => return Err(Reason::Inactive),
        EndpointStatus::Active => {}
    }
    let channel = endpoint.channel.ok_or(Reason::MissingChannel)?;
    if endpoint.address.as_deref().is_none_or(|address| address.trim().is_empty()) {
        return Err(Reason::MissingAddress);
    }
    if channel == Channel::Email { Ok(()) } else { Err(Reason::ChannelMismatch) }
}
