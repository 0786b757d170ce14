//! The API model as data: the part of botocore's `service-2.json` form that this API uses.
//!
//! Everything is kept in sorted maps, so that the output does not depend on the order of the input.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(crate) struct Model {
    pub(crate) operations: BTreeMap<String, Operation>,
    pub(crate) shapes: BTreeMap<String, Shape>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Operation {
    pub(crate) http: Http,
    pub(crate) input: ShapeRef,
    pub(crate) output: Option<ShapeRef>,
    pub(crate) errors: Vec<ShapeRef>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Http {
    pub(crate) method: String,
    pub(crate) request_uri: String,
    pub(crate) response_code: u16,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ShapeRef {
    pub(crate) shape: String,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(crate) enum Shape {
    Structure(Structure),
    List {
        member: ShapeRef,
    },
    Map {
        key: ShapeRef,
        value: ShapeRef,
    },
    String {
        r#enum: Option<Vec<String>>,
    },
    Boolean {},
    Integer {},
    Long {},
    Double {},
    Blob {},
    #[serde(rename_all = "camelCase")]
    Timestamp {
        timestamp_format: String,
    },
}

#[derive(Debug, Deserialize)]
pub(crate) struct Structure {
    pub(crate) members: BTreeMap<String, Member>,
    #[serde(default)]
    pub(crate) required: BTreeSet<String>,
    pub(crate) payload: Option<String>,
    #[serde(default)]
    pub(crate) exception: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Member {
    pub(crate) shape: String,
    /// Where the member travels; absent means in the body.
    pub(crate) location: Option<Location>,
    pub(crate) location_name: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Location {
    Uri,
    QueryString,
}

impl Model {
    pub(crate) fn parse(model_json: &str) -> anyhow::Result<Self> {
        serde_json::from_str(model_json).context("the model is not of the expected form")
    }

    pub(crate) fn shape(&self, name: &str) -> anyhow::Result<&Shape> {
        self.shapes.get(name).with_context(|| format!("the model has no shape {name}"))
    }

    pub(crate) fn structure(&self, name: &str) -> anyhow::Result<&Structure> {
        match self.shape(name)? {
            Shape::Structure(structure) => Ok(structure),
            other => anyhow::bail!("{name} should be a structure, is {other:?}"),
        }
    }

    /// The shape that is the body of a wrapper (an operation's input or output), if it has one.
    pub(crate) fn payload(&self, wrapper: &str) -> anyhow::Result<Option<&str>> {
        let structure = self.structure(wrapper)?;
        let Some(name) = &structure.payload else {
            return Ok(None);
        };
        let member = structure.members.get(name).with_context(|| format!("{wrapper} has no member {name}"))?;
        Ok(Some(&member.shape))
    }

    /// The structures that occur in bodies: all but the operations' wrappers and the exceptions.
    pub(crate) fn documents(&self) -> BTreeMap<&str, &Structure> {
        let wrappers: BTreeSet<&str> = self
            .operations
            .values()
            .flat_map(|operation| std::iter::once(&operation.input).chain(&operation.output))
            .map(|reference| reference.shape.as_str())
            .collect();
        self.shapes
            .iter()
            .filter_map(|(name, shape)| {
                let Shape::Structure(structure) = shape else {
                    return None;
                };
                let is_document = !structure.exception && !wrappers.contains(name.as_str());
                is_document.then_some((name.as_str(), structure))
            })
            .collect()
    }
}
