//! The headers that a message may add (spec §2.4), and how their values are made fit for a mail.

use crate::template::{RenderError, one_line};

/// Characters of a header's name, and of its value as it leaves (spec §2.4).
const MAX_NAME_CHARS: usize = 126;
pub(super) const MAX_VALUE_CHARS: usize = 870;

/// What the channel writes itself; SES refuses these in a message's own headers.
const RESERVED: [&str; 12] = [
    "bcc",
    "cc",
    "content-disposition",
    "content-type",
    "date",
    "from",
    "message-id",
    "mime-version",
    "reply-to",
    "return-path",
    "subject",
    "to",
];

/// Why `name` cannot name a header, if so.
pub(super) fn name_fault(name: &str) -> Option<String> {
    if name.is_empty() || name.len() > MAX_NAME_CHARS {
        return Some(format!("must have 1 to {MAX_NAME_CHARS} characters"));
    }
    if !name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':') {
        return Some("must have printable ASCII characters only, without blanks and colons".to_owned());
    }
    RESERVED.contains(&name.to_ascii_lowercase().as_str()).then(|| "is a header that the channel sets itself".to_owned())
}

/// Whether a message may have only one header of that name. Extension headers may be repeated; of the others, mail knows only
/// trace headers to be, and those are not a sender's to write.
pub(super) fn is_single(name: &str) -> bool {
    !name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-"))
}

/// A rendered value as it may stand in a mail: one line, in ASCII. `None` where nothing is left to say.
pub(super) fn value(name: &str, rendered: &str) -> Result<Option<String>, RenderError> {
    let line = one_line(rendered);
    let value = if line.is_ascii() { line.into_owned() } else { encoded_words(&line) };
    if value.len() > MAX_VALUE_CHARS {
        return Err(RenderError::HeaderTooLong { name: name.to_owned(), max_chars: MAX_VALUE_CHARS });
    }
    Ok(Some(value).filter(|value| !value.is_empty()))
}

/// `text` as encoded words of at most 75 characters (RFC 2047, "Q"), because a header's value is ASCII. Only the blank-separated
/// words that need it are encoded, so that the URL in a header stays a URL.
fn encoded_words(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut last_encoded = false;
    for word in text.split(' ') {
        if word.is_ascii() {
            words.push(word.to_owned());
            last_encoded = false;
            continue;
        }
        // Readers drop the blank between two encoded words, so it goes into the second one.
        let start = if last_encoded { "_" } else { "" };
        words.extend(encoded_word(start, word));
        last_encoded = true;
    }
    words.join(" ")
}

fn encoded_word(start: &str, word: &str) -> Vec<String> {
    const MAX_ENCODED: usize = 75 - "=?UTF-8?Q?".len() - "?=".len();
    let mut pieces = vec![start.to_owned()];
    for c in word.chars() {
        let mut utf8 = [0; 4];
        let encoded: String = match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => c.to_string(),
            _ => c.encode_utf8(&mut utf8).bytes().map(|byte| format!("={byte:02X}")).collect(),
        };
        match pieces.last_mut() {
            // A character is never split over two words.
            Some(piece) if piece.len() + encoded.len() <= MAX_ENCODED => piece.push_str(&encoded),
            Some(_) | None => pieces.push(encoded),
        }
    }
    pieces.into_iter().map(|piece| format!("=?UTF-8?Q?{piece}?=")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text that a mail reader shows for a value of ASCII and encoded words.
    fn shown(value: &str) -> String {
        let mut bytes: Vec<u8> = Vec::new();
        let mut last_encoded = true;
        for word in value.split(' ') {
            let encoded = word.strip_prefix("=?UTF-8?Q?").and_then(|rest| rest.strip_suffix("?="));
            if !(bytes.is_empty() || last_encoded && encoded.is_some()) {
                bytes.push(b' ');
            }
            last_encoded = encoded.is_some();
            let Some(encoded) = encoded else {
                bytes.extend(word.bytes());
                continue;
            };
            assert!(word.len() <= 75, "{word}");
            let mut rest = encoded.bytes();
            while let Some(byte) = rest.next() {
                bytes.push(match byte {
                    b'_' => b' ',
                    b'=' => {
                        let hex = [rest.next().unwrap(), rest.next().unwrap()];
                        u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap()
                    }
                    other => other,
                });
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    proptest! {
        #[test]
        fn values_are_one_ascii_line_and_read_back(text in "[a-zé\u{1F600} =?_]{0,60}") {
            if let Some(value) = value("X-A", &text).unwrap() {
                prop_assert!(value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()), "{}", value);
                if !text.is_ascii() {
                    prop_assert_eq!(shown(&value), text.trim());
                }
            }
        }
    }

    #[test]
    fn values() {
        let long = "x".repeat(871);
        for (rendered, expected) in [
            ("plain", Ok(Some("plain"))),
            ("", Ok(None)),
            (" \r\n ", Ok(None)),
            ("a\r\nBcc: b@example.com", Ok(Some("a Bcc: b@example.com"))),
            (
                "<https://example.com/u?id=é>, <mailto:u@example.com>",
                Ok(Some("=?UTF-8?Q?=3Chttps=3A=2F=2Fexample=2Ecom=2Fu=3Fid=3D=C3=A9=3E=2C?= <mailto:u@example.com>")),
            ),
            ("für Zoë Noël x", Ok(Some("=?UTF-8?Q?f=C3=BCr?= =?UTF-8?Q?_Zo=C3=AB?= =?UTF-8?Q?_No=C3=ABl?= x"))),
            (&long[1..], Ok(Some(&long[1..]))),
            (&long, Err(RenderError::HeaderTooLong { name: "X-A".to_owned(), max_chars: 870 })),
        ] {
            assert_eq!(value("X-A", rendered), expected.map(|value| value.map(str::to_owned)), "{rendered}");
        }
    }
}
