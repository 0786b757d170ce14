"""What became of messages, counted: every KPI of an app and of a campaign against what is known to have happened."""

import collections

import pytest
from support.audience import campaign, email_app, email_endpoint, load, segment
from support.kpis import of_app, of_campaign

SIZE = 20


def report(runner, message, kind, times=1, **details):
    for _ in range(times):
        body = {"message_id": message["message_id"], "type": kind, **details}
        status, _, answer = runner.request("POST", "/local/feedback", body)
        assert status == 200, answer


@pytest.fixture
def app(runner, pinpoint):
    app = email_app(pinpoint)
    load(pinpoint, app, (email_endpoint(i) for i in range(SIZE)))
    return app


@pytest.fixture
def today(runner):
    return runner.request("GET", "/local/clock")[2]["now"][:10]


def test_the_numbers_of_a_campaign(runner, pinpoint, app, today):
    pinpoint.update_endpoint(ApplicationId=app, EndpointId="person-000019-email", EndpointRequest={"OptOut": "ALL"})
    sent = campaign(pinpoint, app, segment(pinpoint, app))
    runner.drain()
    mails = runner.outbox(app=app)
    assert len(mails) == 19
    for i, mail in enumerate(mails):
        if i < 3:
            report(runner, mail, "bounce")
        elif i < 5:
            report(runner, mail, "bounce", bounce_type="Transient")
        else:
            report(runner, mail, "delivered")
        if i >= 11:
            report(runner, mail, "open", times=2 if i == 11 else 1)
        if i >= 16:
            report(runner, mail, "click")
    report(runner, mails[18], "complaint")
    report(runner, mails[17], "unsubscribe")
    runner.drain()

    run = pinpoint.get_campaign_activities(ApplicationId=app, CampaignId=sent)["ActivitiesResponse"]["Item"][0]["Id"]
    expected = {
        "attempted-deliveries-grouped-by-campaign-activity": {run: 19},
        "successful-deliveries-grouped-by-campaign-activity": {run: 16},
        "clicks-grouped-by-campaign-activity": {run: 3},
        "direct-email-opens-grouped-by-campaign-activity": {run: 9},
        "direct-push-opens-grouped-by-campaign-activity": None,
        "email-open-rate": 8 / 16,
        "email-open-rate-grouped-by-campaign-activity": {run: 8 / 16},
        "hard-bounce-rate": 3 / 19,
        "hard-bounce-rate-grouped-by-campaign-activity": {run: 3 / 19},
        "successful-delivery-rate": 16 / 19,
        "successful-delivery-rate-grouped-by-campaign-activity": {run: 16 / 19},
        "successful-delivery-rate-grouped-by-date": {today: 16 / 19},
        "unique-deliveries": 19,
        "unique-deliveries-grouped-by-campaign-activity": {run: 19},
        "unique-deliveries-grouped-by-date": {today: 19},
    }
    found = {name: of_campaign(pinpoint, app, sent, name) for name in expected}
    assert found == {name: pytest.approx(value) if value else value for name, value in expected.items()}

    expected = {
        "successful-delivery-rate": 16 / 19,
        "successful-delivery-rate-grouped-by-date": {today: 16 / 19},
        "email-open-rate": 8 / 16,
        "email-open-rate-grouped-by-campaign": {sent: 8 / 16},
        "unique-deliveries": 19,
        "unique-deliveries-grouped-by-campaign": {sent: 19},
        "unique-deliveries-grouped-by-date": {today: 19},
        "successful-deliveries-grouped-by-campaign": {sent: 16},
        # None of this was transactional.
        "txn-emails-sent": None,
        "txn-emails-opened": None,
    }
    found = {name: of_app(pinpoint, app, name) for name in expected}
    assert found == {name: pytest.approx(value) if value else value for name, value in expected.items()}


