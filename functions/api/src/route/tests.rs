//! Every operation is found again by its path, whatever the ids in it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use touchpoint_wire::ErrorCode;

use super::*;

fn operation(method: &Method, path: &str, form: PathForm) -> Result<(Operation, PathParameters), ErrorCode> {
    match route(method, path, form) {
        Ok(Route::To(Routed::Operation(operation), parameters)) => Ok((operation, parameters)),
        Ok(Route::To(Routed::Beacon, parameters)) => Ok((Operation::PutEvents, parameters)),
        Ok(Route::To(Routed::Extension(extension), _)) => panic!("{method} {path} is {extension}"),
        Ok(Route::Preflight { allowed }) => panic!("{method} {path} answered with {allowed}"),
        Err(error) => Err(error.code()),
    }
}

/// The operation and the values of its parameters, `GetApp app`, or the error's name.
fn outcome(method: &str, path: &str, form: PathForm) -> String {
    match operation(&method.parse().unwrap(), path, form) {
        Ok((operation, parameters)) => {
            parameters.iter().fold(operation.to_string(), |text, (_, value)| format!("{text} {value:?}"))
        }
        Err(code) => code.to_string(),
    }
}

#[test]
fn paths_as_they_were_sent() {
    for (method, path, expected) in [
        ("GET", "/v1/apps", "GetApps"),
        ("GET", "/v1/apps/", "GetApps"),
        ("POST", "/v1/apps", "CreateApp"),
        ("GET", "/v1/apps/a1", r#"GetApp "a1""#),
        ("DELETE", "/v1/apps/a1/", r#"DeleteApp "a1""#),
        ("PUT", "/v1/apps/a1/endpoints", r#"UpdateEndpointsBatch "a1""#),
        ("PUT", "/v1/apps/a1/endpoints/e1", r#"UpdateEndpoint "a1" "e1""#),
        ("GET", "/v1/apps/a1/endpoints/a%2Fb%20c%C3%A9%25", r#"GetEndpoint "a1" "a/b cé%""#),
        ("GET", "/v1/apps/a1/endpoints/%2F", r#"GetEndpoint "a1" "/""#),
        ("GET", "/v1/apps/a1/endpoints/..", r#"GetEndpoint "a1" "..""#),
        ("GET", "/v1/apps/a1/endpoints/e1/inappmessages", r#"GetInAppMessages "a1" "e1""#),
        ("GET", "/v1/apps/a1/endpoints/a/b", "NotFoundException"),
        ("GET", "/v1/apps/a1/segments/s1/versions/3", r#"GetSegmentVersion "a1" "s1" "3""#),
        ("PUT", "/v1/templates/t/email/active-version", r#"UpdateTemplateActiveVersion "t" "email""#),
        ("PUT", "/v1/templates/t/email", r#"UpdateEmailTemplate "t""#),
        ("POST", "/v1/phone/number/validate/", "PhoneNumberValidate"),
        ("POST", "/v1/apps/a1/events", r#"PutEvents "a1""#),
        ("POST", "/v1/apps/a1/events/legacy", r#"PutEvents "a1""#),
        ("GET", "/v1/apps/a1/events/legacy", "MethodNotAllowedException"),
        ("PUT", "/v1/apps/a1/events/legacy/", "MethodNotAllowedException"),
        ("POST", "/v1/apps/a1/events/other", "NotFoundException"),
        ("GET", "/v1/tags/arn:aws:mobiletargeting:r:1:apps%2Fa", r#"ListTagsForResource "arn:aws:mobiletargeting:r:1:apps/a""#),
        ("GET", "/v1/tags/arn:aws:mobiletargeting:r:1:apps/a", "NotFoundException"),
        ("GET", "/", "NotFoundException"),
        ("GET", "", "NotFoundException"),
        ("GET", "/v1", "NotFoundException"),
        ("GET", "/v2/apps", "NotFoundException"),
        ("GET", "/V1/apps", "NotFoundException"),
        ("GET", "/v1/apps//", "NotFoundException"),
        ("GET", "/v1/apps//settings", "NotFoundException"),
        ("GET", "/v1/apps/a1/bogus", "NotFoundException"),
        ("PATCH", "/v1/apps", "MethodNotAllowedException"),
        ("HEAD", "/v1/apps", "MethodNotAllowedException"),
        ("get", "/v1/apps", "MethodNotAllowedException"),
        ("DELETE", "/v1/apps", "MethodNotAllowedException"),
        ("POST", "/v1/apps/a1/endpoints/e1", "MethodNotAllowedException"),
        ("GET", "/v1/apps/%FF", "BadRequestException"),
    ] {
        assert_eq!(outcome(method, path, PathForm::Encoded), expected, "{method} {path}");
    }
}

#[test]
fn paths_that_were_decoded_on_the_way() {
    for (method, path, expected) in [
        ("GET", "/v1/apps/", "GetApps"),
        ("GET", "/v1/apps/a1/endpoints/a/b%20c%C3%A9%25", r#"GetEndpoint "a1" "a/b cé%""#),
        ("GET", "/v1/apps/a1/endpoints//x", r#"GetEndpoint "a1" "/x""#),
        ("GET", "/v1/apps/a1/endpoints/a/b/inappmessages", r#"GetInAppMessages "a1" "a/b""#),
        ("GET", "/v1/apps/a1/users/a/b/c", r#"GetUserEndpoints "a1" "a/b/c""#),
        (
            "POST",
            "/v1/tags/arn:aws:mobiletargeting:r:1:apps/a/campaigns/c",
            r#"TagResource "arn:aws:mobiletargeting:r:1:apps/a/campaigns/c""#,
        ),
        ("GET", "/v1/apps/a/b", "NotFoundException"),
        ("GET", "/v1/apps/a1/endpoints/", "MethodNotAllowedException"),
        ("POST", "/v1/apps/a1/endpoints/a/b", "MethodNotAllowedException"),
    ] {
        assert_eq!(outcome(method, path, PathForm::Decoded), expected, "{method} {path}");
    }
}

#[test]
fn ids_of_ours_are_short() {
    let path = |length: usize| format!("/v1/apps/{}", "a".repeat(length));
    assert!(operation(&Method::GET, &path(512), PathForm::Encoded).is_ok());
    assert_eq!(operation(&Method::GET, &path(513), PathForm::Encoded), Err(ErrorCode::NotFound));
}

#[test]
fn browsers_may_ask_first() {
    let ask = |path| route(&Method::OPTIONS, path, PathForm::Encoded);
    let allowed = "DELETE, GET, PUT, OPTIONS".to_owned();
    assert_eq!(ask("/v1/apps/a/endpoints/e"), Ok(Route::Preflight { allowed }));
    assert_eq!(ask("/v1/nothing").unwrap_err().code(), ErrorCode::NotFound);
}

#[test]
fn a_template_has_at_most_one_free_text() {
    for template in TEMPLATES.iter() {
        let free = template.parts.iter().filter(|part| matches!(part, Part::FreeText(_))).count();
        assert!(free <= 1, "{}", template.uri);
    }
    let operations: usize = TEMPLATES.iter().map(|template| template.operations.len()).sum();
    assert_eq!(operations, Operation::ALL.len() + Extension::ALL.len() + [Routed::Beacon].len());
}

#[test]
fn extensions_have_paths_of_their_own() {
    for form in [PathForm::Encoded, PathForm::Decoded] {
        for extension in Extension::ALL {
            let parameters = [("access-key-id", "TPAK1"), ("application-id", "a1"), ("report", "usage")];
            let named = |name: &str| extension.uri().contains(&format!("{{{name}}}"));
            let expected =
                parameters.iter().filter(|(name, _)| named(name)).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            let expected = expected.collect();
            let fill = |path: String, (name, value): &(&str, &str)| path.replace(&format!("{{{name}}}"), value);
            let path = parameters.iter().fold(extension.uri().to_owned(), fill);
            let found = route(&extension.method().parse().unwrap(), &path, form);
            assert_eq!(found, Ok(Route::To(Routed::Extension(extension), expected)), "{extension}");
        }
    }
    let patched = route(&Method::PATCH, "/v1/access-keys/TPAK1", PathForm::Encoded).unwrap_err();
    assert_eq!((patched.code(), patched.allowed()), (ErrorCode::MethodNotAllowed, Some("GET, PUT, DELETE, OPTIONS")));
}

const RESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// What an SDK does with a label: everything but unreserved characters is encoded.
fn encode(value: &str) -> String {
    utf8_percent_encode(value, &RESERVED).to_string()
}

fn parameter_names(operation: Operation) -> impl Iterator<Item = &'static str> {
    operation.uri().split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

/// The path of `operation` with `values` for its parameters, sent by an SDK.
fn path_of(operation: Operation, values: &PathParameters) -> String {
    values.iter().fold(operation.uri().to_owned(), |uri, (name, value)| uri.replace(&format!("{{{name}}}"), &encode(value)))
}

fn any_operation() -> impl Strategy<Value = Operation> {
    (0..Operation::ALL.len()).prop_map(|index| Operation::ALL[index])
}

fn any_values(operation: Operation, value: &'static str) -> impl Strategy<Value = PathParameters> {
    let names: Vec<String> = parameter_names(operation).map(str::to_owned).collect();
    let values = proptest::collection::vec(value, names.len());
    values.prop_map(move |values| names.iter().cloned().zip(values).collect())
}

proptest! {
    #[test]
    fn every_operation_is_found_whatever_the_ids(
        (operation, values) in any_operation().prop_flat_map(|operation| {
            any_values(operation, r"[a-zA-Z0-9/ %?#&+éß日\\.~:@$-]{1,12}").prop_map(move |values| (operation, values))
        })
    ) {
        let path = path_of(operation, &values);
        let found = self::operation(&operation.method().parse().unwrap(), &path, PathForm::Encoded);
        prop_assert_eq!(found, Ok((operation, values)));
    }

    /// Decoding loses where an id ends only if the id holds slashes of its own, so those have none here; the free texts
    /// with slashes are in the table above.
    #[test]
    fn every_operation_is_found_after_decoding(
        (operation, values) in any_operation().prop_flat_map(|operation| {
            any_values(operation, r"[a-zA-Z0-9 %?#&+éß日\\.~:@$-]{1,12}").prop_map(move |values| (operation, values))
        })
    ) {
        let path = path_of(operation, &values);
        let found = self::operation(&operation.method().parse().unwrap(), &path, PathForm::Decoded);
        prop_assert_eq!(found, Ok((operation, values)));
    }

    #[test]
    fn no_path_makes_it_panic(path in ".{0,40}", form in prop_oneof![Just(PathForm::Encoded), Just(PathForm::Decoded)]) {
        let _ = route(&Method::GET, &path, form);
    }
}
