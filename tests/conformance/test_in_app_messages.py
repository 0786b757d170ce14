"""In-app messages: what an endpoint may show, and how such a campaign lives."""

from datetime import datetime, timedelta

from support.app import App
from support.calls import ABSENT, NOT_FOUND, refused

MESSAGE = {"InAppMessage": {"Layout": "TOP_BANNER", "Content": [{"BodyConfig": {"Alignment": "LEFT", "Body": "Sale", "TextColor": "#ffffff"}}]}}
FILTER = {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["opened"]}}}


def offers(app, endpoint):
    answer = app.pinpoint.get_in_app_messages(ApplicationId=app.id, EndpointId=endpoint)
    return answer["InAppMessagesResponse"]["InAppMessageCampaigns"]


def create(app, segment, start="IMMEDIATE", end=None, **change):
    schedule = {"StartTime": start, "Frequency": "IN_APP_EVENT", "EventFilter": FILTER, **({"EndTime": end} if end else {})}
    return app.create_campaign(segment, **{"Name": "sale", "MessageConfiguration": MESSAGE, "Schedule": schedule, **change})


def status(app, campaign):
    return app.campaign(campaign["Id"])["State"]["CampaignStatus"]


def test_a_member_of_the_segment_is_offered_the_message(app, runner):
    app.put("e1", ChannelType="IN_APP", Address="x", Attributes={"plan": ["gold"]})
    app.put("e2", ChannelType="IN_APP", Address="y")
    segment = app.create_segment(Name="gold", Dimensions={"Attributes": {"plan": {"Values": ["gold"]}}})["Id"]
    made = create(app, segment, Priority=1, Limits={"Daily": 2, "Session": 1})
    assert made["State"]["CampaignStatus"] == "EXECUTING"
    (offer,) = offers(app, "E1")
    assert offer["CampaignId"] == f"sale-{made['Id']}" and offer["InAppMessage"] == MESSAGE["InAppMessage"]
    assert (offer["TreatmentId"], offer["Priority"]) == ("0", 1)
    assert (offer["DailyCap"], offer["SessionCap"], offer["TotalCap"]) == (2, 1, 0)
    assert offer["Schedule"]["EventFilter"]["Dimensions"] == {**FILTER["Dimensions"], "Attributes": {}, "Metrics": {}}
    assert offers(app, "e2") == []
    app.update_campaign(made["Id"], IsPaused=True)
    assert offers(app, "e1") == []
    app.update_campaign(made["Id"], IsPaused=False)
    assert len(offers(app, "e1")) == 1
    app.delete_segment(segment)
    assert offers(app, "e1") == []
    runner.drain()
    assert runner.outbox(app=app.id) == []


def test_it_lives_from_its_start_to_its_end(timed_app, timed_runner):
    timed_app.put_email()
    timed_app.put_email_endpoint("ann")
    segment = timed_app.create_segment(Name="all")["Id"]
    _, _, clock = timed_runner.request("GET", "/local/clock")
    now = datetime.fromisoformat(clock["now"].replace("Z", "+00:00"))
    start, end = ((now + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ") for hours in (1, 3))
    letter = {"EmailMessage": {"Title": "t", "Body": "b"}}
    made = create(timed_app, segment, start, end, MessageConfiguration={**MESSAGE, **letter})
    seen = [(status(timed_app, made), len(offers(timed_app, "ann")))]
    for _ in range(2):
        timed_runner.advance("PT2H")
        timed_runner.drain()
        seen.append((status(timed_app, made), len(offers(timed_app, "ann"))))
    assert seen == [("SCHEDULED", 0), ("EXECUTING", 1), ("COMPLETED", 0)]
    assert timed_runner.outbox(app=timed_app.id) == [], "nothing is sent"
    assert timed_app.activities(made["Id"]) == []


def test_the_most_important_comes_first_then_the_newest(app):
    app.put("e1", ChannelType="IN_APP", Address="x")
    segment = app.create_segment(Name="all")["Id"]
    made = [create(app, segment, Name=name, **priority)["Id"] for name, priority in [("a", {}), ("b", {"Priority": 1}), ("c", {"Priority": 3})]]
    assert [offer["CampaignId"][-32:] for offer in offers(app, "e1")] == [made[1], made[2], made[0]]


def test_what_is_not_there_is_not_found(pinpoint, app):
    with refused(NOT_FOUND, "Resource not found"):
        offers(app, "absent")
    with refused(NOT_FOUND, "Application not found"):
        offers(App(pinpoint, ABSENT), "e1")
