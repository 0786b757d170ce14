//! Several senders at one chunk, in any order, each dying at any moment: no window is sent twice, none is recorded twice, and the chunk
//! is finished in the end. The store is a model of conditional writes; who does what when is random.

#![cfg(test)]

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use touchpoint_domain::campaign::progress::{Claimed, Progress, Step};

const LEASE: SignedDuration = SignedDuration::from_secs(60);
const SENDERS: usize = 3;

/// What happens next.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// A sender does its next step.
    Step(usize),
    /// A sender does its next step and dies before it hears whether that was written.
    StepAndDie(usize),
    /// A sender dies after sending, before recording.
    SendAndDie(usize),
    /// A sender takes another look at what is stored.
    Read(usize),
    /// Seconds pass.
    Pass(i64),
}

/// One sender's work on one delivery of the chunk.
#[derive(Clone, Debug)]
struct Sender {
    owner: String,
    seen: Progress,
    sent: Option<usize>,
}

/// What is stored, and what left.
#[derive(Debug)]
struct World {
    stored: Progress,
    /// Who sent each window.
    sends: Vec<Vec<String>>,
    senders: Vec<Sender>,
    now: Timestamp,
    born: usize,
}

impl World {
    fn new(windows: usize) -> Self {
        let mut world = Self {
            stored: Progress::default(),
            sends: vec![Vec::new(); windows],
            senders: Vec::new(),
            now: Timestamp::UNIX_EPOCH,
            born: 0,
        };
        for _ in 0..SENDERS {
            let sender = world.newborn();
            world.senders.push(sender);
        }
        world
    }

    fn newborn(&mut self) -> Sender {
        self.born += 1;
        Sender { owner: format!("s{}", self.born), seen: self.stored.clone(), sent: None }
    }

    /// Writes if the condition holds, as the database does; returns whether it did.
    fn write(&mut self, holds: bool, change: impl FnOnce(&mut Progress)) -> bool {
        if holds {
            change(&mut self.stored);
        }
        holds
    }

    /// One step of a sender; `records` is whether it lives long enough to record what it sends.
    fn step(&mut self, mut sender: Sender, records: bool) -> Sender {
        let windows = self.sends.len();
        let step = sender.seen.next(windows, &sender.owner, self.now, LEASE);
        let recorded = |progress: &Progress, window: usize| progress.windows.get(window).is_some_and(|w| w.letters.is_some());
        match step {
            Step::Done | Step::Wait { .. } => {}
            Step::Claim(window) => {
                let free = self.stored.windows.len() == window && (window == 0 || recorded(&self.stored, window - 1));
                let claim = Claimed { owner: sender.owner.clone(), at: self.now, letters: None };
                self.write(free, |progress| progress.windows.push(claim));
            }
            Step::Record(window) => {
                if sender.sent != Some(window) {
                    self.sends[window].push(sender.owner.clone());
                    sender.sent = Some(window);
                }
                if records {
                    self.record(window, &sender.owner.clone(), "S");
                }
            }
            Step::Doubt { window, owner } => self.record(window, &owner, "U"),
            Step::Finish => {
                let all = self.stored.windows.len() == windows && recorded(&self.stored, windows - 1);
                let holds = all && !self.stored.finished;
                self.write(holds, |progress| progress.finished = true);
            }
        }
        // It hears whether it was written, or reads what was.
        sender.seen = self.stored.clone();
        sender
    }

    fn record(&mut self, window: usize, owner: &str, letters: &str) {
        let holds = self.stored.windows.get(window).is_some_and(|claimed| claimed.owner == owner && claimed.letters.is_none());
        self.write(holds, |progress| {
            if let Some(claimed) = progress.windows.get_mut(window) {
                claimed.letters = Some(letters.to_owned());
            }
        });
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Step(index) => {
                let sender = self.senders[index].clone();
                self.senders[index] = self.step(sender, true);
            }
            Event::StepAndDie(index) => {
                let sender = self.senders[index].clone();
                self.step(sender, true);
                self.senders[index] = self.newborn();
            }
            Event::SendAndDie(index) => {
                let sender = self.senders[index].clone();
                self.step(sender, false);
                self.senders[index] = self.newborn();
            }
            Event::Read(index) => self.senders[index].seen = self.stored.clone(),
            Event::Pass(seconds) => self.now += SignedDuration::from_secs(seconds),
        }
    }
}

fn event() -> impl Strategy<Value = Event> {
    let sender = 0..SENDERS;
    prop_oneof![
        6 => sender.clone().prop_map(Event::Step),
        1 => sender.clone().prop_map(Event::StepAndDie),
        1 => sender.clone().prop_map(Event::SendAndDie),
        1 => sender.prop_map(Event::Read),
        1 => (1_i64..90).prop_map(Event::Pass),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_window_is_sent_twice_and_all_are_recorded(windows in 1_usize..5, events in prop::collection::vec(event(), 0..60)) {
        let mut world = World::new(windows);
        for event in events {
            world.happen(event);
            prop_assert!(world.sends.iter().all(|senders| senders.len() <= 1), "{world:?}");
        }
        // One sender that lives, and time for the leases of those that did not.
        for _ in 0..4 * windows + 4 {
            world.happen(Event::Pass(61));
            world.happen(Event::Read(0));
            world.happen(Event::Step(0));
        }
        prop_assert!(world.stored.finished, "{world:?}");
        for (window, senders) in world.sends.iter().enumerate() {
            prop_assert!(senders.len() <= 1, "{world:?}");
            // What counts as sent was sent.
            let letters = world.stored.windows[window].letters.as_deref();
            prop_assert!(letters == Some("U") || senders.len() == 1, "{world:?}");
        }
    }
}
