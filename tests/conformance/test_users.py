"""Users: what several endpoints of one person share, and how many they may be."""

import pytest
from support.app import App
from support.calls import ABSENT, BAD_REQUEST, NOT_FOUND, accepted, refused

TOO_MANY = "Exceeded maximum endpoint per user count: 15"


def of(user, **attributes):
    return {"UserId": user, **({"UserAttributes": attributes} if attributes else {})}


def ids(app, user):
    return sorted(item["Id"] for item in app.user(user))


def fill(app, user, kinds):
    """Gives a user one endpoint for each channel type in `kinds`: `e00`, `e01`, … in the order of their age."""
    app.put_batch([
        {
            "Id": f"e{i:02}", "ChannelType": kind, "Address": f"address-{i}", "User": {"UserId": user},
            "EffectiveDate": f"2026-01-{i + 1:02}T00:00:00Z",
        }
        for i, kind in enumerate(kinds)
    ])


def test_attributes_written_on_one_endpoint_are_those_of_all(app):
    app.put_email_endpoint("e1", User=of("u1", city=["Bonn"]))
    app.put("e2", ChannelType="SMS", Address="+15550100", User=of("u1"))
    assert app.endpoint("e2")["User"] == of("u1", city=["Bonn"])
    app.put("e2", User={"UserAttributes": {"tier": ["gold"]}})
    app.put("e1", User=of("u1", city=["Köln", "Bonn"]))
    for item in app.user("u1"):
        assert item["User"] == of("u1", city=["Köln", "Bonn"], tier=["gold"])
    assert ids(app, "u1") == ["e1", "e2"]


def test_an_endpoint_that_moves_takes_over_the_other_users_attributes(app):
    app.put_email_endpoint("e1", User=of("u1", city=["Bonn"], tier=["gold"]))
    app.put_email_endpoint("e2", User=of("u2", city=["Rome"]))
    app.put("e1", User=of("u2"))
    assert app.endpoint("e1")["User"] == of("u2", city=["Rome"])
    assert ids(app, "u2") == ["e1", "e2"]
    with refused(NOT_FOUND):
        app.user("u1")


def test_with_the_last_endpoint_the_users_attributes_are_forgotten(app):
    app.put_email_endpoint("e1", User=of("u1", city=["Bonn"]))
    app.delete_endpoint("e1")
    app.put_email_endpoint("e2", User=of("u1"))
    assert app.endpoint("e2")["User"] == of("u1")


def test_own_attributes_meet_those_of_the_first_user(app):
    app.put_email_endpoint("e1", User=of("u1", city=["Rome"], age=["36"]))
    app.put_email_endpoint("e2", User={"UserAttributes": {"city": ["Bonn"], "tier": ["gold"]}})
    app.put("e2", User=of("u1", tier=["silver"]))
    shared = app.endpoint("e2")["User"]["UserAttributes"]
    assert shared == app.endpoint("e1")["User"]["UserAttributes"]
    assert shared["tier"] == ["silver"] and shared["age"] == ["36"]


def test_an_empty_user_id_detaches(app):
    app.put_email_endpoint("e1", User=of("u1", city=["Bonn"]))
    app.put_email_endpoint("e2", User=of("u1"))
    app.put("e1", User={"UserId": ""})
    assert not app.endpoint("e1").get("User", {}).get("UserId")
    assert ids(app, "u1") == ["e2"]
    app.put("e2", User=of("u1", city=["Köln"]))
    assert app.endpoint("e1").get("User", {}).get("UserAttributes", {}).get("city") != ["Köln"]


def test_user_ids_mind_their_case(app):
    app.put_email_endpoint("e1", User=of("Ann"))
    app.put_email_endpoint("e2", User=of("ann"))
    assert ids(app, "Ann") == ["e1"] and ids(app, "ann") == ["e2"]


def test_deleting_a_user_deletes_all_endpoints(app):
    for id in ("e1", "e2"):
        app.put_email_endpoint(id, User=of("u1", city=["Bonn"]))
    app.put_email_endpoint("other", User=of("u2"))
    before = app.user("u1")
    gone = app.delete_user("u1")
    assert sorted(gone, key=lambda item: item["Id"]) == sorted(before, key=lambda item: item["Id"]) and len(gone) == 2
    for call in (lambda: app.user("u1"), lambda: app.delete_user("u1"), lambda: app.endpoint("e1"), lambda: app.endpoint("e2")):
        with refused(NOT_FOUND):
            call()
    assert len(app.user("u2")) == 1


def test_unknown_users_and_apps(pinpoint, app):
    for call in (app.user, app.delete_user):
        with refused(NOT_FOUND, "not found"):
            call("nobody")
    for call in (App.user, App.delete_user):
        with refused(NOT_FOUND, "Application not found"):
            call(App(pinpoint, ABSENT), "u1")


@pytest.mark.parametrize("channel", ["SMS", "PUSH", "VOICE", "EMAIL", "CUSTOM", "IN_APP"])
def test_the_sixteenth_endpoint_is_refused(app, channel):
    fill(app, "u1", ["EMAIL"] * 14 + ["GCM"])
    with refused(BAD_REQUEST) as caught:
        app.put("e15", ChannelType=channel, Address="one too many", User=of("u1", city=["Bonn"]))
    assert caught.value.response["Error"]["Message"] == TOO_MANY
    with refused(NOT_FOUND):
        app.endpoint("e15")
    assert len(app.user("u1")) == 15 and app.endpoint("e00")["User"] == of("u1")
    assert accepted(app.put("e03", Attributes={"a": ["b"]}, User=of("u1"))), "one that belongs to the user may be written"
    app.delete_endpoint("e07")
    assert accepted(app.put("e15", ChannelType=channel, Address="there is room", User=of("u1")))


@pytest.mark.parametrize("channel", ["ADM", "GCM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "BAIDU"])
def test_a_push_endpoint_takes_the_place_of_the_oldest_push_endpoint(app, channel):
    fill(app, "u1", ["EMAIL", "SMS", "APNS", "GCM"] + ["VOICE"] * 11)
    before = app.endpoint("e02")
    app.put("new", ChannelType=channel, Address="token", User=of("u1"))
    evicted = app.endpoint("e02")
    assert evicted["EndpointStatus"] == "INACTIVE" and not evicted.get("User", {}).get("UserId")
    assert evicted["Address"] == before["Address"] and evicted["ChannelType"] == "APNS"
    left = ids(app, "u1")
    assert len(left) == 15 and "new" in left and "e02" not in left
    assert app.endpoint("new")["EndpointStatus"] == "ACTIVE"

    app.put("e02", EndpointStatus="ACTIVE", User=of("u1"))
    assert app.endpoint("e02")["User"]["UserId"] == "u1", "it may come back, in the place of the next"
    assert app.endpoint("e03")["EndpointStatus"] == "INACTIVE"
    assert len(app.user("u1")) == 15


def test_without_a_push_endpoint_to_give_way_the_sixteenth_is_refused(app):
    fill(app, "u1", ["EMAIL"] * 15)
    with refused(BAD_REQUEST, TOO_MANY):
        app.put("new", ChannelType="GCM", Address="token", User=of("u1"))


def test_moving_to_a_full_user_is_refused(app):
    fill(app, "u1", ["EMAIL"] * 15)
    app.put_email_endpoint("other", User=of("u2"))
    with refused(BAD_REQUEST, TOO_MANY):
        app.put("other", User=of("u1"))
    assert app.endpoint("other")["User"] == of("u2")
