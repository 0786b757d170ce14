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
    """What happened, in Pinpoint's format."""
    return runner.events(app=app.id)


def own_id(record):
    """The id that the app gave it."""
    return record["event_id"].split("/", 2)[2]


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
    record, = streamed(runner, app)
    assert record["client"] == {"client_id": "Phone"} and record["event_id"] == f"{app.id}/phone/1"
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
    runner.drain()
    made = app.endpoint("new")
    assert made["OptOut"] == "ALL" and "Address" not in made
    put(app, new={"Endpoint": {}, "Events": {"2": event()}})
    runner.drain()
    assert app.endpoint("new") == made, "nothing was said of the endpoint"
    assert [record["event_type"] for record in streamed(runner, app)] == ["opened", "opened"]


def test_an_endpoint_of_which_nothing_is_said_stays_as_it_is(runner, app):
    app.put_email_endpoint("e1")
    before = app.endpoint("e1")
    put(app, e1={"Endpoint": {}, "Events": {"1": event()}})
    put(app, e1={"Endpoint": {}, "Events": {"2": event()}})
    assert [own_id(record) for record in streamed(runner, app)] == ["1", "2"]
    assert app.endpoint("e1") == before


def test_what_is_told_again_counts_once(runner, app):
    batch = {"e1": {"Endpoint": {}, "Events": {"1": event(), "2": event()}}}
    put(app, **batch)
    put(app, **batch)
    put(app, e1={"Endpoint": {}, "Events": {"2": event(), "3": event()}})
    put(app, e2={"Endpoint": {}, "Events": {"1": event()}})
    assert sorted(record["event_id"] for record in streamed(runner, app)) == [
        f"{app.id}/e1/1", f"{app.id}/e1/2", f"{app.id}/e1/3", f"{app.id}/e2/1",
    ]


def test_an_endpoint_that_is_sent_again_as_it_is_is_not_stored_again(app):
    part = {"ChannelType": "CUSTOM", "Address": "x", "Attributes": {"plan": ["gold"]}, "User": {"UserId": "u"}}
    put(app, e1={"Endpoint": part, "Events": {}})
    before = app.endpoint("e1")
    assert put(app, e1={"Endpoint": part, "Events": {"1": event()}})["e1"]["EndpointItemResponse"] == ACCEPTED
    assert app.endpoint("e1") == before, "not even its date"
    put(app, e1={"Endpoint": {**part, "Attributes": {"plan": ["silver"]}}, "Events": {}})
    after = app.endpoint("e1")
    assert after["Attributes"] == {"plan": ["silver"]} and after["EffectiveDate"] > before["EffectiveDate"]


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
    (event(Session={"Id": "", "StartTimestamp": moment()}), ["Session.Id", "256"]),
    (event(Session={"Id": "s", "StartTimestamp": moment(), "StopTimestamp": "late"}), ["Session.StopTimestamp", "ISO 8601"]),
    (event("a\nb"), ["EventType", "control"]),
    *((event(kind), ["EventType", "reserved"]) for kind in (
        "_campaign.send", "_journey.send", "_journey.step", "_custom.delivered", "_email.send", "_email.click", "_SMS.BUFFERED", "_SMS.SUCCESS",
    )),
], ids=lambda value: str(value)[:30])
def test_an_event_that_breaks_a_rule_does_not_spoil_the_others(runner, app, sent, words):
    answer = put(app, e1={"Endpoint": {}, "Events": {"bad": sent, "good": event()}})["e1"]
    assert answer["EndpointItemResponse"] == answer["EventsItemResponse"]["good"] == ACCEPTED
    refusal = answer["EventsItemResponse"]["bad"]
    assert refusal["StatusCode"] == 400 and all(word in refusal["Message"] for word in words), refusal
    assert [own_id(record) for record in streamed(runner, app)] == ["good"]


WRONG_EVENTS = [
    ({}, "EventType: required"),
    ({"EventType": "a"}, "Timestamp: required"),
    ({"EventType": 1}, "EventType: expected a string, found an integer"),
    ({"EventType": None}, "EventType: expected a string, found null"),
    ({"EventType": "a", "Timestamp": 1777629600000}, "Timestamp: expected a string, found an integer"),
    ({"EventType": "a", "Timestamp": 1.5}, "Timestamp: expected a string, found a number with a fraction"),
    ({"Attributes": ["k"]}, "Attributes: expected an object, found a list"),
    ({"Attributes": "k"}, "Attributes: expected an object, found a string"),
    ({"Attributes": {"k": 1}}, "Attributes.k: expected a string, found an integer"),
    ({"Attributes": {"k": ["v"]}}, "Attributes.k: expected a string, found a list"),
    ({"Attributes": {"k": None}}, "Attributes.k: expected a string, found null"),
    ({"Metrics": []}, "Metrics: expected an object, found a list"),
    ({"Metrics": {"k": "1"}}, "Metrics.k: expected a number, found a string"),
    ({"Metrics": {"k": None}}, "Metrics.k: expected a number, found null"),
    ({"AppTitle": {}}, "AppTitle: expected a string, found an object"),
    ({"SdkName": True}, "SdkName: expected a string, found a boolean"),
    ({"Session": []}, "Session: expected an object, found a list"),
    ({"Session": "s"}, "Session: expected an object, found a string"),
    ({"Session": {}}, "Session.Id: required"),
    ({"Session": {"Id": "s"}}, "Session.StartTimestamp: required"),
    ({"Session": {"Id": "s", "StartTimestamp": "x", "Duration": "1"}}, "Session.Duration: expected an integer"),
    ([], "Event: expected an object, found a list"),
    (None, "Event: expected an object, found null"),
    ("opened", "Event: expected an object, found a string"),
    (7, "Event: expected an object, found an integer"),
]


