//! Malformed requests for email templates: each with its answer, and with nothing changed.

use serde_json::json;

use crate::refusals::World;

#[tokio::test]
async fn requests() {
    let world = World::new().await;
    let long = format!("/v1/templates/{}/email", "x".repeat(129));
    let name = "400 template-name: must have 1 to 128 letters, digits, underscores and hyphens, the first a letter or digit";
    let hello = "/v1/templates/Hello/email";
    let good = r#"{"Subject":"s","TextPart":"t"}"#;
    let description = json!({"TemplateDescription": "x".repeat(501)}).to_string();
    let number = "400 version: must be the number of a version, from 1";
    world
        .refuses(&[
            ("POST", "/v1/templates/a%20b/email", good, name),
            ("POST", "/v1/templates/_a/email", good, name),
            ("POST", &long, good, name),
            ("POST", "/v1/templates/new/email", "", "400 EmailTemplateRequest: required; the body is empty"),
            ("POST", "/v1/templates/new/email", "[]", "400 EmailTemplateRequest: expected an object, found a list"),
            ("POST", "/v1/templates/new/email", r#"{"Subject":["s"]}"#, "400 Subject: expected a string, found a list"),
            ("POST", "/v1/templates/new/email", &description, "400 TemplateDescription: must have at most 500 characters"),
            (
                "POST",
                "/v1/templates/new/email",
                r#"{"tags":{"a":"<"}}"#,
                r#"400 tags: value of "a" may hold letters, digits, blanks and _.:/=+-@ only"#,
            ),
            ("POST", hello, good, "409 template-name: Hello exists already"),
            ("PUT", "/v1/templates/none/email", good, "404 Resource not found"),
            ("PUT", &format!("{hello}?create-new-version=maybe"), good, "400 create-new-version: expected true or false"),
            (
                "PUT",
                &format!("{hello}?version=1&create-new-version=true"),
                good,
                "400 version: must be absent when create-new-version is true",
            ),
            ("PUT", &format!("{hello}?version=2"), good, "400 version: must be the latest one, 1"),
            ("PUT", &format!("{hello}?version=-1"), good, number),
            ("GET", &format!("{hello}?version=0"), "", number),
            ("GET", &format!("{hello}?version=latest"), "", number),
            ("GET", &format!("{hello}?version=99999999999"), "", number),
            ("GET", &format!("{hello}?version=2"), "", "404 Resource not found"),
            ("GET", "/v1/templates/hello/email", "", "404 Resource not found"),
            ("DELETE", "/v1/templates/none/email", "", "404 Resource not found"),
            ("DELETE", &format!("{hello}?version=2"), "", "404 Resource not found"),
            ("DELETE", &format!("{hello}?version=one"), "", number),
            (
                "PUT",
                "/v1/templates/Hello/EMAIL/active-version",
                "{}",
                "400 Version: required; the number of a version, or latest",
            ),
            ("PUT", "/v1/templates/Hello/EMAIL/active-version", r#"{"Version":"2"}"#, "404 Resource not found"),
            ("PUT", "/v1/templates/none/EMAIL/active-version", r#"{"Version":"1"}"#, "404 Resource not found"),
            (
                "PUT",
                "/v1/templates/Hello/FAX/active-version",
                r#"{"Version":"1"}"#,
                r#"400 template-type: unknown value "FAX"; expected one of EMAIL, SMS, VOICE, PUSH, INAPP"#,
            ),
            (
                "GET",
                "/v1/templates?template-type=FAX",
                "",
                r#"400 template-type: unknown value "FAX"; expected one of EMAIL, SMS, VOICE, PUSH, INAPP"#,
            ),
            ("GET", "/v1/templates?page-size=0", "", "400 page-size: must be a whole number from 1 to 100"),
            ("GET", "/v1/templates/none/EMAIL/versions", "", "404 Resource not found"),
            ("PATCH", hello, good, "405 method: PATCH is not one of POST, DELETE, GET, PUT, OPTIONS"),
        ])
        .await;
}

#[tokio::test]
async fn content() {
    let world = World::new().await;
    for (member, value) in [
        ("Subject", json!("{{unclosed")),
        ("HtmlPart", json!("{{#if a}}never closed")),
        ("TextPart", json!("{{/if}}")),
        ("DefaultSubstitutions", json!("not json")),
        ("DefaultSubstitutions", json!("[1]")),
        ("DefaultSubstitutions", json!("{\"a\":{}}")),
        ("HtmlPart", json!("x".repeat(600_001))),
    ] {
        for (method, path) in [("POST", "/v1/templates/new/email"), ("PUT", "/v1/templates/Hello/email")] {
            let before = world.seen().await;
            let answer = world.story.ask(method, path, json!({member: value}).to_string()).await;
            assert_eq!(answer.status, 400, "{method} {member}");
            assert!(answer.text("Message").starts_with(&format!("{member}: ")), "{}", answer.body);
            assert_eq!(world.seen().await, before);
        }
    }
}
