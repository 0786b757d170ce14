//! One call of Kinesis or Firehose, and what its answer says of each event.

use std::error::Error;

use aws_config::SdkConfig;
use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_firehose::types::Record;
use aws_sdk_kinesis::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kinesis::primitives::Blob;
use aws_sdk_kinesis::types::PutRecordsRequestEntry;
use touchpoint_domain::arn::Arn;

use super::waves::Limits;
use crate::aws::kinesis::partition_key;
use crate::ports::{Forwarded, PortError};

/// The limits of PutRecords and of PutRecordBatch.
const KINESIS: Limits = Limits { records: 500, bytes: 5 * 1024 * 1024 };
const FIREHOSE: Limits = Limits { records: 500, bytes: 4 * 1024 * 1024 };

/// What came of one call.
#[derive(Debug)]
pub(super) enum Call {
    /// Each event's result, in their order.
    Answered(Vec<Result<(), PortError>>),
    /// Nothing is known to be taken, and another try may help.
    Failed(PortError),
    /// Nothing was taken, and another try will not help.
    Refused(PortError),
}

/// The client of one destination.
#[derive(Clone, Debug)]
pub(super) enum Client {
    Kinesis { client: aws_sdk_kinesis::Client, arn: String },
    Firehose { client: aws_sdk_firehose::Client, name: String },
}

impl Client {
    pub(super) fn new(sdk: &SdkConfig, arn: &Arn<'_>, text: &str) -> Result<Self, PortError> {
        match arn.resource.split_once('/') {
            Some(("stream", _)) if arn.service == "kinesis" => {
                Ok(Self::Kinesis { client: aws_sdk_kinesis::Client::new(sdk), arn: text.to_owned() })
            }
            Some(("deliverystream", name)) if arn.service == "firehose" => {
                Ok(Self::Firehose { client: aws_sdk_firehose::Client::new(sdk), name: name.to_owned() })
            }
            _ => Err(PortError::Refused("the destination is neither a Kinesis nor a Firehose stream".to_owned())),
        }
    }

    pub(super) fn limits(&self) -> Limits {
        match self {
            Self::Kinesis { .. } => KINESIS,
            Self::Firehose { .. } => FIREHOSE,
        }
    }

    /// Puts events within [`Self::limits`].
    pub(super) async fn put(&self, events: &[&Forwarded]) -> Call {
        match self {
            Self::Kinesis { client, arn } => {
                let entries: Result<Vec<_>, _> = events.iter().map(|event| entry(event)).collect();
                let entries = match entries {
                    Ok(entries) => entries,
                    Err(error) => return Call::Refused(error),
                };
                match client.put_records().stream_arn(arn).set_records(Some(entries)).send().await {
                    Ok(answer) => Call::Answered(answer.records().iter().map(|result| outcome(result.error_code())).collect()),
                    Err(error) => failed(&error),
                }
            }
            Self::Firehose { client, name } => {
                let records: Result<Vec<_>, _> = events.iter().map(|event| line(event)).collect();
                let records = match records {
                    Ok(records) => records,
                    Err(error) => return Call::Refused(error),
                };
                match client.put_record_batch().delivery_stream_name(name).set_records(Some(records)).send().await {
                    Ok(answer) => {
                        Call::Answered(answer.request_responses().iter().map(|result| outcome(result.error_code())).collect())
                    }
                    Err(error) => failed(&error),
                }
            }
        }
    }
}

fn entry(event: &Forwarded) -> Result<PutRecordsRequestEntry, PortError> {
    PutRecordsRequestEntry::builder()
        .partition_key(partition_key(&event.partition_key))
        .data(Blob::new(event.json.as_ref()))
        .build()
        .map_err(|error| PortError::Refused(error.to_string()))
}

/// Firehose joins records as they are: each brings its own newline.
fn line(event: &Forwarded) -> Result<Record, PortError> {
    let data = [event.json.as_ref(), b"\n"].concat();
    Record::builder()
        .data(aws_sdk_firehose::primitives::Blob::new(data))
        .build()
        .map_err(|error| PortError::Refused(error.to_string()))
}

/// What a code beside one record says; none is good.
fn outcome(code: Option<&str>) -> Result<(), PortError> {
    match code {
        None => Ok(()),
        Some(code) if code.contains("Throughput") || code.contains("Throttl") => Err(PortError::Throttled(code.to_owned())),
        Some(code) => Err(PortError::Unavailable(code.to_owned())),
    }
}

fn failed<E, R>(error: &SdkError<E, R>) -> Call
where
    E: ProvideErrorMetadata + Error + 'static,
    R: std::fmt::Debug + 'static,
{
    let SdkError::ServiceError(refusal) = error else {
        return match without_credentials(error) {
            true => Call::Refused(PortError::Refused("the role could not be assumed".to_owned())),
            false => Call::Failed(PortError::Unavailable("no answer from the stream".to_owned())),
        };
    };
    let code = refusal.err().code().unwrap_or("unknown error").to_owned();
    match code.as_str() {
        "AccessDeniedException"
        | "ResourceNotFoundException"
        | "InvalidArgumentException"
        | "KMSAccessDeniedException"
        | "KMSDisabledException"
        | "KMSInvalidStateException"
        | "KMSNotFoundException"
        | "KMSOptInRequired"
        | "InvalidKMSResourceException"
        | "InvalidSourceException"
        | "UnrecognizedClientException"
        | "ValidationException" => Call::Refused(PortError::Refused(code)),
        _ if code.contains("Throughput") || code.contains("Throttl") => Call::Failed(PortError::Throttled(code)),
        _ => Call::Failed(PortError::Unavailable(code)),
    }
}

/// Whether nothing was sent because nobody could be found to send it as.
fn without_credentials(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<CredentialsError>() {
            return true;
        }
        cause = error.source();
    }
    false
}
