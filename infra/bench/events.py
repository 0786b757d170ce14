"""Puts events through the local runner: how many it accepts, and how many it has fully dealt with, in a second.

DATA names a directory with events-100k.json.gz (an EventsRequest per line) and endpoints-20k.json.gz; without it, events of the same
number are made up.
"""

import gzip
import json
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from support.runner import Runner  # noqa: E402

CLIENTS = 4
# The events are of October 2026. Events older than 30 days are refused, and the clock only goes forward: they happen in another year.
HAPPENED, HAPPENS = b'"2026-10-', b'"2099-10-'
NOW = "2099-10-30T23:50:00Z"
SERVER_MEMBERS = {"ApplicationId", "CohortId", "CreationDate"}


def requests(directory):
    """The bodies to put, and how many events they hold."""
    if directory:
        with gzip.open(Path(directory) / "events-100k.json.gz", "rb") as lines:
            bodies = [line.rstrip().replace(HAPPENED, HAPPENS) for line in lines]
        return bodies, sum(body.count(b'"EventType"') for body in bodies)
    bodies = []
    for request in range(1_000):
        at = f"2099-10-{1 + request % 30:02}T12:00:{request % 60:02}Z"
        batch = {}
        for place in range(20):
            session = {"Id": f"s{request}-{place}", "StartTimestamp": at}
            kinds = ["_session.start", "product.view", "product.view", "cart.add", "_session.stop"]
            batch[f"endpoint-{(request * 20 + place) % 13_000}"] = {"Endpoint": {}, "Events": {
                f"{request}-{place}-{number}": {
                    "EventType": kind, "Timestamp": at, "Session": session,
                    **({} if kind.startswith("_") else {"Attributes": {"sku": f"sku-{(request * 7 + number) % 400}"}, "Metrics": {"price": 1.5}}),
                } for number, kind in enumerate(kinds)
            }}
        bodies.append(json.dumps({"BatchItem": batch}).encode())
    return bodies, 100_000


def capacity(runner):
    """Units consumed so far over all tables: (read, write)."""
    units = runner.request("GET", "/local/capacity")[2]
    return units["read_units"], units["write_units"]


def load(runner, app, directory):
    with gzip.open(Path(directory) / "endpoints-20k.json.gz", "rt") as lines:
        endpoints = [{k: v for k, v in json.loads(line).items() if k not in SERVER_MEMBERS} for line in lines]
    for start in range(0, len(endpoints), 100):
        code, _, answer = runner.request("PUT", f"/v1/apps/{app}/endpoints", {"Item": endpoints[start : start + 100]})
        assert code == 202, answer


def main(directory):
    bodies, events = requests(directory)
    with tempfile.TemporaryDirectory() as data, Runner(data=Path(data) / "data", clock="manual") as runner:
        status, _, answer = runner.request("POST", "/local/clock", {"set": NOW})
        assert status == 200, answer
        pinpoint = runner.client()
        app = pinpoint.create_app(CreateApplicationRequest={"Name": "bench"})["ApplicationResponse"]["Id"]
        if directory:
            load(runner, app, directory)

        def put(body):
            code, _, answer = runner.request("POST", f"/v1/apps/{app}/events", body)
            assert code == 202, answer
            return sum(
                event["StatusCode"] != 202 for item in answer["Results"].values() for event in item["EventsItemResponse"].values()
            )

        before, begun = capacity(runner), time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            refused = sum(pool.map(put, bodies))
        accepted = time.perf_counter() - begun
        runner.drain()
        done = time.perf_counter() - begun
        after = capacity(runner)
        assert refused == 0, refused
        print(f"accepted: {events} events in {accepted:.1f} s, {events / accepted:.0f}/s, {len(bodies) / accepted:.0f} requests/s")
        print(f"done: all of them {done:.1f} s after the first request, {events / done:.0f}/s")
        print(f"capacity: {(after[0] - before[0]) / events:.3f} read units and {(after[1] - before[1]) / events:.3f} write units per event")


main(sys.argv[1] if len(sys.argv) > 1 else "")
