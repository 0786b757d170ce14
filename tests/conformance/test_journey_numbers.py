"""Runs and execution metrics of journeys, and the indicators of apps, campaigns and journeys."""

from datetime import UTC, datetime, timedelta

import pytest
from support.calls import ABSENT, BAD_REQUEST, DATE, ID, NOT_FOUND, refused
from support.journeys import cancelled, waiting

KINDS = {
    "mail": ({"EMAIL": {}}, "MESSAGE"), "text": ({"SMS": {}}, "MESSAGE"), "push": ({"PUSH": {}}, "MESSAGE"), "own": ({"CUSTOM": {}}, "MESSAGE"),
    "wait": ({"Wait": {}}, "WAIT"), "split": ({"ConditionalSplit": {}}, "CONDITIONAL_SPLIT"), "multi": ({"MultiCondition": {}}, "MULTI_CONDITIONAL_SPLIT"),
    "random": ({"RandomSplit": {}}, "RANDOM_SPLIT"), "hold": ({"Holdout": {"Percentage": 1}}, "HOLDOUT"), "call": ({"ContactCenter": {}}, "CONTACT_CENTER"),
}
APP = ["unique-deliveries", "email-open-rate-grouped-by-campaign", "txn-emails-sent-grouped-by-date", "txn-sms-error-distribution"]
CAMPAIGN = ["sms-spend", "clicks-grouped-by-campaign-activity", "unique-deliveries-grouped-by-date"]
JOURNEY = ["journey-emails-sent", "emails-unsubscribed-grouped-by-journey-activity"]


@pytest.fixture
def journey(app):
    return app.create_journey(Activities={name: activity for name, (activity, _) in KINDS.items()})["Id"]


def test_a_draft_has_no_runs(pinpoint, app, journey):
    answer = pinpoint.get_journey_runs(ApplicationId=app.id, JourneyId=journey, PageSize="5")["JourneyRunsResponse"]
    assert answer == {"Item": []}


def test_a_published_journey_has_a_run_with_numbers_of_its_own(pinpoint, app):
    published = app.create_journey(**waiting(app.create_segment(Name="everyone")["Id"]))["Id"]
    which = {"ApplicationId": app.id, "JourneyId": published}
    (run,) = pinpoint.get_journey_runs(**which)["JourneyRunsResponse"]["Item"]
    assert ID.fullmatch(run["RunId"]) and run["Status"] == "SCHEDULED" and run["CreationTime"] == run["LastUpdateTime"]
    numbers = pinpoint.get_journey_run_execution_metrics(**which, RunId=run["RunId"])["JourneyRunExecutionMetricsResponse"]
    assert (numbers["RunId"], numbers["Metrics"]) == (run["RunId"], {})
    numbers = pinpoint.get_journey_run_execution_activity_metrics(**which, RunId=run["RunId"], JourneyActivityId="w")
    numbers = numbers["JourneyRunExecutionActivityMetricsResponse"]
    assert (numbers["ActivityType"], numbers["RunId"], numbers["Metrics"]) == ("WAIT", run["RunId"], {})
    with refused(NOT_FOUND):
        pinpoint.get_journey_run_execution_metrics(**which, RunId=ABSENT)
    cancelled(app, {"Id": published})
    assert [run["Status"] for run in pinpoint.get_journey_runs(**which)["JourneyRunsResponse"]["Item"]] == ["CANCELLED"]


def test_journeys_of_an_app_that_is_absent(pinpoint, app):
    with refused(NOT_FOUND):
        pinpoint.list_journeys(ApplicationId=ABSENT)
    with refused(BAD_REQUEST, "page-size"):
        pinpoint.list_journeys(ApplicationId=app.id, PageSize="0")


