//! Turns the API model (JSON) into the Rust files of `touchpoint-wire`.
//!
//! The model says what may be on the wire; this crate says what that looks like in Rust: one file group per
//! question (operations, enums, structures, inputs). It reads nothing but the model and writes nothing itself:
//! [`generate`] answers the files, and `main.rs` puts them in place. The output only depends on the model, so a
//! test can regenerate it and compare.

mod enums;
mod inputs;
mod model;
mod names;
mod operations;
mod rustfmt;
mod structures;
mod types;

use anyhow::Context;
use model::Model;

/// The first line of every generated file.
const HEADER: &str = "//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.\n";

/// One generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Where it belongs, relative to `src/generated`, with forward slashes.
    pub path: String,
    /// The whole file, formatted by rustfmt.
    pub contents: String,
}

/// Generates every file from the model's text.
///
/// # Errors
/// When the text is no such model, when a shape is used in a way no rule here covers, or when `rustfmt` cannot be run.
pub fn generate(model_json: &str) -> anyhow::Result<Vec<GeneratedFile>> {
    let model = Model::parse(model_json)?;
    let mut files = vec![
        file("mod.rs", "pub mod input;\npub(crate) mod operation;\npub mod types;\n"),
        file("operation.rs", &operations::emit(&model)?),
    ];
    files.extend(module("input", inputs::emit(&model)?));
    let mut types = structures::emit(&model)?;
    types.insert(0, ("enums".to_owned(), enums::emit(&model)?));
    files.extend(module("types", types));
    for file in &mut files {
        file.contents = rustfmt::format(&file.contents).with_context(|| format!("formatting {}", file.path))?;
    }
    Ok(files)
}

fn file(path: &str, body: &str) -> GeneratedFile {
    GeneratedFile { path: path.to_owned(), contents: format!("{HEADER}\n{body}") }
}

/// A folder of files and the `mod.rs` that re-exports what they define.
fn module(folder: &str, parts: Vec<(String, String)>) -> Vec<GeneratedFile> {
    let names = || parts.iter().map(|(name, _)| name);
    let declarations: String = names().map(|name| format!("mod {name};\n")).collect();
    let exports: String = names().map(|name| format!("pub use {name}::*;\n")).collect();
    let index = file(&format!("{folder}/mod.rs"), &format!("{declarations}\n{exports}"));
    let parts = parts.into_iter().map(|(name, body)| file(&format!("{folder}/{name}.rs"), &body));
    std::iter::once(index).chain(parts).collect()
}
