"""Direct messages: what leaves, and what is answered for each recipient."""

import pytest
from support.app import App
from support.calls import ABSENT, BAD_REQUEST, NOT_FOUND, UUID, refused

LETTER = {"EmailMessage": {"SimpleEmail": {"Subject": {"Data": "Hello {{User.UserAttributes.Name}}"}, "TextPart": {"Data": "Hi"}}}}
TO_ANN = {"ann@example.com": {"ChannelType": "EMAIL"}}


def send(app, **request):
    answer = app.pinpoint.send_messages(ApplicationId=app.id, MessageRequest={"MessageConfiguration": LETTER, **request})
    return answer["MessageResponse"]


def send_to_users(app, users, **request):
    request = {"MessageConfiguration": LETTER, "Users": users, **request}
    answer = app.pinpoint.send_users_messages(ApplicationId=app.id, SendUsersMessageRequest=request)
    return answer["SendUsersMessageResponse"]


def test_an_email_reaches_addresses_and_endpoints(app, runner):
    app.put_email()
    app.put_email_endpoint("E1", User={"UserId": "u1", "UserAttributes": {"Name": ["Eve"]}}, OptOut="ALL", EndpointStatus="INACTIVE")
    substitutions = {"User.UserAttributes.Name": ["Ann"]}
    answer = send(app, Addresses={"ann@example.com": {"ChannelType": "EMAIL", "Substitutions": substitutions}}, Endpoints={"e1": {}})
    assert answer["ApplicationId"] == app.id and UUID.fullmatch(answer["RequestId"])
    (address, result), = answer["Result"].items()
    assert address == "ann@example.com"
    assert (result["DeliveryStatus"], result["StatusCode"]) == ("SUCCESSFUL", 200)
    assert result["StatusMessage"] == f"MessageId: {result['MessageId']}"
    assert answer["EndpointResult"]["e1"]["Address"] == "E1@example.com"
    left = {mail["to"]: mail for mail in runner.outbox(app=app.id)}
    assert {to: mail["subject"] for to, mail in left.items()} == {"ann@example.com": "Hello Ann", "E1@example.com": "Hello Eve"}
    assert left["ann@example.com"]["message_id"] == result["MessageId"] and "campaign_id" not in left["ann@example.com"]


def test_users_are_reached_by_all_their_endpoints(app, runner):
    app.put_email()
    for endpoint in ("home", "work"):
        app.put_email_endpoint(endpoint, User={"UserId": "ann"})
    answer = send_to_users(app, {"ann": {"TitleOverride": "For you"}, "nobody": {}})
    assert {e: r["DeliveryStatus"] for e, r in answer["Result"]["ann"].items()} == {"home": "SUCCESSFUL", "work": "SUCCESSFUL"}
    assert answer["Result"]["nobody"] == {}
    assert [mail["subject"] for mail in runner.outbox(app=app.id)] == ["For you", "For you"]


def test_a_whole_message_leaves_as_it_is(app, runner):
    app.put_email()
    send(app, Addresses=TO_ANN, MessageConfiguration={"EmailMessage": {"RawEmail": {"Data": b"Subject: x\r\n\r\nHi"}}})
    (mail,) = runner.outbox(app=app.id)
    assert mail["body"] == "Subject: x\r\n\r\nHi"


def test_what_cannot_be_sent_is_said_of_each_recipient(app, runner):
    app.put_email_endpoint("same", Address="bob@example.com")
    answer = send(
        app,
        Addresses={"bob@example.com": {"ChannelType": "EMAIL"}, "+15555550100": {"ChannelType": "SMS"}, "token": {"ChannelType": "GCM"}},
        Endpoints={"same": {}, "absent": {}},
        MessageConfiguration={**LETTER, "DefaultMessage": {"Body": "b"}, "EmailMessage": {**LETTER["EmailMessage"], "FromAddress": "a@example.com"}},
    )
    statuses = {to: result["DeliveryStatus"] for to, result in {**answer["Result"], **answer["EndpointResult"]}.items()}
    assert statuses == {
        "bob@example.com": "SUCCESSFUL", "same": "DUPLICATE", "absent": "PERMANENT_FAILURE",
        "+15555550100": "PERMANENT_FAILURE", "token": "PERMANENT_FAILURE",
    }
    assert len(runner.outbox(app=app.id)) == 1


def test_a_template_is_enough(app, template, runner):
    app.put_email()
    send(app, Addresses=TO_ANN, MessageConfiguration={}, TemplateConfiguration={"EmailTemplate": {"Name": template}})
    assert [mail["subject"] for mail in runner.outbox(app=app.id)] == ["first"]


def test_events_tell_what_was_sent(app, runner):
    app.put_email()
    result = send(app, Addresses=TO_ANN, Context={"order": "7"}, TraceId="t-1")["Result"]["ann@example.com"]
    (event,) = [event for event in runner.events() if event.get("application", {}).get("app_id") == app.id]
    assert (event["event_type"], event["event_version"]) == ("_email.send", "3.1")
    assert event["attributes"] == {"feedback": "received", "order": "7", "trace_id": "t-1"}
    assert event["facets"]["email_channel"]["mail_event"]["mail"]["message_id"] == result["MessageId"]


@pytest.mark.parametrize(
    "request_, words",
    [
        ({}, ("Addresses", "100")),
        ({"Addresses": {f"{i}@example.com": {"ChannelType": "EMAIL"} for i in range(101)}}, ("Addresses", "100")),
        ({"Addresses": {"a@example.com": {}}}, ("Addresses.a@example.com.ChannelType", "required")),
        ({"Addresses": TO_ANN, "MessageConfiguration": {}}, ("MessageConfiguration", "template")),
        ({"Addresses": TO_ANN, "TemplateConfiguration": {"EmailTemplate": {"Name": "absent"}}}, ("EmailTemplate.Name", "template")),
        ({"Addresses": TO_ANN, "TemplateConfiguration": {"InAppTemplate": {"Name": "a"}}}, ("InAppTemplate",)),
        ({"Addresses": TO_ANN, "MessageConfiguration": {"GCMMessage": {"TimeToLive": -1}}}, ("GCMMessage.TimeToLive", "2419200")),
    ],
)
def test_a_wrong_request_is_refused_whole(app, runner, request_, words):
    with refused(BAD_REQUEST, *words):
        send(app, **request_)
    assert runner.outbox(app=app.id) == []


def test_users_are_one_to_a_hundred(app):
    for users in ({}, {f"u{i}": {} for i in range(101)}):
        with refused(BAD_REQUEST, "Users", "100"):
            send_to_users(app, users)


def test_in_an_absent_app_nothing_is_sent(pinpoint):
    absent = App(pinpoint, ABSENT)
    with refused(NOT_FOUND, "Application not found"):
        send(absent, Addresses=TO_ANN)
    with refused(NOT_FOUND, "Application not found"):
        send_to_users(absent, {"u": {}})