def test_numbers_of_a_journey_and_its_activities(pinpoint, app, journey):
    which = {"ApplicationId": app.id, "JourneyId": journey}
    answer = pinpoint.get_journey_execution_metrics(**which, PageSize="5")["JourneyExecutionMetricsResponse"]
    assert DATE.fullmatch(answer["LastEvaluatedTime"])
    assert answer == {**which, "LastEvaluatedTime": answer["LastEvaluatedTime"], "Metrics": {}}
    for name, (_, kind) in KINDS.items():
        answer = pinpoint.get_journey_execution_activity_metrics(**which, JourneyActivityId=name)
        answer = answer["JourneyExecutionActivityMetricsResponse"]
        assert (answer["JourneyActivityId"], answer["ActivityType"], answer["Metrics"]) == (name, kind, {})
    with refused(NOT_FOUND):
        pinpoint.get_journey_execution_activity_metrics(**which, JourneyActivityId="gone")
    with refused(BAD_REQUEST, "page-size"):
        pinpoint.get_journey_execution_metrics(**which, PageSize="many")
    with refused(BAD_REQUEST, "next-token"):
        pinpoint.get_journey_execution_metrics(**which, NextToken="x")


def test_a_run_that_is_not_there_has_no_numbers(pinpoint, app, journey):
    which = {"ApplicationId": app.id, "JourneyId": journey, "RunId": ABSENT}
    with refused(NOT_FOUND):
        pinpoint.get_journey_run_execution_metrics(**which)
    with refused(NOT_FOUND):
        pinpoint.get_journey_run_execution_activity_metrics(**which, JourneyActivityId="wait")


@pytest.fixture
def questions(pinpoint, app, journey):
    """Per level: the call, the ids, a few names, and a name that is another level's."""
    campaign = app.create_campaign(app.create_segment(Name="everyone")["Id"])["Id"]
    of_app = {"ApplicationId": app.id}
    return [
        (pinpoint.get_application_date_range_kpi, of_app, APP, "journey-emails-sent"),
        (pinpoint.get_campaign_date_range_kpi, {**of_app, "CampaignId": campaign}, CAMPAIGN, "txn-emails-sent"),
        (pinpoint.get_journey_date_range_kpi, {**of_app, "JourneyId": journey}, JOURNEY, "unique-deliveries"),
    ]


def payload(answer):
    (value,) = [value for name, value in answer.items() if name != "ResponseMetadata"]
    return value


def test_indicators_have_no_rows_yet_and_echo_the_question(questions):
    end = datetime.now(UTC).replace(microsecond=0)
    start = end - timedelta(days=31)
    for call, ids, names, _ in questions:
        for name in names:
            answer = payload(call(**ids, KpiName=name, StartTime=start, EndTime=end, PageSize="1", NextToken="x"))
            assert answer == {**ids, "KpiName": name, "StartTime": start, "EndTime": end, "KpiResult": {"Rows": []}}


def test_the_last_31_days_are_meant_when_no_time_is_given(questions):
    for call, ids, names, _ in questions:
        answer = payload(call(**ids, KpiName=names[0]))
        assert answer["EndTime"] - answer["StartTime"] == timedelta(days=31)
        assert abs(datetime.now(UTC) - answer["EndTime"]) < timedelta(minutes=5)


def test_unknown_names_and_absent_things(questions):
    for call, ids, names, of_another in questions:
        for name in ("visits", of_another, names[0].upper()):
            with refused(NOT_FOUND, "Resource not found"):
                call(**ids, KpiName=name)
        with refused(NOT_FOUND, "Application not found"):
            call(**{**ids, "ApplicationId": ABSENT}, KpiName=names[0])
        for absent in [name for name in ids if name != "ApplicationId"]:
            with refused(NOT_FOUND, "Resource not found"):
                call(**{**ids, absent: ABSENT}, KpiName=names[0])


def test_times_that_cannot_be_asked_for(questions):
    now = datetime.now(UTC)
    for call, ids, names, _ in questions:
        for start, end, words in [
            (now, now - timedelta(days=1), ["start-time", "end-time"]),
            (now - timedelta(days=40), now, ["end-time", "31 days"]),
            (now - timedelta(days=91), now - timedelta(days=80), ["start-time", "90 days"]),
        ]:
            with refused(BAD_REQUEST, *words):
                call(**ids, KpiName=names[0], StartTime=start, EndTime=end)
