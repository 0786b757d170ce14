"""Where an app streams its events to: set as a whole, answered, forgotten."""

import pytest
from support.app import App
from support.calls import ABSENT, BAD_REQUEST, DATE, NOT_FOUND, refused

ROLE = "arn:aws:iam::123456789012:role/stream"
KINESIS = "arn:aws:kinesis:us-east-1:123456789012:stream/events"
FIREHOSE = "arn:aws:firehose:us-east-1:123456789012:deliverystream/events"


def put(app, destination=KINESIS, role=ROLE):
    request = {"DestinationStreamArn": destination, "RoleArn": role}
    return app.pinpoint.put_event_stream(ApplicationId=app.id, WriteEventStream=request)["EventStream"]


def get(app):
    return app.pinpoint.get_event_stream(ApplicationId=app.id)["EventStream"]


def delete(app):
    return app.pinpoint.delete_event_stream(ApplicationId=app.id)["EventStream"]


def test_from_setting_to_forgetting(app):
    for call in (get, delete):
        with refused(NOT_FOUND):
            call(app)
    first = put(app)
    assert first == get(app)
    assert DATE.fullmatch(first.pop("LastModifiedDate"))
    assert first == {"ApplicationId": app.id, "DestinationStreamArn": KINESIS, "RoleArn": ROLE}
    second = put(app, FIREHOSE)
    assert second["DestinationStreamArn"] == FIREHOSE and second == get(app)
    assert delete(app) == second
    for call in (get, delete):
        with refused(NOT_FOUND):
            call(app)


@pytest.mark.parametrize(("destination", "role", "words"), [
    ("events", ROLE, ["DestinationStreamArn", "Kinesis"]),
    ("arn:aws:sqs:us-east-1:123456789012:events", ROLE, ["DestinationStreamArn", "Firehose"]),
    ("arn:aws-cn:kinesis:cn-north-1:123456789012:stream/events", ROLE, ["DestinationStreamArn", "partition"]),
    (KINESIS, "stream", ["RoleArn", "arn:aws:iam::"]),
])
def test_what_is_no_destination(app, destination, role, words):
    before = put(app)
    with refused(BAD_REQUEST, *words):
        put(app, destination, role)
    assert get(app) == before


@pytest.mark.parametrize("call", [get, put, delete])
def test_an_absent_app_has_none(pinpoint, call):
    with refused(NOT_FOUND, "Application not found"):
        call(App(pinpoint, ABSENT))
