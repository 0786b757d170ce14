//! How many parts a text is sent in (spec §2.8, §13.3).

/// What a character of the GSM alphabet takes one place of; those of [`EXTENDED`] take two.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED: &str = "^{}\\[~]|€\u{c}";

/// The parts of `text`: 160 places of the GSM alphabet or 70 of UCS-2 in one part, 153 or 67 in each of several. An empty text is one.
#[must_use]
pub fn parts(text: &str) -> usize {
    let (places, alone, together) = match gsm_places(text) {
        Some(places) => (places, 160, 153),
        None => (text.encode_utf16().count(), 70, 67),
    };
    if places <= alone { 1 } else { places.div_ceil(together) }
}

fn gsm_places(text: &str) -> Option<usize> {
    text.chars().try_fold(0, |places, c| {
        if BASIC.contains(c) {
            Some(places + 1)
        } else if EXTENDED.contains(c) {
            Some(places + 2)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_by_alphabet() {
        for (text, expected) in [
            (String::new(), 1),
            ("x".repeat(160), 1),
            ("x".repeat(161), 2),
            ("x".repeat(306), 2),
            ("x".repeat(307), 3),
            ("€".repeat(80), 1),
            ("€".repeat(81), 2),
            ("日".repeat(70), 1),
            ("日".repeat(71), 2),
            ("😀".repeat(35), 1),
            ("😀".repeat(36), 2),
        ] {
            assert_eq!(parts(&text), expected, "{} of {:?}", text.chars().count(), text.chars().next());
        }
    }
}
