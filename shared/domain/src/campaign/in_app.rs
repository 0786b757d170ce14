//! Campaigns whose messages are not sent but asked for by apps (spec §9.3): when they are shown, to whom, and what of them.

use jiff::Timestamp;
use touchpoint_wire::types::{
    Alignment, CampaignEventFilter, CampaignInAppMessage, CampaignLimits, CampaignResponse, CampaignStatus, EventDimensions,
    FilterType, Frequency, InAppCampaignSchedule, InAppMessage, InAppMessageBodyConfig, InAppMessageCampaign,
    InAppMessageContent, InAppTemplateRequest, Schedule, SetDimension,
};

use super::schedule::IMMEDIATE;
use super::state::Campaign;
use super::treatment::{Bucket, Split, Treatment, treatments};
use crate::field::FieldError;
use crate::time::{parse_date, wire_date};

/// The priority of a campaign that names none.
const DEFAULT_PRIORITY: i32 = 3;
/// The colour of a text that names none.
const TEXT_COLOR: &str = "#000000";

/// Whether apps ask for the campaign's messages: its schedule says so.
#[must_use]
pub fn is_in_app(campaign: &CampaignResponse) -> bool {
    campaign.schedule.as_ref().and_then(|schedule| schedule.frequency) == Some(Frequency::InAppEvent)
}

/// When a message is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// `None`: from the first moment.
    pub opens: Option<Timestamp>,
    /// The first moment at which it is shown no more; `None`: it does not end.
    pub closes: Option<Timestamp>,
}

impl Window {
    /// The window of a schedule.
    ///
    /// # Errors
    /// A date that cannot be read.
    pub fn of(schedule: &Schedule) -> Result<Self, FieldError> {
        let date = |field: &str, text: &str| parse_date(text).map_err(|error| FieldError::new(field, error.to_string()));
        let opens = match schedule.start_time.as_str() {
            IMMEDIATE => None,
            text => Some(date("StartTime", text)?),
        };
        Ok(Self { opens, closes: schedule.end_time.as_deref().map(|text| date("EndTime", text)).transpose()? })
    }

    /// The time from the first opening to the last closing of all treatments; `None` without any schedule.
    pub(super) fn around(campaign: &CampaignResponse) -> Result<Option<Self>, FieldError> {
        let schedules = treatments(campaign).into_iter().filter_map(|treatment| treatment.schedule);
        let windows = schedules.map(Self::of).collect::<Result<Vec<_>, _>>().map_err(|error| error.within("Schedule"))?;
        // `None` is less than any moment, as an opening at once is; for closings it is the other way round.
        let opens = windows.iter().map(|window| window.opens).min();
        let endless = windows.iter().any(|window| window.closes.is_none());
        let closes = if endless { None } else { windows.iter().filter_map(|window| window.closes).max() };
        Ok(opens.map(|opens| Self { opens, closes }))
    }

    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.opens.is_none_or(|opens| opens <= now) && self.closes.is_none_or(|closes| now < closes)
    }
}

/// The treatment that an endpoint of this cohort is shown at `now`, if any.
#[must_use]
pub fn shown(campaign: &CampaignResponse, cohort: u8, now: Timestamp) -> Option<Treatment<'_>> {
    let status = campaign.state.as_ref().and_then(|state| state.campaign_status).unwrap_or(CampaignStatus::Scheduled);
    let active = match status {
        // The clock says whether it is time; the status follows it a little later.
        CampaignStatus::Scheduled | CampaignStatus::Executing | CampaignStatus::PendingNextRun => true,
        CampaignStatus::Completed | CampaignStatus::Paused | CampaignStatus::Deleted | CampaignStatus::Invalid => false,
    };
    if !active || !is_in_app(campaign) {
        return None;
    }
    let treatment = match Split::of(campaign).bucket(cohort) {
        Bucket::Holdout => return None,
        Bucket::Treatment(index) => treatments(campaign).get(index).copied()?,
    };
    let window = treatment.schedule.and_then(|schedule| Window::of(schedule).ok())?;
    window.is_open(now).then_some(treatment)
}

