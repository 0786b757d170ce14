"""Journeys: drafts that are saved and changed, and journeys that are published."""

from datetime import UTC, datetime

import pytest
from support.calls import ABSENT, BAD_REQUEST, CONFLICT, DATE, ID, NOT_FOUND, items, pages, refused
from support.journeys import cancelled, dated, sms_with_nudge, welcome

OPENED = {"FilterType": "SYSTEM", "Dimensions": {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["_email.open"]}}}


@pytest.fixture
def segment(app):
    return app.create_segment(Name="everyone")["Id"]


def test_a_draft_needs_but_a_name(app):
    made = app.create_journey(Name="draft")
    assert ID.fullmatch(made["Id"]) and DATE.fullmatch(made["CreationDate"])
    assert made == {
        "ApplicationId": app.id, "Id": made["Id"], "Name": "draft", "State": "DRAFT",
        "CreationDate": made["CreationDate"], "LastModifiedDate": made["CreationDate"],
    }
    assert app.journey(made["Id"]) == made


def test_a_draft_is_kept_as_it_was_written(app):
    hours = {day: [{"StartTime": "08:00", "EndTime": "18:00:00"}] for day in ("MONDAY", "FRIDAY")}
    holidays = [{"Name": "x-mas", "StartDateTime": "2098-12-24T00:00:00", "EndDateTime": "2098-12-27T00:00:00"}]
    request = {
        "Name": "all", "State": "DRAFT", "LocalTime": True, "RefreshFrequency": "P1D", "RefreshOnSegmentUpdate": True,
        "StartCondition": {"Description": "d", "EventStartCondition": {"EventFilter": OPENED, "SegmentId": "none"}},
        "StartActivity": "nowhere", "Activities": {"a": {"Wait": {"NextActivity": "nowhere"}, "Description": "d"}},
        "Schedule": {"StartTime": datetime(2098, 1, 1, tzinfo=UTC), "EndTime": datetime(2097, 1, 1, tzinfo=UTC), "Timezone": "UTC+12:45"},
        "Limits": {
            "DailyCap": 1, "EndpointReentryCap": 2, "EndpointReentryInterval": "P7D", "MessagesPerSecond": 50, "TotalCap": 5,
            "TimeframeCap": {"Cap": 3, "Days": 7},
        },
        "QuietTime": {"Start": "22:00", "End": "07:00"}, "WaitForQuietTime": True, "SendingSchedule": True,
        "OpenHours": {"EMAIL": hours}, "ClosedDays": {"SMS": holidays}, "TimezoneEstimationMethods": ["PHONE_NUMBER", "POSTAL_CODE"],
        "JourneyChannelSettings": {"ConnectCampaignArn": "arn:aws:connect-campaigns:us-east-1:123456789012:campaign/c"},
    }
    made = app.create_journey(**request)
    assert {name: made[name] for name in request} == request
    assert app.journey(made["Id"]) == made


def test_an_update_replaces_what_it_names_and_keeps_the_rest(app):
    made = app.create_journey(Limits={"DailyCap": 1, "TotalCap": 5}, Activities={"a": {"Wait": {}}}, RefreshFrequency="PT12H")
    changed = app.update_journey(made["Id"], Name="other", Limits={"DailyCap": 2}, CreationDate="2001-01-01")
    assert changed == {**made, "Name": "other", "Limits": {"DailyCap": 2}, "LastModifiedDate": changed["LastModifiedDate"]}
    assert changed["LastModifiedDate"] >= made["LastModifiedDate"] and app.journey(made["Id"]) == changed
    emptied = app.update_journey(made["Id"], Name="other", Activities={})
    assert emptied["Activities"] == {} and emptied["RefreshFrequency"] == "PT12H"


