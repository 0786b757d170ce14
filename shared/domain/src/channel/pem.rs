//! Certificates and private keys as PEM text: whether it is that at all, not whether the provider will take it.
//!
//! What is kept is rewritten: the blocks of the expected kind, and nothing of what stood around them. An exported file often
//! holds a name of its owner or a key besides the certificate.

use crate::field::FieldError;

/// The longest text of a certificate with its chain, or of a key, in bytes.
const MAX_BYTES: usize = 16 * 1024;
const CERTIFICATE: &str = "CERTIFICATE";
const PRIVATE_KEY: &str = "PRIVATE KEY";
const LINE_CHARS: usize = 64;
/// A key on the smallest curve that is used, without its frame, has more characters than this.
const MIN_BARE_CHARS: usize = 88;

/// One block: its label, and its base64 without white space.
#[derive(Debug, PartialEq, Eq)]
struct Block<'a> {
    label: &'a str,
    base64: String,
}

/// A certificate with its chain, if there is one.
pub(super) fn certificate(field: &str, text: &str) -> Result<String, FieldError> {
    let rule = || FieldError::new(field, "must be PEM text: -----BEGIN CERTIFICATE-----, base64, -----END CERTIFICATE-----");
    let blocks = blocks(within_limit(field, text)?).ok_or_else(rule)?;
    let certificates: String = blocks.iter().filter(|block| block.label == CERTIFICATE).map(Block::framed).collect();
    if certificates.is_empty() { Err(rule()) } else { Ok(certificates) }
}

/// A private key that is not encrypted itself.
pub(super) fn private_key(field: &str, text: &str) -> Result<String, FieldError> {
    let rule = || FieldError::new(field, "must be PEM text: -----BEGIN PRIVATE KEY-----, base64, -----END PRIVATE KEY-----");
    let text = within_limit(field, text)?;
    if text.contains("ENCRYPTED") {
        return Err(FieldError::new(field, "must be a private key without a password"));
    }
    let blocks = blocks(text).ok_or_else(rule)?;
    let key = blocks.iter().find(|block| block.label.ends_with(PRIVATE_KEY)).ok_or_else(rule)?;
    Ok(key.framed())
}

/// A private key whose frame may be missing: the Amplify command line sends nothing but the base64 of a token key.
pub(super) fn bare_or_private_key(field: &str, text: &str) -> Result<String, FieldError> {
    let bare = stripped(within_limit(field, text)?);
    // DER begins with a sequence, which is an M in base64; a path or a word does not pass for one.
    if bare.len() > MIN_BARE_CHARS && bare.len().is_multiple_of(4) && bare.starts_with('M') && is_base64(&bare) {
        return Ok(Block { label: PRIVATE_KEY, base64: bare }.framed());
    }
    private_key(field, text)
}

fn within_limit<'a>(field: &str, text: &'a str) -> Result<&'a str, FieldError> {
    if text.len() > MAX_BYTES {
        return Err(FieldError::new(field, format!("must have at most {MAX_BYTES} bytes")));
    }
    Ok(text)
}

/// All blocks of a text, whatever stands between them; `None` when one of them is broken.
fn blocks(text: &str) -> Option<Vec<Block<'_>>> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("-----BEGIN ") {
        let (label, after) = after.split_once("-----")?;
        let (body, after) = after.split_once(&format!("-----END {label}-----"))?;
        let base64 = stripped(body);
        let is_label = label.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' ');
        if !is_label || !is_base64(&base64) {
            return None;
        }
        blocks.push(Block { label, base64 });
        rest = after;
    }
    Some(blocks)
}

fn stripped(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_whitespace()).collect()
}

fn is_base64(text: &str) -> bool {
    let unpadded = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    !unpadded.is_empty() && unpadded.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/')
}

