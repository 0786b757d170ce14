"""Application settings: empty at first, changed part by part, cleared by an empty object."""

import pytest
from support.app import App
from support.calls import ABSENT, BAD_REQUEST, DATE, NOT_FOUND, refused

HOOK = {"LambdaFunctionName": "filter", "Mode": "FILTER"}
QUIET = {"Start": "22:00", "End": "07:00"}
LIMITS = {"Daily": 3, "Total": 10, "MaximumDuration": 3600, "MessagesPerSecond": 500}
JOURNEY = {"DailyCap": 2, "TotalCap": 7, "TimeframeCap": {"Cap": 5, "Days": 30}}


def test_a_new_app_has_empty_objects(app):
    settings = app.settings()
    assert settings["ApplicationId"] == app.id
    assert (settings["CampaignHook"], settings["Limits"], settings["QuietTime"]) == ({}, {}, {})


def test_what_is_written_is_answered_and_kept(app):
    written = app.update_settings(CampaignHook=HOOK, Limits=LIMITS, QuietTime=QUIET, JourneyLimits=JOURNEY)
    assert written == app.settings()
    assert DATE.fullmatch(written.pop("LastModifiedDate"))
    assert written == {
        "ApplicationId": app.id, "CampaignHook": HOOK, "Limits": LIMITS, "QuietTime": QUIET, "JourneyLimits": JOURNEY,
    }


def test_what_is_absent_stays(app):
    app.update_settings(CampaignHook=HOOK, Limits=LIMITS, QuietTime=QUIET)
    after = app.update_settings(QuietTime={"Start": "23:00", "End": "06:30"})
    assert after["CampaignHook"] == HOOK and after["Limits"] == LIMITS
    assert after["QuietTime"] == {"Start": "23:00", "End": "06:30"}
    assert app.update_settings()["Limits"] == LIMITS


def test_an_object_is_replaced_as_a_whole(app):
    app.update_settings(Limits=LIMITS, JourneyLimits=JOURNEY)
    after = app.update_settings(Limits={"Daily": 5}, JourneyLimits={"TotalCap": 1})
    assert after["Limits"] == {"Daily": 5} and after["JourneyLimits"] == {"TotalCap": 1}


def test_an_empty_object_clears_and_is_still_there(app):
    app.update_settings(CampaignHook=HOOK, Limits=LIMITS, QuietTime=QUIET, JourneyLimits=JOURNEY)
    after = app.update_settings(CampaignHook={}, Limits={}, QuietTime={}, JourneyLimits={})
    assert (after["CampaignHook"], after["Limits"], after["QuietTime"]) == ({}, {}, {})
    assert not after.get("JourneyLimits")
    assert app.settings() == after


def test_switches_are_taken_and_never_told(app):
    after = app.update_settings(CloudWatchMetricsEnabled=True, EventTaggingEnabled=False, Limits={"Daily": 1})
    assert set(after) <= {"ApplicationId", "CampaignHook", "LastModifiedDate", "Limits", "QuietTime", "JourneyLimits"}


@pytest.mark.parametrize(
    ("limits", "good"),
    [
        ({"Daily": 0, "Total": 0, "MessagesPerSecond": 1, "MaximumDuration": 60, "Session": 0}, True),
        ({"Daily": 100, "Total": 100, "MessagesPerSecond": 20000, "MaximumDuration": 604800, "Session": 10}, True),
        ({"Daily": -1}, False),
        ({"Daily": 101}, False),
        ({"Total": -1}, False),
        ({"Total": 101}, False),
        ({"MessagesPerSecond": -1}, False),
        ({"MessagesPerSecond": 20001}, False),
        ({"MaximumDuration": 59}, False),
        ({"Session": -1}, False),
        ({"Session": 11}, False),
    ],
)
def test_ranges_of_limits(app, limits, good):
    if good:
        assert app.update_settings(Limits=limits)["Limits"] == limits
        return
    app.update_settings(Limits=LIMITS)
    with refused(BAD_REQUEST, f"Limits.{next(iter(limits))}"):
        app.update_settings(Limits=limits)
    assert app.settings()["Limits"] == LIMITS


@pytest.mark.parametrize(
    ("limits", "field"),
    [
        ({"DailyCap": 101}, "JourneyLimits.DailyCap"),
        ({"TotalCap": -1}, "JourneyLimits.TotalCap"),
        ({"TimeframeCap": {"Cap": 101, "Days": 1}}, "JourneyLimits.TimeframeCap.Cap"),
        ({"TimeframeCap": {"Cap": 1, "Days": 31}}, "JourneyLimits.TimeframeCap.Days"),
    ],
)
def test_ranges_of_journey_limits(app, limits, field):
    with refused(BAD_REQUEST, field):
        app.update_settings(JourneyLimits=limits)


@pytest.mark.parametrize(
    ("quiet", "field"),
    [
        ({"Start": "24:00", "End": "07:00"}, "QuietTime.Start"),
        ({"Start": "22:60", "End": "07:00"}, "QuietTime.Start"),
        ({"Start": "10pm", "End": "07:00"}, "QuietTime.Start"),
        ({"Start": "22:00", "End": ""}, "QuietTime.End"),
        ({"Start": "22:00", "End": "７:00"}, "QuietTime.End"),
    ],
)
def test_times_of_day_that_are_refused(app, quiet, field):
    with refused(BAD_REQUEST, field):
        app.update_settings(QuietTime=quiet)


def test_an_unknown_hook_mode_is_refused_and_nothing_of_the_request_is_kept(app):
    before = app.settings()
    with refused(BAD_REQUEST, "CampaignHook.Mode", "DELIVERY, FILTER"):
        app.update_settings(Limits={"Daily": 9}, CampaignHook={"Mode": "SOMETIMES"})
    assert app.settings() == before


def test_an_absent_app_has_no_settings(pinpoint):
    nobody = App(pinpoint, ABSENT)
    with refused(NOT_FOUND, "Application not found"):
        nobody.settings()
    with refused(NOT_FOUND, "Application not found"):
        nobody.update_settings(Limits={"Daily": 1})
