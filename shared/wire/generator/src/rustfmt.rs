//! Formatting by the toolchain's own `rustfmt`, so that generated files look like the rest and `cargo fmt` leaves them be.

use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::Context;

pub(crate) fn format(code: &str) -> anyhow::Result<String> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout"])
        // Here it finds the configuration that `cargo fmt` uses, if there is one.
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .context("starting rustfmt (rustup component add rustfmt)")?;
    // Taken, so that it is closed afterwards: rustfmt reads until the end of its input.
    let mut stdin = rustfmt.stdin.take().context("rustfmt has no standard input")?;
    stdin.write_all(code.as_bytes())?;
    drop(stdin);
    let output = rustfmt.wait_with_output()?;
    anyhow::ensure!(output.status.success(), "rustfmt refused the generated code: {}", output.status);
    String::from_utf8(output.stdout).context("rustfmt answered no UTF-8")
}
