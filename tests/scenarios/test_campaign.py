"""From an SDK call to delivered email."""

import collections

from support.audience import activity, campaign, email_app, email_endpoint, load, segment, status


def test_everybody_gets_a_mail_of_their_own(runner, pinpoint):
    app = email_app(pinpoint)
    load(pinpoint, app, (email_endpoint(i) for i in range(250)))
    sent = campaign(pinpoint, app, segment(pinpoint, app, {"Attributes": {"plan": {"Values": ["pro"]}}}))
    runner.drain()

    mails = runner.outbox(app=app, channel="EMAIL")
    assert {m["to"] for m in mails} == {f"person-{i:06}@example.com" for i in range(0, 250, 3)}
    assert len(mails) == 84
    mail = next(m for m in mails if m["to"] == "person-000003@example.com")
    assert mail["from"] == "Touchpoint <hello@example.com>"
    assert mail["subject"] == "Hello Dmitri"
    assert mail["html"] == "<p>Dear Dmitri, you are on pro.</p>"
    assert mail["text"] == "Dear Dmitri"
    assert (mail["campaign_id"], mail["treatment_id"], mail["endpoint_id"]) == (sent, "0", "person-000003-email")
    assert status(pinpoint, app, sent) == "COMPLETED"
    run = activity(pinpoint, app, sent)
    assert (run["State"], run["Result"]) == ("COMPLETED", "SUCCESS")
    assert (run["TotalEndpointCount"], run["SuccessfulEndpointCount"]) == (84, 84)
    assert mail["activity_id"] == run["Id"]


def test_who_is_left_out_is_counted_with_the_reason(runner, pinpoint):
    app = email_app(pinpoint)
    load(
        pinpoint,
        app,
        [
            email_endpoint(0),
            email_endpoint(1, OptOut="ALL"),
            email_endpoint(2, EndpointStatus="INACTIVE"),
            email_endpoint(3, ChannelType="SMS", Address="+15550100"),
            {"Id": "nowhere", "ChannelType": "EMAIL"},
            email_endpoint(5, Address="Twin@example.com"),
            email_endpoint(6, Address="twin@example.com"),
        ],
    )
    # Without an address an endpoint is opted out (once given, the opt-out has to be lifted by hand).
    pinpoint.update_endpoint(ApplicationId=app, EndpointId="nowhere", EndpointRequest={"OptOut": "NONE"})
    sent = campaign(pinpoint, app, segment(pinpoint, app))
    runner.drain()

    mails = collections.Counter(m["to"].lower() for m in runner.outbox(app=app))
    assert mails == {"person-000000@example.com": 1, "twin@example.com": 1}
    run = activity(pinpoint, app, sent)
    counted = {k: v for k, v in run["ExecutionMetrics"].items() if v != "0"}
    assert counted == {
        "ENDPOINT_PRODUCED": "7",
        "SUCCESS": "2",
        "ENDPOINT_OPT_OUT": "1",
        "ENDPOINT_INACTIVE": "1",
        "ENDPOINT_CHANNEL_MISMATCH": "1",
        "ENDPOINT_MISSING_ADDRESS": "1",
        "DUPLICATE_ADDRESS": "1",
    }
    assert (run["TotalEndpointCount"], run["SuccessfulEndpointCount"]) == (2, 2)


def test_a_template_gives_the_words_and_its_defaults(runner, pinpoint):
    app = email_app(pinpoint)
    load(pinpoint, app, [email_endpoint(1), email_endpoint(2, User={"UserId": "nameless"})])
    pinpoint.create_email_template(
        TemplateName="welcome",
        EmailTemplateRequest={
            "Subject": "Welcome, {{User.UserAttributes.FirstName}}",
            "HtmlPart": "<b>{{User.UserAttributes.FirstName}}</b>",
            "DefaultSubstitutions": '{"User.UserAttributes.FirstName": "friend"}',
        },
    )
    campaign(
        pinpoint, app, segment(pinpoint, app),
        MessageConfiguration={"EmailMessage": {"FromAddress": "news@example.com"}},
        TemplateConfiguration={"EmailTemplate": {"Name": "welcome"}},
    )
    runner.drain()
    mails = {m["endpoint_id"]: m for m in runner.outbox(app=app)}
    assert mails["person-000001-email"]["subject"] == "Welcome, Björn"
    assert mails["person-000002-email"]["html"] == "<b>friend</b>"
    assert {m["from"] for m in mails.values()} == {"news@example.com"}


