//! `_journey.send`, and `_journey.step`, which the engine emits for everything else that a participant goes through.

use super::service::{Envelope, text};
use super::{Moment, on_day};
use crate::ids::{AppId, JourneyId};
use crate::metrics::series::Name;
use crate::metrics::{Deltas, Dimension, Measure, PageKey, Period, Subject};

/// The type of the events by which a journey counts what its participants go through: attributes `journey_id`, `journey_run_id`,
/// `journey_activity_id` (absent where it is about the journey) and `metric`, an [`ExecutionKey`]. They stay within: no user's
/// stream gets them.
pub const STEP: &str = "_journey.step";

/// Keys without a number (spec §12.3).
const KEYS: &[&str] = &[
    // The journey.
    "ENDPOINT_ENTERED",
    "ENDPOINT_ACTIVE",
    "ENDPOINT_LEFT",
    "CANCELLED",
    "REENTRY_CAP_EXCEEDED",
    "ACTIVE_ENDPOINT_REJECTED",
    // Splits.
    "Branch_TRUE",
    "Branch_FALSE",
    "HOLDOUT",
    "PASSED",
    // Waits.
    "WAIT_STARTED",
    "WAIT_FINISHED",
    "WAIT_SKIPPED",
    // Messages.
    "SUCCESS",
    "DAILY_CAP_EXCEEDED",
    "QUIET_TIME",
    "FAILURE_PERMANENT",
    "TRANSIENT_FAILURE",
    "SERVICE_FAILURE",
    "THROTTLED",
    "UNKNOWN",
    // Calls.
    "CALL_QUEUED",
    "CONTINUE_WAITING",
    "DIAL_FAILURE",
    "DROPPED",
    "TIMEOUT",
    "WAIT_FOR_QUIET_HOURS",
    // Runs (spec §4.5).
    "ENDPOINT_PRODUCED",
    "ENDPOINTS_FROM_USER",
    "DUPLICATE_USER",
    "DUPLICATE_ENDPOINT",
    "FILTERED_OUT_BY_SEGMENT",
    "ENDPOINT_OPT_OUT",
    "ENDPOINT_INACTIVE",
    "ENDPOINT_MISSING_CHANNEL",
    "ENDPOINT_MISSING_ADDRESS",
    "ENDPOINT_MISSING_TIMEZONE",
    "ENDPOINT_TIMEZONE_MISMATCH",
    "PAUSED",
    "ENDED",
];

/// A key of `ExecutionMetrics` of journeys and their activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExecutionKey<'a>(&'a str);

impl<'a> ExecutionKey<'a> {
    /// `None` when there is no such key.
    #[must_use]
    pub fn of(key: &'a str) -> Option<Self> {
        let branch = key.strip_prefix("Branch_").is_some_and(|number| {
            (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0')
        });
        (branch || KEYS.contains(&key)).then_some(Self(key))
    }

    #[must_use]
    pub fn as_str(self) -> &'a str {
        self.0
    }
}

pub(super) fn count_send(deltas: &mut Deltas, event: &Envelope<'_>, at: Moment, name: &mut Name) {
    let attributes = &event.attributes;
    let Some(journey) = text(&attributes.journey_id) else { return };
    let status = text(&attributes.journey_send_status).unwrap_or("UNKNOWN");
    let page = on_day(deltas, event.app(), Subject::Journey(JourneyId::new(journey)), at);
    name.of(Measure::Sends)
        .with_some(Dimension::Activity, text(&attributes.journey_activity_id))
        .with_some(Dimension::Run, text(&attributes.journey_run_id))
        .with_some(Dimension::Channel, text(&attributes.journey_activity_type))
        .with(Dimension::Status, status);
    page.count(name, at.hour, 1);
    if let Some(key) = message_key(status) {
        count_execution(deltas, event, journey, key, at, name);
    }
}

pub(super) fn count_step(deltas: &mut Deltas, event: &Envelope<'_>, at: Moment, name: &mut Name) {
    let attributes = &event.attributes;
    let Some(journey) = text(&attributes.journey_id) else { return };
    let Some(key) = text(&attributes.metric).and_then(ExecutionKey::of) else { return };
    count_execution(deltas, event, journey, key, at, name);
}

fn count_execution(deltas: &mut Deltas, event: &Envelope<'_>, journey: &str, key: ExecutionKey<'_>, at: Moment, name: &mut Name) {
    let attributes = &event.attributes;
    let subject = Subject::Execution(JourneyId::new(journey));
    let page = deltas.page(PageKey { app: AppId::new(event.app()), subject, period: Period::Always });
    name.of(Measure::Execution)
        .with_some(Dimension::Activity, text(&attributes.journey_activity_id))
        .with_some(Dimension::Run, text(&attributes.journey_run_id))
        .with(Dimension::Status, key.as_str());
    page.count(name, at.hour, 1);
}

/// The key under which an activity counts a `journey_send_status` (spec §10.4); `None` for the end of a wait, which sends nothing.
fn message_key(status: &str) -> Option<ExecutionKey<'static>> {
    Some(ExecutionKey(match status {
        "SUCCESS" => "SUCCESS",
        "DAILY_CAP" => "DAILY_CAP_EXCEEDED",
        "QUIET_TIME" | "QUIET_TIME_MISSING_TIMEZONE" => "QUIET_TIME",
        "FAILURE_PERMANENT" | "UNSUPPORTED_CHANNEL" => "FAILURE_PERMANENT",
        "TRANSIENT_FAILURE" => "TRANSIENT_FAILURE",
        "FAILURE" | "CUSTOM_DELIVERY_FAILURE" => "SERVICE_FAILURE",
        "THROTTLED" => "THROTTLED",
        "QUIET_TIME_WAIT_FINISHED" => return None,
        _ => "UNKNOWN",
    }))
}
