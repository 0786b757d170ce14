"""What many stories say of a call: that it is refused, and why; that a list ends; that a text is an id or a date."""

import re
from contextlib import contextmanager

import pytest
from botocore.exceptions import ClientError

BAD_REQUEST = "BadRequestException"
NOT_FOUND = "NotFoundException"
CONFLICT = "ConflictException"

ID = re.compile(r"[0-9a-f]{32}")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

# Nothing has these ids.
ABSENT = "0" * 32


@contextmanager
def refused(code, *words):
    """The call inside fails with this error, and its message holds each of the words."""
    with pytest.raises(ClientError) as caught:
        yield caught
    error = caught.value.response["Error"]
    assert error["Code"] == code, error
    for word in words:
        assert word in error["Message"], f"{word!r} is not in {error['Message']!r}"


def pages(call, size, token="Token", **arguments):
    """All pages of a list, each as the list of its items. Every token is used twice and must give the same page."""
    found, after = [], {}
    for _ in range(1000):
        (answer,) = _payload(call(PageSize=str(size), **after, **arguments))
        if after:
            (again,) = _payload(call(PageSize=str(size), **after, **arguments))
            assert again["Item"] == answer["Item"]
        assert len(answer["Item"]) <= size
        found.append(answer["Item"])
        if "NextToken" not in answer:
            return found
        assert answer["NextToken"]
        after = {token: answer["NextToken"]}
    raise AssertionError("the list does not end")


def items(call, size, token="Token", **arguments):
    """The items of all pages, in order."""
    return [item for page in pages(call, size, token, **arguments) for item in page]


def _payload(answer):
    return [value for name, value in answer.items() if name != "ResponseMetadata"]


def accepted(body):
    """Whether a message body says that a write was accepted."""
    return body["Message"] == "Accepted" and UUID.fullmatch(body["RequestID"]) is not None


def fnv1a64(text):
    """The hash of cohorts, written again from its definition."""
    state = 0xCBF29CE484222325
    for byte in text.encode():
        state = ((state ^ byte) * 0x100000001B3) % 2**64
    return state
