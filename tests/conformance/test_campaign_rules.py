"""What a campaign may not say: each refusal names the field and leaves nothing behind."""

import pytest
from support.app import LATER, LETTER
from support.calls import ABSENT, BAD_REQUEST, items, refused

MESSAGE = {"EmailMessage": LETTER}


def schedule(**more):
    return {"Schedule": {"StartTime": LATER, **more}}


def message(**more):
    return {"MessageConfiguration": {"EmailMessage": {**LETTER, **more}}}


def treatments(*sizes):
    return [{"SizePercent": size, "MessageConfiguration": MESSAGE} for size in sizes]


REFUSED = [
    ({"Name": "x" * 129}, ["Name", "128"]),
    ({"Description": "x" * 501}, ["Description", "500"]),
    ({"TreatmentName": "x" * 129}, ["TreatmentName", "128"]),
    ({"SegmentId": ABSENT}, ["SegmentId"]),
    ({"SegmentVersion": 7}, ["SegmentVersion"]),
    ({"HoldoutPercent": -1}, ["HoldoutPercent", "100"]),
    ({"HoldoutPercent": 101}, ["HoldoutPercent", "100"]),
    ({"Priority": 0}, ["Priority", "5"]),
    ({"Priority": 6}, ["Priority", "5"]),
    ({"Limits": {"Daily": 101}}, ["Limits.Daily", "100"]),
    ({"Limits": {"Total": -1}}, ["Limits.Total", "100"]),
    ({"Limits": {"MaximumDuration": 59}}, ["Limits.MaximumDuration", "60"]),
    ({"Limits": {"MessagesPerSecond": 20001}}, ["Limits.MessagesPerSecond", "20000"]),
    ({"Limits": {"Session": 11}}, ["Limits.Session", "10"]),
    ({"Hook": {"Mode": "SOMETIMES"}}, ["Hook.Mode", "FILTER"]),
    ({"AdditionalTreatments": treatments(10, 10, 10, 10, 10)}, ["AdditionalTreatments", "4"]),
    ({"AdditionalTreatments": treatments(60, 41)}, ["AdditionalTreatments", "100"]),
    ({"HoldoutPercent": 50, "AdditionalTreatments": treatments(51)}, ["HoldoutPercent", "100"]),
    ({"AdditionalTreatments": treatments(-1)}, ["AdditionalTreatments[0].SizePercent", "100"]),
    ({"AdditionalTreatments": [{**treatments(10)[0], "TreatmentName": "x" * 129}]}, ["AdditionalTreatments[0].TreatmentName", "128"]),
    (
        {"AdditionalTreatments": [{**treatments(10)[0], "Schedule": {"StartTime": "soon"}}]},
        ["AdditionalTreatments[0].Schedule.StartTime", "IMMEDIATE"],
    ),
    (schedule(StartTime="soon"), ["Schedule.StartTime", "IMMEDIATE"]),
    (schedule(StartTime=""), ["Schedule.StartTime", "IMMEDIATE"]),
    (schedule(StartTime="immediate"), ["Schedule.StartTime", "IMMEDIATE"]),
    (schedule(StartTime="2099-01-01"), ["Schedule.StartTime", "IMMEDIATE"]),
    (schedule(StartTime="2020-01-01T00:00:00Z"), ["Schedule.StartTime", "past"]),
    (schedule(EndTime="later"), ["Schedule.EndTime", "ISO 8601"]),
    (schedule(EndTime="2098-01-01T00:00:00Z"), ["Schedule.EndTime", "StartTime"]),
    (schedule(Frequency="SOMETIMES"), ["Schedule.Frequency", "WEEKLY"]),
    (schedule(Timezone="UTC+25"), ["Schedule.Timezone", "UTC"]),
    (schedule(Timezone="Mars/Olympus"), ["Schedule.Timezone", "IANA"]),
    (schedule(QuietTime={"Start": "22:00", "End": "7"}), ["Schedule.QuietTime.End", "HH:MM"]),
    (message(HtmlBody="x" * (200 * 1024)), ["EmailMessage", "204800"]),
    (message(Title="{{#if}"), ["MessageConfiguration.EmailMessage.Title"]),
    (message(FromAddress="nobody"), ["MessageConfiguration.EmailMessage.FromAddress", "address"]),
    (message(Headers=[{"Name": f"X-{i}", "Value": "v"} for i in range(16)]), ["MessageConfiguration.EmailMessage.Headers", "15"]),
    (message(Headers=[{"Name": "To", "Value": "v"}]), ["MessageConfiguration.EmailMessage.Headers[0].Name"]),
    ({"MessageConfiguration": {"DefaultMessage": {"Body": "x", "Action": "JUMP"}}}, ["DefaultMessage.Action", "DEEP_LINK"]),
    ({"MessageConfiguration": {**MESSAGE, "CustomMessage": {"Data": "x" * 5121}}}, ["MessageConfiguration.CustomMessage.Data", "5"]),
    ({"TemplateConfiguration": {"EmailTemplate": {"Name": "no good name"}}}, ["TemplateConfiguration.EmailTemplate.Name"]),
    ({"TemplateConfiguration": {"EmailTemplate": {"Name": "nothing-by-this-name"}}}, ["TemplateConfiguration.EmailTemplate.Name"]),
    ({"TemplateConfiguration": {"VoiceTemplate": {"Name": "a"}}}, ["TemplateConfiguration.VoiceTemplate", "absent"]),
]


