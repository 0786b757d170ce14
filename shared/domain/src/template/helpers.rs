//! The helpers that templates have, and the few that templates cannot call, by which values are found and shown.

use std::sync::LazyLock;

use handlebars::{Context, Handlebars, Helper, HelperDef, RenderContext, RenderError, RenderErrorReason, ScopedJson, no_escape};
use serde_json::Value as Json;

use super::escape::Escape;
use super::value::Value;

/// How many items `{{#each}}` goes through (spec §2.6).
pub(super) const EACH_ITEMS: usize = 15;

// No template can write these names, for their parentheses.
/// `path → value`, or null where the path leads nowhere.
pub(super) const PATH: &str = "(path)";
/// `value → text`, as it is shown.
pub(super) const TEXT: &str = "(text)";
/// `value → value`, but null if there is nothing to show.
pub(super) const PRESENT: &str = "(present)";
/// `value → value` to be judged by `{{#if}}`: a list of one counts as its element.
pub(super) const TRUTH: &str = "(truth)";
/// `list or object → its first items`.
pub(super) const ITEMS: &str = "(items)";

/// What the engine brings and templates here do not have: `log` would write personal data into the log, and the comparisons
/// compare otherwise than Pinpoint's (spec §7.4).
const NOT_OURS: [&str; 12] = ["log", "raw", "eq", "ne", "gt", "gte", "lt", "lte", "and", "or", "not", "len"];

/// The engine with our helpers, one for each way of escaping.
pub(super) fn engine(escape: Escape) -> &'static Handlebars<'static> {
    static HTML: LazyLock<Handlebars<'static>> = LazyLock::new(engine_with_helpers);
    static NONE: LazyLock<Handlebars<'static>> = LazyLock::new(|| {
        let mut engine = engine_with_helpers();
        engine.register_escape_fn(no_escape);
        engine
    });
    match escape {
        Escape::Html => &HTML,
        Escape::None => &NONE,
    }
}

fn engine_with_helpers() -> Handlebars<'static> {
    let mut engine = Handlebars::new();
    for name in NOT_OURS {
        engine.unregister_helper(name);
    }
    engine.register_helper(PATH, Box::new(Path));
    engine.register_helper(TEXT, Box::new(Through(text)));
    engine.register_helper(PRESENT, Box::new(Through(present)));
    engine.register_helper(TRUTH, Box::new(Through(truth)));
    engine.register_helper(ITEMS, Box::new(Through(items)));
    engine
}

struct Path;

impl HelperDef for Path {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let path = helper.param(0).and_then(|path| path.value().as_str()).unwrap_or_default();
        match rc.evaluate(context, path) {
            Ok(ScopedJson::Missing) => Ok(ScopedJson::Derived(Json::Null)),
            // The engine fails where a list is asked for a member by name; for us that is a path that leads nowhere.
            Err(error) if matches!(error.reason(), RenderErrorReason::InvalidJsonIndex(_)) => Ok(ScopedJson::Derived(Json::Null)),
            found => found,
        }
    }
}

/// A helper that makes one value of another.
struct Through(fn(&Json) -> Json);

impl HelperDef for Through {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        Ok(ScopedJson::Derived(self.0(helper.param(0).map_or(&Json::Null, |param| param.value()))))
    }
}

fn text(value: &Json) -> Json {
    let mut text = String::new();
    // The engine escapes what a helper yields, or does not, by the braces that the helper stands in.
    Value::from(value).push_text(Escape::None, &mut text);
    Json::String(text)
}

fn present(value: &Json) -> Json {
    if Value::from(value).is_blank() { Json::Null } else { value.clone() }
}

fn truth(value: &Json) -> Json {
    match value {
        Json::Array(list) => match list.as_slice() {
            [only] => present(only),
            _ => present(value),
        },
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => value.clone(),
    }
}

fn items(value: &Json) -> Json {
    match value {
        Json::Array(list) => list.iter().take(EACH_ITEMS).cloned().collect(),
        Json::Object(members) => {
            Json::Object(members.iter().take(EACH_ITEMS).map(|(name, value)| (name.clone(), value.clone())).collect())
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => value.clone(),
    }
}
