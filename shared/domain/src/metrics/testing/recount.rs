//! The recount.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::Value;

/// What is known of a series when nothing is forgotten.
#[derive(Clone, Debug, PartialEq)]
pub enum Tally {
    /// By hour.
    Count(BTreeMap<u8, u64>),
    Numbers(Vec<f64>),
    Members(BTreeSet<String>),
}

/// Series by their names as they are shown (`sends|ch=EMAIL|s=SUCCESS`).
pub(super) type Series = BTreeMap<String, Tally>;

/// Everything that happened, by page (app, subject, period) and series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recount {
    pub pages: BTreeMap<(String, String, String), BTreeMap<String, Tally>>,
}

/// One event, on its way onto pages.
struct Event<'v> {
    app: String,
    day: String,
    hour: u8,
    value: &'v Value,
}

impl Recount {
    /// Counts an event that an app reported: `event` is a reported event as it stands in the stream, `document` the endpoint as it
    /// is stored.
    pub fn reported(&mut self, app: &str, endpoint: &str, document: Option<&Value>, event: &Value) {
        let nothing = Value::Null;
        let document = document.unwrap_or(&nothing);
        let at = event["at"].as_i64().unwrap_or_default();
        let e = Event { app: app.to_owned(), day: day(at), hour: hour(at), value: event };
        let endpoint = endpoint.to_lowercase();
        self.usage(&e, &endpoint, document);
        let kind = text(&event["type"]).unwrap_or_default();
        let subject = format!("event#{kind}");
        self.count(&e, &subject, "events");
        self.member(&e, &subject, "endpoints", &endpoint);
        if let Some(session) = text(&event["session"]["id"]) {
            self.member(&e, &subject, "sessions", &format!("{endpoint} {session}"));
        }
        for (name, value) in event["attributes"].as_object().into_iter().flatten() {
            self.count(&e, &subject, &format!("values|k={name}|v={}", text(value).unwrap_or_default()));
        }
        for (name, value) in event["metrics"].as_object().into_iter().flatten() {
            self.number(&e, &subject, &format!("metric|m={name}"), value.as_f64().unwrap_or_default());
        }
        let attribute = |name: &str| text(&event["attributes"][name]);
        if let ("_campaign.opened_notification", Some(id)) = (kind.as_str(), attribute("campaign_id")) {
            self.count(&e, "messages", &format!("push_opens|c={id}"));
            let treatment = attribute("treatment_id").unwrap_or_else(|| "0".to_owned());
            let dimensions = format!("{}|tr={treatment}", part("a", attribute("campaign_activity_id")));
            self.count(&e, &format!("campaign#{id}"), &format!("push_opens{dimensions}"));
        }
        if let ("_journey.opened_notification", Some(id)) = (kind.as_str(), attribute("journey_id")) {
            let dimensions = part("a", attribute("journey_activity_id")) + &part("r", attribute("journey_run_id"));
            self.count(&e, &format!("journey#{id}"), &format!("push_opens{dimensions}"));
        }
    }

    fn usage(&mut self, e: &Event<'_>, endpoint: &str, document: &Value) {
        self.member(e, "usage", "endpoints", endpoint);
        let user = text(&document["User"]["UserId"]);
        if let Some(user) = &user {
            self.member(e, "usage", "users", user);
        }
        if text(&document["CreationDate"]).is_some_and(|created| created.starts_with(&e.day)) {
            self.member(e, "usage", "new_endpoints", endpoint);
            if let Some(user) = &user {
                self.member(e, "usage", "new_users", user);
            }
        }
        let demographic = &document["Demographic"];
        for (name, value) in [
            ("platform", &demographic["Platform"]),
            ("app_version", &demographic["AppVersion"]),
            ("model", &demographic["Model"]),
            ("make", &demographic["Make"]),
            ("country", &document["Location"]["Country"]),
            ("channel", &document["ChannelType"]),
        ] {
            if let Some(value) = text(value) {
                self.member(e, "usage", &format!("demographic|t={name}|v={value}"), endpoint);
            }
        }
        let session = &e.value["session"];
        match text(&e.value["type"]).as_deref() {
            Some("_session.start") => {
                self.count(e, "usage", "sessions");
                self.member(e, "usage", "openers", endpoint);
                let zone = text(&demographic["Timezone"]).unwrap_or_default();
                let at = Timestamp::from_millisecond(e.value["at"].as_i64().unwrap_or_default()).unwrap_or_default();
                let local = at.in_tz(&zone).or_else(|_| at.in_tz("UTC"));
                let when = local.map(|local| local.strftime("%u-%H").to_string()).unwrap_or_default();
                self.count(e, "usage", &format!("local_sessions|w={when}"));
            }
            Some("_session.stop") => {
                let spanned = session["stop"].as_i64().zip(session["start"].as_i64()).map(|(stop, start)| stop - start);
                if let Some(ms) = session["duration"].as_i64().or(spanned) {
                    self.number(e, "usage", "session_ms", ms as f64);
                }
            }
            Some("_userauth.sign_in") => self.count(e, "usage", "sign_ins"),
            Some("_userauth.sign_up") => self.count(e, "usage", "sign_ups"),
            Some("_userauth.auth_fail") => self.count(e, "usage", "auth_failures"),
            Some("_monetization.purchase") => {
                let quantity = e.value["metrics"]["_quantity"].as_f64().unwrap_or(1.0);
                self.count(e, "usage", "purchases");
                self.number(e, "usage", "units", quantity);
                self.member(e, "usage", "payers", &user.map_or_else(|| format!("e {endpoint}"), |user| format!("u {user}")));
                if let Some(price) = e.value["metrics"]["_item_price"].as_f64() {
                    let currency = text(&e.value["attributes"]["_currency"]).unwrap_or_else(|| "XXX".to_owned());
                    self.number(e, "usage", &format!("revenue|cu={currency}"), price * quantity);
                }
            }
            _ => {}
        }
    }

