//! ARNs: `arn:{partition}:mobiletargeting:{region}:{account}:` and what is named (spec §1.5).

use touchpoint_domain::ids::{AppId, CampaignId, SegmentId};
use touchpoint_wire::types::TemplateType;

use crate::ApiConfig;
use crate::error::ApiError;

/// The service name in ARNs, IAM actions and signatures.
const SERVICE: &str = "mobiletargeting";

/// The longest resource part of an ARN, in bytes.
const RESOURCE_BYTES: usize = 512;

/// What can be tagged, and is named by an ARN in answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    App(AppId),
    Campaign(AppId, CampaignId),
    Segment(AppId, SegmentId),
    Template(String, TemplateType),
}

impl ApiConfig {
    /// The ARN of `named` in this account.
    pub(crate) fn arn(&self, named: &Named) -> String {
        let Self { partition, region, account, .. } = self;
        let resource = match named {
            Named::App(app) => format!("apps/{app}"),
            Named::Campaign(app, campaign) => format!("apps/{app}/campaigns/{campaign}"),
            Named::Segment(app, segment) => format!("apps/{app}/segments/{segment}"),
            Named::Template(name, kind) => format!("templates/{name}/{kind}"),
        };
        format!("arn:{partition}:{SERVICE}:{region}:{account}:{resource}")
    }

    /// What `arn` names, which need not exist.
    ///
    /// # Errors
    /// 400 when it is no ARN of this API or names something without tags; 404 when it is one of another account.
    pub(crate) fn named(&self, arn: &str) -> Result<Named, ApiError> {
        let mut fields = arn.splitn(6, ':');
        let mut next = || fields.next().unwrap_or_default();
        let (scheme, partition, service, region, account, resource) = (next(), next(), next(), next(), next(), next());
        if scheme != "arn" || service != SERVICE {
            return Err(ApiError::bad_request(format!(
                "resource-arn: must begin with arn:{}:{SERVICE}:{}:{}:",
                self.partition, self.region, self.account
            )));
        }
        let named = named(resource).ok_or_else(|| {
            ApiError::bad_request("resource-arn: must name an app, a campaign, a segment or a message template")
        })?;
        if (partition, region, account) == (&self.partition, &self.region, &self.account) {
            Ok(named)
        } else {
            Err(ApiError::resource_not_found())
        }
    }
}

/// A resource of more than `RESOURCE_BYTES` is longer than any that exists, and than the database's keys.
fn named(resource: &str) -> Option<Named> {
    if resource.len() > RESOURCE_BYTES {
        return None;
    }
    let parts: Vec<&str> = resource.split('/').collect();
    if parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    match parts.as_slice() {
        ["apps", app] => Some(Named::App(AppId::new(*app))),
        ["apps", app, "campaigns", id] => Some(Named::Campaign(AppId::new(*app), CampaignId::new(*id))),
        ["apps", app, "segments", id] => Some(Named::Segment(AppId::new(*app), SegmentId::new(*id))),
        ["templates", name, kind] => Some(Named::Template((*name).to_owned(), kind.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use touchpoint_domain::limits::Limits;
    use touchpoint_wire::ErrorCode;

    fn config() -> ApiConfig {
        ApiConfig {
            partition: "aws".to_owned(),
            region: "eu-west-1".to_owned(),
            account: "123456789012".to_owned(),
            limits: Limits::default(),
        }
    }

    #[test]
    fn every_arn_names_what_it_was_made_of() {
        let app = || AppId::new("a1");
        for (named, suffix) in [
            (Named::App(app()), "apps/a1"),
            (Named::Campaign(app(), CampaignId::new("c1")), "apps/a1/campaigns/c1"),
            (Named::Segment(app(), SegmentId::new("s1")), "apps/a1/segments/s1"),
            (Named::Template("Hello_1".to_owned(), TemplateType::Email), "templates/Hello_1/EMAIL"),
            (Named::Template("t".to_owned(), TemplateType::Inapp), "templates/t/INAPP"),
        ] {
            let arn = config().arn(&named);
            assert_eq!(arn, format!("arn:aws:mobiletargeting:eu-west-1:123456789012:{suffix}"));
            assert_eq!(config().named(&arn), Ok(named));
        }
    }

    #[test]
    fn bad_arns_are_400_and_foreign_ones_404() {
        let own = "arn:aws:mobiletargeting:eu-west-1:123456789012:";
        for (arn, code) in [
            (String::new(), ErrorCode::BadRequest),
            ("apps/a1".to_owned(), ErrorCode::BadRequest),
            ("arn:aws:ses:eu-west-1:123456789012:apps/a1".to_owned(), ErrorCode::BadRequest),
            ("arn:aws:mobiletargeting:eu-west-1:123456789012".to_owned(), ErrorCode::BadRequest),
            (own.to_owned(), ErrorCode::BadRequest),
            (format!("{own}apps/"), ErrorCode::BadRequest),
            (format!("{own}apps/a1/"), ErrorCode::BadRequest),
            (format!("{own}apps/a1/journeys/j1"), ErrorCode::BadRequest),
            (format!("{own}templates/t/email"), ErrorCode::BadRequest),
            (format!("{own}templates/t/FAX"), ErrorCode::BadRequest),
            ("arn:aws:mobiletargeting:us-east-1:123456789012:apps/a1".to_owned(), ErrorCode::NotFound),
            ("arn:aws:mobiletargeting:eu-west-1:999999999999:apps/a1".to_owned(), ErrorCode::NotFound),
            ("arn:aws-cn:mobiletargeting:eu-west-1:123456789012:apps/a1".to_owned(), ErrorCode::NotFound),
        ] {
            assert_eq!(config().named(&arn).unwrap_err().code(), code, "{arn}");
        }
    }
}
