//! Push templates (spec §7.1); what they share with those of other types is in `template_write` and `template_delete`.

use touchpoint_domain::field::FieldError;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::message_template::validate_push;
use touchpoint_wire::input::{CreatePushTemplateInput, DeletePushTemplateInput, GetPushTemplateInput, UpdatePushTemplateInput};
use touchpoint_wire::types::{PushNotificationTemplateRequest, TemplateType};

use super::template_delete::delete_by;
use super::template_type::TemplateRequest;
use super::template_write::{self, Update};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::tags::Tags;

impl TemplateRequest for PushNotificationTemplateRequest {
    const TYPE: TemplateType = TemplateType::Push;

    fn check(&self, limits: &Limits) -> Result<(), FieldError> {
        validate_push(self, limits)
    }

    fn take_tags(&mut self) -> Option<Tags> {
        self.tags.take()
    }

    fn recommender(&self) -> Option<&str> {
        self.recommender_id.as_deref()
    }
}

/// `CreatePushTemplate`
pub(crate) async fn create(api: &Api, call: &Call, input: CreatePushTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(template_write::create(api, call, &input.template_name, input.push_notification_template_request)).await
}

/// `GetPushTemplate`
pub(crate) async fn get(api: &Api, input: GetPushTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(template_write::get::<PushNotificationTemplateRequest>(api, &input.template_name, input.version.as_deref())).await
}

/// `UpdatePushTemplate`
pub(crate) async fn update(api: &Api, call: &Call, input: UpdatePushTemplateInput) -> Result<Reply, ApiError> {
    let UpdatePushTemplateInput { create_new_version, push_notification_template_request: request, template_name: name, version } =
        input;
    Box::pin(template_write::update(api, call, Update { name, request, version, create_new_version })).await
}

/// `DeletePushTemplate`
pub(crate) async fn delete(api: &Api, call: &Call, input: DeletePushTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(delete_by::<PushNotificationTemplateRequest>(api, call, &input.template_name, input.version.as_deref())).await
}