impl Block<'_> {
    /// The block as files have it.
    fn framed(&self) -> String {
        let mut text = format!("-----BEGIN {}-----\n", self.label);
        for (at, c) in self.base64.chars().enumerate() {
            if at > 0 && at.is_multiple_of(LINE_CHARS) {
                text.push('\n');
            }
            text.push(c);
        }
        text.push_str(&format!("\n-----END {}-----\n", self.label));
        text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CERT: &str = "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n";
    const KEY: &str = "-----BEGIN PRIVATE KEY-----\nTUlH\n-----END PRIVATE KEY-----\n";

    #[test]
    fn only_what_was_asked_for_is_kept() {
        let exported = format!("Bag Attributes\n  friendlyName: Ann\n{CERT}Bag Attributes\n{KEY}");
        assert_eq!(certificate("Certificate", &exported).unwrap(), CERT);
        assert_eq!(private_key("PrivateKey", &exported).unwrap(), KEY);
        assert_eq!(certificate("Certificate", &format!("{CERT}{CERT}")).unwrap(), format!("{CERT}{CERT}"));
        for label in ["RSA PRIVATE KEY", "EC PRIVATE KEY"] {
            let key = KEY.replace("PRIVATE KEY", label);
            assert_eq!(private_key("PrivateKey", &key).unwrap(), key);
        }
        assert_eq!(certificate("Certificate", &CERT.replace('\n', "\r\n")).unwrap(), CERT);
    }

    #[test]
    fn lines_are_folded() {
        let long = format!("-----BEGIN PRIVATE KEY-----{}-----END PRIVATE KEY-----", "M".repeat(130));
        let folded = private_key("TokenKey", &long).unwrap();
        let lines: Vec<usize> = folded.lines().map(str::len).collect();
        assert_eq!(lines, [27, 64, 64, 2, 25]);
        assert_eq!(private_key("TokenKey", &folded).unwrap(), folded);
    }

    #[test]
    fn what_is_no_pem_is_refused() {
        for bad in [
            "",
            "/home/ann/certificate.pem",
            "TUlJ",
            "-----BEGIN CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\\nTUlJ\\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\nTU=J\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END PRIVATE KEY-----",
            "-----BEGIN \nCERTIFICATE-----\nTUlJ\n-----END \nCERTIFICATE-----",
            KEY,
        ] {
            let error = certificate("Certificate", bad).unwrap_err();
            assert!(error.reason.starts_with("must be PEM text: -----BEGIN CERTIFICATE-----"), "{bad}");
        }
        assert!(private_key("PrivateKey", CERT).unwrap_err().reason.starts_with("must be PEM text: -----BEGIN PRIVATE KEY"));
        let large = CERT.repeat(300);
        assert_eq!(certificate("Certificate", &large).unwrap_err().to_string(), "Certificate: must have at most 16384 bytes");
    }

    #[test]
    fn keys_with_a_password_are_refused() {
        let legacy = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nTUlH\n-----END RSA PRIVATE KEY-----";
        for encrypted in [KEY.replace("PRIVATE", "ENCRYPTED PRIVATE"), legacy.to_owned()] {
            assert_eq!(private_key("PrivateKey", &encrypted).unwrap_err().reason, "must be a private key without a password");
        }
    }

    #[test]
    fn token_keys_may_come_without_their_frame() {
        let bare = format!("MIGT{}", "a".repeat(180));
        let framed = bare_or_private_key("TokenKey", &bare).unwrap();
        assert_eq!(framed, private_key("TokenKey", &framed).unwrap());
        assert_eq!(bare_or_private_key("TokenKey", &framed).unwrap(), framed);
        assert_eq!(bare_or_private_key("TokenKey", KEY).unwrap(), KEY);
        for bad in ["AuthKey", "MIGT", "/keys/AuthKey_ABC.p8", &format!("{bare}a"), &bare.replace("MIGT", "xxxx")] {
            assert!(bare_or_private_key("TokenKey", bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_refused_or_comes_out_as_pem(text in "(-----(BEGIN|END) (CERTIFICATE|PRIVATE KEY)-----|[ -~\n]{0,20}|[A-Za-z0-9+/]{4,90}={0,2}|\\PC){0,6}") {
            if let Ok(kept) = certificate("Certificate", &text) {
                prop_assert_eq!(certificate("Certificate", &kept).unwrap(), kept.clone());
                prop_assert!(!kept.contains("PRIVATE"));
            }
            if let Ok(kept) = bare_or_private_key("TokenKey", &text) {
                prop_assert_eq!(private_key("TokenKey", &kept).unwrap(), kept);
            }
        }
    }
}