    /// Counts an event of a channel or provider.
    pub fn service(&mut self, envelope: &Value) {
        let at = envelope["event_timestamp"].as_i64().unwrap_or_default();
        let app = text(&envelope["application"]["app_id"]).unwrap_or_default();
        let e = Event { app, day: day(at), hour: hour(at), value: envelope };
        let kind = text(&envelope["event_type"]).unwrap_or_default();
        match kind.split_once('.') {
            Some(("_campaign", "send")) => self.campaign_send(&e),
            Some(("_journey", "send")) => self.journey_send(&e),
            Some(("_journey", "step")) => self.journey_step(&e),
            Some(("_email", what)) => self.email(&e, what),
            Some(("_SMS", what)) => self.sms(&e, what),
            _ => {}
        }
    }

    fn campaign_send(&mut self, e: &Event<'_>) {
        let Some(id) = e.attribute("campaign_id") else { return };
        let (channel, mut status) = (e.attribute("delivery_type"), e.attribute("campaign_send_status"));
        if let Some(reason) = e.attribute("reason") {
            status = Some(reason);
        }
        let sent = part("ch", channel) + &part("s", status.clone());
        self.count(e, "messages", &format!("sends|c={id}{sent}"));
        let campaign = format!("campaign#{id}");
        self.count(e, &campaign, &format!("sends{}{sent}", e.in_campaign()));
        if status.as_deref() == Some("SUCCESS") {
            let endpoint = e.client();
            self.member(e, "messages", &format!("reached|c={id}"), &endpoint);
            self.member(e, &campaign, "reached", &endpoint);
            if let Some(activity) = e.attribute("campaign_activity_id") {
                self.member(e, &campaign, &format!("reached|a={activity}"), &endpoint);
            }
        }
    }

    fn journey_send(&mut self, e: &Event<'_>) {
        let Some(id) = e.attribute("journey_id") else { return };
        let status = e.attribute("journey_send_status").unwrap_or_default();
        let sent = part("ch", e.attribute("journey_activity_type"));
        self.count(e, &format!("journey#{id}"), &format!("sends{}{sent}|s={status}", e.in_journey()));
        let key = match status.as_str() {
            "SUCCESS" | "FAILURE_PERMANENT" | "TRANSIENT_FAILURE" | "THROTTLED" => status.as_str(),
            "DAILY_CAP" => "DAILY_CAP_EXCEEDED",
            "QUIET_TIME" | "QUIET_TIME_MISSING_TIMEZONE" => "QUIET_TIME",
            "UNSUPPORTED_CHANNEL" => "FAILURE_PERMANENT",
            "FAILURE" | "CUSTOM_DELIVERY_FAILURE" => "SERVICE_FAILURE",
            "QUIET_TIME_WAIT_FINISHED" => return,
            _ => "UNKNOWN",
        };
        self.always(e, &format!("execution#{id}"), &format!("execution{}|s={key}", e.in_journey()));
    }

    fn journey_step(&mut self, e: &Event<'_>) {
        let (Some(id), Some(metric)) = (e.attribute("journey_id"), e.attribute("metric")) else { return };
        let branch = metric.strip_prefix("Branch_");
        let numbered = branch.and_then(|n| n.parse::<u16>().ok()).is_some_and(|n| (1..1_000).contains(&n));
        let known = "ENDPOINT_ENTERED ENDPOINT_LEFT WAIT_STARTED WAIT_FINISHED HOLDOUT PASSED Branch_TRUE Branch_FALSE";
        if numbered || known.split(' ').any(|name| name == metric) {
            self.always(e, &format!("execution#{id}"), &format!("execution{}|s={metric}", e.in_journey()));
        }
    }

