//! The API as a client of this world uses it: nothing goes wrong on this side.

use bytes::Bytes;
use serde_json::{Value, json};
use touchpoint_api::{Api, Caller, PathForm, handle_as};

/// A client of the API.
#[derive(Clone, Debug)]
pub struct Front(pub Api);

impl Front {
    /// Calls the API; answers that are not successes are errors.
    pub async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> anyhow::Result<Value> {
        let body = body.map(serde_json::to_vec).transpose()?.unwrap_or_default();
        let request = http::Request::builder().method(method).uri(path).body(Bytes::from(body))?;
        let answer = handle_as(&self.0, &Caller::admin("hostile"), request, PathForm::Encoded).await;
        let value: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        anyhow::ensure!(answer.status().is_success(), "{method} {path}: {} {value}", answer.status());
        Ok(value)
    }

    /// An app that may send email; its id.
    pub async fn app(&self) -> anyhow::Result<String> {
        let app = self.call("POST", "/v1/apps", Some(&json!({"Name": "hostile"}))).await?;
        let id = text(&app, "Id")?;
        let channel =
            json!({"FromAddress": "a@example.com", "Identity": "arn:aws:ses:us-east-1:111122223333:identity/example.com"});
        self.call("PUT", &format!("/v1/apps/{id}/channels/email"), Some(&channel)).await?;
        Ok(id)
    }

    /// A segment of everybody whose plan is gold; its id.
    pub async fn gold(&self, app: &str) -> anyhow::Result<String> {
        let segment = json!({"Name": "gold", "Dimensions": {"Attributes": {"plan": {"Values": ["gold"]}}}});
        text(&self.call("POST", &format!("/v1/apps/{app}/segments"), Some(&segment)).await?, "Id")
    }

    /// A campaign to `segment`; its id.
    pub async fn campaign(&self, app: &str, segment: &str, start: &str, holdout: u64) -> anyhow::Result<String> {
        let campaign = json!({
            "Name": "hello", "SegmentId": segment, "HoldoutPercent": holdout, "Schedule": {"StartTime": start},
            "MessageConfiguration": {"EmailMessage": {"Title": "Hello {{User.UserAttributes.FirstName}}", "HtmlBody": "<p>Hi</p>"}},
        });
        text(&self.call("POST", &format!("/v1/apps/{app}/campaigns"), Some(&campaign)).await?, "Id")
    }

    /// The campaign's status.
    pub async fn status(&self, app: &str, campaign: &str) -> anyhow::Result<String> {
        let campaign = self.call("GET", &format!("/v1/apps/{app}/campaigns/{campaign}"), None).await?;
        text(&campaign, "/State/CampaignStatus")
    }
}

/// The text at a member name or a JSON pointer.
pub fn text(value: &Value, place: &str) -> anyhow::Result<String> {
    let found = if place.starts_with('/') { value.pointer(place) } else { value.get(place) };
    let found = found.and_then(Value::as_str);
    found.map(str::to_owned).ok_or_else(|| anyhow::anyhow!("no {place} in {value}"))
}
