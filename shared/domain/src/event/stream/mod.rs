//! The records of the `events` stream: what producers put on it and `ingest` reads.
//!
//! A record is a JSON object of one of three shapes:
//!
//! - `{"report": {…}}`: what one PutEvents request says of one endpoint, all its events together ([`Report`]);
//! - `{"bundle": {"owner", "events"}}`: events of one making, such as those of a window of recipients ([`Bundle`]);
//! - an event in the envelope of spec §10.2 by itself, as channels and providers cause them.
//!
//! Every record has an *owner*, for whom its events are counted once: the endpoint of a report, the window of a bundle, the event
//! itself otherwise. A producer that repeats itself repeats owner and event ids.

mod bundles;
pub mod claim;
pub mod envelope;
mod record;

pub use self::bundles::{bundles, service_events};
pub use self::record::{Bundle, EndpointGiven, Record, Report, ReportedEvent, ReportedSession, bundle, decode, report};
