//! In-app templates (spec §7.1); what they share with those of other types is in `template_write` and `template_delete`.

use touchpoint_domain::field::FieldError;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::message_template::validate_in_app;
use touchpoint_wire::input::{
    CreateInAppTemplateInput, DeleteInAppTemplateInput, GetInAppTemplateInput, UpdateInAppTemplateInput,
};
use touchpoint_wire::types::{InAppTemplateRequest, TemplateType};

use super::template_delete::delete_by;
use super::template_type::TemplateRequest;
use super::template_write::{self, Update};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::tags::Tags;

impl TemplateRequest for InAppTemplateRequest {
    const TYPE: TemplateType = TemplateType::Inapp;

    fn check(&self, limits: &Limits) -> Result<(), FieldError> {
        validate_in_app(self, limits)
    }

    fn take_tags(&mut self) -> Option<Tags> {
        self.tags.take()
    }

    fn recommender(&self) -> Option<&str> {
        None
    }
}

/// `CreateInAppTemplate`
pub(crate) async fn create(api: &Api, call: &Call, input: CreateInAppTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(template_write::create(api, call, &input.template_name, input.in_app_template_request)).await
}

/// `GetInAppTemplate`
pub(crate) async fn get(api: &Api, input: GetInAppTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(template_write::get::<InAppTemplateRequest>(api, &input.template_name, input.version.as_deref())).await
}

/// `UpdateInAppTemplate`
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateInAppTemplateInput) -> Result<Reply, ApiError> {
    let UpdateInAppTemplateInput { create_new_version, in_app_template_request: request, template_name: name, version } = input;
    Box::pin(template_write::update(api, call, Update { name, request, version, create_new_version })).await
}

/// `DeleteInAppTemplate`
pub(crate) async fn delete(api: &Api, call: &Call, input: DeleteInAppTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(delete_by::<InAppTemplateRequest>(api, call, &input.template_name, input.version.as_deref())).await
}
