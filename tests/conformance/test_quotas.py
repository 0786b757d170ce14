"""Every quota of the API: what is at the limit is accepted, one beyond is refused with the field and the number.

A row is data: what makes it fit, what is one too much, and what the refusal says. Quotas whose default is large are lowered in a
system of their own, which shows that they are configurable as well."""

import json
from dataclasses import dataclass, field

import pytest
from support.app import LATER, LETTER, App
from support.calls import BAD_REQUEST, refused
from support.runner import Runner

EVENTS = {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}}
LOWERED = {
    "apps": 3, "active_campaigns": 4, "event_campaigns": 2, "in_app_campaigns": 1, "payload_bytes": 20_000, "endpoints_per_user": 2,
    "endpoint_attribute_names": 3, "template_versions": 2, "tags_per_resource": 2, "treatments": 2, "segment_depth": 2,
}


@dataclass(frozen=True)
class Row:
    """`fits` and `beyond` are requests to `make`, the name of a function below; `words` stand in the refusal."""

    name: str
    make: str
    fits: dict
    beyond: dict
    words: list = field(default_factory=list)


def put_endpoint(app, request):
    return app.put_email_endpoint("e1", **request)


def put_batch(app, request):
    return app.put_batch([{"Id": f"b{i}", "ChannelType": "EMAIL", "Address": f"b{i}@example.com"} for i in range(request["count"])])


def create_segment(app, request):
    return app.create_segment(**request)


def create_campaign(app, request):
    made = app.create_campaign(app.create_segment()["Id"], **request)
    app.delete_campaign(made["Id"])


def update_settings(app, request):
    return app.update_settings(**request)


def create_app(app, request):
    App.create(app.pinpoint, **request).delete()


def tag(app, request):
    return app.pinpoint.tag_resource(ResourceArn=app.get()["Arn"], TagsModel={"tags": request})


def message(**messages):
    return {"MessageConfiguration": messages}


def letter(**members):
    return message(EmailMessage={**LETTER, **members})


def attributes(count, values=("v",)):
    return {"Attributes": {f"n{i}": list(values) for i in range(count)}}


def dimensions(count, chars=1):
    return {"Dimensions": {"Attributes": {f"n{i}": {"Values": ["v" * chars]} for i in range(count)}}}


def groups(count, sources=0):
    return {"SegmentGroups": {"Groups": [{"Dimensions": [{}]} for _ in range(count)]}}


def in_app(**content):
    return message(InAppMessage={"Content": [content]})


def in_app_limits(**limits):
    return {"Schedule": {"StartTime": LATER, "Frequency": "IN_APP_EVENT", "EventFilter": EVENTS}, "Limits": limits}


def text(size):
    return {"Alignment": "LEFT", "Header": "x" * size, "TextColor": "#000000"}


def body(size):
    return {"Alignment": "LEFT", "Body": "x" * size, "TextColor": "#000000"}


def button(size):
    return {"DefaultConfig": {"ButtonAction": "CLOSE", "Text": "x" * size}}


