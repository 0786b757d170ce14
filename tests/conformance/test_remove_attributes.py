"""Names of attributes: an app has so many, and those that it removes are captured no more."""

import pytest
from support.calls import ABSENT, BAD_REQUEST, NOT_FOUND, accepted, refused

CUSTOM, METRIC, USER = (f"endpoint-{kind}-attributes" for kind in ("custom", "metric", "user"))


def remove(app, *patterns, kind=CUSTOM, app_id=None):
    answer = app.pinpoint.remove_attributes(
        ApplicationId=app_id or app.id, AttributeType=kind, UpdateAttributesRequest={"Blacklist": list(patterns)}
    )["AttributesResource"]
    assert (answer["ApplicationId"], answer["AttributeType"]) == (app.id, kind)
    return answer["Attributes"]


def names(count, prefix="n"):
    return {f"{prefix}{i:03}": ["x"] for i in range(count)}


def test_names_that_remain_are_answered(app):
    app.put_email_endpoint("e1", Attributes={"plan": ["a"], "planned": ["b"], "Plan": ["c"]}, Metrics={"plan": 1})
    app.put_email_endpoint("e2", User={"UserId": "u", "UserAttributes": {"plan": ["d"]}})
    assert remove(app) == ["Plan", "plan", "planned"]
    assert remove(app, "plan?*") == ["Plan", "plan"]
    assert remove(app, "p*", "none") == ["Plan"]
    assert (remove(app, kind=METRIC), remove(app, kind=USER)) == (["plan"], ["plan"])


def test_what_was_removed_is_left_out_and_the_rest_written(app):
    app.put_email_endpoint("e1", Attributes={"plan": ["gold"]}, Metrics={"n": 1}, User={"UserId": "u", "UserAttributes": {"a": ["1"]}})
    for kind, pattern in ((CUSTOM, "plan"), (METRIC, "?"), (USER, "*")):
        assert remove(app, pattern, kind=kind) == []
    user = {"UserAttributes": {"a": ["2"], "b": ["3"]}}
    for write in (app.put, lambda id, **request: app.put_batch([{"Id": id, **request}])):
        assert accepted(write("e1", Attributes={"plan": ["silver"], "city": ["Bonn"]}, Metrics={"n": 2}, User=user, OptOut="ALL"))
        after = app.endpoint("e1")
        assert after["Attributes"] == {"plan": ["gold"], "city": ["Bonn"]} and after["OptOut"] == "ALL"
        assert after["Metrics"] == {"n": 1.0} and after["User"] == {"UserId": "u", "UserAttributes": {"a": ["1"]}}
    assert remove(app) == ["city"]


def test_an_app_has_250_names(app):
    app.put_email_endpoint("e1", Attributes=names(200))
    app.put_email_endpoint("e2", Metrics={"m": 1}, User={"UserId": "u", "UserAttributes": names(49)})
    assert accepted(app.put("e3", Attributes=names(3), Metrics={"m": 2}))
    with refused(BAD_REQUEST, "Attributes.other", "250"):
        app.put("e4", Attributes={"other": ["x"]})
    with refused(BAD_REQUEST, "Item[1].Metrics.other", "250"):
        app.put_batch([{"Id": "e4", "OptOut": "ALL"}, {"Id": "e5", "Metrics": {"other": 1}}])
    for id in ("e4", "e5"):
        with refused(NOT_FOUND):
            app.endpoint(id)
    assert len(remove(app, "n00?")) == 190
    assert accepted(app.put("e4", Attributes={"other": ["x"], "n000": ["x"]}))
    assert app.endpoint("e4")["Attributes"] == {"other": ["x"]}
    assert app.endpoint("e1")["Attributes"] == names(200), "endpoints keep what they have"


@pytest.mark.parametrize(("patterns", "kind", "words"), [
    (["a"], "custom", ["attribute-type", CUSTOM, METRIC, USER]),
    (["a", ""], CUSTOM, ["Blacklist[1]", "50"]),
    (["x" * 51], CUSTOM, ["Blacklist[0]", "50"]),
    (["a"] * 101, METRIC, ["Blacklist", "100"]),
])
def test_removals_that_are_refused(app, patterns, kind, words):
    app.put_email_endpoint("e1", Attributes={"a": ["x"]}, Metrics={"a": 1})
    with refused(BAD_REQUEST, *words):
        remove(app, *patterns, kind=kind)
    assert remove(app) == ["a"] == remove(app, kind=METRIC)


def test_an_absent_app(app):
    with refused(NOT_FOUND, "Application not found"):
        remove(app, "a", app_id=ABSENT)
