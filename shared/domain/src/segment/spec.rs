//! A segment as it is stored and as a run's plan keeps it.

use serde::{Deserialize, Serialize};
use touchpoint_wire::types::{SegmentDimensions, SegmentGroupList, SegmentType};

use crate::ids::SegmentId;

/// What makes a segment, in the members of the API's `SegmentResponse`: that document reads as a `SegmentSpec`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SegmentSpec {
    pub id: SegmentId,
    #[serde(default = "first_version")]
    pub version: u32,
    #[serde(default = "dimensional")]
    pub segment_type: SegmentType,
    /// At most one of `dimensions` and `groups`; neither means every endpoint of the app (spec §4.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<SegmentDimensions>,
    #[serde(default, rename = "SegmentGroups", skip_serializing_if = "Option::is_none")]
    pub groups: Option<SegmentGroupList>,
}

impl SegmentSpec {
    /// The source segments it names, in order, each with the version if one is pinned. Who compiles a segment fetches
    /// these, and theirs, before: compiling itself does no I/O. A version below 1 exists nowhere and is left out.
    pub fn sources(&self) -> impl Iterator<Item = (SegmentId, Option<u32>)> {
        let groups = self.groups.iter().flat_map(|list| list.groups.iter().flatten());
        groups.flat_map(|group| group.source_segments.iter().flatten()).filter_map(|source| {
            let version = source.version.map(u32::try_from).transpose().ok()?;
            Some((SegmentId::new(source.id.as_str()), version))
        })
    }
}

fn first_version() -> u32 {
    1
}

fn dimensional() -> SegmentType {
    SegmentType::Dimensional
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_segment_response_is_a_spec() {
        let spec: SegmentSpec = serde_json::from_value(json!({
            "ApplicationId": "a", "Arn": "arn:aws:mobiletargeting:…", "CreationDate": "2026-01-31T10:00:00.000Z",
            "Id": "s1", "SegmentType": "DIMENSIONAL", "Version": 3, "Name": "n", "tags": {},
            "SegmentGroups": {"Groups": [
                {"SourceSegments": [{"Id": "s2"}, {"Id": "s3", "Version": 7}]},
                {"SourceSegments": [{"Id": "s4", "Version": -1}], "Dimensions": [{}]},
            ]},
        }))
        .unwrap();
        assert_eq!((spec.id.as_str(), spec.version), ("s1", 3));
        let sources: Vec<_> = spec.sources().collect();
        assert_eq!(sources, [(SegmentId::new("s2"), None), (SegmentId::new("s3"), Some(7))]);
        let again: SegmentSpec = serde_json::from_str(&serde_json::to_string(&spec).unwrap()).unwrap();
        assert_eq!(again, spec);
    }

    #[test]
    fn version_and_type_have_defaults() {
        let spec: SegmentSpec = serde_json::from_value(json!({"Id": "s"})).unwrap();
        assert_eq!((spec.version, spec.segment_type), (1, SegmentType::Dimensional));
        assert_eq!(spec.sources().count(), 0);
    }
}
