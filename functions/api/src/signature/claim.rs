//! What a request claims of its signature, read strictly: every part there once, in its form, and of bounded length.

use http::HeaderMap;
use http::header::AUTHORIZATION;
use jiff::Timestamp;

use super::period::{self, MAX_SKEW_SECONDS};
use super::{SERVICE, query_claim};
use crate::Request;
use crate::error::ApiError;

pub(super) const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const TERMINATOR: &str = "aws4_request";
const DATE: &str = "x-amz-date";
const SESSION_TOKEN: &str = "x-amz-security-token";

/// Bytes of the header or of the query's part of it; SDKs write a few hundred.
const MAX_BYTES: usize = 4096;
const MAX_KEY_ID_BYTES: usize = 128;
const MAX_REGION_BYTES: usize = 64;
const MAX_SIGNED_HEADERS: usize = 64;
const SIGNATURE_BYTES: usize = 64;

/// A signature and what it says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) key_id: String,
    /// `key/date/region/service/aws4_request`.
    pub(super) credential: String,
    pub(super) region: String,
    /// Names in lower case, in order, `host` among them.
    pub(super) signed_headers: Vec<String>,
    /// 64 lower-case hexadecimal digits.
    pub(super) signature: String,
    pub(super) signed_at: Timestamp,
    pub(super) lifetime_seconds: i64,
    pub(super) carrier: Carrier,
}

/// Where a signature stands in its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carrier {
    Header,
    Query,
}

/// The texts of a claim, wherever they stood.
pub(super) struct Texts<'a> {
    pub(super) credential: &'a str,
    pub(super) signed_headers: &'a str,
    pub(super) signature: &'a str,
    pub(super) date: &'a str,
    pub(super) lifetime_seconds: i64,
    pub(super) carrier: Carrier,
}

impl Claim {
    /// Reads the one claim of a request.
    pub(super) fn read(request: &Request) -> Result<Self, ApiError> {
        let headers = request.headers();
        let in_query = query_claim::Parameters::of(request.uri().query().unwrap_or_default())?;
        let mut in_header = headers.get_all(AUTHORIZATION).iter();
        let claim = match (in_header.next(), in_header.next(), in_query) {
            (None, _, None) => return Err(ApiError::unsigned()),
            (None, _, Some(parameters)) => parameters.claim()?,
            (Some(header), None, None) => of_header(header.to_str().map_err(|_| not_ascii())?, headers)?,
            (Some(_), None, Some(_)) => return Err(malformed("must be in the header or in the query, not in both")),
            (Some(_), Some(_), _) => return Err(malformed("must be there once")),
        };
        if headers.get_all(SESSION_TOKEN).iter().any(|token| !token.is_empty()) {
            return Err(session_token());
        }
        Ok(claim)
    }

    /// Whether `now` is within its period.
    pub(super) fn is_of(&self, now: Timestamp) -> Result<(), ApiError> {
        period::check(self.signed_at, self.lifetime_seconds, now)
    }

    pub(super) fn of_texts(texts: &Texts<'_>) -> Result<Self, ApiError> {
        let signed_at = period::parse(texts.date).ok_or_else(|| malformed("X-Amz-Date must be like 20260131T100000Z"))?;
        let (key_id, region) = credential(texts.credential, texts.date)?;
        if texts.signature.len() != SIGNATURE_BYTES || !texts.signature.bytes().all(is_lower_hex) {
            return Err(malformed("Signature must have 64 lower-case hexadecimal digits"));
        }
        Ok(Self {
            key_id: key_id.to_owned(),
            credential: texts.credential.to_owned(),
            region: region.to_owned(),
            signed_headers: signed_headers(texts.signed_headers)?,
            signature: texts.signature.to_owned(),
            signed_at,
            lifetime_seconds: texts.lifetime_seconds,
            carrier: texts.carrier,
        })
    }
}

