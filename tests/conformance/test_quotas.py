"""Every quota of the API: what is at the limit is accepted, one beyond is refused with the field and the number. Here are those of
endpoints, segments, settings, tags and events; those of content and those that count what is there have modules of their own."""

import json

import pytest
from botocore.exceptions import ClientError
from support.app import App
from support.calls import BAD_REQUEST, refused
from support.quotas import STORIES, Row, about, documented

from . import test_quotas_of_accounts, test_quotas_of_content
from .test_put_events import ACCEPTED, event, put

# Quotas that cannot be tested over the API, and why.
UNTESTED = {}


def put_endpoint(app, request):
    return app.put_email_endpoint("e1", **request)


def put_batch(app, request):
    return app.put_batch([{"Id": f"b{i}", "ChannelType": "EMAIL", "Address": f"b{i}@example.com"} for i in range(request["count"])])


def create_segment(app, request):
    return app.create_segment(**request)


def update_settings(app, request):
    return app.update_settings(**request)


def create_app(app, request):
    App.create(app.pinpoint, **request).delete()


def tag(app, request):
    return app.pinpoint.tag_resource(ResourceArn=app.get()["Arn"], TagsModel={"tags": request})


def put_event(app, request):
    """One event. Its refusal stands in the answer of a request that is accepted."""
    answer = put(app, e1={"Endpoint": {}, "Events": {"1": event(**request)}})["e1"]["EventsItemResponse"]["1"]
    if answer["StatusCode"] == 400:
        raise ClientError({"Error": {"Code": BAD_REQUEST, "Message": answer["Message"]}}, "PutEvents")
    assert answer == ACCEPTED


def put_events(app, request):
    put(app, e1={"Endpoint": {}, "Events": {str(i): event() for i in range(request["count"])}})


def attributes(count, values=("v",)):
    return {"Attributes": {f"n{i}": list(values) for i in range(count)}}


def dimensions(count, chars=1):
    return {"Dimensions": {"Attributes": {f"n{i}": {"Values": ["v" * chars]} for i in range(count)}}}


def groups(count):
    return {"SegmentGroups": {"Groups": [{"Dimensions": [{}]} for _ in range(count)]}}


def keys(metrics):
    """Twenty attributes of an event, and some metrics."""
    return {"Attributes": {f"k{i}": "v" for i in range(20)}, "Metrics": {f"k{i}": 1 for i in range(metrics)}}


def large(size):
    """What makes an event so large as boto3 writes it, blanks included."""
    return {"AppTitle": "x" * (size - len(json.dumps(event(AppTitle=""))))}