/// What a treatment shows: field by field what it says itself, else what its template says. `None` when that is nothing.
#[must_use]
pub fn message(inline: Option<&CampaignInAppMessage>, template: Option<&InAppTemplateRequest>) -> Option<InAppMessage> {
    let from_template = || template.and_then(|template| template.content.clone());
    let from_body = || inline.and_then(|inline| inline.body.as_deref()).filter(|body| !body.is_empty()).map(text_only);
    let own = inline.and_then(|inline| inline.content.clone()).filter(|content| !content.is_empty());
    let content = own.or_else(from_template).filter(|content| !content.is_empty()).or_else(from_body)?;
    Some(InAppMessage {
        content: Some(content),
        custom_config: inline
            .and_then(|inline| inline.custom_config.clone())
            .or_else(|| template.and_then(|template| template.custom_config.clone())),
        layout: inline.and_then(|inline| inline.layout).or_else(|| template.and_then(|template| template.layout)),
    })
}

/// A message that is nothing but a text.
fn text_only(body: &str) -> Vec<InAppMessageContent> {
    let body_config =
        InAppMessageBodyConfig { alignment: Alignment::Left, body: body.to_owned(), text_color: TEXT_COLOR.to_owned() };
    vec![InAppMessageContent { body_config: Some(body_config), ..InAppMessageContent::default() }]
}

/// A treatment as apps are told of it. Numbers are always there, and the maps of the filter too, because apps use them unasked.
#[must_use]
pub fn offer(campaign: &Campaign, treatment: &Treatment<'_>, message: InAppMessage) -> InAppMessageCampaign {
    let (doc, defaults) = (&campaign.doc, campaign.server.defaults.limits.as_ref());
    let cap = |field: fn(&CampaignLimits) -> Option<i32>| {
        Some(doc.limits.as_ref().and_then(field).or_else(|| defaults.and_then(field)).unwrap_or(0))
    };
    let schedule = treatment.schedule;
    let quiet_time =
        schedule.and_then(|schedule| schedule.quiet_time.clone()).or_else(|| campaign.server.defaults.quiet_time.clone());
    let end = schedule.and_then(|schedule| schedule.end_time.as_deref()).and_then(|text| parse_date(text).ok());
    InAppMessageCampaign {
        campaign_id: Some(match doc.name.as_deref().filter(|name| !name.is_empty()) {
            Some(name) => format!("{name}-{}", doc.id),
            None => doc.id.clone(),
        }),
        daily_cap: cap(|limits| limits.daily),
        in_app_message: Some(message),
        priority: Some(doc.priority.unwrap_or(DEFAULT_PRIORITY)),
        schedule: Some(InAppCampaignSchedule {
            end_date: end.map(wire_date),
            event_filter: Some(filter(schedule.and_then(|schedule| schedule.event_filter.as_ref()))),
            quiet_time: quiet_time.filter(|quiet| quiet.start.is_some() && quiet.end.is_some()),
        }),
        session_cap: cap(|limits| limits.session),
        total_cap: cap(|limits| limits.total),
        treatment_id: Some(treatment.id.to_owned()),
    }
}

fn filter(written: Option<&CampaignEventFilter>) -> CampaignEventFilter {
    let (filter_type, dimensions) = match written {
        Some(filter) => (filter.filter_type, filter.dimensions.clone()),
        None => (FilterType::Endpoint, EventDimensions::default()),
    };
    CampaignEventFilter {
        filter_type,
        dimensions: EventDimensions {
            attributes: Some(dimensions.attributes.unwrap_or_default()),
            event_type: Some(dimensions.event_type.unwrap_or_else(|| SetDimension { dimension_type: None, values: Vec::new() })),
            metrics: Some(dimensions.metrics.unwrap_or_default()),
        },
    }
}

/// Brings offers into their order: by priority, 1 first, then the newest campaign. Each comes with its campaign's date of creation.
#[must_use]
pub fn in_order(mut offers: Vec<(String, InAppMessageCampaign)>) -> Vec<InAppMessageCampaign> {
    offers.sort_by(|(created, one), (other_created, other)| {
        (one.priority, other_created, &other.campaign_id).cmp(&(other.priority, created, &one.campaign_id))
    });
    offers.into_iter().map(|(_, offer)| offer).collect()
}

#[cfg(test)]
mod tests;
