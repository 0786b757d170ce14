//! Treatments and the holdout: who gets which variant of a campaign (spec §6.7).

use serde::{Deserialize, Serialize};
use touchpoint_wire::types::{CampaignResponse, MessageConfiguration, Schedule, TemplateConfiguration};

use crate::hash::fnv1a32;
use crate::ids::CampaignId;

/// The id of the treatment that every campaign has.
pub const DEFAULT_TREATMENT: &str = "0";

/// One treatment, seen the same way whether it is the default one or an additional one.
#[derive(Clone, Copy, Debug)]
pub struct Treatment<'a> {
    pub id: &'a str,
    pub message: Option<&'a MessageConfiguration>,
    pub template: Option<&'a TemplateConfiguration>,
    /// Its own schedule, or the campaign's.
    pub schedule: Option<&'a Schedule>,
}

/// The treatments of a campaign, the default one first. An additional treatment says its own message, and takes the campaign's
/// schedule where it has none of its own.
#[must_use]
pub fn treatments(campaign: &CampaignResponse) -> Vec<Treatment<'_>> {
    let default = Treatment {
        id: DEFAULT_TREATMENT,
        message: campaign.message_configuration.as_ref(),
        template: campaign.template_configuration.as_ref(),
        schedule: campaign.schedule.as_ref(),
    };
    let additional = campaign.additional_treatments.iter().flatten().map(|treatment| Treatment {
        id: &treatment.id,
        message: treatment.message_configuration.as_ref(),
        template: treatment.template_configuration.as_ref(),
        schedule: treatment.schedule.as_ref().or(default.schedule),
    });
    std::iter::once(default).chain(additional).collect()
}

/// How a campaign divides the cohorts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// Added to a cohort before it is looked up, so that it is not the same people who are held out of every campaign.
    rotation: u8,
    /// Percent that get nothing.
    holdout: u8,
    /// Percent of each additional treatment, in order; the rest belongs to the default treatment.
    sizes: Vec<u8>,
}

/// Where a cohort falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bucket {
    Holdout,
    /// Position among the treatments; 0 is the default one.
    Treatment(usize),
}

impl Split {
    /// The split of a valid campaign: percentages from 0 to 100 that sum up to at most 100.
    #[must_use]
    pub fn of(campaign: &CampaignResponse) -> Self {
        let percent = |value: i32| u8::try_from(value.clamp(0, 100)).unwrap_or(100);
        Self {
            rotation: rotation(&CampaignId::new(campaign.id.as_str())),
            holdout: percent(campaign.holdout_percent.unwrap_or(0)),
            sizes: campaign.additional_treatments.iter().flatten().map(|treatment| percent(treatment.size_percent)).collect(),
        }
    }

    /// The bucket of a cohort (0 to 99).
    #[must_use]
    pub fn bucket(&self, cohort: u8) -> Bucket {
        let place = (u32::from(cohort) + u32::from(self.rotation)) % 100;
        let mut end = u32::from(self.holdout);
        if place < end {
            return Bucket::Holdout;
        }
        for (index, size) in self.sizes.iter().enumerate() {
            end += u32::from(*size);
            if place < end {
                return Bucket::Treatment(index + 1);
            }
        }
        Bucket::Treatment(0)
    }
}

fn rotation(campaign: &CampaignId) -> u8 {
    (fnv1a32(campaign.as_str().as_bytes()) % 100) as u8
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use touchpoint_wire::types::TreatmentResource;

    use super::*;

    fn treatment(id: &str, size_percent: i32) -> TreatmentResource {
        TreatmentResource { id: id.to_owned(), size_percent, ..TreatmentResource::default() }
    }

    #[test]
    fn cohorts_fall_into_buckets_of_the_given_sizes() {
        for (holdout, sizes, expected) in [
            (0, vec![], vec![("0", 100)]),
            (10, vec![], vec![("0", 90), ("holdout", 10)]),
            (10, vec![25, 30], vec![("0", 35), ("1", 25), ("2", 30), ("holdout", 10)]),
            (0, vec![50, 50], vec![("1", 50), ("2", 50)]),
            (100, vec![], vec![("holdout", 100)]),
        ] {
            let split = Split { rotation: 37, holdout, sizes };
            let mut counts = BTreeMap::<String, u32>::new();
            for cohort in 0..100 {
                let name = match split.bucket(cohort) {
                    Bucket::Holdout => "holdout".to_owned(),
                    Bucket::Treatment(index) => index.to_string(),
                };
                *counts.entry(name).or_default() += 1;
            }
            let expected: BTreeMap<_, _> = expected.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
            assert_eq!(counts, expected, "{split:?}");
        }
    }

    #[test]
    fn the_rotation_is_the_campaigns() {
        let campaign = CampaignResponse { id: "foobar".to_owned(), holdout_percent: Some(1), ..CampaignResponse::default() };
        // fnv1a32("foobar") = 0xbf9cf968 = 3214735720, so that the rotation is 20 and cohort 80 comes first.
        let held: Vec<u8> = (0..100).filter(|cohort| Split::of(&campaign).bucket(*cohort) == Bucket::Holdout).collect();
        assert_eq!(held, [80]);
    }

    #[test]
    fn a_treatment_without_a_schedule_takes_the_campaigns() {
        let at = |start: &str| Schedule {
            start_time: start.to_owned(),
            end_time: None,
            event_filter: None,
            frequency: None,
            is_local_time: None,
            quiet_time: None,
            timezone: None,
        };
        let campaign = CampaignResponse {
            schedule: Some(at("IMMEDIATE")),
            message_configuration: Some(MessageConfiguration::default()),
            additional_treatments: Some(vec![
                treatment("1", 10),
                TreatmentResource { schedule: Some(at("2026-05-01T10:00:00Z")), ..treatment("2", 10) },
            ]),
            ..CampaignResponse::default()
        };
        let seen: Vec<_> =
            treatments(&campaign).iter().map(|t| (t.id, t.message.is_some(), t.schedule.unwrap().start_time.as_str())).collect();
        assert_eq!(seen, [("0", true, "IMMEDIATE"), ("1", false, "IMMEDIATE"), ("2", false, "2026-05-01T10:00:00Z")]);
    }
}