ENDPOINTS = [
    Row("address", "put_endpoint", {"Address": "x" * 1024}, {"Address": "x" * 1025}, ["Address", "1024"]),
    Row("names of an endpoint", "put_endpoint", attributes(250), attributes(251), ["250"]),
    Row("values of an attribute", "put_endpoint", attributes(1, ["v"] * 50), attributes(1, ["v"] * 51), ["Attributes.n0", "50"]),
    Row("length of a name", "put_endpoint", {"Metrics": {"n" * 50: 1}}, {"Metrics": {"n" * 51: 1}}, ["Metrics", "50"]),
    Row("length of a value", "put_endpoint", attributes(1, ["v" * 100]), attributes(1, ["v" * 101]), ["Attributes.n0[0]", "100"]),
    Row("size of an endpoint", "put_endpoint", attributes(3, ["v" * 90] * 45), attributes(4, ["v" * 90] * 45), ["15360"]),
    *[
        Row(member, "put_endpoint", {"Demographic": {member: "x" * most}}, {"Demographic": {member: "x" * (most + 1)}}, [member, str(most)])
        for member, most in {"AppVersion": 50, "Make": 50, "Model": 100, "ModelVersion": 50, "Platform": 50, "PlatformVersion": 50}.items()
    ],
    *[
        Row(member, "put_endpoint", {"Location": {member: "x" * 75}}, {"Location": {member: "x" * 76}}, [member, "75"])
        for member in ("City", "Region")
    ],
    Row("endpoints of a batch", "put_batch", {"count": 100}, {"count": 101}, ["Item", "100"]),
]
SEGMENTS = [
    Row("dimensions", "create_segment", dimensions(100), dimensions(101), ["Dimensions", "100"]),
    Row("length of a criterion", "create_segment", dimensions(1, 100), dimensions(1, 101), ["Dimensions", "100"]),
    Row("groups", "create_segment", groups(5), groups(6), ["SegmentGroups.Groups", "5"]),
    Row("segment's name", "create_segment", {"Name": "x" * 128}, {"Name": "x" * 129}, ["Name", "128"]),
]
CAMPAIGNS = [
    Row("treatments", "create_campaign", {"AdditionalTreatments": [{"SizePercent": 1}] * 4}, {"AdditionalTreatments": [{"SizePercent": 1}] * 5}, ["AdditionalTreatments", "4"]),
    *[
        Row(f"limit {name} {value}", "create_campaign", {"Limits": {name: value}}, {"Limits": {name: beyond}}, [f"Limits.{name}"])
        for name, value, beyond in [
            ("Daily", 100, 101), ("Daily", 0, -1), ("Total", 100, 101), ("Session", 10, 11), ("MessagesPerSecond", 20_000, 20_001),
            ("MessagesPerSecond", 1, -1), ("MaximumDuration", 60, 59), ("MaximumDuration", 0, -1),
        ]
    ],
    Row("in-app daily", "create_campaign", in_app_limits(Daily=10), in_app_limits(Daily=11), ["Limits.Daily", "10"]),
    Row("in-app total", "create_campaign", in_app_limits(Total=10), in_app_limits(Total=11), ["Limits.Total", "10"]),
    Row("push body", "create_campaign", message(GCMMessage={"Body": "x" * 200}), message(GCMMessage={"Body": "x" * 201}), ["GCMMessage.Body", "200"]),
    Row("SMS body", "create_campaign", message(SMSMessage={"Body": "x" * 1600}), message(SMSMessage={"Body": "x" * 1601}), ["SMSMessage.Body", "1600"]),
    Row(
        "custom data", "create_campaign",
        {**message(CustomMessage={"Data": "x" * 5120}), "CustomDeliveryConfiguration": {"DeliveryUri": "deliver"}},
        {**message(CustomMessage={"Data": "x" * 5121}), "CustomDeliveryConfiguration": {"DeliveryUri": "deliver"}},
        ["CustomMessage.Data", "5120"],
    ),
    Row("inline email", "create_campaign", letter(Title="t", Body="", HtmlBody="x" * 204_799), letter(Title="t", Body="", HtmlBody="x" * 204_800), ["EmailMessage", "204800"]),
    Row("headers", "create_campaign", letter(Headers=[{"Name": f"X-{i}", "Value": "v"} for i in range(15)]), letter(Headers=[{"Name": f"X-{i}", "Value": "v"} for i in range(16)]), ["Headers", "15"]),
    Row("header's name", "create_campaign", letter(Headers=[{"Name": "X" * 126, "Value": "v"}]), letter(Headers=[{"Name": "X" * 127, "Value": "v"}]), ["Headers[0].Name", "126"]),
    Row("header's value", "create_campaign", letter(Headers=[{"Name": "X", "Value": "v" * 870}]), letter(Headers=[{"Name": "X", "Value": "v" * 871}]), ["Headers[0].Value", "870"]),
    Row("priority", "create_campaign", {"Priority": 5}, {"Priority": 6}, ["Priority", "5"]),
    Row("in-app header", "create_campaign", in_app(HeaderConfig=text(64)), in_app(HeaderConfig=text(65)), ["Content[0].HeaderConfig.Header", "64"]),
    Row("in-app body", "create_campaign", in_app(BodyConfig=body(150)), in_app(BodyConfig=body(151)), ["Content[0].BodyConfig.Body", "150"]),
    Row("in-app button", "create_campaign", in_app(PrimaryBtn=button(64)), in_app(PrimaryBtn=button(65)), ["PrimaryBtn.DefaultConfig.Text", "64"]),
    Row("in-app contents", "create_campaign", message(InAppMessage={"Content": [{}] * 5}), message(InAppMessage={"Content": [{}] * 6}), ["InAppMessage.Content", "5"]),
    Row(
        "in-app pairs", "create_campaign", message(InAppMessage={"CustomConfig": {str(i): "" for i in range(10)}}),
        message(InAppMessage={"CustomConfig": {str(i): "" for i in range(11)}}), ["InAppMessage.CustomConfig", "10"],
    ),
    Row("campaign's name", "create_campaign", {"Name": "x" * 128}, {"Name": "x" * 129}, ["Name", "128"]),
    Row("campaign's description", "create_campaign", {"Description": "x" * 500}, {"Description": "x" * 501}, ["Description", "500"]),
]
SETTINGS = [
    *[
        Row(f"settings {name} {value}", "update_settings", {"Limits": {name: value}}, {"Limits": {name: beyond}}, [f"Limits.{name}"])
        for name, value, beyond in [
            ("Daily", 100, 101), ("Total", 100, 101), ("Session", 10, 11), ("MessagesPerSecond", 20_000, 20_001), ("MaximumDuration", 60, 59),
        ]
    ],
    *[
        Row(f"settings {name}", "update_settings", {"JourneyLimits": {name: 100}}, {"JourneyLimits": {name: 101}}, [name, "100"])
        for name in ("DailyCap", "TotalCap")
    ],
    Row(
        "settings TimeframeCap", "update_settings", {"JourneyLimits": {"TimeframeCap": {"Cap": 100, "Days": 30}}},
        {"JourneyLimits": {"TimeframeCap": {"Cap": 100, "Days": 31}}}, ["TimeframeCap.Days", "30"],
    ),
]
OTHERS = [
    Row("app's name", "create_app", {"name": "x" * 64}, {"name": "x" * 65}, ["Name", "64"]),
    Row("tags", "create_app", {"tags": {f"k{i}": "" for i in range(50)}}, {"tags": {f"k{i}": "" for i in range(51)}}, ["tags", "50"]),
    Row("tag's key", "tag", {"k" * 128: ""}, {"k" * 129: ""}, ["128"]),
    Row("tag's value", "tag", {"k": "v" * 256}, {"k": "v" * 257}, ["256"]),
]
ROWS = ENDPOINTS + SEGMENTS + CAMPAIGNS + SETTINGS + OTHERS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_limit_is_accepted_and_one_beyond_is_refused(app, row):
    make = globals()[row.make]
    make(app, row.fits)
    with refused(BAD_REQUEST, *row.words):
        make(app, row.beyond)


