//! Reading of maps from a name to a list of strings: endpoint attributes, user attributes, substitutions.
//!
//! A name whose value is `null` has an empty list (spec §3.9).

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

pub(crate) fn deserialize<'de, D>(deserializer: D) -> Result<Option<BTreeMap<String, Vec<String>>>, D::Error>
where
    D: Deserializer<'de>,
{
    let lists: Option<BTreeMap<String, Option<Vec<String>>>> = Option::deserialize(deserializer)?;
    Ok(lists.map(|lists| lists.into_iter().map(|(name, list)| (name, list.unwrap_or_default())).collect()))
}
