use serde_json::{Value, json};
use touchpoint_wire::types::{AddressConfiguration, DirectMessageConfiguration, EndpointSendConfiguration};

use super::content::{Content, EmailBody, Templates, resolve};
use super::ready::{self, EmailParts};
use super::recipient::Overrides;
use super::validate::{validate_messages, validate_users};
use crate::endpoint::channel::Channel;
use crate::limits::Limits;

/// What a recipient on `channel` is told, in short.
fn told(channel: Channel, own: &Value, message: &Value, templates: &Value) -> String {
    let own: EndpointSendConfiguration = serde_json::from_value(own.clone()).unwrap();
    let message: DirectMessageConfiguration = serde_json::from_value(message.clone()).unwrap();
    let read = |name: &str| templates.get(name).cloned().unwrap_or(Value::Null);
    let templates = Templates {
        email: serde_json::from_value(read("email")).unwrap(),
        push: serde_json::from_value(read("push")).unwrap(),
        sms: serde_json::from_value(read("sms")).unwrap(),
        voice: serde_json::from_value(read("voice")).unwrap(),
    };
    let show = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    match resolve(channel, &Overrides::from(&own), &message, &templates) {
        Err(reason) => format!("!{reason}"),
        Ok(Content::Email(draft)) => match &draft.body {
            EmailBody::Raw(mime) => format!("raw {}", String::from_utf8_lossy(mime)),
            EmailBody::Parts(parts) => format!("{}|{}|{}", parts.subject, show(&parts.html), show(&parts.text)),
        },
        Ok(Content::Text(draft)) => format!("{} {}", draft.kind, draft.body),
        Ok(Content::Push(draft)) => match &draft.raw {
            Some(raw) => format!("raw {raw}"),
            None => format!("{}|{}|{}", show(&draft.title), show(&draft.body), draft.silent),
        },
        Ok(Content::Voice(draft)) => draft.body,
    }
}

#[test]
fn the_stronger_word_counts_field_by_field() {
    let none = json!({});
    let email = json!({"EmailMessage": {"SimpleEmail": {"Subject": {"Data": "s"}, "HtmlPart": {"Data": "h"}, "TextPart": {"Data": "t"}}}});
    let email_template = json!({"email": {"Subject": "S", "HtmlPart": "H", "TextPart": "T"}});
    let default = json!({"DefaultMessage": {"Body": "d"}});
    let gcm = json!({"GCMMessage": {"Title": "t", "Body": "b"}, "DefaultMessage": {"Body": "d"}});
    let push_template = json!({"push": {"GCM": {"Title": "T"}, "Default": {"Title": "DT", "Body": "DB"}}});
    for (channel, own, message, templates, expected) in [
        (Channel::Email, &none, &email, &none, "s|h|t"),
        (Channel::Email, &none, &none, &email_template, "S|H|T"),
        (Channel::Email, &none, &json!({"EmailMessage": {"SimpleEmail": {"Subject": {"Data": "s"}}}}), &email_template, "s|H|T"),
        (Channel::Email, &none, &json!({"EmailMessage": {"Body": "b"}}), &none, "|-|b"),
        (Channel::Email, &json!({"TitleOverride": "o"}), &email, &none, "o|h|t"),
        (Channel::Email, &json!({"BodyOverride": "o"}), &email, &email_template, "s|-|o"),
        (Channel::Email, &none, &default, &none, "|-|d"),
        (Channel::Email, &none, &default, &email_template, "S|H|T"),
        (Channel::Email, &none, &json!({"EmailMessage": {"RawEmail": {"Data": "SGk="}, "Body": "b"}}), &none, "raw Hi"),
        (Channel::Email, &none, &json!({"SMSMessage": {"Body": "b"}}), &none, "!the request has no message for EMAIL"),
        (Channel::Sms, &none, &json!({"SMSMessage": {"Body": "b", "MessageType": "PROMOTIONAL"}}), &none, "PROMOTIONAL b"),
        (Channel::Sms, &json!({"BodyOverride": "o"}), &json!({"SMSMessage": {"Body": "b"}}), &none, "TRANSACTIONAL o"),
        (Channel::Sms, &none, &json!({"SMSMessage": {"Body": ""}}), &json!({"sms": {"Body": "t"}}), "TRANSACTIONAL t"),
        (Channel::Sms, &none, &default, &none, "TRANSACTIONAL d"),
        (Channel::Sms, &json!({"RawContent": "{}"}), &default, &none, "TRANSACTIONAL d"),
        (Channel::Gcm, &none, &gcm, &none, "t|b|false"),
        (Channel::Gcm, &json!({"TitleOverride": "o"}), &gcm, &none, "o|b|false"),
        (Channel::Gcm, &json!({"RawContent": "{}", "BodyOverride": "o"}), &gcm, &none, "raw {}"),
        (Channel::Gcm, &none, &json!({"GCMMessage": {"RawContent": "{1}", "Body": "b"}}), &none, "raw {1}"),
        (Channel::Gcm, &none, &none, &push_template, "T|DB|false"),
        (Channel::Gcm, &none, &json!({"GCMMessage": {"Body": "b"}}), &push_template, "T|b|false"),
        (
            Channel::Gcm,
            &none,
            &json!({"DefaultPushNotificationMessage": {"Body": "p", "SilentPush": true}, "DefaultMessage": {"Body": "d"}}),
            &none,
            "-|p|true",
        ),
        (Channel::ApnsSandbox, &none, &json!({"APNSMessage": {"Body": "b"}}), &none, "-|b|false"),
        (Channel::Apns, &none, &json!({"GCMMessage": {"Body": "b"}}), &none, "!the request has no message for APNS"),
        (Channel::Adm, &none, &default, &none, "-|d|false"),
        (Channel::Voice, &none, &json!({"VoiceMessage": {"Body": "v"}}), &none, "v"),
        (Channel::Push, &none, &default, &none, "!PUSH is no channel to send on; name the push service, such as GCM or APNS"),
        (Channel::InApp, &none, &default, &none, "!in-app messages are not sent; apps ask for them"),
        (Channel::Custom, &none, &default, &none, "!sending on CUSTOM is not available in this version"),
    ] {
        assert_eq!(told(channel, own, message, templates), expected, "{channel} {own} {message} {templates}");
    }
}

