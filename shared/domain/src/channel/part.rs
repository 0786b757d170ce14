//! The parts that credentials consist of: ids, keys and passwords, each one word.

use crate::field::FieldError;

/// The longest id or key, in characters: it goes into a header or a form of the provider.
const MAX_CHARS: usize = 2048;

/// What a client gave: an empty text is as good as none.
#[must_use]
pub fn given(value: Option<&String>) -> Option<&str> {
    value.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// An id, key or password: visible ASCII without blanks, so that it cannot break the request that carries it. Blanks and line
/// ends around it, as files have them, are left out.
pub(super) fn word(field: &str, value: &str) -> Result<String, FieldError> {
    let word = value.trim();
    if word.is_empty() || word.len() > MAX_CHARS || !word.bytes().all(|byte| byte.is_ascii_graphic()) {
        let rule = format!("must have 1 to {MAX_CHARS} characters, all of them ASCII and none of them a blank");
        return Err(FieldError::new(field, rule));
    }
    Ok(word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_trimmed_and_hold_nothing_invisible() {
        for (value, word_of_it) in [("a", "a"), (" AAAA:b-c_d\r\n", "AAAA:b-c_d"), ("\u{a0}x", "x"), ("~!", "~!")] {
            assert_eq!(word("ApiKey", value).unwrap(), word_of_it);
        }
        assert!(word("ApiKey", &"x".repeat(2048)).is_ok());
        let rule = "ApiKey: must have 1 to 2048 characters, all of them ASCII and none of them a blank";
        for bad in ["", " \n", "a b", "a\nb", "a\0", "é", &"x".repeat(2049)] {
            assert_eq!(word("ApiKey", bad).unwrap_err().to_string(), rule, "{bad:?}");
        }
    }

    #[test]
    fn empty_is_not_given() {
        for (value, text) in [(None, None), (Some(""), None), (Some(" \n"), None), (Some(" a "), Some("a"))] {
            assert_eq!(given(value.map(str::to_owned).as_ref()), text, "{value:?}");
        }
    }
}