@pytest.fixture
def segment(app):
    return app.create_segment(Name="everyone")["Id"]


@pytest.mark.parametrize(("request_", "words"), REFUSED, ids=[f"{i}-{words[0]}" for i, (_, words) in enumerate(REFUSED)])
def test_refused_on_create_and_on_update(pinpoint, app, segment, request_, words):
    with refused(BAD_REQUEST, *words):
        app.create_campaign(segment, **request_)
    assert items(pinpoint.get_campaigns, 10, ApplicationId=app.id) == []
    before = app.create_campaign(segment)
    with refused(BAD_REQUEST, *words):
        app.update_campaign(before["Id"], **request_)
    assert app.campaign(before["Id"]) == before
    assert len(items(pinpoint.get_campaign_versions, 10, ApplicationId=app.id, CampaignId=before["Id"])) == 1


def test_a_campaign_needs_a_segment(pinpoint, app):
    request = {"Name": "news", "Schedule": {"StartTime": LATER}, "MessageConfiguration": MESSAGE}
    with refused(BAD_REQUEST, "SegmentId"):
        pinpoint.create_campaign(ApplicationId=app.id, WriteCampaignRequest=request)


@pytest.mark.parametrize(
    "request_",
    [
        {"Name": "x" * 128, "Description": "x" * 500},
        {"HoldoutPercent": 100},
        {"HoldoutPercent": 20, "AdditionalTreatments": treatments(20, 20, 20, 20)},
        {"Limits": {"Daily": 0, "Total": 100, "MaximumDuration": 60, "MessagesPerSecond": 20000}},
        {"Priority": 5},
        schedule(StartTime="2099-01-01T01:00:00.123456789+01:00"),
        schedule(Timezone="UTC-11"),
        schedule(Timezone="Europe/Berlin"),
        schedule(Frequency="DAILY", EndTime="2099-02-01T00:00:00Z"),
        message(HtmlBody="x" * 200_000),
    ],
)
def test_what_just_fits(app, segment, request_):
    made = app.create_campaign(segment, **request_)
    assert app.campaign(made["Id"]) == made


def test_an_event_filter_is_kept(app, segment):
    event = {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["_session.start"]}}}
    made = app.create_campaign(segment, **schedule(Frequency="EVENT", EventFilter=event))
    assert made["Schedule"]["EventFilter"] == event
