//! The channels besides email: what all have in common, and their credentials, which nobody gets to see again.

use serde_json::{Value, json};
use touchpoint_api::credentials::credentials;
use touchpoint_domain::channel::{ApnsMethod, Credentials, GcmMethod};
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_domain::ids::AppId;
use touchpoint_store::resources::{Kind, Purge, Scope};

use crate::story::Story;

const KEY: &str = "-----BEGIN PRIVATE KEY-----\nTUlHaGlkZGVu\n-----END PRIVATE KEY-----\n";
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n";
/// What of the requests below nobody may find.
const SECRETS: [&str; 4] = ["TUlHaGlkZGVu", "hidden-key", "hidden-secret", "robot@hidden.example"];

fn token() -> Value {
    json!({"BundleId": "com.example.shop", "TeamId": "TEAM123456", "TokenKey": KEY, "TokenKeyId": "KEY1234567"})
}

fn certificate() -> Value {
    json!({"Certificate": CERTIFICATE, "PrivateKey": KEY, "DefaultAuthenticationMethod": "Certificate"})
}

fn service_json() -> String {
    json!({"project_id": "shop", "client_email": "robot@hidden.example", "private_key": KEY}).to_string()
}

/// Every channel with a request that configures it.
fn requests() -> Vec<(Channel, Value)> {
    vec![
        (Channel::Adm, json!({"ClientId": "amzn1.client", "ClientSecret": "hidden-secret"})),
        (Channel::Apns, token()),
        (Channel::ApnsSandbox, certificate()),
        (Channel::ApnsVoip, token()),
        (Channel::ApnsVoipSandbox, certificate()),
        (Channel::Baidu, json!({"ApiKey": "baidu-key", "SecretKey": "hidden-secret"})),
        (Channel::Gcm, json!({"ApiKey": "hidden-key", "ServiceJson": service_json(), "DefaultAuthenticationMethod": "TOKEN"})),
        (Channel::Sms, json!({"SenderId": "Shop", "ShortCode": "12345"})),
        (Channel::Voice, json!({})),
    ]
}

fn path(app: &str, channel: Channel) -> String {
    format!("{app}/channels/{}", channel.as_str().to_ascii_lowercase())
}

fn id(app: &str) -> AppId {
    AppId::new(app.trim_start_matches("/v1/apps/"))
}

#[tokio::test]
async fn each_is_answered_with_its_own_members_and_without_secrets() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let mut shown = Vec::new();
    for (channel, request) in requests() {
        let answer = story.ask("PUT", &path(&app, channel), request.to_string()).await;
        assert_eq!(answer.status, 200, "{channel}");
        assert_eq!(story.ask("GET", &path(&app, channel), "").await.body, answer.body, "{channel}");
        shown.push(answer.body);
    }
    let channels = story.get(&format!("{app}/channels")).await.body;
    shown.push(channels.clone());
    for (channel, _) in requests() {
        assert_eq!(channels["Channels"][channel.as_str()]["Version"], 1, "{channel}");
        shown.push(story.ask("DELETE", &path(&app, channel), "").await.body);
        assert_eq!(story.ask("GET", &path(&app, channel), "").await.status, 404, "{channel}");
    }
    let all = Value::from(shown.clone()).to_string();
    for secret in SECRETS {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
    for ((channel, _), answer) in requests().into_iter().zip(&shown) {
        let name = channel.as_str();
        let mut expected = own_members(channel);
        for (member, value) in [("Id", json!(name.to_ascii_lowercase())), ("Platform", json!(name)), ("Version", json!(1))] {
            expected[member] = value;
        }
        for (member, value) in [("Enabled", true), ("HasCredential", true), ("IsArchived", false)] {
            expected[member] = value.into();
        }
        for member in ["ApplicationId", "CreationDate", "LastModifiedDate"] {
            expected[member] = answer[member].clone();
        }
        assert_eq!(*answer, expected, "{channel}");
    }
}

/// What each answer says besides the members that all channels have.
fn own_members(channel: Channel) -> Value {
    match channel {
        Channel::Apns | Channel::ApnsVoip => json!({"HasTokenKey": true}),
        Channel::ApnsSandbox | Channel::ApnsVoipSandbox => {
            json!({"HasTokenKey": false, "DefaultAuthenticationMethod": "Certificate"})
        }
        Channel::Baidu => json!({"Credential": "baidu-key"}),
        Channel::Gcm => json!({"DefaultAuthenticationMethod": "TOKEN", "HasFcmServiceCredentials": true}),
        Channel::Sms => json!({"SenderId": "Shop", "ShortCode": "12345"}),
        Channel::Adm | Channel::Voice | Channel::Email | Channel::Push | Channel::Custom | Channel::InApp => json!({}),
    }
}

