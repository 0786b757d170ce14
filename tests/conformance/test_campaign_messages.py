"""A campaign with everything that it may say: stored, versioned and answered exactly as it was written."""

from datetime import datetime, timedelta

import pytest
from support.app import LATER, LETTER
from support.calls import BAD_REQUEST, refused

PUSH = {
    "Action": "URL", "Body": "b", "ImageIconUrl": "icon", "ImageSmallIconUrl": "small", "ImageUrl": "image", "JsonBody": '{"a":1}', "MediaUrl": "media",
    "RawContent": '{"aps":{"alert":"{{Id}}"}}', "SilentPush": False, "TimeToLive": 60, "Title": "t", "Url": "https://example.com",
}
BUTTON = {
    "DefaultConfig": {"BackgroundColor": "#ffffff", "BorderRadius": 4, "ButtonAction": "LINK", "Link": "https://example.com", "Text": "Go", "TextColor": "#000000"},
    "Android": {"ButtonAction": "DEEP_LINK", "Link": "app://a"}, "IOS": {"ButtonAction": "CLOSE"}, "Web": {"ButtonAction": "LINK", "Link": "https://a"},
}
CONTENT = {
    "BackgroundColor": "#123456", "BodyConfig": {"Alignment": "LEFT", "Body": "b", "TextColor": "#000000"},
    "HeaderConfig": {"Alignment": "CENTER", "Header": "h", "TextColor": "#000000"}, "ImageUrl": "https://a/b.png", "PrimaryBtn": BUTTON, "SecondaryBtn": BUTTON,
}
EVERYTHING = {
    "ADMMessage": PUSH, "APNSMessage": PUSH, "BaiduMessage": PUSH, "DefaultMessage": PUSH, "GCMMessage": PUSH, "EmailMessage": LETTER,
    "CustomMessage": {"Data": "data"},
    "InAppMessage": {"Body": "b", "Content": [CONTENT], "CustomConfig": {"a": "b"}, "Layout": "TOP_BANNER"},
    "SMSMessage": {
        "Body": "b", "EntityId": "1", "MessageType": "PROMOTIONAL", "OriginationNumber": "+15550100", "SenderId": "Shop", "TemplateId": "2",
    },
}
DELIVERY = {"DeliveryUri": "https://example.com/deliver", "EndpointTypes": ["CUSTOM", "EMAIL"]}
FILTER = {
    "FilterType": "SYSTEM",
    "Dimensions": {
        "Attributes": {"size": {"AttributeType": "INCLUSIVE", "Values": ["s", "m"]}},
        "EventType": {"DimensionType": "INCLUSIVE", "Values": ["_email.open", "buy"]},
        "Metrics": {"price": {"ComparisonOperator": "GREATER_THAN", "Value": 9.5}},
    },
}
EVENT = {
    "StartTime": LATER, "EndTime": "2099-06-01T00:00:00.000Z", "Frequency": "EVENT", "EventFilter": FILTER, "IsLocalTime": False, "Timezone": "UTC+05:45",
    "QuietTime": {"Start": "22:00", "End": "07:00"},
}
WRITTEN = {
    "Name": "all", "Description": "d", "TreatmentName": "a", "TreatmentDescription": "first", "HoldoutPercent": 10, "Priority": 2,
    "Schedule": EVENT, "MessageConfiguration": EVERYTHING, "CustomDeliveryConfiguration": DELIVERY,
    "Limits": {"Daily": 1, "Total": 2, "Session": 3, "MessagesPerSecond": 50, "MaximumDuration": 3600},
    "Hook": {"Mode": "FILTER", "LambdaFunctionName": "arn:aws:lambda:us-east-1:123456789012:function:filter", "WebUrl": "https://example.com/hook"},
}
TREATMENT = {
    "SizePercent": 20, "TreatmentName": "b", "TreatmentDescription": "second", "Schedule": EVENT, "MessageConfiguration": EVERYTHING,
    "CustomDeliveryConfiguration": {"DeliveryUri": "deliver"},
}


@pytest.fixture
def segment(app):
    return app.create_segment()["Id"]


def said(campaign):
    """What the client wrote, out of an answer."""
    return {name: campaign[name] for name in WRITTEN}


def test_it_answers_what_was_written_in_every_version(app, segment):
    made = app.create_campaign(segment, **WRITTEN, AdditionalTreatments=[TREATMENT])
    assert said(made) == WRITTEN
    treatment = made["AdditionalTreatments"][0]
    assert {name: treatment[name] for name in TREATMENT} == TREATMENT
    changed = app.update_campaign(made["Id"], Priority=1)
    assert said(changed) == {**WRITTEN, "Priority": 1} and changed["Version"] == 2
    assert said(app.campaign(made["Id"])) == said(changed)
    assert said(app.campaign_version(made["Id"], 1)) == WRITTEN


def test_nothing_leaves_by_the_clock_when_events_are_waited_for(timed_app, timed_runner):
    now = timed_runner.advance("PT1S")["now"]
    segment = timed_app.create_segment()["Id"]
    timed_app.put_email()
    timed_app.put_email_endpoint("e1")
    for minutes, start in [(14, False), (16, True)]:
        schedule = {"StartTime": _later(now, minutes), "Frequency": "EVENT", "EventFilter": FILTER}
        if start:
            campaign = timed_app.create_campaign(segment, Schedule=schedule)["Id"]
        else:
            with refused(BAD_REQUEST, "Schedule.StartTime", "15 minutes"):
                timed_app.create_campaign(segment, Schedule=schedule)
    timed_runner.advance("PT1H")
    timed_runner.drain()
    assert timed_app.activities(campaign) == []
    assert timed_runner.outbox(app=timed_app.id) == []


def test_a_renamed_segment_may_have_lost_its_source(app):
    source = app.create_segment()["Id"]
    based = app.create_segment(Name="old", SegmentGroups={"Groups": [{"SourceSegments": [{"Id": source}], "Dimensions": [{}]}]})["Id"]
    app.delete_segment(source)
    assert app.update_segment(based, Name="new")["Name"] == "new"
    with refused(BAD_REQUEST, "SourceSegments"):
        app.update_segment(based, SegmentGroups={"Groups": [{"SourceSegments": [{"Id": source}], "Dimensions": [{}]}]})


def _later(now, minutes):
    return (datetime.fromisoformat(now.replace("Z", "+00:00")) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
