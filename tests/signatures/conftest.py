"""One running system for all clients."""

import pytest
from support.app import App
from support.runner import Runner


@pytest.fixture(scope="session")
def runner():
    with Runner() as running:
        yield running


@pytest.fixture(scope="session")
def app(runner):
    return App.create(runner.client(), "signatures")
