//! What a request may mean: the operations that its path may name, each with the path that its client would have signed.
//!
//! A plain server hands the path over as the client sent it. An HTTP API of API Gateway decodes it first, and what comes out
//! may have been sent in several ways: `a:b` as `a%3Ab` by an SDK, as it is by hand. The signature tells which it was, so a
//! decoded path is spelt again in each usual way, and the reading whose signature is right is the one that is carried out.

use http::Method;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::error::ApiError;
use crate::route::{PathForm, PathParameters, Route, Routed, route};

/// How many readings are tried at most. Each costs a hash of the request.
const MAX_READINGS: usize = 4;

/// Everything but unreserved characters, as SDKs encode the parameters of a path.
const SDK: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// As JavaScript's `encodeURIComponent`.
const SCRIPT: AsciiSet = SDK.remove(b'!').remove(b'\'').remove(b'(').remove(b')').remove(b'*');

/// As people write URLs for `curl`: what a URL allows within a part of a path stands as it is.
const BY_HAND: AsciiSet =
    SCRIPT.remove(b':').remove(b'@').remove(b'$').remove(b'&').remove(b'+').remove(b',').remove(b';').remove(b'=');

/// A path as it arrived, as a URI has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ArrivedPath {
    pub(crate) form: PathForm,
    pub(crate) text: String,
}

/// Where a request may go.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Readings {
    /// To one of these, the most likely first; there is at least one.
    Routed(Vec<Reading>),
    /// A browser asks what it may do with a path that exists.
    Preflight { allowed: String },
}

/// One way to understand a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) routed: Routed,
    pub(crate) parameters: PathParameters,
    /// What the client would have signed, if it meant this.
    pub(crate) signed_path: String,
}

/// All readings of a request that came to `prefix` and one of `paths`; the prefix (a stage) was signed, but routes nowhere.
///
/// # Errors
/// The first path's, when none leads anywhere.
pub(crate) fn readings(method: &Method, prefix: &str, paths: &[ArrivedPath]) -> Result<Readings, ApiError> {
    // The usual spelling of every path stands before the unusual ones of any.
    let mut ranked: Vec<(usize, Reading)> = Vec::new();
    let mut first_error = None;
    for path in paths {
        match route(method, &path.text, path.form) {
            Ok(Route::Preflight { allowed }) => return Ok(Readings::Preflight { allowed }),
            Ok(Route::To(routed, parameters)) => {
                for (rank, signed) in signed_paths(path, routed.uri(), &parameters).iter().enumerate() {
                    let signed_path = format!("{prefix}{signed}");
                    if ranked.iter().all(|(_, known)| known.signed_path != signed_path) {
                        ranked.push((rank, Reading { routed, parameters: parameters.clone(), signed_path }));
                    }
                }
            }
            Err(error) => {
                first_error.get_or_insert(error);
            }
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let readings: Vec<Reading> = ranked.into_iter().take(MAX_READINGS).map(|(_, reading)| reading).collect();
    match first_error {
        Some(error) if readings.is_empty() => Err(error),
        Some(_) | None => Ok(Readings::Routed(readings)),
    }
}

fn signed_paths(path: &ArrivedPath, template: &str, parameters: &PathParameters) -> Vec<String> {
    match path.form {
        PathForm::Encoded => vec![path.text.clone()],
        PathForm::Decoded => {
            let slash = if path.text.ends_with('/') && !template.ends_with('/') && !ends_in_slash(parameters) { "/" } else { "" };
            [SDK, BY_HAND, SCRIPT].iter().map(|set| format!("{}{slash}", spelt(template, parameters, set))).collect()
        }
    }
}

/// Whether the slash at the end may belong to an id rather than be one that means nothing.
fn ends_in_slash(parameters: &PathParameters) -> bool {
    parameters.last().is_some_and(|(_, value)| value.ends_with('/'))
}

/// The path that an operation's template and parameters make.
fn spelt(template: &str, parameters: &PathParameters, set: &'static AsciiSet) -> String {
    let part = |part: &str| {
        let name = part.strip_prefix('{').and_then(|name| name.strip_suffix('}'));
        let value = name.and_then(|name| parameters.iter().find(|(known, _)| known == name));
        value.map_or_else(|| part.to_owned(), |(_, value)| utf8_percent_encode(value, set).to_string())
    };
    template.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(form: PathForm, prefix: &str, path: &str) -> Vec<String> {
        let arrived = [ArrivedPath { form, text: path.to_owned() }];
        match readings(&Method::GET, prefix, &arrived).unwrap() {
            Readings::Routed(readings) => readings.into_iter().map(|reading| reading.signed_path).collect(),
            Readings::Preflight { allowed } => panic!("answered with {allowed}"),
        }
    }

    #[test]
    fn a_path_as_it_was_sent_has_one_reading() {
        assert_eq!(signed(PathForm::Encoded, "", "/v1/apps/a/endpoints/x:y%2fz"), ["/v1/apps/a/endpoints/x:y%2fz"]);
        assert_eq!(signed(PathForm::Encoded, "/prod", "/v1/apps/"), ["/prod/v1/apps/"]);
    }

    #[test]
    fn a_decoded_path_has_a_reading_for_each_way_to_spell_it() {
        assert_eq!(signed(PathForm::Decoded, "", "/v1/apps/a"), ["/v1/apps/a"]);
        assert_eq!(signed(PathForm::Decoded, "", "/v1/apps/a/"), ["/v1/apps/a/"]);
        assert_eq!(signed(PathForm::Decoded, "/prod", "/v1/apps/a/endpoints/b/c"), ["/prod/v1/apps/a/endpoints/b%2Fc"]);
        assert_eq!(
            signed(PathForm::Decoded, "", "/v1/apps/a/endpoints/x%3Ay%40z%2C%281%29%2A%27"),
            [
                "/v1/apps/a/endpoints/x%3Ay%40z%2C%281%29%2A%27",
                "/v1/apps/a/endpoints/x:y@z,(1)*'",
                "/v1/apps/a/endpoints/x%3Ay%40z%2C(1)*'",
            ]
        );
    }

    #[test]
    fn there_are_few_readings_and_the_first_error_counts() {
        let path = |form, text: &str| ArrivedPath { form, text: text.to_owned() };
        let many: Vec<_> = (0..9).map(|id| path(PathForm::Decoded, &format!("/v1/apps/a%3A{id}%28"))).collect();
        assert!(matches!(readings(&Method::GET, "", &many), Ok(Readings::Routed(found)) if found.len() == MAX_READINGS));
        let wrong = [path(PathForm::Encoded, "/v1/apps/%FF"), path(PathForm::Decoded, "/v1/nothing")];
        assert_eq!(readings(&Method::GET, "", &wrong).unwrap_err().message(), "path: must be UTF-8, percent-encoded");
        let half = [path(PathForm::Encoded, "/v1/apps/%FF"), path(PathForm::Decoded, "/v1/apps")];
        assert!(readings(&Method::GET, "", &half).is_ok());
    }
}
