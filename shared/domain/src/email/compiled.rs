//! An email ready to be rendered for anyone, and one rendered for someone.

use super::content::EmailContent;
use super::headers;
use crate::field::FieldError;
use crate::template::{Context, Escape, RenderError, Substitutions, Template, one_line};

/// The templates of an email, compiled once for all its recipients.
#[derive(Clone, Debug)]
pub struct CompiledEmail {
    subject: Template,
    html: Option<Template>,
    text: Option<Template>,
    headers: Vec<(String, Template)>,
    defaults: Substitutions,
}

/// What one person is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RenderedEmail {
    /// One line.
    pub subject: String,
    pub html: Option<String>,
    pub text: Option<String>,
    /// Names and values, each value one line of printable ASCII. A header whose value came out empty is left out.
    pub headers: Vec<(String, String)>,
}

impl CompiledEmail {
    /// Compiles what a run's plan holds.
    ///
    /// # Errors
    ///
    /// An email without HTML and without text, a template that does not compile, a header that may not be set, broken defaults;
    /// by the field's name on the wire.
    pub fn compile(content: &EmailContent) -> Result<Self, FieldError> {
        if content.html.is_none() && content.text.is_none() {
            return Err(FieldError::new(
                "EmailMessage",
                "an email must have an HTML or a text body, of its own or from a template",
            ));
        }
        let mut headers = Vec::with_capacity(content.headers.len());
        for header in &content.headers {
            if let Some(fault) = headers::name_fault(&header.name) {
                return Err(FieldError::new("Headers", fault));
            }
            headers.push((header.name.clone(), template("Headers", &header.value, Escape::None)?));
        }
        let defaults = content.default_substitutions.as_deref().filter(|text| !text.is_empty()).map(Substitutions::defaults);
        Ok(Self {
            subject: template("Subject", &content.subject, Escape::None)?,
            html: content.html.as_deref().map(|html| template("HtmlPart", html, Escape::Html)).transpose()?,
            text: content.text.as_deref().map(|text| template("TextPart", text, Escape::None)).transpose()?,
            headers,
            defaults: defaults
                .transpose()
                .map_err(|error| FieldError::new("DefaultSubstitutions", error.to_string()))?
                .unwrap_or_default(),
        })
    }

    /// The email for the endpoint of this stored document.
    ///
    /// # Errors
    ///
    /// See [`RenderError`]; nothing of a message that fails in one part may leave.
    pub fn render(&self, endpoint_doc: &str) -> Result<RenderedEmail, RenderError> {
        self.render_in(Context::new(endpoint_doc)?)
    }

    /// The email where variables stand for what `context` says, and for this email's defaults where it says nothing.
    ///
    /// # Errors
    ///
    /// As [`Self::render`].
    pub fn render_in<'a>(&'a self, context: Context<'a>) -> Result<RenderedEmail, RenderError> {
        let context = context.with_defaults(&self.defaults);
        let render = |template: &Option<Template>| template.as_ref().map(|template| template.render(&context)).transpose();
        let mut headers = Vec::with_capacity(self.headers.len());
        for (name, template) in &self.headers {
            if let Some(value) = headers::value(name, &template.render(&context)?)? {
                headers.push((name.clone(), value));
            }
        }
        let subject = self.subject.render(&context)?;
        Ok(RenderedEmail {
            // A line break that a value brought in would end the header and begin another one.
            subject: one_line(&subject).into_owned(),
            html: render(&self.html)?,
            text: render(&self.text)?,
            headers,
        })
    }
}

fn template(field: &str, source: &str, escape: Escape) -> Result<Template, FieldError> {
    Template::compile(source, escape).map_err(|error| FieldError::new(field, error.to_string()))
}
