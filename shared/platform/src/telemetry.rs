//! Logs: JSON lines on Lambda, readable text elsewhere. A sentence plus fields; never an address, a body or a secret.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

/// What is logged when `TOUCHPOINT_LOG` does not say otherwise: what we say at `info`, what libraries say only when it is a warning.
const DEFAULT_FILTER: &str = "warn,touchpoint_api=info,touchpoint_campaigns=info,touchpoint_sender=info,\
    touchpoint_feedback=info,touchpoint_jobs=info,touchpoint_store=info,touchpoint_platform=info,touchpoint_local=info";

/// Names the variable that replaces [`DEFAULT_FILTER`], in the syntax of `tracing_subscriber::EnvFilter`.
pub const FILTER_VARIABLE: &str = "TOUCHPOINT_LOG";

/// Starts logging, to standard error. A second call changes nothing, so that tests may call it each for itself.
///
/// Anything below `info` of the SDK's crates would print requests with addresses in them: a filter that asks for more than
/// `warn` of everything is the deployer's own decision.
pub fn init() {
    let filter = std::env::var(FILTER_VARIABLE)
        .ok()
        .and_then(|text| EnvFilter::try_new(text).ok())
        .unwrap_or_else(|| EnvFilter::new(DEFAULT_FILTER));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if on_lambda() {
        // Lambda stamps each line with the time and the request by itself.
        builder.json().flatten_event(true).with_current_span(false).with_span_list(false).without_time().try_init()
    } else {
        builder.with_ansi(std::io::stderr().is_terminal()).try_init()
    };
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
}

/// Whether this process runs as a Lambda function.
#[must_use]
pub fn on_lambda() -> bool {
    std::env::var_os("AWS_LAMBDA_FUNCTION_NAME").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_filter_is_one() {
        assert!(EnvFilter::try_new(DEFAULT_FILTER).is_ok());
        init();
        init();
    }
}
