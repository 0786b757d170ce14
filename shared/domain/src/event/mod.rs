//! What happened, as records of the `events` stream (spec §10).

pub mod app;
mod campaign_send;
mod custom_delivered;
mod destination;
mod direct_send;
mod endpoint;
mod journey_send;
mod sent_text;
mod service;
pub mod stream;

pub use campaign_send::{CampaignSend, campaign_send};
pub use custom_delivered::{CustomOf, CustomResult, custom_delivered};
pub use destination::check_destination;
pub use direct_send::{DirectSend, EmailFate, EmailShown, TextFate, TextShown, email_event, text_event};
pub use journey_send::{JourneyPlace, JourneySend, JourneySendStatus, SendingActivity, journey_send, journey_step};
pub use sent_text::{SentText, TextEnd, TextReceipt, millicents, receipt_event};
pub use service::Service;
