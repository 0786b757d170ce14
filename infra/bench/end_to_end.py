"""Loads an audience, counts a segment and sends a campaign through the local runner; prints rates, memory and capacity."""

import gzip
import json
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from support.audience import email_app, email_endpoint, segment, status  # noqa: E402
from support.runner import Runner  # noqa: E402

SIZE = 20_000
SERVER_MEMBERS = {"ApplicationId", "CohortId", "CreationDate"}


def audience(directory):
    """The endpoints to load, as batch items."""
    if not directory:
        return [email_endpoint(i) for i in range(SIZE)]
    with gzip.open(Path(directory) / "endpoints-20k.json.gz", "rt") as lines:
        return [{k: v for k, v in json.loads(line).items() if k not in SERVER_MEMBERS} for line in lines]


def resident_mb(pid):
    """Resident memory of a process, in MB."""
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(fields["VmRSS"].split()[0]) / 1024


def until(probe, within_s=300):
    """Seconds until `probe` holds; every probe is a request."""
    start = time.perf_counter()
    while not probe():
        if time.perf_counter() - start > within_s:
            raise SystemExit(f"not done within {within_s} s")
    return time.perf_counter() - start


def capacity(runner):
    """Units consumed so far over all tables: (read, write)."""
    units = runner.request("GET", "/local/capacity")[2]
    return units["read_units"], units["write_units"]


def main(directory):
    endpoints = audience(directory)
    email = sum(e["ChannelType"] == "EMAIL" for e in endpoints)
    with tempfile.TemporaryDirectory() as data, Runner(data=Path(data) / "data") as runner:
        print(f"idle: {resident_mb(runner.process.pid):.0f} MB resident")
        pinpoint = runner.client()
        app = email_app(pinpoint, "bench")

        def put(start):
            code, _, answer = runner.request(
                "PUT", f"/v1/apps/{app}/endpoints", {"Item": endpoints[start : start + 100]}
            )
            assert code == 202, answer

        begun = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(put, range(0, len(endpoints), 100)))
        took = time.perf_counter() - begun
        print(f"load: {len(endpoints)} endpoints in {took:.1f} s, {len(endpoints) / took:.0f}/s")

        mails = segment(pinpoint, app, {"Demographic": {"Channel": {"Values": ["EMAIL"]}}})
        begun = time.perf_counter()
        _, _, counted = runner.request("GET", f"/local/segments/count?app={app}&segment={mails}")
        took = time.perf_counter() - begun
        print(f"count: {counted['total']} of {len(endpoints)} in {took:.2f} s, {len(endpoints) / took:.0f} endpoints/s")
        assert counted["total"] == email

        before = capacity(runner)
        begun = time.perf_counter()
        campaign = pinpoint.create_campaign(
            ApplicationId=app,
            WriteCampaignRequest={
                "Name": "bench",
                "SegmentId": mails,
                "Schedule": {"StartTime": "IMMEDIATE"},
                "MessageConfiguration": {"EmailMessage": {"Title": "For {{User.UserAttributes.FirstName}}", "HtmlBody": body()}},
            },
        )["CampaignResponse"]["Id"]
        until(lambda: status(pinpoint, app, campaign) == "COMPLETED")
        took = time.perf_counter() - begun
        after = capacity(runner)
        run = pinpoint.get_campaign_activities(ApplicationId=app, CampaignId=campaign)["ActivitiesResponse"]["Item"][0]
        sent = run["SuccessfulEndpointCount"]
        print(f"campaign: {sent} messages in {took:.1f} s, {sent / took:.0f}/s end to end")
        print(f"campaign capacity: {(after[0] - before[0]) / sent:.3f} read units and {(after[1] - before[1]) / sent:.3f} write units per recipient")
        print(f"after: {resident_mb(runner.process.pid):.0f} MB resident")
        print("left out: " + json.dumps({k: v for k, v in run["ExecutionMetrics"].items() if v != "0"}))


def body():
    """About 2 KB of HTML with five variables."""
    variables = ["User.UserAttributes.FirstName", "Location.City", "Location.Country", "Demographic.Locale", "Attributes.Source"]
    return "".join(f"<p>{'Lorem ipsum dolor sit amet. ' * 14}{{{{{v}}}}}</p>" for v in variables)


main(sys.argv[1] if len(sys.argv) > 1 else "")
