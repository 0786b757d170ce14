"""Events that apps report: each has its answer, and each that is accepted is on the stream."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from support.calls import ABSENT, BAD_REQUEST, NOT_FOUND, refused

ACCEPTED = {"StatusCode": 202, "Message": "Accepted"}


def moment(**ago):
    return (datetime.now(UTC) - timedelta(**ago)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def event(kind="opened", **members):
    return {"EventType": kind, "Timestamp": moment(), **members}


def put(app, **batch):
    answer = app.pinpoint.put_events(ApplicationId=app.id, EventsRequest={"BatchItem": batch})
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 202
    return answer["EventsResponse"]["Results"]


def one(app, sent, id="e1"):
    """The answer to one event."""
    return put(app, **{id: {"Endpoint": {}, "Events": {"1": sent}}})[id]["EventsItemResponse"]["1"]


def streamed(runner, app):
    status, _, listing = runner.request("GET", f"/local/events?app={app.id}&limit=1000")
    assert status == 200
    return [(listed["partition_key"], listed["record"]) for listed in listing["events"]]


def test_what_an_app_reports_is_on_the_stream(runner, app):
    session = {"Id": "s-1", "StartTimestamp": moment(minutes=2), "StopTimestamp": moment(minutes=1), "Duration": 60000}
    demographic = {"AppVersion": "3.2", "Locale": "en_US", "Make": "m", "Model": "n", "Platform": "ANDROID", "PlatformVersion": "14"}
    sent = event(
        "_session.stop", Session=session, Attributes={"page": "start"}, Metrics={"seconds": 1.5}, SdkName="sdk", ClientSdkVersion="1",
        AppPackageName="com.example", AppTitle="Shop", AppVersionCode="32",
    )
    endpoint = {"ChannelType": "GCM", "Address": "token", "Demographic": demographic, "User": {"UserId": "u1"}}
    answer = put(app, Phone={"Endpoint": endpoint, "Events": {"1": sent}})
    assert answer == {"Phone": {"EndpointItemResponse": ACCEPTED, "EventsItemResponse": {"1": ACCEPTED}}}
    assert app.endpoint("phone")["User"] == {"UserId": "u1"}
    (key, record), = streamed(runner, app)
    assert key == "phone" and record["client"] == {"client_id": "Phone"}
    assert (record["event_type"], record["event_version"]) == ("_session.stop", "3.0")
    assert record["arrival_timestamp"] >= record["event_timestamp"] > 1.7e12
    assert (record["attributes"], record["metrics"]) == ({"page": "start"}, {"seconds": 1.5})
    assert record["session"]["session_id"] == "s-1"
    assert record["session"]["stop_timestamp"] - record["session"]["start_timestamp"] in range(59_000, 61_000)
    assert record["application"] == {
        "app_id": app.id, "package_name": "com.example", "sdk": {"name": "sdk", "version": "1"}, "title": "Shop",
        "version_code": "32", "version_name": "3.2",
    }
    assert record["device"] == {
        "locale": {"code": "en_US", "country": "US", "language": "en"}, "make": "m", "model": "n",
        "platform": {"name": "ANDROID", "version": "14"},
    }


def test_an_event_without_anything_has_an_owner(runner, app):
    put(app, new={"Endpoint": {}, "Events": {"1": event()}})
    made = app.endpoint("new")
    assert made["OptOut"] == "ALL" and "Address" not in made
    put(app, new={"Endpoint": {}, "Events": {"2": event()}})
    assert app.endpoint("new") == made, "nothing was said of the endpoint"
    assert [record["event_type"] for _, record in streamed(runner, app)] == ["opened", "opened"]


def test_an_endpoint_alone_is_no_event(runner, app):
    assert put(app, e1={"Endpoint": {"ChannelType": "CUSTOM", "Address": "x"}, "Events": {}}) == {
        "e1": {"EndpointItemResponse": ACCEPTED, "EventsItemResponse": {}}
    }
    assert app.endpoint("e1")["Address"] == "x" and streamed(runner, app) == []
    assert put(app) == {}


@pytest.mark.parametrize(("sent", "words"), [
    (event(""), ["EventType", "128"]),
    (event("x" * 129), ["EventType", "128"]),
    (event(Timestamp="now"), ["Timestamp", "ISO 8601"]),
    (event(Timestamp=moment(days=31)), ["Timestamp", "30 days"]),
    (event(Timestamp=moment(days=-2)), ["Timestamp", "1 day"]),
    (event(Attributes={f"k{i}": "v" for i in range(30)}, Metrics={f"k{i}": 1 for i in range(11)}), ["Attributes", "40"]),
    (event(Attributes={"k" * 51: "v"}), ["Attributes", "50"]),
    (event(Attributes={"k": "v" * 201}), ["Attributes.k", "200"]),
    (event(Metrics={"k" * 51: 1}), ["Metrics", "50"]),
    (event(AppTitle="x" * 1_024_000), ["Event", "1024000"]),
    (event(Session={"Id": "s", "StartTimestamp": "soon"}), ["Session.StartTimestamp", "ISO 8601"]),
], ids=lambda value: str(value)[:30])
def test_an_event_that_breaks_a_rule_does_not_spoil_the_others(runner, app, sent, words):
    answer = put(app, e1={"Endpoint": {}, "Events": {"bad": sent, "good": event()}})["e1"]
    assert answer["EndpointItemResponse"] == answer["EventsItemResponse"]["good"] == ACCEPTED
    refusal = answer["EventsItemResponse"]["bad"]
    assert refusal["StatusCode"] == 400 and all(word in refusal["Message"] for word in words), refusal
    assert len(streamed(runner, app)) == 1


@pytest.mark.parametrize("sent", [
    event("_userauth.sign_in"),
    event("a name with blanks, é"),
    event(Timestamp=moment(days=29)),
    event(Timestamp=moment(hours=-23)),
    event(Attributes={f"k{i}": "v" for i in range(20)}, Metrics={f"k{i}": 1 for i in range(20)}),
    event(Attributes={"k" * 50: "é" * 200}),
])
def test_what_just_fits(app, sent):
    assert one(app, sent) == ACCEPTED


def test_a_refused_endpoint_does_not_hold_up_its_events(runner, app):
    for i in range(15):
        app.put_email_endpoint(f"old{i}", User={"UserId": "u"})
    endpoint = {"ChannelType": "EMAIL", "Address": "new@example.com", "User": {"UserId": "u"}}
    answer = put(app, new={"Endpoint": endpoint, "Events": {"1": event()}}, other={"Endpoint": {"OptOut": "ALL"}, "Events": {}})
    assert answer["new"] == {
        "EndpointItemResponse": {"StatusCode": 400, "Message": "Exceeded maximum endpoint per user count: 15"},
        "EventsItemResponse": {"1": ACCEPTED},
    }
    assert answer["other"]["EndpointItemResponse"] == ACCEPTED and app.endpoint("other")["OptOut"] == "ALL"
    assert len(streamed(runner, app)) == 1
    with refused(NOT_FOUND):
        app.endpoint("new")


def test_an_id_that_no_endpoint_can_have(runner, app):
    answer = put(app, **{"{x}": {"Endpoint": {}, "Events": {"1": event()}}})["{x}"]
    assert answer["EndpointItemResponse"] == answer["EventsItemResponse"]["1"]
    assert answer["EndpointItemResponse"]["StatusCode"] == 400 and streamed(runner, app) == []


def test_a_request_has_bounds(runner, app):
    assert len(put(app, e1={"Endpoint": {}, "Events": {str(i): event() for i in range(100)}})["e1"]["EventsItemResponse"]) == 100
    with refused(BAD_REQUEST, "BatchItem", "100"):
        put(app, e1={"Endpoint": {}, "Events": {str(i): event() for i in range(101)}})
    with refused(NOT_FOUND, "Application not found"):
        app.pinpoint.put_events(ApplicationId=ABSENT, EventsRequest={"BatchItem": {}})
    status, headers, _ = runner.request("POST", f"/v1/apps/{app.id}/events", b" " * (4 * 1024 * 1024 + 1))
    assert (status, headers["x-amzn-ErrorType"]) == (413, "PayloadTooLargeException")
    assert len(streamed(runner, app)) == 100


def test_the_path_of_browsers(runner, app):
    body = json.dumps({"BatchItem": {"e1": {"Endpoint": {}, "Events": {"1": event("_session.stop")}}}}).encode()
    for path in ("events", "events/legacy", "events/legacy/"):
        status, _, answer = runner.request("POST", f"/v1/apps/{app.id}/{path}", body)
        assert status == 202 and answer["Results"]["e1"]["EventsItemResponse"]["1"] == ACCEPTED, path
    assert len(streamed(runner, app)) == 3
    status, headers, _ = runner.request("GET", f"/v1/apps/{app.id}/events/legacy")
    assert (status, headers["x-amzn-ErrorType"]) == (405, "MethodNotAllowedException")
