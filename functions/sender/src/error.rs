//! Why a chunk was not worked to its end; its record is delivered again.

use touchpoint_platform::ports::PortError;
use touchpoint_store::StoreError;
use touchpoint_store::runs::PlanUnavailable;

#[derive(Debug, thiserror::Error)]
pub(crate) enum WorkError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Plan(#[from] PlanUnavailable),
    #[error("events could not be emitted: {0}")]
    Emission(PortError),
    #[error("the time for this batch is over")]
    OutOfTime,
    #[error("chunk {0} kept changing while it was worked on")]
    Contended(String),
}
