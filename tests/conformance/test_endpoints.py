"""Endpoints: created by the first write, merged by the next, gone when deleted."""

import pytest
from support.app import App
from support.calls import ABSENT, BAD_REQUEST, DATE, NOT_FOUND, accepted, fnv1a64, refused


def test_the_first_write_creates(app):
    answer = app.put("e1", ChannelType="EMAIL", Address="a@example.com")
    assert accepted(answer)
    made = app.endpoint("e1")
    assert DATE.fullmatch(made["CreationDate"]) and made["EffectiveDate"] == made["CreationDate"]
    assert made["RequestId"] == answer["RequestID"]
    cohort = fnv1a64(f"{app.id}:e1") % 100
    expected = {
        "Id": "e1", "ApplicationId": app.id, "ChannelType": "EMAIL", "Address": "a@example.com", "OptOut": "NONE",
        "EndpointStatus": "ACTIVE", "CohortId": str(cohort),
    }
    assert {name: made.get(name) for name in expected} == expected


def test_writes_merge(app):
    app.put(
        "e1", ChannelType="EMAIL", Address="a@example.com", Attributes={"tags": ["x", "y"], "plan": ["gold"]},
        User={"UserId": "u1", "UserAttributes": {"First": ["Ann"]}},
    )
    app.put("e1", Attributes={"tags": ["z"]}, Demographic={"Timezone": "Europe/Berlin"})
    merged = app.endpoint("e1")
    assert merged["Attributes"] == {"tags": ["z"], "plan": ["gold"]}
    assert merged["Demographic"] == {"Timezone": "Europe/Berlin"}
    assert (merged["OptOut"], merged["EndpointStatus"]) == ("NONE", "ACTIVE")
    assert merged["User"] == {"UserId": "u1", "UserAttributes": {"First": ["Ann"]}}
    assert (merged["ChannelType"], merged["Address"]) == ("EMAIL", "a@example.com")


@pytest.mark.parametrize(
    ("member", "first", "second", "merged"),
    [
        ("Attributes", {"a": ["1"], "b": ["2"]}, {"a": []}, {"a": [], "b": ["2"]}),
        ("Attributes", {"a": ["1"]}, {}, {"a": ["1"]}),
        ("Attributes", {"a": ["1"]}, {"A": ["2"]}, {"a": ["1"], "A": ["2"]}),
        ("Attributes", {"a b": ["1"], "ü": ["2"]}, {"x#:?\\/": ["3"]}, {"a b": ["1"], "ü": ["2"], "x#:?\\/": ["3"]}),
        ("Metrics", {"age": 36.5, "n": 1}, {"n": -2.25}, {"age": 36.5, "n": -2.25}),
        ("Metrics", {"big": 1e300}, {"small": 5e-324}, {"big": 1e300, "small": 5e-324}),
        ("Demographic", {"Make": "Apple", "Locale": "en_US"}, {"Make": "Acme"}, {"Make": "Acme", "Locale": "en_US"}),
        ("Location", {"City": "Bonn", "Country": "DE"}, {"City": "Köln"}, {"City": "Köln", "Country": "DE"}),
        ("Location", {"Country": "DEU"}, {"Latitude": 50.94, "Longitude": 6.96}, {"Country": "DEU", "Latitude": 50.9, "Longitude": 7.0}),
        ("Location", {"Latitude": 1.0, "Longitude": 1.0}, {"Latitude": 0.25, "Longitude": -0.25}, {"Latitude": 0.3, "Longitude": -0.2}),
        ("Location", {"Latitude": -90.0, "Longitude": 180.0}, {}, {"Latitude": -90.0, "Longitude": 180.0}),
    ],
)
def test_members_merge_name_by_name(app, member, first, second, merged):
    app.put_email_endpoint("e1", **{member: first})
    app.put("e1", **{member: second})
    assert app.endpoint("e1")[member] == merged


def test_a_null_value_empties_the_list(app, runner):
    app.put_email_endpoint("e1", Attributes={"a": ["1"]}, User={"UserId": "u1", "UserAttributes": {"b": ["2"], "c": ["3"]}})
    path = f"/v1/apps/{app.id}/endpoints/e1"
    body = {"Attributes": {"a": None}, "User": {"UserAttributes": {"b": None}}, "Address": None, "Unknown": {"x": None}}
    assert runner.request("PUT", path, body)[0] == 202
    after = app.endpoint("e1")
    assert after["Attributes"] == {"a": []} and after["Address"] == "e1@example.com"
    assert after["User"]["UserAttributes"] == {"b": [], "c": ["3"]}


def test_dates_and_request_ids_may_be_given(app):
    answer = app.put_email_endpoint("e1", EffectiveDate="2020-02-03T04:05:06+02:00", RequestId="my-own")
    made = app.endpoint("e1")
    assert made["EffectiveDate"] == "2020-02-03T02:05:06.000Z" and made["RequestId"] == "my-own"
    assert made["CreationDate"] > made["EffectiveDate"]
    answer = app.put_email_endpoint("e1", EffectiveDate="2019-01-01T00:00:00.123456Z")
    after = app.endpoint("e1")
    assert after["EffectiveDate"] == "2019-01-01T00:00:00.123Z", "an older date is stored all the same"
    assert after["CreationDate"] == made["CreationDate"] and after["RequestId"] == answer["RequestID"]
    app.put_email_endpoint("e1")
    assert app.endpoint("e1")["EffectiveDate"] >= made["CreationDate"]