    fn email(&mut self, e: &Event<'_>, what: &str) {
        let mail = &e.value["facets"]["email_channel"]["mail_event"]["mail"];
        let transactional = e.attribute("campaign_id").is_none() && e.attribute("journey_id").is_none();
        if transactional && what == "send" {
            return self.count(e, "messages", "sends|ch=EMAIL|s=SUCCESS");
        }
        if transactional && what == "rejected" && mail["message_id"].is_null() {
            return self.count(e, "messages", "sends|ch=EMAIL|s=FAILURE_PERMANENT");
        }
        let (measure, distinct) = match what {
            "delivered" => ("delivered", None),
            "rejected" => ("rejected", None),
            "hardbounce" => ("hard_bounces", None),
            "softbounce" => ("soft_bounces", None),
            "complaint" => ("complaints", None),
            "open" => ("opens", Some("unique_opens")),
            "click" => ("clicks", Some("unique_clicks")),
            "unsubscribe" => ("unsubscribes", None),
            "rendering_failure" => ("rendering_failures", None),
            _ => return,
        };
        for (subject, dimensions) in e.places() {
            self.count(e, &subject, &format!("{measure}{dimensions}"));
            if let Some(distinct) = distinct {
                self.member(e, &subject, &format!("{distinct}{dimensions}"), &e.client());
            }
        }
    }

    fn sms(&mut self, e: &Event<'_>, what: &str) {
        let status = e.attribute("record_status").unwrap_or_default();
        let parts = e.attribute("number_of_message_parts").and_then(|parts| parts.parse().ok()).unwrap_or(1);
        let (subject, dimensions) = match (e.attribute("campaign_id"), e.attribute("journey_id")) {
            (None, None) => {
                let country = e.attribute("iso_country_code").map_or_else(|| "ZZ".to_owned(), |code| code.to_uppercase());
                ("messages".to_owned(), format!("|co={country}"))
            }
            _ => e.places().pop().unwrap_or_default(),
        };
        self.count(e, &subject, &format!("texts{dimensions}|s={status}"));
        for _ in 0..parts {
            self.count(e, &subject, &format!("text_parts{dimensions}|s={status}"));
        }
        if let ("SUCCESS" | "FAILURE" | "OPTOUT", Some(price)) = (what, e.value["metrics"]["price_in_millicents_usd"].as_f64()) {
            self.number(e, &subject, &format!("text_price{dimensions}"), price);
        }
    }

    fn count(&mut self, e: &Event<'_>, subject: &str, series: &str) {
        let day = e.day.clone();
        self.count_in(e, subject, day, series);
    }

    fn always(&mut self, e: &Event<'_>, subject: &str, series: &str) {
        self.count_in(e, subject, "always".to_owned(), series);
    }

    fn count_in(&mut self, e: &Event<'_>, subject: &str, period: String, series: &str) {
        let page = self.pages.entry((e.app.clone(), subject.to_owned(), period)).or_default();
        if let Tally::Count(hours) = page.entry(series.to_owned()).or_insert_with(|| Tally::Count(BTreeMap::new())) {
            *hours.entry(e.hour).or_default() += 1;
        }
    }

    fn number(&mut self, e: &Event<'_>, subject: &str, series: &str, number: f64) {
        let page = self.pages.entry((e.app.clone(), subject.to_owned(), e.day.clone())).or_default();
        if let Tally::Numbers(numbers) = page.entry(series.to_owned()).or_insert_with(|| Tally::Numbers(Vec::new())) {
            numbers.push(number);
        }
    }

    fn member(&mut self, e: &Event<'_>, subject: &str, series: &str, member: &str) {
        let page = self.pages.entry((e.app.clone(), subject.to_owned(), e.day.clone())).or_default();
        if let Tally::Members(members) = page.entry(series.to_owned()).or_insert_with(|| Tally::Members(BTreeSet::new())) {
            members.insert(member.to_owned());
        }
    }
}

impl Event<'_> {
    fn attribute(&self, name: &str) -> Option<String> {
        text(&self.value["attributes"][name])
    }

    fn client(&self) -> String {
        text(&self.value["client"]["client_id"]).unwrap_or_default().to_lowercase()
    }

    fn in_campaign(&self) -> String {
        let treatment = self.attribute("treatment_id").unwrap_or_else(|| "0".to_owned());
        format!("{}|tr={treatment}", part("a", self.attribute("campaign_activity_id")))
    }

    fn in_journey(&self) -> String {
        part("a", self.attribute("journey_activity_id")) + &part("r", self.attribute("journey_run_id"))
    }

    /// The subjects that a message counts for, and the dimensions it is told apart by there; its own campaign's or journey's last.
    fn places(&self) -> Vec<(String, String)> {
        match (self.attribute("campaign_id"), self.attribute("journey_id")) {
            (Some(id), _) => {
                vec![("messages".to_owned(), format!("|c={id}")), (format!("campaign#{id}"), self.in_campaign())]
            }
            (None, Some(id)) => vec![(format!("journey#{id}"), self.in_journey())],
            (None, None) => vec![("messages".to_owned(), String::new())],
        }
    }
}

fn part(name: &str, value: Option<String>) -> String {
    value.map_or_else(String::new, |value| format!("|{name}={value}"))
}

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

fn day(at: i64) -> String {
    Timestamp::from_millisecond(at).unwrap_or_default().strftime("%Y-%m-%d").to_string()
}

fn hour(at: i64) -> u8 {
    u8::try_from(at.div_euclid(3_600_000).rem_euclid(24)).unwrap_or_default()
}
