"""Operations whose behaviour is still to come answer 501, in the shape of every other error, to any valid call."""

from datetime import UTC, datetime

import botocore.session
import pytest
from botocore import xform_name
from support.calls import ABSENT, NOT_IMPLEMENTED, refused

MODEL = botocore.session.get_session().get_service_model("pinpoint")

COMPLETE = {
    "CreateApp", "DeleteApp", "GetApp", "GetApps",
    "GetApplicationSettings", "UpdateApplicationSettings",
    "ListTagsForResource", "TagResource", "UntagResource",
    "DeleteEmailChannel", "GetChannels", "GetEmailChannel", "UpdateEmailChannel",
    "DeleteAdmChannel", "GetAdmChannel", "UpdateAdmChannel",
    "DeleteApnsChannel", "GetApnsChannel", "UpdateApnsChannel",
    "DeleteApnsSandboxChannel", "GetApnsSandboxChannel", "UpdateApnsSandboxChannel",
    "DeleteApnsVoipChannel", "GetApnsVoipChannel", "UpdateApnsVoipChannel",
    "DeleteApnsVoipSandboxChannel", "GetApnsVoipSandboxChannel", "UpdateApnsVoipSandboxChannel",
    "DeleteBaiduChannel", "GetBaiduChannel", "UpdateBaiduChannel",
    "DeleteGcmChannel", "GetGcmChannel", "UpdateGcmChannel",
    "DeleteSmsChannel", "GetSmsChannel", "UpdateSmsChannel",
    "DeleteVoiceChannel", "GetVoiceChannel", "UpdateVoiceChannel",
    "DeleteEndpoint", "DeleteUserEndpoints", "GetEndpoint", "GetUserEndpoints", "UpdateEndpoint", "UpdateEndpointsBatch",
    "CreateSegment", "DeleteSegment", "GetSegment", "GetSegmentVersion", "GetSegmentVersions", "GetSegments", "UpdateSegment",
    "CreateEmailTemplate", "DeleteEmailTemplate", "GetEmailTemplate", "ListTemplateVersions", "ListTemplates", "UpdateEmailTemplate",
    "UpdateTemplateActiveVersion",
    "CreateSmsTemplate", "DeleteSmsTemplate", "GetSmsTemplate", "UpdateSmsTemplate",
    "CreatePushTemplate", "DeletePushTemplate", "GetPushTemplate", "UpdatePushTemplate",
    "CreateVoiceTemplate", "DeleteVoiceTemplate", "GetVoiceTemplate", "UpdateVoiceTemplate",
    "CreateInAppTemplate", "DeleteInAppTemplate", "GetInAppTemplate", "UpdateInAppTemplate",
    "CreateRecommenderConfiguration", "DeleteRecommenderConfiguration", "GetRecommenderConfiguration", "GetRecommenderConfigurations",
    "UpdateRecommenderConfiguration",
    "CreateCampaign", "DeleteCampaign", "GetCampaign", "GetCampaignActivities", "GetCampaignVersion", "GetCampaignVersions",
    "GetCampaigns", "UpdateCampaign",
    "CreateJourney", "DeleteJourney", "GetJourney", "GetJourneyRuns", "ListJourneys", "UpdateJourney", "UpdateJourneyState",
    "GetJourneyExecutionActivityMetrics", "GetJourneyExecutionMetrics", "GetJourneyRunExecutionActivityMetrics", "GetJourneyRunExecutionMetrics",
    "GetApplicationDateRangeKpi", "GetCampaignDateRangeKpi", "GetJourneyDateRangeKpi",
    "CreateExportJob", "CreateImportJob", "GetExportJob", "GetExportJobs", "GetImportJob", "GetImportJobs", "GetSegmentExportJobs",
    "GetSegmentImportJobs",
    "DeleteEventStream", "GetEventStream", "PutEventStream",
    "RemoveAttributes",
    "PutEvents",
    "GetInAppMessages", "PhoneNumberValidate", "SendMessages", "SendOTPMessage", "SendUsersMessages", "VerifyOTPMessage",
}
PENDING = sorted(set(MODEL.operation_names) - COMPLETE)


def smallest(shape):
    """The smallest value that the model allows."""
    match shape.type_name:
        case "structure":
            return {name: smallest(shape.members[name]) for name in shape.required_members}
        case "list":
            return [smallest(shape.member)]
        case "map":
            return {}
        case "string":
            return shape.enum[0] if shape.enum else ABSENT
        case "integer" | "long":
            return 1
        case "double":
            return 1.5
        case "boolean":
            return False
        case "timestamp":
            return datetime(2026, 1, 1, tzinfo=UTC)
        case "blob":
            return b"x"
    raise AssertionError(f"no value for {shape}")


def test_the_model_has_the_operations_that_are_named_here():
    assert len(MODEL.operation_names) == 122 and COMPLETE < set(MODEL.operation_names)


@pytest.mark.parametrize("name", PENDING)
def test_it_answers_501(pinpoint, name):
    with refused(NOT_IMPLEMENTED, name):
        getattr(pinpoint, xform_name(name))(**smallest(MODEL.operation_model(name).input_shape))
