"""One build, one emulator and one deployed stack for all tests of this folder; what was measured is printed at the end."""

import pytest

from . import stack as stacks
from .emulator import Emulator

_measured = []


@pytest.fixture(scope="session")
def measured():
    """Takes lines for the summary."""
    return _measured.append


@pytest.fixture(scope="session")
def built(measured):
    """The functions' binaries, by name."""
    measured(f"build: {stacks.build():.0f} s")
    return {name: stacks.binary(name) for name in stacks.BINARIES}


@pytest.fixture(scope="session")
def emulator(tmp_path_factory):
    with Emulator(tmp_path_factory.mktemp("emulator")) as running:
        yield running


@pytest.fixture(scope="session")
def stack(built, emulator, measured):
    """The stack, deployed, with a sender that SES knows."""
    emulator.client("ses").verify_email_identity(EmailAddress="hello@example.com")
    measured(f"deploy: {stacks.deploy(emulator):.0f} s")
    deployed = stacks.Stack(emulator)
    deployed.allow_what_the_emulator_misnames()
    return deployed


def pytest_terminal_summary(terminalreporter):
    for line in _measured:
        terminalreporter.write_line(f"deploy test: {line}")
