//! What is read as a signature, and how long it holds.

use bytes::Bytes;
use proptest::prelude::*;

use super::*;
use crate::access::FixedKeys;

const SIGNATURE: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const NOW: &str = "20260301T120000Z";

fn header(credential: &str, signed_headers: &str, signature: &str) -> String {
    format!("AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={signed_headers}, Signature={signature}")
}

fn good() -> String {
    header("TPAK1/20260301/eu-west-1/mobiletargeting/aws4_request", "host;x-amz-date", SIGNATURE)
}

fn request(uri: &str, headers: &[(&str, &str)]) -> Request {
    let builder = http::Request::builder().uri(uri).header("host", "localhost");
    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(Bytes::new()).unwrap()
}

/// The error of a claim, or what was read.
fn outcome(request: &Request) -> String {
    match Claim::read(request) {
        Ok(claim) => format!("{} {} {:?} {}", claim.key_id, claim.region, claim.signed_headers, claim.lifetime_seconds),
        Err(error) => format!("{} {}", error.code(), error.message()),
    }
}

fn of_header(text: &str) -> String {
    outcome(&request("/", &[("authorization", text), ("x-amz-date", NOW)]))
}

#[test]
fn headers_are_read_strictly() {
    let read = r#"TPAK1 eu-west-1 ["host", "x-amz-date"] 900"#;
    assert_eq!(of_header(&good()), read);
    assert_eq!(of_header(&good().replace(", ", ",")), read);
    let scoped = |credential: &str| header(credential, "host", SIGNATURE);
    let signed = |names: &str| header("K/20260301/r/mobiletargeting/aws4_request", names, SIGNATURE);
    let many: Vec<String> = (100..165).map(|number| format!("h{number}")).collect();
    for (text, expected) in [
        (String::new(), "must begin with AWS4-HMAC-SHA256"),
        ("Basic bG9jYWw6bG9jYWw=".to_owned(), "must begin with AWS4-HMAC-SHA256"),
        (good().replace("SHA256", "SHA512"), "must begin with AWS4-HMAC-SHA256"),
        ("AWS4-HMAC-SHA256 ".to_owned(), "must have members such as Signature=…"),
        ("AWS4-HMAC-SHA256 Signature=a".to_owned(), "must have the members Credential, SignedHeaders and Signature"),
        (format!("{}, Signature={SIGNATURE}", good()), "must have each member once"),
        (format!("{}, X=y", good()), "must have the members Credential, SignedHeaders and Signature, and no other"),
        (scoped("K/20260301/r/mobiletargeting"), "Credential must be key/date/region/mobiletargeting/aws4_request"),
        (
            scoped("K/20260301/r/mobiletargeting/aws4_request/x"),
            "Credential must be key/date/region/mobiletargeting/aws4_request",
        ),
        (scoped("/20260301/r/mobiletargeting/aws4_request"), "Credential must begin with the id of an access key"),
        (scoped("K%/20260301/r/mobiletargeting/aws4_request"), "Credential must begin with the id of an access key"),
        (scoped("K/20260301//mobiletargeting/aws4_request"), "Credential must name a region"),
        (signed(""), "SignedHeaders must be names in lower case and in order, separated by semicolons"),
        (signed("x-amz-date;host"), "SignedHeaders must be names in lower case and in order, separated by semicolons"),
        (signed("host;host"), "SignedHeaders must be names in lower case and in order, separated by semicolons"),
        (signed("Host"), "SignedHeaders must be names in lower case and in order, separated by semicolons"),
        (signed(&many.join(";")), "SignedHeaders must be names in lower case and in order, separated by semicolons"),
        (signed("x-amz-date"), "SignedHeaders must include host"),
        (good().replace("cdef0", "cdefg"), "Signature must have 64 lower-case hexadecimal digits"),
        (good().replace("cdef0", "CDEF0"), "Signature must have 64 lower-case hexadecimal digits"),
        (format!("{}0", good()), "Signature must have 64 lower-case hexadecimal digits"),
        (format!("{}{}", good(), " ".repeat(5000)), "is too long"),
    ] {
        assert_eq!(of_header(&text), format!("IncompleteSignatureException authorization: {expected}"), "{text}");
    }
    for credential in [
        "K/20260301/r/pinpoint/aws4_request",
        "K/20260301/r/mobiletargeting/aws5_request",
        "K/20260302/r/mobiletargeting/aws4_request",
    ] {
        assert!(of_header(&scoped(credential)).starts_with("InvalidSignatureException authorization: "), "{credential}");
    }
}

#[test]
fn a_signature_stands_in_one_place() {
    let good = good();
    let (auth, date) = (("authorization", good.as_str()), ("x-amz-date", NOW));
    for (request, expected) in [
        (request("/", &[]), "MissingAuthenticationTokenException"),
        (request("/", &[date]), "MissingAuthenticationTokenException"),
        (request("/", &[auth]), "IncompleteSignatureException authorization: needs the header X-Amz-Date, once"),
        (request("/", &[auth, date, date]), "IncompleteSignatureException authorization: needs the header X-Amz-Date, once"),
        (request("/", &[auth, auth, date]), "IncompleteSignatureException authorization: must be there once"),
        (
            request("/?X-Amz-Signature=a", &[auth, date]),
            "IncompleteSignatureException authorization: must be in the header or in the query",
        ),
        (
            request("/", &[auth, ("x-amz-date", "2026-03-01T12:00:00Z")]),
            "IncompleteSignatureException authorization: X-Amz-Date must be",
        ),
        (request("/", &[auth, date, ("x-amz-security-token", "t")]), "UnrecognizedClientException X-Amz-Security-Token: "),
        (request("/", &[auth, date, ("x-amz-security-token", "")]), "TPAK1"),
    ] {
        let outcome = outcome(&request);
        assert!(outcome.starts_with(expected), "{outcome}");
    }
}

