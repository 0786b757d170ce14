//! `_journey.send`, what became of a message of a journey (spec §10.4), and `_journey.step`, how participants go through it.

use serde_json::Value;

use super::service::{Service, attributes};

/// Where in a journey something happened.
#[derive(Clone, Copy, Debug)]
pub struct JourneyPlace<'a> {
    pub journey: &'a str,
    pub run: &'a str,
    /// `None` where it concerns the journey as a whole.
    pub activity: Option<&'a str>,
}

/// The kinds of activities that send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendingActivity {
    Email,
    Sms,
    Push,
    ContactCenter,
    Custom,
}

impl SendingActivity {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "EMAIL",
            Self::Sms => "SMS",
            Self::Push => "PUSH",
            Self::ContactCenter => "CONTACT_CENTER",
            Self::Custom => "CUSTOM",
        }
    }
}

/// `journey_send_status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JourneySendStatus {
    Success,
    Failure,
    FailurePermanent,
    CustomDeliveryFailure,
    Throttled,
    UnsupportedChannel,
    DailyCap,
    QuietTime,
    QuietTimeMissingTimezone,
    /// The wait for the end of a quiet time is over: of no kind of activity.
    QuietTimeWaitFinished,
}

impl JourneySendStatus {
    pub const ALL: [Self; 10] = [
        Self::Success,
        Self::Failure,
        Self::FailurePermanent,
        Self::CustomDeliveryFailure,
        Self::Throttled,
        Self::UnsupportedChannel,
        Self::DailyCap,
        Self::QuietTime,
        Self::QuietTimeMissingTimezone,
        Self::QuietTimeWaitFinished,
    ];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Success => "SUCCESS",
            Self::Failure => "FAILURE",
            Self::FailurePermanent => "FAILURE_PERMANENT",
            Self::CustomDeliveryFailure => "CUSTOM_DELIVERY_FAILURE",
            Self::Throttled => "THROTTLED",
            Self::UnsupportedChannel => "UNSUPPORTED_CHANNEL",
            Self::DailyCap => "DAILY_CAP",
            Self::QuietTime => "QUIET_TIME",
            Self::QuietTimeMissingTimezone => "QUIET_TIME_MISSING_TIMEZONE",
            Self::QuietTimeWaitFinished => "QUIET_TIME_WAIT_FINISHED",
        }
    }
}

/// What one `_journey.send` event tells.
#[derive(Clone, Copy, Debug)]
pub struct JourneySend<'a> {
    pub service: Service<'a>,
    pub place: JourneyPlace<'a>,
    pub activity_type: SendingActivity,
    pub status: JourneySendStatus,
    /// The channel's own words for it, and its code, where it has any.
    pub status_message: Option<&'a str>,
    pub status_code: Option<&'a str>,
}

/// The event.
#[must_use]
pub fn journey_send(send: &JourneySend<'_>) -> Value {
    let kind = (send.status != JourneySendStatus::QuietTimeWaitFinished).then(|| send.activity_type.name());
    let attributes = attributes([
        ("journey_id", Some(send.place.journey)),
        ("journey_run_id", Some(send.place.run)),
        ("journey_activity_id", send.place.activity),
        ("journey_activity_type", kind),
        ("journey_send_status", Some(send.status.name())),
        ("journey_send_status_message", send.status_message),
        ("journey_send_status_code", send.status_code),
    ]);
    send.service.event("_journey.send", attributes)
}

/// Something that is counted by an execution metric of spec §12.3. Internal: it is counted, and nobody's stream shows it.
#[must_use]
pub fn journey_step(service: &Service<'_>, place: &JourneyPlace<'_>, metric: &str) -> Value {
    let attributes = attributes([
        ("journey_id", Some(place.journey)),
        ("journey_run_id", Some(place.run)),
        ("journey_activity_id", place.activity),
        ("metric", Some(metric)),
    ]);
    service.event("_journey.step", attributes)
}
