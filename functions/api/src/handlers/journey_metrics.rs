//! What happened in journeys, activities and runs (spec §12.3).
//!
//! The numbers of a journey stand on one page of the rollups, which covers all time. They fit into one answer: `page-size` says
//! nothing, and no `next-token` is one that was given out.

use std::collections::BTreeMap;

use touchpoint_domain::ids::{AppId, JourneyId};
use touchpoint_domain::journey::step::Step;
use touchpoint_domain::kpi::execution;
use touchpoint_domain::metrics::{PageKey, Period, Subject};
use touchpoint_domain::time::wire_date;
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_wire::input::{
    GetJourneyExecutionActivityMetricsInput, GetJourneyExecutionMetricsInput, GetJourneyRunExecutionActivityMetricsInput,
    GetJourneyRunExecutionMetricsInput,
};
use touchpoint_wire::types::{
    JourneyExecutionActivityMetricsResponse, JourneyExecutionMetricsResponse, JourneyResponse,
    JourneyRunExecutionActivityMetricsResponse, JourneyRunExecutionMetricsResponse,
};

use super::journeys;
use crate::call::Call;
use crate::error::ApiError;
use crate::page::{List, page};
use crate::reply::Reply;
use crate::{Api, stored};

/// `GetJourneyExecutionMetrics`
pub(crate) async fn of_journey(api: &Api, call: &Call, input: GetJourneyExecutionMetricsInput) -> Result<Reply, ApiError> {
    check_page(api, input.page_size.as_deref(), input.next_token.as_deref())?;
    let app = AppId::new(input.application_id.as_str());
    journeys::head(api, &app, &input.journey_id).await?;
    let metrics = metrics(api, &app, &input.journey_id, execution::Scope::default()).await?;
    Reply::of(&JourneyExecutionMetricsResponse {
        application_id: input.application_id,
        journey_id: input.journey_id,
        last_evaluated_time: wire_date(call.now),
        metrics,
    })
}

/// `GetJourneyExecutionActivityMetrics`
pub(crate) async fn of_activity(
    api: &Api,
    call: &Call,
    input: GetJourneyExecutionActivityMetricsInput,
) -> Result<Reply, ApiError> {
    check_page(api, input.page_size.as_deref(), input.next_token.as_deref())?;
    let app = AppId::new(input.application_id.as_str());
    let head = journeys::head(api, &app, &input.journey_id).await?;
    let activity_type = activity_type(&head, &input.journey_activity_id)?;
    let scope = execution::Scope { run: None, activity: Some(&input.journey_activity_id) };
    let metrics = metrics(api, &app, &input.journey_id, scope).await?;
    Reply::of(&JourneyExecutionActivityMetricsResponse {
        activity_type,
        application_id: input.application_id,
        journey_activity_id: input.journey_activity_id,
        journey_id: input.journey_id,
        last_evaluated_time: wire_date(call.now),
        metrics,
    })
}

/// `GetJourneyRunExecutionMetrics`
pub(crate) async fn of_run(api: &Api, call: &Call, input: GetJourneyRunExecutionMetricsInput) -> Result<Reply, ApiError> {
    check_page(api, input.page_size.as_deref(), input.next_token.as_deref())?;
    let app = AppId::new(input.application_id.as_str());
    journeys::head(api, &app, &input.journey_id).await?;
    require_run(api, &app, &input.journey_id, &input.run_id).await?;
    let scope = execution::Scope { run: Some(&input.run_id), activity: None };
    let metrics = metrics(api, &app, &input.journey_id, scope).await?;
    Reply::of(&JourneyRunExecutionMetricsResponse {
        application_id: input.application_id,
        journey_id: input.journey_id,
        last_evaluated_time: wire_date(call.now),
        metrics,
        run_id: input.run_id,
    })
}

/// `GetJourneyRunExecutionActivityMetrics`
pub(crate) async fn of_run_activity(
    api: &Api,
    call: &Call,
    input: GetJourneyRunExecutionActivityMetricsInput,
) -> Result<Reply, ApiError> {
    check_page(api, input.page_size.as_deref(), input.next_token.as_deref())?;
    let app = AppId::new(input.application_id.as_str());
    let head = journeys::head(api, &app, &input.journey_id).await?;
    require_run(api, &app, &input.journey_id, &input.run_id).await?;
    let activity_type = activity_type(&head, &input.journey_activity_id)?;
    let scope = execution::Scope { run: Some(&input.run_id), activity: Some(&input.journey_activity_id) };
    let metrics = metrics(api, &app, &input.journey_id, scope).await?;
    Reply::of(&JourneyRunExecutionActivityMetricsResponse {
        activity_type,
        application_id: input.application_id,
        journey_activity_id: input.journey_activity_id,
        journey_id: input.journey_id,
        last_evaluated_time: wire_date(call.now),
        metrics,
        run_id: input.run_id,
    })
}

fn check_page(api: &Api, size: Option<&str>, token: Option<&str>) -> Result<(), ApiError> {
    let page = page(&api.config.limits, List::Resources, size, token)?;
    match page.after {
        Some(_) => Err(ApiError::bad_request("next-token: must be absent, as all numbers are on the first page")),
        None => Ok(()),
    }
}

/// What was counted, if anything was.
async fn metrics(
    api: &Api,
    app: &AppId,
    journey: &str,
    scope: execution::Scope<'_>,
) -> Result<BTreeMap<String, String>, ApiError> {
    let subject = Subject::Execution(JourneyId::new(journey));
    let key = PageKey { app: app.clone(), subject, period: Period::Always };
    let pages = api.store.metrics().read(std::slice::from_ref(&key)).await?;
    Ok(pages.get(&key).map(|stored| execution::metrics(&stored.page, scope)).unwrap_or_default())
}

/// `ActivityType` of one activity.
fn activity_type(head: &Record, id: &str) -> Result<String, ApiError> {
    let journey: JourneyResponse = stored::document(head)?;
    let activity = journey.activities.as_ref().and_then(|activities| activities.get(id));
    let step = activity.and_then(Step::of).ok_or_else(ApiError::resource_not_found)?;
    Ok(step.activity_type().to_owned())
}

async fn require_run(api: &Api, app: &AppId, journey: &str, run: &str) -> Result<(), ApiError> {
    let id = format!("{journey}.{run}");
    let found = api.store.resources().get(&Scope::App(app.clone()), Kind::JourneyRun, &id).await?;
    found.map(|_| ()).ok_or_else(ApiError::resource_not_found)
}
