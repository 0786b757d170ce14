//! One address, one active endpoint (spec §3.6).
//!
//! An endpoint that is written as active takes its exact address over from any other of the same family, which becomes
//! inactive. Addresses that differ only by case or blanks may be active side by side; such endpoints carry a flag, so that a
//! campaign run knows where to look out for duplicates.

use super::document::EndpointStatus;
use super::records::{AddressRecord, Place};
use super::working::Working;
use crate::ids::EndpointKey;

/// Brings the address records in line after the endpoint `holder` went from `old` to `new`. The endpoint itself is in
/// `working` as it is to be, but for its flag, or is gone.
pub(super) fn move_place(working: &mut Working<'_>, holder: &EndpointKey, old: Option<&Place>, new: Option<&Place>) {
    if old == new {
        return;
    }
    if let Some(old) = old
        && new.is_none_or(|new| !new.shares_with(old))
    {
        leave(working, holder, old);
    }
    match new {
        Some(new) => enter(working, holder, new),
        None => set_flag(working, holder, false),
    }
}

fn leave(working: &mut Working<'_>, holder: &EndpointKey, place: &Place) {
    let mut record = working.address(&place.key).unwrap_or_default();
    let before = place.group(&record);
    record.members.remove(holder);
    flag(working, holder, &before, &place.group(&record));
    working.put_address(&place.key, record);
}

fn enter(working: &mut Working<'_>, holder: &EndpointKey, place: &Place) {
    let mut record: AddressRecord = working.address(&place.key).unwrap_or_default();
    let before = place.group(&record);
    for rival in place.rivals(&record, holder) {
        record.members.remove(&rival);
        working.edit_endpoint(&rival, |doc| {
            doc.endpoint_status = EndpointStatus::Inactive;
            doc.shared_address = false;
        });
    }
    record.members.insert(holder.clone(), place.address.clone());
    let after = place.group(&record);
    flag(working, holder, &before, &after);
    set_flag(working, holder, after.len() > 1);
    working.put_address(&place.key, record);
}

/// Sets or clears the flag of those who stayed in the group, when it began or ceased to be shared.
fn flag(working: &mut Working<'_>, holder: &EndpointKey, before: &[EndpointKey], after: &[EndpointKey]) {
    let shared = after.len() > 1;
    if shared != (before.len() > 1) {
        for member in after.iter().filter(|member| *member != holder) {
            set_flag(working, member, shared);
        }
    }
}

fn set_flag(working: &mut Working<'_>, key: &EndpointKey, shared: bool) {
    working.edit_endpoint(key, |doc| doc.shared_address = shared);
}
