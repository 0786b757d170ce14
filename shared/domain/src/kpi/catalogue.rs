//! The names of all indicators, by what they are about, as data (spec §12.2).
//!
//! A family is one number. It is asked for plain, by its own name, or in groups, by its name with `-grouped-by-` and the
//! group; most families allow some of these only.

use self::Group::{Campaign, CampaignActivity, Country, Date, ErrorCode, JourneyActivity};
use self::Measure::{Count, Price, Rate};
use self::Plain::{By, No, Yes};
use super::formula::{Formula, campaign, campaigns, emails, journey, texts};

/// What an indicator is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    App,
    Campaign,
    Journey,
}

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Count,
    /// A fraction from 0 to 1.
    Rate,
    /// Thousandths of a cent.
    Price,
}

/// What the rows of an answer are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Campaign,
    CampaignActivity,
    JourneyActivity,
    Date,
    Country,
    ErrorCode,
}

/// One number that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// The key of the value in each row: `UniqueDeliveries`.
    pub key: String,
    pub measure: Measure,
    /// `None`: one row for all.
    pub group: Option<Group>,
    pub formula: &'static Formula,
}

/// How the plain name of a family is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plain {
    /// There is none.
    No,
    /// One row.
    Yes,
    /// In groups, in spite of its name.
    By(Group),
}

struct Family {
    name: &'static str,
    measure: Measure,
    plain: Plain,
    groups: &'static [Group],
    formula: &'static Formula,
}

const fn family(
    name: &'static str,
    measure: Measure,
    plain: Plain,
    groups: &'static [Group],
    formula: &'static Formula,
) -> Family {
    Family { name, measure, plain, groups, formula }
}

const APP: &[Family] = &[
    family("successful-delivery-rate", Rate, Yes, &[Date], &campaigns::DELIVERY_RATE),
    family("email-open-rate", Rate, Yes, &[Campaign], &campaigns::EMAIL_OPEN_RATE),
    family("unique-deliveries", Count, Yes, &[Campaign, Date], &campaigns::UNIQUE_DELIVERIES),
    family("successful-deliveries", Count, No, &[Campaign], &campaigns::DELIVERIES),
    family("push-open-rate", Rate, Yes, &[Campaign], &campaigns::PUSH_OPEN_RATE),
    family("txn-emails-sent", Count, Yes, &[Date], &emails::SENT),
    family("txn-emails-delivered", Count, Yes, &[Date], &emails::DELIVERED),
    family("txn-emails-delivery-rate", Rate, Yes, &[Date], &emails::DELIVERY_RATE),
    family("txn-emails-opened", Count, Yes, &[Date], &emails::OPENED),
    family("txn-emails-clicked", Count, Yes, &[Date], &emails::CLICKED),
    family("txn-emails-unique-opens", Count, Yes, &[Date], &emails::UNIQUE_OPENS),
    family("txn-emails-unique-clicks", Count, Yes, &[Date], &emails::UNIQUE_CLICKS),
    family("txn-emails-hard-bounced", Count, Yes, &[Date], &emails::HARD_BOUNCED),
    family("txn-emails-soft-bounced", Count, Yes, &[Date], &emails::SOFT_BOUNCED),
    family("txn-emails-complaint-rate", Rate, Yes, &[Date], &emails::COMPLAINT_RATE),
    family("txn-emails-with-complaints", Count, Yes, &[Date], &emails::COMPLAINTS),
    family("txn-sms-sent", Count, Yes, &[Country, Date], &texts::SENT),
    family("txn-sms-delivered", Count, Yes, &[Country, Date], &texts::DELIVERED),
    family("txn-sms-delivery-rate", Rate, Yes, &[Date], &texts::DELIVERY_RATE),
    family("txn-sms-sent-by-parts", Count, Yes, &[Country], &texts::SENT_BY_PARTS),
    family("txn-sms-delivered-by-parts", Count, Yes, &[Country], &texts::DELIVERED_BY_PARTS),
    family("txn-sms-average-price", Price, No, &[Country], &texts::AVERAGE_PRICE),
    family("txn-sms-average-price-by-parts", Price, No, &[Country], &texts::AVERAGE_PRICE_BY_PARTS),
    family("txn-sms-total-price", Price, No, &[Country], &texts::TOTAL_PRICE),
    family("txn-sms-error-distribution", Count, By(ErrorCode), &[], &texts::ERRORS),
];

