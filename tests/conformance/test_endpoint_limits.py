"""What an endpoint may hold: everything up to its limit, and nothing beyond."""

import pytest
from support.calls import BAD_REQUEST, NOT_FOUND, accepted, refused


def names(count, value=()):
    return {f"name-{i:03}": list(value) for i in range(count)}


AT_THE_LIMIT = [
    {"Address": "x" * 1024},
    {"Attributes": {"n" * 50: ["v" * 100] * 50}},
    {"Attributes": {"é" * 50: ["é" * 100]}},
    {"Attributes": names(250)},
    {"Attributes": names(100), "Metrics": {f"m{i}": i for i in range(100)}, "User": {"UserId": "u", "UserAttributes": names(50)}},
    {"Demographic": {member: "x" * 50 for member in ("AppVersion", "Make", "ModelVersion", "Platform", "PlatformVersion")}},
    {"Demographic": {"Model": "x" * 100}},
    {"Location": {"City": "x" * 75, "Region": "x" * 75}},
    {"Location": {"Latitude": 90.0, "Longitude": -180.0}},
]


@pytest.mark.parametrize("request_", AT_THE_LIMIT, ids=range(len(AT_THE_LIMIT)))
def test_what_just_fits(app, request_):
    assert accepted(app.put_email_endpoint("e1", **request_))
    assert app.endpoint("e1")["Id"] == "e1"


BEYOND = [
    ({"Address": ""}, ["Address", "empty"]),
    ({"Address": "x" * 1025}, ["Address", "1024"]),
    ({"OptOut": "SOME"}, ["OptOut", "ALL or NONE"]),
    ({"OptOut": "all"}, ["OptOut", "ALL or NONE"]),
    ({"EndpointStatus": "SLEEPING"}, ["EndpointStatus", "ACTIVE or INACTIVE"]),
    ({"ChannelType": "FAX"}, ["ChannelType", "IN_APP"]),
    ({"EffectiveDate": "yesterday"}, ["EffectiveDate", "ISO 8601"]),
    ({"EffectiveDate": "2026-13-01T00:00:00Z"}, ["EffectiveDate", "ISO 8601"]),
    ({"Attributes": {"": ["x"]}}, ["Attributes"]),
    ({"Attributes": {"n" * 51: ["x"]}}, ["Attributes", "50"]),
    ({"Attributes": {"plan": ["v" * 101]}}, ["Attributes.plan[0]", "100"]),
    ({"Attributes": {"plan": ["v"] * 51}}, ["Attributes.plan", "50"]),
    ({"Attributes": names(251)}, ["Attributes", "250"]),
    ({"Attributes": names(150), "Metrics": {f"m{i}": i for i in range(101)}}, ["Metrics", "250"]),
    ({"Attributes": names(5, ["v" * 100] * 40)}, ["15360"]),
    ({"User": {"UserAttributes": {"n" * 51: ["x"]}}}, ["User.UserAttributes", "50"]),
    ({"User": {"UserId": "u", "UserAttributes": {"city": ["v" * 101]}}}, ["User.UserAttributes.city[0]", "100"]),
    ({"Metrics": {"n" * 51: 1}}, ["Metrics", "50"]),
    ({"Demographic": {"Make": "x" * 51}}, ["Demographic.Make", "50"]),
    ({"Demographic": {"Model": "x" * 101}}, ["Demographic.Model", "100"]),
    ({"Demographic": {"PlatformVersion": "x" * 51}}, ["Demographic.PlatformVersion", "50"]),
    ({"Location": {"City": "x" * 76}}, ["Location.City", "75"]),
    ({"Location": {"Region": "x" * 76}}, ["Location.Region", "75"]),
    ({"Location": {"Latitude": 1.0}}, ["Location.Longitude", "together"]),
    ({"Location": {"Longitude": 1.0}}, ["Location.Latitude", "together"]),
    ({"Location": {"Latitude": 90.1, "Longitude": 0.0}}, ["Location.Latitude", "90"]),
    ({"Location": {"Latitude": 0.0, "Longitude": -180.1}}, ["Location.Longitude", "180"]),
]


@pytest.mark.parametrize(("request_", "words"), BEYOND, ids=[f"{i}-{words[0]}" for i, (_, words) in enumerate(BEYOND)])
def test_what_is_too_much_changes_nothing(app, request_, words):
    app.put_email_endpoint("old", Attributes={"a": ["b"]}, Location={"City": "Bonn"})
    before = app.endpoint("old")
    for id in ("old", "new"):
        with refused(BAD_REQUEST, *words):
            app.put_email_endpoint(id, **request_)
        with refused(BAD_REQUEST, *words):
            app.put_batch([{"Id": "first", "ChannelType": "CUSTOM", "Address": "x"}, {"Id": id, "ChannelType": "EMAIL", **request_}])
    assert app.endpoint("old") == before
    for id in ("new", "first"):
        with refused(NOT_FOUND):
            app.endpoint(id)


def test_the_limit_holds_for_the_merged_endpoint(app):
    app.put_email_endpoint("e1", Attributes=names(200))
    with refused(BAD_REQUEST, "250"):
        app.put("e1", Attributes={f"more-{i}": [] for i in range(51)})
    assert accepted(app.put("e1", Attributes={f"more-{i}": [] for i in range(50)}))
    with refused(BAD_REQUEST, "250"):
        app.put("e1", Metrics={"one": 1})
    assert accepted(app.put("e1", Attributes={"name-000": ["changed"]})), "names that are there may still be written"


def test_the_batch_says_which_item_is_wrong(app):
    with refused(BAD_REQUEST, "Item[1].OptOut"):
        app.put_batch([{"Id": "e1", "ChannelType": "EMAIL", "Address": "a@example.com"}, {"Id": "e2", "OptOut": "SOME"}])
    with refused(BAD_REQUEST, "Item[0].Id"):
        app.put_batch([{"ChannelType": "EMAIL", "Address": "a@example.com"}])
    with refused(BAD_REQUEST, "Item[0]", "Missing ChannelType"):
        app.put_batch([{"Id": "e1", "Address": "a@example.com"}])
    with refused(BAD_REQUEST, "Item", "100"):
        app.put_batch([])
    with refused(BAD_REQUEST, "Item", "100"):
        app.put_batch([{"Id": f"e{i}"} for i in range(101)])
    with refused(NOT_FOUND):
        app.endpoint("e1")
