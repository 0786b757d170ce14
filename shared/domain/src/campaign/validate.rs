//! Whether a campaign may be written: ranges, sums, and what goes with what (spec §2.4, §6.1–6.7).

use jiff::Timestamp;
use touchpoint_wire::types::{
    CustomDeliveryConfiguration, MessageConfiguration, Schedule, TemplateConfiguration, WriteCampaignRequest,
    WriteTreatmentResource,
};

use super::event_filter::Trigger;
use super::limits::in_range;
use super::text::at_most;
use super::{function, in_app_message, limits, message, schedule};
use crate::field::FieldError;
use crate::limits::Limits;

/// Checks a campaign as it would stand: the request of a create, or what [`super::document::merge`] made of an update.
pub fn validate(campaign: &WriteCampaignRequest, quotas: &Limits) -> Result<(), FieldError> {
    at_most("Name", campaign.name.as_deref(), quotas.name_chars)?;
    at_most("Description", campaign.description.as_deref(), quotas.description_chars)?;
    at_most("TreatmentName", campaign.treatment_name.as_deref(), quotas.name_chars)?;
    at_most("TreatmentDescription", campaign.treatment_description.as_deref(), quotas.description_chars)?;
    if campaign.segment_id.as_deref().is_none_or(str::is_empty) {
        return Err(FieldError::new("SegmentId", "must be the id of a segment"));
    }
    in_range("SegmentVersion", campaign.segment_version, 1..=i32::MAX)?;
    in_range("Priority", campaign.priority, 1..=5)?;
    in_range("HoldoutPercent", campaign.holdout_percent, 0..=100)?;
    if let Some(limits) = &campaign.limits {
        limits::validate(limits).map_err(|error| error.within("Limits"))?;
    }
    let content = Content {
        schedule: campaign.schedule.as_ref(),
        message: campaign.message_configuration.as_ref(),
        templates: campaign.template_configuration.as_ref(),
        delivery: campaign.custom_delivery_configuration.as_ref(),
    };
    content.validate(quotas)?;
    if let Some(hook) = &campaign.hook {
        function::validate_hook(hook).map_err(|error| error.within("Hook"))?;
    }
    validate_treatments(campaign, quotas)?;
    validate_trigger(campaign)?;
    match Trigger::of(campaign.schedule.as_ref()) {
        Trigger::InAppEvent => validate_shown(campaign),
        Trigger::Event | Trigger::Time => Ok(()),
    }
}

/// All treatments wait for the same kind of thing. An app that shows messages itself counts them no further than it can.
fn validate_trigger(campaign: &WriteCampaignRequest) -> Result<(), FieldError> {
    let trigger = Trigger::of(campaign.schedule.as_ref());
    for (index, treatment) in campaign.additional_treatments.iter().flatten().enumerate() {
        if treatment.schedule.is_some() && Trigger::of(treatment.schedule.as_ref()) != trigger {
            let field = format!("AdditionalTreatments[{index}].Schedule.Frequency");
            return Err(FieldError::new(field, "must be EVENT or IN_APP_EVENT if, and only if, the campaign's own is the same"));
        }
    }
    match (trigger, &campaign.limits) {
        (Trigger::InAppEvent, Some(limits)) => limits::validate_in_app(limits).map_err(|error| error.within("Limits")),
        (Trigger::InAppEvent | Trigger::Time | Trigger::Event, _) => Ok(()),
    }
}

/// What apps ask for has something to show, and so has each treatment that shows something else.
fn validate_shown(campaign: &WriteCampaignRequest) -> Result<(), FieldError> {
    require_shown(campaign.message_configuration.as_ref(), campaign.template_configuration.as_ref())?;
    for (index, treatment) in campaign.additional_treatments.iter().flatten().enumerate() {
        let (message, templates) = (treatment.message_configuration.as_ref(), treatment.template_configuration.as_ref());
        if message.is_some() || templates.is_some() {
            require_shown(message, templates).map_err(|error| error.within(&format!("AdditionalTreatments[{index}]")))?;
        }
    }
    Ok(())
}