#[tokio::test]
async fn a_put_replaces_the_whole_channel() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let channel = path(&app, Channel::Gcm);
    let first = story.put(&channel, json!({"ApiKey": "hidden-key", "Enabled": false})).await.body;
    assert_eq!((&first["Enabled"], &first["Version"]), (&json!(false), &json!(1)));
    assert_eq!(first["DefaultAuthenticationMethod"], "KEY");
    story.minutes_pass(1);
    let second = story.put(&channel, json!({"ApiKey": "", "ServiceJson": service_json()})).await.body;
    assert_eq!((&second["Enabled"], &second["Version"]), (&json!(true), &json!(2)));
    assert_eq!((&second["DefaultAuthenticationMethod"], &second["CreationDate"]), (&json!("TOKEN"), &first["CreationDate"]));
    assert_ne!(second["LastModifiedDate"], first["LastModifiedDate"]);
    assert_eq!(story.put(&channel, json!({"Enabled": false})).await.refusal(), "400 Missing credentials");
    assert_eq!(story.get(&channel).await.body, second);
    assert_eq!(story.delete(&channel).await.body, second);
    assert_eq!(story.delete(&channel).await.status, 404);
    let again = story.put(&channel, json!({"ApiKey": "hidden-key", "DefaultAuthenticationMethod": "key"})).await.body;
    assert_eq!((&again["DefaultAuthenticationMethod"], &again["Version"]), (&json!("key"), &json!(1)));
}

#[tokio::test]
async fn credentials_are_read_again_as_they_were_given() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    for (channel, request) in requests() {
        assert_eq!(credentials(&story.api, &id(&app), channel).await.unwrap(), None, "{channel}");
        story.ask("PUT", &path(&app, channel), request.to_string()).await;
    }
    let mut found = Vec::new();
    for (channel, _) in requests() {
        found.push(credentials(&story.api, &id(&app), channel).await.unwrap());
    }
    let found: [Option<Credentials>; 9] = found.try_into().unwrap();
    let [adm, apns, sandbox, voip, voip_sandbox, baidu, gcm, sms, voice] = found;
    assert_eq!((sms, voice), (None, None));
    assert_eq!((&apns, &sandbox), (&voip, &voip_sandbox));
    let Some(Credentials::Adm(adm)) = adm else { panic!() };
    assert_eq!((adm.client_id.as_str(), adm.client_secret.expose()), ("amzn1.client", "hidden-secret"));
    let Some(Credentials::Apns(apns)) = apns else { panic!() };
    assert_eq!((apns.method, apns.bundle_id.as_deref()), (ApnsMethod::Token, Some("com.example.shop")));
    assert_eq!(apns.token.unwrap().key.expose(), KEY);
    let Some(Credentials::Apns(sandbox)) = sandbox else { panic!() };
    assert_eq!((sandbox.method, sandbox.token), (ApnsMethod::Certificate, None));
    assert_eq!(sandbox.certificate.unwrap().private_key.expose(), KEY);
    let Some(Credentials::Baidu(baidu)) = baidu else { panic!() };
    assert_eq!((baidu.api_key.as_str(), baidu.secret_key.expose()), ("baidu-key", "hidden-secret"));
    let Some(Credentials::Gcm(gcm)) = gcm else { panic!() };
    assert_eq!((gcm.method, gcm.service_json.unwrap().expose()), (GcmMethod::Token, service_json().as_str()));
    story.ask("PUT", &path(&app, Channel::Gcm), r#"{"ApiKey":"other"}"#).await;
    let Some(Credentials::Gcm(gcm)) = credentials(&story.api, &id(&app), Channel::Gcm).await.unwrap() else { panic!() };
    assert_eq!((gcm.method, gcm.service_json), (GcmMethod::Key, None));
    story.ask("DELETE", &path(&app, Channel::Gcm), "").await;
    assert_eq!(credentials(&story.api, &id(&app), Channel::Gcm).await.unwrap(), None);
}

#[tokio::test]
async fn a_deleted_app_keeps_no_credentials() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    for (channel, request) in requests() {
        assert_eq!(story.ask("PUT", &path(&app, channel), request.to_string()).await.status, 200);
    }
    assert_eq!(story.ask("DELETE", &app, "").await.status, 200);
    assert_eq!(story.ask("GET", &path(&app, Channel::Apns), "").await.status, 404);
    assert_eq!(story.store.resources().purge_app(&id(&app), 1_000).await.unwrap(), Purge::Done);
    for (channel, _) in requests() {
        let scope = Scope::App(id(&app));
        assert_eq!(story.store.resources().get(&scope, Kind::Channel, channel.as_str()).await.unwrap(), None);
    }
}
