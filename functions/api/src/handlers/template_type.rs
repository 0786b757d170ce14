//! What tells the types of message templates from each other. All else is the same for them: see `template_write`.
//!
//! The modules of the types box what they call: `dispatch` holds the futures of all operations side by side, and those of five
//! types would not fit on the stack of a build without optimization.

use serde::Serialize;
use touchpoint_domain::field::FieldError;
use touchpoint_domain::limits::Limits;
use touchpoint_store::resources::Kind;
use touchpoint_wire::types::TemplateType;

use crate::error::ApiError;
use crate::tags::Tags;

/// A template as a client writes it. Its members are those of the stored document, which has the server's own beside them.
pub(crate) trait TemplateRequest: Clone + Serialize + Send + Sync {
    const TYPE: TemplateType;

    /// The rules of the type.
    fn check(&self, limits: &Limits) -> Result<(), FieldError>;

    /// Takes the tags out: they belong to the template, not to one version of it.
    fn take_tags(&mut self) -> Option<Tags>;

    /// The recommender configuration that it names, for types that may.
    fn recommender(&self) -> Option<&str>;
}

/// All types, in the order of their names.
pub(crate) const TYPES: [TemplateType; 5] =
    [TemplateType::Email, TemplateType::Inapp, TemplateType::Push, TemplateType::Sms, TemplateType::Voice];

/// The kind of the records that templates of a type are stored as.
pub(crate) fn kind_of(template: TemplateType) -> Kind {
    match template {
        TemplateType::Email => Kind::TemplateEmail,
        TemplateType::Inapp => Kind::TemplateInApp,
        TemplateType::Push => Kind::TemplatePush,
        TemplateType::Sms => Kind::TemplateSms,
        TemplateType::Voice => Kind::TemplateVoice,
    }
}

/// Reads a type. Paths have it in lower case elsewhere, so both are read.
pub(crate) fn template_type(field: &str, text: &str) -> Result<TemplateType, ApiError> {
    let parsed = text.to_ascii_uppercase().parse::<TemplateType>();
    parsed.map_err(|error| ApiError::bad_request(format!("{field}: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_stand_in_the_order_of_their_names_and_have_a_kind_each() {
        let names = TYPES.map(|template| template.to_string());
        assert!(names.is_sorted(), "{names:?}");
        let kinds = TYPES.map(|template| kind_of(template).as_str().to_owned());
        assert_eq!(kinds, names.map(|name| format!("template-{name}")));
    }
}
