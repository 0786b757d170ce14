//! Places in S3: `s3://bucket/key`.

use crate::field::FieldError;

/// The longest key, in bytes.
const KEY_BYTES: usize = 1024;

/// A bucket, or what in it begins with a key. The bucket need not exist: whoever reads or writes it finds out.
pub(super) fn check_place(field: &str, text: &str) -> Result<(), FieldError> {
    let rule =
        "must name a place in a bucket, whose name has 3 to 63 lower-case letters, digits, dots and hyphens: s3://bucket/folder/";
    let bad = || FieldError::new(field, rule);
    let (bucket, key) = {
        let place = text.strip_prefix("s3://").ok_or_else(bad)?;
        place.split_once('/').unwrap_or((place, ""))
    };
    if !is_bucket(bucket) {
        return Err(bad());
    }
    if key.len() > KEY_BYTES {
        return Err(FieldError::new(field, format!("must have at most {KEY_BYTES} bytes behind the bucket, has {}", key.len())));
    }
    if key.chars().any(char::is_control) {
        return Err(FieldError::new(field, "must not hold control characters"));
    }
    Ok(())
}

/// 3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at both ends.
fn is_bucket(name: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.' || byte == b'-';
    let is_end = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let bytes = name.as_bytes();
    (3..=63).contains(&bytes.len()) && bytes.iter().copied().all(is_inner) && is_end(bytes.first()) && is_end(bytes.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let check = |text: &str| check_place("S3Url", text).map_err(|error| error.reason);
        for good in
            ["s3://bucket", "s3://bucket/", "s3://my-bucket.1/a/b.csv", "s3://abc/ä b", &format!("s3://abc/{}", "k".repeat(1024))]
        {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        let form = "must name a place in a bucket, whose name has 3 to 63 lower-case letters, digits, dots and hyphens: s3://bucket/folder/";
        for bad in [
            "",
            "s3://",
            "s3:///key",
            "S3://bucket/key",
            "https://bucket.s3.amazonaws.com/key",
            "bucket/key",
            "s3://ab/key",
            "s3://Bucket/key",
            "s3://-bucket/key",
            "s3://bucket./key",
            "s3://buck et/key",
            &format!("s3://{}/key", "b".repeat(64)),
        ] {
            assert_eq!(check(bad).unwrap_err(), form, "{bad}");
        }
        assert_eq!(check("s3://bucket/a\nb").unwrap_err(), "must not hold control characters");
        let long = format!("s3://abc/{}", "k".repeat(1025));
        assert_eq!(check(&long).unwrap_err(), "must have at most 1024 bytes behind the bucket, has 1025");
    }
}
