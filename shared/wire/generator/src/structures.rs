//! Emits the structures that travel in bodies, split into files by first letter.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::model::{Member, Model, Shape, Structure};
use crate::names::{field, pascal, snake, type_name};
use crate::types::{STRING_LISTS, has_default, mentioned, rust_type};

/// The files and the first letters of the types in them.
const FILES: [(&str, &str); 9] = [
    ("a", "A"),
    ("b_c", "BC"),
    ("d", "D"),
    ("e", "E"),
    ("f_i", "FGHI"),
    ("j_m", "JKLM"),
    ("n_r", "NOPQR"),
    ("s", "S"),
    ("t_z", "TUVWXYZ"),
];

/// Files (name and contents) of all structures.
pub(crate) fn emit(model: &Model) -> anyhow::Result<Vec<(String, String)>> {
    let documents = model.documents();
    let uses = uses(model)?;
    let mut files = Vec::new();
    for (file, letters) in FILES {
        let here: BTreeMap<&str, &Structure> = documents
            .iter()
            .filter(|(name, _)| name.starts_with(|first| letters.contains(first)))
            .map(|(n, s)| (*n, *s))
            .collect();
        files.push((format!("structures_{file}"), emit_file(model, &here, &uses)?));
    }
    Ok(files)
}

fn emit_file(model: &Model, structures: &BTreeMap<&str, &Structure>, uses: &Uses) -> anyhow::Result<String> {
    let mut body = String::new();
    let mut names = BTreeSet::new();
    for (name, structure) in structures {
        body.push_str(&emit_structure(model, name, structure, uses)?);
        for member in structure.members.values() {
            names.extend(mentioned(model, &member.shape)?);
        }
    }
    let mut code = String::new();
    if body.contains("BTreeMap<") {
        code.push_str("use std::collections::BTreeMap;\n\n");
    }
    if body.contains("Timestamp") {
        code.push_str("use jiff::Timestamp;\n");
    }
    code.push_str("use serde::{Deserialize, Serialize};\n\n");
    let elsewhere: Vec<&str> = names.into_iter().filter(|name| !structures.contains_key(name)).collect();
    if !elsewhere.is_empty() {
        writeln!(code, "use super::{{{}}};", elsewhere.join(", "))?;
    }
    code.push_str("use crate::object::wire_objects;\n\n");
    code.push_str(&body);
    let all: Vec<&str> = structures.keys().copied().collect();
    writeln!(code, "wire_objects! {{\n    {},\n}}", all.join(",\n    "))?;
    Ok(code)
}

fn emit_structure(model: &Model, name: &str, structure: &Structure, uses: &Uses) -> anyhow::Result<String> {
    let default = if has_default(model, name)? { "Default, " } else { "" };
    let mut code = format!("/// {}\n", uses.describe(name));
    writeln!(code, "#[derive(Clone, Debug, {default}PartialEq, Deserialize, Serialize)]")?;
    writeln!(code, "#[serde(rename_all = \"PascalCase\", remote = \"Self\")]")?;
    writeln!(code, "pub struct {name} {{")?;
    for (member_name, member) in &structure.members {
        let required = structure.required.contains(member_name);
        code.push_str(&emit_member(model, member_name, member, required)?);
    }
    code.push_str("}\n\n");
    Ok(code)
}

fn emit_member(model: &Model, name: &str, member: &Member, required: bool) -> anyhow::Result<String> {
    anyhow::ensure!(member.location.is_none(), "{name} is a member of a body, yet has a location");
    let wire_name = member.location_name.as_deref().unwrap_or(name);
    let field = field(name);
    let mut attributes = Vec::new();
    if pascal(&snake(name)) != wire_name {
        attributes.push(format!("rename = \"{wire_name}\""));
    }
    if !required {
        attributes.push("skip_serializing_if = \"Option::is_none\"".to_owned());
    }
    attributes.extend(codec(model, &member.shape, required)?);
    let mut code = String::new();
    if !attributes.is_empty() {
        writeln!(code, "    #[serde({})]", attributes.join(", "))?;
    }
    let inner = rust_type(model, &member.shape)?;
    let outer = if required { inner } else { format!("Option<{inner}>") };
    writeln!(code, "    pub {field}: {outer},")?;
    Ok(code)
}

/// The attributes that name a hand-written reader or writer, where serde's own does not do.
fn codec(model: &Model, shape: &str, required: bool) -> anyhow::Result<Vec<String>> {
    // serde takes an absent member for `None` only while it reads the member itself.
    if matches!(model.shape(shape)?, Shape::Timestamp { .. }) {
        return Ok(if required {
            vec!["with = \"crate::timestamp\"".to_owned()]
        } else {
            vec!["default".to_owned(), "with = \"crate::timestamp::optional\"".to_owned()]
        });
    }
    if shape == STRING_LISTS {
        anyhow::ensure!(!required, "{STRING_LISTS} is only read as an optional member");
        return Ok(vec!["default".to_owned(), "deserialize_with = \"crate::string_lists::deserialize\"".to_owned()]);
    }
    Ok(Vec::new())
}

/// Where each structure is used, for its doc comment.
struct Uses<'a> {
    requests: BTreeMap<&'a str, BTreeSet<&'a str>>,
    answers: BTreeMap<&'a str, BTreeSet<&'a str>>,
    parents: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

fn uses(model: &Model) -> anyhow::Result<Uses<'_>> {
    let mut uses = Uses { requests: BTreeMap::new(), answers: BTreeMap::new(), parents: BTreeMap::new() };
    for (name, operation) in &model.operations {
        if let Some(payload) = model.payload(&operation.input.shape)? {
            uses.requests.entry(payload).or_default().insert(name);
        }
        if let Some(output) = &operation.output
            && let Some(payload) = model.payload(&output.shape)?
        {
            uses.answers.entry(payload).or_default().insert(name);
        }
    }
    for (name, structure) in model.documents() {
        for member in structure.members.values() {
            for part in mentioned(model, &member.shape)? {
                uses.parents.entry(part).or_default().insert(type_name(name));
            }
        }
    }
    Ok(uses)
}

impl Uses<'_> {
    fn describe(&self, name: &str) -> String {
        let kinds = [("Body of ", &self.requests), ("Answer of ", &self.answers), ("Part of ", &self.parents)];
        let sentences: Vec<String> =
            kinds.into_iter().filter_map(|(kind, users)| Some(format!("{kind}{}.", listed(users.get(name)?)))).collect();
        sentences.join("\n/// ")
    }
}

/// At most four names: more say no more.
fn listed(names: &BTreeSet<&str>) -> String {
    let first: Vec<String> = names.iter().take(4).map(|name| format!("`{name}`")).collect();
    let more = names.len().saturating_sub(first.len());
    if more == 0 { first.join(", ") } else { format!("{} and {more} more", first.join(", ")) }
}
