//! SMS templates (spec §7.1); what they share with those of other types is in `template_write` and `template_delete`.

use touchpoint_domain::field::FieldError;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::message_template::validate_sms;
use touchpoint_wire::input::{CreateSmsTemplateInput, DeleteSmsTemplateInput, GetSmsTemplateInput, UpdateSmsTemplateInput};
use touchpoint_wire::types::{SMSTemplateRequest, TemplateType};

use super::template_delete::delete_by;
use super::template_type::TemplateRequest;
use super::template_write::{self, Update};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::tags::Tags;

impl TemplateRequest for SMSTemplateRequest {
    const TYPE: TemplateType = TemplateType::Sms;

    fn check(&self, limits: &Limits) -> Result<(), FieldError> {
        validate_sms(self, limits)
    }

    fn take_tags(&mut self) -> Option<Tags> {
        self.tags.take()
    }

    fn recommender(&self) -> Option<&str> {
        self.recommender_id.as_deref()
    }
}

/// `CreateSmsTemplate`
pub(crate) async fn create(api: &Api, call: &Call, input: CreateSmsTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(template_write::create(api, call, &input.template_name, input.sms_template_request)).await
}

/// `GetSmsTemplate`
pub(crate) async fn get(api: &Api, input: GetSmsTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(template_write::get::<SMSTemplateRequest>(api, &input.template_name, input.version.as_deref())).await
}

/// `UpdateSmsTemplate`
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateSmsTemplateInput) -> Result<Reply, ApiError> {
    let UpdateSmsTemplateInput { create_new_version, sms_template_request: request, template_name: name, version } = input;
    Box::pin(template_write::update(api, call, Update { name, request, version, create_new_version })).await
}

/// `DeleteSmsTemplate`
pub(crate) async fn delete(api: &Api, call: &Call, input: DeleteSmsTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(delete_by::<SMSTemplateRequest>(api, call, &input.template_name, input.version.as_deref())).await
}