#[test]
fn queries_are_read_strictly() {
    let good = format!(
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=K%2F20260301%2Fr%2Fmobiletargeting%2Faws4_request&\
         X-Amz-Date={NOW}&X-Amz-SignedHeaders=host&X-Amz-Signature={SIGNATURE}"
    );
    let of = |query: &str| outcome(&request(&format!("/?{query}"), &[]));
    assert_eq!(of(&good), r#"K r ["host"] 900"#);
    assert_eq!(of(&format!("a=b&{good}&X-Amz-Expires=604800")), r#"K r ["host"] 604800"#);
    for name in ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Signature"] {
        let expected = format!("IncompleteSignatureException authorization: the query must have {name}");
        assert_eq!(of(&good.replace(name, "Other")), expected);
        let twice = format!("{good}&{name}=x");
        assert_eq!(of(&twice), "IncompleteSignatureException authorization: must have each of its query parameters once");
    }
    for expires in ["", "0", "-1", "+60", "604801", "1.5", "99999999999999999999", "%FF"] {
        assert!(of(&format!("{good}&X-Amz-Expires={expires}")).starts_with("IncompleteSignatureException"), "{expires}");
    }
    assert!(of(&format!("{good}&X-Amz-Security-Token=t")).starts_with("UnrecognizedClientException"));
    assert!(of(&good.replace("SHA256&", "SHA1&")).starts_with("IncompleteSignatureException"));
}

#[test]
fn dates_have_one_form() {
    assert_eq!(period::parse(NOW), Some("2026-03-01T12:00:00Z".parse().unwrap()));
    for text in [
        "",
        "20260301T120000",
        "20260301T120000z",
        "20260230T120000Z",
        "20260301T240000Z",
        "20260301T120060Z",
        "2026030aT12000Z",
        "+0260301T120000Z",
    ] {
        assert_eq!(period::parse(text), None, "{text}");
    }
}

#[test]
fn a_signature_holds_for_its_time_and_no_longer() {
    let signed_at = period::parse(NOW).unwrap();
    let check = |seconds: i64, lifetime_seconds: i64| {
        let now = Timestamp::from_second(signed_at.as_second() + seconds).unwrap();
        period::check(signed_at, lifetime_seconds, now).map_err(|error| error.message().split(':').next().unwrap().to_owned())
    };
    let (expired, early) = (Err("Signature expired".to_owned()), Err("Signature not yet current".to_owned()));
    for (seconds, lifetime_seconds, expected) in [
        (0, 900, Ok(())),
        (900, 900, Ok(())),
        (901, 900, expired.clone()),
        (-900, 900, Ok(())),
        (-901, 900, early.clone()),
        (60, 60, Ok(())),
        (61, 60, expired),
        (604_800, 604_800, Ok(())),
        (-901, 604_800, early),
    ] {
        assert_eq!(check(seconds, lifetime_seconds), expected, "{seconds} of {lifetime_seconds}");
    }
}

/// Text that has the outward signs of a signature now and then.
fn anything() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("AWS4-HMAC-SHA256 ".to_owned()),
        Just("Credential=".to_owned()),
        Just("TPAK1/20260301/r/mobiletargeting/aws4_request".to_owned()),
        Just("SignedHeaders=".to_owned()),
        Just("host".to_owned()),
        Just("Signature=".to_owned()),
        Just(SIGNATURE.to_owned()),
        "[,;/=&%+ ]{1,2}",
        "[ -~é]{0,6}",
    ];
    prop::collection::vec(word, 0..12).prop_map(|words| words.concat())
}

async fn accepted(request: &Request) -> bool {
    let keys = FixedKeys::none().with_admin("TPAK1", "secret");
    verify(&keys, period::parse(NOW).unwrap(), request, &["/v1/apps".to_owned()]).await.is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_header_is_refused(text in anything(), bytes in prop::collection::vec(any::<u8>(), 0..80), date in "[0-9TZ]{15,16}") {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for value in [text.as_bytes(), &bytes] {
            let Ok(value) = http::HeaderValue::from_bytes(value) else { continue };
            for date in [date.as_str(), NOW] {
                let mut request = request("/v1/apps", &[("x-amz-date", date)]);
                request.headers_mut().insert("authorization", value.clone());
                prop_assert!(!runtime.block_on(accepted(&request)));
            }
        }
    }

    #[test]
    fn any_query_is_refused(values in prop::collection::vec(anything(), 7), expires in "[0-9]{0,7}", bytes in "[!-~]{0,60}") {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let names = ["Algorithm", "Credential", "SignedHeaders", "Signature", "Date", "Security-Token"];
        let escaped = |text: &String| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
        let pairs: Vec<String> = names.iter().zip(&values).map(|(name, value)| format!("X-Amz-{name}={}", escaped(value))).collect();
        for query in [format!("{}&X-Amz-Expires={expires}", pairs.join("&")), format!("X-Amz-Signature={bytes}")] {
            let Ok(uri) = format!("/v1/apps?{query}").parse::<http::Uri>() else { continue };
            let mut request = request("/", &[]);
            *request.uri_mut() = uri;
            prop_assert!(!runtime.block_on(accepted(&request)));
        }
    }
}
