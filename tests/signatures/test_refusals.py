"""Who does not get in, and what their SDK makes of it."""

import time
from datetime import timedelta

import boto3
import botocore.auth
import pytest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from support.signing import signed_headers

from .presigned import presigned

BODY = b'{"Name":"refused"}'


def client(runner, key_id="local", secret="local", token=None):
    return boto3.client(
        "pinpoint", endpoint_url=runner.url, region_name="us-east-1", aws_access_key_id=key_id, aws_secret_access_key=secret,
        aws_session_token=token, config=Config(retries={"max_attempts": 1}),
    )


@pytest.mark.parametrize(
    ("credentials", "code"),
    [
        ({"secret": "wrong"}, "InvalidSignatureException"),
        ({"key_id": "AKIAIOSFODNN7EXAMPLE"}, "UnrecognizedClientException"),
        ({"token": "of another deployment"}, "UnrecognizedClientException"),
    ],
)
def test_sdks_learn_why(runner, credentials, code):
    with pytest.raises(ClientError) as refused:
        client(runner, **credentials).get_apps()
    answer = refused.value.response
    assert (answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]) == (code, 403)


def refused(answer, code):
    status, headers, body = answer
    lower = {name.lower(): value for name, value in headers.items()}
    assert (status, lower["x-amzn-errortype"]) == (403, code), body
    assert set(body) == {"Message", "RequestID"} and body["RequestID"] == lower["x-amzn-requestid"]
    assert lower["access-control-allow-origin"] == "*" and lower["date"].endswith(" GMT")
    return body["Message"]


def test_unsigned_requests(runner):
    for method, body in [("GET", None), ("POST", BODY)]:
        refused(runner.request(method, "/v1/apps", body, signed=False), "MissingAuthenticationTokenException")
    refused(runner.request("GET", "/v1/apps", headers={"Authorization": "Bearer x"}, signed=False), "IncompleteSignatureException")


@pytest.mark.parametrize(("minutes", "text"), [(-16, "Signature expired"), (16, "Signature not yet current")])
def test_clocks_that_are_wrong(runner, monkeypatch, minutes, text):
    now = botocore.auth.get_current_datetime
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *args: now(*args) + timedelta(minutes=minutes))
    assert refused(runner.request("GET", "/v1/apps"), "InvalidSignatureException").startswith(text)


def test_requests_that_were_changed(runner):
    headers = signed_headers("POST", f"{runner.url}/v1/apps", BODY, {"Content-Type": "application/json"})
    send = lambda path, body, headers: runner.request("POST", path, body, headers, signed=False)  # noqa: E731
    for path, body, change in [
        ("/v1/apps", BODY + b" ", {}),
        ("/v1/apps?x=y", BODY, {}),
        ("/v1/apps/", BODY, {}),
        ("/v1/apps", BODY, {"X-Amz-Content-SHA256": "UNSIGNED-PAYLOAD"}),
        ("/v1/apps", BODY, {"Host": "pinpoint.us-east-1.amazonaws.com"}),
    ]:
        refused(send(path, body, {**headers, **change}), "InvalidSignatureException")
    assert not [item for item in runner.request("GET", "/v1/apps")[2]["Item"] if item["Name"] == "refused"]


def test_another_service(runner, monkeypatch):
    monkeypatch.setattr("support.signing.SERVICE", "pinpoint")
    refused(runner.request("GET", "/v1/apps"), "InvalidSignatureException")


def test_any_region_will_do(runner, monkeypatch):
    monkeypatch.setattr("support.signing.REGION", "ap-southeast-2")
    assert runner.request("GET", "/v1/apps")[0] == 200


def test_urls_over_their_time(runner):
    url = f"{runner.url}/v1/apps"
    send = lambda **how: runner.request("GET", presigned("GET", url, **how).removeprefix(runner.url), signed=False)  # noqa: E731
    assert send(expires_s=60)[0] == 200
    assert send(expires_s=604_800, at=time.time() - 600_000)[0] == 200
    assert refused(send(expires_s=60, at=time.time() - 90), "InvalidSignatureException").startswith("Signature expired")
    refused(send(expires_s=604_801), "IncompleteSignatureException")
    refused(send(body=b"of another"), "InvalidSignatureException")
    refused(send(**{"X-Amz-Security-Token": "t"}), "UnrecognizedClientException")


def test_credentials_of_another_kind_do_not_help(runner):
    headers = signed_headers("GET", f"{runner.url}/v1/apps", credentials=Credentials("local", "local", "a session token"))
    refused(runner.request("GET", "/v1/apps", headers=headers, signed=False), "UnrecognizedClientException")


def test_what_only_a_local_system_has_is_open(runner):
    assert runner.request("GET", "/local/clock")[0] == 200
