"""Segments and their versions, from creation to deletion."""

import pytest
from support.app import App
from support.calls import ABSENT, BAD_REQUEST, DATE, ID, NOT_FOUND, items, pages, refused

GOLD = {"Attributes": {"plan": {"AttributeType": "INCLUSIVE", "Values": ["gold"]}}}
GERMANS = {"Location": {"Country": {"DimensionType": "INCLUSIVE", "Values": ["DE"]}}}


def groups(*dimensions, sources=(), **more):
    group = {"Type": "ALL", "SourceType": "ANY", "Dimensions": list(dimensions), "SourceSegments": list(sources)}
    return {"Include": "ALL", "Groups": [{**group, **more}]}


def test_a_new_segment_is_there_as_it_was_answered(app):
    made = app.create_segment(Name="gold", Dimensions=GOLD, tags={"team": "growth"})
    assert ID.fullmatch(made["Id"]) and DATE.fullmatch(made["CreationDate"])
    assert made["LastModifiedDate"] == made["CreationDate"]
    assert made["Arn"] == f"{app.get()['Arn']}/segments/{made['Id']}"
    expected = {
        "ApplicationId": app.id, "Name": "gold", "Dimensions": GOLD, "SegmentType": "DIMENSIONAL", "Version": 1, "tags": {"team": "growth"},
    }
    assert {name: made.get(name) for name in expected} == expected
    assert not {"SegmentGroups", "ImportDefinition"} & set(made)
    assert app.segment(made["Id"]) == made == app.segment_version(made["Id"], 1)


def test_everything_a_segment_can_say_is_kept(app):
    base = app.create_segment(Name="base")["Id"]
    dimensions = {
        "Attributes": {
            kind.lower(): {"AttributeType": kind, "Values": values}
            for kind, values in [
                ("INCLUSIVE", ["a", "b"]), ("EXCLUSIVE", ["c"]), ("CONTAINS", ["d"]), ("BEFORE", ["2026-01-01T00:00:00Z"]),
                ("AFTER", ["2026-01-01"]), ("ON", ["2026-01-01"]), ("BETWEEN", ["2026-01-01", "2026-02-01"]),
            ]
        },
        "UserAttributes": {"Last Name": {"Values": ["Müller"]}},
        "Metrics": {"age": {"ComparisonOperator": "GREATER_THAN_OR_EQUAL", "Value": 17.5}},
        "Demographic": {
            member: {"DimensionType": "EXCLUSIVE", "Values": ["x"]}
            for member in ("AppVersion", "Channel", "DeviceType", "Make", "Model", "Platform")
        },
        "Location": {**GERMANS["Location"], "GPSPoint": {"Coordinates": {"Latitude": 50.5, "Longitude": -7.25}, "RangeInKilometers": 12.5}},
        "Behavior": {"Recency": {"Duration": "DAY_7", "RecencyType": "ACTIVE"}},
    }
    both = {
        "Include": "ANY",
        "Groups": [
            {"Type": "ANY", "SourceType": "NONE", "SourceSegments": [{"Id": base, "Version": 1}], "Dimensions": [dimensions, GOLD]},
            {"Type": "NONE", "SourceType": "ALL", "SourceSegments": [{"Id": base}], "Dimensions": []},
        ],
    }
    assert app.segment(app.create_segment(Name="one", Dimensions=dimensions)["Id"])["Dimensions"] == dimensions
    assert app.segment(app.create_segment(Name="two", SegmentGroups=both)["Id"])["SegmentGroups"] == both


@pytest.mark.parametrize("request_", [{}, {"Dimensions": {}}, {"Name": "all"}, {"Name": "x" * 128}, {"SegmentGroups": {"Groups": []}}])
def test_a_segment_may_be_everybody(app, request_):
    made = app.create_segment(**request_)
    assert made["SegmentType"] == "DIMENSIONAL" and made["Version"] == 1
    assert app.segment(made["Id"]) == made


