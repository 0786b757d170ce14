"""Size of each function as it goes to AWS, and how long it takes from its start to asking for work."""

import os
import platform
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from deploy.runtime_api import start_to_ready  # noqa: E402

RUNS = 11
MACHINES = {b"\x3e": "x86_64", b"\xb7": "aarch64"}


def main():
    for binary in sorted((ROOT / "target" / "lambda").glob("*/bootstrap")):
        machine = MACHINES.get(binary.read_bytes()[18:19])
        size = f"{binary.parent.name}: {os.path.getsize(binary) / 1e6:.1f} MB"
        if machine == platform.machine():
            times = [start_to_ready(str(binary))[0] * 1000 for _ in range(RUNS)]
            print(f"{size}, {statistics.median(times):.1f} ms from start to ready (median of {RUNS})")
        else:
            print(f"{size} ({machine})")


main()
