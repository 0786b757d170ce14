//! The rules of single fields of an endpoint: what is accepted, and how a refusal is worded (spec §1.4, §2.2, §3.1, §3.3).

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use touchpoint_wire::types::{EndpointDemographic, EndpointLocation};

use super::document::{AttributeLists, EndpointStatus, OptOut};
use super::patch::UserMove;
use crate::field::FieldError;
use crate::ids::{EndpointKey, UserId};
use crate::limits::Limits;

/// Longest endpoint or user id in bytes; both become part of a database key, which ends at 1,024 bytes.
pub const ID_BYTES: usize = 1_024;

/// Longest `Demographic` text in characters; `Model` has its own.
const DEMOGRAPHIC_CHARS: usize = 50;
const DEMOGRAPHIC_MODEL_CHARS: usize = 100;

/// Longest `Location.City` and `Location.Region` in characters.
const PLACE_CHARS: usize = 75;

const LATITUDE: RangeInclusive<f64> = -90.0..=90.0;
const LONGITUDE: RangeInclusive<f64> = -180.0..=180.0;

type Checked<T> = Result<T, FieldError>;

/// An endpoint id: not empty, not too long, without `$`, `{`, `}`. The length is that of its key.
pub fn id(field: &str, id: &str) -> Checked<()> {
    let bytes = EndpointKey::of(id).as_str().len().max(id.len());
    if id.is_empty() {
        return Err(FieldError::new(field, "must not be empty"));
    }
    if bytes > ID_BYTES {
        return Err(FieldError::new(field, format!("must be at most {ID_BYTES} bytes long, is {bytes}")));
    }
    without_reserved(field, id)
}

/// A user id; the empty one means that the endpoint leaves its user (spec §3.9).
pub(super) fn user_id(field: &str, id: String) -> Checked<UserMove> {
    if id.is_empty() {
        return Ok(UserMove::Detach);
    }
    if id.len() > ID_BYTES {
        return Err(FieldError::new(field, format!("must be at most {ID_BYTES} bytes long, is {}", id.len())));
    }
    without_reserved(field, &id)?;
    Ok(UserMove::Attach(UserId::new(id)))
}

fn without_reserved(field: &str, id: &str) -> Checked<()> {
    if id.contains(['$', '{', '}']) {
        return Err(FieldError::new(field, "must not contain $, { or }"));
    }
    Ok(())
}

/// Any text that is not empty and not too long; the channel judges the rest when it sends.
pub(super) fn address(address: String, limits: &Limits) -> Checked<String> {
    if address.is_empty() {
        return Err(FieldError::new("Address", "must not be empty"));
    }
    chars("Address", &address, limits.address_chars)?;
    Ok(address)
}

pub(super) fn opt_out(text: &str) -> Checked<OptOut> {
    match text {
        "ALL" => Ok(OptOut::All),
        "NONE" => Ok(OptOut::None),
        _ => Err(FieldError::new("OptOut", "must be ALL or NONE")),
    }
}

pub(super) fn status(text: &str) -> Checked<EndpointStatus> {
    match text {
        "ACTIVE" => Ok(EndpointStatus::Active),
        "INACTIVE" => Ok(EndpointStatus::Inactive),
        _ => Err(FieldError::new("EndpointStatus", "must be ACTIVE or INACTIVE")),
    }
}

/// Attributes or user attributes.
pub(super) fn lists(field: &str, lists: AttributeLists, limits: &Limits) -> Checked<AttributeLists> {
    for (name, values) in &lists {
        attribute_name(field, name, limits)?;
        let (count, most) = (values.len(), limits.attribute_values);
        if count > most {
            return Err(FieldError::new(format!("{field}.{name}"), format!("must have at most {most} values, has {count}")));
        }
        for (index, value) in values.iter().enumerate() {
            chars(&format!("{field}.{name}[{index}]"), value, limits.attribute_value_chars)?;
        }
    }
    Ok(lists)
}

pub(super) fn metrics(metrics: BTreeMap<String, f64>, limits: &Limits) -> Checked<BTreeMap<String, f64>> {
    for (name, value) in &metrics {
        attribute_name("Metrics", name, limits)?;
        if !value.is_finite() {
            return Err(FieldError::new(format!("Metrics.{name}"), "must be a finite number"));
        }
    }
    Ok(metrics)
}

fn attribute_name(field: &str, name: &str, limits: &Limits) -> Checked<()> {
    let (count, most) = (name.chars().count(), limits.attribute_name_chars);
    if (1..=most).contains(&count) {
        return Ok(());
    }
    Err(FieldError::new(field, format!("a name must be 1 to {most} characters long, one has {count}")))
}

fn chars(field: &str, text: &str, most: usize) -> Checked<()> {
    let count = text.chars().count();
    if count > most {
        return Err(FieldError::new(field, format!("must be at most {most} characters long, is {count}")));
    }
    Ok(())
}

fn optional_chars(field: &str, text: Option<&str>, most: usize) -> Checked<()> {
    text.map_or(Ok(()), |text| chars(field, text, most))
}

pub(super) fn demographic(given: EndpointDemographic) -> Checked<EndpointDemographic> {
    for (field, text, most) in [
        ("Demographic.AppVersion", &given.app_version, DEMOGRAPHIC_CHARS),
        ("Demographic.Make", &given.make, DEMOGRAPHIC_CHARS),
        ("Demographic.Model", &given.model, DEMOGRAPHIC_MODEL_CHARS),
        ("Demographic.ModelVersion", &given.model_version, DEMOGRAPHIC_CHARS),
        ("Demographic.Platform", &given.platform, DEMOGRAPHIC_CHARS),
        ("Demographic.PlatformVersion", &given.platform_version, DEMOGRAPHIC_CHARS),
    ] {
        optional_chars(field, text.as_deref(), most)?;
    }
    Ok(given)
}

/// Checks lengths and coordinates, and rounds the latter to one decimal, which is all that is kept of where someone is.
pub(super) fn location(given: EndpointLocation) -> Checked<EndpointLocation> {
    optional_chars("Location.City", given.city.as_deref(), PLACE_CHARS)?;
    optional_chars("Location.Region", given.region.as_deref(), PLACE_CHARS)?;
    match (given.latitude, given.longitude) {
        (None, None) => Ok(given),
        (Some(latitude), Some(longitude)) => Ok(EndpointLocation {
            latitude: Some(coordinate("Location.Latitude", latitude, &LATITUDE)?),
            longitude: Some(coordinate("Location.Longitude", longitude, &LONGITUDE)?),
            ..given
        }),
        (Some(_), None) => Err(FieldError::new("Location.Longitude", "must be given together with Latitude")),
        (None, Some(_)) => Err(FieldError::new("Location.Latitude", "must be given together with Longitude")),
    }
}

fn coordinate(field: &str, degrees: f64, range: &RangeInclusive<f64>) -> Checked<f64> {
    if !range.contains(&degrees) {
        return Err(FieldError::new(field, format!("must be between {} and {}", range.start(), range.end())));
    }
    // Half up, and never a negative zero.
    Ok((degrees * 10.0 + 0.5).floor() / 10.0 + 0.0)
}
