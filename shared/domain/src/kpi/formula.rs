//! What each indicator is made of: which series of the rollups, and what is done with them (spec §12.2).
//!
//! *Sent* is what a provider accepted. *Delivered* is sent without what came back: for campaigns hard bounces, for transactional and
//! journey emails soft bounces and rejections too. Opens and clicks are counted each time; a rate of opened emails counts every email
//! once, because it is a part of those that were delivered.

use crate::metrics::{Dimension, Measure, Series};

/// How an indicator comes from series. Nothing is ever below 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    Sum(Terms),
    /// A part of a whole, from 0 to 1.
    Rate {
        of: Terms,
        among: Terms,
    },
    /// A sum by the number of what it was summed over.
    Mean {
        of: Terms,
        over: Terms,
    },
    /// The mean of a statistic.
    Average(Selection),
    /// How many different ones, over all days and series together.
    Distinct(Selection),
}

/// Series that are added, and series that are taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub plus: &'static [Selection],
    pub minus: &'static [Selection],
}

/// Series of one measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    pub measure: Measure,
    /// All of these hold.
    pub only: &'static [Only],
}

/// What must be true of a series' dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    With(Dimension),
    Without(Dimension),
    OneOf(Dimension, &'static [&'static str]),
    NoneOf(Dimension, &'static [&'static str]),
}

impl Selection {
    #[must_use]
    pub fn takes(&self, series: &Series) -> bool {
        let holds = |only: &Only| match only {
            Only::With(dimension) => series.dimension(*dimension).is_some(),
            Only::Without(dimension) => series.dimension(*dimension).is_none(),
            Only::OneOf(dimension, values) => series.dimension(*dimension).is_some_and(|value| values.contains(&value)),
            Only::NoneOf(dimension, values) => series.dimension(*dimension).is_none_or(|value| !values.contains(&value)),
        };
        series.measure() == Some(self.measure) && self.only.iter().all(holds)
    }
}

const fn all(measure: Measure) -> Selection {
    Selection { measure, only: &[] }
}

const fn some(measure: Measure, only: &'static [Only]) -> Selection {
    Selection { measure, only }
}

const fn sum(plus: &'static [Selection]) -> Terms {
    Terms { plus, minus: &[] }
}

