//! The shape of a request, read so that what is wrong with one item stays with that item.
//!
//! A sound request is read in one go, its events still as text. Only where that fails is it taken apart more carefully, and only
//! what failed is read a second time to explain it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, IgnoredAny};
use serde_json::value::RawValue;
use touchpoint_wire::{InputError, ObjectOnly, RequestParts};

use super::borrowed::{Map, Object, numbers, texts};
use crate::field::FieldError;

/// What a request says of one endpoint, as far as its shape goes.
#[derive(Debug)]
pub(super) struct SentEntry<'a> {
    /// The endpoint part, or what is wrong with it or with the whole entry.
    pub(super) endpoint: Result<&'a RawValue, FieldError>,
    pub(super) events: Map<'a, &'a RawValue>,
}

/// One event as it was sent.
#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub(super) struct SentEvent<'a> {
    #[serde(borrow, default)]
    pub(super) app_package_name: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) app_title: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) app_version_code: Option<Cow<'a, str>>,
    #[serde(borrow, default, deserialize_with = "texts")]
    pub(super) attributes: Map<'a, Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) client_sdk_version: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) event_type: Cow<'a, str>,
    #[serde(borrow, default, deserialize_with = "numbers")]
    pub(super) metrics: Map<'a, f64>,
    #[serde(borrow, default)]
    pub(super) sdk_name: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) session: Option<SentSession<'a>>,
    #[serde(borrow)]
    pub(super) timestamp: Cow<'a, str>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub(super) struct SentSession<'a> {
    #[serde(default)]
    pub(super) duration: Option<i32>,
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) start_timestamp: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) stop_timestamp: Option<Cow<'a, str>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for SentEvent<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        SentEvent::deserialize(ObjectOnly(deserializer))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for SentSession<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        SentSession::deserialize(ObjectOnly(deserializer))
    }
}

/// The entries of a request, or what is wrong with the whole of it.
pub(super) fn entries(body: &[u8]) -> Result<Map<'_, SentEntry<'_>>, InputError> {
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Sound<'a> {
        #[serde(borrow)]
        batch_item: Object<'a, SoundEntry<'a>>,
    }
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Outline<'a> {
        #[serde(borrow)]
        batch_item: Object<'a, &'a RawValue>,
    }
    if let Some(Sound { batch_item: Object(entries) }) = object(body) {
        return Ok(entries.into_iter().map(|(id, entry)| (id, entry.into())).collect());
    }
    match object(body) {
        Some(Outline { batch_item: Object(entries) }) => Ok(entries.into_iter().map(|(id, raw)| (id, entry(raw))).collect()),
        None => Err(wrong::<RequestOutline>("EventsRequest", body)),
    }
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SoundEntry<'a> {
    #[serde(borrow)]
    endpoint: &'a RawValue,
    #[serde(borrow)]
    events: Object<'a, &'a RawValue>,
}

impl<'a> From<SoundEntry<'a>> for SentEntry<'a> {
    fn from(entry: SoundEntry<'a>) -> Self {
        Self { endpoint: Ok(entry.endpoint), events: entry.events.0 }
    }
}

/// An entry by itself. Without a usable `Events` it has no events that could be answered: its endpoint part is refused for it.
fn entry(raw: &RawValue) -> SentEntry<'_> {
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Events<'a> {
        #[serde(borrow)]
        events: Object<'a, &'a RawValue>,
    }
    let json = raw.get().as_bytes();
    if let Some(sound) = object::<SoundEntry<'_>>(json) {
        return sound.into();
    }
    let events = object(json).map(|Events { events: Object(events) }| events).unwrap_or_default();
    SentEntry { endpoint: Err(refusal::<EntryOutline>("EventsBatch", json)), events }
}

/// Reads an object, never a list of its members.
fn object<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Option<T> {
    json.trim_ascii_start().starts_with(b"{").then(|| serde_json::from_slice(json).ok()).flatten()
}

/// What is wrong with a document that could not be read as a `T`, whose shape is called `shape`.
pub(super) fn refusal<T: DeserializeOwned>(shape: &'static str, json: &[u8]) -> FieldError {
    match wrong::<T>(shape, json) {
        InputError::Body { path, reason } => FieldError::new(path, reason),
        InputError::Json { reason, .. } => FieldError::new(shape, format!("is not valid JSON ({reason})")),
        other @ (InputError::MissingParameter { .. } | InputError::Parameter { .. } | InputError::MissingBody { .. }) => {
            FieldError::new(shape, other.to_string())
        }
    }
}

fn wrong<T: DeserializeOwned>(shape: &'static str, json: &[u8]) -> InputError {
    let parts = RequestParts { path: &[], query: &[], body: json };
    let unexplained = || InputError::Body { path: shape.to_owned(), reason: "cannot be read".to_owned() };
    parts.document::<T>(shape).err().unwrap_or_else(unexplained)
}

/// The shapes that explanations are made from: they own what they hold, which is next to nothing.
#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
struct RequestOutline {
    #[serde(rename = "BatchItem")]
    _batch_item: BTreeMap<String, IgnoredAny>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
struct EntryOutline {
    #[serde(rename = "Endpoint")]
    _endpoint: IgnoredAny,
    #[serde(rename = "Events")]
    _events: BTreeMap<String, IgnoredAny>,
}

impl<'de> Deserialize<'de> for RequestOutline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(ObjectOnly(deserializer))
    }
}

impl<'de> Deserialize<'de> for EntryOutline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(ObjectOnly(deserializer))
    }
}
