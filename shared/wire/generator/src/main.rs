//! Writes the generated files of `touchpoint-wire` in place: `cargo run -p touchpoint-wire-generator`.

use std::fs;
use std::path::Path;

use anyhow::Context;

fn main() -> anyhow::Result<()> {
    let wire = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the generator lies inside the wire crate")?;
    let model = fs::read_to_string(wire.join("model/pinpoint-2016-12-01.json"))?;
    // Generated before anything is removed: a failure must leave the old files.
    let files = touchpoint_wire_generator::generate(&model)?;
    let target = wire.join("src/generated");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    for file in &files {
        let path = target.join(&file.path);
        fs::create_dir_all(path.parent().context("a generated file lies in a folder")?)?;
        fs::write(&path, &file.contents).with_context(|| format!("writing {}", path.display()))?;
    }
    println!("wrote {} files to {}", files.len(), target.display());
    Ok(())
}
