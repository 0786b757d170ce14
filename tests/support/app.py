"""One app and what is in it, in short words: the calls of the SDK without their wrappers."""

LATER = "2099-01-01T00:00:00.000Z"
SENDER = {"FromAddress": "Shop <news@example.com>", "Identity": "arn:aws:ses:us-east-1:123456789012:identity/example.com"}
LETTER = {"Title": "Hello {{User.UserAttributes.FirstName}}", "Body": "Dear {{User.UserAttributes.FirstName}}", "HtmlBody": "<p>Hi</p>"}

# Channels by type: how their shapes and their calls begin.
WORDS = {
    "ADM": ("ADM", "adm"), "APNS": ("APNS", "apns"), "APNS_SANDBOX": ("APNSSandbox", "apns_sandbox"), "APNS_VOIP": ("APNSVoip", "apns_voip"),
    "APNS_VOIP_SANDBOX": ("APNSVoipSandbox", "apns_voip_sandbox"), "BAIDU": ("Baidu", "baidu"), "GCM": ("GCM", "gcm"),
    "SMS": ("SMS", "sms"), "VOICE": ("Voice", "voice"),
}


class App:
    """An app of a test's own. Every method is one call; what it returns is the payload of the answer."""

    def __init__(self, pinpoint, app_id):
        self.pinpoint = pinpoint
        self.id = app_id

    @classmethod
    def create(cls, pinpoint, name="conformance", **request):
        made = pinpoint.create_app(CreateApplicationRequest={"Name": name, **request})["ApplicationResponse"]
        return cls(pinpoint, made["Id"])

    def get(self):
        return self.pinpoint.get_app(ApplicationId=self.id)["ApplicationResponse"]

    def delete(self):
        return self.pinpoint.delete_app(ApplicationId=self.id)["ApplicationResponse"]

    # Settings and channels.

    def settings(self):
        return self.pinpoint.get_application_settings(ApplicationId=self.id)["ApplicationSettingsResource"]

    def update_settings(self, **request):
        answer = self.pinpoint.update_application_settings(ApplicationId=self.id, WriteApplicationSettingsRequest=request)
        return answer["ApplicationSettingsResource"]

    def put_email(self, **request):
        answer = self.pinpoint.update_email_channel(ApplicationId=self.id, EmailChannelRequest={**SENDER, **request})
        return answer["EmailChannelResponse"]

    def email(self):
        return self.pinpoint.get_email_channel(ApplicationId=self.id)["EmailChannelResponse"]

    def delete_email(self):
        return self.pinpoint.delete_email_channel(ApplicationId=self.id)["EmailChannelResponse"]

    def put_channel(self, name, **request):
        """Configures a channel by its type, such as `APNS_VOIP`."""
        return self._channel("update", name, **{f"{WORDS[name][0]}ChannelRequest": request})

    def channel(self, name):
        return self._channel("get", name)

    def delete_channel(self, name):
        return self._channel("delete", name)

    def _channel(self, verb, name, **arguments):
        shape, call = WORDS[name]
        answer = getattr(self.pinpoint, f"{verb}_{call}_channel")(ApplicationId=self.id, **arguments)
        return answer[f"{shape}ChannelResponse"]

    def channels(self):
        return self.pinpoint.get_channels(ApplicationId=self.id)["ChannelsResponse"]["Channels"]

    # Endpoints and users.

    def put(self, endpoint, **request):
        answer = self.pinpoint.update_endpoint(ApplicationId=self.id, EndpointId=endpoint, EndpointRequest=request)
        return answer["MessageBody"]

    def put_email_endpoint(self, endpoint, **request):
        return self.put(endpoint, **{"ChannelType": "EMAIL", "Address": f"{endpoint}@example.com", **request})

    def put_batch(self, batch):
        answer = self.pinpoint.update_endpoints_batch(ApplicationId=self.id, EndpointBatchRequest={"Item": batch})
        return answer["MessageBody"]

    def endpoint(self, endpoint):
        return self.pinpoint.get_endpoint(ApplicationId=self.id, EndpointId=endpoint)["EndpointResponse"]

    def delete_endpoint(self, endpoint):
        return self.pinpoint.delete_endpoint(ApplicationId=self.id, EndpointId=endpoint)["EndpointResponse"]

    def user(self, user):
        return self.pinpoint.get_user_endpoints(ApplicationId=self.id, UserId=user)["EndpointsResponse"]["Item"]

    def delete_user(self, user):
        return self.pinpoint.delete_user_endpoints(ApplicationId=self.id, UserId=user)["EndpointsResponse"]["Item"]

    # Segments.

    def create_segment(self, **request):
        return self.pinpoint.create_segment(ApplicationId=self.id, WriteSegmentRequest=request)["SegmentResponse"]

    def segment(self, segment):
        return self.pinpoint.get_segment(ApplicationId=self.id, SegmentId=segment)["SegmentResponse"]

    def update_segment(self, segment, **request):
        answer = self.pinpoint.update_segment(ApplicationId=self.id, SegmentId=segment, WriteSegmentRequest=request)
        return answer["SegmentResponse"]

    def delete_segment(self, segment):
        return self.pinpoint.delete_segment(ApplicationId=self.id, SegmentId=segment)["SegmentResponse"]

    def segment_version(self, segment, version):
        answer = self.pinpoint.get_segment_version(ApplicationId=self.id, SegmentId=segment, Version=str(version))
        return answer["SegmentResponse"]

    # Campaigns.

    def create_campaign(self, segment, **request):
        """A campaign to `segment` that starts much later, unless the request says otherwise."""
        request = {
            "Name": "news",
            "SegmentId": segment,
            "Schedule": {"StartTime": LATER},
            "MessageConfiguration": {"EmailMessage": LETTER},
            **request,
        }
        answer = self.pinpoint.create_campaign(ApplicationId=self.id, WriteCampaignRequest=request)
        return answer["CampaignResponse"]

    def campaign(self, campaign):
        return self.pinpoint.get_campaign(ApplicationId=self.id, CampaignId=campaign)["CampaignResponse"]

    def update_campaign(self, campaign, **request):
        answer = self.pinpoint.update_campaign(ApplicationId=self.id, CampaignId=campaign, WriteCampaignRequest=request)
        return answer["CampaignResponse"]

    def delete_campaign(self, campaign):
        return self.pinpoint.delete_campaign(ApplicationId=self.id, CampaignId=campaign)["CampaignResponse"]

    def campaign_version(self, campaign, version):
        answer = self.pinpoint.get_campaign_version(ApplicationId=self.id, CampaignId=campaign, Version=str(version))
        return answer["CampaignResponse"]

    def activities(self, campaign):
        """The activities of the first page, which holds all that a test makes."""
        answer = self.pinpoint.get_campaign_activities(ApplicationId=self.id, CampaignId=campaign)
        return answer["ActivitiesResponse"]["Item"]

    # Journeys.

    def create_journey(self, **request):
        answer = self.pinpoint.create_journey(ApplicationId=self.id, WriteJourneyRequest={"Name": "welcome", **request})
        return answer["JourneyResponse"]

    def journey(self, journey):
        return self.pinpoint.get_journey(ApplicationId=self.id, JourneyId=journey)["JourneyResponse"]

    def update_journey(self, journey, **request):
        request = {"Name": "welcome", **request}
        answer = self.pinpoint.update_journey(ApplicationId=self.id, JourneyId=journey, WriteJourneyRequest=request)
        return answer["JourneyResponse"]

    def set_journey(self, journey, state):
        answer = self.pinpoint.update_journey_state(ApplicationId=self.id, JourneyId=journey, JourneyStateRequest={"State": state})
        return answer["JourneyResponse"]

    def delete_journey(self, journey):
        return self.pinpoint.delete_journey(ApplicationId=self.id, JourneyId=journey)["JourneyResponse"]
