//! The stored campaign: what a client wrote, merged, plus what only the server sets (spec §6.1).

use jiff::Timestamp;
use touchpoint_wire::types::{CampaignResponse, TreatmentResource, WriteCampaignRequest, WriteTreatmentResource};

use crate::ids::{AppId, CampaignId};
use crate::time::wire_date;

/// What the server knows of a campaign and the client does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub app: AppId,
    pub id: CampaignId,
    pub arn: String,
    /// From 1; each successful update adds one.
    pub version: i32,
    /// The version of the segment that the campaign is bound to.
    pub segment_version: i32,
    pub created: Timestamp,
    pub modified: Timestamp,
}

/// The request that, on its own, would say what `stored` says after `update`: members of `update` replace, absent ones stay
/// (spec §6.1). `tags` are set at creation only. A new `SegmentId` lets go of the stored version.
#[must_use]
pub fn merge(stored: &CampaignResponse, update: WriteCampaignRequest) -> WriteCampaignRequest {
    let stored_version = match &update.segment_id {
        Some(id) if *id != stored.segment_id => None,
        Some(_) | None => Some(stored.segment_version),
    };
    let stored = stored.clone();
    WriteCampaignRequest {
        additional_treatments: update
            .additional_treatments
            .or_else(|| stored.additional_treatments.map(|all| all.into_iter().map(as_written).collect())),
        custom_delivery_configuration: update.custom_delivery_configuration.or(stored.custom_delivery_configuration),
        description: update.description.or(stored.description),
        holdout_percent: update.holdout_percent.or(stored.holdout_percent),
        hook: update.hook.or(stored.hook),
        is_paused: update.is_paused.or(stored.is_paused),
        limits: update.limits.or(stored.limits),
        message_configuration: update.message_configuration.or(stored.message_configuration),
        name: update.name.or(stored.name),
        priority: update.priority.or(stored.priority),
        schedule: update.schedule.or(stored.schedule),
        segment_id: update.segment_id.or(Some(stored.segment_id)),
        segment_version: update.segment_version.or(stored_version),
        template_configuration: update.template_configuration.or(stored.template_configuration),
        treatment_description: update.treatment_description.or(stored.treatment_description),
        treatment_name: update.treatment_name.or(stored.treatment_name),
        tags: stored.tags,
    }
}

/// Whether an update says nothing but `IsPaused`, which is allowed where other changes are not.
#[must_use]
pub fn is_only_pause(update: &WriteCampaignRequest) -> bool {
    update.is_paused.is_some()
        && *update
            == WriteCampaignRequest { is_paused: update.is_paused, tags: update.tags.clone(), ..WriteCampaignRequest::default() }
}

/// The document of a campaign that says what `written` says. Its states are absent; [`super::state`] sets them.
#[must_use]
pub fn document(written: WriteCampaignRequest, identity: &Identity) -> CampaignResponse {
    let additional = written.additional_treatments.filter(|treatments| !treatments.is_empty());
    CampaignResponse {
        additional_treatments: additional.map(|all| all.into_iter().enumerate().map(as_stored).collect()),
        application_id: identity.app.to_string(),
        arn: identity.arn.clone(),
        creation_date: wire_date(identity.created),
        custom_delivery_configuration: written.custom_delivery_configuration,
        default_state: None,
        description: written.description,
        holdout_percent: written.holdout_percent,
        hook: written.hook,
        id: identity.id.to_string(),
        is_paused: written.is_paused,
        last_modified_date: wire_date(identity.modified),
        limits: written.limits,
        message_configuration: written.message_configuration,
        name: written.name,
        priority: written.priority,
        schedule: written.schedule,
        segment_id: written.segment_id.unwrap_or_default(),
        segment_version: identity.segment_version,
        state: None,
        template_configuration: written.template_configuration,
        treatment_description: written.treatment_description,
        treatment_name: written.treatment_name,
        version: Some(identity.version),
        tags: written.tags,
    }
}

