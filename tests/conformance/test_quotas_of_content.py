"""Quotas of what campaigns, templates, journeys and direct messages say, and of recommenders' configurations."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError
from support.app import LATER, LETTER
from support.calls import BAD_REQUEST
from support.journeys import waiting
from support.quotas import Row

from .test_channels import REQUESTS as CHANNELS
from .test_direct_messages import TO_ANN, send, send_to_users
from .test_message_templates import REQUESTS, Templates
from .test_recommenders import PLAIN, WITH_LAMBDA

EVENTS = {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}}
START = datetime(2099, 1, 1, tzinfo=UTC)
NAME = "quota"


def create_campaign(app, request):
    made = app.create_campaign(app.create_segment()["Id"], **request)
    app.delete_campaign(made["Id"])


def email_template(app, request):
    app.pinpoint.create_email_template(TemplateName=NAME, EmailTemplateRequest=request)
    app.pinpoint.delete_email_template(TemplateName=NAME)


def template_of(kind):
    """Makes and deletes a template of the kind."""
    assert kind in REQUESTS

    def template(app, request):
        templates = Templates(app.pinpoint, kind)
        templates.create(NAME, request)
        templates.close()

    return template


push_template, in_app_template = template_of("push"), template_of("inapp")


def draft(app, request):
    app.create_journey(**request)


def publish(app, request):
    made = app.create_journey(**waiting(app.create_segment()["Id"], **request))
    app.set_journey(made["Id"], "CANCELLED")


def recommender(app, request):
    made = app.pinpoint.create_recommender_configuration(CreateRecommenderConfiguration=request)
    app.pinpoint.delete_recommender_configuration(RecommenderId=made["RecommenderConfigurationResponse"]["Id"])


def send_message(app, request):
    send(app, **request)


def send_users(app, request):
    send_to_users(app, {f"u{i}": {} for i in range(request["count"])})


def push_to(channel, member):
    """Sends raw content to one address of the channel. Its refusal stands in the answer of a request that is accepted."""

    def push(app, request):
        app.put_channel(channel, **CHANNELS[channel])
        answer = send(app, Addresses={"token": {"ChannelType": channel}}, MessageConfiguration={member: request})["Result"]["token"]
        if answer["StatusCode"] == 400 and "bytes" in answer["StatusMessage"]:
            raise ClientError({"Error": {"Code": BAD_REQUEST, "Message": answer["StatusMessage"]}}, "SendMessages")

    return push


def message(**messages):
    return {"MessageConfiguration": messages}


def letter(**members):
    return message(EmailMessage={**LETTER, **members})


def in_app(**content):
    return message(InAppMessage={"Content": [content]})


def in_app_limits(**limits):
    return {**in_app(), "Schedule": {"StartTime": LATER, "Frequency": "IN_APP_EVENT", "EventFilter": EVENTS}, "Limits": limits}


def text(size):
    return {"Alignment": "LEFT", "Header": "x" * size, "TextColor": "#000000"}


def body(size):
    return {"Alignment": "LEFT", "Body": "x" * size, "TextColor": "#000000"}


def button(size):
    return {"DefaultConfig": {"ButtonAction": "CLOSE", "Text": "x" * size}}


def pairs(size):
    """What makes the configuration of an in-app template so large as JSON without blanks."""
    empty = json.dumps({"CustomConfig": {"k": ""}}, separators=(",", ":"))
    return {"CustomConfig": {"k": "x" * (size - len(empty))}}


def raw(size):
    empty = json.dumps({"a": ""})
    return {"RawContent": json.dumps({"a": "x" * (size - len(empty))})}


def recipients(count):
    return {"Addresses": {f"{i}@example.com": {"ChannelType": "EMAIL"} for i in range(count - 1)}, "Endpoints": {"e1": {}}}


def addressed(size):
    return {"Addresses": {"x" * size: {"ChannelType": "EMAIL"}}}


def only(**activity):
    return {"Activities": {"a": activity}}


def calls(count):
    """Contact centers, one after the other, in a journey that can be published."""
    chain = {f"c{i}": {"ContactCenter": {"NextActivity": f"c{i + 1}" if i < count - 1 else ""}} for i in range(count)}
    dial = {"ConnectCampaignArn": "arn:aws:connect-campaigns:us-east-1:123456789012:campaign/c"}
    return {"StartActivity": "c0", "Activities": chain, "JourneyChannelSettings": dial}


def lasting(**time):
    return {"Schedule": {"StartTime": START, "EndTime": START + timedelta(**time), "Timezone": "UTC"}}


CAMPAIGNS = [
    Row("treatments", create_campaign, {"AdditionalTreatments": [{"SizePercent": 1}] * 4}, {"AdditionalTreatments": [{"SizePercent": 1}] * 5}, ["AdditionalTreatments", "4"]),
    *[
        Row(f"limit {name} {value}", create_campaign, {"Limits": {name: value}}, {"Limits": {name: beyond}}, [f"Limits.{name}"])
        for name, value, beyond in [
            ("Daily", 100, 101), ("Daily", 0, -1), ("Total", 100, 101), ("Session", 10, 11), ("MessagesPerSecond", 20_000, 20_001),
            ("MessagesPerSecond", 1, -1), ("MaximumDuration", 60, 59), ("MaximumDuration", 0, -1),
        ]
    ],
    Row("in-app daily", create_campaign, in_app_limits(Daily=10), in_app_limits(Daily=11), ["Limits.Daily", "10"]),
    Row("in-app total", create_campaign, in_app_limits(Total=10), in_app_limits(Total=11), ["Limits.Total", "10"]),
    Row("push_body_chars", create_campaign, message(GCMMessage={"Body": "x" * 200}), message(GCMMessage={"Body": "x" * 201}), ["GCMMessage.Body", "200"]),
    Row("sms_template_chars of a campaign", create_campaign, message(SMSMessage={"Body": "x" * 1600}), message(SMSMessage={"Body": "x" * 1601}), ["SMSMessage.Body", "1600"]),
    Row(
        "custom_message_bytes", create_campaign,
        {**message(CustomMessage={"Data": "x" * 5120}), "CustomDeliveryConfiguration": {"DeliveryUri": "deliver"}},
        {**message(CustomMessage={"Data": "x" * 5121}), "CustomDeliveryConfiguration": {"DeliveryUri": "deliver"}},
        ["CustomMessage.Data", "5120"],
    ),
    Row("inline_email_bytes", create_campaign, letter(Title="t", Body="", HtmlBody="x" * 204_799), letter(Title="t", Body="", HtmlBody="x" * 204_800), ["EmailMessage", "204800"]),
    Row("email_headers", create_campaign, letter(Headers=[{"Name": f"X-{i}", "Value": "v"} for i in range(15)]), letter(Headers=[{"Name": f"X-{i}", "Value": "v"} for i in range(16)]), ["Headers", "15"]),
    Row("header's name", create_campaign, letter(Headers=[{"Name": "X" * 126, "Value": "v"}]), letter(Headers=[{"Name": "X" * 127, "Value": "v"}]), ["Headers[0].Name", "126"]),
    Row("header's value", create_campaign, letter(Headers=[{"Name": "X", "Value": "v" * 870}]), letter(Headers=[{"Name": "X", "Value": "v" * 871}]), ["Headers[0].Value", "870"]),
    Row("priority", create_campaign, {"Priority": 5}, {"Priority": 6}, ["Priority", "5"]),
    Row("in_app_header_chars of a campaign", create_campaign, in_app(HeaderConfig=text(64)), in_app(HeaderConfig=text(65)), ["Content[0].HeaderConfig.Header", "64"]),
    Row("in_app_body_chars of a campaign", create_campaign, in_app(BodyConfig=body(150)), in_app(BodyConfig=body(151)), ["Content[0].BodyConfig.Body", "150"]),
    Row("in_app_button_chars of a campaign", create_campaign, in_app(PrimaryBtn=button(64)), in_app(PrimaryBtn=button(65)), ["PrimaryBtn.DefaultConfig.Text", "64"]),
    Row("in_app_contents of a campaign", create_campaign, message(InAppMessage={"Content": [{}] * 5}), message(InAppMessage={"Content": [{}] * 6}), ["InAppMessage.Content", "5"]),
    Row(
        "in_app_custom_pairs of a campaign", create_campaign, message(InAppMessage={"CustomConfig": {str(i): "" for i in range(10)}}),
        message(InAppMessage={"CustomConfig": {str(i): "" for i in range(11)}}), ["InAppMessage.CustomConfig", "10"],
    ),
    Row("name_chars of a campaign", create_campaign, {"Name": "x" * 128}, {"Name": "x" * 129}, ["Name", "128"]),
    Row("description_chars of a campaign", create_campaign, {"Description": "x" * 500}, {"Description": "x" * 501}, ["Description", "500"]),
]
TEMPLATES = [
    Row("email_template_chars", email_template, {"Subject": "é", "TextPart": "t", "HtmlPart": "é" * 599_998}, {"Subject": "é", "TextPart": "t", "HtmlPart": "é" * 599_999}, ["HtmlPart", "600000"]),
    Row("email_headers of a template", email_template, {"Headers": [{"Name": f"X-{i}", "Value": "v"} for i in range(15)]}, {"Headers": [{"Name": f"X-{i}", "Value": "v"} for i in range(16)]}, ["Headers", "15"]),
    Row("sms_template_chars", template_of("sms"), {"Body": "é" * 1600}, {"Body": "é" * 1601}, ["Body", "1600"]),
    Row("voice_template_chars", template_of("voice"), {"Body": "é" * 10_000}, {"Body": "é" * 10_001}, ["Body", "10000"]),
    Row("push_template_default_chars", push_template, {"Default": {"Title": "t", "Body": "é" * 3999}}, {"Default": {"Title": "t", "Body": "é" * 4000}}, ["Default", "4000"]),
    Row("push_template_adm_chars", push_template, {"ADM": {"Body": "é" * 6000}}, {"ADM": {"Body": "é" * 6001}}, ["ADM", "6000"]),
    *[
        Row(f"push_template_part_chars {part}", push_template, {part: {"Body": "é" * 4000}}, {part: {"Body": "é" * 4001}}, [part, "4000"])
        for part in ("APNS", "Baidu", "GCM")
    ],
    Row("in_app_template_chars", in_app_template, pairs(200_000), pairs(200_001), ["Content", "200000"]),
    Row("in_app_header_chars", in_app_template, {"Content": [{"HeaderConfig": text(64)}]}, {"Content": [{"HeaderConfig": text(65)}]}, ["Content[0].HeaderConfig.Header", "64"]),
    Row("in_app_body_chars", in_app_template, {"Content": [{"BodyConfig": body(150)}]}, {"Content": [{"BodyConfig": body(151)}]}, ["Content[0].BodyConfig.Body", "150"]),
    Row("in_app_button_chars", in_app_template, {"Content": [{"PrimaryBtn": button(64)}]}, {"Content": [{"PrimaryBtn": button(65)}]}, ["PrimaryBtn.DefaultConfig.Text", "64"]),
    Row("in_app_custom_pairs", in_app_template, {"CustomConfig": {str(i): "" for i in range(10)}}, {"CustomConfig": {str(i): "" for i in range(11)}}, ["CustomConfig", "10"]),
    Row("in_app_contents", in_app_template, {"Content": [{}] * 5}, {"Content": [{}] * 6}, ["Content", "5"]),
    *[
        Row(f"description_chars {kind}", make, {"TemplateDescription": "é" * 500}, {"TemplateDescription": "é" * 501}, ["TemplateDescription", "500"])
        for kind, make in {"email": email_template, **{kind: template_of(kind) for kind in REQUESTS}}.items()
    ],
]
JOURNEYS = [
    Row("journey_name_chars", draft, {"Name": "é" * 150}, {"Name": "é" * 151}, ["Name", "150"]),
    Row("journey_activities", draft, {"Activities": {f"a{i}": {"Wait": {}} for i in range(40)}}, {"Activities": {f"a{i}": {"Wait": {}} for i in range(41)}}, ["Activities", "40"]),
    Row("contact_center_activities", publish, calls(3), calls(4), ["Activities", "3"]),
    Row("journey_days", publish, lasting(days=540), lasting(days=540, seconds=1), ["Schedule.EndTime", "540"]),
    Row("multivariate_branches", draft, only(MultiCondition={"Branches": [{}] * 4}), only(MultiCondition={"Branches": [{}] * 5}), ["Activities.a.MultiCondition.Branches", "4"]),
    Row("random_branches", draft, only(RandomSplit={"Branches": [{}] * 5}), only(RandomSplit={"Branches": [{}] * 6}), ["Activities.a.RandomSplit.Branches", "5"]),
    Row("closed_days_per_channel", draft, {"ClosedDays": {"SMS": [{"Name": "x"}] * 20}}, {"ClosedDays": {"SMS": [{"Name": "x"}] * 21}}, ["ClosedDays.SMS", "20"]),
    Row("open_hours_per_day", draft, {"OpenHours": {"SMS": {"MONDAY": [{}] * 4}}}, {"OpenHours": {"SMS": {"MONDAY": [{}] * 5}}}, ["OpenHours.SMS.MONDAY", "4"]),
    Row("journey_custom_data_chars", draft, only(CUSTOM={"MessageConfig": {"Data": "é" * 5000}}), only(CUSTOM={"MessageConfig": {"Data": "é" * 5001}}), ["Activities.a.CUSTOM.MessageConfig.Data", "5000"]),
    Row("name of a closed day", draft, {"ClosedDays": {"SMS": [{"Name": "x" * 150}]}}, {"ClosedDays": {"SMS": [{"Name": "x" * 151}]}}, ["ClosedDays.SMS[0].Name", "150"]),
]
MESSAGES = [
    Row("direct_recipients", send_message, recipients(100), recipients(101), ["Addresses", "100"]),
    Row("direct_users", send_users, {"count": 100}, {"count": 101}, ["Users", "100"]),
    Row("address_chars of a message", send_message, addressed(1024), addressed(1025), ["address", "1024"]),
    Row("sms_template_chars of a message", send_message, {"Addresses": TO_ANN, **message(SMSMessage={"Body": "x" * 1600})}, {"Addresses": TO_ANN, **message(SMSMessage={"Body": "x" * 1601})}, ["SMSMessage.Body", "1600"]),
    *[
        Row(f"push_payload_bytes {channel}", push_to(channel, member), raw(4096), raw(4097), ["4096"])
        for channel, member in {"APNS": "APNSMessage", "BAIDU": "BaiduMessage", "GCM": "GCMMessage"}.items()
    ],
    Row("adm_payload_bytes", push_to("ADM", "ADMMessage"), raw(6144), raw(6145), ["6144"]),
]
RECOMMENDERS = [
    Row("recommender's name", recommender, {**PLAIN, "Name": "x" * 128}, {**PLAIN, "Name": "x" * 129}, ["Name", "128"]),
    Row("recommender's description", recommender, {**PLAIN, "Description": "x" * 128}, {**PLAIN, "Description": "x" * 129}, ["Description", "128"]),
    Row("recommended attributes", recommender, {**WITH_LAMBDA, "Attributes": {f"a{i}": "A" for i in range(10)}}, {**WITH_LAMBDA, "Attributes": {f"a{i}": "A" for i in range(11)}}, ["Attributes", "10"]),
    Row("recommended attribute's name", recommender, {**WITH_LAMBDA, "Attributes": {"x" * 50: "A"}}, {**WITH_LAMBDA, "Attributes": {"x" * 51: "A"}}, ["Attributes", "50"]),
    Row("recommendations", recommender, {**PLAIN, "RecommendationsPerMessage": 5}, {**PLAIN, "RecommendationsPerMessage": 6}, ["RecommendationsPerMessage", "5"]),
    Row("recommended display name", recommender, {**PLAIN, "RecommendationsDisplayName": "x" * 25}, {**PLAIN, "RecommendationsDisplayName": "x" * 26}, ["RecommendationsDisplayName", "25"]),
]
ROWS = CAMPAIGNS + TEMPLATES + JOURNEYS + MESSAGES + RECOMMENDERS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_limit_is_accepted_and_one_beyond_is_refused(app, row):
    row.check(app)
