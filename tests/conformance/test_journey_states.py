"""The states of a journey: each change that may be asked for, and those that may not."""

import pytest
from support.calls import BAD_REQUEST, CONFLICT, NOT_FOUND, refused
from support.journeys import cancelled, waiting

STATES = ["DRAFT", "ACTIVE", "PAUSED", "CANCELLED", "CLOSED", "COMPLETED"]


@pytest.fixture
def segment(app):
    return app.create_segment(Name="everyone")["Id"]


def journey_in(app, segment, state):
    """The id of a journey in one of the states that a client can bring about."""
    made = app.create_journey(**waiting(segment, State="DRAFT" if state == "DRAFT" else "ACTIVE"))["Id"]
    if state in ("PAUSED", "CANCELLED"):
        app.set_journey(made, state)
    assert app.journey(made)["State"] == state
    return made


@pytest.mark.parametrize(
    ("before", "after"),
    [("DRAFT", "ACTIVE"), ("ACTIVE", "PAUSED"), ("ACTIVE", "CANCELLED"), ("PAUSED", "CANCELLED")],
)
def test_what_may_follow(app, segment, before, after):
    made = journey_in(app, segment, before)
    answer = app.set_journey(made, after)
    assert answer["State"] == after and app.journey(made) == answer
    if after != "CANCELLED":
        cancelled(app, answer)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *(("DRAFT", state) for state in STATES if state != "ACTIVE"),
        *(("ACTIVE", state) for state in STATES if state not in ("PAUSED", "CANCELLED")),
        *(("PAUSED", state) for state in STATES if state not in ("ACTIVE", "CANCELLED")),
        *(("CANCELLED", state) for state in STATES),
    ],
)
def test_what_may_not(app, segment, before, after):
    made = journey_in(app, segment, before)
    whole = app.journey(made)
    with refused(BAD_REQUEST, "State", before, f"cannot become {after}"):
        app.set_journey(made, after)
    assert app.journey(made) == whole
    if before in ("ACTIVE", "PAUSED"):
        cancelled(app, whole)


def test_a_pause_lasts_five_minutes(timed_runner, timed_app):
    app = timed_app
    made = journey_in(app, app.create_segment(Name="everyone")["Id"], "PAUSED")
    timed_runner.advance("PT4M59S")
    with refused(BAD_REQUEST, "State", "PAUSED", "5 minutes"):
        app.set_journey(made, "ACTIVE")
    timed_runner.advance("PT1S")
    assert app.set_journey(made, "ACTIVE")["State"] == "ACTIVE"
    assert app.set_journey(made, "PAUSED")["State"] == "PAUSED"
    with refused(BAD_REQUEST, "5 minutes"):
        app.set_journey(made, "ACTIVE")
    cancelled(app, app.journey(made))


def test_only_a_journey_that_is_refreshed_can_be_paused(app, segment):
    made = app.create_journey(**waiting(segment, RefreshFrequency=""))
    with refused(BAD_REQUEST, "State", "RefreshFrequency"):
        app.set_journey(made["Id"], "PAUSED")
    cancelled(app, made)


@pytest.mark.parametrize("state", ["ACTIVE", "PAUSED", "CANCELLED"])
def test_only_a_draft_is_edited(app, segment, state):
    made = journey_in(app, segment, state)
    whole = app.journey(made)
    for change in ({"Name": "other"}, {"Activities": {}}, {"State": "ACTIVE"}):
        with refused(CONFLICT, state, "DRAFT"):
            app.update_journey(made, **change)
    assert app.journey(made) == whole
    if state != "CANCELLED":
        cancelled(app, whole)


@pytest.mark.parametrize("state", ["DRAFT", "CANCELLED"])
def test_drafts_and_cancelled_journeys_are_deleted(app, segment, state):
    made = journey_in(app, segment, state)
    whole = app.journey(made)
    assert app.delete_journey(made) == whole
    for call in (app.journey, app.delete_journey):
        with refused(NOT_FOUND):
            call(made)


@pytest.mark.parametrize("state", ["ACTIVE", "PAUSED"])
def test_others_are_not(app, segment, state):
    made = journey_in(app, segment, state)
    with refused(BAD_REQUEST, "State", state, "cancel"):
        app.delete_journey(made)
    cancelled(app, app.journey(made))
    app.delete_journey(made)


def test_at_most_fifty_and_twenty_started_by_events_are_active(timed_app):
    app = timed_app
    segment = app.create_segment(Name="everyone")["Id"]
    event = {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["sign_up"]}}}
    by_event = waiting(segment, RefreshFrequency="", StartCondition={"EventStartCondition": {"EventFilter": event}})
    made = [app.create_journey(**by_event) for _ in range(20)]
    with refused(BAD_REQUEST, "State", "20", "event-triggered"):
        app.create_journey(**by_event)
    made += [app.create_journey(**waiting(segment)) for _ in range(30)]
    draft = app.create_journey(**waiting(segment, State="DRAFT"))["Id"]
    with refused(BAD_REQUEST, "State", "50"):
        app.set_journey(draft, "ACTIVE")
    app.set_journey(made[-1]["Id"], "PAUSED")
    with refused(BAD_REQUEST, "State", "50"):
        app.update_journey(draft, State="ACTIVE")
    cancelled(app, made.pop())
    made.append(app.set_journey(draft, "ACTIVE"))
    for journey in made:
        cancelled(app, journey)
