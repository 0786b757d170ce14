"""Runs: what an activity tells of who got the message and who did not, and why."""

import pytest
from support.app import SENDER
from support.calls import DATE, ID, fnv1a64, items

NOW = {"Schedule": {"StartTime": "IMMEDIATE"}}


def fnv1a32(text):
    state = 0x811C9DC5
    for byte in text.encode():
        state = ((state ^ byte) * 0x01000193) % 2**32
    return state


@pytest.fixture
def everyone(app):
    app.put_email()
    return app.create_segment(Name="everyone")["Id"]


def run(runner, app, segment, **request):
    made = app.create_campaign(segment, **NOW, **request)
    runner.drain()
    return app.campaign(made["Id"])


def statuses(runner, app, activity):
    """What the events say became of each member of the run's segment; `shared-1` is the one of the two that came first."""
    runner.drain()
    _, _, answer = runner.request("GET", f"/local/events?app={app.id}&type=_campaign.send&limit=1000")
    found = {}
    for event in answer["events"]:
        record = event["record"]
        attributes = record["attributes"]
        assert attributes["campaign_activity_id"] == activity["Id"] and record["application"]["app_id"] == app.id
        assert (attributes["campaign_send_status"] == "SUCCESS") != ("reason" in attributes)
        assert found.setdefault(record["client"]["client_id"], attributes["campaign_send_status"]) == attributes["campaign_send_status"]
    if found.get("shared-1") == "DUPLICATE_ADDRESS":
        found["shared-1"], found["shared-2"] = found["shared-2"], found["shared-1"]
    return found


def test_an_activity_counts_true(runner, app, everyone):
    app.put_batch([
        {"Id": "sent-1", "ChannelType": "EMAIL", "Address": "one@example.com"},
        {"Id": "sent-2", "ChannelType": "EMAIL", "Address": "two@example.com"},
        {"Id": "shared-1", "ChannelType": "EMAIL", "Address": "shared@example.com"},
        {"Id": "shared-2", "ChannelType": "EMAIL", "Address": "Shared@example.com"},
        {"Id": "opted-out", "ChannelType": "EMAIL", "Address": "out@example.com", "OptOut": "ALL"},
        {"Id": "inactive", "ChannelType": "EMAIL", "Address": "inactive@example.com", "EndpointStatus": "INACTIVE"},
        {"Id": "phone", "ChannelType": "SMS", "Address": "+15550100"},
        {"Id": "token", "ChannelType": "GCM", "Address": "token"},
        {"Id": "bare"},
    ])
    app.put("no-address", ChannelType="EMAIL")
    app.put("no-address", OptOut="NONE")
    done = run(runner, app, everyone)
    (activity,) = app.activities(done["Id"])
    assert ID.fullmatch(activity["Id"]) and DATE.fullmatch(activity["Start"]) and activity["Start"] <= activity["End"]
    expected = {
        "ApplicationId": app.id, "CampaignId": done["Id"], "TreatmentId": "0", "State": "COMPLETED", "Result": "SUCCESS",
        "TotalEndpointCount": 3, "SuccessfulEndpointCount": 3,
    }
    assert {name: activity[name] for name in expected} == expected
    metrics = activity["ExecutionMetrics"]
    expected = {
        "ENDPOINT_PRODUCED": "10", "ENDPOINT_OPT_OUT": "2", "ENDPOINT_INACTIVE": "1", "ENDPOINT_MISSING_ADDRESS": "1",
        "ENDPOINT_CHANNEL_MISMATCH": "2",
    }
    assert {name: metrics.get(name) for name in expected} == expected
    mails = runner.outbox(app=app.id)
    assert sorted(mail["to"].lower() for mail in mails) == ["one@example.com", "shared@example.com", "two@example.com"]
    assert {mail["activity_id"] for mail in mails} == {activity["Id"]}
    assert statuses(runner, app, activity) == {
        "sent-1": "SUCCESS", "sent-2": "SUCCESS", "shared-1": "SUCCESS", "shared-2": "DUPLICATE_ADDRESS",
        "opted-out": "FAILURE", "bare": "FAILURE", "inactive": "FAILURE", "no-address": "FAILURE",
        "phone": "UNSUPPORTED_CHANNEL", "token": "UNSUPPORTED_CHANNEL",
    }


def test_those_outside_the_segment_are_counted_and_left_alone(runner, app):
    app.put_email()
    for i in range(7):
        app.put_email_endpoint(f"e{i}", Attributes={"plan": ["gold" if i < 3 else "basic"]})
    gold = app.create_segment(Dimensions={"Attributes": {"plan": {"Values": ["gold"]}}})["Id"]
    done = run(runner, app, gold)
    (activity,) = app.activities(done["Id"])
    assert activity["ExecutionMetrics"]["ENDPOINT_PRODUCED"] == "7"
    assert activity["ExecutionMetrics"]["FILTERED_OUT_BY_SEGMENT"] == "4"
    assert activity["SuccessfulEndpointCount"] == 3


