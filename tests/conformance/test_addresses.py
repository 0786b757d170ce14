"""One address is active once: whoever writes it last has it."""

import pytest


def status(app, *ids):
    return [app.endpoint(id)["EndpointStatus"] for id in ids]


def test_the_last_writer_has_the_address(app):
    app.put("old", ChannelType="EMAIL", Address="a@example.com", Attributes={"a": ["b"]}, User={"UserId": "u1"})
    before = app.endpoint("old")
    app.put("new", ChannelType="EMAIL", Address="a@example.com")
    after = app.endpoint("old")
    assert after == {**before, "EndpointStatus": "INACTIVE"}
    assert status(app, "new") == ["ACTIVE"]
    app.put("old", Attributes={"a": ["c"]})
    assert status(app, "old", "new") == ["ACTIVE", "INACTIVE"]


def test_changing_the_address_takes_it_too(app):
    app.put("one", ChannelType="EMAIL", Address="a@example.com")
    app.put("two", ChannelType="EMAIL", Address="b@example.com")
    app.put("two", Address="a@example.com")
    assert status(app, "one", "two") == ["INACTIVE", "ACTIVE"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("EMAIL", "a@example.com"), ("EMAIL", "A@example.com"), "ACTIVE"),
        (("EMAIL", "a@example.com"), ("EMAIL", " a@example.com"), "ACTIVE"),
        (("SMS", "+15550100"), ("VOICE", "+15550100"), "ACTIVE"),
        (("SMS", "+15550100"), ("SMS", "+15550100"), "INACTIVE"),
        (("SMS", "+15550100"), ("SMS", "15550100"), "ACTIVE"),
        (("GCM", "token"), ("APNS", "token"), "INACTIVE"),
        (("APNS_VOIP_SANDBOX", "token"), ("BAIDU", "token"), "INACTIVE"),
        (("GCM", "token"), ("APNS", "TOKEN"), "ACTIVE"),
        (("GCM", "token"), ("CUSTOM", "token"), "ACTIVE"),
        (("CUSTOM", "x"), ("CUSTOM", "x"), "INACTIVE"),
    ],
)
def test_which_addresses_are_the_same(app, first, second, expected):
    for id, (channel, address) in (("first", first), ("second", second)):
        app.put(id, ChannelType=channel, Address=address)
    assert status(app, "first", "second") == [expected, "ACTIVE"]


def test_a_deleted_endpoint_gives_its_address_free(app):
    app.put("old", ChannelType="EMAIL", Address="a@example.com")
    app.delete_endpoint("old")
    app.put("new", ChannelType="EMAIL", Address="a@example.com")
    app.put("old", ChannelType="EMAIL", Address="b@example.com")
    assert status(app, "old", "new") == ["ACTIVE", "ACTIVE"]


def test_three_in_a_row(app):
    for id in ("one", "two", "three"):
        app.put(id, ChannelType="EMAIL", Address="a@example.com")
    assert status(app, "one", "two", "three") == ["INACTIVE", "INACTIVE", "ACTIVE"]


def test_apps_do_not_compete_for_addresses(pinpoint, app):
    other = type(app).create(pinpoint)
    app.put("e1", ChannelType="EMAIL", Address="a@example.com")
    other.put("e1", ChannelType="EMAIL", Address="a@example.com")
    assert status(app, "e1") == ["ACTIVE"]
    other.delete()