def test_a_write_without_status_revives(app):
    app.put_email_endpoint("e1", EndpointStatus="INACTIVE")
    assert app.endpoint("e1")["EndpointStatus"] == "INACTIVE"
    app.put("e1", Attributes={"a": ["b"]})
    assert app.endpoint("e1")["EndpointStatus"] == "ACTIVE"


def test_an_opt_out_stays_until_it_is_taken_back(app):
    app.put_email_endpoint("e1", OptOut="ALL")
    app.put("e1", Attributes={"a": ["b"]}, Address="other@example.com")
    assert app.endpoint("e1")["OptOut"] == "ALL"
    app.put("e1", OptOut="NONE")
    assert app.endpoint("e1")["OptOut"] == "NONE"


@pytest.mark.parametrize("request_", [{}, {"OptOut": "NONE"}, {"ChannelType": "EMAIL", "OptOut": "NONE"}])
def test_without_an_address_it_is_opted_out_until_told_otherwise(app, request_):
    app.put("e1", **request_)
    made = app.endpoint("e1")
    assert made["OptOut"] == "ALL" and made["EndpointStatus"] == "ACTIVE" and "Address" not in made
    app.put("e1", ChannelType="EMAIL", Address="a@example.com")
    assert app.endpoint("e1")["OptOut"] == "ALL"
    app.put("e1", OptOut="NONE")
    assert app.endpoint("e1")["OptOut"] == "NONE"


def test_an_address_needs_a_channel_type_somewhere(app):
    with refused(BAD_REQUEST, "Missing ChannelType"):
        app.put("e1", Address="a@example.com")
    with refused(NOT_FOUND):
        app.endpoint("e1")
    app.put("e1", ChannelType="EMAIL")
    assert accepted(app.put("e1", Address="a@example.com"))


@pytest.mark.parametrize(
    "channel",
    ["PUSH", "GCM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "ADM", "SMS", "VOICE", "EMAIL", "BAIDU", "CUSTOM", "IN_APP"],
)
def test_every_channel_type_takes_any_address(app, channel):
    app.put("e1", ChannelType=channel, Address="+1 (555) not checked on write")
    assert app.endpoint("e1")["ChannelType"] == channel


def test_deleting_answers_what_was_there(app):
    app.put_email_endpoint("e1", Attributes={"a": ["b"]})
    before = app.endpoint("e1")
    assert app.delete_endpoint("e1") == before
    with refused(NOT_FOUND, "not found"):
        app.endpoint("e1")
    with refused(NOT_FOUND, "not found"):
        app.delete_endpoint("e1")
    app.put_email_endpoint("e1")
    again = app.endpoint("e1")
    assert "Attributes" not in again and again["CohortId"] == before["CohortId"]


def test_cohorts_are_those_of_the_hash_and_ignore_case(app):
    ids = [f"User-{i:03}-Émail" for i in range(40)]
    app.put_batch([{"Id": id, "ChannelType": "EMAIL", "Address": f"{i}@example.com"} for i, id in enumerate(ids)])
    for id in ids:
        made = app.endpoint(id)
        assert made["CohortId"] == str(fnv1a64(f"{app.id}:{id.lower()}") % 100)


def test_ids_compare_without_case_and_keep_their_first_spelling(app):
    app.put_email_endpoint("User-ONE", Attributes={"a": ["1"]})
    app.put("uSER-one", Attributes={"b": ["2"]})
    made = app.endpoint("user-one")
    assert made["Id"] == "User-ONE" and made["Attributes"] == {"a": ["1"], "b": ["2"]}
    assert app.delete_endpoint("USER-ONE")["Id"] == "User-ONE"
    with refused(NOT_FOUND):
        app.endpoint("User-ONE")


ODD = [
    "a/b", "/", "//a//", "100%", "%2F", "a%20b", "a+b", "a b", " a ", "é", "日本", "a?b#c", "a&b=c", "<x>", "'\"\\", "a:b@c", "a;b,c",
    "~x*!()", "settings", "endpoints/e1", "a\tb", "x" * 1000,
]


@pytest.mark.parametrize("id", ODD)
def test_odd_ids(app, id):
    app.put(id, ChannelType="EMAIL", Address="a@example.com", User={"UserId": id})
    assert app.endpoint(id)["Id"] == id
    assert [item["Id"] for item in app.user(id)] == [id]
    assert app.delete_endpoint(id)["Id"] == id
    with refused(NOT_FOUND):
        app.endpoint(id)


@pytest.mark.parametrize("id", ["a$b", "{a", "a}", "x" * 1100])
def test_ids_that_are_refused(app, id):
    with refused(BAD_REQUEST, "EndpointId"):
        app.put(id, ChannelType="EMAIL", Address="a@example.com")
    with refused(BAD_REQUEST, "UserId"):
        app.put("e1", ChannelType="EMAIL", Address="a@example.com", User={"UserId": id})
    with refused(NOT_FOUND):
        app.endpoint("e1")


def test_apps_do_not_share_endpoints(pinpoint, app):
    app.put_email_endpoint("e1")
    other = App.create(pinpoint)
    with refused(NOT_FOUND):
        other.endpoint("e1")
    other.delete()


def test_an_absent_app_has_no_endpoints(pinpoint):
    nobody = App(pinpoint, ABSENT)
    for call in [lambda: nobody.put_email_endpoint("e1"), lambda: nobody.endpoint("e1"), lambda: nobody.delete_endpoint("e1")]:
        with refused(NOT_FOUND, "Application not found"):
            call()
