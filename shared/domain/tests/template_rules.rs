//! The rules of templates, a case each (spec §7.2–7.4).

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what a case needs is there")]

use std::collections::BTreeMap;

use touchpoint_domain::template::{Context, Escape, RenderError, Substitutions, Template};

const ANN: &str = r#"{
    "Id": "user-1-email",
    "ChannelType": "EMAIL",
    "Address": "ann@example.com",
    "OptOut": "NONE",
    "EndpointStatus": "ACTIVE",
    "CohortId": "42",
    "CreationDate": "2026-04-19T01:40:55.905Z",
    "Location": {"City": "Maury-la-Forêt", "Country": "FR", "Latitude": -83.3},
    "Demographic": {"Timezone": "Europe/Paris"},
    "Attributes": {"Tag": ["<b>&\"'"], "Nothing": [], "Blank": [""], "Many": [
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17"
    ]},
    "Metrics": {"Visits": 166.0, "Spend": 32.42, "Zero": 0},
    "User": {"UserId": "u-1", "UserAttributes": {"FirstName": ["Ann"], "Last Name": ["Lee"], "Interests": ["music", "games"]}},
    "LastActive": 1790000000000,
    "SharedAddress": true
}"#;

fn render(source: &str, escape: Escape) -> Result<String, RenderError> {
    Template::compile(source, escape).expect(source).render(&Context::new(ANN).unwrap())
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(render(source, Escape::None).as_deref(), Ok(*expected), "{source}");
        // The same within a template that needs the engine.
        let through_engine = format!("{{{{#if Id}}}}{source}{{{{/if}}}}");
        assert_eq!(render(&through_engine, Escape::None).as_deref(), Ok(*expected), "{through_engine}");
    }
}

#[test]
fn variables() {
    check(&[
        ("no variables", "no variables"),
        ("", ""),
        ("Hi {{User.UserAttributes.FirstName}}!", "Hi Ann!"),
        ("{{ User.UserAttributes.FirstName }}", "Ann"),
        ("{{User.UserAttributes.FirstName.[0]}}", "Ann"),
        ("{{User.UserAttributes.[Last Name]}}", "Lee"),
        ("{{User.[UserAttributes].[Last Name].[0]}}", "Lee"),
        ("{{Address}} {{ChannelType}} {{CreationDate}}", "ann@example.com EMAIL 2026-04-19T01:40:55.905Z"),
        ("{{Location.City}}", "Maury-la-Forêt"),
        ("{{User.UserId}}{{Id}}", "u-1user-1-email"),
        ("{{User.UserAttributes.FirstName}} {{User.UserAttributes.[Last Name]}}\n", "Ann Lee\n"),
        ("  {{Id}}  \n\n {{Id}}  ", "  user-1-email  \n\n user-1-email  "),
        ("a } b }} c { d", "a } b }} c { d"),
        ("a \\ b \\\\ c", "a \\ b \\\\ c"),
    ]);
}

#[test]
fn values_that_are_not_one_text() {
    check(&[
        // A list shows its only element, or all of them.
        ("{{User.UserAttributes.Interests}}", "music, games"),
        ("{{User.UserAttributes.Interests.[1]}}", "games"),
        // Metrics are stored as floats.
        ("{{Metrics.Visits}}", "166"),
        ("{{Metrics.Spend}}", "32.42"),
        ("{{Metrics.Zero}}", "0"),
        ("{{Location.Latitude}}", "-83.3"),
        // An object has no text.
        ("[{{Location}}]", "[]"),
        ("[{{User.UserAttributes}}]", "[]"),
    ]);
}

#[test]
fn a_missing_value_shows_nothing() {
    check(&[
        ("[{{Nope}}]", "[]"),
        ("[{{Attributes.Nope}}]", "[]"),
        ("[{{Attributes.Nope.[0]}}]", "[]"),
        ("[{{Nope.Nope.Nope}}]", "[]"),
        ("[{{Attributes.Nothing}}]", "[]"),
        ("[{{Attributes.Nothing.[0]}}]", "[]"),
        ("[{{User.UserAttributes.Interests.[2]}}]", "[]"),
        ("[{{User.UserAttributes.Interests.First}}]", "[]"),
        ("[{{Address.Domain}}]", "[]"),
        ("[{{Address.[0]}}]", "[]"),
        ("[{{Attributes.tag}}]", "[]"),
    ]);
}

#[test]
fn what_the_server_keeps_for_itself_is_not_shown() {
    check(&[
        ("[{{LastActive}}{{SharedAddress}}]", "[]"),
        (
            "{{#each this}}{{@key}} {{/each}}",
            "Address Attributes ChannelType \
        CohortId CreationDate Demographic EndpointStatus Id Location Metrics OptOut User ",
        ),
    ]);
}

