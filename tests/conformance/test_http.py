"""The API as plain HTTP: paths, methods, headers, bodies."""

import json

import pytest
from support.calls import UUID
from support.checker import check_error

EMPTY_BODY = None


def paths(app):
    return [
        "/v1/apps", f"/v1/apps/{app.id}", f"/v1/apps/{app.id}/settings", f"/v1/apps/{app.id}/channels", f"/v1/apps/{app.id}/segments",
        f"/v1/apps/{app.id}/campaigns", "/v1/templates",
    ]


def test_a_trailing_slash_means_nothing(runner, app):
    app.put_email_endpoint("e1")
    for path in [*paths(app), f"/v1/apps/{app.id}/endpoints/e1"]:
        plain, slashed = runner.request("GET", path), runner.request("GET", path + "/")
        assert plain[0] == slashed[0] == 200 and plain[2] == slashed[2], path


def test_browsers_may_ask_what_is_allowed(runner, app):
    for path in paths(app):
        status, headers, body = runner.request("OPTIONS", path)
        assert status == 200 and body is EMPTY_BODY
        assert headers["Access-Control-Allow-Origin"] == "*" and UUID.fullmatch(headers["x-amzn-RequestId"])
        assert "GET" in headers["Allow"] and "GET" in headers["Access-Control-Allow-Methods"]
    for path in ("/v1/apps/x/journeys/y/state", "/v1/phone/number/validate"):
        assert runner.request("OPTIONS", path)[0] == 200


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/v1/apps", "POST"),
        ("DELETE", "/v1/apps", "GET"),
        ("POST", "/v1/apps/{app}", "DELETE"),
        ("DELETE", "/v1/apps/{app}/settings", "PUT"),
        ("GET", "/v1/apps/{app}/endpoints", "PUT"),
        ("POST", "/v1/apps/{app}/endpoints/e1", "PUT"),
        ("PUT", "/v1/apps/{app}/users/u1", "DELETE"),
        ("PATCH", "/v1/apps/{app}/campaigns", "POST"),
        ("DELETE", "/v1/templates", "GET"),
        ("GET", "/v1/templates/t/email/active-version", "PUT"),
        ("GET", "/v1/phone/number/validate", "POST"),
        ("GET", "/v1/apps/{app}/messages", "POST"),
    ],
)
def test_a_method_that_the_path_does_not_have(runner, app, method, path, allowed):
    status, headers, body = runner.request(method, path.replace("{app}", app.id))
    assert status == 405 and findings(status, headers, body) == []
    assert method in body["Message"]
    assert allowed in headers["Allow"].split(", ") and method not in headers["Allow"].split(", ")


@pytest.mark.parametrize("path", ["/", "/v1", "/v2/apps", "/v1/app", "/v1/apps/{app}/nothing", "/v1/apps/{app}/segments/s/versions/1/2", "//v1/apps"])
def test_a_path_that_is_none_of_the_apis(runner, app, path):
    for method in ("GET", "POST"):
        status, headers, body = runner.request(method, path.replace("{app}", app.id), {} if method == "POST" else None)
        assert status == 404 and findings(status, headers, body) == []


def findings(status, headers, body):
    """What the checker says of an error that came as parsed JSON."""
    return check_error(status, {name.lower(): value for name, value in headers.items()}, json.dumps(body))


def test_every_request_has_an_id_of_its_own(runner):
    ids = {runner.request("GET", "/v1/apps")[1]["x-amzn-RequestId"] for _ in range(5)}
    assert len(ids) == 5


def test_unknown_members_are_ignored_at_any_depth(runner, app):
    body = b'{"ChannelType":"CUSTOM","Address":"a","New":%s,"Demographic":{"Make":"Acme","Shoe":43},"User":{"UserId":"u","X":null}}'
    body %= b"[" * 100_000 + b"]" * 100_000
    assert runner.request("PUT", f"/v1/apps/{app.id}/endpoints/e1", body)[0] == 202
    made = app.endpoint("e1")
    assert made["Demographic"] == {"Make": "Acme"} and "New" not in made and made["User"] == {"UserId": "u"}


def test_nulls_are_like_absent_members(runner, app):
    body = {"Name": "s", "Dimensions": None, "SegmentGroups": None, "tags": None}
    status, _, made = runner.request("POST", f"/v1/apps/{app.id}/segments", body)
    assert status == 201 and made["Name"] == "s" and not {"Dimensions", "SegmentGroups", "tags"} & set(made)


def test_bodies_in_any_spelling_of_json(runner, app):
    path = f"/v1/apps/{app.id}/endpoints/e1"
    body = b' \r\n\t{"ChannelType":"EMA\\u0049L",\n"Address":"\\u00fc\\ud83d\\ude00@example.com" , "Metrics":{"a":-1.50e2,"b":0}}\n'
    assert runner.request("PUT", path, body)[0] == 202
    made = app.endpoint("e1")
    assert made["Address"] == "ü\N{GRINNING FACE}@example.com" and made["Metrics"] == {"a": -150.0, "b": 0.0}


def test_the_content_type_is_not_asked(runner, app):
    body = json.dumps({"ChannelType": "EMAIL", "Address": "a@example.com"}).encode()
    for kind in ("text/plain", "application/x-amz-json-1.1", "application/json; charset=utf-8"):
        assert runner.request("PUT", f"/v1/apps/{app.id}/endpoints/e1", body, {"Content-Type": kind})[0] == 202


def test_a_body_of_seven_megabytes_and_no_more(runner, app):
    limit = 7 * 1024 * 1024
    path = f"/v1/apps/{app.id}/settings"
    frame = b'{"Limits":{"Daily":7},"Unknown":""}'
    full = frame[:-2] + b"x" * (limit - len(frame)) + frame[-2:]
    assert runner.request("PUT", path, full)[0] == 200
    assert app.settings()["Limits"] == {"Daily": 7}
    status, headers, body = runner.request("PUT", path, full.replace(b"7}", b"8}") + b" ")
    assert status == 413 and findings(status, headers, body) == [] and str(limit) in body["Message"]
    assert app.settings()["Limits"] == {"Daily": 7}


def test_repeated_query_parameters_count_once_or_all(runner, app):
    for name in ("one", "two"):
        app.create_segment(Name=name)
    status, _, page = runner.request("GET", f"/v1/apps/{app.id}/segments?page-size=1&page-size=2&unknown=x")
    assert status == 200 and len(page["Item"]) == 1
    arn = app.get()["Arn"].replace("/", "%2F")
    app.pinpoint.tag_resource(ResourceArn=app.get()["Arn"], TagsModel={"tags": {"a": "1", "b": "2", "c d": "3"}})
    assert runner.request("DELETE", f"/v1/tags/{arn}?tagKeys=a&tagKeys=c+d")[0] == 204
    assert app.get()["tags"] == {"b": "2"}
