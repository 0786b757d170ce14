//! What a write does to the endpoint itself (spec §3.4–§3.9). The user and the address concern other endpoints too and are
//! settled afterwards.

use jiff::Timestamp;
use touchpoint_wire::types::{EndpointDemographic, EndpointLocation};

use super::document::{AttributeLists, EndpointDocument, EndpointStatus, OptOut};
use super::patch::{Activity, EndpointPatch};
use super::refusal::WriteError;
use crate::ids::{AppId, cohort_of};
use crate::limits::Limits;
use crate::time::wire_date;

/// The endpoint after `patch`, with the user it had before.
pub(super) fn merged(
    app: &AppId,
    before: Option<&EndpointDocument>,
    patch: &EndpointPatch,
    now: Timestamp,
) -> Result<EndpointDocument, WriteError> {
    let mut doc = before.cloned().unwrap_or_else(|| blank(app, patch, now));
    doc.channel_type = patch.channel.or(doc.channel_type);
    if patch.address.is_some() && doc.channel_type.is_none() {
        return Err(WriteError::MissingChannelType);
    }
    replace(&mut doc.address, patch.address.as_ref());
    doc.opt_out = match (before, patch.opt_out) {
        // A new endpoint that cannot be reached is opted out, whatever the request says; giving it an address later does
        // not change that (spec §3.4).
        (None, _) if doc.address.is_none() => OptOut::All,
        (_, Some(given)) => given,
        (_, None) => doc.opt_out,
    };
    doc.endpoint_status = patch.status;
    let effective = patch.effective.unwrap_or(now);
    doc.effective_date = wire_date(effective);
    doc.last_active = match patch.activity {
        Activity::Counts | Activity::Within(_) => doc.last_active.max(Some(effective.as_millisecond())),
        Activity::DoesNot => doc.last_active,
    };
    doc.request_id = Some(patch.request_id.clone());
    merge_location(&mut doc.location, patch.location.as_ref());
    merge_demographic(&mut doc.demographic, patch.demographic.as_ref());
    merge_lists(&mut doc.attributes, &patch.attributes);
    doc.metrics.extend(patch.metrics.iter().map(|(name, value)| (name.clone(), *value)));
    Ok(doc)
}

/// A new endpoint before its first write: what is fixed at creation, and the defaults.
fn blank(app: &AppId, patch: &EndpointPatch, now: Timestamp) -> EndpointDocument {
    EndpointDocument {
        id: patch.id.clone(),
        channel_type: None,
        address: None,
        opt_out: OptOut::None,
        endpoint_status: EndpointStatus::Active,
        cohort_id: cohort_of(app, &patch.key).to_string(),
        creation_date: wire_date(now),
        effective_date: wire_date(now),
        request_id: None,
        location: None,
        demographic: None,
        attributes: AttributeLists::new(),
        metrics: std::collections::BTreeMap::new(),
        user: None,
        last_active: None,
        shared_address: false,
    }
}

/// Refuses an endpoint over its quotas (spec §2.2). One that is over them already may still be written as long as that
/// does not make it worse: names cannot be taken back, and the user's attributes may have come from another endpoint.
pub(super) fn check_quotas(
    before: Option<&EndpointDocument>,
    after: &EndpointDocument,
    limits: &Limits,
) -> Result<(), WriteError> {
    let (count, limit) = (after.attribute_names(), limits.endpoint_attribute_names);
    if count > limit && before.is_none_or(|before| before.attribute_names() < count) {
        return Err(WriteError::TooManyNames { count, limit });
    }
    let (bytes, limit) = (stored_bytes(after), limits.endpoint_bytes);
    if bytes > limit && before.is_none_or(|before| stored_bytes(before) < bytes) {
        return Err(WriteError::TooLarge { bytes, limit });
    }
    Ok(())
}

/// Numbers, dates, and texts always have a JSON form, so the length of none stands for a document that fits nowhere.
fn stored_bytes(doc: &EndpointDocument) -> usize {
    doc.to_json().map_or(usize::MAX, |json| json.len())
}

/// Each given name gets its new list, the empty one included; other names keep theirs.
pub(super) fn merge_lists(lists: &mut AttributeLists, given: &AttributeLists) {
    for (name, values) in given {
        if lists.get(name) != Some(values) {
            lists.insert(name.clone(), values.clone());
        }
    }
}

fn replace<T: Clone>(member: &mut Option<T>, given: Option<&T>) {
    if let Some(given) = given {
        *member = Some(given.clone());
    }
}

fn merge_location(location: &mut Option<EndpointLocation>, given: Option<&EndpointLocation>) {
    let Some(EndpointLocation { city, country, latitude, longitude, postal_code, region }) = given else { return };
    let mut merged = location.take().unwrap_or_default();
    replace(&mut merged.city, city.as_ref());
    replace(&mut merged.country, country.as_ref());
    replace(&mut merged.latitude, latitude.as_ref());
    replace(&mut merged.longitude, longitude.as_ref());
    replace(&mut merged.postal_code, postal_code.as_ref());
    replace(&mut merged.region, region.as_ref());
    *location = (merged != EndpointLocation::default()).then_some(merged);
}

fn merge_demographic(demographic: &mut Option<EndpointDemographic>, given: Option<&EndpointDemographic>) {
    let Some(given) = given else { return };
    let EndpointDemographic { app_version, locale, make, model, model_version, platform, platform_version, timezone } = given;
    let mut merged = demographic.take().unwrap_or_default();
    replace(&mut merged.app_version, app_version.as_ref());
    replace(&mut merged.locale, locale.as_ref());
    replace(&mut merged.make, make.as_ref());
    replace(&mut merged.model, model.as_ref());
    replace(&mut merged.model_version, model_version.as_ref());
    replace(&mut merged.platform, platform.as_ref());
    replace(&mut merged.platform_version, platform_version.as_ref());
    replace(&mut merged.timezone, timezone.as_ref());
    *demographic = (merged != EndpointDemographic::default()).then_some(merged);
}