def test_the_numbers_of_direct_mails(runner, pinpoint, app, today):
    addresses = [f"direct-{i}@example.com" for i in range(12)]
    pinpoint.send_messages(
        ApplicationId=app,
        MessageRequest={
            "Addresses": {address: {"ChannelType": "EMAIL"} for address in addresses},
            "MessageConfiguration": {"EmailMessage": {"SimpleEmail": {
                "Subject": {"Data": "Hello"}, "TextPart": {"Data": "Your order"}, "HtmlPart": {"Data": "<p>Your order</p>"},
            }}},
        },
    )
    mails = {mail["to"]: mail for mail in runner.outbox(app=app)}
    assert len(mails) == 12
    for i, address in enumerate(addresses):
        if i < 2:
            report(runner, mails[address], "bounce")
        elif i < 3:
            report(runner, mails[address], "bounce", bounce_type="Transient")
        else:
            report(runner, mails[address], "delivered")
        if i >= 6:
            report(runner, mails[address], "open", times=2)
        if i >= 10:
            report(runner, mails[address], "click", times=3)
    report(runner, mails[addresses[4]], "complaint")
    runner.drain()
    expected = {
        "txn-emails-sent": 12,
        "txn-emails-delivered": 9,
        "txn-emails-delivery-rate": 9 / 12,
        "txn-emails-opened": 12,
        "txn-emails-clicked": 6,
        "txn-emails-unique-opens": 6,
        "txn-emails-unique-clicks": 2,
        "txn-emails-hard-bounced": 2,
        "txn-emails-soft-bounced": 1,
        "txn-emails-complaint-rate": 1 / 12,
        "txn-emails-with-complaints": 1,
    }
    found = {name: of_app(pinpoint, app, name) for name in expected}
    assert found == {name: pytest.approx(value) for name, value in expected.items()}
    by_date = {name: of_app(pinpoint, app, f"{name}-grouped-by-date") for name in expected}
    assert by_date == {name: {today: pytest.approx(value)} for name, value in expected.items()}


def test_the_numbers_of_direct_texts(runner, pinpoint, app, today):
    pinpoint.update_sms_channel(ApplicationId=app, SMSChannelRequest={"Enabled": True})
    numbers = ["+4915112345601", "+4915112345602", "+4915112345603", "+33612345678", "+33612345679"]
    pinpoint.send_messages(
        ApplicationId=app,
        MessageRequest={
            "Addresses": {number: {"ChannelType": "SMS"} for number in numbers},
            "MessageConfiguration": {"SMSMessage": {"Body": "x" * 200, "MessageType": "TRANSACTIONAL"}},
        },
    )
    texts = {text["to"]: text for text in runner.outbox(app=app, channel="SMS")}
    assert len(texts) == 5
    for i, number in enumerate(numbers):
        if i == 2:
            report(runner, texts[number], "failed", reason="BLOCKED", price_in_millicents=700)
        else:
            report(runner, texts[number], "delivered", price_in_millicents=600 if i < 3 else 900)
    runner.drain()
    expected = {
        "txn-sms-sent": 5,
        "txn-sms-sent-grouped-by-country": {"DE": 3, "FR": 2},
        "txn-sms-sent-grouped-by-date": {today: 5},
        "txn-sms-delivered": 4,
        "txn-sms-delivered-grouped-by-country": {"DE": 2, "FR": 2},
        "txn-sms-delivered-grouped-by-date": {today: 4},
        "txn-sms-delivery-rate": 4 / 5,
        "txn-sms-delivery-rate-grouped-by-date": {today: 4 / 5},
        "txn-sms-sent-by-parts": 10,
        "txn-sms-sent-by-parts-grouped-by-country": {"DE": 6, "FR": 4},
        "txn-sms-delivered-by-parts": 8,
        "txn-sms-delivered-by-parts-grouped-by-country": {"DE": 4, "FR": 4},
        "txn-sms-average-price-grouped-by-country": {"DE": 1900 / 3, "FR": 900},
        "txn-sms-average-price-by-parts-grouped-by-country": {"DE": 1900 / 6, "FR": 450},
        "txn-sms-total-price-grouped-by-country": {"DE": 1900, "FR": 1800},
        "txn-sms-error-distribution": {"BLOCKED": 1},
    }
    found = {name: of_app(pinpoint, app, name) for name in expected}
    assert found == {name: pytest.approx(value) for name, value in expected.items()}


def test_a_provider_that_repeats_itself_is_counted_once(runner, pinpoint, app):
    """Numbers come from events, and an event counts once, whoever delivers it again; a second opening is another event."""
    sent = campaign(pinpoint, app, segment(pinpoint, app))
    runner.drain()
    told = collections.Counter(event["event_id"] for event in runner.events(app=app, type="_campaign.send"))
    assert len(told) == SIZE and set(told.values()) == {1}
    assert of_campaign(pinpoint, app, sent, "attempted-deliveries-grouped-by-campaign-activity").popitem()[1] == SIZE
