//! Where the work on a chunk stands, and what to do next.
//!
//! Windows are claimed in order, and one is claimed only when those before it are recorded. Who claims a window is the only one
//! ever to send it; a window whose claim is older than the lease without a record is in doubt and stays unsent.

use jiff::{SignedDuration, Timestamp};

use super::activity::Counts;

/// What is stored about the work on one chunk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The windows that were claimed so far, in order; only the last one can be without a record.
    pub windows: Vec<Claimed>,
    /// How many windows, from the first, had their events emitted for certain.
    pub emitted: usize,
    /// Whether the chunk is counted, and done with.
    pub finished: bool,
    /// When a sender was last asked to look at the chunk again.
    pub woken: Option<Timestamp>,
}

/// A window that somebody claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// One sender's work on one delivery of the chunk; no two are alike.
    pub owner: String,
    pub at: Timestamp,
    /// The outcomes, one letter per member; absent until they are recorded.
    pub letters: Option<String>,
}

/// What to do with a chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Claim this window, and then send it.
    Claim(usize),
    /// This window is claimed by the one who asks, and not recorded: its outcomes are to be recorded.
    Record(usize),
    /// This window's owner is gone: record it as in doubt.
    Doubt { window: usize, owner: String },
    /// Somebody else holds the chunk, and may until then.
    Wait { until: Timestamp },
    /// All windows are recorded: emit what was not emitted, and count.
    Finish,
    /// Nothing is left to do.
    Done,
}

impl Progress {
    /// The next step for `owner` in a chunk of `windows` windows.
    #[must_use]
    pub fn next(&self, windows: usize, owner: &str, now: Timestamp, lease: SignedDuration) -> Step {
        if self.finished {
            return Step::Done;
        }
        let last = self.windows.len().saturating_sub(1);
        match self.windows.last() {
            Some(claimed) if claimed.letters.is_none() => {
                let until = claimed.at.saturating_add(lease).unwrap_or(Timestamp::MAX);
                if claimed.owner == owner {
                    Step::Record(last)
                } else if until <= now {
                    Step::Doubt { window: last, owner: claimed.owner.clone() }
                } else {
                    Step::Wait { until }
                }
            }
            Some(_) | None if self.windows.len() >= windows => Step::Finish,
            Some(_) | None => Step::Claim(self.windows.len()),
        }
    }

    /// Whether a sender should be asked to look at the chunk again: it is unfinished, nobody holds it, and nothing happened to it
    /// for the time of the lease, or since the run was last `resumed`.
    #[must_use]
    pub fn needs_waking(&self, created: Timestamp, resumed: Option<Timestamp>, now: Timestamp, lease: SignedDuration) -> bool {
        if self.finished {
            return false;
        }
        let last_claim = self.windows.last();
        let held_until = |claimed: &Claimed| claimed.at.saturating_add(lease).unwrap_or(Timestamp::MAX);
        if last_claim.is_some_and(|claimed| claimed.letters.is_none() && held_until(claimed) > now) {
            return false;
        }
        let touched =
            [Some(created), self.woken, last_claim.map(|claimed| claimed.at)].into_iter().flatten().max().unwrap_or(created);
        resumed.is_some_and(|resumed| touched <= resumed) || touched.saturating_add(lease).unwrap_or(Timestamp::MAX) <= now
    }

    /// The outcomes of all members so far, counted.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for letters in self.windows.iter().filter_map(|claimed| claimed.letters.as_deref()) {
            counts.add_all(&Counts::of_letters(letters));
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEASE: SignedDuration = SignedDuration::from_secs(60);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// `a+0=SS` is a window that `a` claimed at second 0 and that is recorded, `a+0` one that is not.
    fn progress(text: &str) -> Progress {
        let windows = text.split_whitespace().map(|window| {
            let (claim, letters) = window.split_once('=').map_or((window, None), |(claim, letters)| (claim, Some(letters)));
            let (owner, second) = claim.split_once('+').unwrap();
            Claimed { owner: owner.to_owned(), at: at(second.parse().unwrap()), letters: letters.map(str::to_owned) }
        });
        Progress { windows: windows.collect(), ..Progress::default() }
    }

    #[test]
    fn next_steps() {
        for (text, windows, now, expected) in [
            ("", 2, 0, Step::Claim(0)),
            ("", 0, 0, Step::Finish),
            ("me+0", 2, 10, Step::Record(0)),
            ("me+0", 2, 999, Step::Record(0)),
            ("me+0=SS", 2, 10, Step::Claim(1)),
            ("you+0=SS", 2, 10, Step::Claim(1)),
            ("you+0", 2, 10, Step::Wait { until: at(60) }),
            ("you+0", 2, 59, Step::Wait { until: at(60) }),
            ("you+0", 2, 60, Step::Doubt { window: 0, owner: "you".to_owned() }),
            ("me+0=SS you+5", 2, 65, Step::Doubt { window: 1, owner: "you".to_owned() }),
            ("me+0=SS you+5=SS", 2, 65, Step::Finish),
        ] {
            assert_eq!(progress(text).next(windows, "me", at(now), LEASE), expected, "{text}");
        }
        let finished = Progress { finished: true, ..progress("me+0=SS") };
        assert_eq!(finished.next(1, "me", at(0), LEASE), Step::Done);
    }

    #[test]
    fn waking() {
        let never = None;
        for (text, created, resumed, now, expected) in [
            ("", 0, never, 59, false),
            ("", 0, never, 60, true),
            // A run that was paused and resumed lost its senders, however short that was.
            ("", 0, Some(at(0)), 0, true),
            ("you+10=SS", 0, Some(at(20)), 21, true),
            ("you+30=SS", 0, Some(at(20)), 31, false),
            ("you+10=SS", 0, never, 69, false),
            ("you+10=SS", 0, never, 70, true),
            // Held: its owner will go on, or the lease will end.
            ("you+10", 0, Some(at(20)), 69, false),
            ("you+10", 0, never, 70, true),
        ] {
            assert_eq!(progress(text).needs_waking(at(created), resumed, at(now), LEASE), expected, "{text} {now}");
        }
        let woken = Progress { woken: Some(at(100)), ..Progress::default() };
        assert!(!woken.needs_waking(at(0), never, at(159), LEASE));
        assert!(woken.needs_waking(at(0), never, at(160), LEASE));
        assert!(!Progress { finished: true, ..Progress::default() }.needs_waking(at(0), never, at(999), LEASE));
    }

    #[test]
    fn counts_are_those_of_the_records() {
        assert_eq!(progress("a+0=SSO a+0=SU a+0").counts(), Counts::of_letters("SSOSU"));
    }
}
