//! Phone numbers: as texts are sent to, what can be told of one (spec §8.7), and how many parts a text has (spec §2.8).

mod parts;
mod validate;

pub use parts::parts;
pub use validate::{iso_country, validate, validate_request};

/// The number in the form that carriers take, `+` and 5 to 15 digits: blanks, hyphens, dots and brackets dropped, a missing `+` added
/// (sample data has numbers without one, spec §3.3). `None` if it is no such number.
#[must_use]
pub fn e164(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = text.strip_prefix('+').unwrap_or(text);
    let mut digits = String::with_capacity(16);
    for c in rest.chars() {
        match c {
            '0'..='9' if digits.len() < 15 => digits.push(c),
            ' ' | '-' | '.' | '(' | ')' | '/' => {}
            _ => return None,
        }
    }
    (digits.len() >= 5 && !digits.starts_with('0')).then(|| format!("+{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_the_form_of_carriers() {
        for (text, expected) in [
            ("+15555550100", Some("+15555550100")),
            ("15555550100", Some("+15555550100")),
            (" +1 (555) 555-0100 ", Some("+15555550100")),
            ("+49.30/123456", Some("+4930123456")),
            ("+123456789012345", Some("+123456789012345")),
            ("+1234567890123456", None),
            ("+1234", None),
            ("0049301234", None),
            ("+1555CALLME", None),
            ("++15555550100", None),
            ("+١٥٥٥٥٥٥", None),
            ("ann@example.com", None),
            ("", None),
        ] {
            assert_eq!(e164(text).as_deref(), expected, "{text}");
        }
    }
}
