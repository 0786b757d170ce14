//! `QueryFunnel`: reads the archive, day by day, because rollups do not know what one endpoint did after what.

use touchpoint_domain::field::FieldError;
use touchpoint_domain::funnel::{Funnel, Outcome, Steps};
use touchpoint_domain::ids::AppId;
use touchpoint_domain::kpi::window::Window;
use touchpoint_platform::archive::{ArchiveError, ReadBudget, read_day};
use touchpoint_wire::RequestParts;
use touchpoint_wire::extension::{FunnelRequest, FunnelResponse, FunnelStepResponse};

use crate::Api;
use crate::error::ApiError;
use crate::handlers::apps;
use crate::reply::Reply;

/// Events that are read for one answer, uncompressed: what a function reads while a gateway waits.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// `QueryFunnel`
pub(crate) async fn funnel(api: &Api, parts: &RequestParts<'_>) -> Result<Reply, ApiError> {
    let id = parts.path_parameter("application-id")?;
    let request: FunnelRequest = parts.document("FunnelRequest")?;
    let window = Window::of_report(request.start_time, request.end_time, api.clock.now()).map_err(as_members)?;
    let steps = Steps::of(&request)?;
    let app = AppId::new(id.as_str());
    apps::require(api, &app).await?;
    let outcomes = read(api, &app, steps, &window).await?;
    let steps = outcomes.into_iter().map(|Outcome { event_type, endpoints, share, drop_off }| FunnelStepResponse {
        drop_off,
        endpoints,
        event_type,
        share,
    });
    Reply::of(&FunnelResponse { application_id: id, end_time: window.end, start_time: window.start, steps: steps.collect() })
}

async fn read(api: &Api, app: &AppId, steps: Steps, window: &Window) -> Result<Vec<Outcome>, ApiError> {
    let mut funnel = Funnel::new(steps, window.start.as_millisecond(), window.end.as_millisecond());
    let mut budget = ReadBudget::new(MAX_BYTES);
    let (first, last) = window.days();
    let mut day = Some(first);
    while let Some(date) = day.filter(|day| *day <= last) {
        let mut take = |event: &str| funnel.add(event);
        read_day(api.ports.archive.as_ref(), app, date, &mut budget, &mut take).await.map_err(|error| failed(&error))?;
        day = date.tomorrow().ok();
    }
    Ok(funnel.outcome())
}

/// The window's refusals, by the members of the body.
fn as_members(error: FieldError) -> ApiError {
    let FieldError { field, reason } = error;
    let renamed = |text: String| text.replace("start-time", "StartTime").replace("end-time", "EndTime");
    FieldError::new(renamed(field), renamed(reason)).into()
}

fn failed(error: &ArchiveError) -> ApiError {
    match error {
        ArchiveError::TooMuch { limit_bytes } => {
            let rule = format!("must be nearer together: at most {limit_bytes} bytes of events are read for one funnel");
            ApiError::bad_request(format!("StartTime and EndTime: {rule}"))
        }
        ArchiveError::Store(_) | ArchiveError::Damaged { .. } | ArchiveError::Restless | ArchiveError::Folder(_) => {
            ApiError::internal(error.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use touchpoint_wire::ErrorCode;

    use super::*;

    #[test]
    fn a_range_with_too_many_events_is_the_callers_fault_and_says_what_to_do() {
        let error = failed(&ArchiveError::TooMuch { limit_bytes: 7 });
        let rule = "StartTime and EndTime: must be nearer together: at most 7 bytes of events are read for one funnel";
        assert_eq!((error.code(), error.message()), (ErrorCode::BadRequest, rule));
        assert_eq!(failed(&ArchiveError::Restless).code(), ErrorCode::InternalServerError);
    }
}
