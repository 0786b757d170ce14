"""What a journey needs in order to be published: every rule with its words, and all faults at once."""

import pytest
from support.calls import ABSENT, BAD_REQUEST, items, refused
from support.journeys import dated, waiting

MAIL = {"TemplateName": "conformance-template"}
QUIET = {"Start": "20:00", "End": "08:00"}
SIGN_UP = {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["sign_up"]}}}


def only(**activity):
    return {"Activities": {"w": activity}}


def asking(condition):
    return only(ConditionalSplit={"Condition": {"Operator": "ALL", "Conditions": [condition]}})


def percent(*percentages):
    return only(RandomSplit={"Branches": [{"Percentage": percentage} for percentage in percentages]})


def opened(start, end, **more):
    hours = {"EMAIL": {"MONDAY": [{"StartTime": start, "EndTime": end}]}}
    return {"OpenHours": hours, "QuietTime": QUIET, "SendingSchedule": True, **more}


def closed(**rule):
    return {"ClosedDays": {"SMS": [{"Name": "x", **rule}]}, "QuietTime": QUIET, "SendingSchedule": True}


def by_event(**condition):
    return {"StartCondition": {"EventStartCondition": condition}}


UNFIT = [
    ({"StartCondition": {}}, "StartCondition: must have one of SegmentStartCondition and EventStartCondition"),
    ({"StartCondition": {"SegmentStartCondition": {"SegmentId": ABSENT}}}, "StartCondition.SegmentStartCondition.SegmentId: must be a segment of this app"),
    (by_event(), "StartCondition.EventStartCondition.EventFilter: must be given"),
    (by_event(EventFilter={**SIGN_UP, "Dimensions": {}}), "StartCondition.EventStartCondition.EventFilter: must name an event in Dimensions.EventType"),
    (by_event(EventFilter=SIGN_UP, SegmentId=ABSENT), "StartCondition.EventStartCondition.SegmentId: must be a segment of this app"),
    ({**by_event(EventFilter=SIGN_UP), "LocalTime": True}, "LocalTime: must be false when an event starts the journey"),
    ({"StartActivity": ""}, "StartActivity: must name the first activity"),
    ({"StartActivity": "gone"}, "StartActivity: names gone, which does not exist"),
    ({"Activities": {}}, "Activities: must have 1 to 40 members"),
    (only(Holdout={"Percentage": 1, "NextActivity": "gone"}), "activity w: NextActivity names gone, which does not exist"),
    (only(Holdout={"Percentage": 1, "NextActivity": "w"}), "activity w: leads back to itself; a journey must not loop"),
    ({"Activities": {**waiting("")["Activities"], "lost": {"Holdout": {"Percentage": 1}}}}, "activity lost: cannot be reached from StartActivity"),
    (only(EMAIL={}), "activity w: must name a template"),
    (only(EMAIL={"TemplateName": "gone"}), "activity w: EMAIL template gone does not exist"),
    (only(EMAIL={**MAIL, "TemplateVersion": "9"}), "activity w: template conformance-template has no version 9"),
    (only(SMS=MAIL), "activity w: SMS template conformance-template does not exist"),
    (only(PUSH={"TemplateName": "gone"}), "activity w: PUSH template gone does not exist"),
    (only(PUSH=MAIL), "activity w: the PUSH channel is not enabled"),
    (only(CUSTOM={"EndpointTypes": ["GCM"]}), "activity w: must have a DeliveryUri"),
    (only(CUSTOM={"DeliveryUri": "f"}), "activity w: must have EndpointTypes"),
    (only(ConditionalSplit={}), "activity w: must have at least one condition"),
    (asking({}), "activity w: each condition must have one of EventCondition, SegmentCondition and segmentDimensions"),
    (asking({"SegmentCondition": {"SegmentId": ABSENT}}), f"activity w: segment {ABSENT} does not exist"),
    (asking({"EventCondition": {}}), "activity w: an EventCondition must name an event in Dimensions.EventType"),
    (
        asking({"EventCondition": {"MessageActivity": "w", "Dimensions": SIGN_UP["Dimensions"]}}),
        "activity w: MessageActivity w is no earlier message activity of its path",
    ),
    (only(MultiCondition={}), "activity w: must have at least one branch"),
    (only(MultiCondition={"Branches": [{}]}), "activity w: Branches[0] must have a condition"),
    (percent(100), "activity w: must have at least two branches"),
    (percent(0, 100), "activity w: each Percentage must be from 1 to 99"),
    (percent(50, 51), "activity w: the percentages must sum up to 100"),
    (only(Holdout={"Percentage": 0}), "activity w: Percentage must be from 1 to 99"),
    (only(Wait={}), "activity w: must have WaitFor or WaitUntil"),
    (
        only(Wait={"WaitTime": {"WaitUntil": "2001-01-01T00:00:00Z"}}),
        "activity w: WaitTime.WaitUntil must lie between the journey's start and end",
    ),
    ({"Schedule": {"StartTime": dated(hours=-1)}}, "Schedule.StartTime: must not be in the past"),
    ({"Schedule": {"StartTime": dated(days=2), "EndTime": dated(days=1)}}, "Schedule.EndTime: must be later than the start"),
    ({"Schedule": {"EndTime": dated(days=541)}}, "Schedule.EndTime: must be at most 540 days after the start"),
    (only(ContactCenter={}), "JourneyChannelSettings.ConnectCampaignArn: must be given for a contact-center activity"),
    (
        {**only(ContactCenter={}), **by_event(EventFilter=SIGN_UP)},
        "Activities: must have no contact-center activity when an event starts the journey",
    ),
    ({"QuietTime": {"Start": "22:00"}}, "QuietTime.End: must be given together with Start"),
    (opened("08:00", "20:00", SendingSchedule=False), "OpenHours: needs SendingSchedule to be true"),
    (opened("08:00", "20:00", QuietTime={}), "OpenHours: needs a QuietTime"),
    (opened("07:59", "20:00"), "OpenHours.EMAIL.MONDAY[0]: must lie outside the quiet time"),
    (opened("12:00", "12:00"), "OpenHours.EMAIL.MONDAY[0]: must have an EndTime later than its StartTime"),
    (opened("12:00", ""), "OpenHours.EMAIL.MONDAY[0]: must have StartTime and EndTime"),
    (closed(), "ClosedDays.SMS[0]: must have Name, StartDateTime and EndDateTime"),
    (closed(StartDateTime="2098-12-24T00:00:00", EndDateTime="2098-12-24T00:00:00"), "ClosedDays.SMS[0]: must have an EndDateTime later than its StartDateTime"),
    (closed(StartDateTime="2098-12-24T00:00:00", EndDateTime="2099-01-01T00:00:00"), "ClosedDays.SMS[0]: must span at most 7 days"),
]


