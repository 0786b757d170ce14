//! `GetAnalyticsReport`: which pages a report needs, and its table.

use std::collections::{BTreeMap, BTreeSet};

use futures::StreamExt as _;
use futures::TryStreamExt as _;
use jiff::Span;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use touchpoint_domain::analytics::demographics::{TRAITS, demographics};
use touchpoint_domain::analytics::events::{Parameters, Question, USUAL_TYPES, by_type};
use touchpoint_domain::analytics::heatmap::heatmap;
use touchpoint_domain::analytics::retention::{self, retention};
use touchpoint_domain::analytics::revenue::revenue;
use touchpoint_domain::analytics::usage::{self, usage};
use touchpoint_domain::analytics::{Report, Table, one_of};
use touchpoint_domain::field::FieldError;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::kpi::window::Window;
use touchpoint_domain::metrics::{Page, Subject};
use touchpoint_wire::RequestParts;
use touchpoint_wire::extension::AnalyticsReportResponse;

use super::answer::{Cut, Format, bad_token, csv, size};
use crate::Api;
use crate::error::ApiError;
use crate::handlers::apps;
use crate::reply::Reply;

/// Types of events on a page when nothing is said, and at most: the pages of each are read.
const TYPES: usize = 25;
const MOST_TYPES: usize = 100;
/// Types whose pages are read at a time.
const TYPES_AT_ONCE: usize = 8;

/// A report that is asked for.
#[derive(Debug)]
struct Asked<'a> {
    app: AppId,
    window: Window,
    parts: &'a RequestParts<'a>,
}

/// `GetAnalyticsReport`
pub(crate) async fn report(api: &Api, parts: &RequestParts<'_>, accept: Option<&str>) -> Result<Reply, ApiError> {
    let now = api.clock.now();
    let id = parts.path_parameter("application-id")?;
    let report = Report::named(&parts.path_parameter("report")?).ok_or_else(ApiError::resource_not_found)?;
    let window = Window::of_report(parts.query_time("start-time")?, parts.query_time("end-time")?, now)?;
    let format = Format::of(parts, accept)?;
    // What is to come has no rows.
    let past = Window { end: window.end.min(now), ..window };
    let asked = Asked { app: AppId::new(id.as_str()), window: past, parts };
    let (table, next_token) = table(api, report, &asked).await?;
    match format {
        Format::Csv => csv(&table, next_token),
        Format::Json => Reply::of(&AnalyticsReportResponse {
            application_id: id,
            end_time: window.end,
            next_token,
            report: report.name().to_owned(),
            rows: table.rows.iter().map(|row| table.object(row)).collect(),
            start_time: window.start,
        }),
    }
}

/// The rows that are asked for, and the token of those that follow.
async fn table(api: &Api, report: Report, asked: &Asked<'_>) -> Result<(Table, Option<String>), ApiError> {
    let today = api.clock.now().to_zoned(TimeZone::UTC).date();
    let (first, last) = asked.window.days();
    let (before, after) = (Span::new().days(usage::DAYS_BEFORE), Span::new().days(retention::DAYS_AFTER));
    let table = match report {
        Report::Events => return events(api, asked).await,
        Report::Usage => usage(&pages(api, asked, first.saturating_sub(before), last).await?, first, last),
        Report::SessionsHeatmap => heatmap(&pages(api, asked, first, last).await?, first, last),
        Report::Retention => {
            let end = last.saturating_add(after).min(today);
            retention(&pages(api, asked, first, end).await?, first, last, today)
        }
        Report::Revenue => revenue(&pages(api, asked, first, last).await?, first, last),
        Report::Demographics => {
            let asked_trait = asked.parts.query_text("trait").ok_or_else(|| required("trait"))?;
            let asked_trait = one_of("trait", &asked_trait, &TRAITS)?;
            demographics(&pages(api, asked, first, last).await?, first, last, asked_trait)
        }
    };
    Ok(Cut::of(asked.parts)?.apply(table))
}

fn required(parameter: &str) -> ApiError {
    FieldError::new(parameter, "required").into()
}

/// The pages about usage; 404 when there is no such app.
async fn pages(api: &Api, asked: &Asked<'_>, first: Date, last: Date) -> Result<BTreeMap<Date, Page>, ApiError> {
    Cut::of(asked.parts)?;
    apps::require(api, &asked.app).await?;
    Ok(api.store.metrics().range(&asked.app, &Subject::Usage, first, last).await?)
}

async fn events(api: &Api, asked: &Asked<'_>) -> Result<(Table, Option<String>), ApiError> {
    let text = |name| asked.parts.query_text(name).filter(|text| !text.is_empty());
    let parameters = Parameters { attribute: text("attribute"), value: text("value"), metric: text("metric"), by: text("by") };
    let Some(event_type) = text("event-type") else {
        if parameters != Parameters::default() {
            return Err(required("event-type"));
        }
        return types(api, asked).await;
    };
    let (question, cut) = (Question::of(parameters)?, Cut::of(asked.parts)?);
    apps::require(api, &asked.app).await?;
    let pages = of_type(api, asked, event_type).await?.1;
    Ok(cut.apply(question.answer(&pages, &asked.window)))
}

/// A row for each type, a page of types at a time; the token is the last of them.
async fn types(api: &Api, asked: &Asked<'_>) -> Result<(Table, Option<String>), ApiError> {
    let size = size(asked.parts, TYPES, MOST_TYPES)?;
    let after = asked.parts.query_text("next-token").filter(|token| !token.is_empty());
    apps::require(api, &asked.app).await?;
    let (registry, now) = (api.store.event_names(), api.clock.now());
    let names = match registry.recent(&asked.app, now) {
        Some(names) => names,
        None => registry.read(&asked.app, now).await?.names,
    };
    let known: BTreeSet<&str> = names.types().chain(USUAL_TYPES).collect();
    if after.as_deref().is_some_and(|after| !known.contains(after)) {
        return Err(bad_token());
    }
    let rest: Vec<&str> = known.into_iter().filter(|name| after.as_deref().is_none_or(|after| *name > after)).collect();
    let page: Vec<_> = rest.iter().take(size).map(|name| of_type(api, asked, (*name).to_owned())).collect();
    let found: BTreeMap<_, _> = futures::stream::iter(page).buffer_unordered(TYPES_AT_ONCE).try_collect().await?;
    let next = (rest.len() > size).then(|| rest.get(size - 1).map(|name| (*name).to_owned())).flatten();
    Ok((by_type(&found), next))
}

async fn of_type(api: &Api, asked: &Asked<'_>, event_type: String) -> Result<(String, BTreeMap<Date, Page>), ApiError> {
    let (first, last) = asked.window.days();
    let pages = api.store.metrics().range(&asked.app, &Subject::Event(event_type.clone()), first, last).await?;
    Ok((event_type, pages))
}
