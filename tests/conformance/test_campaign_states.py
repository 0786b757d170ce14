"""The states of a campaign, from its creation to its end."""

import pytest
from support.calls import BAD_REQUEST, NOT_FOUND, items, refused

NOW = {"Schedule": {"StartTime": "IMMEDIATE"}}


def state(campaign):
    return campaign["State"]["CampaignStatus"]


@pytest.fixture
def ready(app):
    """The id of a segment of three people, with the email channel configured."""
    app.put_email()
    for name in ("ann", "bob", "cleo"):
        app.put_email_endpoint(name, User={"UserId": name, "UserAttributes": {"FirstName": [name.title()]}})
    return app.create_segment(Name="everyone")["Id"]


def test_immediately_means_from_executing_to_completed(runner, app, ready):
    made = app.create_campaign(ready, **NOW)
    assert state(made) == "EXECUTING"
    runner.drain()
    done = app.campaign(made["Id"])
    assert state(done) == "COMPLETED" and done["Version"] == made["Version"]
    mails = runner.outbox(app=app.id)
    assert sorted((mail["to"], mail["subject"]) for mail in mails) == [
        ("ann@example.com", "Hello Ann"), ("bob@example.com", "Hello Bob"), ("cleo@example.com", "Hello Cleo"),
    ]
    for mail in mails:
        assert mail["campaign_id"] == made["Id"] and mail["channel"] == "EMAIL" and mail["treatment_id"] == "0"
        assert mail["from"] == "Shop <news@example.com>" and mail["endpoint_id"] in ("ann", "bob", "cleo")


def test_a_later_start_waits(runner, app, ready):
    made = app.create_campaign(ready)
    assert state(made) == "SCHEDULED"
    runner.drain()
    assert state(app.campaign(made["Id"])) == "SCHEDULED"
    assert app.activities(made["Id"]) == [] and runner.outbox(app=app.id) == []


def test_paused_and_resumed(app, ready):
    made = app.create_campaign(ready, IsPaused=True)
    assert state(made) == "PAUSED" and made["IsPaused"] is True
    resumed = app.update_campaign(made["Id"], IsPaused=False)
    assert state(resumed) == "SCHEDULED" and resumed["IsPaused"] is False and resumed["Version"] == 2
    paused = app.update_campaign(made["Id"], IsPaused=True)
    assert state(paused) == "PAUSED" and paused["MessageConfiguration"] == made["MessageConfiguration"]
    assert state(app.campaign(made["Id"])) == "PAUSED"


def test_paused_from_the_beginning_it_starts_when_it_is_resumed(runner, app, ready):
    made = app.create_campaign(ready, IsPaused=True, **NOW)
    assert state(made) == "PAUSED"
    runner.drain()
    assert runner.outbox(app=app.id) == []
    assert state(app.update_campaign(made["Id"], IsPaused=False)) == "EXECUTING"
    runner.drain()
    assert state(app.campaign(made["Id"])) == "COMPLETED" and len(runner.outbox(app=app.id)) == 3


def test_an_immediate_campaign_cannot_be_paused(runner, app, ready):
    made = app.create_campaign(ready, **NOW)
    with refused(BAD_REQUEST, "IsPaused"):
        app.update_campaign(made["Id"], IsPaused=True)
    runner.drain()
    assert state(app.campaign(made["Id"])) == "COMPLETED" and len(runner.outbox(app=app.id)) == 3


def test_a_completed_campaign_is_not_changed(runner, app, ready):
    made = app.create_campaign(ready, **NOW)
    runner.drain()
    before = app.campaign(made["Id"])
    for change in ({"Name": "other"}, {"Schedule": {"StartTime": "IMMEDIATE"}}, {"HoldoutPercent": 5}):
        with refused(BAD_REQUEST, "COMPLETED"):
            app.update_campaign(made["Id"], **change)
    assert app.campaign(made["Id"]) == before
    runner.drain()
    assert len(runner.outbox(app=app.id)) == 3


def test_starting_a_waiting_campaign_now(runner, app, ready):
    made = app.create_campaign(ready)
    started = app.update_campaign(made["Id"], **NOW)
    assert state(started) == "EXECUTING" and started["Version"] == 2
    runner.drain()
    assert state(app.campaign(made["Id"])) == "COMPLETED" and len(runner.outbox(app=app.id)) == 3


def test_deleted_before_its_start_it_never_starts(runner, app, ready):
    made = app.create_campaign(ready)
    assert state(app.delete_campaign(made["Id"])) == "DELETED"
    runner.drain()
    assert runner.outbox(app=app.id) == []


def test_a_completed_campaign_can_be_deleted(pinpoint, runner, app, ready):
    made = app.create_campaign(ready, **NOW)
    runner.drain()
    assert state(app.delete_campaign(made["Id"])) == "DELETED"
    with refused(NOT_FOUND):
        app.campaign(made["Id"])
    assert items(pinpoint.get_campaigns, 10, ApplicationId=app.id) == []


def test_without_an_email_channel_nothing_can_be_sent(runner, app):
    app.put_email_endpoint("ann")
    made = app.create_campaign(app.create_segment(Name="everyone")["Id"], **NOW)
    runner.drain()
    assert state(app.campaign(made["Id"])) == "INVALID"
    (activity,) = app.activities(made["Id"])
    assert (activity["State"], activity["Result"], activity["TotalEndpointCount"]) == ("COMPLETED", "FAIL", 0)
    assert runner.outbox(app=app.id) == []


def test_a_campaign_without_a_message_does_not_start_at_once(app, ready):
    with refused(BAD_REQUEST, "MessageConfiguration"):
        app.create_campaign(ready, MessageConfiguration={}, **NOW)
    waiting = app.create_campaign(ready, MessageConfiguration={})
    assert state(waiting) == "SCHEDULED"


def test_a_disabled_channel_sends_nothing(runner, app, ready):
    app.put_email(Enabled=False)
    made = app.create_campaign(ready, **NOW)
    runner.drain()
    assert state(app.campaign(made["Id"])) == "INVALID" and runner.outbox(app=app.id) == []


def test_treatments_have_states_of_their_own(runner, app, ready):
    half = [{"SizePercent": 50, "MessageConfiguration": {"EmailMessage": {"Title": "b", "Body": "b"}}}]
    made = app.create_campaign(ready, AdditionalTreatments=half, **NOW)
    assert state(made) == "EXECUTING" and made["DefaultState"]["CampaignStatus"] == "EXECUTING"
    runner.drain()
    done = app.campaign(made["Id"])
    states = [done["State"], done["DefaultState"], done["AdditionalTreatments"][0]["State"]]
    assert states == [{"CampaignStatus": "COMPLETED"}] * 3
