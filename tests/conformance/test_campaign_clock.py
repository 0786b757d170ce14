"""Campaigns and time: the clock stands still until a test moves it."""

from datetime import datetime, timedelta

import pytest
from support.calls import BAD_REQUEST, NOT_FOUND, refused


@pytest.fixture
def now(timed_runner):
    """Tells the time that is so far ahead of the system's clock, to the second."""

    def moment(**ahead):
        _, _, answer = timed_runner.request("GET", "/local/clock")
        read = datetime.fromisoformat(answer["now"].replace("Z", "+00:00"))
        return (read + timedelta(**ahead)).strftime("%Y-%m-%dT%H:%M:%SZ")

    return moment


@pytest.fixture
def ready(timed_app):
    timed_app.put_email()
    timed_app.put_email_endpoint("ann", Demographic={"Timezone": "UTC"})
    return timed_app.create_segment(Name="everyone")["Id"]


def at(start, **more):
    return {"Schedule": {"StartTime": start, **more}}


def state(app, campaign):
    return app.campaign(campaign["Id"])["State"]["CampaignStatus"]


def sent(runner, app):
    runner.drain()
    return len(runner.outbox(app=app.id))


def test_it_starts_when_its_time_has_come(timed_runner, timed_app, ready, now):
    made = timed_app.create_campaign(ready, **at(now(hours=2)))
    timed_runner.advance("PT1H59M")
    assert sent(timed_runner, timed_app) == 0 and state(timed_app, made) == "SCHEDULED"
    timed_runner.advance("PT1M30S")
    assert sent(timed_runner, timed_app) == 1 and state(timed_app, made) == "COMPLETED"
    timed_runner.advance("P1D")
    assert sent(timed_runner, timed_app) == 1
    (activity,) = timed_app.activities(made["Id"])
    assert activity["ScheduledStart"][:19] + "Z" == made["Schedule"]["StartTime"]


def test_paused_over_its_time_it_does_not_make_up_for_it(timed_runner, timed_app, ready, now):
    made = timed_app.create_campaign(ready, **at(now(hours=2)))
    timed_app.update_campaign(made["Id"], IsPaused=True)
    timed_runner.advance("PT4H")
    assert sent(timed_runner, timed_app) == 0 and state(timed_app, made) == "PAUSED"
    timed_app.update_campaign(made["Id"], IsPaused=False)
    assert sent(timed_runner, timed_app) == 0


def test_paused_and_resumed_before_its_time_it_starts(timed_runner, timed_app, ready, now):
    made = timed_app.create_campaign(ready, **at(now(hours=2)), IsPaused=True)
    timed_app.update_campaign(made["Id"], IsPaused=False)
    timed_runner.advance("PT2H1M")
    assert sent(timed_runner, timed_app) == 1 and state(timed_app, made) == "COMPLETED"


def test_moved_it_starts_at_the_new_time_only(timed_runner, timed_app, ready, now):
    made = timed_app.create_campaign(ready, **at(now(hours=2)))
    timed_app.update_campaign(made["Id"], **at(now(hours=5)))
    timed_runner.advance("PT3H")
    assert sent(timed_runner, timed_app) == 0 and state(timed_app, made) == "SCHEDULED"
    timed_runner.advance("PT2H1M")
    assert sent(timed_runner, timed_app) == 1


def test_deleted_it_never_starts(timed_runner, timed_app, ready, now):
    made = timed_app.create_campaign(ready, **at(now(hours=1)))
    timed_app.delete_campaign(made["Id"])
    timed_runner.advance("PT2H")
    assert sent(timed_runner, timed_app) == 0
    with refused(NOT_FOUND):
        timed_app.campaign(made["Id"])


def test_in_a_deleted_app_nothing_starts(timed_runner, timed_app, ready, now):
    for ahead in ({"seconds": 30}, {"hours": 3}):
        timed_app.create_campaign(ready, **at(now(**ahead)))
    timed_app.delete()
    timed_runner.advance("PT40S")
    assert sent(timed_runner, timed_app) == 0
    timed_runner.advance("PT4H")
    assert sent(timed_runner, timed_app) == 0


def test_the_segment_is_evaluated_when_the_run_starts(timed_runner, timed_app, ready, now):
    timed_app.create_campaign(ready, **at(now(hours=1)))
    timed_app.put_email_endpoint("bob")
    timed_app.put("ann", OptOut="ALL")
    timed_runner.advance("PT1H1M")
    timed_runner.drain()
    assert [mail["endpoint_id"] for mail in timed_runner.outbox(app=timed_app.id)] == ["bob"]


