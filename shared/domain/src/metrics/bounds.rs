//! How many series a page may have: it must fit into one item of the database, whatever clients write.
//!
//! What clients choose themselves (values and names of attributes, names of metrics, currencies, traits of endpoints) is bounded.
//! The first so many of a kind have series of their own; all that come later are counted under [`OTHER`] ([`OTHER_TRAIT`] for
//! traits), so that sums stay right. Which are the first is decided page by page, in the order of the stream, and then by name.

use std::collections::{BTreeMap, HashMap};

use super::cell::Cell;
use super::series::{Dimension, Measure, OTHER, OTHER_TRAIT, Series};

/// Values of one attribute.
pub const MAX_VALUES: usize = 500;
/// Attribute names, metric names and currencies.
pub const MAX_NAMES: usize = 200;
/// Values of one trait of endpoints.
pub const MAX_TRAITS: usize = 200;
/// Bytes of the names of all bounded series together.
const MAX_NAME_BYTES: usize = 192 * 1024;

/// What is left of the bounds of a page.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// Series by everything but the value of their last dimension.
    groups: HashMap<String, usize>,
    name_bytes: usize,
}

impl Room {
    pub(super) fn on(cells: &BTreeMap<Series, Cell>) -> Self {
        let mut room = Self::default();
        for series in cells.keys() {
            if let Some((group, most)) = bound(series) {
                room.take(series, group, most.attribute);
            }
        }
        room
    }

    /// The series to count `series` under, which the page does not have yet.
    pub(super) fn place(&mut self, series: &Series) -> Series {
        let Some((group, bound)) = bound(series) else { return series.clone() };
        let known = self.groups.get(group).copied().unwrap_or_default();
        let has_room = self.name_bytes + series.as_str().len() <= MAX_NAME_BYTES;
        if let Some(measure) = bound.attribute
            && known == 0
            && (!has_room || self.groups.get(measure.name()).copied().unwrap_or_default() >= MAX_NAMES)
        {
            return Series::of(measure).with(Dimension::Attribute, OTHER).with(Dimension::Value, OTHER);
        }
        if known < bound.most && has_room {
            self.take(series, group, bound.attribute);
            return series.clone();
        }
        Series::stored(format!("{group}{}", bound.other))
    }

    fn take(&mut self, series: &Series, group: &str, attribute: Option<Measure>) {
        self.name_bytes += series.as_str().len();
        let known = self.groups.entry(group.to_owned()).or_default();
        *known += 1;
        if let (1, Some(measure)) = (*known, attribute) {
            *self.groups.entry(measure.name().to_owned()).or_default() += 1;
        }
    }
}

/// The bound of a group of series.
struct Bound {
    most: usize,
    other: &'static str,
    /// Set where the groups, which are the attributes, are bounded too.
    attribute: Option<Measure>,
}

/// The group that a series belongs to, if its measure is bounded.
fn bound(series: &Series) -> Option<(&str, Bound)> {
    let measure = series.measure()?;
    let named = Bound { most: MAX_NAMES, other: OTHER, attribute: None };
    let bound = match measure {
        Measure::Values => Bound { most: MAX_VALUES, other: OTHER, attribute: Some(Measure::Values) },
        Measure::Demographic => Bound { most: MAX_TRAITS, other: OTHER_TRAIT, attribute: None },
        Measure::Metric | Measure::Revenue => named,
        Measure::Endpoints
        | Measure::Users
        | Measure::NewEndpoints
        | Measure::NewUsers
        | Measure::Openers
        | Measure::Sessions
        | Measure::LocalSessions
        | Measure::SessionLength
        | Measure::SignIns
        | Measure::SignUps
        | Measure::AuthFailures
        | Measure::Purchases
        | Measure::Units
        | Measure::Payers
        | Measure::Events
        | Measure::Sends
        | Measure::Reached
        | Measure::Delivered
        | Measure::Rejected
        | Measure::HardBounces
        | Measure::SoftBounces
        | Measure::Complaints
        | Measure::Opens
        | Measure::Clicks
        | Measure::Unsubscribes
        | Measure::RenderingFailures
        | Measure::EmailOpeners
        | Measure::EmailClickers
        | Measure::PushOpens
        | Measure::Texts
        | Measure::TextParts
        | Measure::TextPrice
        | Measure::Execution => return None,
    };
    let (group, _) = series.last_value()?;
    Some((group, bound))
}
