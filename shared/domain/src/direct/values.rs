//! What the variables of a direct message stand for (spec §8.2).
//!
//! The recipient's own substitutions win over what is known of the endpoint, that over the channel message's substitutions, those
//! over the default messages', and those over the template's.

use std::collections::BTreeMap;

use serde_json::json;

use crate::endpoint::channel::Channel;
use crate::template::{BadSubstitutions, Context, RenderError, Substitutions};

/// Substitutions of one message to one recipient, from the strongest to the weakest.
#[derive(Clone, Debug, Default)]
pub struct Values {
    over: Substitutions,
    under: Vec<Substitutions>,
}

impl Values {
    /// `under` are those of the channel message and of the default messages, in that order; `defaults` are the template's.
    pub(super) fn new(
        over: Option<&BTreeMap<String, Vec<String>>>,
        under: &[Option<&BTreeMap<String, Vec<String>>>],
        defaults: Option<&str>,
    ) -> Result<Self, BadSubstitutions> {
        let message = |values: &BTreeMap<String, Vec<String>>| Substitutions::message(values);
        let mut under: Vec<Substitutions> = under.iter().flatten().copied().map(message).collect();
        under.extend(defaults.filter(|text| !text.is_empty()).map(Substitutions::defaults).transpose()?);
        Ok(Self { over: over.map(message).unwrap_or_default(), under })
    }

    /// The values over and under those of `document`, a stored endpoint or what [`address_document`] makes of an address.
    pub(super) fn context<'a>(&'a self, document: &'a str) -> Result<Context<'a>, RenderError> {
        let context = Context::new(document)?.with_substitutions(&self.over);
        Ok(self.under.iter().fold(context, Context::with_defaults))
    }
}

/// What is known of a recipient that is an address and no endpoint, in the form of an endpoint's document.
#[must_use]
pub fn address_document(channel: Channel, address: &str) -> String {
    json!({"Address": address, "ChannelType": channel.as_str()}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::{Escape, Template};

    fn map(name: &str, value: &str) -> BTreeMap<String, Vec<String>> {
        BTreeMap::from([(name.to_owned(), vec![value.to_owned()])])
    }

    #[test]
    fn the_stronger_value_shows() {
        let name = "User.UserAttributes.Name";
        let layers = ["recipient", "channel", "default", "template"].map(|value| map(name, value));
        let [recipient, channel, default, _] = &layers;
        let known = r#"{"User":{"UserAttributes":{"Name":["endpoint"]}}}"#;
        let template = Some(r#"{"User.UserAttributes.Name":"template"}"#);
        for (over, document, under, defaults, expected) in [
            (Some(recipient), known, [Some(channel), Some(default)], template, "recipient"),
            (None, known, [Some(channel), Some(default)], template, "endpoint"),
            (None, "{}", [Some(channel), Some(default)], template, "channel"),
            (None, "{}", [None, Some(default)], template, "default"),
            (None, "{}", [None, None], template, "template"),
            (None, "{}", [None, None], None, ""),
        ] {
            let values = Values::new(over, &under, defaults).unwrap();
            let shown = Template::compile("{{User.UserAttributes.Name}}", Escape::None).unwrap();
            assert_eq!(shown.render(&values.context(document).unwrap()).unwrap(), expected);
        }
    }

    #[test]
    fn an_address_is_known_by_itself_and_its_channel() {
        let document = address_document(Channel::Email, "a\"b@example.com");
        let values = Values::default();
        let shown = Template::compile("{{ChannelType}} {{Address}}{{User.UserId}}", Escape::None).unwrap();
        assert_eq!(shown.render(&values.context(&document).unwrap()).unwrap(), "EMAIL a\"b@example.com");
    }
}
