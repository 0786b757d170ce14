//! Properties: nothing panics, and three ways of rendering agree.

use handlebars::{Handlebars, no_escape};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value as Json, json};

use super::full::Full;
use super::plain::Plain;
use super::{Context, Escape, Template, scan, structure};

/// What templates are made of, and what they are not.
const TOKENS: [&str; 52] = [
    "{{",
    "}}",
    "{{{",
    "}}}",
    "{{{{",
    "}}}}",
    "{{#if ",
    "{{#each ",
    "{{#with ",
    "{{#unless ",
    "{{/if}}",
    "{{/each}}",
    "{{/with}}",
    "{{/unless}}",
    "{{else}}",
    "{{else if ",
    "{{^}}",
    "{{!--",
    "--}}",
    "{{!",
    "{{#*inline \"p\"}}",
    "{{/inline}}",
    "{{> p}}",
    "{{#> p}}",
    "{{&",
    "{{~",
    "~}}",
    "Attributes.x",
    "User.UserAttributes.[a b]",
    "this",
    "../",
    "@index",
    "@root.",
    "a",
    "lookup ",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "'",
    "\\",
    "=",
    "|",
    " as |v|",
    ".",
    "/",
    " ",
    "\n",
    "é",
    "1",
    "{{#shout}}",
];

fn token_soup() -> impl Strategy<Value = String> {
    prop::collection::vec(select(&TOKENS[..]), 0..24).prop_map(|tokens| tokens.concat())
}

fn anything() -> impl Strategy<Value = String> {
    let broken = (block_source(), token_soup(), block_source()).prop_map(|(before, soup, after)| before + &soup + &after);
    prop_oneof![token_soup(), block_source(), broken]
}

/// Any JSON, most of it shaped like an endpoint.
fn document() -> impl Strategy<Value = Json> {
    let scalar = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i32>().prop_map(Json::from),
        (-1e6..1e6_f64).prop_map(Json::from),
        "[a<&é ]{0,4}".prop_map(Json::from),
    ];
    let any_json = scalar.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::btree_map(name(), inner, 0..4).prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    });
    prop::collection::btree_map(name(), any_json, 0..6).prop_map(|members| Json::Object(members.into_iter().collect()))
}

fn name() -> impl Strategy<Value = String> {
    select(&["Attributes", "User", "UserAttributes", "Metrics", "a", "x", "a b", "0", "Nach-Name"][..]).prop_map(str::to_owned)
}

fn plain_source() -> impl Strategy<Value = String> {
    let segment = name().prop_map(|name| if name.contains(' ') { format!("[{name}]") } else { name });
    let path = prop::collection::vec(segment, 1..4).prop_map(|segments| segments.join(".")).boxed();
    let piece = prop_oneof![
        "[a-z<>&{} \\n\\r\\té]{0,8}".prop_filter("text only", |text| !text.contains("{{")),
        path.clone().prop_map(|path| format!("{{{{{path}}}}}")),
        path.clone().prop_map(|path| format!("{{{{ {path}\t}}}}")),
        path.prop_map(|path| format!("{{{{{{{path}}}}}}}")),
    ];
    // A text that ends in a brace would open one brace too many.
    prop::collection::vec(piece, 0..8).prop_map(|pieces| {
        pieces.into_iter().fold(String::new(), |source, piece| {
            if source.ends_with('{') && piece.starts_with('{') { source + " " + &piece } else { source + &piece }
        })
    })
}

/// Templates with blocks, whose paths lead to texts, numbers, lists of objects, and nowhere.
fn block_source() -> impl Strategy<Value = String> {
    let path = select(
        &["name", "count", "place.city", "none", "place", "people", "flag", "this", "@index", "../name", "@root.name"][..],
    );
    let leaf = prop_oneof![
        "[a-z<\\n ]{1,6}".boxed(),
        select(
            &["{{name}}", "{{{place.city}}}", "{{count}}", "{{none}}", "{{../name}}", "{{@index}}", "{{! note }}", "{{~name~}}"]
                [..]
        )
        .prop_map(str::to_owned)
        .boxed(),
    ];
    let source = leaf.prop_recursive(4, 24, 4, move |inner| {
        let body = prop::collection::vec(inner, 0..4).prop_map(|pieces| pieces.concat());
        let block = (select(&["if", "unless", "each", "with"][..]), path.clone(), body.clone(), prop::option::of(body.clone()));
        prop_oneof![
            block.prop_map(|(helper, path, body, otherwise)| {
                let otherwise = otherwise.map(|body| format!("{{{{else}}}}{body}")).unwrap_or_default();
                format!("{{{{#{helper} {path}}}}}{body}{otherwise}{{{{/{helper}}}}}")
            }),
            (path.clone(), path.clone(), body.clone(), body)
                .prop_map(|(a, b, first, second)| format!("{{{{#if {a}}}}}{first}{{{{else if {b}}}}}{second}{{{{/if}}}}")),
        ]
    });
    prop::collection::vec(source, 0..4).prop_map(|pieces| pieces.concat())
}

fn full(source: &str, escape: Escape) -> Full {
    structure::check(source, &scan::scan(source).unwrap()).unwrap();
    Full::compile(source, escape).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn no_template_and_no_document_panics(source in anything(), document in document()) {
        if let Ok(template) = Template::compile(&source, Escape::Html) {
            let document = document.to_string();
            let _outcome = template.render(&Context::new(&document).unwrap());
        }
    }

    #[test]
    fn no_text_panics(source in any::<String>(), document in any::<String>()) {
        let _compiled = Template::compile(&source, Escape::None);
        let _context = Context::new(&document);
    }

    #[test]
    fn plain_templates_render_as_by_the_engine(source in plain_source(), document in document(), html in any::<bool>()) {
        let escape = if html { Escape::Html } else { Escape::None };
        let plain = Plain::of(&scan::scan(&source).unwrap(), escape).expect("a plain template");
        let document = document.to_string();
        let context = Context::new(&document).unwrap();
        prop_assert_eq!(plain.render(&context), full(&source, escape).render(&context));
    }

    /// Where our rules say nothing, the engine's own result stands: texts, whole numbers, lists of objects, and missing values.
    #[test]
    fn blocks_render_as_by_the_engine_alone(source in block_source(), name in "[a<]{0,2}", count in 0..3_i32, people in 0..4_usize) {
        let document = json!({
            "name": name, "count": count, "flag": count == 1,
            "place": {"name": "x", "city": "Rome"},
            "people": (0..people).map(|n| json!({"name": n})).collect::<Vec<_>>(),
        });
        for escape in [Escape::Html, Escape::None] {
            let mut alone = Handlebars::new();
            if escape == Escape::None {
                alone.register_escape_fn(no_escape);
            }
            let expected = alone.render_template(&source, &document);
            let text = document.to_string();
            let ours = full(&source, escape).render(&Context::new(&text).unwrap());
            match expected {
                Ok(expected) if !expected.contains("[object]") => prop_assert_eq!(ours, Ok(expected)),
                // Objects and lists are shown otherwise here, and paths into lists lead nowhere.
                Ok(_) | Err(_) => prop_assert!(ours.is_ok(), "{:?}", ours),
            }
        }
    }
}
