//! What a campaign refers to: checked when it is written.

use touchpoint_domain::campaign::event_filter::{Trigger, validate_segment};
use touchpoint_domain::field::FieldError;
use touchpoint_domain::ids::{AppId, SegmentId};
use touchpoint_store::resources::{Kind, Scope};
use touchpoint_wire::types::{CampaignResponse, Template};

use crate::error::ApiError;
use crate::{Api, validate};

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

/// The segment of a campaign that events trigger must be one by dimensions, all the way down (spec §6.3).
pub(crate) async fn segment_fits_trigger(api: &Api, app: &AppId, campaign: &CampaignResponse) -> Result<(), ApiError> {
    match Trigger::of(campaign.schedule.as_ref()) {
        Trigger::Event => {}
        Trigger::Time | Trigger::InAppEvent => return Ok(()),
    }
    let (id, version) = (SegmentId::new(campaign.segment_id.as_str()), u32::try_from(campaign.segment_version).ok());
    let Some(segment) = api.store.segment(app, &id, version).await? else { return Ok(()) };
    let sources = api.store.segment_sources(app, &segment, &api.config.limits).await?;
    Ok(validate_segment(&segment, sources.values())?)
}