ENDPOINTS = [
    Row("address_chars", put_endpoint, {"Address": "x" * 1024}, {"Address": "x" * 1025}, ["Address", "1024"]),
    Row("endpoint_attribute_names", put_endpoint, attributes(250), attributes(251), ["250"]),
    Row("attribute_values", put_endpoint, attributes(1, ["v"] * 50), attributes(1, ["v"] * 51), ["Attributes.n0", "50"]),
    Row("attribute_name_chars", put_endpoint, {"Metrics": {"n" * 50: 1}}, {"Metrics": {"n" * 51: 1}}, ["Metrics", "50"]),
    Row("attribute_value_chars", put_endpoint, attributes(1, ["v" * 100]), attributes(1, ["v" * 101]), ["Attributes.n0[0]", "100"]),
    Row("endpoint_bytes", put_endpoint, attributes(3, ["v" * 90] * 45), attributes(4, ["v" * 90] * 45), ["15360"]),
    *[
        Row(member, put_endpoint, {"Demographic": {member: "x" * most}}, {"Demographic": {member: "x" * (most + 1)}}, [member, str(most)])
        for member, most in {"AppVersion": 50, "Make": 50, "Model": 100, "ModelVersion": 50, "Platform": 50, "PlatformVersion": 50}.items()
    ],
    *[
        Row(member, put_endpoint, {"Location": {member: "x" * 75}}, {"Location": {member: "x" * 76}}, [member, "75"])
        for member in ("City", "Region")
    ],
    Row("endpoints_per_batch", put_batch, {"count": 100}, {"count": 101}, ["Item", "100"]),
]
SEGMENTS = [
    Row("dimensions_per_segment", create_segment, dimensions(100), dimensions(101), ["Dimensions", "100"]),
    Row("attribute_value_chars of a criterion", create_segment, dimensions(1, 100), dimensions(1, 101), ["Dimensions", "100"]),
    Row("groups_per_segment", create_segment, groups(5), groups(6), ["SegmentGroups.Groups", "5"]),
    Row("name_chars of a segment", create_segment, {"Name": "x" * 128}, {"Name": "x" * 129}, ["Name", "128"]),
]
SETTINGS = [
    *[
        Row(f"settings {name} {value}", update_settings, {"Limits": {name: value}}, {"Limits": {name: beyond}}, [f"Limits.{name}"])
        for name, value, beyond in [
            ("Daily", 100, 101), ("Total", 100, 101), ("Session", 10, 11), ("MessagesPerSecond", 20_000, 20_001), ("MaximumDuration", 60, 59),
        ]
    ],
    *[
        Row(f"settings {name}", update_settings, {"JourneyLimits": {name: 100}}, {"JourneyLimits": {name: 101}}, [name, "100"])
        for name in ("DailyCap", "TotalCap")
    ],
    Row(
        "settings TimeframeCap", update_settings, {"JourneyLimits": {"TimeframeCap": {"Cap": 100, "Days": 30}}},
        {"JourneyLimits": {"TimeframeCap": {"Cap": 100, "Days": 31}}}, ["TimeframeCap.Days", "30"],
    ),
]
OTHERS = [
    Row("app_name_chars", create_app, {"name": "x" * 64}, {"name": "x" * 65}, ["Name", "64"]),
    Row("tags_per_resource", create_app, {"tags": {f"k{i}": "" for i in range(50)}}, {"tags": {f"k{i}": "" for i in range(51)}}, ["tags", "50"]),
    Row("tag's key", tag, {"k" * 128: ""}, {"k" * 129: ""}, ["128"]),
    Row("tag's value", tag, {"k": "v" * 256}, {"k": "v" * 257}, ["256"]),
]
EVENTS = [
    Row("events_per_request", put_events, {"count": 100}, {"count": 101}, ["BatchItem", "100"]),
    Row("event_keys", put_event, keys(20), keys(21), ["Attributes", "40"]),
    Row("event_key_chars", put_event, {"Attributes": {"k" * 50: "v"}}, {"Attributes": {"k" * 51: "v"}}, ["Attributes", "50"]),
    Row("event_key_chars of a metric", put_event, {"Metrics": {"k" * 50: 1}}, {"Metrics": {"k" * 51: 1}}, ["Metrics", "50"]),
    Row("event_value_chars", put_event, {"Attributes": {"k": "é" * 200}}, {"Attributes": {"k": "é" * 201}}, ["Attributes.k", "200"]),
    Row("event_bytes", put_event, large(1_024_000), large(1_024_001), ["Event", "1024000"]),
    Row("type of an event", put_event, {"kind": "x" * 128}, {"kind": "x" * 129}, ["EventType", "128"]),
]
ROWS = ENDPOINTS + SEGMENTS + SETTINGS + OTHERS + EVENTS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_limit_is_accepted_and_one_beyond_is_refused(app, row):
    row.check(app)


@about("sources_per_segment")
def test_sources_of_a_segment(app):
    sources = [{"Id": app.create_segment()["Id"]} for _ in range(6)]
    app.create_segment(SegmentGroups={"Groups": [{"SourceSegments": sources[:5], "Dimensions": [{}]}]})
    with refused(BAD_REQUEST, "SegmentGroups", "5"):
        app.create_segment(SegmentGroups={"Groups": [{"SourceSegments": sources, "Dimensions": [{}]}]})


@about("put_events_bytes")
def test_the_size_of_a_request_of_events(app, runner):
    most, body = documented()["put_events_bytes"], json.dumps({"BatchItem": {}}).encode()
    for size, status in [(most, 202), (most + 1, 413)]:
        answer = runner.request("POST", f"/v1/apps/{app.id}/events", body + b" " * (size - len(body)))
        assert answer[0] == status, answer
    assert str(most) in answer[2]["Message"]


def test_every_documented_quota_is_tested():
    rows = ROWS + test_quotas_of_content.ROWS
    tested = {row.name.split(" ")[0] for row in rows} | STORIES
    assert set(documented()) - tested == set(UNTESTED), "a quota without a row, or a reason that no longer holds"
    assert set(test_quotas_of_accounts.LOWERED) <= STORIES, "lowered, and not tested"