@pytest.mark.parametrize(("wrong", "message"), WRONG_EVENTS, ids=lambda value: str(value)[:40])
def test_an_event_of_another_shape_is_refused_by_itself(runner, app, wrong, message):
    batch = {"BatchItem": {"e1": {"Endpoint": {}, "Events": {"bad": wrong, "good": event()}}, "e2": {"Endpoint": {}, "Events": {"1": event()}}}}
    status, _, answer = runner.request("POST", f"/v1/apps/{app.id}/events", json.dumps(batch).encode())
    assert status == 202
    items = answer["Results"]["e1"]["EventsItemResponse"]
    assert items["bad"]["StatusCode"] == 400 and items["bad"]["Message"].startswith(message), items
    assert items["good"] == answer["Results"]["e1"]["EndpointItemResponse"] == answer["Results"]["e2"]["EventsItemResponse"]["1"] == ACCEPTED
    assert [own_id(record) for record in streamed(runner, app)] == ["good", "1"]


WRONG_PARTS = [
    ({"Endpoint": 5}, "Endpoint: expected an object, found an integer"),
    ({"Endpoint": []}, "Endpoint: expected an object, found a list"),
    ({}, "Endpoint: required"),
    ({"Endpoint": {"Address": 5}}, "Address: expected a string, found an integer"),
    ({"Endpoint": {"ChannelType": "PIGEON"}}, "ChannelType: unknown value"),
    ({"Endpoint": {"Attributes": {"a": [1]}}}, "Attributes.a[0]: expected a string, found an integer"),
    ({"Endpoint": {"Metrics": {"a": "1"}}}, "Metrics.a: expected a number, found a string"),
    ({"Endpoint": {"User": "u"}}, "User: expected an object, found a string"),
    ({"Endpoint": {"OptOut": "SOME"}}, "OptOut: "),
    ({"Endpoint": {"Address": "x"}}, "Missing ChannelType"),
]


@pytest.mark.parametrize(("wrong", "message"), WRONG_PARTS, ids=lambda value: str(value)[:40])
def test_a_wrong_endpoint_part_is_refused_by_itself(runner, app, wrong, message):
    good = {"Endpoint": {"ChannelType": "CUSTOM", "Address": "x"}, "Events": {}}
    batch = {"BatchItem": {"bad": {**wrong, "Events": {"1": event()}}, "good": good}}
    status, _, answer = runner.request("POST", f"/v1/apps/{app.id}/events", json.dumps(batch).encode())
    assert status == 202
    refusal = answer["Results"]["bad"]["EndpointItemResponse"]
    assert refusal["StatusCode"] == 400 and refusal["Message"].startswith(message), refusal
    assert answer["Results"]["bad"]["EventsItemResponse"] == {"1": ACCEPTED}
    assert answer["Results"]["good"]["EndpointItemResponse"] == ACCEPTED and app.endpoint("good")["Address"] == "x"
    assert [own_id(record) for record in streamed(runner, app)] == ["1"]


@pytest.mark.parametrize(("wrong", "message"), [
    ({"Endpoint": {}}, "Events: required"),
    ({"Endpoint": {}, "Events": []}, "Events: expected an object, found a list"),
    ([], "EventsBatch: expected an object, found a list"),
], ids=str)
def test_an_entry_without_events_is_refused_by_itself(runner, app, wrong, message):
    batch = {"BatchItem": {"bad": wrong, "good": {"Endpoint": {}, "Events": {"1": event()}}}}
    status, _, answer = runner.request("POST", f"/v1/apps/{app.id}/events", json.dumps(batch).encode())
    assert status == 202
    refused_part = {"StatusCode": 400, "Message": message}
    assert answer["Results"]["bad"] == {"EndpointItemResponse": refused_part, "EventsItemResponse": {}}
    assert answer["Results"]["good"]["EventsItemResponse"] == {"1": ACCEPTED}


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
    assert "Address" not in app.endpoint("new"), "there for its events, with nothing of what was refused"


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
    assert len(streamed(runner, app)) == 1, "three times the same event"
    status, headers, _ = runner.request("GET", f"/v1/apps/{app.id}/events/legacy")
    assert (status, headers["x-amzn-ErrorType"]) == (405, "MethodNotAllowedException")
