//! The ingest function on Lambda: wiring only.

fn main() {}
