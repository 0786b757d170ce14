//! Events of all types, made up from a seed.

use serde_json::{Value, json};

/// Something to count.
#[derive(Clone, Debug, PartialEq)]
pub enum Happened {
    /// An app reported it of an endpoint, which is stored as `document`.
    Reported { app: String, endpoint: String, document: Option<Value>, event: Value },
    /// A channel or provider caused it: an envelope.
    Service(Value),
}

/// 2026-09-28T00:00:00Z, a Monday.
const START_MS: i64 = 1_790_553_600_000;
const DAYS: u64 = 4;
const DAY_MS: i64 = 86_400_000;
const ENDPOINTS: u64 = 400;

/// So many events of two apps over four days; the same for the same seed.
#[must_use]
pub fn sample(seed: u64, events: usize) -> Vec<Happened> {
    let mut dice = Dice(seed);
    (0..events)
        .map(|n| if dice.below(10) < 6 { reported(&mut dice, n) } else { Happened::Service(service(&mut dice, n)) })
        .collect()
}

/// A fixed sequence of numbers (the generator of Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn one_of<'p>(&mut self, pool: &[&'p str]) -> &'p str {
        let at = self.below(pool.len() as u64);
        usize::try_from(at).ok().and_then(|at| pool.get(at)).copied().unwrap_or_default()
    }

    fn time(&mut self) -> i64 {
        let ms = self.below(DAYS * DAY_MS.unsigned_abs());
        START_MS + i64::try_from(ms).unwrap_or_default()
    }

    fn app(&mut self) -> String {
        self.one_of(&["a", "a", "b"]).repeat(32)
    }

    fn id(&mut self, of: &[&str]) -> String {
        self.one_of(of).repeat(32)
    }
}

fn reported(dice: &mut Dice, n: usize) -> Happened {
    let number = dice.below(ENDPOINTS);
    // Callers spell ids as they like.
    let endpoint = format!("{}-{number}", dice.one_of(&["device", "Device", "DEVICE"]));
    let at = dice.time();
    let kind = dice.one_of(&[
        "_session.start",
        "_session.start",
        "_session.stop",
        "_session.stop",
        "_session.pause",
        "_userauth.sign_in",
        "_userauth.sign_up",
        "_userauth.auth_fail",
        "_monetization.purchase",
        "_monetization.purchase",
        "product.view",
        "product.view",
        "level#complete",
        "_campaign.opened_notification",
        "_campaign.received_foreground",
        "_journey.opened_notification",
        "_email.delivered",
        "_campaign.send",
        "_SMS.SUCCESS",
        "_journey.step",
    ]);
    let mut event = json!({ "id": format!("e{n}"), "type": kind, "at": at });
    if dice.below(3) > 0 {
        let length = i64::try_from(dice.below(900_000)).unwrap_or_default();
        event["session"] = json!({ "id": format!("s{}", dice.below(300)), "start": at - length });
        if kind == "_session.stop" && dice.below(4) > 0 {
            event["session"]["stop"] = json!(at);
        }
        if kind == "_session.stop" && dice.below(2) > 0 {
            event["session"]["duration"] = json!(length / 2);
        }
    }
    match kind {
        "_monetization.purchase" => {
            event["attributes"] = json!({ "_product_id": format!("p{}", dice.below(30)) });
            event["metrics"] = json!({ "_item_price": dice.below(10_000) as f64 / 100.0 });
            if dice.below(5) > 0 {
                event["attributes"]["_currency"] = json!(dice.one_of(&["EUR", "USD", "BRL"]));
                event["metrics"]["_quantity"] = json!(dice.below(5) + 1);
            }
        }
        "product.view" | "level#complete" => {
            let value = dice.one_of(&["red", "blue", "a|b=c", "ümlaut", "x"]);
            event["attributes"] = json!({ "colour": value, "sku": format!("sku-{}", dice.below(2_000)) });
            event["metrics"] = json!({ "price": dice.below(1_000) as f64 / 8.0, "depth": dice.below(9) });
        }
        _ if kind.starts_with("_session") || kind.starts_with("_userauth") => {}
        _ => event["attributes"] = client_attributes(dice),
    }
    Happened::Reported { app: dice.app(), endpoint, document: document(number), event }
}

/// What push clients report of a notification, or somebody who would like to make up deliveries.
fn client_attributes(dice: &mut Dice) -> Value {
    let mut attributes = json!({ "campaign_send_status": "SUCCESS", "record_status": "DELIVERED", "metric": "ENDPOINT_ENTERED" });
    if dice.below(4) > 0 {
        attributes["campaign_id"] = json!(dice.id(&["c", "d"]));
        attributes["campaign_activity_id"] = json!(dice.id(&["1", "2"]));
        attributes["journey_id"] = json!(dice.id(&["e", "f"]));
        attributes["journey_activity_id"] = json!(dice.one_of(&["push1", "push2"]));
    }
    if dice.below(2) > 0 {
        attributes["treatment_id"] = json!("7");
        attributes["journey_run_id"] = json!(dice.id(&["8", "9"]));
    }
    attributes
}