@pytest.fixture(scope="module")
def lowered():
    runner = Runner()
    runner.arguments += [word for name, value in LOWERED.items() for word in ("--quota", f"{name}={value}")]
    with runner:
        yield runner


@pytest.fixture
def small(lowered):
    """An app where little is allowed."""
    made = App.create(lowered.client())
    yield made
    made.delete()


def beyond_lowered(name):
    return str(LOWERED[name])


def test_apps(small):
    more = [App.create(small.pinpoint) for _ in range(LOWERED["apps"] - 1)]
    with refused(BAD_REQUEST, "apps", "3"):
        App.create(small.pinpoint)
    for app in more:
        app.delete()


def test_active_campaigns_of_the_account(small):
    other = App.create(small.pinpoint)
    segments = {app.id: app.create_segment()["Id"] for app in (small, other)}
    campaigns = [(app, app.create_campaign(segments[app.id])["Id"]) for app in (small, other) * 2]
    with refused(BAD_REQUEST, "active campaigns", "4"):
        small.create_campaign(segments[small.id])
    app, campaign = campaigns.pop()
    app.update_campaign(campaign, IsPaused=True)
    campaigns.append((small, small.create_campaign(segments[small.id])["Id"]))
    with refused(BAD_REQUEST, "active campaigns", "4"):
        app.update_campaign(campaign, IsPaused=False)
    for app, campaign in campaigns:
        app.delete_campaign(campaign)
    other.delete()


