//! A run is cut into chunks, and a chunk is worked off in windows.
//!
//! A chunk holds up to 100 endpoints to send to, in key order, and with them the members of the segment between them that get
//! nothing, each with the reason: so every member of a run has one place where its outcome is stored. Where a chunk ends is
//! stored with it, and the next one starts there, whoever cuts it.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use jiff::Timestamp;

use super::activity::Counts;
use crate::ids::{AppId, EndpointKey, RunId};
use crate::outcome::Reason;

/// Endpoints to send to in one chunk.
pub const CHUNK_RECIPIENTS: usize = 100;
/// Members of the segment in one chunk, with those that get nothing.
pub const CHUNK_MEMBERS: usize = 300;
/// Endpoints read for one chunk, so that a run through endpoints outside the segment leaves a trace now and then.
pub const CHUNK_SCANNED: u32 = 20_000;
/// Endpoints to send to in one window: what is in doubt at most when a sender dies.
pub const WINDOW_RECIPIENTS: usize = 25;
/// Members in one window.
pub const WINDOW_MEMBERS: usize = 100;

/// Names a chunk: `<run>#<shard>#<number>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChunkId {
    pub run: RunId,
    pub shard: u8,
    /// From 0, in the order of the shard's keys.
    pub number: u32,
}

impl fmt::Display for ChunkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{:02}#{:06}", self.run, self.shard, self.number)
    }
}

/// A text that names no chunk.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a chunk id such as <run>#07#000012")]
pub struct NoChunkId;

impl FromStr for ChunkId {
    type Err = NoChunkId;

    fn from_str(text: &str) -> Result<Self, NoChunkId> {
        let mut parts = text.split('#');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(run), Some(shard), Some(number), None) if !run.is_empty() => Ok(Self {
                run: RunId::new(run),
                shard: shard.parse().map_err(|_| NoChunkId)?,
                number: number.parse().map_err(|_| NoChunkId)?,
            }),
            _ => Err(NoChunkId),
        }
    }
}

/// A member of the segment in a chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChunkMember {
    pub key: EndpointKey,
    /// Why it gets nothing, if that is known already; `None` if it is to be sent to.
    pub decided: Option<Reason>,
}

/// A piece of one shard of a run. Never changes once it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    pub id: ChunkId,
    pub app: AppId,
    /// In key order.
    pub members: Vec<ChunkMember>,
    /// Endpoints that were read to find the members.
    pub scanned: u32,
    /// Endpoints read that are not members of this run: outside the segment, or another treatment's.
    pub passed_over: Counts,
    /// The last key that was read; `None` when the shard has no more.
    pub next: Option<EndpointKey>,
    pub created: Timestamp,
}

impl Chunk {
    /// The windows, as ranges of members; none when there are no members.
    #[must_use]
    pub fn windows(&self) -> Vec<Range<usize>> {
        let mut windows = Vec::new();
        let (mut start, mut recipients) = (0, 0);
        for (index, member) in self.members.iter().enumerate() {
            let sends = usize::from(member.decided.is_none());
            if recipients + sends > WINDOW_RECIPIENTS || index - start == WINDOW_MEMBERS {
                windows.push(start..index);
                (start, recipients) = (index, 0);
            }
            recipients += sends;
        }
        if start < self.members.len() {
            windows.push(start..self.members.len());
        }
        windows
    }

    /// The members in a window.
    #[must_use]
    pub fn window(&self, window: Range<usize>) -> &[ChunkMember] {
        self.members.get(window).unwrap_or_default()
    }
}

/// The outcomes of a window in which every member that was to be sent to ends with `reason`, as letters.
#[must_use]
pub fn letters_if_all(members: &[ChunkMember], reason: Reason) -> String {
    members.iter().map(|member| member.decided.unwrap_or(reason).letter()).collect()
}

/// What a run makes of one endpoint that it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// The segment does not hold it.
    NotInSegment,
    /// Its cohort belongs to another treatment.
    OtherTreatment,
    /// A member that gets nothing.
    LeftOut(Reason),
    /// A member to send to.
    Recipient,
}

/// A chunk in the making.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    members: Vec<ChunkMember>,
    recipients: usize,
    scanned: u32,
    passed_over: Counts,
    last: Option<EndpointKey>,
}

impl Draft {
    /// Adds the next endpoint of the shard.
    pub fn push(&mut self, key: EndpointKey, member: Member) {
        self.scanned += 1;
        self.last = Some(key.clone());
        match member {
            Member::NotInSegment => self.passed_over.add(Reason::FilteredOutBySegment, 1),
            Member::OtherTreatment => self.passed_over.add(Reason::OtherTreatment, 1),
            Member::LeftOut(reason) => self.members.push(ChunkMember { key, decided: Some(reason) }),
            Member::Recipient => {
                self.recipients += 1;
                self.members.push(ChunkMember { key, decided: None });
            }
        }
    }

