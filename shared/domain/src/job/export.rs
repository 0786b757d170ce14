//! What an export may ask for (spec §5.3).

use touchpoint_wire::types::ExportJobRequest;

use super::s3::check_place;
use crate::arn::check_role;
use crate::field::FieldError;

/// Checks what a request says by itself. Whether the segment that it names is there is for the caller to see.
pub fn check_export(request: &ExportJobRequest) -> Result<(), FieldError> {
    check_place("S3UrlPrefix", &request.s3_url_prefix)?;
    check_role("RoleArn", &request.role_arn)?;
    if request.segment_version.is_some() && request.segment_id.is_none() {
        return Err(FieldError::new("SegmentVersion", "must be absent without SegmentId"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_checked_by_name() {
        let refusal = |role: &str, prefix: &str, id: Option<&str>, version| {
            let (role_arn, s3_url_prefix) = (role.to_owned(), prefix.to_owned());
            let request =
                ExportJobRequest { role_arn, s3_url_prefix, segment_id: id.map(str::to_owned), segment_version: version };
            check_export(&request).err().map(|error| error.field)
        };
        let role = "arn:aws:iam::123456789012:role/export";
        for (role, prefix, id, version, expected) in [
            (role, "s3://bucket/out/", None, None, None),
            (role, "s3://bucket", Some("s"), None, None),
            (role, "s3://bucket", Some("s"), Some(1), None),
            (role, "bucket", None, None, Some("S3UrlPrefix")),
            ("role", "s3://bucket", None, None, Some("RoleArn")),
            (role, "s3://bucket", None, Some(1), Some("SegmentVersion")),
        ] {
            assert_eq!(refusal(role, prefix, id, version).as_deref(), expected, "{role} {prefix} {id:?} {version:?}");
        }
    }
}