fn of_header(text: &str, headers: &HeaderMap) -> Result<Claim, ApiError> {
    if text.len() > MAX_BYTES {
        return Err(malformed("is too long"));
    }
    let members = text.strip_prefix(ALGORITHM).and_then(|rest| rest.strip_prefix(' '));
    let members = members.ok_or_else(|| malformed("must begin with AWS4-HMAC-SHA256"))?;
    let (mut credential, mut signed_headers, mut signature) = (None, None, None);
    for member in members.split(',') {
        let (name, value) = member.trim().split_once('=').ok_or_else(|| malformed("must have members such as Signature=…"))?;
        let place = match name {
            "Credential" => &mut credential,
            "SignedHeaders" => &mut signed_headers,
            "Signature" => &mut signature,
            _ => return Err(malformed("must have the members Credential, SignedHeaders and Signature, and no other")),
        };
        if place.replace(value).is_some() {
            return Err(malformed("must have each member once"));
        }
    }
    let absent = || malformed("must have the members Credential, SignedHeaders and Signature");
    Claim::of_texts(&Texts {
        credential: credential.ok_or_else(absent)?,
        signed_headers: signed_headers.ok_or_else(absent)?,
        signature: signature.ok_or_else(absent)?,
        date: date(headers)?,
        lifetime_seconds: MAX_SKEW_SECONDS,
        carrier: Carrier::Header,
    })
}

fn date(headers: &HeaderMap) -> Result<&str, ApiError> {
    let mut dates = headers.get_all(DATE).iter();
    match (dates.next(), dates.next()) {
        (Some(date), None) => date.to_str().map_err(|_| not_ascii()),
        (None, _) | (Some(_), Some(_)) => Err(malformed("needs the header X-Amz-Date, once")),
    }
}

/// The key's id and the region of a scope that belongs to the date.
fn credential<'a>(text: &'a str, date: &str) -> Result<(&'a str, &'a str), ApiError> {
    let mut parts = text.split('/');
    let parts = [parts.next(), parts.next(), parts.next(), parts.next(), parts.next(), parts.next()];
    let [Some(key_id), Some(day), Some(region), Some(service), Some(terminator), None] = parts else {
        return Err(malformed("Credential must be key/date/region/mobiletargeting/aws4_request"));
    };
    let is_key_byte = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if key_id.is_empty() || key_id.len() > MAX_KEY_ID_BYTES || !key_id.bytes().all(is_key_byte) {
        return Err(malformed("Credential must begin with the id of an access key"));
    }
    let is_region_byte = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if region.is_empty() || region.len() > MAX_REGION_BYTES || !region.bytes().all(is_region_byte) {
        return Err(malformed("Credential must name a region"));
    }
    if service != SERVICE || terminator != TERMINATOR {
        return Err(ApiError::invalid_signature("authorization: Credential must be scoped to mobiletargeting/aws4_request"));
    }
    if date.get(..8) != Some(day) {
        return Err(ApiError::invalid_signature("authorization: the date in Credential must be that of X-Amz-Date"));
    }
    Ok((key_id, region))
}

fn signed_headers(text: &str) -> Result<Vec<String>, ApiError> {
    let is_name_byte = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
    let names: Vec<String> = text.split(';').take(MAX_SIGNED_HEADERS + 1).map(str::to_owned).collect();
    let in_order = names.is_sorted_by(|one, other| one < other);
    let are_names = names.iter().all(|name| !name.is_empty() && name.bytes().all(is_name_byte));
    if names.len() > MAX_SIGNED_HEADERS || !in_order || !are_names {
        return Err(malformed("SignedHeaders must be names in lower case and in order, separated by semicolons"));
    }
    if !names.iter().any(|name| name == "host") {
        return Err(malformed("SignedHeaders must include host"));
    }
    Ok(names)
}

fn is_lower_hex(byte: u8) -> bool {
    byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)
}

pub(super) fn malformed(rule: &str) -> ApiError {
    ApiError::incomplete_signature(format!("authorization: {rule}"))
}

fn not_ascii() -> ApiError {
    malformed("must be ASCII")
}

/// Not the type for expired tokens, which would make clients fetch another and try again for ever.
pub(super) fn session_token() -> ApiError {
    ApiError::unrecognized_client("X-Amz-Security-Token: access keys of this deployment have no session tokens")
}