/// Additional treatments are numbered from 1 in their order; 0 is the default treatment (spec §1.4).
fn as_stored((index, written): (usize, WriteTreatmentResource)) -> TreatmentResource {
    TreatmentResource {
        custom_delivery_configuration: written.custom_delivery_configuration,
        id: (index + 1).to_string(),
        message_configuration: written.message_configuration,
        schedule: written.schedule,
        size_percent: written.size_percent,
        state: None,
        template_configuration: written.template_configuration,
        treatment_description: written.treatment_description,
        treatment_name: written.treatment_name,
    }
}

fn as_written(stored: TreatmentResource) -> WriteTreatmentResource {
    WriteTreatmentResource {
        custom_delivery_configuration: stored.custom_delivery_configuration,
        message_configuration: stored.message_configuration,
        schedule: stored.schedule,
        size_percent: stored.size_percent,
        template_configuration: stored.template_configuration,
        treatment_description: stored.treatment_description,
        treatment_name: stored.treatment_name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(json: serde_json::Value) -> WriteCampaignRequest {
        serde_json::from_value(json).unwrap()
    }

    fn identity() -> Identity {
        let created = "2026-01-01T00:00:00Z".parse().unwrap();
        Identity {
            app: AppId::new("a1"),
            id: CampaignId::new("c1"),
            arn: "arn:x".to_owned(),
            version: 1,
            segment_version: 3,
            created,
            modified: created,
        }
    }

    #[test]
    fn an_update_replaces_what_it_names_and_keeps_the_rest() {
        let create = written(serde_json::json!({
            "Name": "spring", "SegmentId": "s1", "HoldoutPercent": 10, "tags": {"team": "a"},
            "AdditionalTreatments": [{"SizePercent": 20, "TreatmentName": "b"}]
        }));
        let stored = document(create, &identity());
        let update = written(serde_json::json!({"Name": "summer", "tags": {"team": "b"}, "Limits": {"Daily": 1}}));
        let merged = serde_json::to_value(merge(&stored, update)).unwrap();
        assert_eq!(
            merged,
            serde_json::json!({
                "Name": "summer", "SegmentId": "s1", "SegmentVersion": 3, "HoldoutPercent": 10, "tags": {"team": "a"},
                "AdditionalTreatments": [{"SizePercent": 20, "TreatmentName": "b"}], "Limits": {"Daily": 1}
            })
        );
    }

    #[test]
    fn the_segment_version_belongs_to_its_segment() {
        let stored = document(written(serde_json::json!({"SegmentId": "s1"})), &identity());
        for (update, expected) in [
            (serde_json::json!({}), Some(3)),
            (serde_json::json!({"SegmentId": "s1"}), Some(3)),
            (serde_json::json!({"SegmentId": "s2"}), None),
            (serde_json::json!({"SegmentId": "s2", "SegmentVersion": 1}), Some(1)),
        ] {
            assert_eq!(merge(&stored, written(update.clone())).segment_version, expected, "{update}");
        }
    }

    #[test]
    fn treatments_are_numbered() {
        let create = written(serde_json::json!({
            "SegmentId": "s1", "AdditionalTreatments": [{"SizePercent": 20}, {"SizePercent": 30}]
        }));
        let ids: Vec<_> = document(create, &identity()).additional_treatments.unwrap().into_iter().map(|t| t.id).collect();
        assert_eq!(ids, ["1", "2"]);
        let none = written(serde_json::json!({"SegmentId": "s1", "AdditionalTreatments": []}));
        assert_eq!(document(none, &identity()).additional_treatments, None);
    }

    #[test]
    fn only_pause() {
        for (update, expected) in [
            (serde_json::json!({"IsPaused": true}), true),
            (serde_json::json!({"IsPaused": false, "tags": {}}), true),
            (serde_json::json!({}), false),
            (serde_json::json!({"IsPaused": true, "Name": "x"}), false),
        ] {
            assert_eq!(is_only_pause(&written(update.clone())), expected, "{update}");
        }
    }
}
