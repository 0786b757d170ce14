//! Emits one input structure per operation: its path and query parameters and its body, and how to read them.

use std::collections::BTreeSet;
use std::fmt::Write;

use anyhow::Context;

use crate::model::{Location, Member, Model, Operation, Shape, Structure};
use crate::names::{field, type_name};
use crate::types::{mentioned, rust_type};

/// The files and the verbs that the operations in them begin with; the last takes the rest.
const FILES: [(&str, &[&str]); 5] =
    [("create", &["Create"]), ("delete", &["Delete"]), ("get", &["Get", "List"]), ("update", &["Update"]), ("other", &[""])];

/// Files (name and contents) of all inputs.
pub(crate) fn emit(model: &Model) -> anyhow::Result<Vec<(String, String)>> {
    let mut left: Vec<(&String, &Operation)> = model.operations.iter().collect();
    let mut files = Vec::new();
    for (file, verbs) in FILES {
        let (here, others): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|(name, _)| verbs.iter().any(|verb| name.starts_with(verb)));
        left = others;
        files.push((file.to_owned(), emit_file(model, &here)?));
    }
    Ok(files)
}

fn emit_file(model: &Model, operations: &[(&String, &Operation)]) -> anyhow::Result<String> {
    let mut body = String::new();
    let mut names = BTreeSet::new();
    for (name, operation) in operations {
        let structure = model.structure(&operation.input.shape)?;
        body.push_str(&emit_input(model, name, structure)?);
        for member in structure.members.values() {
            names.extend(mentioned(model, &member.shape)?);
        }
    }
    let mut code = String::new();
    if body.contains("Timestamp") {
        code.push_str("use jiff::Timestamp;\n\n");
    }
    code.push_str("use crate::input_parts::{InputError, RequestParts};\n");
    if !names.is_empty() {
        let names: Vec<&str> = names.into_iter().collect();
        writeln!(code, "use crate::types::{{{}}};", names.join(", "))?;
    }
    Ok(format!("{code}\n{body}"))
}

fn emit_input(model: &Model, operation: &str, structure: &Structure) -> anyhow::Result<String> {
    let mut fields = String::new();
    let mut readers = String::new();
    for (name, member) in &structure.members {
        let field = field(name);
        let required = structure.required.contains(name);
        let inner = rust_type(model, &member.shape)?;
        let is_list = matches!(model.shape(&member.shape)?, Shape::List { .. });
        let outer = if required || is_list { inner } else { format!("Option<{inner}>") };
        writeln!(fields, "    pub {field}: {outer},")?;
        writeln!(readers, "            {field}: {},", reader(model, structure, name, member, required)?)?;
    }
    let mut code = String::new();
    writeln!(code, "/// What a request for `{operation}` carries.\n#[derive(Clone, Debug, PartialEq)]")?;
    writeln!(code, "pub struct {operation}Input {{\n{fields}}}\n")?;
    writeln!(code, "impl {operation}Input {{\n    /// Reads the request.\n    ///\n    /// # Errors")?;
    writeln!(code, "    /// When a parameter or the body is missing or malformed.")?;
    writeln!(code, "    pub fn parse(parts: &RequestParts<'_>) -> Result<Self, InputError> {{")?;
    writeln!(code, "        Ok(Self {{\n{readers}        }})\n    }}\n}}\n")?;
    Ok(code)
}

/// The expression that reads one member.
fn reader(model: &Model, input: &Structure, name: &str, member: &Member, required: bool) -> anyhow::Result<String> {
    let Some(location) = member.location else {
        anyhow::ensure!(required && input.payload.as_deref() == Some(name), "{name} is neither parameter nor required body");
        return Ok(format!("parts.document(\"{}\")?", type_name(&member.shape)));
    };
    let wire_name = member.location_name.as_deref().with_context(|| format!("{name} has no name on the wire"))?;
    let method = match (location, model.shape(&member.shape)?, required) {
        (Location::Uri, Shape::String { r#enum: None }, true) => {
            return Ok(format!("parts.path_parameter(\"{wire_name}\")?"));
        }
        (Location::QueryString, Shape::String { r#enum: None }, false) => {
            return Ok(format!("parts.query_text(\"{wire_name}\")"));
        }
        (Location::QueryString, Shape::Boolean {}, false) => "query_flag",
        (Location::QueryString, Shape::Timestamp { .. }, false) => "query_time",
        (Location::QueryString, Shape::List { .. }, true) => "query_list",
        (location, shape, _) => anyhow::bail!("no rule reads {name}: {shape:?} in {location:?}"),
    };
    Ok(format!("parts.{method}(\"{wire_name}\")?"))
}
