//! Every series of every page equals a recount, in whatever order and batches events come.

use proptest::prelude::*;
use touchpoint_domain::metrics::testing::{Happened, sample};

use crate::counting::{Between, Pages, pages_of, recount};

/// Neighbours change places, as they do when clients report late.
fn shuffled(mut happened: Vec<Happened>, seed: u64) -> Vec<Happened> {
    let mut state = seed;
    for last in (1..happened.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        happened.swap(last, usize::try_from(state >> 33).unwrap() % (last + 1));
    }
    happened
}

#[test]
fn pages_say_what_a_recount_says() {
    let happened = sample(7, 3_000);
    let expected = recount(&happened);
    let pages = pages_of(happened.chunks(250), Between::Stored);
    assert_eq!(expected.differences(&pages), Vec::<String>::new());
    let subjects: std::collections::BTreeSet<String> =
        pages.keys().map(|key| key.subject.to_string().split('#').next().unwrap().to_owned()).collect();
    assert_eq!(Vec::from_iter(subjects), ["campaign", "event", "execution", "journey", "messages", "usage"]);
}

#[test]
fn a_recount_notices_what_is_missing_and_what_is_too_much() {
    let happened = sample(7, 300);
    let expected = recount(&happened);
    assert_ne!(expected.differences(&pages_of([&happened[1..]], Between::Kept)), Vec::<String>::new());
    assert_ne!(expected.differences(&Pages::new()), Vec::<String>::new());
    let twice = pages_of([&happened[..], &happened[..1]], Between::Kept);
    assert_ne!(expected.differences(&twice), Vec::<String>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn order_and_batches_make_no_difference(seed in 0_u64..1_000, order in any::<u64>(), size in 1_usize..200) {
        let happened = sample(seed, 400);
        let expected = recount(&happened);
        let happened = shuffled(happened, order);
        let pages = pages_of(happened.chunks(size), Between::Stored);
        prop_assert_eq!(expected.differences(&pages), Vec::<String>::new());
    }
}
