"""One running system and one checked SDK client for all conformance tests; counts which operations pass."""

import pytest
from support.app import App
from support.checker import Checker
from support.runner import Runner

TOTAL = 122
_checkers = []


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


def pytest_terminal_summary(terminalreporter):
    if not _checkers:
        return
    answered, broken = {}, set()
    for checker in _checkers:
        broken |= {finding.split(":")[0] for finding in checker.findings}
        for name, codes in checker.answered.items():
            answered.setdefault(name, []).extend(codes)
    passed = {name for name, codes in answered.items() if any(c < 300 for c in codes)} - broken
    pending = {name for name, codes in answered.items() if 501 in codes} - passed - broken
    terminalreporter.write_line(
        f"conformance: {len(passed)} of {TOTAL} operations answer as modelled, {len(pending)} answer 501 for now, {len(broken)} break the model"
    )
    if broken:
        terminalreporter.write_line("breaking: " + ", ".join(sorted(broken)))
