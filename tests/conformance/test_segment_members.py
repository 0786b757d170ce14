"""Who is in a segment, seen by who gets the mail of a campaign to it."""

import pytest

PEOPLE = {
    "ann": {
        "Attributes": {"plan": ["gold", "trial"], "born": ["1990-05-04"]}, "Metrics": {"orders": 3},
        "Demographic": {"Platform": "iOS", "Make": "Apple", "AppVersion": "1.2"},
        "Location": {"Country": "DEU", "Latitude": 50.7, "Longitude": 7.1},
        "User": {"UserId": "u-ann", "UserAttributes": {"Last Name": ["Müller"]}},
    },
    "bob": {
        "Attributes": {"plan": ["basic"], "born": ["2001-01-01T12:00:00+02:00", "nonsense"]}, "Metrics": {"orders": 0.5},
        "Demographic": {"Platform": "android", "Make": "Acme"},
        "Location": {"Country": "US", "Latitude": 40.7, "Longitude": -74.0},
        "User": {"UserId": "u-bob", "UserAttributes": {"Last Name": ["Smith"]}},
    },
    "cleo": {"Attributes": {"born": ["yesterday"]}},
}
EVERYONE = ["ann", "bob", "cleo"]


def attribute(kind, *values, name="plan"):
    return {"Attributes": {name: {"AttributeType": kind, "Values": list(values)}}}


def metric(operator, value):
    return {"Metrics": {"orders": {"ComparisonOperator": operator, "Value": value}}}


def demographic(member, *values, **more):
    return {"Demographic": {member: {"Values": list(values), **more}}}


def near(latitude, longitude, *km):
    return {"Location": {"GPSPoint": {"Coordinates": {"Latitude": latitude, "Longitude": longitude}, **{"RangeInKilometers": k for k in km}}}}


def recency(kind, duration="DAY_7"):
    return {"Behavior": {"Recency": {"Duration": duration, "RecencyType": kind}}}


MEMBERS = [
    ({}, EVERYONE),
    (attribute("INCLUSIVE", "gold", "silver"), ["ann"]),
    (attribute("INCLUSIVE", "Gold"), []),
    (attribute("EXCLUSIVE", "gold"), ["bob", "cleo"]),
    (attribute("CONTAINS", "as"), ["bob"]),
    (attribute("BEFORE", "2000-01-01", name="born"), ["ann"]),
    (attribute("AFTER", "2000-01-01T00:00:00Z", name="born"), ["bob"]),
    (attribute("ON", "2001-01-01", "1990-05-04", name="born"), ["ann", "bob"]),
    (attribute("BETWEEN", "2001-01-01T10:00:00Z", "2001-01-01T10:00:00Z", name="born"), ["bob"]),
    ({"UserAttributes": {"Last Name": {"Values": ["Müller"]}}}, ["ann"]),
    (metric("GREATER_THAN", 0.5), ["ann"]),
    (metric("GREATER_THAN_OR_EQUAL", 0.5), ["ann", "bob"]),
    (metric("EQUAL", 3.0), ["ann"]),
    (metric("LESS_THAN", 3.0), ["bob"]),
    (demographic("Platform", "IOS"), ["ann"]),
    (demographic("Make", "Apple", DimensionType="EXCLUSIVE"), ["bob", "cleo"]),
    (demographic("Channel", "EMAIL"), EVERYONE),
    (demographic("Channel", "PUSH"), []),
    (demographic("DeviceType", "phone"), []),
    (demographic("DeviceType", "phone", DimensionType="EXCLUSIVE"), EVERYONE),
    ({"Location": {"Country": {"Values": ["de", "FR"]}}}, ["ann"]),
    ({"Location": {"Country": {"Values": ["USA"]}}}, ["bob"]),
    (near(50.7, 7.1), ["ann"]),
    (near(52.52, 13.4, 300), []),
    (near(52.52, 13.4, 500), ["ann"]),
    (near(50.7, 7.1, 6500), ["ann", "bob"]),
    (recency("ACTIVE", "HR_24"), EVERYONE),
    (recency("INACTIVE", "DAY_30"), []),
    ({**attribute("INCLUSIVE", "gold"), **metric("LESS_THAN", 1)}, []),
]


@pytest.fixture
def who(runner, app):
    """Sends to a segment and tells who was in it."""
    app.put_email()
    app.put_batch([{"Id": id, "ChannelType": "EMAIL", "Address": f"{id}@example.com", **more} for id, more in PEOPLE.items()])

    def gets(**request):
        segment = app.create_segment(**request)["Id"]
        made = app.create_campaign(segment, Schedule={"StartTime": "IMMEDIATE"})
        runner.drain()
        return sorted(mail["endpoint_id"] for mail in runner.outbox(app=app.id) if mail["campaign_id"] == made["Id"])

    return gets


@pytest.mark.parametrize(("dimensions", "members"), MEMBERS, ids=[str(d)[:70] for d, _ in MEMBERS])
def test_dimensions(who, dimensions, members):
    assert who(Dimensions=dimensions) == members


GOLD, BORN, DE = attribute("INCLUSIVE", "gold"), attribute("AFTER", "1900-01-01", name="born"), {"Location": {"Country": {"Values": ["DE"]}}}
US = {"Location": {"Country": {"Values": ["US"]}}}


@pytest.mark.parametrize(
    ("include", "groups", "members"),
    [
        (None, [], EVERYONE),
        (None, [{}], EVERYONE),
        (None, [{"Dimensions": [BORN, GOLD]}], ["ann"]),
        (None, [{"Dimensions": [BORN, GOLD], "Type": "ANY"}], ["ann", "bob"]),
        (None, [{"Dimensions": [US, GOLD], "Type": "NONE"}], ["cleo"]),
        (None, [{"Dimensions": [US]}, {"Dimensions": [GOLD]}], []),
        ("ANY", [{"Dimensions": [US]}, {"Dimensions": [GOLD]}], ["ann", "bob"]),
        ("NONE", [{"Dimensions": [US]}, {"Dimensions": [GOLD]}], ["cleo"]),
    ],
)
def test_groups(who, include, groups, members):
    assert who(SegmentGroups={"Groups": groups, **({"Include": include} if include else {})}) == members


def test_segments_based_on_others(app, who):
    gold, german = app.create_segment(Dimensions=GOLD)["Id"], app.create_segment(Dimensions=DE)["Id"]
    born, us = app.create_segment(Dimensions=BORN)["Id"], app.create_segment(Dimensions=US)["Id"]

    def based(*ids, **more):
        return who(SegmentGroups={"Groups": [{"SourceSegments": [{"Id": id} for id in ids], **more}]})

    assert based(gold, us) == ["ann", "bob"], "any of them, when nothing is said"
    assert based(born, german, SourceType="ALL") == ["ann"]
    assert based(gold, us, SourceType="NONE") == ["cleo"]
    assert based(born, Dimensions=[US]) == ["bob"]
    app.update_segment(gold, Dimensions=US)
    assert based(gold) == ["bob"], "the latest version"
    assert who(SegmentGroups={"Groups": [{"SourceSegments": [{"Id": gold, "Version": 1}]}]}) == ["ann"]
