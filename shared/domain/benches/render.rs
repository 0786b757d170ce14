//! How many messages a core renders in a second, the reading of the stored document included.
//!
//! `cargo bench -p touchpoint-domain --bench render`

#![expect(clippy::unwrap_used, reason = "a benchmark of fixed data")]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use handlebars::Handlebars;
use serde_json::{Value as Json, json};
use touchpoint_domain::email::{CompiledEmail, EmailContent};
use touchpoint_domain::template::{Context, Escape, Substitutions, Template};

const DOCUMENTS: usize = 1_000;

/// Stored endpoint documents of ordinary size; every fifth has a name that must be escaped in JSON and in HTML.
fn documents() -> Vec<String> {
    let document = |n: usize| {
        let first = if n.is_multiple_of(5) { format!("An\"na & {n}") } else { format!("Anna{n}") };
        json!({
            "Id": format!("user-{n:06}-email"), "ChannelType": "EMAIL", "Address": format!("user-{n:06}@example.com"),
            "OptOut": "NONE", "EndpointStatus": "ACTIVE", "CohortId": (n % 100).to_string(),
            "CreationDate": "2026-04-19T01:40:55.905Z", "EffectiveDate": "2026-09-25T11:52:42.165Z",
            "RequestId": "2d1f3c4e-0000-4000-8000-000000000000",
            "Location": {"Country": "IT", "City": "Castiglione Torinese", "PostalCode": "08026", "Latitude": 45.1, "Longitude": 7.8},
            "Demographic": {"Locale": "it_IT", "AppVersion": "3.2.0", "Timezone": "Europe/Rome"},
            "Attributes": {"Source": ["referral"], "Shop": ["Torino", "Milano"]},
            "Metrics": {"LifetimeSpend": 32.42, "Sessions": 166.0},
            "User": {"UserId": format!("user-{n:06}"), "UserAttributes": {
                "FirstName": [first], "LastName": ["Galtarossa"], "Plan": ["pro"], "Interests": ["music", "games"],
                "RenewalDate": ["2027-02-25T00:00:00.000Z"]
            }},
            "LastActive": 1_790_000_000_000_i64
        })
        .to_string()
    };
    (0..DOCUMENTS).map(document).collect()
}

/// A page of 2 KB with five variables, and whatever stands for `extra`.
fn page(extra: &str) -> String {
    let mut page =
        String::from("<html><body style=\"font-family: sans-serif\"><h1>Hello {{User.UserAttributes.FirstName}}</h1>\n");
    while page.len() < 1_600 {
        let _infallible = writeln!(page, "<p class=\"text\">Paragraph {} of a message that everyone gets.</p>", page.len());
    }
    page.push_str(
        "<p>From {{Location.City}}, plan {{User.UserAttributes.Plan}}, renewed {{User.UserAttributes.RenewalDate}}.</p>\n",
    );
    page.push_str(extra);
    page.push_str("<p>Sent to {{Address}}. <a href=\"https://example.com/unsubscribe\">Unsubscribe</a></p>\n");
    while page.len() < 2_000 {
        page.push_str("<!-- 2 KB -->\n");
    }
    page + "</body></html>"
}

const BLOCKS: &str =
    "{{#if Attributes.Shop}}<ul>{{#each Attributes.Shop}}<li>{{this}}</li>{{/each}}</ul>{{else}}<p>Online</p>{{/if}}";

fn rendering(criterion: &mut Criterion) {
    let documents = documents();
    let plain = Template::compile(&page(""), Escape::Html).unwrap();
    let blocks = Template::compile(&page(BLOCKS), Escape::Html).unwrap();
    let defaults = Substitutions::defaults(r#"{"User.UserAttributes.FirstName": "friend", "Location.City": "home"}"#).unwrap();
    let email: EmailContent = serde_json::from_value(json!({
        "subject": "{{User.UserAttributes.FirstName}}, your plan", "html": page(""),
        "text": "Hello {{User.UserAttributes.FirstName}}, your plan is {{User.UserAttributes.Plan}}.",
        "headers": [{"name": "List-Unsubscribe", "value": "<https://example.com/u?a={{Id}}>"}],
        "default_substitutions": "{\"User.UserAttributes.FirstName\": \"friend\"}"
    }))
    .unwrap();
    let email = CompiledEmail::compile(&email).unwrap();
    let mut engine = Handlebars::new();
    engine.register_template_string("plain", page("")).unwrap();
    engine.register_template_string("blocks", page(BLOCKS)).unwrap();

    let mut group = criterion.benchmark_group("render");
    group.throughput(Throughput::Elements(DOCUMENTS as u64));
    let mut bench = |name: &str, one: &dyn Fn(&str) -> usize| {
        group.bench_function(name, |bencher| {
            bencher.iter(|| documents.iter().map(|document| one(black_box(document))).sum::<usize>());
        });
    };
    bench("context", &|document| Context::new(document).map(black_box).is_ok().into());
    bench("2 KB, five variables", &|document| plain.render(&Context::new(document).unwrap()).unwrap().len());
    bench("2 KB, five variables, defaults", &|document| {
        plain.render(&Context::new(document).unwrap().with_defaults(&defaults)).unwrap().len()
    });
    bench("2 KB, five variables, {{#if}} and {{#each}}", &|document| {
        blocks.render(&Context::new(document).unwrap()).unwrap().len()
    });
    bench("email: subject, HTML, text, header", &|document| email.render(document).unwrap().html.map_or(0, |html| html.len()));
    let alone = |name: &str, document: &str| {
        let values: Json = serde_json::from_str(document).unwrap();
        engine.render_with_context(name, &handlebars::Context::from(values)).unwrap().len()
    };
    bench("engine alone: 2 KB, five variables", &|document| alone("plain", document));
    bench("engine alone: 2 KB, five variables, {{#if}} and {{#each}}", &|document| alone("blocks", document));
    group.finish();
}

criterion_group!(benches, rendering);
criterion_main!(benches);