#[test]
fn a_mail_is_filled_in_for_its_recipient() {
    let own: AddressConfiguration = serde_json::from_value(json!({"Substitutions": {"name": ["Ann"]}})).unwrap();
    let message: DirectMessageConfiguration = serde_json::from_value(json!({"EmailMessage": {
        "Substitutions": {"name": ["nobody"], "shop": ["A & B"]},
        "SimpleEmail": {"Subject": {"Data": "{{name}} at {{shop}}"}, "HtmlPart": {"Data": "{{shop}} {{Address}}"}},
    }}))
    .unwrap();
    let Ok(Content::Email(draft)) = resolve(Channel::Email, &Overrides::from(&own), &message, &Templates::default()) else {
        panic!("no email");
    };
    let document = super::values::address_document(Channel::Email, "ann@example.com");
    let Ok(EmailParts::Rendered(mail)) = ready::email(&draft, &document) else { panic!("not rendered") };
    assert_eq!((mail.subject.as_str(), mail.html.as_deref()), ("Ann at A & B", Some("A &amp; B ann@example.com")));
}

#[test]
fn a_text_may_be_neither_empty_nor_too_long() {
    for (body, expected) in
        [("x".repeat(1600), None), ("{{none}} ".to_owned(), Some("nothing is left")), ("{{long}}".to_owned(), Some("1600"))]
    {
        let message = json!({"SMSMessage": {"Body": body, "Substitutions": {"long": ["x".repeat(1601)]}}});
        let message: DirectMessageConfiguration = serde_json::from_value(message).unwrap();
        let Ok(Content::Text(draft)) = resolve(Channel::Sms, &Overrides::default(), &message, &Templates::default()) else {
            panic!("no text");
        };
        let refused = ready::text(&draft, "{}", &Limits::default()).err().map(|reason| reason.to_string());
        match expected {
            None => assert_eq!(refused, None),
            Some(words) => assert!(refused.as_ref().is_some_and(|reason| reason.contains(words)), "{refused:?}"),
        }
    }
}

