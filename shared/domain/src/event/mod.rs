//! What happened, as records of the `events` stream (spec §10).

mod campaign_send;
mod endpoint;

pub use campaign_send::{CampaignSend, campaign_send};
