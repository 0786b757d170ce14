//! The work on one chunk: one step after the other, as [`Progress::next`] says, until there is nothing left or somebody else has it.

use std::ops::Range;
use std::sync::Arc;

use tokio::time::{Instant, timeout_at};
use touchpoint_domain::campaign::chunk::{Chunk, ChunkMember, letters_if_all};
use touchpoint_domain::campaign::plan::CompiledRun;
use touchpoint_domain::campaign::progress::{Claimed, Progress, Step};
use touchpoint_domain::campaign::run::{Control, RunKey};
use touchpoint_domain::outcome::Reason;
use touchpoint_store::StoreError;
use touchpoint_store::outbox::{Claim, Outbox, OutboxChannel, Record};

use crate::emit::{Emissions, events};
use crate::error::WorkError;
use crate::persist::patiently;
use crate::{Sender, fresh, window};

/// Steps for one window, at most: a claim, a record, a doubt, and some more where others interfere.
const STEPS_PER_WINDOW: usize = 8;

/// Times the events of a finished chunk are offered to the stream.
const EMISSION_ATTEMPTS: u32 = 3;

/// One delivery of one chunk.
struct Work<'s> {
    sender: &'s Sender,
    outbox: Outbox<'s>,
    run: Arc<CompiledRun>,
    chunk: Chunk,
    windows: Vec<Range<usize>>,
    owner: String,
    /// No further window is begun after this.
    until: Instant,
    /// As it is stored, as far as we know.
    progress: Progress,
    /// When our last claim was made.
    claimed: Instant,
    /// The outcomes of the window that we sent last, until they are recorded.
    sent: Option<(usize, window::Outcome)>,
    emissions: Emissions,
}

/// What to do after a step.
enum Then {
    Continue,
    Stop,
}

/// Works on a chunk until it is finished, or until it is somebody else's turn.
pub(crate) async fn work_off(sender: &Sender, chunk: Chunk, until: Instant) -> Result<(), WorkError> {
    if chunk.members.is_empty() {
        return Ok(());
    }
    let Some(run) = sender.plans.get(&sender.store, &chunk.app, &chunk.id.run).await? else {
        tracing::info!(chunk = %chunk.id, "a chunk is dropped: its app is gone");
        return Ok(());
    };
    let outbox = sender.store.outbox(OutboxChannel::Email);
    let progress = outbox.progress(&chunk.id).await?;
    let windows = chunk.windows();
    let mut work = Work {
        sender,
        outbox,
        run,
        windows,
        owner: sender.new_owner(),
        until,
        progress,
        claimed: Instant::now(),
        sent: None,
        emissions: Emissions::default(),
        chunk,
    };
    for _ in 0..STEPS_PER_WINDOW * (work.windows.len() + 1) {
        match work.step().await? {
            Then::Continue => {}
            Then::Stop => return Ok(()),
        }
    }
    Err(WorkError::Contended(work.chunk.id.to_string()))
}

