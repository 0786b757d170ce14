//! Any sequence of batches and deletes, folded, equals the naive model; and the stored records are what the endpoints say.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::endpoint::write::Operation;
use touchpoint_domain::ids::{EndpointKey, UserId};

use super::naive::{Body, Lists, Naive};
use super::world::{REQUEST_ID, World};

const IDS: [&str; 8] = ["e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7"];
const USERS: [&str; 3] = ["u0", "u1", "u2"];
const CHANNELS: [&str; 6] = ["EMAIL", "SMS", "GCM", "APNS", "PUSH", "CUSTOM"];
const ADDRESSES: [&str; 5] = ["a@x", "A@x", " a@x ", "b@x", "B@X"];
/// Endpoints per user in these tests: few, so that it is often reached.
const LIMIT: usize = 3;

#[derive(Clone, Debug)]
enum Command {
    Batch(Vec<(&'static str, Body)>),
    Delete(&'static str),
    DeleteUser(&'static str),
}

fn lists() -> impl Strategy<Value = Lists> {
    btree_map(select(vec!["p".to_owned(), "q".to_owned()]), vec(select(vec!["1".to_owned(), "2".to_owned()]), 0..2), 0..3)
}

fn body() -> impl Strategy<Value = Body> {
    let user = (weighted(0.8, select(vec!["u0", "u0", "u0", "u1", "u2", ""])), lists());
    (
        of(select(CHANNELS.to_vec())),
        of(select(ADDRESSES.to_vec())),
        of(select(vec!["ALL", "NONE"])),
        weighted(0.3, select(vec!["ACTIVE", "INACTIVE"])),
        weighted(0.3, 1_700_000_000..1_900_000_000_i64),
        lists(),
        weighted(0.7, user),
    )
        .prop_map(|(channel, address, opt_out, status, effective, attributes, user)| Body {
            channel,
            address,
            opt_out,
            status,
            effective,
            attributes,
            user,
        })
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        8 => vec((select(IDS.to_vec()), body()), 1..5).prop_map(Command::Batch),
        1 => select(IDS.to_vec()).prop_map(Command::Delete),
        1 => select(USERS.to_vec()).prop_map(Command::DeleteUser),
    ]
}

/// Runs a command on both sides; a refused batch must be refused by both, for the same reason, and change nothing.
fn run(world: &mut World, naive: &mut Naive, command: Command) {
    world.advance(1);
    match command {
        Command::Batch(items) => {
            let mut after = naive.clone();
            let now = world.now.as_second();
            let expected = items.iter().try_for_each(|(id, body)| after.write(id, body, now));
            let operations: Vec<_> = items.iter().map(|(id, body)| operation(world, id, body)).collect();
            match (world.apply(&operations), expected) {
                (Ok(_), Ok(())) => *naive = after,
                (Err(refusal), Err(expected)) => assert_eq!(refusal.to_string(), expected),
                (got, expected) => panic!("{got:?} where {expected:?} is right"),
            }
        }
        Command::Delete(id) => {
            let existed = naive.ids().contains(&id);
            assert_eq!(world.delete(id).is_some(), existed);
            naive.delete(id);
        }
        Command::DeleteUser(user) => {
            let delete = |id: &&str| Operation::DeleteOf(UserId::new(user), EndpointKey::of(id));
            // All of them are asked for; those of other users must stay.
            let components = world.apply(&IDS.iter().map(delete).collect::<Vec<_>>()).unwrap();
            let deleted: usize = components.iter().map(|component| component.deleted.len()).sum();
            assert_eq!(deleted, naive.of_user(user).len());
            naive.of_user(user).into_iter().for_each(|id| naive.delete(id));
        }
    }
}

fn operation(world: &World, id: &str, body: &Body) -> Operation {
    let request = serde_json::from_value(body.to_json()).unwrap();
    Operation::Write(Box::new(EndpointWrite::single(id, request, REQUEST_ID).parse(&world.limits).unwrap()))
}

fn compare(world: &World, naive: &Naive) {
    let mut ids: Vec<_> = world.stored.endpoints.keys().map(EndpointKey::as_str).collect();
    ids.sort_unstable();
    assert_eq!(ids, naive.ids());
    for id in naive.ids() {
        let mut doc = world.json(id);
        doc.as_object_mut().unwrap().remove("CohortId").unwrap();
        assert_eq!(doc, naive.json(id));
    }
    let users: BTreeMap<String, (Lists, Vec<&str>)> = world
        .stored
        .users
        .iter()
        .map(|(user, record)| {
            let record = record.as_ref().unwrap();
            let mut endpoints: Vec<_> = record.endpoints.iter().map(EndpointKey::as_str).collect();
            endpoints.sort_unstable();
            (user.as_str().to_owned(), (record.user_attributes.clone(), endpoints))
        })
        .collect();
    assert_eq!(users, naive.users());
    assert!(users.values().all(|(_, endpoints)| endpoints.len() <= LIMIT));
    let mut addresses: Vec<BTreeMap<&str, &str>> = world
        .stored
        .addresses
        .values()
        .map(|record| record.as_ref().unwrap().members.iter().map(|(key, address)| (key.as_str(), address.as_str())).collect())
        .collect();
    addresses.sort();
    let mut expected: Vec<_> = naive.addresses().into_values().collect();
    expected.sort();
    assert_eq!(addresses, expected);
    for members in addresses {
        let mut spellings: Vec<_> = members.values().collect();
        spellings.sort_unstable();
        spellings.dedup();
        assert_eq!(spellings.len(), members.len(), "an address is active twice: {members:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fold_equals_the_naive_model(commands in vec(command(), 1..40)) {
        let mut world = World::new();
        world.limits.endpoints_per_user = LIMIT;
        let mut naive = Naive::new(LIMIT);
        for command in commands {
            run(&mut world, &mut naive, command);
            compare(&world, &naive);
        }
    }
}
