//! Emits the enum of all operations and the row of facts about each.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use anyhow::Context;

use crate::model::{Model, Operation};

pub(crate) fn emit(model: &Model) -> anyhow::Result<String> {
    let usual = usual_errors(model).context("the model has no operations")?;
    let mut code = "use crate::operation::Row;\n\n".to_owned();
    code.push_str("/// Every operation of the API.\n");
    code.push_str("#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\npub enum Operation {\n");
    for (name, operation) in &model.operations {
        writeln!(code, "    /// {}", summary(model, operation)?)?;
        writeln!(code, "    {name},")?;
    }
    code.push_str("}\n\n");
    writeln!(code, "/// The errors that most operations can answer.\nconst USUAL_ERRORS: &[&str] = {};\n", slice(&usual))?;
    code.push_str("impl Operation {\n");
    writeln!(code, "    /// All operations, by name.\n    pub const ALL: [Self; {}] = [", model.operations.len())?;
    for name in model.operations.keys() {
        writeln!(code, "        Self::{name},")?;
    }
    code.push_str("    ];\n\n    pub(crate) const fn row(self) -> Row {\n        match self {\n");
    for (name, operation) in &model.operations {
        code.push_str(&row(name, operation, &usual)?);
    }
    code.push_str("        }\n    }\n}\n");
    Ok(code)
}

fn row(name: &str, operation: &Operation, usual: &BTreeSet<&str>) -> anyhow::Result<String> {
    let http = &operation.http;
    let errors = errors(operation);
    let errors = if errors == *usual { "USUAL_ERRORS".to_owned() } else { slice(&errors) };
    Ok(format!(
        "            Self::{name} => Row::new(\"{name}\", \"{}\", \"{}\", {}, {errors}),\n",
        http.method, http.request_uri, http.response_code
    ))
}

fn summary(model: &Model, operation: &Operation) -> anyhow::Result<String> {
    let http = &operation.http;
    let mut summary = format!("`{} {}`", http.method, http.request_uri);
    if let Some(body) = model.payload(&operation.input.shape)? {
        write!(summary, " with `{body}`")?;
    }
    write!(summary, " → {}", http.response_code)?;
    if let Some(output) = &operation.output
        && let Some(body) = model.payload(&output.shape)?
    {
        write!(summary, " `{body}`")?;
    }
    Ok(summary)
}

fn errors(operation: &Operation) -> BTreeSet<&str> {
    operation.errors.iter().map(|error| error.shape.as_str()).collect()
}

/// The set of errors that the most operations share.
fn usual_errors(model: &Model) -> Option<BTreeSet<&str>> {
    let mut counts: BTreeMap<BTreeSet<&str>, usize> = BTreeMap::new();
    for operation in model.operations.values() {
        *counts.entry(errors(operation)).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(errors, _)| errors)
}

fn slice(names: &BTreeSet<&str>) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    format!("&[{}]", quoted.join(", "))
}
