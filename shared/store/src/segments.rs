//! Segments with all that they are based on.

use std::collections::BTreeMap;

use touchpoint_domain::ids::{AppId, SegmentId};
use touchpoint_domain::limits::Limits;
use touchpoint_domain::segment::SegmentSpec;

use crate::resources::{Kind, Record, Resources, Scope};
use crate::{Store, StoreError};

/// Most segments that one may be based on, directly or not; further ones are not read, and so found missing.
const MOST_SOURCES: usize = 500;

/// Segments by id and the version that was asked for (`None`: the latest).
pub type Segments = BTreeMap<(SegmentId, Option<u32>), SegmentSpec>;

impl Store {
    /// Reads the segments that `spec` is based on, and theirs, as deep as is allowed. What does not exist is left out: whoever
    /// compiles the segment finds that out and can name the field.
    pub async fn segment_sources(&self, app: &AppId, spec: &SegmentSpec, limits: &Limits) -> Result<Segments, StoreError> {
        let mut found = Segments::new();
        let mut wanted: Vec<_> = spec.sources().collect();
        // One level more than is allowed, so that a chain that is too long is refused as such and not as a missing segment.
        for _ in 0..=limits.segment_depth {
            let mut next = Vec::new();
            for (id, version) in std::mem::take(&mut wanted) {
                if found.len() >= MOST_SOURCES || found.contains_key(&(id.clone(), version)) {
                    continue;
                }
                if let Some(source) = self.segment(app, &id, version).await? {
                    // More sources than a segment may have are refused; they need not be read.
                    next.extend(source.sources().take(limits.groups_per_segment * limits.sources_per_segment));
                    found.insert((id, version), source);
                }
            }
            wanted = next;
        }
        Ok(found)
    }

    /// One segment, in a version or the latest.
    pub async fn segment(&self, app: &AppId, id: &SegmentId, version: Option<u32>) -> Result<Option<SegmentSpec>, StoreError> {
        let (resources, scope): (Resources<'_>, _) = (self.resources(), Scope::App(app.clone()));
        let record = match version {
            None => resources.get(&scope, Kind::Segment, id.as_str()).await?,
            Some(version) => resources.get_version(&scope, Kind::Segment, id.as_str(), version).await?,
        };
        record.as_ref().map(spec).transpose()
    }
}

fn spec(record: &Record) -> Result<SegmentSpec, StoreError> {
    serde_json::from_value(record.doc.clone())
        .map_err(|error| StoreError::Corrupt { what: format!("segment {}", record.id), reason: error.to_string() })
}