fn require_shown(message: Option<&MessageConfiguration>, templates: Option<&TemplateConfiguration>) -> Result<(), FieldError> {
    let inline = message.and_then(|message| message.in_app_message.as_ref()).is_some_and(in_app_message::shows_something);
    if inline || templates.is_some_and(|templates| templates.in_app_template.is_some()) {
        return Ok(());
    }
    let rule = "must have at least one member, or TemplateConfiguration an InAppTemplate, when Frequency is IN_APP_EVENT";
    Err(FieldError::new("MessageConfiguration.InAppMessage.Content", rule))
}

fn validate_treatments(campaign: &WriteCampaignRequest, quotas: &Limits) -> Result<(), FieldError> {
    let treatments = campaign.additional_treatments.as_deref().unwrap_or_default();
    let most = quotas.treatments.saturating_sub(1);
    if treatments.len() > most {
        return Err(FieldError::new("AdditionalTreatments", format!("must have at most {most} members")));
    }
    for (index, treatment) in treatments.iter().enumerate() {
        validate_treatment(treatment, quotas).map_err(|error| error.within(&format!("AdditionalTreatments[{index}]")))?;
    }
    let sizes: i32 = treatments.iter().map(|treatment| treatment.size_percent).sum();
    if sizes + campaign.holdout_percent.unwrap_or(0) > 100 {
        return Err(FieldError::new("AdditionalTreatments", "their SizePercent and HoldoutPercent must sum up to at most 100"));
    }
    Ok(())
}

fn validate_treatment(treatment: &WriteTreatmentResource, quotas: &Limits) -> Result<(), FieldError> {
    in_range("SizePercent", Some(treatment.size_percent), 0..=100)?;
    at_most("TreatmentName", treatment.treatment_name.as_deref(), quotas.name_chars)?;
    at_most("TreatmentDescription", treatment.treatment_description.as_deref(), quotas.description_chars)?;
    let content = Content {
        schedule: treatment.schedule.as_ref(),
        message: treatment.message_configuration.as_ref(),
        templates: treatment.template_configuration.as_ref(),
        delivery: treatment.custom_delivery_configuration.as_ref(),
    };
    content.validate(quotas)
}

/// What the campaign and each additional treatment have alike.
struct Content<'a> {
    schedule: Option<&'a Schedule>,
    message: Option<&'a MessageConfiguration>,
    templates: Option<&'a TemplateConfiguration>,
    delivery: Option<&'a CustomDeliveryConfiguration>,
}

impl Content<'_> {
    fn validate(&self, quotas: &Limits) -> Result<(), FieldError> {
        if let Some(schedule) = self.schedule {
            schedule::validate(schedule).map_err(|error| error.within("Schedule"))?;
        }
        if let Some(message) = self.message {
            message::validate(message, self.templates, quotas).map_err(|error| error.within("MessageConfiguration"))?;
        }
        if let Some(templates) = self.templates {
            message::validate_templates(templates).map_err(|error| error.within("TemplateConfiguration"))?;
        }
        if let Some(delivery) = self.delivery {
            function::validate_delivery(delivery).map_err(|error| error.within("CustomDeliveryConfiguration"))?;
        }
        let custom = self.message.is_some_and(|message| message.custom_message.is_some());
        if custom && self.delivery.is_none() {
            return Err(FieldError::new("CustomDeliveryConfiguration", "must be given together with CustomMessage"));
        }
        Ok(())
    }
}

