"""The functions' binaries: how big they are, and how soon they are ready."""

import pytest

from .runtime_api import start_to_ready
from .stack import BINARIES

MAX_BYTES = 14_000_000
# All 122 operations, the clients of seven services and the world's numbering plans are in this one; it starts as soon as the others.
MAX_API_BYTES = 26_000_000
# The archive's client speaks HTTP with a library of its own, beside that of the AWS SDK.
MAX_INGEST_BYTES = 18_000_000
LIMITS = {"api": MAX_API_BYTES, "ingest": MAX_INGEST_BYTES}
MAX_READY_S = 0.020
STARTS = 10


@pytest.mark.parametrize("name", BINARIES)
def test_a_binary_is_small_and_soon_ready(built, name, measured):
    size = built[name].stat().st_size
    # The fastest: whatever else the machine does only makes it slower.
    ready, resident = min(start_to_ready(built[name]) for _ in range(STARTS))
    measured(f"{name}: {size / 1e6:.1f} MB, ready {ready * 1000:.1f} ms after its start, {resident / 1e6:.0f} MB resident")
    assert size <= LIMITS.get(name, MAX_BYTES)
    assert ready <= MAX_READY_S
