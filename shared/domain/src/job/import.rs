//! What an import may ask for (spec §5.1).

use touchpoint_wire::types::ImportJobRequest;

use super::s3::check_place;
use crate::arn::check_role;
use crate::field::FieldError;
use crate::limits::Limits;

/// The longest external id of a role, in characters.
const EXTERNAL_ID_CHARS: usize = 1224;

/// Checks what a request says by itself. Whether the segment that it names is there and was imported is for the caller to see.
///
/// A name or id of a segment is accepted where no segment is to be defined, and means nothing then.
pub fn check_import(request: &ImportJobRequest, limits: &Limits) -> Result<(), FieldError> {
    check_place("S3Url", &request.s3_url)?;
    check_role("RoleArn", &request.role_arn)?;
    if request.register_endpoints != Some(true) && request.define_segment != Some(true) {
        return Err(FieldError::new("RegisterEndpoints", "must be true when DefineSegment is not: the job would do nothing"));
    }
    if let Some(name) = &request.segment_name {
        let (count, most) = (name.chars().count(), limits.name_chars);
        if !(1..=most).contains(&count) {
            return Err(FieldError::new("SegmentName", format!("must have 1 to {most} characters")));
        }
        if name.chars().any(char::is_control) {
            return Err(FieldError::new("SegmentName", "must not hold control characters"));
        }
    }
    if request.external_id.as_ref().is_some_and(|id| id.chars().count() > EXTERNAL_ID_CHARS) {
        return Err(FieldError::new("ExternalId", format!("must have at most {EXTERNAL_ID_CHARS} characters")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use touchpoint_wire::types::Format;

    use super::*;

    fn request() -> ImportJobRequest {
        ImportJobRequest {
            define_segment: None,
            external_id: None,
            format: Format::Csv,
            register_endpoints: Some(true),
            role_arn: "arn:aws:iam::123456789012:role/import".to_owned(),
            s3_url: "s3://bucket/people/".to_owned(),
            segment_id: None,
            segment_name: None,
        }
    }

    fn refusal(request: &ImportJobRequest) -> Option<String> {
        check_import(request, &Limits::default()).err().map(|error| error.to_string())
    }

    #[test]
    fn a_job_must_do_something() {
        for (register, define, good) in [
            (None, None, false),
            (Some(false), None, false),
            (None, Some(false), false),
            (Some(false), Some(false), false),
            (Some(true), None, true),
            (Some(true), Some(false), true),
            (None, Some(true), true),
            (Some(false), Some(true), true),
            (Some(true), Some(true), true),
        ] {
            let request = ImportJobRequest { register_endpoints: register, define_segment: define, ..request() };
            let reason = "RegisterEndpoints: must be true when DefineSegment is not: the job would do nothing";
            assert_eq!(refusal(&request), (!good).then(|| reason.to_owned()), "{register:?} {define:?}");
        }
    }

    #[test]
    fn members_are_checked_by_name() {
        let with = |change: fn(&mut ImportJobRequest)| {
            let mut request = request();
            change(&mut request);
            refusal(&request).unwrap_or_default()
        };
        assert_eq!(with(|_| {}), "");
        assert!(with(|request| request.s3_url.clear()).starts_with("S3Url: "));
        assert!(with(|request| request.role_arn.clear()).starts_with("RoleArn: "));
        assert_eq!(with(|request| request.segment_name = Some("Gold, 2026".to_owned())), "");
        let name = "SegmentName: must have 1 to 128 characters";
        assert_eq!(with(|request| request.segment_name = Some(String::new())), name);
        assert_eq!(with(|request| request.segment_name = Some("x".repeat(129))), name);
        let control = "SegmentName: must not hold control characters";
        assert_eq!(with(|request| request.segment_name = Some("a\tb".to_owned())), control);
        let external = "ExternalId: must have at most 1224 characters";
        assert_eq!(with(|request| request.external_id = Some("x".repeat(1225))), external);
    }
}
