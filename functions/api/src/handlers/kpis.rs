//! Key performance indicators of apps, campaigns and journeys (spec §12.1, §12.2).
//!
//! What may be asked, for which time, and what comes of it is the domain's; here the pages of the rollups are read, one a day. All rows
//! fit into one answer: `page-size` and `next-token` are accepted and say nothing.

use jiff::Timestamp;
use touchpoint_domain::ids::{AppId, CampaignId, JourneyId};
use touchpoint_domain::kpi::catalogue::{Indicator, Level, indicator};
use touchpoint_domain::kpi::number::java_double;
use touchpoint_domain::kpi::rows::{Row, rows};
use touchpoint_domain::kpi::window::Window;
use touchpoint_domain::metrics::Subject;
use touchpoint_wire::input::{GetApplicationDateRangeKpiInput, GetCampaignDateRangeKpiInput, GetJourneyDateRangeKpiInput};
use touchpoint_wire::types::{
    ApplicationDateRangeKpiResponse, BaseKpiResult, CampaignDateRangeKpiResponse, JourneyDateRangeKpiResponse, ResultRow,
    ResultRowValue,
};

use super::versioned::Versioned;
use super::{apps, journeys};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// What the numbers are about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum About {
    App(AppId),
    Campaign(AppId, CampaignId),
    Journey(AppId, JourneyId),
}

impl About {
    fn level(&self) -> Level {
        match self {
            Self::App(_) => Level::App,
            Self::Campaign(..) => Level::Campaign,
            Self::Journey(..) => Level::Journey,
        }
    }

    fn app(&self) -> &AppId {
        match self {
            Self::App(app) | Self::Campaign(app, _) | Self::Journey(app, _) => app,
        }
    }

    /// Whose pages tell.
    fn subject(&self) -> Subject {
        match self {
            Self::App(_) => Subject::Messages,
            Self::Campaign(_, id) => Subject::Campaign(id.clone()),
            Self::Journey(_, id) => Subject::Journey(id.clone()),
        }
    }

    /// 404 when it is missing, or its app is.
    async fn require(&self, api: &Api) -> Result<(), ApiError> {
        match self {
            Self::App(app) => apps::require(api, app).await.map(|_| ()),
            Self::Campaign(app, id) => Versioned::campaign(app, id.as_str()).head(api).await.map(|_| ()),
            Self::Journey(app, id) => journeys::head(api, app, id.as_str()).await.map(|_| ()),
        }
    }
}

/// `GetApplicationDateRangeKpi`
pub(crate) async fn of_app(api: &Api, call: &Call, input: GetApplicationDateRangeKpiInput) -> Result<Reply, ApiError> {
    let about = About::App(AppId::new(input.application_id.as_str()));
    let (window, kpi_result) = answer(api, call, about, &input.kpi_name, (input.start_time, input.end_time)).await?;
    Reply::of(&ApplicationDateRangeKpiResponse {
        application_id: input.application_id,
        end_time: window.end,
        kpi_name: input.kpi_name,
        kpi_result,
        next_token: None,
        start_time: window.start,
    })
}

/// `GetCampaignDateRangeKpi`
pub(crate) async fn of_campaign(api: &Api, call: &Call, input: GetCampaignDateRangeKpiInput) -> Result<Reply, ApiError> {
    let (app, id) = (AppId::new(input.application_id.as_str()), CampaignId::new(input.campaign_id.as_str()));
    let about = About::Campaign(app, id);
    let (window, kpi_result) = answer(api, call, about, &input.kpi_name, (input.start_time, input.end_time)).await?;
    Reply::of(&CampaignDateRangeKpiResponse {
        application_id: input.application_id,
        campaign_id: input.campaign_id,
        end_time: window.end,
        kpi_name: input.kpi_name,
        kpi_result,
        next_token: None,
        start_time: window.start,
    })
}

/// `GetJourneyDateRangeKpi`
pub(crate) async fn of_journey(api: &Api, call: &Call, input: GetJourneyDateRangeKpiInput) -> Result<Reply, ApiError> {
    let (app, id) = (AppId::new(input.application_id.as_str()), JourneyId::new(input.journey_id.as_str()));
    let about = About::Journey(app, id);
    let (window, kpi_result) = answer(api, call, about, &input.kpi_name, (input.start_time, input.end_time)).await?;
    Reply::of(&JourneyDateRangeKpiResponse {
        application_id: input.application_id,
        end_time: window.end,
        journey_id: input.journey_id,
        kpi_name: input.kpi_name,
        kpi_result,
        next_token: None,
        start_time: window.start,
    })
}

async fn answer(
    api: &Api,
    call: &Call,
    about: About,
    name: &str,
    (start, end): (Option<Timestamp>, Option<Timestamp>),
) -> Result<(Window, BaseKpiResult), ApiError> {
    let window = Window::of(start, end, call.now)?;
    about.require(api).await?;
    let indicator = indicator(about.level(), name).ok_or_else(ApiError::resource_not_found)?;
    let (first, last) = window.days();
    let pages = api.store.metrics().range(about.app(), &about.subject(), first, last).await?;
    let rows = rows(&indicator, &pages, &window).into_iter().map(|row| shown(&indicator, row)).collect();
    Ok((window, BaseKpiResult { rows }))
}

/// A row as Pinpoint shows it: texts, whatever they are (spec §12.1).
fn shown(indicator: &Indicator, row: Row) -> ResultRow {
    let grouped_bys = indicator.group.zip(row.group).map(|(group, value)| value_of(group.key(), "String", value));
    ResultRow {
        grouped_bys: grouped_bys.into_iter().collect(),
        values: vec![value_of(&indicator.key, "Double", java_double(row.value))],
    }
}

fn value_of(key: &str, kind: &str, value: String) -> ResultRowValue {
    ResultRowValue { key: key.to_owned(), r#type: kind.to_owned(), value }
}