def test_each_update_is_a_version_and_all_stay_readable(app):
    first = app.create_segment(Name="gold", Dimensions=GOLD)
    id = first["Id"]
    second = app.update_segment(id, Name="gold customers")
    assert second["Version"] == 2 and second["Name"] == "gold customers" and second["Dimensions"] == GOLD
    assert second["CreationDate"] == first["CreationDate"] and second["LastModifiedDate"] >= first["LastModifiedDate"]
    third = app.update_segment(id, SegmentGroups=groups(GERMANS))
    assert "Dimensions" not in third and third["SegmentGroups"] == groups(GERMANS) and third["Name"] == "gold customers"
    fourth = app.update_segment(id, Dimensions=GERMANS)
    assert "SegmentGroups" not in fourth and fourth["Dimensions"] == GERMANS
    assert app.segment(id) == fourth
    for version, expected in enumerate([first, second, third, fourth], 1):
        assert expected["Version"] == version and app.segment_version(id, version) == expected
    with refused(NOT_FOUND):
        app.segment_version(id, 5)


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_versions_page_by_page_newest_first(pinpoint, app, size):
    id = app.create_segment(Name="v1")["Id"]
    for version in range(2, 6):
        app.update_segment(id, Name=f"v{version}")
    found = pages(pinpoint.get_segment_versions, size, ApplicationId=app.id, SegmentId=id)
    assert [item["Name"] for page in found for item in page] == ["v5", "v4", "v3", "v2", "v1"]
    assert [len(page) for page in found[:-1]] == [size] * (len(found) - 1)


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_segments_page_by_page_newest_first(pinpoint, app, size):
    made = [app.create_segment(Name=f"s{i}")["Id"] for i in range(5)]
    app.update_segment(made[1], Name="changed later, created earlier")
    listed = items(pinpoint.get_segments, size, ApplicationId=app.id)
    assert {item["Id"] for item in listed} == set(made) and len(listed) == 5
    dates = [item["CreationDate"] for item in listed]
    assert dates == sorted(dates, reverse=True)
    assert all(item == app.segment(item["Id"]) for item in listed)


@pytest.mark.parametrize(("name", "value"), [("PageSize", "0"), ("PageSize", "many"), ("Token", "nonsense")])
def test_bad_pages(pinpoint, app, name, value):
    id = app.create_segment(Name="s")["Id"]
    field = {"PageSize": "page-size", "Token": "token"}[name]
    with refused(BAD_REQUEST, field):
        pinpoint.get_segments(ApplicationId=app.id, **{name: value})
    with refused(BAD_REQUEST, field):
        pinpoint.get_segment_versions(ApplicationId=app.id, SegmentId=id, **{name: value})


def test_deleted_it_is_gone_with_its_versions(pinpoint, app):
    id = app.create_segment(Name="gold", Dimensions=GOLD)["Id"]
    last = app.update_segment(id, Name="gold customers")
    other = app.create_segment(SegmentGroups=groups(sources=[{"Id": id}]))["Id"]
    assert app.delete_segment(id) == last
    for call in [
        lambda: app.segment(id),
        lambda: app.segment_version(id, 1),
        lambda: app.update_segment(id, Name="again"),
        lambda: app.delete_segment(id),
        lambda: pinpoint.get_segment_versions(ApplicationId=app.id, SegmentId=id),
    ]:
        with refused(NOT_FOUND, "not found"):
            call()
    assert [item["Id"] for item in items(pinpoint.get_segments, 10, ApplicationId=app.id)] == [other], "the one based on it stays"


def test_segments_belong_to_their_app(pinpoint, app):
    id = app.create_segment(Name="gold")["Id"]
    other = App.create(pinpoint)
    with refused(NOT_FOUND):
        other.segment(id)
    with refused(BAD_REQUEST, id):
        other.create_segment(SegmentGroups=groups(sources=[{"Id": id}]))
    other.delete()


def test_absent_segments_and_apps(pinpoint, app):
    for segment in (ABSENT, "%", "a/b"):
        with refused(NOT_FOUND, "Resource not found"):
            app.segment(segment)
        with refused(NOT_FOUND, "Resource not found"):
            app.update_segment(segment, Name="x")
    nobody = App(pinpoint, ABSENT)
    for call in [lambda: nobody.create_segment(Name="x"), lambda: nobody.segment(ABSENT), lambda: pinpoint.get_segments(ApplicationId=ABSENT)]:
        with refused(NOT_FOUND, "Application not found"):
            call()
