//! What a request says for one recipient alone (spec §8.1).

use std::collections::BTreeMap;

use touchpoint_wire::types::{AddressConfiguration, EndpointSendConfiguration};

/// Members that stand with an address, an endpoint or a user. Empty texts say nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Overrides<'a> {
    pub body: Option<&'a str>,
    pub title: Option<&'a str>,
    pub raw: Option<&'a str>,
    pub substitutions: Option<&'a BTreeMap<String, Vec<String>>>,
    pub context: Option<&'a BTreeMap<String, String>>,
}

impl<'a> From<&'a AddressConfiguration> for Overrides<'a> {
    fn from(written: &'a AddressConfiguration) -> Self {
        Self {
            body: said(&written.body_override),
            title: said(&written.title_override),
            raw: said(&written.raw_content),
            substitutions: written.substitutions.as_ref(),
            context: written.context.as_ref(),
        }
    }
}

impl<'a> From<&'a EndpointSendConfiguration> for Overrides<'a> {
    fn from(written: &'a EndpointSendConfiguration) -> Self {
        Self {
            body: said(&written.body_override),
            title: said(&written.title_override),
            raw: said(&written.raw_content),
            substitutions: written.substitutions.as_ref(),
            context: written.context.as_ref(),
        }
    }
}

impl Overrides<'_> {
    /// The request's context, and the recipient's over it (spec §8.2).
    #[must_use]
    pub fn context_over(&self, request: Option<&BTreeMap<String, String>>) -> BTreeMap<String, String> {
        let mut context = request.cloned().unwrap_or_default();
        context.extend(self.context.into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())));
        context
    }
}

/// A text that says something.
pub(super) fn said(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recipients_context_wins() {
        let map =
            |pairs: &[(&str, &str)]| pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect::<BTreeMap<_, _>>();
        let own = map(&[("a", "own"), ("c", "own")]);
        let overrides = Overrides { context: Some(&own), ..Overrides::default() };
        let both = overrides.context_over(Some(&map(&[("a", "all"), ("b", "all")])));
        assert_eq!(both, map(&[("a", "own"), ("b", "all"), ("c", "own")]));
        assert_eq!(Overrides::default().context_over(None), map(&[]));
    }
}
