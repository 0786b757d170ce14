"""Killed with -9 three times in the middle of a campaign, started again, and still nobody is messaged twice or lost."""

import collections
import time
from concurrent.futures import ThreadPoolExecutor

from support.audience import activity, campaign, email_app, email_endpoint, segment, status
from support.runner import Runner

RECIPIENTS = 20_000
KILL_AT = [0.15, 0.40, 0.65]
# Chunks that the sender works on at once, and people in a window: what may be in doubt after one kill.
MOST_IN_DOUBT_PER_KILL = 64 * 25
DONE_WITHIN_S = 30


def test_three_kills_in_one_campaign(tmp_path, capsys):
    runner = Runner(data=tmp_path / "data").start()
    pinpoint = runner.client()
    app = email_app(pinpoint, "kill")
    load_in_parallel(runner, app)
    sent = campaign(pinpoint, app, segment(pinpoint, app))

    reached = []
    for share in KILL_AT:
        reached.append(wait_for(lambda: delivered(runner, app, sent), RECIPIENTS * share, within_s=120))
        runner.kill()
        runner.start()
    restarted = time.monotonic()
    wait_for(lambda: status(runner.client(), app, sent) == "COMPLETED", True, within_s=DONE_WITHIN_S)
    seconds = time.monotonic() - restarted

    run = activity(runner.client(), app, sent)
    mails = collections.Counter(m["to"] for m in runner.outbox(app=app))
    twice = [to for to, n in mails.items() if n > 1]
    in_doubt = int(run["ExecutionMetrics"].get("UNKNOWN", "0"))
    outcomes = outcomes_by_person(runner, app)
    runner.stop()
    with capsys.disabled():
        print(
            f"\nkilled at {reached} of {RECIPIENTS}: {len(mails)} people mailed, {len(twice)} twice, {in_doubt} in doubt, "
            f"{len(outcomes)} people with an outcome, done {seconds:.1f} s after the last start"
        )

    assert twice == []
    assert len(outcomes) == RECIPIENTS
    assert all(len(statuses) == 1 for statuses in outcomes.values())
    assert run["SuccessfulEndpointCount"] + in_doubt == RECIPIENTS == run["TotalEndpointCount"]
    assert run["SuccessfulEndpointCount"] <= len(mails) <= RECIPIENTS
    assert in_doubt <= MOST_IN_DOUBT_PER_KILL * len(KILL_AT)
    assert seconds <= DONE_WITHIN_S


def load_in_parallel(runner, app):
    def put(start):
        items = [email_endpoint(i) for i in range(start, start + 100)]
        code, _, answer = runner.request("PUT", f"/v1/apps/{app}/endpoints", {"Item": items})
        assert code == 202, answer

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(put, range(0, RECIPIENTS, 100)))



def delivered(runner, app, campaign_id):
    """How many the run has got through so far; 0 before it exists."""
    items = runner.client().get_campaign_activities(ApplicationId=app, CampaignId=campaign_id)["ActivitiesResponse"]["Item"]
    return items[0].get("SuccessfulEndpointCount", 0) if items else 0


def wait_for(probe, wanted, within_s):
    """Asks until the answer is (at least) `wanted`; each question is a request, so this does not spin."""
    deadline = time.monotonic() + within_s
    while (seen := probe()) < wanted:
        assert time.monotonic() < deadline, f"still {seen} after {within_s} s, not {wanted}"
    return seen


def outcomes_by_person(runner, app):
    """Endpoint → the distinct outcomes its events tell of (an event may come more than once, with the same id)."""
    outcomes = collections.defaultdict(set)
    for event in runner.events(app=app, type="_campaign.send"):
        outcomes[event["client"]["client_id"]].add(event["attributes"]["campaign_send_status"])
    return outcomes
