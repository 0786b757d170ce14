//! How the activities of a journey lead to each other: references exist, nothing loops, everything is reached (spec §11.3).
//!
//! A journey has at most a few dozen activities, so that looking at every pair is nothing.

use std::collections::{BTreeMap, BTreeSet};

use touchpoint_wire::types::{Activity, JourneyResponse};

use super::refusals::{Refusals, Subject};
use super::step::{Exit, Step};

/// The activities of a journey as a graph.
#[derive(Clone, Debug)]
pub struct Structure<'a> {
    steps: BTreeMap<&'a str, Step<'a>>,
    exits: BTreeMap<&'a str, Vec<Exit<'a>>>,
}

impl<'a> Structure<'a> {
    /// The graph of all activities that are of one kind.
    #[must_use]
    pub fn of(journey: &'a JourneyResponse) -> Self {
        let activities = journey.activities.iter().flatten();
        let step = |(id, activity): (&'a String, &'a Activity)| Some((id.as_str(), Step::of(activity)?));
        let steps: BTreeMap<&str, Step<'_>> = activities.filter_map(step).collect();
        let exits = steps.iter().map(|(id, step)| (*id, step.exits())).collect();
        Self { steps, exits }
    }

    /// The activities in order of their ids.
    pub fn steps(&self) -> impl Iterator<Item = (&'a str, Step<'a>)> {
        self.steps.iter().map(|(id, step)| (*id, *step))
    }

    #[must_use]
    pub fn step(&self, id: &str) -> Option<Step<'a>> {
        self.steps.get(id).copied()
    }

    /// Whether somebody who leaves `from` can come to `to`.
    #[must_use]
    pub fn leads(&self, from: &str, to: &str) -> bool {
        let mut after = BTreeSet::new();
        for exit in self.exits_of(from) {
            self.collect(exit.to, &mut after);
        }
        after.contains(to)
    }

    /// Finds references to nothing, loops, and activities that nobody comes to. Without a start that exists, the last is not
    /// asked: it would be all of them.
    pub fn check(&self, start: Option<&str>, refusals: &mut Refusals) {
        for (id, exits) in &self.exits {
            for exit in exits.iter().filter(|exit| !self.steps.contains_key(exit.to)) {
                refusals.add(Subject::Activity(id), format!("{} names {}, which does not exist", exit.member, exit.to));
            }
            if self.leads(id, id) {
                refusals.add(Subject::Activity(id), "leads back to itself; a journey must not loop");
            }
        }
        let Some(start) = start.filter(|start| self.steps.contains_key(start)) else { return };
        let mut reached = BTreeSet::new();
        self.collect(start, &mut reached);
        for id in self.steps.keys().filter(|id| !reached.contains(*id)) {
            refusals.add(Subject::Activity(id), "cannot be reached from StartActivity");
        }
    }

    /// Adds `from`, and everything that can be reached from it, to `seen`.
    fn collect(&self, from: &'a str, seen: &mut BTreeSet<&'a str>) {
        let mut open = vec![from];
        while let Some(id) = open.pop() {
            if self.steps.contains_key(id) && seen.insert(id) {
                open.extend(self.exits_of(id).map(|exit| exit.to));
            }
        }
    }

    fn exits_of(&self, id: &str) -> impl Iterator<Item = &Exit<'a>> {
        self.exits.get(id).into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    /// A journey whose activities are waits that lead where `leads` says; `a>b a>c` makes a split of two branches.
    fn journey(leads: &str) -> JourneyResponse {
        let mut branches: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for (from, to) in leads.split_whitespace().map(|pair| pair.split_once('>').unwrap()) {
            branches.entry(from).or_default().push(json!({"NextActivity": to}));
        }
        let activities: BTreeMap<_, _> =
            branches.into_iter().map(|(id, branches)| (id, json!({"RandomSplit": {"Branches": branches}}))).collect();
        serde_json::from_value(json!({"ApplicationId": "a", "Id": "j", "Name": "n", "Activities": activities})).unwrap()
    }

    fn found(leads: &str, start: &str) -> Vec<String> {
        let journey = journey(leads);
        let mut refusals = Refusals::default();
        Structure::of(&journey).check(Some(start), &mut refusals);
        refusals.into_lines()
    }

    #[test]
    fn trees_and_joins_are_good() {
        for leads in ["a>", "a>b b>", "a>b a>c b>d c>d d>"] {
            assert_eq!(found(leads, "a"), [""; 0], "{leads}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        insta::assert_debug_snapshot!(found("a>b a>x b>c c>b d>", "a"), @r#"
        [
            "activity a: Branches[1].NextActivity names x, which does not exist",
            "activity b: leads back to itself; a journey must not loop",
            "activity c: leads back to itself; a journey must not loop",
            "activity d: cannot be reached from StartActivity",
        ]
        "#);
        assert_eq!(found("a>a", "a"), ["activity a: leads back to itself; a journey must not loop"]);
        assert_eq!(found("a>b b>", "x"), [""; 0]);
    }

    proptest! {
        /// Against a twin that walks paths one by one: a loop is a path that comes twice by the same activity.
        #[test]
        fn loops_are_found(pairs in proptest::collection::vec((0_u8..6, 0_u8..6), 0..10)) {
            let mut leads = String::new();
            for n in 0..6 {
                write!(leads, "n{n}> ").unwrap();
            }
            for (from, to) in &pairs {
                write!(leads, "n{from}>n{to} ").unwrap();
            }
            let journey = journey(&leads);
            let structure = Structure::of(&journey);
            let mut reach = [[false; 6]; 6];
            for (from, to) in &pairs {
                reach[usize::from(*from)][usize::from(*to)] = true;
            }
            for via in 0..6 {
                for from in 0..6 {
                    for to in 0..6 {
                        reach[from][to] |= reach[from][via] && reach[via][to];
                    }
                }
            }
            for (from, row) in reach.iter().enumerate() {
                for (to, reached) in row.iter().enumerate() {
                    prop_assert_eq!(structure.leads(&format!("n{from}"), &format!("n{to}")), *reached);
                }
            }
        }
    }
}