/// Checks the schedules that a request sets, which must not lie in the past. Those that were stored before may.
pub fn validate_new_starts(request: &WriteCampaignRequest, now: Timestamp) -> Result<(), FieldError> {
    if let Some(schedule) = &request.schedule {
        schedule::validate_new_start(schedule, now).map_err(|error| error.within("Schedule"))?;
    }
    for (index, treatment) in request.additional_treatments.iter().flatten().enumerate() {
        if let Some(schedule) = &treatment.schedule {
            let parent = format!("AdditionalTreatments[{index}].Schedule");
            schedule::validate_new_start(schedule, now).map_err(|error| error.within(&parent))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const SHOWN: &str = "MessageConfiguration.InAppMessage.Content";

    fn event(frequency: &str) -> Value {
        let dimensions = json!({"EventType": {"Values": ["buy"]}});
        json!({
            "StartTime": "2026-05-01T10:15:00Z", "Frequency": frequency,
            "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": dimensions}
        })
    }

    /// What an in-app campaign that shows `message` is made of.
    fn shown(message: &Value) -> Value {
        json!({"Schedule": event("IN_APP_EVENT"), "MessageConfiguration": {"InAppMessage": message}})
    }

    fn with(mut one: Value, other: &Value) -> Value {
        one.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
        one
    }

    fn refused(json: &Value) -> Option<String> {
        let mut campaign = json!({"SegmentId": "s1"});
        campaign.as_object_mut().unwrap().extend(json.as_object().unwrap().clone());
        let campaign: WriteCampaignRequest = serde_json::from_value(campaign).unwrap();
        validate(&campaign, &Limits::default()).err().map(|error| error.field)
    }

    #[test]
    fn good_campaigns() {
        for json in [
            json!({}),
            json!({"Name": "n".repeat(128), "Description": "d".repeat(500), "Priority": 5, "HoldoutPercent": 100}),
            json!({"HoldoutPercent": 20, "AdditionalTreatments": [{"SizePercent": 40}, {"SizePercent": 40}]}),
            json!({"AdditionalTreatments": [{"SizePercent": 1}, {"SizePercent": 1}, {"SizePercent": 1}, {"SizePercent": 1}]}),
            json!({"Schedule": {"StartTime": "IMMEDIATE", "Frequency": "WEEKLY", "QuietTime": {"Start": "22:00", "End": "06:00"}}}),
            json!({"MessageConfiguration": {"CustomMessage": {"Data": "x"}}, "CustomDeliveryConfiguration": {"DeliveryUri": "f"}}),
            json!({"Hook": {"LambdaFunctionName": "f", "Mode": "FILTER"}}),
            json!({"Hook": {}}),
            json!({"Schedule": event("EVENT"), "Limits": {"Daily": 11}}),
            with(shown(&json!({"Content": [{}]})), &json!({"Limits": {"Daily": 10, "Total": 10, "Session": 10}})),
            with(shown(&json!({"Body": "b"})), &json!({"AdditionalTreatments": [{"SizePercent": 1}]})),
            json!({"Schedule": event("IN_APP_EVENT"), "TemplateConfiguration": {"InAppTemplate": {"Name": "t"}}}),
            with(
                shown(&json!({"Body": "b"})),
                &json!({"AdditionalTreatments": [
                    {"SizePercent": 1, "TemplateConfiguration": {"InAppTemplate": {"Name": "t"}}},
                    {"SizePercent": 1, "MessageConfiguration": {"InAppMessage": {"Content": [{}]}}},
                ]}),
            ),
            json!({"Schedule": event("EVENT"), "AdditionalTreatments": [{"SizePercent": 1, "Schedule": event("EVENT")}]}),
            json!({"Schedule": event("EVENT"), "AdditionalTreatments": [{"SizePercent": 1}]}),
        ] {
            assert_eq!(refused(&json), None, "{json}");
        }
    }

    #[test]
    fn bad_campaigns() {
        for (field, json) in [
            ("Name", json!({"Name": "n".repeat(129)})),
            ("Description", json!({"Description": "d".repeat(501)})),
            ("TreatmentName", json!({"TreatmentName": "n".repeat(129)})),
            ("SegmentId", json!({"SegmentId": ""})),
            ("SegmentVersion", json!({"SegmentVersion": 0})),
            ("Priority", json!({"Priority": 0})),
            ("Priority", json!({"Priority": 6})),
            ("HoldoutPercent", json!({"HoldoutPercent": 101})),
            ("HoldoutPercent", json!({"HoldoutPercent": -1})),
            ("Limits.Daily", json!({"Limits": {"Daily": 101}})),
            ("Schedule.StartTime", json!({"Schedule": {"StartTime": "soon"}})),
            (
                "Schedule.QuietTime.Start",
                json!({"Schedule": {"StartTime": "IMMEDIATE", "QuietTime": {"Start": "25:00", "End": "06:00"}}}),
            ),
            ("AdditionalTreatments", json!({"HoldoutPercent": 21, "AdditionalTreatments": [{"SizePercent": 80}]})),
            ("AdditionalTreatments[0].SizePercent", json!({"AdditionalTreatments": [{"SizePercent": 101}]})),
            ("AdditionalTreatments[0].SizePercent", json!({"AdditionalTreatments": [{"SizePercent": -1}]})),
            (
                "AdditionalTreatments[1].Schedule.Timezone",
                json!({"AdditionalTreatments": [
                    {"SizePercent": 1},
                    {"SizePercent": 1, "Schedule": {"StartTime": "IMMEDIATE", "Timezone": "UTC+99"}}
                ]}),
            ),
            (
                "AdditionalTreatments",
                json!({"AdditionalTreatments": [{"SizePercent": 1}, {"SizePercent": 1}, {"SizePercent": 1}, {"SizePercent": 1}, {"SizePercent": 1}]}),
            ),
            ("Hook.LambdaFunctionName", json!({"Hook": {"LambdaFunctionName": "a b"}})),
            ("Hook.WebUrl", json!({"Hook": {"WebUrl": "http://example.com"}})),
            ("CustomDeliveryConfiguration.DeliveryUri", json!({"CustomDeliveryConfiguration": {"DeliveryUri": "http://a"}})),
            (
                "AdditionalTreatments[0].CustomDeliveryConfiguration.DeliveryUri",
                json!({"AdditionalTreatments": [{"SizePercent": 1, "CustomDeliveryConfiguration": {"DeliveryUri": ""}}]}),
            ),
            ("Schedule.EventFilter", json!({"Schedule": {"StartTime": "2026-05-01T10:00:00Z", "Frequency": "EVENT"}})),
            ("Limits.Daily", json!({"Schedule": event("IN_APP_EVENT"), "Limits": {"Daily": 11}})),
            ("Limits.Total", json!({"Schedule": event("IN_APP_EVENT"), "Limits": {"Total": 11}})),
            ("Limits.Session", json!({"Limits": {"Session": 11}})),
            (
                "AdditionalTreatments[0].Schedule.Frequency",
                json!({"Schedule": event("EVENT"), "AdditionalTreatments": [
                    {"SizePercent": 1, "Schedule": {"StartTime": "2026-05-01T10:00:00Z"}}
                ]}),
            ),
            (
                "AdditionalTreatments[0].Schedule.Frequency",
                json!({"AdditionalTreatments": [{"SizePercent": 1, "Schedule": event("IN_APP_EVENT")}]}),
            ),
            (SHOWN, json!({"Schedule": event("IN_APP_EVENT")})),
            (SHOWN, shown(&json!({"Content": [], "Body": "", "Layout": "CAROUSEL"}))),
            (
                SHOWN,
                json!({"Schedule": event("IN_APP_EVENT"), "MessageConfiguration": {"DefaultMessage": {"Body": "b"}}, "TemplateConfiguration": {"PushTemplate": {"Name": "t"}}}),
            ),
            (
                "AdditionalTreatments[1].MessageConfiguration.InAppMessage.Content",
                with(
                    shown(&json!({"Body": "b"})),
                    &json!({"AdditionalTreatments": [{"SizePercent": 1}, {"SizePercent": 1, "TemplateConfiguration": {}}]}),
                ),
            ),
            ("CustomDeliveryConfiguration", json!({"MessageConfiguration": {"CustomMessage": {"Data": "x"}}})),
            ("TemplateConfiguration.EmailTemplate.Name", json!({"TemplateConfiguration": {"EmailTemplate": {"Name": "a b"}}})),
        ] {
            assert_eq!(refused(&json).as_deref(), Some(field), "{json}");
        }
    }

    #[test]
    fn new_starts() {
        let now = "2026-05-01T10:00:00Z".parse().unwrap();
        for (json, field) in [
            (json!({"Schedule": {"StartTime": "2026-05-01T09:59:00Z"}}), None),
            (json!({"Schedule": event("EVENT")}), None),
            (json!({"Schedule": {"StartTime": "IMMEDIATE", "Frequency": "EVENT"}}), Some("Schedule.StartTime")),
            (json!({"Schedule": {"StartTime": "IMMEDIATE", "EndTime": "2026-05-01T10:00:00Z"}}), Some("Schedule.EndTime")),
            (json!({"Schedule": {"StartTime": "2026-04-01T09:59:00Z"}}), Some("Schedule.StartTime")),
            (
                json!({"AdditionalTreatments": [{"SizePercent": 1, "Schedule": {"StartTime": "2026-04-01T09:59:00Z"}}]}),
                Some("AdditionalTreatments[0].Schedule.StartTime"),
            ),
        ] {
            let request: WriteCampaignRequest = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(validate_new_starts(&request, now).err().map(|error| error.field).as_deref(), field, "{json}");
        }
    }
}
