"""Real clients sign, whatever the ids: each writes endpoints and tags and reads them back."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from .presigned import presigned

JS = Path(__file__).parent / "js"
AWS = Path(sys.executable).parent / "aws"
TIMEOUT_S = 300

IDS = ["plain", "a/b", "50%", "a+b", "a b", "é", "a%2Fb", "x:y@z,(1)*!'", "?#&=;", "/", "~._-"]
TAGS = {"a b": "1", "c+d": "2", "é": "3"}


@pytest.fixture
def arn(app):
    arn = app.get()["Arn"]
    yield arn
    app.pinpoint.untag_resource(ResourceArn=arn, TagKeys=list(TAGS))


@pytest.mark.parametrize("id", IDS)
def test_boto3_with_any_id(app, id):
    app.put(id, ChannelType="CUSTOM", Address=f"boto3 {id}")
    made = app.endpoint(id)
    assert (made["Id"], made["Address"]) == (id, f"boto3 {id}")


def test_boto3_with_tags(app, arn):
    app.pinpoint.tag_resource(ResourceArn=arn, TagsModel={"tags": TAGS})
    app.pinpoint.untag_resource(ResourceArn=arn, TagKeys=["a b", "c+d"])
    assert app.pinpoint.list_tags_for_resource(ResourceArn=arn)["TagsModel"]["tags"] == {"é": "3"}


def aws(runner, *arguments):
    """What the AWS CLI prints, as JSON."""
    environment = {
        "PATH": os.environ["PATH"], "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "LC_ALL": "C.UTF-8",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
    command = [AWS, "pinpoint", *arguments, "--endpoint-url", runner.url, "--output", "json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=TIMEOUT_S)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) if done.stdout else None


@pytest.mark.parametrize("id", ["a/b", "50%", "a+b", "é ?", "a%2Fb", "x:y@z,(1)*!'"])
def test_the_command_line_with_any_id(runner, app, id):
    which = ["--application-id", app.id, "--endpoint-id", id]
    endpoint = json.dumps({"ChannelType": "CUSTOM", "Address": f"aws {id}"})
    aws(runner, "update-endpoint", *which, "--endpoint-request", endpoint)
    made = aws(runner, "get-endpoint", *which)["EndpointResponse"]
    assert (made["Id"], made["Address"]) == (id, f"aws {id}")


def test_the_command_line_with_tags(runner, arn):
    aws(runner, "tag-resource", "--resource-arn", arn, "--tags-model", json.dumps({"tags": TAGS}))
    aws(runner, "untag-resource", "--resource-arn", arn, "--tag-keys", "a b", "c+d")
    assert aws(runner, "list-tags-for-resource", "--resource-arn", arn)["TagsModel"]["tags"] == {"é": "3"}


def node(**what):
    assert (JS / "node_modules").is_dir(), "npm ci in tests/signatures/js installs the JavaScript SDK; make test does"
    done = subprocess.run(["node", "clients.mjs", json.dumps(what)], cwd=JS, capture_output=True, text=True, timeout=TIMEOUT_S)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_javascript_with_any_id_and_tags(runner, app, arn):
    said = node(url=runner.url, app=app.id, arn=arn, ids=IDS)
    assert said["read"] == {id: f"js {id}" for id in IDS}
    assert said["tags"] == {"é": "3"}


@pytest.mark.parametrize("hours", [-2, 2])
def test_javascript_sets_its_clock_right(runner, app, arn, hours):
    """The refusal tells the time in the header Date, and the SDK tries again with it."""
    said = node(url=runner.url, app=app.id, arn=arn, ids=["clock"], clockOffsetMs=hours * 3600 * 1000)
    assert said["read"] == {"clock": "js clock"}


@pytest.mark.parametrize("id", IDS)
def test_urls_that_were_signed_by_hand(runner, app, id):
    path = f"/v1/apps/{app.id}/endpoints/{quote(id, safe='')}"
    body = json.dumps({"ChannelType": "CUSTOM", "Address": f"by hand {id}"}).encode()
    # As a beacon of a browser is sent: no header but the content type, which is not signed.
    put = presigned("PUT", runner.url + path, body).removeprefix(runner.url)
    assert runner.request("PUT", put, body, {"Content-Type": "text/plain"}, signed=False)[0] == 202
    get = presigned("GET", runner.url + path).removeprefix(runner.url)
    status, _, made = runner.request("GET", get, signed=False)
    assert (status, made["Id"], made["Address"]) == (200, id, f"by hand {id}")