@pytest.mark.parametrize(("frequency", "quota"), [("EVENT", "event_campaigns"), ("IN_APP_EVENT", "in_app_campaigns")])
def test_campaigns_that_events_trigger(small, frequency, quota):
    segment = small.create_segment()["Id"]
    schedule = {"StartTime": LATER, "Frequency": frequency, "EventFilter": EVENTS}
    made = [small.create_campaign(segment, Schedule=schedule)["Id"] for _ in range(LOWERED[quota])]
    with refused(BAD_REQUEST, "Schedule.Frequency", str(LOWERED[quota]), frequency):
        small.create_campaign(segment, Schedule=schedule)
    for campaign in made:
        small.delete_campaign(campaign)


def test_what_ended_counts_no_more(small, lowered):
    segment = small.create_segment()["Id"]
    small.put_email()
    for _ in range(LOWERED["active_campaigns"] + 1):
        small.create_campaign(segment, Schedule={"StartTime": "IMMEDIATE"})
        lowered.drain()


def test_endpoints_of_a_user(small):
    for i in range(LOWERED["endpoints_per_user"]):
        small.put_email_endpoint(f"e{i}", User={"UserId": "u"})
    with refused(BAD_REQUEST, "Exceeded maximum endpoint per user count", "2"):
        small.put_email_endpoint("one-more", User={"UserId": "u"})


def test_sources_of_a_segment(app):
    sources = [{"Id": app.create_segment()["Id"]} for _ in range(6)]
    app.create_segment(SegmentGroups={"Groups": [{"SourceSegments": sources[:5], "Dimensions": [{}]}]})
    with refused(BAD_REQUEST, "SegmentGroups", "5"):
        app.create_segment(SegmentGroups={"Groups": [{"SourceSegments": sources, "Dimensions": [{}]}]})


def test_a_chain_of_segments(small):
    source = small.create_segment()["Id"]
    for _ in range(LOWERED["segment_depth"]):
        source, below = small.create_segment(SegmentGroups={"Groups": [{"SourceSegments": [{"Id": source}], "Dimensions": [{}]}]})["Id"], source
    with refused(BAD_REQUEST, "SegmentGroups", "2"):
        small.create_segment(SegmentGroups={"Groups": [{"SourceSegments": [{"Id": source}], "Dimensions": [{}]}]})


def test_the_size_of_a_request(small, lowered):
    empty = len(json.dumps({"Name": ""}))
    for size, status in [(LOWERED["payload_bytes"], 400), (LOWERED["payload_bytes"] + 1, 413)]:
        answer = lowered.request("POST", "/v1/apps", json.dumps({"Name": "x" * (size - empty)}).encode())
        assert answer[0] == status, answer
    assert str(LOWERED["payload_bytes"]) in answer[2]["Message"]


def test_rates():
    runner = Runner(clock="manual")
    runner.arguments += ["--quota", "rates.GetApps=2"]
    with runner:
        answers = [runner.request("GET", "/v1/apps")[0] for _ in range(3)]
        assert answers == [200, 200, 429]
        assert runner.request("GET", "/v1/templates")[0] == 200
        runner.advance("PT1S")
        assert runner.request("GET", "/v1/apps")[0] == 200