impl Work<'_> {
    async fn step(&mut self) -> Result<Then, WorkError> {
        let (now, lease) = (self.sender.clock.now(), self.sender.options.lease_signed());
        match self.progress.next(self.windows.len(), &self.owner, now, lease) {
            Step::Done => Ok(Then::Stop),
            Step::Wait { until } => {
                tracing::debug!(chunk = %self.chunk.id, %until, "a chunk is another sender's for now");
                Ok(Then::Stop)
            }
            Step::Claim(window) => self.begin(window).await,
            Step::Record(window) => self.send_and_record(window).await,
            Step::Doubt { window, owner } => self.doubt(window, &owner).await,
            Step::Finish => self.finish().await,
        }
    }

    /// Claims a window, unless the run is not to go on: then it stays, or is settled with all behind it.
    async fn begin(&mut self, window: usize) -> Result<Then, WorkError> {
        match self.may_go_on().await? {
            GoesOn::Yes => {}
            GoesOn::NotNow => return Ok(Then::Stop),
            GoesOn::Never(reason) => return self.settle(window, reason).await,
        }
        if Instant::now() >= self.until {
            return Err(WorkError::OutOfTime);
        }
        let (at, claimed) = (self.sender.clock.now(), Instant::now());
        let written = self.outbox.claim(&self.chunk, &Claim { window, owner: &self.owner, at }).await;
        self.claimed = claimed;
        self.after(written, |work| work.progress.windows.push(Claimed { owner: work.owner.clone(), at, letters: None })).await
    }

    /// Sends the window that we claimed, unless that is done and only its record failed; and records it, claiming the next.
    async fn send_and_record(&mut self, window: usize) -> Result<Then, WorkError> {
        let outcome = match self.sent.take() {
            Some((sent, outcome)) if sent == window => outcome,
            Some(_) | None => self.send(window).await,
        };
        let next = self.may_claim(window + 1).await.then(|| (self.sender.clock.now(), Instant::now()));
        let emitted = self.emissions.emitted(self.progress.emitted);
        let (at, letters) = (next.map(|(at, _)| at), outcome.letters.clone());
        let record = Record { window, owner: &self.owner, letters: &letters, emitted, claim_next: at };
        let written = match self.outbox.record(&self.chunk, &record).await {
            // If it was not applied, time has passed, and the next window is better claimed when it can begin.
            Err(StoreError::Throttled | StoreError::Unavailable { .. }) => self.record_late(&record).await,
            written => written,
        };
        self.sent = Some((window, outcome));
        let then = self.after(written, |work| {
            work.progress.emitted = emitted;
            work.recorded(window, letters);
            let claim = |at| Claimed { owner: work.owner.clone(), at, letters: None };
            work.progress.windows.extend(at.map(claim));
        });
        let then = then.await?;
        if let Some((_, claimed)) = next {
            self.claimed = claimed;
        }
        Ok(then)
    }

    /// Records a window for as long as its lease allows, without claiming the next. When it turns out to have been recorded, what is
    /// stored tells about the next one.
    async fn record_late(&self, record: &Record<'_>) -> Result<(), StoreError> {
        let late = Record { claim_next: None, ..*record };
        let until = self.claimed + self.sender.options.recording_time();
        patiently(until, &self.owner, || self.outbox.record(&self.chunk, &late)).await?;
        // The caller believes that the next window is claimed, too: let it look.
        if record.claim_next.is_some() { Err(StoreError::Conflict) } else { Ok(()) }
    }

    /// Sends a window, and meanwhile emits the events of those before it: no longer than the window may take anyway, because its own
    /// outcomes are not recorded yet.
    async fn send(&mut self, window: usize) -> window::Outcome {
        let members = members(&self.chunk, &self.windows, window);
        let sending = window::send(self.sender, &self.run, &self.chunk, members, self.claimed);
        let emitting = timeout_at(self.claimed + self.sender.options.answering_time(), self.emissions.emit(self.sender));
        let (outcome, emitted) = futures::join!(sending, emitting);
        match emitted {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, chunk = %self.chunk.id, "events are emitted later"),
            Err(_) => tracing::warn!(chunk = %self.chunk.id, "events are emitted later: the stream does not answer"),
        }
        outcome
    }

    /// Notes that the outcomes of a window are stored, and prepares its events.
    fn recorded(&mut self, window: usize, letters: String) {
        let sent = self.sent.take().filter(|(sent, _)| *sent == window);
        let (Some(claimed), Some(range)) = (self.progress.windows.get_mut(window), self.windows.get(window)) else {
            return;
        };
        claimed.letters = Some(letters);
        if let Some((_, window::Outcome { documents: Some(documents), .. })) = sent {
            let events = events(self.sender, &self.run, &self.chunk, range.start, claimed, &documents);
            self.emissions.add(window, events);
        }
    }

    /// Records a window whose sender is gone: whoever was to be sent to may have been, or not.
    async fn doubt(&mut self, window: usize, owner: &str) -> Result<Then, WorkError> {
        let letters = letters_if_all(members(&self.chunk, &self.windows, window), Reason::InDoubt);
        tracing::warn!(chunk = %self.chunk.id, window, "a window is in doubt");
        let record = Record { window, owner, letters: &letters, emitted: self.progress.emitted, claim_next: None };
        let written = self.outbox.record(&self.chunk, &record).await;
        self.after(written, |work| work.recorded(window, letters)).await
    }

    /// Records all windows from `first` on as unsent for the same reason.
    async fn settle(&mut self, first: usize, reason: Reason) -> Result<Then, WorkError> {
        let letters: Vec<String> =
            self.windows.iter().skip(first).map(|range| letters_if_all(self.chunk.window(range.clone()), reason)).collect();
        let at = self.sender.clock.now();
        let written = self.outbox.settle(&self.chunk, &Claim { window: first, owner: &self.owner, at }, &letters).await;
        self.after(written, |work| {
            let owner = work.owner.clone();
            let settled = letters.into_iter().map(|letters| Claimed { owner: owner.clone(), at, letters: Some(letters) });
            work.progress.windows.extend(settled);
        })
        .await
    }

    /// Emits what is not known to have been emitted, and counts the chunk.
    async fn finish(&mut self) -> Result<Then, WorkError> {
        for window in self.progress.emitted..self.windows.len() {
            if !self.emissions.knows(window) {
                self.prepare_events(window).await?;
            }
        }
        let mut attempt = 1;
        while let Err(error) = self.emissions.emit(self.sender).await {
            if attempt == EMISSION_ATTEMPTS {
                return Err(WorkError::Emission(error));
            }
            attempt += 1;
        }
        self.progress.emitted = self.windows.len();
        let counts = self.progress.counts();
        let written = self.outbox.finish(&self.chunk, self.windows.len(), &counts).await;
        self.after(written, |work| work.progress.finished = true).await
    }

    /// The events of a window that somebody else recorded, or that was recorded unsent.
    async fn prepare_events(&mut self, window: usize) -> Result<(), WorkError> {
        let documents = fresh::documents(&self.sender.store, &self.chunk, members(&self.chunk, &self.windows, window)).await?;
        if let (Some(claimed), Some(range)) = (self.progress.windows.get(window), self.windows.get(window)) {
            let events = events(self.sender, &self.run, &self.chunk, range.start, claimed, &documents);
            self.emissions.add(window, events);
        }
        Ok(())
    }

    /// Whether the window behind the one that is being recorded is there, and may be claimed. In doubt, no: it can be claimed later.
    async fn may_claim(&self, window: usize) -> bool {
        window < self.windows.len() && Instant::now() < self.until && matches!(self.may_go_on().await, Ok(GoesOn::Yes))
    }

    async fn may_go_on(&self) -> Result<GoesOn, StoreError> {
        let plan = &self.run.plan;
        let key = RunKey { app: plan.app.clone(), campaign: plan.campaign.clone(), run: plan.run.clone() };
        Ok(match self.sender.store.runs().get(&key).await?.map(|stored| stored.run.server.control) {
            Some(Control::Running) if self.run.is_expired(self.sender.clock.now()) => GoesOn::Never(Reason::Expired),
            Some(Control::Running) => GoesOn::Yes,
            Some(Control::Paused) => GoesOn::NotNow,
            Some(Control::Cancelled) => GoesOn::Never(Reason::Stopped),
            // Its app was deleted: there is nothing left to count this in.
            None => GoesOn::NotNow,
        })
    }

    /// After a write: notes it, or reads again what another one has written.
    async fn after(&mut self, written: Result<(), StoreError>, note: impl FnOnce(&mut Self)) -> Result<Then, WorkError> {
        match written {
            Ok(()) => note(self),
            Err(StoreError::Conflict) => self.progress = self.outbox.progress(&self.chunk.id).await?,
            Err(error) => return Err(error.into()),
        }
        Ok(Then::Continue)
    }
}

/// Whether a run may go on, as it is now.
enum GoesOn {
    Yes,
    /// It is paused, and somebody will wake the chunk; or gone.
    NotNow,
    /// What was not claimed ends with this reason.
    Never(Reason),
}

fn members<'c>(chunk: &'c Chunk, windows: &[Range<usize>], window: usize) -> &'c [ChunkMember] {
    windows.get(window).map_or(&[], |range| chunk.window(range.clone()))
}
