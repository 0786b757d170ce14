//! Malformed requests: each with its answer, and with nothing changed.

use serde_json::{Value, json};

use crate::story::{Story, encoded};

pub(crate) struct World {
    pub(crate) story: Story,
    app: String,
    tags: String,
}

impl World {
    pub(crate) async fn new() -> Self {
        let mut story = Story::begin().await;
        let app = story.app().await;
        let arn = format!("arn:aws:mobiletargeting:eu-west-1:123456789012:{}", app.trim_start_matches("/v1/"));
        let tags = format!("/v1/tags/{}", encoded(&arn));
        story.put(&format!("{app}/settings"), json!({"Limits": {"Daily": 5}})).await;
        let identity = "arn:aws:ses:eu-west-1:123456789012:identity/example.com";
        story.put(&format!("{app}/channels/email"), json!({"FromAddress": "a@example.com", "Identity": identity})).await;
        story.post("/v1/templates/Hello/email", json!({"Subject": "s", "TextPart": "t"})).await;
        story.post(&tags, json!({"tags": {"team": "growth"}})).await;
        Self { story, app, tags }
    }

    /// Everything that a client can see.
    pub(crate) async fn seen(&self) -> Vec<Value> {
        let mut seen = Vec::new();
        for path in [
            "/v1/apps".to_owned(),
            self.app.clone(),
            self.tags.clone(),
            format!("{}/settings", self.app),
            format!("{}/channels", self.app),
            format!("{}/channels/email", self.app),
            "/v1/templates".to_owned(),
            "/v1/templates/Hello/email".to_owned(),
            "/v1/templates/Hello/email?version=1".to_owned(),
        ] {
            let answer = self.story.ask("GET", &path, "").await;
            assert_eq!(answer.status, 200, "{path}");
            seen.push(answer.body);
        }
        seen
    }

