"""One running system and one checked SDK client for all conformance tests; counts which operations pass."""

from collections import Counter
from pathlib import Path

import botocore.session
import pytest
from support.app import App
from support.checker import Checker
from support.runner import Runner

TOTAL = 122
_WHOLE = pytest.StashKey()
_checkers = []
_any_input = Counter()


def _checked(runner):
    checker = Checker(runner.client())
    _checkers.append(checker)
    return checker


@pytest.fixture(scope="session")
def runner():
    with Runner() as running:
        yield running


@pytest.fixture(scope="session")
def checker(runner):
    return _checked(runner)


@pytest.fixture
def pinpoint(checker):
    """A boto3 client; the test fails if any raw answer it got breaks the model."""
    before = len(checker.findings)
    yield checker.client
    assert checker.findings[before:] == []


@pytest.fixture
def app(pinpoint):
    """An app of the test's own."""
    made = App.create(pinpoint)
    yield made
    _forget(made)


@pytest.fixture(scope="session")
def timed_runner():
    """A second system, whose clock stands still until a test advances it."""
    with Runner(clock="manual") as running:
        yield running


@pytest.fixture(scope="session")
def timed_checker(timed_runner):
    return _checked(timed_runner)


@pytest.fixture
def timed_app(timed_checker):
    """An app in the system whose clock stands still."""
    before = len(timed_checker.findings)
    made = App.create(timed_checker.client)
    yield made
    _forget(made)
    assert timed_checker.findings[before:] == []


@pytest.fixture(scope="session")
def any_input():
    """Counts the requests of anything at all: `requests`, `accepted`, `refused`, `faults`, and each operation by its name."""
    return _any_input


@pytest.fixture
def template(pinpoint):
    """The name of an email template of the test's own, version 1."""
    name = "conformance-template"
    pinpoint.create_email_template(TemplateName=name, EmailTemplateRequest={"Subject": "first", "TextPart": "one"})
    yield name
    try:
        pinpoint.delete_email_template(TemplateName=name)
    except pinpoint.exceptions.NotFoundException:
        pass  # the test deleted it


def _forget(app):
    try:
        app.delete()
    except app.pinpoint.exceptions.NotFoundException:
        pass  # the test deleted it


def _answers():
    """Status codes by operation, and the operations whose answers break the model."""
    answered, broken = {}, set()
    for checker in _checkers:
        broken |= {finding.split(":")[0] for finding in checker.findings}
        for name, codes in checker.answered.items():
            answered.setdefault(name, set()).update(codes)
    return answered, broken


def _lacking():
    """What the whole suite must have seen of every operation and did not."""
    answered, broken = _answers()
    for name in botocore.session.get_session().get_service_model("pinpoint").operation_names:
        codes = answered.get(name, set())
        if name in broken:
            yield f"{name}: breaks the model"
        if not any(code < 300 for code in codes):
            yield f"{name}: no accepted call"
        if not any(400 <= code < 500 for code in codes):
            yield f"{name}: no refused call"


def pytest_collection_finish(session):
    modules = {path.stem for path in Path(__file__).parent.glob("test_*.py")}
    collected = {item.path.stem for item in session.items if item.path.parent == Path(__file__).parent}
    session.config.stash[_WHOLE] = modules == collected


def pytest_sessionfinish(session):
    """Where all of the suite ran, it must have covered every operation."""
    if session.config.stash.get(_WHOLE, False) and any(_lacking()):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    if not _checkers:
        return
    answered, broken = _answers()
    passed = {name for name, codes in answered.items() if any(c < 300 for c in codes) and any(c >= 400 for c in codes)} - broken
    calls = sum(len(codes) for checker in _checkers for codes in checker.answered.values())
    terminalreporter.write_line(
        f"conformance: {len(passed)} of {TOTAL} operations answer as modelled, accepted and refused, in {calls} calls of boto3"
    )
    if _any_input:
        operations = len(_any_input.keys() - {"requests", "accepted", "refused", "faults"})
        terminalreporter.write_line(
            f"any input: {_any_input['requests']} requests to {operations} operations, {_any_input['accepted']} accepted, "
            f"{_any_input['refused']} refused, {_any_input['faults'] or 'none'} a fault"
        )
    if config.stash.get(_WHOLE, False):
        for line in _lacking():
            terminalreporter.write_line(f"conformance: {line}")
