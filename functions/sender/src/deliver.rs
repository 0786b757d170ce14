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