#[test]
fn html_is_escaped_in_html_only() {
    let raw = "<b>&\"'";
    let escaped = "&lt;b&gt;&amp;&quot;&#x27;";
    for (source, in_html, in_text) in [
        ("{{Attributes.Tag}}", escaped, raw),
        ("{{{Attributes.Tag}}}", raw, raw),
        ("{{& Attributes.Tag}}", raw, raw),
        ("{{#if Id}}{{Attributes.Tag}}{{/if}}", escaped, raw),
        ("{{#if Id}}{{{Attributes.Tag}}}{{/if}}", raw, raw),
        ("{{#if Id}}{{&Attributes.Tag}}{{/if}}", raw, raw),
        ("{{#each Attributes.Tag}}{{this}}{{/each}}", escaped, raw),
        ("{{lookup Attributes \"Tag\"}}", escaped, raw),
    ] {
        assert_eq!(render(source, Escape::Html).as_deref(), Ok(in_html), "{source}");
        assert_eq!(render(source, Escape::None).as_deref(), Ok(in_text), "{source}");
    }
}

#[test]
fn conditions() {
    check(&[
        ("{{#if User.UserAttributes.FirstName}}yes{{else}}no{{/if}}", "yes"),
        ("{{#if Attributes.Nope}}yes{{else}}no{{/if}}", "no"),
        ("{{#if Attributes.Nothing}}yes{{else}}no{{/if}}", "no"),
        ("{{#if Attributes.Blank}}yes{{else}}no{{/if}}", "no"),
        ("{{#if Attributes.Tag.Nope}}yes{{else}}no{{/if}}", "no"),
        ("{{#if Metrics.Zero}}yes{{else}}no{{/if}}", "no"),
        ("{{#if Metrics.Zero includeZero=true}}yes{{else}}no{{/if}}", "yes"),
        ("{{#if Attributes.Nope}}a{{else if Id}}b{{else}}c{{/if}}", "b"),
        ("{{#if Attributes.Nope}}a{{else if Attributes.Nope}}b{{else}}c{{/if}}", "c"),
        ("{{#if Attributes.Nope}}a{{^}}b{{/if}}", "b"),
        ("{{#unless Attributes.Nope}}a{{else}}b{{/unless}}", "a"),
        ("{{#if Id}}{{#if Attributes.Nope}}a{{else}}b{{/if}}c{{/if}}", "bc"),
        ("{{#with User.UserAttributes}}{{FirstName}} {{[Last Name]}} {{../Address}}{{/with}}", "Ann Lee ann@example.com"),
        ("{{#with Attributes.Nothing}}a{{else}}b{{/with}}", "b"),
        ("{{#with User}}{{@root.Address}}{{/with}}", "ann@example.com"),
        ("{{#with Location as |place|}}{{place.City}}{{/with}}", "Maury-la-Forêt"),
    ]);
}

