//! Malformed requests for channels: each with its answer, which never quotes what was sent.

use crate::refusals::World;

#[tokio::test]
async fn channels_with_credentials() {
    let world = World::new().await;
    let token = r#"{"BundleId":"b","TeamId":"t","TokenKeyId":"k","TokenKey":"/keys/AuthKey.p8"}"#;
    let key = "400 TokenKey: must be PEM text: -----BEGIN PRIVATE KEY-----, base64, -----END PRIVATE KEY-----";
    let word = "must have 1 to 2048 characters, all of them ASCII and none of them a blank";
    world
        .refuses(&[
            ("PUT", "$/channels/apns", "", "400 APNSChannelRequest: required; the body is empty"),
            ("PUT", "$/channels/apns", "{}", "400 Missing credentials"),
            ("PUT", "$/channels/apns", r#"{"Enabled":"no"}"#, "400 Enabled: expected true or false, found a string"),
            ("PUT", "$/channels/apns_sandbox", r#"{"Certificate":"","PrivateKey":""}"#, "400 Missing credentials"),
            ("PUT", "$/channels/apns_voip", r#"{"BundleId":"b","TeamId":"t","TokenKey":"k"}"#, "400 Missing credentials"),
            ("PUT", "$/channels/apns_voip_sandbox", token, key),
            (
                "PUT",
                "$/channels/apns",
                r#"{"BundleId":"b","TeamId":"t","TokenKeyId":"k","TokenKey":"x","DefaultAuthenticationMethod":"CERTIFICATE"}"#,
                "400 DefaultAuthenticationMethod: CERTIFICATE needs Certificate and PrivateKey",
            ),
            ("PUT", "$/channels/gcm", "{}", "400 Missing credentials"),
            (
                "PUT",
                "$/channels/gcm",
                r#"{"ApiKey":"k","DefaultAuthenticationMethod":"TOKEN"}"#,
                "400 DefaultAuthenticationMethod: TOKEN needs ServiceJson",
            ),
            (
                "PUT",
                "$/channels/gcm",
                r#"{"ServiceJson":"hush"}"#,
                "400 ServiceJson: must be the JSON of a service account's key",
            ),
            ("PUT", "$/channels/adm", r#"{"ClientId":"a"}"#, "400 ClientSecret: required"),
            ("PUT", "$/channels/adm", r#"{"ClientId":"a","ClientSecret":""}"#, &format!("400 ClientSecret: {word}")),
            ("PUT", "$/channels/baidu", r#"{"SecretKey":"a"}"#, "400 ApiKey: required"),
            ("PUT", "$/channels/baidu", r#"{"ApiKey":"a b","SecretKey":"a"}"#, &format!("400 ApiKey: {word}")),
        ])
        .await;
}

#[tokio::test]
async fn channels_without() {
    let world = World::new().await;
    let code = "400 ShortCode: must be a phone number such as +15555550100, or a short code: 3 to 15 digits";
    let sender = "400 SenderId: must have 1 to 11 letters, digits, - and _, at least one of them a letter";
    world
        .refuses(&[
            ("PUT", "$/channels/sms", r#"{"SenderId":"12345"}"#, sender),
            ("PUT", "$/channels/sms", r#"{"ShortCode":"12"}"#, code),
            ("PUT", "$/channels/voice", r#"{"Enabled":1}"#, "400 Enabled: expected true or false, found an integer"),
            ("PUT", "/v1/apps/none/channels/voice", "{}", "404 Application not found"),
            ("PUT", "/v1/apps/none/channels/apns", "{}", "404 Application not found"),
            ("GET", "/v1/apps/none/channels/sms", "", "404 Application not found"),
            ("GET", "$/channels/sms", "", "404 Resource not found"),
            ("DELETE", "$/channels/voice", "", "404 Resource not found"),
            ("GET", "$/channels/fax", "", "404 path: none of this API"),
        ])
        .await;
}
