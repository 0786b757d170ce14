//! Email templates (spec §7.1); what they share with those of other types is in `template_write` and `template_delete`.

use touchpoint_domain::email::validate_template;
use touchpoint_domain::field::FieldError;
use touchpoint_domain::limits::Limits;
use touchpoint_wire::input::{
    CreateEmailTemplateInput, DeleteEmailTemplateInput, GetEmailTemplateInput, UpdateEmailTemplateInput,
};
use touchpoint_wire::types::{EmailTemplateRequest, TemplateType};

use super::template_delete::delete_by;
use super::template_type::TemplateRequest;
use super::template_write::{self, Update};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::tags::Tags;

impl TemplateRequest for EmailTemplateRequest {
    const TYPE: TemplateType = TemplateType::Email;

    fn check(&self, limits: &Limits) -> Result<(), FieldError> {
        validate_template(self, limits)
    }

    fn take_tags(&mut self) -> Option<Tags> {
        self.tags.take()
    }

    fn recommender(&self) -> Option<&str> {
        self.recommender_id.as_deref()
    }
}

/// `CreateEmailTemplate`
pub(crate) async fn create(api: &Api, call: &Call, input: CreateEmailTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(template_write::create(api, call, &input.template_name, input.email_template_request)).await
}

/// `GetEmailTemplate`
pub(crate) async fn get(api: &Api, input: GetEmailTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(template_write::get::<EmailTemplateRequest>(api, &input.template_name, input.version.as_deref())).await
}

/// `UpdateEmailTemplate`
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateEmailTemplateInput) -> Result<Reply, ApiError> {
    let UpdateEmailTemplateInput { create_new_version, email_template_request: request, template_name: name, version } = input;
    Box::pin(template_write::update(api, call, Update { name, request, version, create_new_version })).await
}

/// `DeleteEmailTemplate`
pub(crate) async fn delete(api: &Api, call: &Call, input: DeleteEmailTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(delete_by::<EmailTemplateRequest>(api, call, &input.template_name, input.version.as_deref())).await
}