    /// Whether nothing more may be added.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.recipients >= CHUNK_RECIPIENTS || self.members.len() >= CHUNK_MEMBERS || self.scanned >= CHUNK_SCANNED
    }

    #[must_use]
    pub fn recipients(&self) -> usize {
        self.recipients
    }

    #[must_use]
    pub fn scanned(&self) -> u32 {
        self.scanned
    }

    /// The chunk of what was added.
    #[must_use]
    pub fn finish(self, id: ChunkId, app: AppId, rest: Rest, created: Timestamp) -> Chunk {
        let next = match rest {
            Rest::Nothing => None,
            Rest::More => self.last,
        };
        Chunk { id, app, members: self.members, scanned: self.scanned, passed_over: self.passed_over, next, created }
    }
}

/// What lies behind a chunk in its shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    Nothing,
    More,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chunk(members: &str) -> Chunk {
        let mut draft = Draft::default();
        for (index, letter) in members.chars().enumerate() {
            let member = Reason::from_letter(letter).map_or(Member::Recipient, Member::LeftOut);
            draft.push(EndpointKey::of(&format!("e{index:04}")), member);
        }
        let id = ChunkId { run: RunId::new("r"), shard: 7, number: 12 };
        draft.finish(id, AppId::new("a"), Rest::Nothing, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn ids_read_back() {
        let id = chunk("").id;
        assert_eq!(id.to_string(), "r#07#000012");
        assert_eq!(id.to_string().parse(), Ok(id));
        for bad in ["", "r", "r#1", "r#1#2#3", "r#x#1", "r#1#x", "#1#1", "r#300#1"] {
            assert_eq!(bad.parse::<ChunkId>(), Err(NoChunkId), "{bad}");
        }
    }

    #[test]
    fn windows_hold_25_recipients_and_whoever_stands_between_them() {
        for (members, expected) in [
            (String::new(), ""),
            ("-".to_owned(), "0-1"),
            ("-".repeat(25), "0-25"),
            ("-".repeat(26), "0-25 25-26"),
            ("-".repeat(100), "0-25 25-50 50-75 75-100"),
            ("O-".repeat(26), "0-51 51-52"),
            (format!("{}O", "-".repeat(25)), "0-26"),
            ("O".repeat(250), "0-100 100-200 200-250"),
        ] {
            let windows: Vec<_> = chunk(&members).windows().iter().map(|w| format!("{}-{}", w.start, w.end)).collect();
            assert_eq!(windows.join(" "), expected, "{members}");
        }
    }

    proptest! {
        #[test]
        fn windows_are_the_members_in_order(members in "[-OHM]{0,300}") {
            let chunk = chunk(&members);
            let windows = chunk.windows();
            let joined: Vec<_> = windows.iter().flat_map(|window| chunk.window(window.clone()).to_vec()).collect();
            prop_assert_eq!(&joined, &chunk.members);
            for window in &windows {
                let recipients = chunk.window(window.clone()).iter().filter(|member| member.decided.is_none()).count();
                prop_assert!(recipients <= WINDOW_RECIPIENTS && (1..=WINDOW_MEMBERS).contains(&window.len()));
            }
        }
    }

    #[test]
    fn a_draft_is_full_in_three_ways() {
        let filled = |member: Member, most: usize| {
            let mut draft = Draft::default();
            for index in 0..most {
                assert!(!draft.is_full(), "{member:?} {index}");
                draft.push(EndpointKey::of("e"), member);
            }
            assert!(draft.is_full(), "{member:?}");
        };
        filled(Member::Recipient, CHUNK_RECIPIENTS);
        filled(Member::LeftOut(Reason::OptOut), CHUNK_MEMBERS);
        filled(Member::NotInSegment, CHUNK_SCANNED as usize);
    }

    #[test]
    fn a_chunk_says_where_it_ended_and_whom_it_passed() {
        let mut draft = Draft::default();
        for (key, member) in [
            ("a", Member::NotInSegment),
            ("b", Member::Recipient),
            ("c", Member::LeftOut(Reason::Holdout)),
            ("d", Member::OtherTreatment),
        ] {
            draft.push(EndpointKey::of(key), member);
        }
        let id = ChunkId { run: RunId::new("r"), shard: 0, number: 0 };
        let chunk = draft.finish(id, AppId::new("a"), Rest::More, Timestamp::UNIX_EPOCH);
        assert_eq!(chunk.next, Some(EndpointKey::of("d")));
        assert_eq!(chunk.passed_over, Counts::of_letters("FT"));
        assert_eq!(letters_if_all(&chunk.members, Reason::InDoubt), "UH");
    }
}
