//! What an event must be like: its type, where it comes from, its attributes and metrics (spec §6.3).

use std::borrow::Cow;
use std::collections::BTreeMap;

use touchpoint_wire::types::{DimensionType, EventDimensions, FilterType};

use crate::endpoint::view::Text;
use crate::field::FieldError;
use crate::limits::Limits;
use crate::segment::{AttributeTest, Case, MetricTest, SetTest};

/// Who tells of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// An app, by PutEvents.
    App,
    /// Touchpoint itself: `_email.open`, `_SMS.SUCCESS`.
    Service,
}

/// An event, as far as conditions look at it.
#[derive(Clone, Copy, Debug)]
pub struct Happening<'a> {
    pub source: Source,
    pub event_type: &'a str,
    pub attributes: &'a BTreeMap<Cow<'a, str>, Cow<'a, str>>,
    pub metrics: &'a BTreeMap<Cow<'a, str>, f64>,
}

/// A compiled `EventDimensions` with its `FilterType`. All of its parts must hold.
#[derive(Clone, Debug)]
pub struct Condition {
    source: Source,
    types: Types,
    attributes: Box<[(Box<str>, AttributeTest)]>,
    metrics: Box<[(Box<str>, MetricTest)]>,
}

#[derive(Clone, Debug)]
enum Types {
    Of(Box<[Box<str>]>),
    AllBut(SetTest),
}

impl Condition {
    /// Compiles a filter; one that could not match is refused, as it is when it is written.
    pub fn compile(dimensions: &EventDimensions, filter: FilterType, limits: &Limits) -> Result<Self, FieldError> {
        // Values are those of events, which may be longer than those of endpoints.
        let limits = &Limits { attribute_value_chars: limits.event_value_chars, ..limits.clone() };
        let source = match filter {
            FilterType::System => Source::Service,
            FilterType::Endpoint | FilterType::User => Source::App,
        };
        let set = dimensions.event_type.as_ref().filter(|types| !types.values.is_empty());
        let set = set.ok_or_else(|| FieldError::new("EventType.Values", "must name at least one type of event"))?;
        let types = match set.dimension_type {
            Some(DimensionType::Exclusive) => Types::AllBut(
                SetTest::compile(set, Case::Sensitive, limits).map_err(|error| FieldError::from(error).within("EventType"))?,
            ),
            Some(DimensionType::Inclusive) | None => Types::Of(set.values.iter().map(|name| name.as_str().into()).collect()),
        };
        let attributes = dimensions.attributes.iter().flatten().map(|(name, dimension)| {
            let test = AttributeTest::compile(dimension, limits);
            let test = test.map_err(|error| FieldError::from(error).within(&format!("Attributes.{name}")))?;
            Ok::<_, FieldError>((name.as_str().into(), test))
        });
        let metrics = dimensions.metrics.iter().flatten().map(|(name, dimension)| {
            let test = MetricTest::compile(dimension);
            let test = test.map_err(|error| FieldError::from(error).within(&format!("Metrics.{name}")))?;
            Ok::<_, FieldError>((name.as_str().into(), test))
        });
        Ok(Self { source, types, attributes: attributes.collect::<Result<_, _>>()?, metrics: metrics.collect::<Result<_, _>>()? })
    }

    /// The types of events that it may accept; `None` when it names those that it does not.
    pub(super) fn types(&self) -> Option<impl Iterator<Item = &str>> {
        match &self.types {
            Types::Of(names) => Some(names.iter().map(|name| &**name)),
            Types::AllBut(_) => None,
        }
    }

    /// Whether the event is what is waited for. An attribute that an event lacks has no value, as for endpoints (spec §4.2).
    #[must_use]
    pub fn accepts(&self, happening: &Happening<'_>) -> bool {
        let of_type = match &self.types {
            Types::Of(names) => names.iter().any(|name| **name == *happening.event_type),
            Types::AllBut(set) => set.accepts(Some(happening.event_type)),
        };
        of_type
            && self.source == happening.source
            && self.attributes.iter().all(|(name, test)| {
                let value = happening.attributes.get(&**name).map(|value| [Text::borrowed(value)]);
                test.accepts(value.as_ref().map(<[_; 1]>::as_slice))
            })
            && self.metrics.iter().all(|(name, test)| test.accepts(happening.metrics.get(&**name).copied()))
    }
}
