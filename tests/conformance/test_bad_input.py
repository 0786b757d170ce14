"""Wrong requests: each gets its own error, which names the field and the rule, and changes nothing."""

import json

import pytest
from support.checker import check_error

from .bad_input import audience, campaigns, events, journeys, messages, requests, resources, templates
from .bad_input.stage import Stage

ROWS = requests.ROWS + resources.ROWS + audience.ROWS + campaigns.ROWS + templates.ROWS
ROWS += journeys.ROWS + events.ROWS + messages.ROWS


@pytest.fixture(scope="module")
def stage(runner, checker):
    """The stage; what stood on it at first stands there at the end."""
    stage = Stage(checker.client, runner.url)
    stage.changed()
    before = stage.known
    assert {status for status, _ in before.values()} == {200, 404}
    yield stage
    assert stage.everything() == before
    stage.close()


def test_the_table_is_long_and_no_row_stands_there_twice():
    assert len(ROWS) >= 90
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_wrong_requests_are_refused_and_change_nothing(stage, row):
    before = stage.aim(row)
    status, headers, body = stage.send(row)
    assert stage.changed() == []
    assert stage.aim(row) == before
    assert (status, headers.get("x-amzn-errortype")) == row.answer, body[:500]
    assert check_error(status, headers, body) == []
    message = json.loads(body)["Message"]
    assert len(message) < 1000
    for word in row.words:
        assert stage.filled(word) in message
