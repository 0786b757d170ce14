"""Access keys over HTTP: made, shown without their secret, changed, rotated, deleted; and the command line that does it."""

import re

import pytest
from support.calls import DATE
from support.keys_command import command

KEYS = "/v1/access-keys"
KEY_ID = re.compile(r"TPAK[A-Z2-7]{16}")


def ask(runner, method, path=KEYS, body=None):
    status, headers, answer = runner.request(method, path, body)
    return status, headers, answer


@pytest.fixture
def key(runner):
    """A key of the test's own, as it was answered when it was made."""
    status, _, made = ask(runner, "POST", body={"Role": "SENDER", "Name": "conformance"})
    assert status == 201
    yield made
    ask(runner, "DELETE", f"{KEYS}/{made['AccessKeyId']}")


def test_a_secret_is_shown_once(runner, key):
    assert KEY_ID.fullmatch(key["AccessKeyId"]) and len(key["SecretAccessKey"]) == 40 and DATE.fullmatch(key["CreationDate"])
    status, _, shown = ask(runner, "GET", f"{KEYS}/{key['AccessKeyId']}")
    assert status == 200
    assert shown == {name: value for name, value in key.items() if name != "SecretAccessKey"}
    assert shown in ask(runner, "GET")[2]["Item"]


def test_an_answer_with_a_secret_is_not_to_be_kept(runner, key):
    status, headers, made = ask(runner, "POST", f"{KEYS}/{key['AccessKeyId']}/rotate")
    assert (status, headers["Cache-Control"]) == (201, "no-store")
    assert made["SecretAccessKey"] != key["SecretAccessKey"] and made["AccessKeyId"] != key["AccessKeyId"]
    assert ask(runner, "GET")[1]["Cache-Control"] is None
    ask(runner, "DELETE", f"{KEYS}/{made['AccessKeyId']}")


@pytest.mark.parametrize(
    "method, path, body, status, words",
    [
        ("POST", "", {}, 400, "Role"),
        ("POST", "", {"Role": "KING"}, 400, "Role"),
        ("POST", "", {"Role": "ADMIN", "Applications": ["0" * 32]}, 400, "Applications[0]"),
        ("GET", "/TPAKAAAAAAAAAAAAAAAA", None, 404, "Resource not found"),
        ("DELETE", "/TPAKAAAAAAAAAAAAAAAA", None, 404, "Resource not found"),
        ("PATCH", "", None, 405, "method"),
    ],
)
def test_what_is_refused_says_why(runner, method, path, body, status, words):
    seen, headers, answer = ask(runner, method, KEYS + path, body)
    assert seen == status and words in answer["Message"]
    assert answer["RequestID"] == headers["x-amzn-RequestId"] and headers["x-amzn-ErrorType"]


def test_the_command_line_does_the_same(runner, app):
    made = command(runner, "create", "--role", "marketer", "--app", app.id, "--name", "Ann's \"laptop\"")
    assert made.returncode == 0, made.stderr
    first, second = made.stdout.splitlines()
    key_id, secret = first.removeprefix("AWS_ACCESS_KEY_ID="), second.removeprefix("AWS_SECRET_ACCESS_KEY=")
    assert KEY_ID.fullmatch(key_id) and len(secret) == 40
    (line,) = [line for line in command(runner, "list").stdout.splitlines() if line.startswith(key_id)]
    assert line.split()[1:3] == ["MARKETER", "ACTIVE"] and app.id in line and line.endswith("Ann's \"laptop\"")
    assert "INACTIVE" in command(runner, "disable", key_id).stdout
    refused = command(runner, "rotate", key_id)
    assert refused.returncode == 1 and "Status: must be ACTIVE" in refused.stderr
    assert " ACTIVE" in command(runner, "enable", key_id).stdout
    rotated = command(runner, "rotate", key_id, "--grace", "0").stdout
    successor = rotated.splitlines()[0].removeprefix("AWS_ACCESS_KEY_ID=")
    assert "EXPIRED" in command(runner, "list").stdout
    for old in (key_id, successor):
        assert command(runner, "delete", old).returncode == 0
        assert old not in command(runner, "list").stdout


@pytest.mark.parametrize("words", [[], ["create"], ["make"], ["delete"], ["delete", "../apps"], ["list", "--bogus"]])
def test_the_command_line_explains_itself(runner, words):
    done = command(runner, *words)
    assert done.returncode != 0 and done.stderr and not done.stdout
