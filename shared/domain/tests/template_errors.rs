//! What is refused in a template, and how its author is told; what fails only when it is rendered.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "how a case fails")]

use touchpoint_domain::template::{Context, Escape, RenderError, Template};

const EMPTY: &str = "{}";

#[track_caller]
fn refusal(source: &str) -> String {
    match Template::compile(source, Escape::None) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("{source:?} compiles"),
    }
}

#[track_caller]
fn failure(source: &str) -> RenderError {
    let template = Template::compile(source, Escape::None).expect(source);
    template.render(&Context::new(EMPTY).unwrap()).expect_err(source)
}

#[test]
fn syntax() {
    for (source, expected) in [
        ("Hi {{Name", "line 1, column 4: this {{ is never closed with }}"),
        ("Hi {{Name}", "line 1, column 4: this {{ is never closed with }}"),
        ("a\nbé {{x", "line 2, column 4: this {{ is never closed with }}"),
        ("{{{x}}", "line 1, column 1: this {{ is never closed with }}"),
        ("{{lookup x \"}}", "line 1, column 1: this {{ is never closed with }}"),
        ("{{!-- note }}", "line 1, column 1: this comment is never closed with --}}"),
        ("{{!--}}", "line 1, column 1: this comment is never closed with --}}"),
        ("{{! note", "line 1, column 1: this comment is never closed with }}"),
        ("{{#if x}}a", "line 1, column 1: {{#if}} is never closed with {{/if}}"),
        ("a\n{{#each x}}{{#if y}}{{/if}}", "line 2, column 1: {{#each}} is never closed with {{/each}}"),
        ("{{#if x}}{{/each}}", "line 1, column 10: {{/each}} stands where {{/if}} is expected"),
        ("{{#each x}}{{#if y}}{{/each}}{{/if}}", "line 1, column 21: {{/each}} stands where {{/if}} is expected"),
        ("a{{/if}}", "line 1, column 2: {{/if}} closes nothing"),
        ("{{else}}", "line 1, column 1: {{else}} stands outside of a block"),
        ("{{^}}", "line 1, column 1: {{else}} stands outside of a block"),
        ("{{}}", "line 1, column 3: this is not valid Handlebars"),
        ("{{#if x}}{{a b c=}}{{/if}}", "line 1, column 18: this is not valid Handlebars"),
        ("{{a.}}", "line 1, column 5: this is not valid Handlebars"),
        ("{{a,b}}", "line 1, column 4: this is not valid Handlebars"),
        (
            "{{{{raw}}}}{{{{/raw}}}}",
            "line 1, column 1: raw blocks {{{{…}}}} are not supported; put a backslash before {{ to show braces",
        ),
        ("{{#> x}}{{/x}}", "line 1, column 1: partial blocks {{#> …}} are not supported"),
        ("{{* x}}", "line 1, column 1: decorators {{* …}} are not supported"),
        ("{{#*other \"x\"}}{{/other}}", "line 1, column 1: write {{#*inline \"name\"}} with a name of letters, digits, - and _"),
        ("{{#*inline x}}{{/inline}}", "line 1, column 1: write {{#*inline \"name\"}} with a name of letters, digits, - and _"),
        ("{{> (lookup . \"x\")}}", "line 1, column 1: write {{> name}} with the name of an inline partial"),
        ("{{#/}}", "line 1, column 1: this is not a Handlebars tag"),
    ] {
        assert_eq!(refusal(source), expected, "{source}");
    }
}

