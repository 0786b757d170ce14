//! The compiled evaluation and the naive one agree on anything.

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use touchpoint_domain::endpoint::view::EndpointView;

use crate::random::{any_texts, endpoints, odd_dimensions, segments};
use crate::support::{NOW_MS, compile, endpoint, now, segment};
use crate::{naive, support};

const CASES: u32 = 512;
const ENDPOINTS: usize = 32;

#[test]
fn compiled_and_naive_evaluation_agree() {
    let (inside, outside) = (Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
    let agree = |((segment, stored), endpoints): ((serde_json::Value, Vec<_>), Vec<serde_json::Value>)| {
        let compiled = compile(&segment, &stored).map_err(|error| TestCaseError::fail(error.to_string()))?;
        for endpoint in &endpoints {
            let document = endpoint.to_string();
            let matches = compiled.matches(&EndpointView::parse(&document).unwrap(), now());
            prop_assert_eq!(matches, naive::contains(&segment, &stored, endpoint, NOW_MS), "{}", endpoint);
            let count = if matches { &inside } else { &outside };
            count.set(count.get() + 1);
        }
        Ok(())
    };
    runner.run(&(segments(), vec(endpoints(), ENDPOINTS)), agree).unwrap();
    // Agreement means little if the segments are nearly all empty or nearly all full.
    let (inside, outside): (u32, u32) = (inside.get(), outside.get());
    assert!(inside.min(outside) * 10 > inside + outside, "{inside} in a segment, {outside} not");
}

#[test]
fn no_text_makes_it_fail_loudly() {
    let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
    let survives = |(dimensions, texts): (serde_json::Value, Vec<String>)| {
        let segment = segment("s", json!({"Dimensions": dimensions}));
        let names: serde_json::Map<_, _> = segment["Dimensions"]["Attributes"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| (name.clone(), json!(texts)))
            .collect();
        let country = texts.first();
        let document = endpoint(json!({"Attributes": names, "Location": {"Country": country}})).to_string();
        match compile(&segment, &[]) {
            Ok(compiled) => _ = compiled.matches(&EndpointView::parse(&document).unwrap(), support::now()),
            Err(error) => prop_assert!(error.field.starts_with("Dimensions."), "{}", error),
        }
        Ok(())
    };
    runner.run(&(odd_dimensions(), any_texts()), survives).unwrap();
}
