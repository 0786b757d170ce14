"""A running system with a clock that is moved by hand, so that days pass in no time."""

import pytest
from support.runner import Runner


@pytest.fixture
def runner():
    with Runner(clock="manual") as running:
        yield running


@pytest.fixture
def pinpoint(runner):
    return runner.client()