def test_journeys_are_listed_newest_first(pinpoint, app):
    made = [app.create_journey(Name=f"j{i}")["Id"] for i in range(5)]
    arguments = {"ApplicationId": app.id}
    listed = items(pinpoint.list_journeys, 10, **arguments)
    assert {journey["Id"] for journey in listed} == set(made)
    assert [journey["CreationDate"] for journey in listed] == sorted((j["CreationDate"] for j in listed), reverse=True)
    for size in (1, 2, 5):
        found = pages(pinpoint.list_journeys, size, **arguments)
        assert [journey for page in found for journey in page] == listed and all(found)


def test_a_journey_is_its_apps(pinpoint, app):
    made = app.create_journey()["Id"]
    for call in (pinpoint.get_journey, pinpoint.get_journey_runs, pinpoint.get_journey_execution_metrics, pinpoint.delete_journey):
        with refused(NOT_FOUND, "Application not found"):
            call(ApplicationId=ABSENT, JourneyId=made)
        with refused(NOT_FOUND, "Resource not found"):
            call(ApplicationId=app.id, JourneyId=ABSENT)


def test_the_documented_journey_is_published(app, segment, template):
    with sms_with_nudge(app):
        app.put_email()
        request = welcome(segment, template)
        made = app.create_journey(**request)
        assert {name: made[name] for name in request} == request and made["State"] == "ACTIVE"
        assert app.journey(made["Id"]) == made
        with refused(CONFLICT, "ACTIVE"):
            app.update_journey(made["Id"], Name="other")
        cancelled(app, made)


def test_an_update_may_publish(app, segment):
    made = app.create_journey(RefreshFrequency="PT1H")
    wait = {"w": {"Wait": {"WaitTime": {"WaitFor": "PT1H"}}}}
    start = {"SegmentStartCondition": {"SegmentId": segment}}
    published = app.update_journey(made["Id"], State="ACTIVE", Activities=wait, StartActivity="w", StartCondition=start)
    assert published["State"] == "ACTIVE" and published["RefreshFrequency"] == "PT1H"
    cancelled(app, published)


def test_an_event_may_start_it(app, segment):
    made = app.create_journey(
        State="ACTIVE", StartActivity="h", Activities={"h": {"Holdout": {"Percentage": 99}}},
        StartCondition={"EventStartCondition": {"EventFilter": OPENED, "SegmentId": segment}},
    )
    assert made["State"] == "ACTIVE"
    cancelled(app, made)


def test_dates_and_schedule_of_a_published_journey(app, segment):
    start, end = dated(days=1), dated(days=541)
    wait = {"w": {"Wait": {"WaitTime": {"WaitUntil": dated(days=2).isoformat()}}}}
    request = {"State": "ACTIVE", "StartActivity": "w", "StartCondition": {"SegmentStartCondition": {"SegmentId": segment}}}
    made = app.create_journey(Schedule={"StartTime": start, "EndTime": end, "Timezone": "UTC"}, Activities=wait, **request)
    assert made["Schedule"] == {"StartTime": start, "EndTime": end, "Timezone": "UTC"}
    cancelled(app, made)
    with refused(BAD_REQUEST, "Schedule.EndTime", "540 days"):
        app.create_journey(Schedule={"StartTime": start, "EndTime": dated(days=542)}, Activities=wait, **request)


def test_settings_are_defaults_and_are_not_echoed(app, segment):
    app.update_settings(QuietTime={"Start": "20:00", "End": "08:00"}, JourneyLimits={"DailyCap": 3})
    hours = {"EMAIL": {"MONDAY": [{"StartTime": "08:00", "EndTime": "20:00"}]}}
    made = app.create_journey(
        State="ACTIVE", SendingSchedule=True, OpenHours=hours, StartActivity="w", Activities={"w": {"Wait": {"WaitTime": {"WaitFor": "PT1H"}}}},
        StartCondition={"SegmentStartCondition": {"SegmentId": segment}},
    )
    assert "QuietTime" not in made and "Limits" not in made
    cancelled(app, made)
