//! Which names the attributes of an app's endpoints have, and which of them are no longer captured (spec §2.2, §3.9).
//!
//! An app may use so many names over `Attributes`, `Metrics` and `User.UserAttributes`, each of the three counted by itself.
//! A name counts from the write that first brings it until it is removed. What was removed is denied from then on: later
//! writes go through without it.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::glob;
use super::patch::EndpointPatch;
use super::refusal::{Refusal, WriteError};
use crate::field::FieldError;
use crate::limits::Limits;

/// Patterns of one removal.
pub const PATTERNS_PER_REMOVAL: usize = 100;
/// Patterns that one kind of attribute of an app may have been removed by.
pub const DENIED_PATTERNS: usize = 250;

/// Whose names are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttributeKind {
    /// `Attributes`.
    Custom,
    /// `Metrics`.
    Metric,
    /// `User.UserAttributes`.
    User,
}

impl AttributeKind {
    pub const ALL: [Self; 3] = [Self::Custom, Self::Metric, Self::User];

    /// Reads the path parameter `attribute-type`.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            FieldError::new("attribute-type", format!("must be one of {known}"))
        })
    }

    /// As the API calls it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Custom => "endpoint-custom-attributes",
            Self::Metric => "endpoint-metric-attributes",
            Self::User => "endpoint-user-attributes",
        }
    }

    /// The member of an endpoint that holds them.
    fn member(self) -> &'static str {
        match self {
            Self::Custom => "Attributes",
            Self::Metric => "Metrics",
            Self::User => "User.UserAttributes",
        }
    }
}

impl fmt::Display for AttributeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The names of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Names {
    used: BTreeSet<String>,
    /// Patterns.
    denied: BTreeSet<String>,
}

impl Names {
    fn denies(&self, name: &str) -> bool {
        self.denied.iter().any(|pattern| glob::matches(pattern, name))
    }
}

/// All names of an app, as they are stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct AttributeNames {
    custom: Names,
    metric: Names,
    user: Names,
}

impl AttributeNames {
    /// The names of a kind that are in use, in order.
    pub fn of(&self, kind: AttributeKind) -> impl Iterator<Item = &str> {
        self.kind(kind).used.iter().map(String::as_str)
    }

    /// Takes denied names out of `patches`. Answers all names of the app with those that the patches bring, or `None` when
    /// they bring none.
    ///
    /// Refuses the first new name for which there is no room. Doing it again to the same patches, with names that were read
    /// later, is as good as doing it once with those.
    pub fn admit<'a>(
        &self,
        patches: impl Iterator<Item = &'a mut EndpointPatch>,
        limits: &Limits,
    ) -> Result<Option<Self>, Refusal> {
        let mut grown: Option<Self> = None;
        for patch in patches {
            self.leave_out(patch);
            for (kind, name) in patch.names() {
                if grown.as_ref().unwrap_or(self).kind(kind).used.contains(name) {
                    continue;
                }
                let names = grown.get_or_insert_with(|| self.clone());
                if names.count() >= limits.app_attribute_names {
                    return Err(Refusal { item: patch.item, error: WriteError::Field(no_room(kind, name, limits)) });
                }
                names.kind_mut(kind).used.insert(name.to_owned());
            }
        }
        Ok(grown)
    }

    /// Frees the names that one of `patterns` stands for, and denies them from now on.
    pub fn without(&self, kind: AttributeKind, patterns: &[String], limits: &Limits) -> Result<Self, FieldError> {
        if patterns.len() > PATTERNS_PER_REMOVAL {
            let reason = format!("must have at most {PATTERNS_PER_REMOVAL} names, has {}", patterns.len());
            return Err(FieldError::new("Blacklist", reason));
        }
        for (index, pattern) in patterns.iter().enumerate() {
            let (count, most) = (pattern.chars().count(), limits.attribute_name_chars);
            if !(1..=most).contains(&count) {
                let reason = format!("must be 1 to {most} characters long, is {count}");
                return Err(FieldError::new(format!("Blacklist[{index}]"), reason));
            }
        }
        let mut left = self.clone();
        let names = left.kind_mut(kind);
        names.denied.extend(patterns.iter().cloned());
        if names.denied.len() > DENIED_PATTERNS.max(self.kind(kind).denied.len()) {
            let reason = format!("an app removes at most {DENIED_PATTERNS} different names of a type; use * and ? for several");
            return Err(FieldError::new("Blacklist", reason));
        }
        let Names { used, denied } = names;
        used.retain(|name| !denied.iter().any(|pattern| glob::matches(pattern, name)));
        Ok(left)
    }

    fn leave_out(&self, patch: &mut EndpointPatch) {
        patch.attributes.retain(|name, _| !self.custom.denies(name));
        patch.metrics.retain(|name, _| !self.metric.denies(name));
        if let Some(user) = &mut patch.user {
            user.attributes.retain(|name, _| !self.user.denies(name));
        }
    }

    fn count(&self) -> usize {
        AttributeKind::ALL.into_iter().map(|kind| self.kind(kind).used.len()).sum()
    }

    fn kind(&self, kind: AttributeKind) -> &Names {
        match kind {
            AttributeKind::Custom => &self.custom,
            AttributeKind::Metric => &self.metric,
            AttributeKind::User => &self.user,
        }
    }

    fn kind_mut(&mut self, kind: AttributeKind) -> &mut Names {
        match kind {
            AttributeKind::Custom => &mut self.custom,
            AttributeKind::Metric => &mut self.metric,
            AttributeKind::User => &mut self.user,
        }
    }
}

fn no_room(kind: AttributeKind, name: &str, limits: &Limits) -> FieldError {
    let most = limits.app_attribute_names;
    let reason = format!("would be one name too many: an app has at most {most} attribute names; remove some to make room");
    FieldError::new(format!("{}.{name}", kind.member()), reason)
}

impl EndpointPatch {
    /// The attribute names that the patch writes.
    pub fn names(&self) -> impl Iterator<Item = (AttributeKind, &str)> {
        let custom = self.attributes.keys().map(|name| (AttributeKind::Custom, name.as_str()));
        let metrics = self.metrics.keys().map(|name| (AttributeKind::Metric, name.as_str()));
        let user = self.user.iter().flat_map(|user| user.attributes.keys());
        custom.chain(metrics).chain(user.map(|name| (AttributeKind::User, name.as_str())))
    }
}

#[cfg(test)]
mod tests;
