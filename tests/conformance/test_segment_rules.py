"""What a segment may not say: each refusal names the field and leaves nothing behind."""

import pytest
from support.calls import ABSENT, BAD_REQUEST, items, refused


def attribute(values, kind="INCLUSIVE"):
    return {"Attributes": {"plan": {"AttributeType": kind, "Values": values}}}


def grouped(*groups, **more):
    return {"SegmentGroups": {"Groups": list(groups), **more}}


def point(latitude, longitude, **more):
    return {"Location": {"GPSPoint": {"Coordinates": {"Latitude": latitude, "Longitude": longitude}, **more}}}


MANY = {f"a{i}": {"Values": ["x"]} for i in range(101)}

REFUSED = [
    ({"Name": "x" * 129}, ["Name", "128"]),
    ({"Dimensions": {}, "SegmentGroups": {"Groups": []}}, ["SegmentGroups", "Dimensions"]),
    ({"Dimensions": attribute([])}, ["Dimensions.Attributes.plan.Values", "at least one"]),
    ({"Dimensions": attribute(["x" * 101])}, ["Dimensions.Attributes.plan.Values[0]", "100"]),
    ({"Dimensions": attribute(["soon"], "BEFORE")}, ["Dimensions.Attributes.plan.Values[0]", "date"]),
    ({"Dimensions": attribute(["2026-02-30"], "AFTER")}, ["Dimensions.Attributes.plan.Values[0]", "date"]),
    ({"Dimensions": attribute(["2026-01-01", "never"], "ON")}, ["Dimensions.Attributes.plan.Values[1]", "date"]),
    ({"Dimensions": attribute(["2026-01-01"], "BETWEEN")}, ["Dimensions.Attributes.plan.Values", "two dates"]),
    ({"Dimensions": attribute(["2026-01-02", "2026-01-01"], "BETWEEN")}, ["Dimensions.Attributes.plan.Values", "first"]),
    ({"Dimensions": attribute(["2026-01-01"] * 3, "BETWEEN")}, ["Dimensions.Attributes.plan.Values", "two dates"]),
    ({"Dimensions": attribute(["x"], "LIKE")}, ["Dimensions.Attributes.plan.AttributeType", "CONTAINS"]),
    ({"Dimensions": {"UserAttributes": attribute([])["Attributes"]}}, ["Dimensions.UserAttributes.plan.Values", "at least one"]),
    ({"Dimensions": {"Metrics": {"age": {"ComparisonOperator": "ABOUT", "Value": 1}}}}, ["Dimensions.Metrics.age.ComparisonOperator", "EQUAL"]),
    ({"Dimensions": {"Demographic": {"Channel": {"Values": []}}}}, ["Dimensions.Demographic.Channel.Values", "at least one"]),
    ({"Dimensions": {"Demographic": {"Make": {"DimensionType": "MAYBE", "Values": ["x"]}}}}, ["Demographic.Make.DimensionType", "INCLUSIVE"]),
    ({"Dimensions": {"Location": {"Country": {"Values": []}}}}, ["Dimensions.Location.Country.Values", "at least one"]),
    ({"Dimensions": point(90.1, 0.0)}, ["GPSPoint.Coordinates.Latitude", "90"]),
    ({"Dimensions": point(0.0, -180.1)}, ["GPSPoint.Coordinates.Longitude", "180"]),
    ({"Dimensions": point(0.0, 0.0, RangeInKilometers=-1.0)}, ["GPSPoint.RangeInKilometers", "0 or more"]),
    ({"Dimensions": {"Behavior": {"Recency": {"Duration": "DAY_8", "RecencyType": "ACTIVE"}}}}, ["Recency.Duration", "DAY_7"]),
    ({"Dimensions": {"Behavior": {"Recency": {"Duration": "DAY_7", "RecencyType": "IDLE"}}}}, ["Recency.RecencyType", "INACTIVE"]),
    ({"Dimensions": {"Attributes": MANY}}, ["Dimensions", "100"]),
    (grouped({"Dimensions": [{"Attributes": MANY}]}), ["SegmentGroups.Groups", "100"]),
    (grouped({"Dimensions": [{}] * 101}), ["SegmentGroups.Groups", "100"]),
    (grouped({"Dimensions": [{}, attribute([])]}), ["SegmentGroups.Groups[0].Dimensions[1].Attributes.plan.Values", "at least one"]),
    (grouped(*[{"Dimensions": [attribute(["x"])]}] * 6), ["SegmentGroups.Groups", "5"]),
    (grouped({}, {"SourceSegments": [{"Id": ABSENT}]}), ["SegmentGroups.Groups[1].SourceSegments[0].Id", ABSENT]),
    (grouped({"Type": "SOME"}), ["SegmentGroups.Groups[0].Type", "NONE"]),
    (grouped({"SourceType": "SOME"}), ["SegmentGroups.Groups[0].SourceType", "NONE"]),
    (grouped(Include="SOME"), ["SegmentGroups.Include", "NONE"]),
]


