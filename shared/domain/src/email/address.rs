//! Whether a text can be an email address at all (spec §3.3: looked at when a mail is sent, not when an endpoint is stored).
//!
//! Bounds and characters only. It refuses what a mail server would refuse for its form, before it costs a call, and what could
//! be read as more than one address; it does not know which domains exist.

/// The longest address that SES takes, and the longest parts that mail knows (RFC 5321).
const MAX_ADDRESS_BYTES: usize = 320;
const MAX_LOCAL_BYTES: usize = 64;
const MAX_DOMAIN_BYTES: usize = 255;
const MAX_LABEL_BYTES: usize = 63;

/// Whether `address` has the form `local@domain.example`, in ASCII: SES takes no other local part, and other domains in their
/// `xn--` form only. No display name, no quotes, no comments.
#[must_use]
pub fn address_is_plausible(address: &str) -> bool {
    address.len() <= MAX_ADDRESS_BYTES
        && address.split_once('@').is_some_and(|(local, domain)| is_local(local) && is_domain(domain))
}

/// Whether `sender` is a plausible address, alone or as `Display name <address>`, on one line.
#[must_use]
pub fn sender_is_plausible(sender: &str) -> bool {
    // A line break would end the header it goes into; other brackets and commas would make it a list.
    match sender.strip_suffix('>').and_then(|named| named.split_once('<')) {
        Some((name, address)) => {
            let bare = name.trim().trim_matches('"');
            name.len() <= MAX_ADDRESS_BYTES
                && !bare.contains(|c: char| c.is_control() || matches!(c, '<' | '>' | '"'))
                && (bare.len() < name.trim().len() || !bare.contains([',', ';', ':', '@']))
                && address_is_plausible(address)
        }
        None => address_is_plausible(sender),
    }
}

fn is_local(local: &str) -> bool {
    let is_atom_char = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    local.len() <= MAX_LOCAL_BYTES && local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atom_char))
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=MAX_LABEL_BYTES).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.len() <= MAX_DOMAIN_BYTES && domain.contains('.') && domain.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses() {
        for good in [
            "ann@example.com",
            "a@b.co",
            "first.last+tag@sub.example.co.uk",
            "o'brien@example.ie",
            "!#$%&'*+-/=?^_`{|}~@example.com",
            "user-000001@example.org",
            "x@xn--bcher-kva.example",
            "1@2.3",
        ] {
            assert!(address_is_plausible(good), "{good}");
        }
        let long = |local: usize, label: usize, labels: usize| {
            format!("{}@{}", "a".repeat(local), vec!["b".repeat(label); labels].join("."))
        };
        assert!(address_is_plausible(&long(64, 63, 4)));
        for bad in [
            "",
            "@",
            "ann",
            "ann@",
            "@example.com",
            "ann@example",
            "ann@@example.com",
            "ann@bob@example.com",
            ".ann@example.com",
            "ann.@example.com",
            "a..n@example.com",
            "ann@.example.com",
            "ann@example.com.",
            "ann@example..com",
            "ann@-example.com",
            "ann@example-.com",
            "ann@exa_mple.com",
            "ann@[192.0.2.1]",
            "a nn@example.com",
            " ann@example.com",
            "ann@example.com ",
            "ann@example.com\r\nBcc: bob@example.com",
            "ann@example.com,bob@example.com",
            "Ann <ann@example.com>",
            "\"ann\"@example.com",
            "änn@example.com",
            "ann@bücher.example",
            "+15551234567",
            &long(65, 10, 2),
            &long(10, 64, 2),
            &long(10, 63, 5),
        ] {
            assert!(!address_is_plausible(bad), "{bad}");
        }
    }

    #[test]
    fn senders() {
        for good in [
            "news@example.com",
            "Shop <news@example.com>",
            "\"Shop, Ltd\" <news@example.com>",
            "Bücher <b@example.com>",
            "<a@b.co>",
        ] {
            assert!(sender_is_plausible(good), "{good}");
        }
        for bad in [
            "",
            "Shop",
            "Shop <news@example>",
            "Shop, Ltd <news@example.com>",
            "a@example.com, Shop <b@example.com>",
            "Shop\r\nBcc: x <news@example.com>",
            "Shop <news@example.com",
            "Shop <<news@example.com>>",
            "\"a\" <x@example.com>, \"b\" <news@example.com>",
            "Shop <news@example.com> x",
        ] {
            assert!(!sender_is_plausible(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_plausible_is_one_line_of_printable_ascii_without_blanks(text in "[ -~\\n\\r\\té@.]{0,40}") {
            if address_is_plausible(&text) {
                prop_assert!(text.bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert_eq!(text.matches('@').count(), 1);
            }
            if sender_is_plausible(&text) {
                prop_assert!(!text.contains(char::is_control));
            }
        }
    }
}
