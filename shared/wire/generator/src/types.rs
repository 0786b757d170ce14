//! Which Rust type stands for a shape, and what that implies for the member that holds it.

use std::collections::BTreeSet;

use crate::model::{Model, Shape};
use crate::names::type_name;

/// The list-valued map whose `null` values mean an empty list.
pub(crate) const STRING_LISTS: &str = "MapOfListOf__string";

/// The Rust type of a shape; generated types by their bare name.
pub(crate) fn rust_type(model: &Model, shape: &str) -> anyhow::Result<String> {
    Ok(match model.shape(shape)? {
        Shape::Structure(_) | Shape::String { r#enum: Some(_) } => type_name(shape).to_owned(),
        Shape::List { member } => format!("Vec<{}>", rust_type(model, &member.shape)?),
        Shape::Map { key, value } => {
            format!("BTreeMap<{}, {}>", rust_type(model, &key.shape)?, rust_type(model, &value.shape)?)
        }
        Shape::String { r#enum: None } | Shape::Blob {} => "String".to_owned(),
        Shape::Boolean {} => "bool".to_owned(),
        Shape::Integer {} => "i32".to_owned(),
        Shape::Long {} => "i64".to_owned(),
        Shape::Double {} => "f64".to_owned(),
        Shape::Timestamp { timestamp_format } => {
            anyhow::ensure!(timestamp_format == "iso8601", "{shape} is written as {timestamp_format}, which no rule covers");
            "Timestamp".to_owned()
        }
    })
}

/// The generated types that `rust_type` mentions.
pub(crate) fn mentioned<'a>(model: &'a Model, shape: &'a str) -> anyhow::Result<BTreeSet<&'a str>> {
    Ok(match model.shape(shape)? {
        Shape::Structure(_) | Shape::String { r#enum: Some(_) } => BTreeSet::from([type_name(shape)]),
        Shape::List { member } => mentioned(model, &member.shape)?,
        Shape::Map { key, value } => {
            let mut names = mentioned(model, &key.shape)?;
            names.extend(mentioned(model, &value.shape)?);
            names
        }
        Shape::String { r#enum: None }
        | Shape::Blob {}
        | Shape::Boolean {}
        | Shape::Integer {}
        | Shape::Long {}
        | Shape::Double {}
        | Shape::Timestamp { .. } => BTreeSet::new(),
    })
}

/// Whether the type of a required member has a default. Enums and times have none: no value of theirs means "nothing".
pub(crate) fn has_default(model: &Model, shape: &str) -> anyhow::Result<bool> {
    Ok(match model.shape(shape)? {
        Shape::Structure(structure) => {
            for name in &structure.required {
                let Some(member) = structure.members.get(name) else {
                    continue;
                };
                if !has_default(model, &member.shape)? {
                    return Ok(false);
                }
            }
            true
        }
        Shape::String { r#enum } => r#enum.is_none(),
        Shape::Timestamp { .. } => false,
        Shape::List { .. }
        | Shape::Map { .. }
        | Shape::Blob {}
        | Shape::Boolean {}
        | Shape::Integer {}
        | Shape::Long {}
        | Shape::Double {} => true,
    })
}