#[test]
fn requests_that_are_refused_whole() {
    let to = || json!({"a@example.com": {"ChannelType": "EMAIL"}});
    let many =
        |count: usize| (0..count).map(|i| (format!("{i}"), json!({"ChannelType": "SMS"}))).collect::<serde_json::Map<_, _>>();
    let with = |message: Value| json!({"Addresses": to(), "MessageConfiguration": message});
    let default = || json!({"DefaultMessage": {"Body": "b"}});
    for (request, refused) in [
        (with(default()), None),
        (json!({"Addresses": to(), "MessageConfiguration": {}, "TemplateConfiguration": {"SMSTemplate": {"Name": "n"}}}), None),
        (with(json!({})), Some("MessageConfiguration")),
        (json!({"MessageConfiguration": default()}), Some("Addresses")),
        (json!({"Addresses": {}, "Endpoints": {}, "MessageConfiguration": default()}), Some("Addresses")),
        (json!({"Addresses": many(100), "MessageConfiguration": default()}), None),
        (json!({"Addresses": many(100), "Endpoints": {"e": {}}, "MessageConfiguration": default()}), Some("Addresses")),
        (json!({"Addresses": {"a@b.c": {}}, "MessageConfiguration": default()}), Some("Addresses.a@b.c.ChannelType")),
        (json!({"Addresses": {"": {"ChannelType": "SMS"}}, "MessageConfiguration": default()}), Some("Addresses.address")),
        (json!({"Endpoints": {"e": {"RawContent": "x"}}, "MessageConfiguration": default()}), Some("Endpoints.e.RawContent")),
        (
            json!({"Endpoints": {"e": {"BodyOverride": "{{"}}, "MessageConfiguration": default()}),
            Some("Endpoints.e.BodyOverride"),
        ),
        (
            json!({"Addresses": to(), "MessageConfiguration": default(), "TemplateConfiguration": {"InAppTemplate": {"Name": "n"}}}),
            Some("TemplateConfiguration.InAppTemplate"),
        ),
        (with(json!({"EmailMessage": {"FromAddress": "x"}})), Some("MessageConfiguration.EmailMessage.FromAddress")),
        (
            with(json!({"EmailMessage": {"ReplyToAddresses": [""]}})),
            Some("MessageConfiguration.EmailMessage.ReplyToAddresses[0]"),
        ),
        (with(json!({"EmailMessage": {"RawEmail": {"Data": "%"}}})), Some("MessageConfiguration.EmailMessage.RawEmail.Data")),
        (with(json!({"EmailMessage": {"RawEmail": {}}})), Some("MessageConfiguration.EmailMessage.RawEmail.Data")),
        (
            with(json!({"EmailMessage": {"SimpleEmail": {"HtmlPart": {"Data": "{{#if a}}"}}}})),
            Some("MessageConfiguration.EmailMessage.SimpleEmail.HtmlPart.Data"),
        ),
        (
            with(json!({"EmailMessage": {"SimpleEmail": {"Headers": [{"Name": "From", "Value": "x"}]}}})),
            Some("MessageConfiguration.EmailMessage.SimpleEmail.Headers[0].Name"),
        ),
        (with(json!({"SMSMessage": {"Body": "x".repeat(1601)}})), Some("MessageConfiguration.SMSMessage.Body")),
        (with(json!({"SMSMessage": {"SenderId": "much too long"}})), Some("MessageConfiguration.SMSMessage.SenderId")),
        (with(json!({"SMSMessage": {"OriginationNumber": "x"}})), Some("MessageConfiguration.SMSMessage.OriginationNumber")),
        (with(json!({"VoiceMessage": {"Body": "x".repeat(6001)}})), Some("MessageConfiguration.VoiceMessage.Body")),
        (with(json!({"GCMMessage": {"Priority": "low"}})), Some("MessageConfiguration.GCMMessage.Priority")),
        (with(json!({"GCMMessage": {"TimeToLive": 2_419_201}})), Some("MessageConfiguration.GCMMessage.TimeToLive")),
        (with(json!({"BaiduMessage": {"TimeToLive": 604_801}})), Some("MessageConfiguration.BaiduMessage.TimeToLive")),
        (with(json!({"ADMMessage": {"ExpiresAfter": "soon"}})), Some("MessageConfiguration.ADMMessage.ExpiresAfter")),
        (with(json!({"APNSMessage": {"APNSPushType": "loud"}})), Some("MessageConfiguration.APNSMessage.APNSPushType")),
        (with(json!({"APNSMessage": {"CollapseId": "x".repeat(65)}})), Some("MessageConfiguration.APNSMessage.CollapseId")),
        (
            with(json!({"APNSMessage": {"RawContent": "{\"aps\":{\"content-available\":\"1\"}}"}})),
            Some("MessageConfiguration.APNSMessage.RawContent"),
        ),
    ] {
        let read = serde_json::from_value(request.clone()).unwrap();
        let field = validate_messages(&read, &Limits::default()).err().map(|error| error.field);
        assert_eq!(field.as_deref(), refused, "{request}");
    }
    for (users, refused) in
        [(json!({}), true), (json!({"u": {}}), false), (json!({"": {}}), true), (Value::Object(many(101)), true)]
    {
        let request = serde_json::from_value(json!({"Users": users, "MessageConfiguration": default()})).unwrap();
        assert_eq!(validate_users(&request, &Limits::default()).is_err(), refused, "{users}");
    }
}
