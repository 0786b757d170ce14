"""Audiences for the stories: made up, the same every time."""

NAMES = ["Ada", "Björn", "Chloé", "Dmitri", "Eun-ji", "Fátima", "Gaël", "Hiro", "Ines", "Jürgen"]


def email_endpoint(i, **changes):
    """An email endpoint as `EndpointBatchItem`."""
    return {
        "Id": f"person-{i:06}-email",
        "ChannelType": "EMAIL",
        "Address": f"person-{i:06}@example.com",
        "Attributes": {"plan": ["pro" if i % 3 == 0 else "free"]},
        "User": {"UserId": f"person-{i:06}", "UserAttributes": {"FirstName": [NAMES[i % len(NAMES)]]}},
        **changes,
    }


def load(pinpoint, app, endpoints):
    """Loads endpoints in batches of 100, the most that a request may hold."""
    endpoints = list(endpoints)
    for start in range(0, len(endpoints), 100):
        pinpoint.update_endpoints_batch(
            ApplicationId=app, EndpointBatchRequest={"Item": endpoints[start : start + 100]}
        )


def email_app(pinpoint, name="story"):
    """An app that may send email; its id."""
    app = pinpoint.create_app(CreateApplicationRequest={"Name": name})["ApplicationResponse"]["Id"]
    pinpoint.update_email_channel(
        ApplicationId=app,
        EmailChannelRequest={
            "FromAddress": "Touchpoint <hello@example.com>",
            "Identity": "arn:aws:ses:us-east-1:111122223333:identity/example.com",
        },
    )
    return app


def segment(pinpoint, app, dimensions=None, name="everybody"):
    """A segment by dimensions, all endpoints when there are none; its id."""
    made = pinpoint.create_segment(
        ApplicationId=app, WriteSegmentRequest={"Name": name, "Dimensions": dimensions or {}}
    )
    return made["SegmentResponse"]["Id"]


def campaign(pinpoint, app, segment_id, start="IMMEDIATE", **changes):
    """A campaign by email with the first name in it; its id."""
    made = pinpoint.create_campaign(
        ApplicationId=app,
        WriteCampaignRequest={
            "Name": "hello",
            "SegmentId": segment_id,
            "Schedule": {"StartTime": start},
            "MessageConfiguration": {
                "EmailMessage": {
                    "Title": "Hello {{User.UserAttributes.FirstName}}",
                    "HtmlBody": "<p>Dear {{User.UserAttributes.FirstName}}, you are on {{Attributes.plan}}.</p>",
                    "Body": "Dear {{User.UserAttributes.FirstName}}",
                }
            },
            **changes,
        },
    )
    return made["CampaignResponse"]["Id"]


def status(pinpoint, app, campaign_id):
    got = pinpoint.get_campaign(ApplicationId=app, CampaignId=campaign_id)
    return got["CampaignResponse"]["State"]["CampaignStatus"]


def activity(pinpoint, app, campaign_id):
    """The one run of a campaign that has one."""
    items = pinpoint.get_campaign_activities(ApplicationId=app, CampaignId=campaign_id)["ActivitiesResponse"]["Item"]
    assert len(items) == 1, items
    return items[0]
