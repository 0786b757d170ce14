//! Jobs that bring endpoints in from files and write them out to files (spec §5): what a request may ask for.

mod export;
mod import;
mod s3;

pub use export::check_export;
pub use import::check_import;
use touchpoint_wire::types::JobStatus;

/// Whether a job in this state may still do something: it counts towards the jobs that an account may have.
#[must_use]
pub fn is_active(status: JobStatus) -> bool {
    match status {
        JobStatus::Created
        | JobStatus::PreparingForInitialization
        | JobStatus::Initializing
        | JobStatus::Processing
        | JobStatus::PendingJob
        | JobStatus::Completing
        | JobStatus::Failing => true,
        JobStatus::Completed | JobStatus::Failed => false,
    }
}
