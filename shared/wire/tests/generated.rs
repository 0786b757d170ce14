//! The checked-in files are what the generator makes of the checked-in model.
#![cfg(test)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const MODEL: &str = include_str!("../model/pinpoint-2016-12-01.json");

#[test]
fn generated_files_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/generated");
    let mut checked_in = files_below(&root);
    let generated = touchpoint_wire_generator::generate(MODEL).expect("the model is generated from");
    for file in generated {
        let old = checked_in.remove(&root.join(&file.path));
        assert!(
            old.as_deref() == Some(file.contents.as_str()),
            "{} is not what the model says: run `cargo run -p touchpoint-wire-generator`",
            file.path
        );
    }
    assert!(checked_in.is_empty(), "not made by the generator: {:?}", checked_in.keys());
}

fn files_below(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder exists") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            let contents = fs::read_to_string(&path).expect("the file can be read");
            files.insert(path, contents);
        }
    }
    files
}

#[test]
fn a_changed_model_changes_the_files() {
    let changed = MODEL.replace("\"IN_APP_EVENT\"", "\"IN_APP_EVENTS\"");
    assert_ne!(changed, MODEL);
    let generate = |model: &str| touchpoint_wire_generator::generate(model).expect("generated");
    let differing: Vec<String> = generate(MODEL)
        .into_iter()
        .zip(generate(&changed))
        .filter(|(before, after)| before != after)
        .map(|(before, _)| before.path)
        .collect();
    assert_eq!(differing, ["types/enums.rs"]);
}

#[test]
fn what_no_rule_covers_is_an_error() {
    let broken = MODEL.replace("\"timestampFormat\": \"iso8601\"", "\"timestampFormat\": \"rfc822\"");
    assert_ne!(broken, MODEL);
    let error = touchpoint_wire_generator::generate(&broken).expect_err("rfc822 has no reader");
    assert!(error.to_string().contains("rfc822"), "{error}");
}

#[test]
fn the_model_holds_no_prose() {
    assert!(!MODEL.contains("documentation"));
    // A member and the service's name of two words: no line of data has more words.
    let wordy = MODEL.lines().find(|line| line.trim().split(' ').count() > 3);
    assert_eq!(wordy, None);
}
