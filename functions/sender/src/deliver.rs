//! Handing one mail to the channel, again if it was refused for the moment, and once only if it may have been accepted.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout_at};
use touchpoint_domain::outcome::Reason;
use touchpoint_platform::ports::{EmailChannel, OutgoingEmail, SendOutcome};

use crate::persist::backoff;

const FIRST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// Attempts at a channel that fails, the first included. One that is merely too slow for us is given all the time there is.
const MAX_FAILURES: u32 = 6;

/// Until when a window may do what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadlines {
    /// No attempt begins after this.
    pub(crate) begin: Instant,
    /// What was not answered by then may or may not have been accepted.
    pub(crate) answer: Instant,
}

/// Sends one mail; `seed` spreads the waits of many.
pub(crate) async fn deliver(channel: &dyn EmailChannel, mail: &OutgoingEmail, deadlines: Deadlines, seed: &str) -> Reason {
    let (mut reason, mut failures, mut attempt) = (Reason::FailureTransient, 0, 0);
    while failures < MAX_FAILURES {
        if attempt > 0 {
            let wait = backoff(FIRST_WAIT, LONGEST_WAIT, attempt - 1, seed);
            if Instant::now() + wait >= deadlines.begin {
                break;
            }
            sleep(wait).await;
        }
        if Instant::now() >= deadlines.begin {
            break;
        }
        reason = match timeout_at(deadlines.answer, channel.send(mail)).await {
            Err(_) | Ok(SendOutcome::Unknown) => return Reason::InDoubt,
            Ok(SendOutcome::Accepted { .. }) => return Reason::Sent,
            Ok(SendOutcome::Permanent { code }) => {
                tracing::info!(code, app = mail.origin.app_id, run = mail.origin.activity_id, "the channel refused a message");
                return Reason::FailurePermanent;
            }
            Ok(SendOutcome::Throttled) => Reason::Throttled,
            Ok(SendOutcome::Transient) => {
                failures += 1;
                Reason::FailureTransient
            }
        };
        attempt += 1;
    }
    reason
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use async_trait::async_trait;
    use touchpoint_platform::ports::MessageOrigin;

    use super::*;

    /// Answers in turn, and with the last answer from then on; `None` is no answer at all.
    #[derive(Debug)]
    struct Channel {
        answers: Vec<Option<SendOutcome>>,
        attempts: Mutex<usize>,
    }

    #[async_trait]
    impl EmailChannel for Channel {
        async fn send(&self, _email: &OutgoingEmail) -> SendOutcome {
            let attempt = {
                let mut attempts = self.attempts.lock().unwrap();
                *attempts += 1;
                *attempts - 1
            };
            let answer = self.answers.get(attempt).or(self.answers.last()).cloned().flatten();
            match answer {
                Some(answer) => answer,
                None => std::future::pending().await,
            }
        }
    }

    fn mail() -> OutgoingEmail {
        OutgoingEmail {
            from: "a@example.com".to_owned(),
            to: "b@example.com".to_owned(),
            subject: String::new(),
            html: None,
            text: Some("x".to_owned()),
            headers: Vec::new(),
            raw: None,
            reply_to: Vec::new(),
            feedback_to: None,
            configuration_set: None,
            sending_role_arn: None,
            origin: MessageOrigin::default(),
        }
    }

    /// What becomes of a mail, in how many attempts, and after how many seconds; a window may begin for 20 and wait for 30.
    async fn outcome(answers: Vec<Option<SendOutcome>>) -> (Reason, usize, u64) {
        let channel = Channel { answers, attempts: Mutex::new(0) };
        let begun = Instant::now();
        let deadlines = Deadlines { begin: begun + Duration::from_secs(20), answer: begun + Duration::from_secs(30) };
        let reason = deliver(&channel, &mail(), deadlines, "seed").await;
        let attempts = *channel.attempts.lock().unwrap();
        (reason, attempts, begun.elapsed().as_secs())
    }

    #[tokio::test(start_paused = true)]
    async fn answers_and_what_follows() {
        let accepted = || Some(SendOutcome::Accepted { message_id: "m".to_owned() });
        let (throttled, transient) = (|| Some(SendOutcome::Throttled), || Some(SendOutcome::Transient));
        let permanent = || Some(SendOutcome::Permanent { code: "c".to_owned() });
        for (answers, expected) in [
            (vec![accepted()], (Reason::Sent, 1, 0)),
            (vec![throttled(), transient(), accepted()], (Reason::Sent, 3, 0)),
            (vec![permanent()], (Reason::FailurePermanent, 1, 0)),
            (vec![transient(), permanent()], (Reason::FailurePermanent, 2, 0)),
            (vec![transient()], (Reason::FailureTransient, 6, 2)),
            // What may have been accepted is never tried again.
            (vec![Some(SendOutcome::Unknown)], (Reason::InDoubt, 1, 0)),
            (vec![throttled(), Some(SendOutcome::Unknown)], (Reason::InDoubt, 2, 0)),
            (vec![None], (Reason::InDoubt, 1, 30)),
            (vec![transient(), None], (Reason::InDoubt, 2, 30)),
        ] {
            assert_eq!(outcome(answers.clone()).await, expected, "{answers:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_channel_that_is_too_slow_is_given_all_the_time_there_is() {
        let (reason, attempts, seconds) = outcome(vec![Some(SendOutcome::Throttled)]).await;
        assert_eq!(reason, Reason::Throttled);
        assert!((8..=12).contains(&attempts) && (13..20).contains(&seconds), "{attempts} attempts in {seconds} s");
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_begins_when_time_is_up() {
        let channel = Channel { answers: vec![None], attempts: Mutex::new(0) };
        let now = Instant::now();
        let deadlines = Deadlines { begin: now, answer: now + Duration::from_secs(1) };
        assert_eq!(deliver(&channel, &mail(), deadlines, "seed").await, Reason::FailureTransient);
        assert_eq!(*channel.attempts.lock().unwrap(), 0);
    }
}