def test_an_empty_segment_is_a_complete_run(runner, app, everyone):
    done = run(runner, app, everyone)
    (activity,) = app.activities(done["Id"])
    assert done["State"]["CampaignStatus"] == "COMPLETED"
    assert (activity["State"], activity["TotalEndpointCount"], activity["SuccessfulEndpointCount"]) == ("COMPLETED", 0, 0)


def test_cohorts_decide_who_is_held_out_and_who_gets_which_treatment(runner, app, everyone):
    people = [f"person-{i:03}" for i in range(120)]
    for start in range(0, 120, 60):
        app.put_batch([{"Id": id, "ChannelType": "EMAIL", "Address": f"{id}@example.com"} for id in people[start : start + 60]])
    treatments = [
        {"SizePercent": size, "MessageConfiguration": {"EmailMessage": {"Title": f"treatment {i}", "Body": "b"}}}
        for i, size in ((1, 30), (2, 20))
    ]
    done = run(
        runner, app, everyone, HoldoutPercent=10, AdditionalTreatments=treatments,
        MessageConfiguration={"EmailMessage": {"Title": "treatment 0", "Body": "b"}},
    )

    def treatment(id):
        place = (fnv1a64(f"{app.id}:{id}") % 100 + fnv1a32(done["Id"])) % 100
        return None if place < 10 else "1" if place < 40 else "2" if place < 60 else "0"

    expected = {id: treatment(id) for id in people if treatment(id)}
    mails = runner.outbox(app=app.id)
    assert {mail["endpoint_id"]: mail["treatment_id"] for mail in mails} == expected and len(mails) == len(expected)
    assert all(mail["subject"] == f"treatment {mail['treatment_id']}" for mail in mails)
    activities = {activity["TreatmentId"]: activity for activity in app.activities(done["Id"])}
    assert set(activities) == {"0", "1", "2"}
    for id, activity in activities.items():
        sent = [t for t in expected.values() if t == id]
        assert activity["SuccessfulEndpointCount"] == len(sent) == activity["TotalEndpointCount"]
        assert activity["ExecutionMetrics"]["TREATMENT_HOLDOUT"] == str(120 - len(sent))


@pytest.mark.parametrize("size", [1, 2, 3])
def test_activities_page_by_page(pinpoint, runner, app, everyone, size):
    treatments = [{"SizePercent": 20, "MessageConfiguration": {"EmailMessage": {"Title": "t", "Body": "b"}}}] * 4
    done = run(runner, app, everyone, AdditionalTreatments=treatments)
    listed = items(pinpoint.get_campaign_activities, size, ApplicationId=app.id, CampaignId=done["Id"])
    assert sorted(activity["TreatmentId"] for activity in listed) == ["0", "1", "2", "3", "4"]
    assert sorted(map(str, listed)) == sorted(map(str, app.activities(done["Id"])))


def test_a_template_is_read_when_the_run_starts_and_the_message_wins_field_by_field(pinpoint, runner, app, everyone, template):
    app.put_email_endpoint("ann", User={"UserId": "u1", "UserAttributes": {"FirstName": ["Ann"]}})
    app.put_email_endpoint("bob")
    pinpoint.update_email_template(
        TemplateName=template,
        EmailTemplateRequest={
            "Subject": "Hello {{User.UserAttributes.FirstName}}", "TextPart": "from the template",
            "DefaultSubstitutions": '{"User.UserAttributes.FirstName":"friend"}',
        },
    )
    run(
        runner, app, everyone, TemplateConfiguration={"EmailTemplate": {"Name": template}},
        MessageConfiguration={"EmailMessage": {"HtmlBody": "<p>inline</p>", "FromAddress": "inline@example.com"}},
    )
    mails = {mail["endpoint_id"]: mail for mail in runner.outbox(app=app.id)}
    assert mails["ann"]["subject"] == "Hello Ann" and mails["bob"]["subject"] == "Hello friend"
    for mail in mails.values():
        assert (mail["text"], mail["html"], mail["from"]) == ("from the template", "<p>inline</p>", "inline@example.com")


def test_a_template_that_does_not_render_is_a_failure_of_each_recipient(runner, app, everyone):
    app.put_email_endpoint("ann")
    done = run(runner, app, everyone, MessageConfiguration={"EmailMessage": {"Title": "{{unknown Attributes.a}}", "Body": "b"}})
    (activity,) = app.activities(done["Id"])
    assert (activity["TotalEndpointCount"], activity["SuccessfulEndpointCount"]) == (1, 0)
    assert runner.outbox(app=app.id) == []


def test_the_channels_sender_is_used_where_the_message_names_none(runner, app, everyone):
    app.put_email_endpoint("ann")
    run(runner, app, everyone)
    (mail,) = runner.outbox(app=app.id)
    assert mail["from"] == SENDER["FromAddress"]