/// Of one endpoint always the same; some have none.
fn document(number: u64) -> Option<Value> {
    let mut dice = Dice(number);
    dice.below(2);
    if number.is_multiple_of(17) {
        return None;
    }
    let mut document = json!({
        "Id": format!("Device-{number}"), "OptOut": "NONE", "EndpointStatus": "ACTIVE", "CohortId": "5",
        "CreationDate": format!("2026-09-{:02}T12:00:00.000Z", 25 + dice.below(6)), "EffectiveDate": "2026-09-30T12:00:00.000Z",
        "ChannelType": dice.one_of(&["EMAIL", "GCM", "APNS", "SMS"]),
        "Location": { "Country": dice.one_of(&["US", "FR", "IT", "BR"]) },
        "Demographic": {
            "Platform": dice.one_of(&["ios", "android"]), "AppVersion": format!("3.{}", dice.below(12)), "Make": "Make",
            "Model": format!("Model {}", dice.below(260)), "Locale": "en_US",
            "Timezone": dice.one_of(&["Europe/Rome", "America/New_York", "Asia/Kolkata", "Mars/Olympus"]),
        },
    });
    if !number.is_multiple_of(5) {
        document["User"] = json!({ "UserId": format!("User-{}", number / 2) });
    }
    Some(document)
}

fn service(dice: &mut Dice, n: usize) -> Value {
    let kind = dice.one_of(&[
        "_campaign.send",
        "_campaign.send",
        "_campaign.send",
        "_email.send",
        "_email.delivered",
        "_email.rejected",
        "_email.hardbounce",
        "_email.softbounce",
        "_email.complaint",
        "_email.open",
        "_email.open",
        "_email.click",
        "_email.unsubscribe",
        "_email.rendering_failure",
        "_journey.send",
        "_journey.send",
        "_journey.step",
        "_SMS.BUFFERED",
        "_SMS.SUCCESS",
        "_SMS.FAILURE",
        "_SMS.OPTOUT",
        "_custom.delivered",
    ]);
    let client = format!("{}-{}", dice.one_of(&["device", "Device"]), dice.below(ENDPOINTS));
    let at = dice.time();
    let mut envelope = json!({
        "event_id": format!("s{n}"), "event_type": kind, "event_timestamp": at, "arrival_timestamp": at + 5,
        "event_version": "3.1", "application": { "app_id": dice.app(), "sdk": {} }, "client": { "client_id": client },
        "device": { "platform": {} }, "session": {}, "attributes": {}, "metrics": {}, "awsAccountId": "111122223333",
    });
    if kind.starts_with("_email") && dice.below(2) > 0 {
        envelope["facets"] = json!({ "email_channel": { "mail_event": { "mail": { "message_id": format!("m{n}") } } } });
    }
    let attributes = match kind {
        "_campaign.send" => campaign(dice),
        "_journey.send" | "_journey.step" => journey(dice),
        _ => match dice.below(3) {
            0 => campaign(dice),
            1 => journey(dice),
            _ => json!({ "order": "A \"quoted\" one", "feedback": "received" }),
        },
    };
    envelope["attributes"] = attributes;
    if let Some(what) = kind.strip_prefix("_SMS.") {
        text_message(dice, what, &mut envelope);
    }
    envelope
}

fn campaign(dice: &mut Dice) -> Value {
    let mut attributes = json!({
        "campaign_id": dice.id(&["c", "d"]), "campaign_activity_id": dice.id(&["1", "2", "3"]),
        "delivery_type": dice.one_of(&["EMAIL", "SMS", "GCM"]),
        "campaign_send_status": dice.one_of(&["SUCCESS", "SUCCESS", "SUCCESS", "FAILURE", "DAILY_CAP", "HOLDOUT"]),
    });
    if dice.below(2) > 0 {
        attributes["treatment_id"] = json!(dice.one_of(&["0", "7"]));
    }
    if attributes["campaign_send_status"] == "FAILURE" {
        attributes["reason"] = json!(dice.one_of(&["ENDPOINT_OPT_OUT", "ENDPOINT_INACTIVE", "THROTTLED"]));
    }
    attributes
}

fn journey(dice: &mut Dice) -> Value {
    let status = dice.one_of(&[
        "SUCCESS",
        "FAILURE",
        "FAILURE_PERMANENT",
        "CUSTOM_DELIVERY_FAILURE",
        "THROTTLED",
        "UNSUPPORTED_CHANNEL",
        "DAILY_CAP",
        "QUIET_TIME",
        "QUIET_TIME_MISSING_TIMEZONE",
        "QUIET_TIME_WAIT_FINISHED",
        "SOMETHING_NEW",
    ]);
    let metric =
        dice.one_of(&["ENDPOINT_ENTERED", "WAIT_FINISHED", "Branch_TRUE", "Branch_12", "Branch_0", "Branch_x", "MADE_UP"]);
    let mut attributes = json!({
        "journey_id": dice.id(&["e", "f"]), "journey_activity_type": "EMAIL", "journey_send_status": status, "metric": metric,
    });
    if dice.below(4) > 0 {
        attributes["journey_activity_id"] = json!(dice.one_of(&["mail1", "mail2"]));
        attributes["journey_run_id"] = json!(dice.id(&["8", "9"]));
    }
    attributes
}

fn text_message(dice: &mut Dice, what: &str, envelope: &mut Value) {
    let status = match what {
        "BUFFERED" => "PENDING",
        "SUCCESS" => dice.one_of(&["SUCCESSFUL", "DELIVERED"]),
        "OPTOUT" => "OPTED_OUT",
        _ => dice.one_of(&["UNREACHABLE", "SPAM", "INVALID"]),
    };
    envelope["attributes"]["record_status"] = json!(status);
    if dice.below(5) > 0 {
        envelope["attributes"]["iso_country_code"] = json!(dice.one_of(&["US", "it", "BR"]));
        envelope["attributes"]["number_of_message_parts"] = json!((dice.below(3) + 1).to_string());
    }
    if what != "BUFFERED" {
        envelope["metrics"]["price_in_millicents_usd"] = json!(dice.below(900) as f64);
    }
}
