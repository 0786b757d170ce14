//! Reports and funnels: `/v1/apps/{application-id}/analytics/…`, which only Pinpoint's console had. Open to admins and marketers.
//!
//! What a report says is the domain's; here its pages are read, and its table is written as JSON or CSV.

mod answer;
mod funnels;
mod reports;

pub(crate) use self::funnels::funnel;
pub(crate) use self::reports::report;
