//! A store, and chunks to put into it.

use jiff::Timestamp;
use touchpoint_domain::campaign::chunk::{Chunk, ChunkId, Draft, Member, Rest};
use touchpoint_domain::ids::{AppId, EndpointKey, RunId};
use touchpoint_domain::outcome::Reason;

pub(crate) fn app() -> AppId {
    AppId::new("a".repeat(32))
}

pub(crate) fn run() -> RunId {
    RunId::new("d".repeat(32))
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

/// Chunk `number` of shard 3: a member per letter, `-` for one to send to, `F` for an endpoint that is passed over.
pub(crate) fn chunk(number: u32, members: &str, rest: Rest) -> Chunk {
    let mut draft = Draft::default();
    for (index, letter) in members.chars().enumerate() {
        let member = match Reason::from_letter(letter) {
            Some(Reason::FilteredOutBySegment) => Member::NotInSegment,
            Some(reason) => Member::LeftOut(reason),
            None => Member::Recipient,
        };
        draft.push(EndpointKey::of(&format!("e{number}-{index:03}")), member);
    }
    draft.finish(ChunkId { run: run(), shard: 3, number }, app(), rest, at(0))
}
