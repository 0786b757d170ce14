//! Why a message left, or why it did not: the one list of reasons (spec §4.5, §10.3).

/// What became of one endpoint in one run. Every endpoint that a run looked at ends in exactly one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The channel accepted the message.
    Sent,
    /// The endpoint is not in the segment.
    FilteredOutBySegment,
    /// `OptOut` is `ALL`.
    OptOut,
    /// `EndpointStatus` is `INACTIVE`.
    Inactive,
    /// The endpoint has no channel type.
    MissingChannel,
    /// The endpoint has no address.
    MissingAddress,
    /// The campaign has no message for the endpoint's channel.
    ChannelMismatch,
    /// Another endpoint of this run has the same address.
    DuplicateAddress,
    /// The endpoint's cohort belongs to another treatment.
    OtherTreatment,
    /// The endpoint's cohort is held out.
    Holdout,
    /// It is quiet time where the endpoint is.
    QuietTime,
    /// The daily cap is reached.
    DailyCap,
    /// The campaign's total cap is reached.
    CampaignCap,
    /// The run's maximum duration was over.
    Expired,
    /// The campaign was paused or deleted before the message left.
    Stopped,
    /// The endpoint was deleted after it was planned.
    Gone,
    /// The template could not be rendered for this endpoint.
    RenderingFailure,
    /// The channel refused the message for good.
    FailurePermanent,
    /// The channel failed for the moment, and went on failing while we retried.
    FailureTransient,
    /// The channel's rate was exceeded, and stayed so while we retried.
    Throttled,
    /// The channel may or may not have accepted the message; it is not sent again.
    InDoubt,
}

impl Reason {
    pub const ALL: [Self; 21] = [
        Self::Sent,
        Self::FilteredOutBySegment,
        Self::OptOut,
        Self::Inactive,
        Self::MissingChannel,
        Self::MissingAddress,
        Self::ChannelMismatch,
        Self::DuplicateAddress,
        Self::OtherTreatment,
        Self::Holdout,
        Self::QuietTime,
        Self::DailyCap,
        Self::CampaignCap,
        Self::Expired,
        Self::Stopped,
        Self::Gone,
        Self::RenderingFailure,
        Self::FailurePermanent,
        Self::FailureTransient,
        Self::Throttled,
        Self::InDoubt,
    ];

    /// One letter for compact storage; never reassigned, because stored runs hold it.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Sent => 'S',
            Self::FilteredOutBySegment => 'F',
            Self::OptOut => 'O',
            Self::Inactive => 'I',
            Self::MissingChannel => 'C',
            Self::MissingAddress => 'A',
            Self::ChannelMismatch => 'M',
            Self::DuplicateAddress => 'D',
            Self::OtherTreatment => 'T',
            Self::Holdout => 'H',
            Self::QuietTime => 'Q',
            Self::DailyCap => 'L',
            Self::CampaignCap => 'K',
            Self::Expired => 'E',
            Self::Stopped => 'P',
            Self::Gone => 'G',
            Self::RenderingFailure => 'R',
            Self::FailurePermanent => 'X',
            Self::FailureTransient => 'Y',
            Self::Throttled => 'W',
            Self::InDoubt => 'U',
        }
    }

    #[must_use]
    pub fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.letter() == letter)
    }

    /// The code shown to people, in upper snake case.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "SENT",
            Self::FilteredOutBySegment => "FILTERED_OUT_BY_SEGMENT",
            Self::OptOut => "ENDPOINT_OPT_OUT",
            Self::Inactive => "ENDPOINT_INACTIVE",
            Self::MissingChannel => "ENDPOINT_MISSING_CHANNEL",
            Self::MissingAddress => "ENDPOINT_MISSING_ADDRESS",
            Self::ChannelMismatch => "ENDPOINT_CHANNEL_MISMATCH",
            Self::DuplicateAddress => "DUPLICATE_ADDRESS",
            Self::OtherTreatment => "TREATMENT_HOLDOUT",
            Self::Holdout => "HOLDOUT",
            Self::QuietTime => "QUIET_TIME",
            Self::DailyCap => "DAILY_CAP",
            Self::CampaignCap => "CAMPAIGN_CAP",
            Self::Expired => "EXPIRED",
            Self::Stopped => "STOPPED",
            Self::Gone => "ENDPOINT_DELETED",
            Self::RenderingFailure => "RENDERING_FAILURE",
            Self::FailurePermanent => "FAILURE_PERMANENT",
            Self::FailureTransient => "TRANSIENT_FAILURE",
            Self::Throttled => "THROTTLED",
            Self::InDoubt => "IN_DOUBT",
        }
    }

    /// `campaign_send_status` of a `_campaign.send` event (spec §10.3), or `None` where Pinpoint makes no such event because
    /// the endpoint was never targeted.
    #[must_use]
    pub const fn send_status(self) -> Option<&'static str> {
        match self {
            Self::Sent => Some("SUCCESS"),
            Self::FilteredOutBySegment | Self::OtherTreatment => None,
            Self::OptOut | Self::Inactive | Self::MissingAddress | Self::Stopped | Self::Gone => Some("FAILURE"),
            Self::MissingChannel | Self::ChannelMismatch => Some("UNSUPPORTED_CHANNEL"),
            Self::DuplicateAddress => Some("DUPLICATE_ADDRESS"),
            Self::Holdout => Some("HOLDOUT"),
            Self::QuietTime => Some("QUIET_TIME"),
            Self::DailyCap => Some("DAILY_CAP"),
            Self::CampaignCap => Some("CAMPAIGN_CAP"),
            Self::Expired => Some("EXPIRED"),
            Self::RenderingFailure | Self::FailurePermanent => Some("FAILURE_PERMANENT"),
            Self::FailureTransient => Some("TRANSIENT_FAILURE"),
            Self::Throttled => Some("THROTTLED"),
            Self::InDoubt => Some("UNKNOWN"),
        }
    }

    /// The key under which an activity's `ExecutionMetrics` count it (spec §4.5, §6.10); Pinpoint's name where it has one.
    #[must_use]
    pub const fn counter(self) -> &'static str {
        match self {
            Self::Sent => "SUCCESS",
            Self::Holdout | Self::OtherTreatment => "TREATMENT_HOLDOUT",
            Self::InDoubt => "UNKNOWN",
            other => other.code(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn letters_and_codes_are_unique_and_read_back() {
        let letters: BTreeSet<_> = Reason::ALL.iter().map(|r| r.letter()).collect();
        let codes: BTreeSet<_> = Reason::ALL.iter().map(|r| r.code()).collect();
        assert_eq!((letters.len(), codes.len()), (Reason::ALL.len(), Reason::ALL.len()));
        for reason in Reason::ALL {
            assert_eq!(Reason::from_letter(reason.letter()), Some(reason));
        }
        assert_eq!(Reason::from_letter('?'), None);
    }
}
