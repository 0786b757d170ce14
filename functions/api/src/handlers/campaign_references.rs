//! What a campaign refers to, and how many there may be: checked when it is written.

use touchpoint_domain::field::FieldError;
use touchpoint_domain::ids::{AppId, SegmentId};
use touchpoint_store::Page;
use touchpoint_store::resources::{Kind, Order, Scope};
use touchpoint_wire::types::{CampaignResponse, CampaignStatus, Template};

use crate::error::ApiError;
use crate::{Api, stored, validate};

/// Campaigns read at a time when the active ones are counted.
const COUNTED_AT_A_TIME: usize = 500;

/// The version of the segment that a campaign is bound to: the one it asks for, which must exist, or the latest.
pub(crate) async fn segment_version(api: &Api, app: &AppId, id: Option<&str>, version: Option<i32>) -> Result<i32, ApiError> {
    let Some(id) = id.filter(|id| !id.is_empty()) else {
        return Err(FieldError::new("SegmentId", "required").into());
    };
    validate::id("SegmentId", id)?;
    let wanted = version
        .map(|version| u32::try_from(version).ok().filter(|&version| version > 0))
        .map(|version| version.ok_or_else(|| FieldError::new("SegmentVersion", "must be the number of a version, from 1")))
        .transpose()?;
    match api.store.segment(app, &SegmentId::new(id), wanted).await? {
        Some(segment) => Ok(i32::try_from(segment.version).unwrap_or(i32::MAX)),
        None if wanted.is_some() && api.store.segment(app, &SegmentId::new(id), None).await?.is_some() => {
            Err(FieldError::new("SegmentVersion", "must be a version of the segment").into())
        }
        None => Err(FieldError::new("SegmentId", "must be a segment of this app").into()),
    }
}

/// Every template that a treatment names must exist, in the version it names. Voice templates are refused before.
pub(crate) async fn templates_exist(api: &Api, campaign: &CampaignResponse) -> Result<(), ApiError> {
    let own = campaign.template_configuration.as_ref().map(|templates| (String::new(), templates));
    let others = campaign.additional_treatments.iter().flatten().enumerate().filter_map(|(i, treatment)| {
        treatment.template_configuration.as_ref().map(|templates| (format!("AdditionalTreatments[{i}]."), templates))
    });
    for (parent, templates) in own.into_iter().chain(others) {
        for (member, called, kind, template) in [
            ("EmailTemplate", "an email template", Kind::TemplateEmail, &templates.email_template),
            ("InAppTemplate", "an in-app template", Kind::TemplateInApp, &templates.in_app_template),
            ("PushTemplate", "a push template", Kind::TemplatePush, &templates.push_template),
            ("SMSTemplate", "an SMS template", Kind::TemplateSms, &templates.sms_template),
        ] {
            if let Some(template) = template {
                let field = format!("{parent}TemplateConfiguration.{member}");
                template_exists(api, &field, called, kind, template).await?;
            }
        }
    }
    Ok(())
}

async fn template_exists(api: &Api, field: &str, called: &str, kind: Kind, template: &Template) -> Result<(), ApiError> {
    let name = template.name.as_deref().unwrap_or_default();
    let resources = api.store.resources();
    if resources.get(&Scope::Account, kind, name).await?.is_none() {
        return Err(FieldError::new(format!("{field}.Name"), format!("must be {called} of this account")).into());
    }
    let Some(version) = template.version.as_deref() else { return Ok(()) };
    let found = match version.parse() {
        Ok(number) => resources.get_version(&Scope::Account, kind, name, number).await?.is_some(),
        Err(_) => false,
    };
    if found { Ok(()) } else { Err(FieldError::new(format!("{field}.Version"), "must be a version of the template").into()) }
}

/// Refuses one more campaign when as many as allowed are scheduled or running. Counted per app: a count over the account
/// would have to read the campaigns of every app.
pub(crate) async fn require_room(api: &Api, app: &AppId) -> Result<(), ApiError> {
    let most = api.config.limits.active_campaigns;
    let (mut active, mut after) = (0, None);
    loop {
        let page = Page { size: COUNTED_AT_A_TIME, after };
        let campaigns = api.store.resources().list(&Scope::App(app.clone()), Kind::Campaign, Order::NewestFirst, page).await?;
        for record in &campaigns.items {
            active += usize::from(is_active(&stored::document(record)?));
        }
        if active >= most {
            return Err(ApiError::bad_request(format!("at most {most} active campaigns per app: end or delete one first")));
        }
        after = campaigns.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

fn is_active(campaign: &CampaignResponse) -> bool {
    match campaign.state.as_ref().and_then(|state| state.campaign_status) {
        Some(CampaignStatus::Scheduled | CampaignStatus::Executing | CampaignStatus::PendingNextRun) => true,
        Some(CampaignStatus::Completed | CampaignStatus::Paused | CampaignStatus::Deleted | CampaignStatus::Invalid) | None => {
            false
        }
    }
}
