"""Many endpoints in one call: all of them, or none."""

from support.app import App
from support.calls import ABSENT, BAD_REQUEST, NOT_FOUND, accepted, refused


def person(i, **more):
    return {"Id": f"e{i}", "ChannelType": "EMAIL", "Address": f"e{i}@example.com", **more}


def test_a_hundred_at_once(app):
    answer = app.put_batch([person(i, User={"UserId": f"u{i // 2}"}, Metrics={"n": i}) for i in range(100)])
    assert accepted(answer)
    for i in (0, 1, 49, 98, 99):
        made = app.endpoint(f"e{i}")
        assert made["Metrics"] == {"n": i} and made["Address"] == f"e{i}@example.com"
        assert made["RequestId"] == answer["RequestID"]
    assert sorted(item["Id"] for item in app.user("u49")) == ["e98", "e99"]


def test_items_merge_into_what_is_there(app):
    app.put_email_endpoint("e1", Attributes={"a": ["1"]}, OptOut="ALL")
    app.put_batch([{"Id": "E1", "Attributes": {"b": ["2"]}}, person(2)])
    made = app.endpoint("e1")
    assert made["Attributes"] == {"a": ["1"], "b": ["2"]} and made["OptOut"] == "ALL"


def test_an_endpoint_named_twice_is_written_twice_in_order(app):
    app.put_batch([
        person(1, Attributes={"a": ["first"], "b": ["first"]}),
        {"Id": "E1", "Attributes": {"a": ["second"]}},
        {"Id": "e1", "OptOut": "ALL"},
    ])
    made = app.endpoint("e1")
    assert made["Attributes"] == {"a": ["second"], "b": ["first"]} and made["OptOut"] == "ALL"


def test_users_of_a_batch_share_their_attributes(app):
    app.put_email_endpoint("old", User={"UserId": "u1", "UserAttributes": {"city": ["Bonn"], "tier": ["gold"]}})
    app.put_batch([
        person(1, User={"UserId": "u1", "UserAttributes": {"city": ["Köln"]}}),
        person(2, User={"UserId": "u1", "UserAttributes": {"age": ["36"]}}),
    ])
    expected = {"city": ["Köln"], "tier": ["gold"], "age": ["36"]}
    for id in ("old", "e1", "e2"):
        assert app.endpoint(id)["User"] == {"UserId": "u1", "UserAttributes": expected}


def test_the_later_of_two_with_one_address_is_the_active_one(app):
    app.put_batch([person(1, Address="same@example.com"), person(2, Address="same@example.com"), person(3)])
    status = [app.endpoint(f"e{i}")["EndpointStatus"] for i in (1, 2, 3)]
    assert status == ["INACTIVE", "ACTIVE", "ACTIVE"]


def test_a_hundred_that_all_have_to_do_with_each_other(app):
    app.put_batch([person(i, Address="same@example.com", User={"UserId": f"u{i}"}) for i in range(100)])
    status = [app.endpoint(f"e{i}")["EndpointStatus"] for i in range(100)]
    assert status == ["INACTIVE"] * 99 + ["ACTIVE"]
    app.put_batch([{"Id": f"e{i}", "User": {"UserId": f"u{(i + 1) % 100}", "UserAttributes": {"n": [str(i)]}}} for i in range(100)])
    for i in (0, 50, 99):
        (item,) = app.user(f"u{(i + 1) % 100}")
        assert item["Id"] == f"e{i}" and item["User"]["UserAttributes"] == {"n": [str(i)]}


def test_the_sixteenth_endpoint_of_a_user_refuses_the_whole_batch(app):
    app.put_batch([person(i, User={"UserId": "u1"}) for i in range(14)])
    with refused(BAD_REQUEST, "Exceeded maximum endpoint per user count: 15"):
        app.put_batch([person(50, User={"UserId": "u2"}), person(14, User={"UserId": "u1"}), person(15, User={"UserId": "u1"})])
    assert len(app.user("u1")) == 14
    with refused(NOT_FOUND):
        app.endpoint("e50")
    assert accepted(app.put_batch([person(14, User={"UserId": "u1"}), person(50, User={"UserId": "u2"})]))
    assert len(app.user("u1")) == 15


def test_an_absent_app_takes_no_batch(pinpoint):
    with refused(NOT_FOUND, "Application not found"):
        App(pinpoint, ABSENT).put_batch([person(1)])