const CAMPAIGN: &[Family] = &[
    family("attempted-deliveries", Count, No, &[CampaignActivity], &campaign::ATTEMPTS),
    family("successful-deliveries", Count, No, &[CampaignActivity], &campaign::DELIVERIES),
    family("clicks", Count, No, &[CampaignActivity], &campaign::CLICKS),
    family("direct-email-opens", Count, No, &[CampaignActivity], &campaign::EMAIL_OPENS),
    family("direct-push-opens", Count, No, &[CampaignActivity], &campaign::PUSH_OPENS),
    family("email-open-rate", Rate, Yes, &[CampaignActivity], &campaign::EMAIL_OPEN_RATE),
    family("push-open-rate", Rate, Yes, &[CampaignActivity], &campaign::PUSH_OPEN_RATE),
    family("hard-bounce-rate", Rate, Yes, &[CampaignActivity], &campaign::HARD_BOUNCE_RATE),
    family("successful-delivery-rate", Rate, Yes, &[CampaignActivity, Date], &campaign::DELIVERY_RATE),
    family("unique-deliveries", Count, Yes, &[CampaignActivity, Date], &campaign::UNIQUE_DELIVERIES),
    family("sms-spend", Price, Yes, &[], &campaign::SMS_SPEND),
];

const JOURNEY: &[Family] = &[
    family("journey-emails-sent", Count, Yes, &[], &journey::SENT),
    family("journey-emails-delivered", Count, Yes, &[], &journey::DELIVERED),
    family("journey-emails-opened", Count, Yes, &[], &journey::OPENED),
    family("journey-emails-clicked", Count, Yes, &[], &journey::CLICKED),
    family("journey-emails-hardbounced", Count, Yes, &[], &journey::HARD_BOUNCED),
    family("journey-emails-softbounced", Count, Yes, &[], &journey::SOFT_BOUNCED),
    family("journey-emails-complained", Count, Yes, &[], &journey::COMPLAINED),
    family("journey-emails-rejected", Count, Yes, &[], &journey::REJECTED),
    family("journey-emails-unsubscribed", Count, Yes, &[], &journey::UNSUBSCRIBED),
    family("emails-sent", Count, No, &[JourneyActivity], &journey::SENT),
    family("emails-delivered", Count, No, &[JourneyActivity], &journey::DELIVERED),
    family("emails-opened", Count, No, &[JourneyActivity], &journey::OPENED),
    family("emails-clicked", Count, No, &[JourneyActivity], &journey::CLICKED),
    family("emails-hardbounced", Count, No, &[JourneyActivity], &journey::HARD_BOUNCED),
    family("emails-softbounced", Count, No, &[JourneyActivity], &journey::SOFT_BOUNCED),
    family("emails-complained", Count, No, &[JourneyActivity], &journey::COMPLAINED),
    family("emails-rejected", Count, No, &[JourneyActivity], &journey::REJECTED),
    family("emails-unsubscribed", Count, No, &[JourneyActivity], &journey::UNSUBSCRIBED),
];

impl Group {
    /// How names of indicators call it; `None` for what no name does.
    fn suffix(self) -> Option<&'static str> {
        match self {
            Campaign => Some("campaign"),
            CampaignActivity => Some("campaign-activity"),
            JourneyActivity => Some("journey-activity"),
            Date => Some("date"),
            Country => Some("country"),
            ErrorCode => None,
        }
    }

    /// The key of the group in each row (spec §12.1).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Campaign => "CampaignId",
            CampaignActivity => "CampaignActivityId",
            JourneyActivity => "JourneyActivityId",
            Date => "Date",
            Country => "Country",
            ErrorCode => "ErrorCode",
        }
    }
}

impl Level {
    fn families(self) -> &'static [Family] {
        match self {
            Self::App => APP,
            Self::Campaign => CAMPAIGN,
            Self::Journey => JOURNEY,
        }
    }
}

/// The indicator called `name`, or `None` if there is none on this level.
#[must_use]
pub fn indicator(level: Level, name: &str) -> Option<Indicator> {
    let (base, suffix) = match name.split_once("-grouped-by-") {
        Some((base, suffix)) => (base, Some(suffix)),
        None => (name, None),
    };
    let family = level.families().iter().find(|family| family.name == base)?;
    let group = match (suffix, family.plain) {
        (Some(suffix), _) => Some(family.groups.iter().copied().find(|group| group.suffix() == Some(suffix))?),
        (None, Yes) => None,
        (None, By(group)) => Some(group),
        (None, No) => return None,
    };
    Some(Indicator { key: upper_camel_case(base), measure: family.measure, group, formula: family.formula })
}

/// All names of a level, in the order of the catalogue.
#[must_use]
pub fn names(level: Level) -> Vec<String> {
    let names_of = |family: &'static Family| {
        let plain = (family.plain != No).then(|| family.name.to_owned());
        let grouped = family.groups.iter().filter_map(|group| group.suffix());
        plain.into_iter().chain(grouped.map(|suffix| format!("{}-grouped-by-{suffix}", family.name)))
    };
    level.families().iter().flat_map(names_of).collect()
}

fn upper_camel_case(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    words.collect()
}

#[cfg(test)]
mod tests;
