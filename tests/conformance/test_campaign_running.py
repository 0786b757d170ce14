"""A campaign that is paused, changed or deleted while its run is under way."""

import pytest
from support.calls import NOT_FOUND, refused

PEOPLE = 1500


@pytest.fixture
def started(timed_runner, timed_app):
    """A campaign to many people, of whom the first have got their mail."""
    timed_app.put_email()
    for start in range(0, PEOPLE, 100):
        timed_app.put_batch([
            {"Id": f"p{i}", "ChannelType": "EMAIL", "Address": f"p{i}@example.com"} for i in range(start, start + 100)
        ])
    _, _, clock = timed_runner.request("GET", "/local/clock")
    segment = timed_app.create_segment(Name="everyone")["Id"]
    made = timed_app.create_campaign(segment, Schedule={"StartTime": clock["now"]})
    for _ in range(1000):
        if timed_runner.request("GET", f"/local/outbox?app={timed_app.id}&limit=1")[2]["messages"]:
            return made["Id"]
    raise AssertionError("nobody got a mail")


def state(app, campaign):
    return app.campaign(campaign)["State"]["CampaignStatus"]


def recipients(runner, app):
    runner.drain()
    return [mail["endpoint_id"] for mail in runner.outbox(app=app.id)]


def test_paused_it_stops_and_resumed_it_goes_on_where_it_stood(timed_runner, timed_app, started):
    paused = timed_app.update_campaign(started, IsPaused=True)
    assert paused["State"]["CampaignStatus"] == "PAUSED"
    before = recipients(timed_runner, timed_app)
    assert len(before) < PEOPLE and len(set(before)) == len(before)
    assert state(timed_app, started) == "PAUSED"
    (activity,) = timed_app.activities(started)
    assert activity["State"] == "PAUSED"
    assert activity["SuccessfulEndpointCount"] <= len(before), "counted chunk by chunk"
    timed_runner.advance("PT10M")
    assert recipients(timed_runner, timed_app) == before

    assert timed_app.update_campaign(started, IsPaused=False)["State"]["CampaignStatus"] == "EXECUTING"
    timed_runner.advance("PT1M")  # by then at the latest
    after = recipients(timed_runner, timed_app)
    assert len(after) == len(set(after)) == PEOPLE and after[: len(before)] == before
    assert state(timed_app, started) == "COMPLETED"
    (activity,) = timed_app.activities(started)
    assert (activity["State"], activity["SuccessfulEndpointCount"]) == ("COMPLETED", PEOPLE)


def test_deleted_it_stops_for_good(timed_runner, timed_app, started):
    assert timed_app.delete_campaign(started)["State"]["CampaignStatus"] == "DELETED"
    before = recipients(timed_runner, timed_app)
    assert len(before) < PEOPLE and len(set(before)) == len(before)
    timed_runner.advance("PT10M")
    assert recipients(timed_runner, timed_app) == before
    with refused(NOT_FOUND):
        timed_app.campaign(started)


def test_changed_it_says_what_it_said_when_it_began(timed_runner, timed_app, started):
    timed_app.update_campaign(started, MessageConfiguration={"EmailMessage": {"Title": "other", "Body": "other"}})
    timed_runner.drain()
    mails = timed_runner.outbox(app=timed_app.id)
    assert len(mails) == PEOPLE and {mail["subject"] for mail in mails} == {"Hello"}


def test_deleting_the_app_ends_its_runs(timed_runner, timed_app, started):
    timed_app.delete()
    before = recipients(timed_runner, timed_app)
    assert len(before) < PEOPLE and len(set(before)) == len(before)
    timed_runner.advance("PT10M")
    assert recipients(timed_runner, timed_app) == before
