//! The rules of emails, a case each.

use insta::assert_snapshot;
use serde_json::{Value as Json, json};
use touchpoint_wire::types::{CampaignEmailMessage, EmailTemplateRequest};

use super::*;
use crate::field::FieldError;
use crate::limits::Limits;
use crate::template::RenderError;

const ANN: &str = r#"{"Id":"1","Address":"ann@example.com","User":{"UserAttributes":{"First":["Ann\r\nBcc: bob@example.com"],"City":["Zürich"]}}}"#;

fn inline(json: Json) -> CampaignEmailMessage {
    serde_json::from_value(json).unwrap()
}

fn template(json: Json) -> EmailTemplateRequest {
    serde_json::from_value(json).unwrap()
}

fn content(json: Json) -> EmailContent {
    serde_json::from_value(json).unwrap()
}

/// As a run's plan keeps it.
fn stored(content: &EmailContent) -> String {
    serde_json::to_string_pretty(content).unwrap()
}

#[test]
fn inline_fields_win_one_by_one() {
    let whole = template(json!({
        "Subject": "t subject", "HtmlPart": "t html", "TextPart": "t text", "Headers": [{"Name": "X-T", "Value": "t"}],
        "DefaultSubstitutions": "{\"a\":1}"
    }));
    let message = inline(json!({"Title": "i title", "HtmlBody": "", "FromAddress": "news@example.com", "Headers": []}));
    assert_snapshot!(stored(&EmailContent::resolve(Some(&message), Some(&whole))), @r#"
    {
      "subject": "i title",
      "html": "t html",
      "text": "t text",
      "from_address": "news@example.com",
      "headers": [
        {
          "name": "X-T",
          "value": "t"
        }
      ],
      "default_substitutions": "{\"a\":1}"
    }
    "#);
    let message = inline(json!({
        "Title": "i title", "Body": "i text", "HtmlBody": "i html", "FromAddress": "", "Headers": [{"Name": "X-I"}, {"Value": "lost"}]
    }));
    let resolved = EmailContent::resolve(Some(&message), Some(&whole));
    assert_snapshot!(stored(&resolved), @r#"
    {
      "subject": "i title",
      "html": "i html",
      "text": "i text",
      "headers": [
        {
          "name": "X-I",
          "value": ""
        }
      ],
      "default_substitutions": "{\"a\":1}"
    }
    "#);
    assert_eq!(serde_json::from_value::<EmailContent>(serde_json::to_value(&resolved).unwrap()).unwrap(), resolved);
    assert_eq!(stored(&EmailContent::resolve(None, None)), "{}");
}

#[test]
fn one_mail() {
    let email = CompiledEmail::compile(&content(json!({
        "subject": "Hi {{User.UserAttributes.First}}!",
        "html": "<p>{{User.UserAttributes.First}} in {{User.UserAttributes.City}}, {{Nick}} &amp; {{{User.UserAttributes.City}}}</p>\n",
        "text": "{{User.UserAttributes.First}}, {{Nick}}",
        "headers": [
            {"name": "List-Unsubscribe", "value": "<https://example.com/u?a={{Address}}>"},
            {"name": "X-First", "value": "{{User.UserAttributes.First}}"},
            {"name": "X-City", "value": "{{User.UserAttributes.City}}"},
            {"name": "X-None", "value": "{{Nope}}"}
        ],
        "default_substitutions": "{\"Nick\":\"<friend>\"}"
    })))
    .unwrap();
    // A line break in a value stays in the bodies, and nowhere else.
    assert_snapshot!(format!("{:#?}", email.render(ANN).unwrap()), @r#"
    RenderedEmail {
        subject: "Hi Ann Bcc: bob@example.com!",
        html: Some(
            "<p>Ann\r\nBcc: bob@example.com in Zürich, &lt;friend&gt; &amp; Zürich</p>\n",
        ),
        text: Some(
            "Ann\r\nBcc: bob@example.com, <friend>",
        ),
        headers: [
            (
                "List-Unsubscribe",
                "<https://example.com/u?a=ann@example.com>",
            ),
            (
                "X-First",
                "Ann Bcc: bob@example.com",
            ),
            (
                "X-City",
                "=?UTF-8?Q?Z=C3=BCrich?=",
            ),
        ],
    }
    "#);
}

#[test]
fn a_subject_may_be_empty_and_one_body_suffices() {
    for (source, html, text) in [
        (json!({"text": "t"}), None, Some("t")),
        (json!({"html": "h"}), Some("h"), None),
        (json!({"html": "", "text": "{{Nope}}"}), Some(""), Some("")),
    ] {
        let rendered = CompiledEmail::compile(&content(source)).unwrap().render(ANN).unwrap();
        assert_eq!((rendered.subject.as_str(), rendered.html.as_deref(), rendered.text.as_deref()), ("", html, text));
    }
}

#[test]
fn what_does_not_compile() {
    for (source, expected) in [
        (json!({"subject": "s"}), "EmailMessage: an email must have an HTML or a text body, of its own or from a template"),
        (json!({"text": "t", "subject": "{{"}), "Subject: line 1, column 1: this {{ is never closed with }}"),
        (json!({"html": "a\n{{/if}}"}), "HtmlPart: line 2, column 1: {{/if}} closes nothing"),
        (json!({"text": "{{#if a}}"}), "TextPart: line 1, column 1: {{#if}} is never closed with {{/if}}"),
        (json!({"text": "t", "headers": [{"name": "Bcc", "value": "x"}]}), "Headers: is a header that the channel sets itself"),
        (
            json!({"text": "t", "headers": [{"name": "X-A", "value": "{{"}]}),
            "Headers: line 1, column 1: this {{ is never closed with }}",
        ),
        (
            json!({"text": "t", "default_substitutions": "{\"a\":[]}"}),
            "DefaultSubstitutions: the value of \"a\" must be a text, a number or a boolean",
        ),
    ] {
        assert_eq!(CompiledEmail::compile(&content(source.clone())).unwrap_err().to_string(), expected, "{source}");
    }
}

#[test]
fn what_does_not_render() {
    let long = format!(r#"{{"a":"{}"}}"#, "x".repeat(871));
    for (source, document, expected) in [
        (json!({"text": "{{shout a}}"}), "{}", RenderError::UnknownHelper { name: "shout".to_owned() }),
        (json!({"text": "t", "subject": "{{> p}}"}), "{}", RenderError::UnknownPartial { name: "p".to_owned() }),
        (
            json!({"text": "t", "headers": [{"name": "X-A", "value": "{{a}}"}]}),
            long.as_str(),
            RenderError::HeaderTooLong { name: "X-A".to_owned(), max_chars: 870 },
        ),
        (json!({"text": "t"}), "[]", RenderError::Document { reason: "another JSON value".to_owned() }),
    ] {
        let email = CompiledEmail::compile(&content(source)).unwrap();
        assert_eq!(email.render(document), Err(expected));
    }
}

fn refused(outcome: Result<(), FieldError>) -> String {
    outcome.map_or_else(|error| error.to_string(), |()| "accepted".to_owned())
}

#[test]
fn templates_that_clients_send() {
    let header = |name: &str, value: &str| json!({"Headers": [{"Name": name, "Value": value}]});
    let headers = |count: usize| json!({"Headers": (0..count).map(|n| json!({"Name": format!("X-{n}"), "Value": "v"})).collect::<Vec<_>>()});
    let twice = |name: &str| json!({"Headers": [{"Name": name, "Value": "a"}, {"Name": name.to_lowercase(), "Value": "b"}]});
    for (source, expected) in [
        (json!({}), "accepted"),
        (json!({"Subject": "Hi {{User.UserAttributes.First}}", "TextPart": "{{#if a}}b{{/if}}", "HtmlPart": "<p>"}), "accepted"),
        // Helpers are looked for when the message is rendered.
        (json!({"TextPart": "{{shout a}}"}), "accepted"),
        (json!({"Subject": "{{a"}), "Subject: line 1, column 1: this {{ is never closed with }}"),
        (json!({"HtmlPart": "{{a b=}}"}), "HtmlPart: line 1, column 7: this is not valid Handlebars"),
        (json!({"TextPart": "\n\n {{#if a}}"}), "TextPart: line 3, column 2: {{#if}} is never closed with {{/if}}"),
        (json!({"HtmlPart": "x".repeat(300_000), "TextPart": "é".repeat(300_000)}), "accepted"),
        (
            json!({"HtmlPart": "x".repeat(300_001), "TextPart": "x".repeat(300_000)}),
            "HtmlPart: subject, HTML and text may have 600000 characters together",
        ),
        (json!({"TemplateDescription": "é".repeat(500)}), "accepted"),
        (json!({"TemplateDescription": "x".repeat(501)}), "TemplateDescription: must have at most 500 characters"),
        (json!({"DefaultSubstitutions": ""}), "accepted"),
        (json!({"DefaultSubstitutions": "{\"User.UserAttributes.First\":\"friend\",\"Metrics.x\":1,\"y\":true}"}), "accepted"),
        (
            json!({"DefaultSubstitutions": "{\"a\":{}}"}),
            "DefaultSubstitutions: the value of \"a\" must be a text, a number or a boolean",
        ),
        (
            json!({"DefaultSubstitutions": "friend"}),
            "DefaultSubstitutions: must hold a JSON object such as {\"User.UserAttributes.FirstName\":\"friend\"}: \
             expected ident at line 1 column 2",
        ),
        (headers(15), "accepted"),
        (headers(16), "Headers: must have at most 15 headers"),
        (header("List-Unsubscribe", "<mailto:u@example.com>"), "accepted"),
        (header("x".repeat(126).as_str(), ""), "accepted"),
        (header("x".repeat(127).as_str(), ""), "Headers[0].Name: must have 1 to 126 characters"),
        (header("", "v"), "Headers[0].Name: must have 1 to 126 characters"),
        (json!({"Headers": [{"Value": "v"}]}), "Headers[0].Name: must have 1 to 126 characters"),
        (header("X Y", "v"), "Headers[0].Name: must have printable ASCII characters only, without blanks and colons"),
        (header("X:", "v"), "Headers[0].Name: must have printable ASCII characters only, without blanks and colons"),
        (header("X\r\nBcc", "v"), "Headers[0].Name: must have printable ASCII characters only, without blanks and colons"),
        (header("subject", "v"), "Headers[0].Name: is a header that the channel sets itself"),
        (header("Reply-To", "v"), "Headers[0].Name: is a header that the channel sets itself"),
        (twice("List-Unsubscribe"), "Headers[1].Name: stands there twice"),
        (twice("X-Tag"), "accepted"),
        (header("X-A", &"v".repeat(870)), "accepted"),
        (header("X-A", &"v".repeat(871)), "Headers[0].Value: must have at most 870 characters"),
        (header("X-A", &format!("{{{{a}}}}{}", "v".repeat(871))), "accepted"),
        (header("X-A", "{{a"), "Headers[0].Value: line 1, column 1: this {{ is never closed with }}"),
    ] {
        assert_eq!(
            refused(validate_template(&template(source.clone()), &Limits::default())),
            expected,
            "{:.200}",
            source.to_string()
        );
    }
}

#[test]
fn inline_messages_that_clients_send() {
    for (source, expected) in [
        (json!({}), "accepted"),
        (
            json!({"Title": "{{a}}", "Body": "{{#if a}}b{{/if}}", "HtmlBody": "<p>", "FromAddress": "Shop <news@example.com>"}),
            "accepted",
        ),
        (json!({"FromAddress": ""}), "accepted"),
        (
            json!({"FromAddress": "news@example.com\r\nBcc: x@example.com"}),
            "FromAddress: must be an address such as news@example.com or Name <news@example.com>",
        ),
        (json!({"Title": "{{"}), "Title: line 1, column 1: this {{ is never closed with }}"),
        (json!({"Body": "{{"}), "Body: line 1, column 1: this {{ is never closed with }}"),
        (json!({"HtmlBody": "{{"}), "HtmlBody: line 1, column 1: this {{ is never closed with }}"),
        (json!({"Body": "x".repeat(100 * 1024), "HtmlBody": "x".repeat(100 * 1024)}), "accepted"),
        (
            json!({"Title": "x", "Body": "x".repeat(100 * 1024), "HtmlBody": "x".repeat(100 * 1024)}),
            "HtmlBody: title, body and HTML body may have 204800 bytes together",
        ),
        (json!({"Headers": [{"Name": "From", "Value": "x"}]}), "Headers[0].Name: is a header that the channel sets itself"),
    ] {
        assert_eq!(
            refused(validate_inline(&inline(source.clone()), &Limits::default())),
            expected,
            "{:.200}",
            source.to_string()
        );
    }
}
