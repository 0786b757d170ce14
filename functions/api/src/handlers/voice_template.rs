//! Voice templates (spec §7.1); what they share with those of other types is in `template_write` and `template_delete`.

use touchpoint_domain::field::FieldError;
use touchpoint_domain::limits::Limits;
use touchpoint_domain::message_template::validate_voice;
use touchpoint_wire::input::{
    CreateVoiceTemplateInput, DeleteVoiceTemplateInput, GetVoiceTemplateInput, UpdateVoiceTemplateInput,
};
use touchpoint_wire::types::{TemplateType, VoiceTemplateRequest};

use super::template_delete::delete_by;
use super::template_type::TemplateRequest;
use super::template_write::{self, Update};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::tags::Tags;

impl TemplateRequest for VoiceTemplateRequest {
    const TYPE: TemplateType = TemplateType::Voice;

    fn check(&self, limits: &Limits) -> Result<(), FieldError> {
        validate_voice(self, limits)
    }

    fn take_tags(&mut self) -> Option<Tags> {
        self.tags.take()
    }

    fn recommender(&self) -> Option<&str> {
        None
    }
}

/// `CreateVoiceTemplate`
pub(crate) async fn create(api: &Api, call: &Call, input: CreateVoiceTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(template_write::create(api, call, &input.template_name, input.voice_template_request)).await
}

/// `GetVoiceTemplate`
pub(crate) async fn get(api: &Api, input: GetVoiceTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(template_write::get::<VoiceTemplateRequest>(api, &input.template_name, input.version.as_deref())).await
}

/// `UpdateVoiceTemplate`
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateVoiceTemplateInput) -> Result<Reply, ApiError> {
    let UpdateVoiceTemplateInput { create_new_version, voice_template_request: request, template_name: name, version } = input;
    Box::pin(template_write::update(api, call, Update { name, request, version, create_new_version })).await
}

/// `DeleteVoiceTemplate`
pub(crate) async fn delete(api: &Api, call: &Call, input: DeleteVoiceTemplateInput) -> Result<Reply, ApiError> {
    Box::pin(delete_by::<VoiceTemplateRequest>(api, call, &input.template_name, input.version.as_deref())).await
}
