//! Quotas (spec §2) as values that a deployer may change; the defaults are Pinpoint's.

/// Countable limits of the API. Lengths are in characters, sizes in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        }
    }
}