#[test]
fn bounds() {
    let nested = |depth: usize| format!("{}x{}", "{{#if a}}".repeat(depth), "{{/if}}".repeat(depth));
    let chained = |links: usize| format!("{{{{#if a}}}}{}{{{{/if}}}}", "{{else if b}}".repeat(links));
    let loops = |depth: usize| format!("{}x{}", "{{#each a}}".repeat(depth), "{{/each}}".repeat(depth));
    let brackets = |count: usize| format!("{{{{lookup {}a{} 1}}}}", "(".repeat(count), ")".repeat(count));
    let partials = |count: usize| {
        let definition = |n: usize| format!("{{{{#*inline \"p{n}\"}}}}{{{{> p{0}}}}}{{{{> p{0}}}}}{{{{/inline}}}}", n + 1);
        format!("{}{{{{> p0}}}}", (0..count).rev().map(definition).collect::<String>())
    };
    // Each one found before the next one needs it.
    let steps = |count: usize| {
        let definition = |n: usize| format!("{{{{#*inline \"p{}\"}}}}{{{{> p{n}}}}}{{{{/inline}}}}", n + 1);
        let uses = (0..=count).map(|n| format!("{{{{> p{n}}}}}"));
        format!("{}{}", (0..count).map(definition).collect::<String>(), uses.collect::<String>())
    };
    for (source, expected) in [
        (nested(33), "line 1, column 289: blocks and partials may nest 32 deep at most"),
        (nested(1_000), "line 1, column 289: blocks and partials may nest 32 deep at most"),
        (chained(32), "line 1, column 413: blocks and partials may nest 32 deep at most"),
        (loops(4), "line 1, column 1: loops within loops could make this template too long; nest fewer of them"),
        (brackets(65), "line 1, column 1: a tag may open at most 64 brackets"),
        (brackets(100_000), "line 1, column 1: a tag may open at most 64 brackets"),
        (partials(20), "line 1, column 1: loops within loops could make this template too long; nest fewer of them"),
        (partials(40), "line 1, column 395: blocks and partials may nest 32 deep at most"),
        (steps(40), "line 1, column 1780: blocks and partials may nest 32 deep at most"),
        ("{{#*inline \"a\"}}{{> a}}{{/inline}}{{> a}}".to_owned(), "line 1, column 17: partial \"a\" contains itself"),
        (
            "{{#*inline \"a\"}}{{> b}}{{/inline}}{{#*inline \"b\"}}{{> a}}{{/inline}}{{> a}}".to_owned(),
            "line 1, column 51: partial \"a\" contains itself",
        ),
        ("{{#if a}}{{/if}}x".repeat(15_000), "line 1, column 1: the template has too many tags for its length"),
    ] {
        assert_eq!(refusal(&source), expected, "{}", source.get(..60).unwrap_or(&source));
    }
    for source in [nested(32), chained(31), loops(3), partials(8)] {
        assert!(Template::compile(&source, Escape::None).is_ok(), "{}", &source[..60]);
    }
}

#[test]
fn rendering_failures() {
    let unknown = |name: &str| RenderError::UnknownHelper { name: name.to_owned() };
    let needs = |name: &str, needs| RenderError::HelperUse { name: name.to_owned(), needs };
    for (source, expected) in [
        ("{{shout Name}}", unknown("shout")),
        ("{{shout to=Name}}", unknown("shout")),
        ("{{#shout Name}}x{{/shout}}", unknown("shout")),
        ("{{#Attributes}}x{{/Attributes}}", unknown("Attributes")),
        ("{{#if (shout Name)}}x{{/if}}", unknown("shout")),
        ("{{#if (shout)}}x{{/if}}", unknown("shout")),
        ("{{lookup (shout Name) 1}}", unknown("shout")),
        // Also where this endpoint would never come.
        ("{{#if Nope}}{{shout Name}}{{/if}}", unknown("shout")),
        ("{{#if Nope}}{{else}}{{#each x}}{{shout Name}}{{/each}}{{/if}}", unknown("shout")),
        ("{{#*inline \"x\"}}{{shout Name}}{{/inline}}", unknown("shout")),
        // The engine has these, but they are not what templates here mean by the name.
        ("{{log Address}}", unknown("log")),
        ("{{#if (eq a b)}}x{{/if}}", unknown("eq")),
        ("{{#eq a b}}x{{/eq}}", unknown("eq")),
        ("{{len a}}", unknown("len")),
        ("{{if Name}}", needs("if", "a block: {{#…}}…{{/…}}")),
        ("{{#if (with Name)}}x{{/if}}", needs("with", "a block: {{#…}}…{{/…}}")),
        ("{{#if}}x{{/if}}", needs("if", "one value")),
        ("{{#if a b}}x{{/if}}", needs("if", "one value")),
        ("{{#each}}x{{/each}}", needs("each", "one value")),
        ("{{lookup a}}", needs("lookup", "a list or an object, and a position or a name in it")),
        ("{{> signature}}", RenderError::UnknownPartial { name: "signature".to_owned() }),
        ("{{> x}}{{#*inline \"x\"}}{{/inline}}", RenderError::UnknownPartial { name: "x".to_owned() }),
    ] {
        assert_eq!(failure(source), expected, "{source}");
    }
}

#[test]
fn a_name_alone_is_a_variable_whatever_the_engine_calls_so() {
    let context = Context::new(r#"{"log": "a", "len": ["b"], "eq": "c", "if": "d"}"#).unwrap();
    for source in ["{{log}}{{len}}{{eq}}{{if}}", "{{#unless x}}{{log}}{{len}}{{eq}}{{if}}{{/unless}}"] {
        assert_eq!(Template::compile(source, Escape::None).unwrap().render(&context).as_deref(), Ok("abcd"), "{source}");
    }
}

#[test]
fn what_is_rendered_is_bounded() {
    let document = format!("{{\"a\": {:?}, \"list\": {:?}}}", "x".repeat(1024 * 1024), [0; 15]);
    let context = Context::new(&document).unwrap();
    for source in ["{{a}}".repeat(11), "{{#each list}}{{../a}}{{/each}}".to_owned(), "{{#if a}}{{a}}{{/if}}".repeat(11)] {
        let template = Template::compile(&source, Escape::None).unwrap();
        assert_eq!(template.render(&context), Err(RenderError::TooLong { max_bytes: 10 * 1024 * 1024 }), "{source}");
    }
}
