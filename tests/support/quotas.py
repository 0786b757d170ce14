"""What the tests of quotas share: rows that are data, and the quotas that the documentation names."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .calls import BAD_REQUEST, refused
from .runner import ROOT

STORIES = set()


@dataclass(frozen=True)
class Row:
    """`make(app, request)` takes the request `fits` and refuses `beyond` with a message that holds `words`. The name begins with
    the quota's, except where the bound is fixed."""

    name: str
    make: Callable
    fits: dict
    beyond: dict
    words: list = field(default_factory=list)

    def check(self, app):
        self.make(app, self.fits)
        with refused(BAD_REQUEST, *self.words):
            self.make(app, self.beyond)


def about(*quotas):
    """Marks a test that is no row as that of these quotas."""
    STORIES.update(quotas)
    return lambda test: test


def documented():
    """The quotas in the table of the documentation, with their defaults."""
    text = (ROOT / "docs" / "quotas.md").read_text()
    return {name: int(default) for name, default in re.findall(r"^\| `(\w+)` \| (\d+) \|", text, re.MULTILINE)}