    /// Sends each request (method, path, body, answer; `$` is the app, `#` its tags) and checks that nothing came of it.
    pub(crate) async fn refuses(&self, table: &[(&str, &str, &str, &str)]) {
        let before = self.seen().await;
        let mut wrong = Vec::new();
        for (method, path, body, expected) in table {
            let path = path.replace('$', &self.app).replace('#', &self.tags);
            let answer = self.story.ask(method, &path, *body).await;
            if answer.refusal() != *expected {
                wrong.push(format!("{method} {path} {body}\n  answered {}\n  expected {expected}", answer.refusal()));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(self.seen().await, before);
    }
}

#[tokio::test]
async fn apps() {
    let long = json!({"Name": "x".repeat(65)}).to_string();
    let world = World::new().await;
    world
        .refuses(&[
            ("POST", "/v1/apps", "", "400 CreateApplicationRequest: required; the body is empty"),
            ("POST", "/v1/apps", " ", "400 CreateApplicationRequest: required; the body is empty"),
            ("POST", "/v1/apps", "{}", "400 Name: required"),
            ("POST", "/v1/apps", r#"{"Name":null}"#, "400 Name: expected a string, found null"),
            ("POST", "/v1/apps", r#"{"Name":5}"#, "400 Name: expected a string, found an integer"),
            ("POST", "/v1/apps", r#"{"Name":""}"#, "400 Name: must have 1 to 64 characters"),
            ("POST", "/v1/apps", &long, "400 Name: must have 1 to 64 characters"),
            ("POST", "/v1/apps", "{\"Name\":\"a\\nb\"}", "400 Name: must not hold control characters"),
            (
                "POST",
                "/v1/apps",
                r#"{"Name":"x","tags":{"aws:a":"b"}}"#,
                r#"400 tags: key "aws:a" must not begin with the reserved aws:"#,
            ),
            ("POST", "/v1/apps", r#"{"Name":"x","tags":{"a":5}}"#, "400 tags.a: expected a string, found an integer"),
            ("POST", "/v1/apps", r#"{"Name":"x","tags":[]}"#, "400 tags: expected an object, found a list"),
            ("GET", "/v1/apps?page-size=0", "", "400 page-size: must be a whole number from 1 to 500"),
            ("GET", "/v1/apps?page-size=ten", "", "400 page-size: must be a whole number from 1 to 500"),
            ("GET", "/v1/apps/none", "", "404 Application not found"),
            ("DELETE", "/v1/apps/none", "", "404 Application not found"),
            ("PUT", "$", "{}", "405 method: PUT is not one of DELETE, GET, OPTIONS"),
        ])
        .await;
}

#[tokio::test]
async fn settings() {
    let world = World::new().await;
    let put = |body, expected| ("PUT", "$/settings", body, expected);
    world
        .refuses(&[
            put("", "400 WriteApplicationSettingsRequest: required; the body is empty"),
            put("{", "400 line 1 column 1: the body is not valid JSON (EOF while parsing an object)"),
            put(r#"{"Limits":5}"#, "400 Limits: expected an object, found an integer"),
            put(
                r#"{"Limits":{"Daily":"5"}}"#,
                "400 Limits.Daily: expected an integer from -2147483648 to 2147483647, found a string",
            ),
            put(r#"{"Limits":{"Daily":101}}"#, "400 Limits.Daily: must be from 0 to 100"),
            put(r#"{"Limits":{"Daily":-1}}"#, "400 Limits.Daily: must be from 0 to 100"),
            put(r#"{"Limits":{"Total":101}}"#, "400 Limits.Total: must be from 0 to 100"),
            put(r#"{"Limits":{"MessagesPerSecond":20001}}"#, "400 Limits.MessagesPerSecond: must be from 0 to 20000"),
            put(
                r#"{"Limits":{"MaximumDuration":59}}"#,
                "400 Limits.MaximumDuration: must be at least 60 seconds, or 0 for no limit",
            ),
            put(r#"{"QuietTime":{"Start":"22:00"}}"#, "400 QuietTime.End: must be given together with Start"),
            put(
                r#"{"QuietTime":{"Start":"24:00","End":"07:00"}}"#,
                "400 QuietTime.Start: must be a time of day as HH:MM, from 00:00 to 23:59",
            ),
            put(
                r#"{"CampaignHook":{"Mode":"SOMETIMES"}}"#,
                r#"400 CampaignHook.Mode: unknown value "SOMETIMES"; expected one of DELIVERY, FILTER"#,
            ),
            put(r#"{"JourneyLimits":{"DailyCap":101}}"#, "400 JourneyLimits.DailyCap: must be a whole number from 0 to 100"),
            put(r#"{"JourneyLimits":{"TotalCap":-1}}"#, "400 JourneyLimits.TotalCap: must be a whole number from 0 to 100"),
            put(
                r#"{"JourneyLimits":{"TimeframeCap":{"Cap":1,"Days":31}}}"#,
                "400 JourneyLimits.TimeframeCap.Days: must be a whole number from 0 to 30",
            ),
            ("PUT", "/v1/apps/none/settings", r#"{"Limits":{"Daily":101}}"#, "404 Application not found"),
            ("GET", "/v1/apps/none/settings", "", "404 Application not found"),
            ("POST", "$/settings", "{}", "405 method: POST is not one of GET, PUT, OPTIONS"),
        ])
        .await;
}

#[tokio::test]
async fn tags() {
    let world = World::new().await;
    let unknown = "/v1/tags/arn:aws:mobiletargeting:eu-west-1:123456789012:apps%2Fnone";
    let journey = "/v1/tags/arn:aws:mobiletargeting:eu-west-1:123456789012:apps%2Fa%2Fjourneys%2Fb";
    let prefix = "400 resource-arn: must begin with arn:aws:mobiletargeting:eu-west-1:123456789012:";
    let what = "400 resource-arn: must name an app, a campaign, a segment or a message template";
    world
        .refuses(&[
            ("GET", "/v1/tags/x", "", prefix),
            ("GET", "/v1/tags/arn:aws:sns:eu-west-1:123456789012:t", "", prefix),
            ("GET", unknown, "", "404 Application not found"),
            ("POST", unknown, r#"{"tags":{"a":"b"}}"#, "404 Application not found"),
            ("DELETE", &format!("{unknown}?tagKeys=a"), "", "404 Application not found"),
            ("GET", journey, "", what),
            ("GET", "/v1/tags/arn:aws:mobiletargeting:us-east-1:1:apps%2Fa", "", "404 Resource not found"),
            (
                "GET",
                "/v1/tags/arn:aws:mobiletargeting:eu-west-1:123456789012:templates%2FHello%2FSMS",
                "",
                "404 Resource not found",
            ),
            ("POST", "#", "", "400 TagsModel: required; the body is empty"),
            ("POST", "#", "{}", "400 tags: required"),
            ("POST", "#", r#"{"tags":{"":"x"}}"#, r#"400 tags: key "" must have 1 to 128 characters"#),
            (
                "POST",
                "#",
                r#"{"tags":{"a":"b","c!":"d"}}"#,
                r#"400 tags: key "c!" may hold letters, digits, blanks and _.:/=+-@ only"#,
            ),
            ("DELETE", "#", "", "400 tagKeys: required"),
        ])
        .await;
}

#[tokio::test]
async fn email_channel() {
    let world = World::new().await;
    let put = |body, expected| ("PUT", "$/channels/email", body, expected);
    let sender = "400 FromAddress: must be an address such as news@example.com or Name <news@example.com>";
    let identity = "400 Identity: must be the ARN of an SES identity: arn:aws:ses:…:…:identity/…";
    let role = "must be the ARN of a role: arn:aws:iam::123456789012:role/name";
    let ok = |more: &str| {
        format!(r#"{{"FromAddress":"a@example.com","Identity":"arn:aws:ses:eu-west-1:123456789012:identity/example.com"{more}}}"#)
    };
    world
        .refuses(&[
            put("", "400 EmailChannelRequest: required; the body is empty"),
            put(r#"{"FromAddress":"a@example.com"}"#, "400 Identity: required"),
            put(r#"{"Identity":"arn:aws:ses:eu-west-1:123456789012:identity/x"}"#, "400 FromAddress: required"),
            put(r#"{"FromAddress":"nobody","Identity":"arn:aws:ses:eu-west-1:123456789012:identity/x"}"#, sender),
            put(
                r#"{"FromAddress":"a@example.com\r\nBcc: b@example.com","Identity":"arn:aws:ses:e:123456789012:identity/x"}"#,
                sender,
            ),
            put(r#"{"FromAddress":"a@example.com","Identity":"example.com"}"#, identity),
            put(r#"{"FromAddress":"a@example.com","Identity":"arn:aws:ses:eu-west-1:123456789012:identity/"}"#, identity),
            put(r#"{"FromAddress":"a@example.com","Identity":"arn:aws:ses:eu-west-1:1:identity/example.com"}"#, identity),
            put(r#"{"FromAddress":"a@example.com","Identity":""}"#, "400 Identity: must have 1 to 2048 characters"),
            put(&ok(r#","Enabled":"yes""#), "400 Enabled: expected true or false, found a string"),
            put(
                &ok(&format!(r#","ConfigurationSet":"{}""#, "s".repeat(2049))),
                "400 ConfigurationSet: must have 1 to 2048 characters",
            ),
            put(&ok(r#","RoleArn":"role""#), &format!("400 RoleArn: {role}")),
            put(&ok(r#","RoleArn":"arn:aws:iam::1:role/send""#), &format!("400 RoleArn: {role}")),
            put(&ok(r#","OrchestrationSendingRoleArn":"arn:aws:s3:::x""#), &format!("400 OrchestrationSendingRoleArn: {role}")),
            ("PUT", "/v1/apps/none/channels/email", &ok(""), "404 Application not found"),
            ("GET", "/v1/apps/none/channels", "", "404 Application not found"),
            ("DELETE", "/v1/apps/none/channels/email", "", "404 Application not found"),
            ("POST", "$/channels/email", "{}", "405 method: POST is not one of DELETE, GET, PUT, OPTIONS"),
        ])
        .await;
}
