//! A parsed template with our rules for values written into it.
//!
//! The engine would show a list as `[a, b]`, and go through any number of items. So every value passes through a helper of ours
//! on its way: `{{x}}` is rendered as `{{(text) x}}`, and `{{#if x}}` as `{{#if ((truth) x)}}`.

use std::collections::HashMap;
use std::mem;

use handlebars::Template;
use handlebars::template::{DecoratorTemplate, HelperTemplate, Parameter, Subexpression, TemplateElement};
use serde_json::Value as Json;

use super::error::RenderError;
use super::helpers::{ITEMS, PATH, PRESENT, TEXT, TRUTH};

/// Who follows the paths in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paths {
    /// The engine, which parsed them once, but gives up where a list is asked for a member by name.
    Fast,
    /// Our path helper: `{{x}}` is rendered as `{{(text) ((path) "x")}}`. It parses the path each time, and never gives up.
    Careful,
}

/// Rewrites `template`; also says why it can never be rendered, if so.
pub(super) fn rewrite(template: &mut Template, paths: Paths) -> Option<RenderError> {
    let mut rewrite = Rewrite { paths, failure: None };
    rewrite.template(template);
    rewrite.failure
}

struct Rewrite {
    paths: Paths,
    failure: Option<RenderError>,
}

impl Rewrite {
    fn template(&mut self, template: &mut Template) {
        for element in &mut template.elements {
            match element {
                TemplateElement::RawString(_) | TemplateElement::Comment(_) => {}
                TemplateElement::Expression(shown) | TemplateElement::HtmlExpression(shown) => self.shown(shown),
                TemplateElement::HelperBlock(block) => self.block(block),
                TemplateElement::DecoratorBlock(inline) => {
                    if inline.name.as_name() != Some("inline") {
                        self.unknown(&inline.name);
                    }
                    inline.template.iter_mut().for_each(|body| self.template(body));
                }
                TemplateElement::PartialExpression(partial) => self.partial(partial),
                TemplateElement::DecoratorExpression(other) | TemplateElement::PartialBlock(other) => self.unknown(&other.name),
                // What a later version of the engine may add.
                _ => self.fail(RenderError::Engine { reason: "an unknown kind of tag" }),
            }
        }
    }

    fn fail(&mut self, failure: RenderError) {
        self.failure.get_or_insert(failure);
    }

    fn unknown(&mut self, name: &Parameter) {
        self.fail(RenderError::UnknownHelper { name: name.as_name().unwrap_or("(…)").to_owned() });
    }

    fn needs(&mut self, helper: &str, needs: &'static str) {
        self.fail(RenderError::HelperUse { name: helper.to_owned(), needs });
    }

    /// `{{x}}`, `{{{x}}}`, `{{lookup x 0}}`.
    fn shown(&mut self, tag: &mut HelperTemplate) {
        let name = mem::replace(&mut tag.name, Parameter::Name(TEXT.to_owned()));
        let (params, hash) = (mem::take(&mut tag.params), mem::take(&mut tag.hash));
        let value = if params.is_empty() && hash.is_empty() {
            self.value(name)
        } else {
            self.value(Parameter::Subexpression(Subexpression::new(name, params, hash)))
        };
        tag.params.push(value);
    }

    /// A path, a literal or a call, anywhere.
    fn value(&mut self, parameter: Parameter) -> Parameter {
        match parameter {
            Parameter::Literal(literal) => Parameter::Literal(literal),
            Parameter::Name(path) => at_path(&path),
            Parameter::Path(_) => match (self.paths, parameter.as_name().unwrap_or_default()) {
                // Editors like to put a no-break space beside a brace; the parser takes it for a part of the name.
                (Paths::Fast, path) if path.trim() == path => parameter,
                (Paths::Fast | Paths::Careful, path) => at_path(path),
            },
            Parameter::Subexpression(mut call) => {
                if let TemplateElement::Expression(call) = call.element.as_mut() {
                    self.call(call);
                }
                Parameter::Subexpression(call)
            }
            other => {
                self.fail(RenderError::Engine { reason: "an unknown kind of parameter" });
                other
            }
        }
    }

    fn call(&mut self, call: &mut HelperTemplate) {
        match call.name.as_name() {
            Some("lookup") if call.params.len() == 2 => {}
            Some(name @ "lookup") => self.needs(name, "a list or an object, and a position or a name in it"),
            Some(name @ ("if" | "unless" | "each" | "with")) => self.needs(name, "a block: {{#…}}…{{/…}}"),
            Some(_) | None => self.unknown(&call.name),
        }
        self.values(&mut call.params, &mut call.hash);
    }

    fn values(&mut self, params: &mut [Parameter], hash: &mut HashMap<String, Parameter>) {
        for parameter in params.iter_mut().chain(hash.values_mut()) {
            let value = mem::replace(parameter, Parameter::Literal(Json::Null));
            *parameter = self.value(value);
        }
    }

    fn block(&mut self, block: &mut HelperTemplate) {
        self.values(&mut block.params, &mut block.hash);
        let through = match block.name.as_name() {
            Some("if" | "unless") => Some(TRUTH),
            Some("with") => Some(PRESENT),
            Some("each") => Some(ITEMS),
            Some(_) | None => None,
        };
        match (through, block.params.as_mut_slice()) {
            (Some(through), [only]) => {
                let value = mem::replace(only, Parameter::Literal(Json::Null));
                *only = called(through, value);
            }
            (Some(_), _) => {
                let name = block.name.as_name().unwrap_or_default().to_owned();
                self.needs(&name, "one value");
            }
            (None, _) => self.unknown(&block.name),
        }
        block.template.iter_mut().chain(&mut block.inverse).for_each(|body| self.template(body));
    }

    fn partial(&mut self, partial: &mut DecoratorTemplate) {
        if partial.params.len() > 1 {
            let name = partial.name.as_name().unwrap_or_default().to_owned();
            self.needs(&name, "one context at most");
        }
        self.values(&mut partial.params, &mut partial.hash);
    }
}

fn called(helper: &str, value: Parameter) -> Parameter {
    Parameter::Subexpression(Subexpression::new(Parameter::Name(helper.to_owned()), vec![value], HashMap::new()))
}

fn at_path(path: &str) -> Parameter {
    called(PATH, Parameter::Literal(Json::String(path.trim().to_owned())))
}