def test_a_campaign_keeps_the_version_of_its_segment(timed_runner, timed_app, ready, now):
    timed_app.create_campaign(ready, **at(now(hours=1)))
    timed_app.update_segment(ready, Dimensions={"Attributes": {"plan": {"Values": ["none has it"]}}})
    timed_runner.advance("PT1H1M")
    assert sent(timed_runner, timed_app) == 1


def test_when_its_segment_is_deleted_the_campaign_is_too(timed_runner, timed_app, ready, now):
    made = timed_app.create_campaign(ready, **at(now(hours=1)))
    timed_app.delete_segment(ready)
    timed_runner.advance("PT1H1M")
    assert sent(timed_runner, timed_app) == 0 and state(timed_app, made) == "DELETED"


def test_when_its_template_is_deleted_it_is_invalid(timed_runner, timed_app, ready, now):
    pinpoint, name = timed_app.pinpoint, "short-lived"
    pinpoint.create_email_template(TemplateName=name, EmailTemplateRequest={"Subject": "s", "TextPart": "t"})
    made = timed_app.create_campaign(
        ready, **at(now(hours=1)), MessageConfiguration={}, TemplateConfiguration={"EmailTemplate": {"Name": name}}
    )
    pinpoint.delete_email_template(TemplateName=name)
    timed_runner.advance("PT1H1M")
    assert sent(timed_runner, timed_app) == 0 and state(timed_app, made) == "INVALID"


def test_without_a_message_by_then_it_is_invalid(timed_runner, timed_app, ready, now):
    made = timed_app.create_campaign(ready, **at(now(hours=1)), MessageConfiguration={})
    timed_runner.advance("PT1H1M")
    assert sent(timed_runner, timed_app) == 0 and state(timed_app, made) == "INVALID"


def test_a_template_is_read_when_the_run_starts(timed_runner, timed_app, ready, now):
    pinpoint, name = timed_app.pinpoint, "changing"
    pinpoint.create_email_template(TemplateName=name, EmailTemplateRequest={"Subject": "first", "TextPart": "t"})
    for template in ({"Name": name}, {"Name": name, "Version": "1"}):
        timed_app.create_campaign(ready, **at(now(hours=1)), MessageConfiguration={}, TemplateConfiguration={"EmailTemplate": template})
    pinpoint.update_email_template(
        TemplateName=name, CreateNewVersion=True, EmailTemplateRequest={"Subject": "second", "TextPart": "t"}
    )
    pinpoint.update_template_active_version(
        TemplateName=name, TemplateType="EMAIL", TemplateActiveVersionRequest={"Version": "latest"}
    )
    timed_runner.advance("PT1H1M")
    timed_runner.drain()
    subjects = sorted(mail["subject"] for mail in timed_runner.outbox(app=timed_app.id))
    pinpoint.delete_email_template(TemplateName=name)
    assert subjects == ["first", "second"]


def test_the_apps_quiet_time_is_copied_when_the_campaign_is_created(timed_runner, timed_app, ready, now):
    always = {"Start": "00:00", "End": "23:59"}
    before = timed_app.create_campaign(ready, **at(now(hours=1)), Name="before")
    timed_app.update_settings(QuietTime=always)
    during = timed_app.create_campaign(ready, **at(now(hours=1)), Name="during")
    timed_app.update_settings(QuietTime={})
    timed_runner.advance("PT1H1M")
    timed_runner.drain()
    assert [mail["campaign_id"] for mail in timed_runner.outbox(app=timed_app.id)] == [before["Id"]]
    (activity,) = timed_app.activities(during["Id"])
    assert activity["State"] == "COMPLETED" and activity["SuccessfulEndpointCount"] == 0


def test_the_campaigns_own_quiet_time_wins(timed_runner, timed_app, ready, now):
    timed_app.update_settings(QuietTime={"Start": "00:00", "End": "23:59"})
    own = {"Start": "10:00", "End": "10:00"}  # none at all
    timed_app.create_campaign(ready, **at(now(hours=1), QuietTime=own))
    timed_runner.advance("PT1H1M")
    assert sent(timed_runner, timed_app) == 1


def test_a_start_that_has_passed_is_refused(timed_app, ready, now):
    with refused(BAD_REQUEST, "Schedule.StartTime", "past"):
        timed_app.create_campaign(ready, **at(now(hours=-2)))
