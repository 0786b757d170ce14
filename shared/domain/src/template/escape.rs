//! How a value is made safe for the text around it.

use std::borrow::Cow;

/// What `{{x}}` does to the value of `x`; `{{{x}}}` shows it as it is in either case (spec §7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// For an HTML part: a person called `<b>` must not change the page.
    Html,
    /// For subjects, text parts and headers, where an entity would be shown as one.
    None,
}

impl Escape {
    /// Appends `text` to `out`.
    pub(super) fn push(self, text: &str, out: &mut String) {
        match self {
            Self::Html => push_html(text, out),
            Self::None => out.push_str(text),
        }
    }
}

/// The entity for a byte that HTML text or an attribute's value, quoted or not, could misread. The set is Handlebars' own.
const fn entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'&' => Some("&amp;"),
        b'\'' => Some("&#x27;"),
        b'`' => Some("&#x60;"),
        b'=' => Some("&#x3D;"),
        _ => None,
    }
}

fn push_html(text: &str, out: &mut String) {
    let mut clean_from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(entity) = entity(byte) {
            out.push_str(text.get(clean_from..at).unwrap_or_default());
            out.push_str(entity);
            clean_from = at + 1;
        }
    }
    out.push_str(text.get(clean_from..).unwrap_or_default());
}

/// One line of printable text: each run of control characters and line separators becomes one blank, and blanks at the ends go.
///
/// For subjects and headers: a line break in a person's name would end the header there and let the rest of the name add
/// headers of its own.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}';
    if !text.contains(breaks) {
        return Cow::Borrowed(text.trim());
    }
    let words: Vec<_> = text.split(breaks).map(str::trim).filter(|word| !word.is_empty()).collect();
    Cow::Owned(words.join(" "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn html_is_escaped_as_handlebars_does(text in "[a-z<>&\"'`=é\u{1F600} ]{0,40}") {
            let mut ours = String::new();
            Escape::Html.push(&text, &mut ours);
            prop_assert_eq!(ours, handlebars::html_escape(&text));
        }

        #[test]
        fn one_line_never_breaks(text in any::<String>()) {
            let breaks = one_line(&text).contains(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}');
            prop_assert!(!breaks, "{text:?}");
        }
    }

    #[test]
    fn line_breaks_become_one_blank() {
        for (text, line) in [
            ("plain", "plain"),
            ("  plain ", "plain"),
            ("a\r\nBcc: b@example.com", "a Bcc: b@example.com"),
            ("a\n\n\tb", "a b"),
            ("a\u{2028}b\u{85}c\u{0}d", "a b c d"),
            ("two  blanks stay", "two  blanks stay"),
            ("\r\n", ""),
        ] {
            assert_eq!(one_line(text), line, "{text:?}");
        }
    }
}
