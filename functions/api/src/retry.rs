//! Trying again after a lost race.

use std::future::Future;

use crate::error::ApiError;

/// Enough for any number of writers that a resource sees in practice: each round, one of them comes through.
const ATTEMPTS: usize = 8;

/// Runs `attempt`, which reads, decides and writes on a condition, until the condition holds.
///
/// # Errors
/// What `attempt` answers, or 429 when it lost every race.
pub(crate) async fn until_won<T, F, Fut>(mut attempt: F) -> Result<T, ApiError>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<T, ApiError>>,
{
    for _ in 0..ATTEMPTS {
        match attempt().await {
            Err(error) if error.is_lost_race() => {}
            outcome => return outcome,
        }
    }
    Err(ApiError::busy())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use touchpoint_store::StoreError;
    use touchpoint_wire::ErrorCode;

    use super::*;

    /// Loses so many races, then ends as `then` says; answers the outcome and how often it was tried.
    async fn after(losses: usize, then: Result<(), ErrorCode>) -> (Result<(), ErrorCode>, usize) {
        let tries = Cell::new(0);
        let outcome = until_won(|| async {
            tries.set(tries.get() + 1);
            match then {
                _ if tries.get() <= losses => Err(StoreError::Conflict.into()),
                Ok(()) => Ok(()),
                Err(_) => Err(ApiError::app_not_found()),
            }
        });
        (outcome.await.map_err(|error| error.code()), tries.get())
    }

    #[tokio::test]
    async fn tries_again_after_lost_races_only() {
        let gone = Err(ErrorCode::NotFound);
        assert_eq!(after(0, Ok(())).await, (Ok(()), 1));
        assert_eq!(after(7, Ok(())).await, (Ok(()), 8));
        assert_eq!(after(8, Ok(())).await, (Err(ErrorCode::TooManyRequests), 8));
        assert_eq!(after(0, gone).await, (gone, 1));
        assert_eq!(after(3, gone).await, (gone, 4));
    }
}
