"""Every role at every operation, with keys of its own and a real SDK: 403 where it may not, anything else where it may."""

import boto3
import pytest
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from support.app import App
from support.keys_command import command
from support.runner import Runner
from support.smallest import MODEL, smallest

KEYS = "/v1/access-keys"
ROLES = ["ADMIN", "MARKETER", "SENDER", "CLIENT"]
CLIENT = {"PutEvents", "UpdateEndpoint", "GetInAppMessages"}
SENDER = {"SendMessages", "SendUsersMessages", "SendOTPMessage", "VerifyOTPMessage", "PhoneNumberValidate"}
# What apps have in common: whoever is limited to apps may read it, no more.
SHARED = ("template", "recommender", "phone")
# Deletes what the other calls are about, so it comes last.
ORDER = sorted(MODEL.operation_names, key=lambda name: (name == "DeleteApp", name))


def may(role, name):
    """As the roles are described, and not as the server decides it."""
    reads = name.startswith(("Get", "List"))
    credentials = name.endswith("Channel") and not reads or name in {"PutEventStream", "DeleteEventStream"}
    match role:
        case "ADMIN":
            return True
        case "MARKETER":
            return not credentials
        case "SENDER":
            return reads or name in SENDER
        case "CLIENT":
            return name in CLIENT


@pytest.fixture(scope="module")
def system():
    """A system of its own, whose clock stands still: what happens here would get in the way of other tests."""
    with Runner(clock="manual") as running:
        yield running


def made(system, role, *apps, path=KEYS):
    request = {"Role": role, **({"Applications": list(apps)} if apps else {})} if path == KEYS else None
    status, _, key = system.request("POST", path, request)
    assert status == 201, key
    return key


def client(system, key):
    return boto3.client(
        "pinpoint", endpoint_url=system.url, region_name="us-east-1", aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"], config=Config(retries={"max_attempts": 1}),
    )


def outcome(pinpoint, name, **given):
    """`None`, or the error's status and code."""
    shape = MODEL.operation_model(name).input_shape
    request = {**smallest(shape), **{member: value for member, value in given.items() if member in shape.members}}
    try:
        getattr(pinpoint, xform_name(name))(**request)
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"]["Code"]
    return None


def is_refused(outcome):
    assert outcome is None or outcome[0] != 403 or outcome[1] == "ForbiddenException", outcome
    return outcome is not None and outcome[0] == 403


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_it_is_for(system, role):
    pinpoint = client(system, made(system, role))
    wrong = {name for name in ORDER if is_refused(outcome(pinpoint, name)) == may(role, name)}
    assert wrong == set()


@pytest.mark.parametrize("role", ROLES)
def test_a_limited_key_stays_in_its_apps(system, role):
    local = system.client()
    own, other = App.create(local), App.create(local)
    pinpoint = client(system, made(system, role, own.id))
    wrong = set()
    for name in ORDER:
        uri = MODEL.operation_model(name).http["requestUri"]
        for app in (other, own):
            seen = is_refused(outcome(pinpoint, name, ApplicationId=app.id, ResourceArn=app.get()["Arn"]))
            if "{application-id}" in uri or "{resource-arn}" in uri:
                allowed = may(role, name) and app is own
            else:
                reads = name.startswith(("Get", "List")) or name == "PhoneNumberValidate"
                allowed = may(role, name) and reads and any(word in uri for word in SHARED)
            if seen == allowed:
                wrong.add((name, "own" if app is own else "other"))
            if "{application-id}" not in uri and "{resource-arn}" not in uri:
                break
    assert wrong == set()


@pytest.mark.parametrize("role, limited", [(role, limited) for role in ROLES for limited in (False, True)][1:])
def test_nobody_else_manages_keys(system, role, limited):
    apps = [App.create(system.client()).id] if limited else []
    refused = command(system, "list", key=made(system, role, *apps))
    assert refused.returncode == 1 and "may not call ListAccessKeys" in refused.stderr and "(403)" in refused.stderr


def test_a_key_that_is_disabled_or_deleted_is_none(system):
    key = made(system, "SENDER")
    pinpoint, path = client(system, key), f"{KEYS}/{key['AccessKeyId']}"
    assert outcome(pinpoint, "GetApps") is None
    system.request("PUT", path, {"Status": "INACTIVE"})
    assert outcome(pinpoint, "GetApps")[0] == 403
    system.request("PUT", path, {"Status": "ACTIVE"})
    assert outcome(pinpoint, "GetApps") is None
    system.request("DELETE", path)
    assert outcome(pinpoint, "GetApps")[0] == 403


def test_a_rotated_key_works_until_its_grace_is_over(system):
    old = made(system, "SENDER")
    new = made(system, "SENDER", path=f"{KEYS}/{old['AccessKeyId']}/rotate")
    before, after = client(system, old), client(system, new)
    assert (outcome(before, "GetApps"), outcome(after, "GetApps")) == (None, None)
    system.advance("PT23H59M")
    assert outcome(before, "GetApps") is None
    system.advance("PT1M")
    assert outcome(before, "GetApps")[0] == 403
    assert outcome(after, "GetApps") is None