@pytest.fixture
def segment(app):
    return app.create_segment(Name="everyone")["Id"]


@pytest.mark.parametrize(("changes", "rule"), UNFIT, ids=[f"{i}-{rule.split(':')[0]}" for i, (_, rule) in enumerate(UNFIT)])
def test_unfit_journeys_are_saved_and_not_published(pinpoint, app, template, segment, changes, rule):
    request = waiting(segment, **changes)
    with refused(BAD_REQUEST, "cannot be published", rule):
        app.create_journey(**request)
    assert items(pinpoint.list_journeys, 10, ApplicationId=app.id) == []
    draft = app.create_journey(**{**request, "State": "DRAFT"})
    with refused(BAD_REQUEST, "cannot be published", rule):
        app.set_journey(draft["Id"], "ACTIVE")
    with refused(BAD_REQUEST, "cannot be published", rule):
        app.update_journey(draft["Id"], State="ACTIVE")
    assert app.journey(draft["Id"]) == draft


def test_a_disabled_channel(app, template, segment):
    request = waiting(segment, **only(EMAIL=MAIL))
    with refused(BAD_REQUEST, "activity w: the EMAIL channel is not enabled"):
        app.create_journey(**request)
    app.put_email(Enabled=False)
    with refused(BAD_REQUEST, "activity w: the EMAIL channel is not enabled"):
        app.create_journey(**request)
    app.put_email()
    made = app.create_journey(**request)
    assert app.set_journey(made["Id"], "CANCELLED")["State"] == "CANCELLED"


def test_all_faults_at_once_but_at_most_twenty(app, segment):
    def chain(count):
        return {f"a{i:02}": {"Holdout": {"Percentage": 0, "NextActivity": f"a{i + 1:02}" if i < count else ""}} for i in range(1, count + 1)}

    with refused(BAD_REQUEST) as caught:
        app.create_journey(**waiting(segment, StartActivity="a01", Activities=chain(3), RefreshFrequency=""))
    assert caught.value.response["Error"]["Message"] == "the journey cannot be published: " + "; ".join(
        f"activity a0{i}: Percentage must be from 1 to 99" for i in (1, 2, 3)
    )
    with refused(BAD_REQUEST, "activity a20: Percentage", "; and 20 more"):
        app.create_journey(**waiting(segment, StartActivity="a01", Activities=chain(40)))
    with refused(BAD_REQUEST, "Activities: must have at most 40 members"):
        app.create_journey(**waiting(segment, StartActivity="a01", Activities=chain(41)))


def test_forty_activities_may_be_published(app, segment):
    chain = {f"a{i}": {"Holdout": {"Percentage": 1, "NextActivity": f"a{i + 1}" if i < 39 else ""}} for i in range(40)}
    made = app.create_journey(**waiting(segment, StartActivity="a0", Activities=chain))
    assert made["State"] == "ACTIVE" and len(made["Activities"]) == 40
    app.set_journey(made["Id"], "CANCELLED")


def test_contact_centers(app, segment):
    def chain(count):
        return {f"c{i}": {"ContactCenter": {"NextActivity": f"c{i + 1}" if i < count - 1 else ""}} for i in range(count)}

    dial = {"JourneyChannelSettings": {"ConnectCampaignArn": "arn:aws:connect-campaigns:us-east-1:123456789012:campaign/c"}}
    with refused(BAD_REQUEST, "Activities: must have at most 3 contact-center activities"):
        app.create_journey(**waiting(segment, StartActivity="c0", Activities=chain(4), **dial))
    made = app.create_journey(**waiting(segment, StartActivity="c0", Activities=chain(3), **dial))
    app.set_journey(made["Id"], "CANCELLED")