#[test]
fn loops() {
    check(&[
        ("{{#each User.UserAttributes.Interests}}{{@index}}:{{this}};{{/each}}", "0:music;1:games;"),
        ("{{#each User.UserAttributes.Interests}}{{#if @first}}{{else}}, {{/if}}{{this}}{{/each}}", "music, games"),
        ("{{#each User.UserAttributes.Interests as |topic|}}<{{topic}}>{{/each}}", "<music><games>"),
        (
            "{{#each User.UserAttributes.Interests}}{{this}} for {{../Id}} {{/each}}",
            "music for user-1-email games for user-1-email ",
        ),
        ("{{#each Attributes.Nope}}x{{else}}none{{/each}}", "none"),
        ("{{#each Attributes.Nothing}}x{{else}}none{{/each}}", "none"),
        ("{{#each Address}}x{{else}}none{{/each}}", "none"),
        ("{{#each User.UserAttributes}}{{@key}}={{this}};{{/each}}", "FirstName=Ann;Interests=music, games;Last Name=Lee;"),
        // It stops after 15, but the list itself is shown whole.
        ("{{#each Attributes.Many}}{{this}},{{/each}}", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,"),
        ("{{Attributes.Many}}", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17"),
        ("{{#each User.UserAttributes}}{{#each this}}{{this}}.{{/each}}{{/each}}", "Ann.music.games.Lee."),
        ("{{lookup User.UserAttributes.Interests 1}}", "games"),
        ("{{lookup Attributes.Nope 1}}", ""),
        ("{{#each (lookup User.UserAttributes \"Interests\")}}{{this}}.{{/each}}", "music.games."),
    ]);
}

#[test]
fn layout() {
    for (source, expected) in [
        ("a {{~Id~}} b", "auser-1-emailb"),
        ("a {{! a note }}b", "a b"),
        ("a {{!-- a {{note}} --}}b", "a b"),
        ("a\n{{#if Id}}\n  b\n{{/if}}\nc", "a\n  b\nc"),
        ("\\{{Id}}", "{{Id}}"),
        ("\\\\{{Id}}", "\\user-1-email"),
        ("{{#*inline \"name\"}}{{User.UserAttributes.FirstName}}!{{/inline}}Hi {{> name}}", "Hi Ann!"),
        ("{{#*inline \"x\"}}[{{this}}]{{/inline}}{{#each User.UserAttributes.Interests}}{{> x}}{{/each}}", "[music][games]"),
        ("{{#*inline \"x\"}}{{word}}{{City}}{{/inline}}{{> x Location word=\"in \"}}", "in Maury-la-Forêt"),
        // What editors put beside a brace.
        ("{{\u{a0}Id\u{a0}}}{{#if Id}}{{\u{a0}Id}}{{/if}}", "user-1-emailuser-1-email"),
    ] {
        assert_eq!(render(source, Escape::None).as_deref(), Ok(expected), "{source}");
    }
}

#[test]
fn defaults_and_substitutions() {
    let defaults = Substitutions::defaults(
        r#"{"User.UserAttributes.FirstName": "friend", "User.UserAttributes.Nick": "friend", "Attributes.Nothing": "some",
            "Attributes.Blank": "some", "Location.Region": "here", "Metrics.Score": 3.0, "Attributes.[Two Words]": "two",
            "Plan": "free", "Off": false, "Absent": null, "Address.Domain": "blocked", "not a path!": "odd"}"#,
    )
    .unwrap();
    let message = Substitutions::message(&BTreeMap::from([
        ("User.UserAttributes.FirstName".to_owned(), vec!["Bob".to_owned()]),
        ("Code".to_owned(), vec!["1".to_owned(), "2".to_owned()]),
        ("Plan".to_owned(), vec![]),
        ("Address".to_owned(), vec![String::new()]),
    ]));
    for (source, from_defaults, from_both) in [
        ("{{User.UserAttributes.FirstName}}", "Ann", "Bob"),
        ("{{User.UserAttributes.FirstName.[0]}}", "Ann", "Bob"),
        ("{{User.UserAttributes.Nick}}", "friend", "friend"),
        ("{{User.UserAttributes.Nick.[0]}}", "friend", "friend"),
        ("{{Attributes.Nothing}} {{Attributes.Blank}}", "some some", "some some"),
        ("{{Location.Region}} {{Location.City}}", "here Maury-la-Forêt", "here Maury-la-Forêt"),
        ("{{Metrics.Score}} {{Metrics.Zero}}", "3 0", "3 0"),
        ("{{Attributes.[Two Words]}}", "two", "two"),
        ("{{Plan}}", "free", "free"),
        ("{{Off}}", "false", "false"),
        ("{{Code}}", "", "1, 2"),
        ("{{Code.[1]}}", "", "2"),
        ("{{[not a path!]}}", "odd", "odd"),
        ("[{{Absent}}{{Address.Domain}}]", "[]", "[]"),
        ("{{Address}}", "ann@example.com", "ann@example.com"),
        ("{{#if User.UserAttributes.Nick}}yes{{/if}}{{#if Off}}on{{/if}}", "yes", "yes"),
        ("{{#each User.UserAttributes.Nick}}{{this}}{{/each}}", "friend", "friend"),
    ] {
        let template = Template::compile(source, Escape::None).unwrap();
        let context = Context::new(ANN).unwrap().with_defaults(&defaults);
        assert_eq!(template.render(&context).as_deref(), Ok(from_defaults), "{source}");
        let context = context.with_substitutions(&message);
        assert_eq!(template.render(&context).as_deref(), Ok(from_both), "{source}");
        let context = Context::new(ANN).unwrap().with_substitutions(&message).with_defaults(&defaults);
        assert_eq!(template.render(&context).as_deref(), Ok(from_both), "{source}, substitutions first");
    }
}

#[test]
fn broken_defaults() {
    let deep = format!("{{\"{}\": 1}}", ["a"; 17].join("."));
    for (text, part) in [
        ("", "must hold a JSON object"),
        ("[]", "must hold a JSON object"),
        ("\"x\"", "must hold a JSON object"),
        ("{\"a\": 1", "must hold a JSON object"),
        ("{\"a\": [\"x\"]}", "the value of \"a\" must be a text, a number or a boolean"),
        ("{\"a\": {\"b\": 1}}", "the value of \"a\" must be a text, a number or a boolean"),
        (&deep, "has more than 16 names"),
    ] {
        let error = Substitutions::defaults(text).unwrap_err().to_string();
        assert!(error.contains(part), "{text}: {error}");
    }
    assert_eq!(Substitutions::defaults("{}").unwrap(), Substitutions::default());
}

#[test]
fn a_damaged_document_is_an_error_that_does_not_quote_it() {
    for document in ["", "null", "[]", "\"ann@example.com\"", "{\"Address\":\"ann@example.com\"", "{\"Address\":ann@example.com}"]
    {
        let error = Context::new(document).unwrap_err().to_string();
        assert!(error.starts_with("the endpoint's document is not a JSON object"), "{error}");
        assert!(!error.contains("ann"), "{error}");
    }
}
