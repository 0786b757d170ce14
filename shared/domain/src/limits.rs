//! Quotas (spec §2) as values that a deployer may change; the defaults are Pinpoint's.

use serde::{Deserialize, Serialize};

/// Countable limits of the API. Lengths are in characters, sizes in bytes. What a deployer may set, by these names, is whatever
/// stands here: see [`crate::quotas`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    pub apps: usize,
    pub payload_bytes: usize,
    pub tags_per_resource: usize,
    pub endpoint_bytes: usize,
    pub endpoint_attribute_names: usize,
    pub attribute_name_chars: usize,
    pub attribute_value_chars: usize,
    pub attribute_values: usize,
    pub endpoints_per_batch: usize,
    pub endpoints_per_user: usize,
    pub address_chars: usize,
    pub dimensions_per_segment: usize,
    pub groups_per_segment: usize,
    pub sources_per_segment: usize,
    pub segment_depth: usize,
    /// Per account: SCHEDULED, EXECUTING or PENDING_NEXT_RUN.
    pub active_campaigns: usize,
    pub treatments: usize,
    pub name_chars: usize,
    pub description_chars: usize,
    pub app_name_chars: usize,
    pub inline_email_bytes: usize,
    pub email_headers: usize,
    pub templates: usize,
    pub template_versions: usize,
    pub email_template_chars: usize,
    pub page_size: usize,
    pub template_page_size: usize,
    pub default_page_size: usize,
    /// Names over `Attributes`, `Metrics` and `UserAttributes` of all endpoints of an app.
    pub app_attribute_names: usize,
    /// Active event-triggered campaigns per app.
    pub event_campaigns: usize,
    /// Active in-app campaigns per app.
    pub in_app_campaigns: usize,
    /// `CustomMessage.Data` of a campaign.
    pub custom_message_bytes: usize,
    /// `Body` of a push message in a campaign.
    pub push_body_chars: usize,
    /// Per account; closed ones count.
    pub active_journeys: usize,
    /// Per account.
    pub active_event_journeys: usize,
    pub journey_activities: usize,
    pub contact_center_activities: usize,
    /// Longest time from start to end of a journey.
    pub journey_days: usize,
    /// Branches of a multivariate split beside its default.
    pub multivariate_branches: usize,
    pub random_branches: usize,
    pub closed_days_per_channel: usize,
    /// Per weekday and channel.
    pub open_hours_per_day: usize,
    pub journey_name_chars: usize,
    pub journey_custom_data_chars: usize,
    /// Per account.
    pub active_import_jobs: usize,
    pub sms_template_chars: usize,
    pub voice_template_chars: usize,
    pub push_template_default_chars: usize,
    pub push_template_adm_chars: usize,
    /// The APNs, Baidu and FCM parts.
    pub push_template_part_chars: usize,
    pub in_app_template_chars: usize,
    pub in_app_header_chars: usize,
    pub in_app_body_chars: usize,
    pub in_app_button_chars: usize,
    pub in_app_custom_pairs: usize,
    pub in_app_contents: usize,
    pub events_per_request: usize,
    pub put_events_bytes: usize,
    pub event_bytes: usize,
    /// Attributes and metrics of one event together.
    pub event_keys: usize,
    pub event_key_chars: usize,
    pub event_value_chars: usize,
    /// Per app.
    pub event_types: usize,
    /// Per app.
    pub event_attribute_keys: usize,
    /// Per app.
    pub event_metric_keys: usize,
    /// Addresses and endpoints of one SendMessages together.
    pub direct_recipients: usize,
    /// Users of one SendUsersMessages.
    pub direct_users: usize,
    /// APNs, FCM and Baidu.
    pub push_payload_bytes: usize,
    pub adm_payload_bytes: usize,
    /// Per account.
    pub recommenders: usize,
    /// Per account.
    pub access_keys: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            apps: 100,
            payload_bytes: 7 * 1024 * 1024,
            tags_per_resource: 50,
            endpoint_bytes: 15 * 1024,
            endpoint_attribute_names: 250,
            attribute_name_chars: 50,
            attribute_value_chars: 100,
            attribute_values: 50,
            endpoints_per_batch: 100,
            endpoints_per_user: 15,
            address_chars: 1024,
            dimensions_per_segment: 100,
            groups_per_segment: 5,
            sources_per_segment: 5,
            segment_depth: 5,
            active_campaigns: 200,
            treatments: 5,
            name_chars: 128,
            description_chars: 500,
            app_name_chars: 64,
            inline_email_bytes: 200 * 1024,
            email_headers: 15,
            templates: 20_000,
            template_versions: 5_000,
            email_template_chars: 600_000,
            page_size: 500,
            template_page_size: 100,
            default_page_size: 100,
            app_attribute_names: 250,
            event_campaigns: 25,
            in_app_campaigns: 25,
            custom_message_bytes: 5 * 1024,
            push_body_chars: 200,
            active_journeys: 50,
            active_event_journeys: 20,
            journey_activities: 40,
            contact_center_activities: 3,
            journey_days: 540,
            multivariate_branches: 4,
            random_branches: 5,
            closed_days_per_channel: 20,
            open_hours_per_day: 4,
            journey_name_chars: 150,
            journey_custom_data_chars: 5_000,
            active_import_jobs: 10,
            sms_template_chars: 1_600,
            voice_template_chars: 10_000,
            push_template_default_chars: 4_000,
            push_template_adm_chars: 6_000,
            push_template_part_chars: 4_000,
            in_app_template_chars: 200_000,
            in_app_header_chars: 64,
            in_app_body_chars: 150,
            in_app_button_chars: 64,
            in_app_custom_pairs: 10,
            in_app_contents: 5,
            events_per_request: 100,
            put_events_bytes: 4 * 1024 * 1024,
            event_bytes: 1000 * 1024,
            event_keys: 40,
            event_key_chars: 50,
            event_value_chars: 200,
            event_types: 1_500,
            event_attribute_keys: 500,
            event_metric_keys: 500,
            direct_recipients: 100,
            direct_users: 100,
            push_payload_bytes: 4 * 1024,
            adm_payload_bytes: 6 * 1024,
            recommenders: 100,
            access_keys: 1_000,
        }
    }
}
