//! One `SegmentDimensions`: criteria that must all hold (spec §4.2, §4.3).

use std::collections::BTreeMap;

use touchpoint_wire::types::{AttributeDimension, SegmentDemographics, SegmentDimensions, SegmentLocation, SetDimension};

use super::attribute::AttributeTest;
use super::country::CountryTest;
use super::criterion::{Channels, Criterion};
use super::error::SegmentError;
use super::metric::MetricTest;
use super::radius::Radius;
use super::recency::Recency;
use super::set::{Case, Membership, SetTest, check_values};
use crate::endpoint::view::EndpointView;
use crate::limits::Limits;

/// A compiled `SegmentDimensions`. Cheap criteria come first, since the first that fails ends the evaluation.
#[derive(Clone, Debug)]
pub(super) struct Dimensions(Box<[Criterion]>);

impl Dimensions {
    /// Field paths of errors begin inside the `SegmentDimensions`.
    pub(super) fn compile(dimensions: &SegmentDimensions, limits: &Limits) -> Result<Self, SegmentError> {
        let mut criteria = Vec::new();
        if let Some(demographic) = &dimensions.demographic {
            demographics(demographic, limits, &mut criteria).map_err(|e| e.within("Demographic"))?;
        }
        if let Some(recency) = dimensions.behavior.as_ref().and_then(|behavior| behavior.recency.as_ref()) {
            criteria.push(Criterion::Recency(Recency::compile(recency)));
        }
        if let Some(location) = &dimensions.location {
            country(location, limits, &mut criteria).map_err(|e| e.within("Location"))?;
        }
        for (name, metric) in dimensions.metrics.iter().flatten() {
            let test = MetricTest::compile(metric).map_err(|e| e.within(format_args!("Metrics.{name}")))?;
            criteria.push(Criterion::Metric(name.as_str().into(), test));
        }
        for (name, test) in attributes(dimensions.attributes.as_ref(), "Attributes", limits)? {
            criteria.push(Criterion::Attribute(name, test));
        }
        for (name, test) in attributes(dimensions.user_attributes.as_ref(), "UserAttributes", limits)? {
            criteria.push(Criterion::UserAttribute(name, test));
        }
        if let Some(point) = dimensions.location.as_ref().and_then(|location| location.gps_point.as_ref()) {
            criteria.push(Criterion::Within(Radius::compile(point).map_err(|e| e.within("Location.GPSPoint"))?));
        }
        Ok(Self(criteria.into()))
    }

    /// How much of the segment's quota it takes: one per criterion, and one if it has none.
    pub(super) fn weight(&self) -> usize {
        self.0.len().max(1)
    }

    pub(super) fn accepts(&self, endpoint: &EndpointView<'_>, now_ms: i64) -> bool {
        self.0.iter().all(|criterion| criterion.accepts(endpoint, now_ms))
    }
}

fn demographics(demographic: &SegmentDemographics, limits: &Limits, criteria: &mut Vec<Criterion>) -> Result<(), SegmentError> {
    if let Some(set) = &demographic.channel {
        check_values(&set.values, limits).map_err(|e| e.within("Channel"))?;
        criteria.push(Criterion::Channel(Membership::of(set.dimension_type), Channels::named(&set.values)));
    }
    let mut compile = |field: &str, set: &Option<SetDimension>, case, criterion: fn(SetTest) -> Criterion| {
        if let Some(set) = set {
            criteria.push(criterion(SetTest::compile(set, case, limits).map_err(|e| e.within(field))?));
        }
        Ok(())
    };
    compile("AppVersion", &demographic.app_version, Case::Sensitive, Criterion::AppVersion)?;
    compile("Make", &demographic.make, Case::Sensitive, Criterion::Make)?;
    compile("Model", &demographic.model, Case::Sensitive, Criterion::Model)?;
    compile("Platform", &demographic.platform, Case::Ignored, Criterion::Platform)?;
    compile("DeviceType", &demographic.device_type, Case::Sensitive, Criterion::DeviceType)
}

fn country(location: &SegmentLocation, limits: &Limits, criteria: &mut Vec<Criterion>) -> Result<(), SegmentError> {
    if let Some(set) = &location.country {
        criteria.push(Criterion::Country(CountryTest::compile(set, limits).map_err(|e| e.within("Country"))?));
    }
    Ok(())
}

fn attributes(
    attributes: Option<&BTreeMap<String, AttributeDimension>>,
    field: &str,
    limits: &Limits,
) -> Result<Vec<(Box<str>, AttributeTest)>, SegmentError> {
    let named = attributes.into_iter().flatten().map(|(name, dimension)| {
        let test = AttributeTest::compile(dimension, limits).map_err(|e| e.within(format_args!("{field}.{name}")))?;
        Ok((name.as_str().into(), test))
    });
    named.collect()
}
