//! What happened, as records of the `events` stream (spec §10).

pub mod app;
mod campaign_send;
mod destination;
mod direct_send;
mod endpoint;
pub mod stream;

pub use campaign_send::{CampaignSend, campaign_send};
pub use destination::check_destination;
pub use direct_send::{DirectSend, EmailFate, EmailShown, TextFate, TextShown, email_event, text_event};