@pytest.mark.parametrize(("request_", "words"), REFUSED, ids=[f"{i}-{words[0]}" for i, (_, words) in enumerate(REFUSED)])
def test_refused_on_create_and_on_update(pinpoint, app, request_, words):
    with refused(BAD_REQUEST, *words):
        app.create_segment(**request_)
    assert items(pinpoint.get_segments, 10, ApplicationId=app.id) == []
    before = app.create_segment(Name="before", Dimensions=attribute(["gold"]))
    with refused(BAD_REQUEST, *words):
        app.update_segment(before["Id"], **request_)
    assert app.segment(before["Id"]) == before
    assert len(items(pinpoint.get_segment_versions, 10, ApplicationId=app.id, SegmentId=before["Id"])) == 1


def based_on(*sources, **more):
    return grouped({"SourceSegments": [{"Id": id} for id in sources], **more})


def test_sources_five_and_no_more(app):
    sources = [app.create_segment(Name=str(i))["Id"] for i in range(6)]
    assert app.create_segment(**based_on(*sources[:5]))["Version"] == 1
    with refused(BAD_REQUEST, "source segments", "5"):
        app.create_segment(**based_on(*sources))
    spread = [{"SourceSegments": [{"Id": id} for id in sources[:3]]}] * 2
    with refused(BAD_REQUEST, "source segments", "5"):
        app.create_segment(**grouped(*spread))


def test_a_chain_of_five_references_and_no_longer(app):
    chain = [app.create_segment(Name="bottom")["Id"]]
    for _ in range(5):
        chain.append(app.create_segment(**based_on(chain[-1]))["Id"])
    with refused(BAD_REQUEST, "SourceSegments[0].Id", "5"):
        app.create_segment(**based_on(chain[-1]))
    with refused(BAD_REQUEST, "SourceSegments[1].Id", "5"):
        app.create_segment(**based_on(chain[0], chain[-1]))
    app.create_segment(**based_on(chain[-2], chain[0]))


def test_no_segment_is_built_on_itself(app):
    low = app.create_segment(Name="low")["Id"]
    with refused(BAD_REQUEST, "SourceSegments[0].Id", low):
        app.update_segment(low, **based_on(low))
    middle = app.create_segment(**based_on(low))["Id"]
    high = app.create_segment(**based_on(middle))["Id"]
    with refused(BAD_REQUEST, "SourceSegments[0].Id", "itself"):
        app.update_segment(low, **based_on(high))
    assert app.segment(low)["Version"] == 1 and "SegmentGroups" not in app.segment(low)


def test_a_source_may_be_an_earlier_version(app):
    source = app.create_segment(Name="one", Dimensions=attribute(["x"]))["Id"]
    app.update_segment(source, Name="two")
    reference = grouped({"SourceSegments": [{"Id": source, "Version": 1}]})
    made = app.create_segment(**reference)
    assert made["SegmentGroups"]["Groups"][0]["SourceSegments"] == [{"Id": source, "Version": 1}]
    for version in (3, 0, -1):
        with refused(BAD_REQUEST, "SourceSegments[0]"):
            app.create_segment(**grouped({"SourceSegments": [{"Id": source, "Version": version}]}))
