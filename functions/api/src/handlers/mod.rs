//! What the operations do, a module per resource.

pub(crate) mod activities;
pub(crate) mod apps;
pub(crate) mod campaign_delete;
pub(crate) mod campaign_effects;
pub(crate) mod campaign_references;
pub(crate) mod campaigns;
pub(crate) mod channels;
pub(crate) mod email_channel;
pub(crate) mod email_template;
pub(crate) mod endpoints;
pub(crate) mod segments;
pub(crate) mod settings;
pub(crate) mod tags;
pub(crate) mod template_delete;
pub(crate) mod template_record;
pub(crate) mod templates;
pub(crate) mod versioned;