/// A provider was asked, whatever it said; by send status (spec §10.3), or by the reason that says more.
const ATTEMPTED: Only = Only::OneOf(
    Dimension::Status,
    &["SUCCESS", "FAILURE", "FAILURE_PERMANENT", "TRANSIENT_FAILURE", "THROTTLED", "UNKNOWN", "IN_DOUBT"],
);
const SUCCESS: Only = Only::OneOf(Dimension::Status, &["SUCCESS"]);
const EMAIL: Only = Only::OneOf(Dimension::Channel, &["EMAIL"]);
const PUSH: Only =
    Only::OneOf(Dimension::Channel, &["PUSH", "GCM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "ADM", "BAIDU"]);
const IN_CAMPAIGN: Only = Only::With(Dimension::Campaign);
const ALONE: Only = Only::Without(Dimension::Campaign);

/// What is made of messages of campaigns: the same of all campaigns of an app and of one alone, but from other series.
macro_rules! of_campaigns {
    ($(#[$doc:meta])* $name:ident, [$($whose:expr)?]) => {
        $(#[$doc])*
        pub mod $name {
            use super::{ATTEMPTED, EMAIL, Formula, Measure, PUSH, SUCCESS, Selection, Terms, some, sum};

            const SENT: Selection = some(Measure::Sends, &[SUCCESS $(, $whose)?]);
            const EMAILS_SENT: Selection = some(Measure::Sends, &[SUCCESS, EMAIL $(, $whose)?]);
            const PUSHES_SENT: Selection = some(Measure::Sends, &[SUCCESS, PUSH $(, $whose)?]);
            const BOUNCED: Selection = some(Measure::HardBounces, &[$($whose)?]);
            const EMAILS_OPENED: Selection = some(Measure::EmailOpeners, &[$($whose)?]);
            const PUSHES_OPENED: Selection = some(Measure::PushOpens, &[$($whose)?]);
            const DELIVERED: Terms = Terms { plus: &[SENT], minus: &[BOUNCED] };
            const EMAILS_DELIVERED: Terms = Terms { plus: &[EMAILS_SENT], minus: &[BOUNCED] };

            pub const ATTEMPTS: Formula = Formula::Sum(sum(&[some(Measure::Sends, &[ATTEMPTED $(, $whose)?])]));
            pub const DELIVERIES: Formula = Formula::Sum(DELIVERED);
            pub const DELIVERY_RATE: Formula = Formula::Rate { of: DELIVERED, among: sum(&[SENT]) };
            pub const EMAIL_OPEN_RATE: Formula = Formula::Rate { of: sum(&[EMAILS_OPENED]), among: EMAILS_DELIVERED };
            pub const PUSH_OPEN_RATE: Formula = Formula::Rate { of: sum(&[PUSHES_OPENED]), among: sum(&[PUSHES_SENT]) };
            pub const HARD_BOUNCE_RATE: Formula = Formula::Rate { of: sum(&[BOUNCED]), among: sum(&[EMAILS_SENT]) };
            pub const UNIQUE_DELIVERIES: Formula = Formula::Distinct(some(Measure::Reached, &[$($whose)?]));
            pub const CLICKS: Formula = Formula::Sum(sum(&[some(Measure::Clicks, &[$($whose)?])]));
            pub const EMAIL_OPENS: Formula = Formula::Sum(sum(&[some(Measure::Opens, &[$($whose)?])]));
            pub const PUSH_OPENS: Formula = Formula::Sum(sum(&[PUSHES_OPENED]));
            pub const SMS_SPEND: Formula = Formula::Sum(sum(&[some(Measure::TextPrice, &[$($whose)?])]));
        }
    };
}

of_campaigns! {
    /// Campaigns of an app together, from its page of messages.
    campaigns, [super::IN_CAMPAIGN]
}

of_campaigns! {
    /// One campaign, from its own page.
    campaign, []
}

/// Transactional emails, from the page of messages of the app.
pub mod emails {
    use super::{ALONE, EMAIL, Formula, Measure, SUCCESS, Selection, Terms, some, sum};

    const ALL_SENT: Selection = some(Measure::Sends, &[SUCCESS, EMAIL, ALONE]);
    const ALL_HARD: Selection = some(Measure::HardBounces, &[ALONE]);
    const ALL_SOFT: Selection = some(Measure::SoftBounces, &[ALONE]);
    const ALL_REJECTED: Selection = some(Measure::Rejected, &[ALONE]);
    const ALL_DELIVERED: Terms = Terms { plus: &[ALL_SENT], minus: &[ALL_HARD, ALL_SOFT, ALL_REJECTED] };
    const ALL_COMPLAINTS: Selection = some(Measure::Complaints, &[ALONE]);

    pub const SENT: Formula = Formula::Sum(sum(&[ALL_SENT]));
    pub const DELIVERED: Formula = Formula::Sum(ALL_DELIVERED);
    pub const DELIVERY_RATE: Formula = Formula::Rate { of: ALL_DELIVERED, among: sum(&[ALL_SENT]) };
    pub const OPENED: Formula = Formula::Sum(sum(&[some(Measure::Opens, &[ALONE])]));
    pub const CLICKED: Formula = Formula::Sum(sum(&[some(Measure::Clicks, &[ALONE])]));
    pub const UNIQUE_OPENS: Formula = Formula::Distinct(some(Measure::EmailOpeners, &[ALONE]));
    pub const UNIQUE_CLICKS: Formula = Formula::Distinct(some(Measure::EmailClickers, &[ALONE]));
    pub const HARD_BOUNCED: Formula = Formula::Sum(sum(&[ALL_HARD]));
    pub const SOFT_BOUNCED: Formula = Formula::Sum(sum(&[ALL_SOFT]));
    pub const COMPLAINT_RATE: Formula = Formula::Rate { of: sum(&[ALL_COMPLAINTS]), among: sum(&[ALL_SENT]) };
    pub const COMPLAINTS: Formula = Formula::Sum(sum(&[ALL_COMPLAINTS]));
}

/// Emails of a journey, from its page.
pub mod journey {
    use super::{EMAIL, Formula, Measure, SUCCESS, Selection, Terms, all, some, sum};

    const ALL_SENT: Selection = some(Measure::Sends, &[SUCCESS, EMAIL]);
    const BACK: &[Selection] = &[all(Measure::HardBounces), all(Measure::SoftBounces), all(Measure::Rejected)];

    pub const SENT: Formula = Formula::Sum(sum(&[ALL_SENT]));
    pub const DELIVERED: Formula = Formula::Sum(Terms { plus: &[ALL_SENT], minus: BACK });
    pub const OPENED: Formula = Formula::Sum(sum(&[all(Measure::Opens)]));
    pub const CLICKED: Formula = Formula::Sum(sum(&[all(Measure::Clicks)]));
    pub const HARD_BOUNCED: Formula = Formula::Sum(sum(&[all(Measure::HardBounces)]));
    pub const SOFT_BOUNCED: Formula = Formula::Sum(sum(&[all(Measure::SoftBounces)]));
    pub const COMPLAINED: Formula = Formula::Sum(sum(&[all(Measure::Complaints)]));
    pub const REJECTED: Formula = Formula::Sum(sum(&[all(Measure::Rejected)]));
    pub const UNSUBSCRIBED: Formula = Formula::Sum(sum(&[all(Measure::Unsubscribes)]));
}

/// Transactional texts, from the page of messages of the app; prices in thousandths of a cent.
///
/// A text is sent when its channel accepts it, and counted once more when it is known what became of it. Only then has it a price.
pub mod texts {
    use super::{ALONE, Dimension, Formula, Measure, Only, Selection, Terms, some, sum};

    const PENDING: Only = Only::OneOf(Dimension::Status, &["PENDING"]);
    const ARRIVED: Only = Only::OneOf(Dimension::Status, &["SUCCESSFUL", "DELIVERED"]);
    const FINAL: Only = Only::NoneOf(Dimension::Status, &["PENDING"]);
    const FAILED: Only = Only::NoneOf(Dimension::Status, &["PENDING", "SUCCESSFUL", "DELIVERED"]);

    const ALL_SENT: Selection = some(Measure::Texts, &[PENDING, ALONE]);
    const ALL_DELIVERED: Selection = some(Measure::Texts, &[ARRIVED, ALONE]);
    const PRICE: Selection = some(Measure::TextPrice, &[ALONE]);
    const PRICED_PARTS: Terms = sum(&[some(Measure::TextParts, &[FINAL, ALONE])]);

    pub const SENT: Formula = Formula::Sum(sum(&[ALL_SENT]));
    pub const DELIVERED: Formula = Formula::Sum(sum(&[ALL_DELIVERED]));
    pub const DELIVERY_RATE: Formula = Formula::Rate { of: sum(&[ALL_DELIVERED]), among: sum(&[ALL_SENT]) };
    pub const SENT_BY_PARTS: Formula = Formula::Sum(sum(&[some(Measure::TextParts, &[PENDING, ALONE])]));
    pub const DELIVERED_BY_PARTS: Formula = Formula::Sum(sum(&[some(Measure::TextParts, &[ARRIVED, ALONE])]));
    pub const AVERAGE_PRICE: Formula = Formula::Average(PRICE);
    pub const AVERAGE_PRICE_BY_PARTS: Formula = Formula::Mean { of: sum(&[PRICE]), over: PRICED_PARTS };
    pub const TOTAL_PRICE: Formula = Formula::Sum(sum(&[PRICE]));
    pub const ERRORS: Formula = Formula::Sum(sum(&[some(Measure::Texts, &[FAILED, ALONE])]));
}
