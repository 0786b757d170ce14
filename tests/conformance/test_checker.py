"""The checker itself: what it must find."""

import botocore.session
import pytest
from support.checker import check_error, check_success

HEADERS = {
    "x-amzn-requestid": "11111111-2222-3333-4444-555555555555",
    "content-type": "application/json",
    "access-control-allow-origin": "*",
}
GOOD = b'{"Id":"1","Arn":"x","Name":"n","CreationDate":"2026-01-01T00:00:00.000Z","tags":{"a":"b"}}'


@pytest.fixture(scope="module")
def create_app():
    return botocore.session.get_session().get_service_model("pinpoint").operation_model("CreateApp")


def test_a_good_answer_has_no_findings(create_app):
    assert check_success(create_app, 201, HEADERS, GOOD) == []


@pytest.mark.parametrize(
    ("status", "old", "new", "finding"),
    [
        (200, b"", b"", "status 200, the model says 201"),
        (201, b'"Id":"1"', b'"Id":1', "ApplicationResponse.Id is not a string: 1"),
        (201, b'"Id":"1"', b'"Id":null', "ApplicationResponse.Id is null"),
        (201, b'"Id":"1",', b"", "ApplicationResponse.Id is required and absent"),
        (201, b'"Id"', b'"Extra":1,"Id"', "ApplicationResponse.Extra is not in the model"),
        (201, b".000Z", b"Z", "ApplicationResponse.CreationDate is '2026-01-01T00:00:00Z', not a date with milliseconds"),
        (201, b'{"a":"b"}', b'["a"]', "ApplicationResponse.tags is not a map"),
        (201, b"}}", b"}", "the body is not JSON"),
    ],
)
def test_what_breaks_the_model_is_found(create_app, status, old, new, finding):
    found = check_success(create_app, status, HEADERS, GOOD.replace(old, new))
    assert len(found) == 1 and found[0].startswith(finding)


def test_enums_are_checked():
    model = botocore.session.get_session().get_service_model("pinpoint").operation_model("GetJourney")
    body = b'{"ApplicationId":"a","Id":"i","Name":"n","State":"ASLEEP"}'
    assert any("State is 'ASLEEP'" in f for f in check_success(model, 200, HEADERS, body))


@pytest.mark.parametrize(
    ("status", "kind", "body", "ok"),
    [
        (400, "BadRequestException", b'{"Message":"m","RequestID":"11111111-2222-3333-4444-555555555555"}', True),
        (404, "BadRequestException", b'{"Message":"m","RequestID":"11111111-2222-3333-4444-555555555555"}', False),
        (400, "BadRequestException", b'{"Message":"m","RequestID":"21111111-2222-3333-4444-555555555555"}', False),
        (400, "BadRequestException", b'{"Message":"m"}', False),
        (400, "BadRequestException", b'{"Message":"","RequestID":"11111111-2222-3333-4444-555555555555"}', False),
        (400, "BadRequestException", b"oops", False),
    ],
)
def test_errors_have_both_headers_and_both_members(status, kind, body, ok):
    assert (check_error(status, {**HEADERS, "x-amzn-errortype": kind}, body) == []) is ok
