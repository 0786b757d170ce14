//! The apps' own streams on Kinesis and Firehose, reached as the role that their owner names.
//!
//! Within one call neither service promises an order, so a call holds at most one event of each endpoint: events go in *waves*, the
//! first of every endpoint, then the second, and so on. Whatever follows an event that was not taken is not put at all.

mod calls;
mod waves;

use std::collections::HashMap;
use std::time::Duration;

use async_trait::async_trait;
use aws_config::sts::AssumeRoleProvider;
use aws_config::timeout::TimeoutConfig;
use aws_config::{Region, SdkConfig};
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_kinesis::config::retry::RetryConfig;
use tokio::sync::Mutex;
use tokio::time::Instant;
use touchpoint_domain::arn::Arn;

use self::calls::{Call, Client};
use crate::ports::{Destination, Destinations, Forwarded, PortError};

/// How long one lot of events is put, whatever it holds; what is left then is not taken.
const MAX_TIME: Duration = Duration::from_secs(60);

/// Calls for one wave before it is given up, and the wait before the second; each further wait is twice as long.
const MAX_ATTEMPTS: u32 = 4;
const FIRST_WAIT: Duration = Duration::from_millis(100);

/// Clients that are kept; each holds the credentials of its role for an hour.
const MAX_CLIENTS: usize = 200;

/// How the role's sessions are called in the owner's own records.
const SESSION: &str = "touchpoint-event-stream";

/// Streams of apps.
#[derive(Debug)]
pub struct AwsDestinations {
    sdk: SdkConfig,
    clients: Mutex<HashMap<Destination, Client>>,
    first_wait: Duration,
}

impl AwsDestinations {
    #[must_use]
    pub fn new(sdk: &SdkConfig) -> Self {
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(2))
            .operation_attempt_timeout(Duration::from_secs(10))
            .operation_timeout(Duration::from_secs(15))
            .build();
        // Retries are made here, where it is known which events they concern.
        let sdk = sdk.to_builder().timeout_config(timeouts).retry_config(RetryConfig::disabled()).build();
        Self { sdk, clients: Mutex::default(), first_wait: FIRST_WAIT }
    }

    /// Waits `first_wait` rather than the usual time before events are put a second time.
    #[must_use]
    pub fn with_first_wait(mut self, first_wait: Duration) -> Self {
        self.first_wait = first_wait;
        self
    }

    /// The client for a destination, in the region that its ARN names, as its role.
    async fn client(&self, to: &Destination) -> Result<Client, PortError> {
        let mut clients = self.clients.lock().await;
        if let Some(client) = clients.get(to) {
            return Ok(client.clone());
        }
        let arn = Arn::parse(&to.arn).ok_or_else(|| PortError::Refused("the destination has no ARN".to_owned()))?;
        let role = AssumeRoleProvider::builder(&to.role_arn).session_name(SESSION).configure(&self.sdk);
        let role = match &to.external_id {
            Some(id) => role.external_id(id),
            None => role,
        };
        let provider = SharedCredentialsProvider::new(role.build().await);
        let region = Region::new(arn.region.to_owned());
        let sdk = self.sdk.to_builder().region(region).credentials_provider(provider).build();
        let client = Client::new(&sdk, &arn, &to.arn)?;
        // Which one goes matters little: a client that is made again costs one call.
        if clients.len() >= MAX_CLIENTS
            && let Some(any) = clients.keys().next().cloned()
        {
            clients.remove(&any);
        }
        clients.insert(to.clone(), client.clone());
        Ok(client)
    }

    /// Puts events of different endpoints, again and again if need be. Returns what became of each, and whether to go on with others.
    async fn put_wave(&self, client: &Client, events: &[&Forwarded], until: Instant) -> (Vec<Result<(), PortError>>, After) {
        let mut results = vec![Err(PortError::Unavailable("no answer of its own".to_owned())); events.len()];
        let mut left: Vec<usize> = (0..events.len()).collect();
        let mut wait = self.first_wait;
        for attempt in 1..=MAX_ATTEMPTS {
            let now: Vec<&Forwarded> = left.iter().filter_map(|index| events.get(*index).copied()).collect();
            let last = attempt == MAX_ATTEMPTS || Instant::now() + wait >= until;
            let each = match client.put(&now).await {
                Call::Answered(each) => each,
                Call::Failed(_) if !last => Vec::new(),
                Call::Failed(error) | Call::Refused(error) => {
                    set(&mut results, &left, vec![Err(error.clone()); left.len()]);
                    return (results, After::Stop(error));
                }
            };
            // Of fewer answers than events the rest is not known to be taken.
            set(&mut results, &left, each);
            left.retain(|index| results.get(*index).is_some_and(Result::is_err));
            if left.is_empty() || last {
                break;
            }
            tokio::time::sleep(wait).await;
            wait *= 2;
        }
        (results, After::GoOn)
    }
}

/// Whether another wave is worth a call.
#[derive(Clone, Debug)]
enum After {
    GoOn,
    /// The stream takes nothing at all.
    Stop(PortError),
}

fn set(results: &mut [Result<(), PortError>], at: &[usize], outcomes: Vec<Result<(), PortError>>) {
    for (index, outcome) in at.iter().zip(outcomes) {
        if let Some(slot) = results.get_mut(*index) {
            *slot = outcome;
        }
    }
}

#[async_trait]
impl Destinations for AwsDestinations {
    async fn put(&self, to: &Destination, events: &[Forwarded]) -> Vec<Result<(), PortError>> {
        let client = match self.client(to).await {
            Ok(client) => client,
            Err(error) => return vec![Err(error); events.len()],
        };
        let until = Instant::now() + MAX_TIME;
        let mut results = vec![Err(PortError::Unavailable("the time was over before it was put".to_owned())); events.len()];
        // Endpoints of which an event was not taken.
        let mut blocked: HashMap<&str, PortError> = HashMap::new();
        let mut after = After::GoOn;
        for wave in waves::waves(events, client.limits()) {
            if Instant::now() >= until {
                break;
            }
            let (mut at, mut free) = (Vec::new(), Vec::new());
            for (index, event) in wave {
                let held = match &after {
                    After::GoOn => blocked.get(event.partition_key.as_str()).cloned(),
                    After::Stop(error) => Some(error.clone()),
                };
                match held {
                    Some(error) => set(&mut results, &[index], vec![Err(error)]),
                    None => {
                        at.push(index);
                        free.push(event);
                    }
                }
            }
            if free.is_empty() {
                continue;
            }
            let (outcomes, then) = self.put_wave(&client, &free, until).await;
            for (event, outcome) in free.into_iter().zip(&outcomes) {
                if let Err(error) = outcome {
                    blocked.insert(&event.partition_key, error.clone());
                }
            }
            set(&mut results, &at, outcomes);
            after = then;
        }
        results
    }
}