def test_a_campaign_waits_for_its_time(runner, pinpoint):
    app = email_app(pinpoint)
    load(pinpoint, app, [email_endpoint(1)])
    now = runner.request("GET", "/local/clock")[2]["now"]
    runner.request("POST", "/local/clock", {"set": "2031-01-01T00:00:00Z"})
    assert now < "2031"
    sent = campaign(pinpoint, app, segment(pinpoint, app), start="2031-03-01T10:00:00+01:00")
    runner.drain()
    assert (runner.outbox(app=app), status(pinpoint, app, sent)) == ([], "SCHEDULED")
    runner.request("POST", "/local/clock", {"set": "2031-03-01T08:59:59Z"})
    runner.drain()
    assert runner.outbox(app=app) == []
    runner.advance("PT1S")
    runner.drain()
    assert len(runner.outbox(app=app)) == 1
    assert status(pinpoint, app, sent) == "COMPLETED"
    assert activity(pinpoint, app, sent)["ScheduledStart"] == "2031-03-01T09:00:00.000Z"


def test_a_paused_campaign_does_not_start_and_a_deleted_one_never_does(runner, pinpoint):
    app = email_app(pinpoint)
    load(pinpoint, app, [email_endpoint(1)])
    runner.request("POST", "/local/clock", {"set": "2031-01-01T00:00:00Z"})
    everybody = segment(pinpoint, app)
    paused = campaign(pinpoint, app, everybody, start="2031-01-02T00:00:00Z")
    deleted = campaign(pinpoint, app, everybody, start="2031-01-02T00:00:00Z")
    pinpoint.update_campaign(ApplicationId=app, CampaignId=paused, WriteCampaignRequest={"IsPaused": True})
    pinpoint.delete_campaign(ApplicationId=app, CampaignId=deleted)
    runner.advance("P2D")
    runner.drain()
    assert runner.outbox(app=app) == []
    assert status(pinpoint, app, paused) == "PAUSED"


def test_what_a_provider_reports_comes_back_as_an_event(runner, pinpoint):
    app = email_app(pinpoint)
    load(pinpoint, app, [email_endpoint(1)])
    sent = campaign(pinpoint, app, segment(pinpoint, app))
    runner.drain()
    mail = runner.outbox(app=app)[0]
    for kind in ["delivered", "open", "click", "bounce", "complaint", "unsubscribe"]:
        status_code, _, answer = runner.request(
            "POST", "/local/feedback", {"message_id": mail["message_id"], "type": kind}
        )
        assert status_code == 200, (kind, answer)
    runner.drain()
    events = runner.events(app=app)
    kinds = [e["event_type"] for e in events]
    assert kinds[0] == "_campaign.send"
    assert set(kinds[1:]) == {
        "_email.delivered", "_email.open", "_email.click", "_email.hardbounce", "_email.complaint", "_email.unsubscribe",
    }
    assert {e["attributes"]["campaign_id"] for e in events} == {sent}


def test_events_say_why(runner, pinpoint):
    app = email_app(pinpoint)
    load(pinpoint, app, [email_endpoint(1), email_endpoint(2, OptOut="ALL")])
    campaign(pinpoint, app, segment(pinpoint, app))
    runner.drain()
    events = runner.events(app=app, type="_campaign.send")
    said = {e["client"]["client_id"]: e["attributes"] for e in events}
    assert said["person-000001-email"]["campaign_send_status"] == "SUCCESS"
    assert said["person-000002-email"]["reason"] == "ENDPOINT_OPT_OUT"


def test_a_campaign_with_a_hook_is_not_sent_past_it(runner, pinpoint):
    app = email_app(pinpoint)
    load(pinpoint, app, [email_endpoint(1)])
    sent = campaign(pinpoint, app, segment(pinpoint, app), Hook={"LambdaFunctionName": "filter", "Mode": "FILTER"})
    runner.drain()
    assert (runner.outbox(app=app), status(pinpoint, app, sent)) == ([], "INVALID")
    assert activity(pinpoint, app, sent)["Result"] == "FAIL"


def test_a_segment_can_be_counted(runner, pinpoint):
    app = email_app(pinpoint)
    load(pinpoint, app, [email_endpoint(i) for i in range(5)] + [email_endpoint(6, OptOut="ALL")])
    pros = segment(pinpoint, app, {"Attributes": {"plan": {"Values": ["pro"]}}})
    code, _, counted = runner.request("GET", f"/local/segments/count?app={app}&segment={pros}")
    assert (code, counted) == (200, {"total": 3, "eligible": 2})
    assert runner.request("GET", f"/local/segments/count?app={app}&segment=none")[0] == 404
