"""The deployed stack: an SDK's calls go in at the API, and mails, events and nothing else come out."""

import collections
import gzip
import json
from datetime import UTC, datetime

import pytest
from support.audience import NAMES, activity, campaign, email_app, email_endpoint, load, segment, status

from .emulator import ACCOUNT, REGION, ROOT, eventually

PEOPLE = 30
OPTED_OUT = 7
# The emulator looks for due schedules every ten seconds, and for stream records every second or so.
RUN_TIMEOUT_S = 180
JOB_TIMEOUT_S = 120


@pytest.fixture(scope="module")
def pinpoint(stack):
    return stack.pinpoint()


@pytest.fixture(scope="module")
def story(stack, pinpoint, emulator):
    """A campaign to thirty people, one of them opted out, until it is over: `(app, campaign)`."""
    app = email_app(pinpoint)
    load(pinpoint, app, (email_endpoint(i, **({"OptOut": "ALL"} if i == OPTED_OUT else {})) for i in range(PEOPLE)))
    sent = campaign(pinpoint, app, segment(pinpoint, app))

    def over():
        return status(pinpoint, app, sent) == "COMPLETED"

    try:
        eventually(over, RUN_TIMEOUT_S, "the campaign is completed")
    except AssertionError:
        print(stack.logs(), emulator.last_words(), sep="\n")
        raise
    return app, sent


def test_everybody_gets_one_mail_of_their_own(story, emulator):
    mails = {}
    for mail in emulator.mails():
        (to,) = mail["To"]
        if not to.startswith("person-"):
            continue
        assert to not in mails, f"{to} got two mails"
        mails[to] = (mail["Subject"], mail["BodyText"])
    assert mails == {
        f"person-{i:06}@example.com": (f"Hello {NAMES[i % len(NAMES)]}", f"Dear {NAMES[i % len(NAMES)]}")
        for i in range(PEOPLE)
        if i != OPTED_OUT
    }


def test_the_counts_are_true(story, pinpoint):
    run = activity(pinpoint, *story)
    assert (run["State"], run["Result"]) == ("COMPLETED", "SUCCESS")
    assert (run["TotalEndpointCount"], run["SuccessfulEndpointCount"]) == (PEOPLE - 1, PEOPLE - 1)
    counted = {name: int(count) for name, count in run["ExecutionMetrics"].items() if count != "0"}
    assert counted == {"ENDPOINT_PRODUCED": PEOPLE, "SUCCESS": PEOPLE - 1, "ENDPOINT_OPT_OUT": 1}


def test_every_outcome_is_an_event(story, stack):
    app, sent = story
    events = [event for event in stack.events() if event["application"]["app_id"] == app]
    outcomes = {event["client"]["client_id"]: event["attributes"] for event in events if event["event_type"] == "_campaign.send"}
    assert len(outcomes) == PEOPLE
    assert {attributes["campaign_id"] for attributes in outcomes.values()} == {sent}
    said = collections.Counter(attributes["campaign_send_status"] for attributes in outcomes.values())
    assert said["SUCCESS"] == PEOPLE - 1
    assert outcomes[f"person-{OPTED_OUT:06}-email"]["reason"] == "ENDPOINT_OPT_OUT"


def test_the_policies_allow_what_the_operations_do(story, pinpoint, stack, emulator):
    app, _ = story
    answer = pinpoint.update_adm_channel(ApplicationId=app, ADMChannelRequest={"ClientId": "i", "ClientSecret": "secret"})
    assert answer["ADMChannelResponse"]["HasCredential"] is True
    for word, request in [("sms", "SMS"), ("email", "Email")]:
        body = {f"{request}TemplateRequest": {"TemplateDescription": "d"}}
        getattr(pinpoint, f"create_{word}_template")(TemplateName="deployed", **body)
        getattr(pinpoint, f"delete_{word}_template")(TemplateName="deployed")
    event = {"EventType": "opened", "Timestamp": datetime.now(UTC).isoformat()}
    batch = {"person-000000-email": {"Endpoint": {}, "Events": {"1": event}}}
    result = pinpoint.put_events(ApplicationId=app, EventsRequest={"BatchItem": batch})["EventsResponse"]["Results"]
    assert result["person-000000-email"]["EventsItemResponse"]["1"]["StatusCode"] == 202
    message = {"EmailMessage": {"SimpleEmail": {"Subject": {"Data": "direct"}, "TextPart": {"Data": "Hello"}}}}
    sent = pinpoint.send_messages(
        ApplicationId=app,
        MessageRequest={"Addresses": {"direct@example.com": {"ChannelType": "EMAIL"}}, "MessageConfiguration": message},
    )["MessageResponse"]["Result"]
    assert sent["direct@example.com"]["DeliveryStatus"] == "SUCCESSFUL", sent
    assert [mail["Subject"] for mail in emulator.mails() if mail["To"] == ["direct@example.com"]] == ["direct"]


def test_events_become_numbers_files_and_records_of_ones_own(pinpoint, stack, emulator):
    """From PutEvents by way of Kinesis to a KPI, to the archive, and to the app's own stream through its role."""
    kinesis, iam = emulator.client("kinesis"), emulator.client("iam")
    kinesis.create_stream(StreamName="own", ShardCount=1)
    trust = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"},
    ]}
    role = iam.create_role(RoleName="touchpoint-event-stream", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    arn = f"arn:aws:kinesis:{REGION}:{ACCOUNT}:stream/own"
    iam.put_role_policy(RoleName="touchpoint-event-stream", PolicyName="put", PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["kinesis:PutRecords", "kinesis:DescribeStream"], "Resource": arn}],
    }))
    app = email_app(pinpoint, name="events")
    pinpoint.put_event_stream(ApplicationId=app, WriteEventStream={"DestinationStreamArn": arn, "RoleArn": role})
    now = datetime.now(UTC)
    events = {f"e{i}": {"EventType": "opened", "Timestamp": now.isoformat(), "Attributes": {"page": "start"}} for i in range(3)}
    for _ in range(2):  # as a client that did not hear the first answer
        pinpoint.put_events(
            ApplicationId=app, EventsRequest={"BatchItem": {"phone": {"Endpoint": {}, "Events": events}}}
        )

    def forwarded():
        return [record for record in map(json.loads, stack.records("own")) if record["application"]["app_id"] == app]

    try:
        eventually(lambda: len(forwarded()) >= 3, RUN_TIMEOUT_S, "the events are on the app's own stream")
    except AssertionError:
        print(stack.logs(), emulator.last_words(), sep="\n")
        raise
    assert {record["event_id"].rsplit("/", 1)[1] for record in forwarded()} == {"e0", "e1", "e2"}
    assert pinpoint.get_endpoint(ApplicationId=app, EndpointId="phone")["EndpointResponse"]["OptOut"] == "ALL"
    s3, bucket = emulator.client("s3"), stack.outputs["ArchiveBucket"]
    prefix = f"events/app={app}/date={now:%Y-%m-%d}/"
    lines = [
        line
        for listed in s3.list_objects_v2(Bucket=bucket, Prefix=prefix)["Contents"]
        for line in gzip.decompress(s3.get_object(Bucket=bucket, Key=listed["Key"])["Body"].read()).splitlines()
    ]
    assert sorted(json.loads(line)["event_id"].rsplit("/", 1)[1] for line in lines) == ["e0", "e1", "e2"]


def test_a_sent_campaign_has_its_numbers(story, pinpoint):
    app, sent = story

    def counted():
        answer = pinpoint.get_campaign_date_range_kpi(ApplicationId=app, CampaignId=sent, KpiName="unique-deliveries")
        rows = answer["CampaignDateRangeKpiResponse"]["KpiResult"]["Rows"]
        return [row["Values"][0]["Value"] for row in rows] == [f"{PEOPLE - 1}.0"]

    eventually(counted, JOB_TIMEOUT_S, "everybody is counted once")


@pytest.mark.parametrize("key", ["home/ada 1", "a b/c d/é", "50% off#now", "plain"])
def test_ids_survive_the_gateway(pinpoint, story, key):
    app, _ = story
    pinpoint.update_endpoint(
        ApplicationId=app, EndpointId=key, EndpointRequest={"ChannelType": "SMS", "Address": "+15550100"}
    )
    found = pinpoint.get_endpoint(ApplicationId=app, EndpointId=key)["EndpointResponse"]
    assert found["Id"] == key
    pinpoint.delete_endpoint(ApplicationId=app, EndpointId=key)
    with pytest.raises(pinpoint.exceptions.NotFoundException):
        pinpoint.get_endpoint(ApplicationId=app, EndpointId=key)


def test_what_ses_reports_becomes_an_event(story, stack, emulator):
    notification = json.loads((ROOT / "events" / "feedback.json").read_text())["Records"][0]["Sns"]["Message"]
    emulator.client("sns").publish(TopicArn=stack.resources["EmailFeedbackTopic"], Message=notification)
    reported = json.loads(notification)["mail"]["tags"]["tp_campaign"][0]

    def bounces():
        events = [event for event in stack.events() if event["event_type"] == "_email.hardbounce"]
        return [event for event in events if event["attributes"].get("campaign_id") == reported]

    eventually(bounces, JOB_TIMEOUT_S, "the bounce is on the events stream")


def test_a_deleted_app_leaves_nothing(stack, pinpoint, emulator):
    app = email_app(pinpoint, name="short-lived")
    load(pinpoint, app, (email_endpoint(i) for i in range(3)))
    pinpoint.delete_app(ApplicationId=app)
    tables = [stack.resources[name] for name in ("ResourcesTable", "EndpointsTable")]
    dynamodb = emulator.client("dynamodb")

    def gone():
        found = [item["pk"]["S"] for table in tables for item in dynamodb.scan(TableName=table)["Items"]]
        return not any(pk.startswith(app) for pk in found)

    eventually(gone, JOB_TIMEOUT_S, "what belonged to the app is gone")


@pytest.mark.parametrize(
    "function, sample",
    [
        ("ApiFunction", "api"),
        ("ApiFunction", "create-admin-key"),
        ("CampaignsFunction", "campaigns-task"),
        ("CampaignsFunction", "campaigns-stream"),
        ("SenderEmailFunction", "sender"),
        ("FeedbackFunction", "feedback"),
        ("IngestFunction", "ingest"),
        ("JobsFunction", "jobs"),
    ],
)
def test_each_function_takes_its_sample(stack, emulator, function, sample):
    payload = (ROOT / "events" / f"{sample}.json").read_bytes()
    answer = emulator.client("lambda").invoke(FunctionName=stack.resources[function], Payload=payload)
    said = json.loads(answer["Payload"].read() or "null")
    assert "FunctionError" not in answer, said
    if sample == "api":
        assert said["statusCode"] == 403
        assert said["headers"]["x-amzn-errortype"] == "MissingAuthenticationTokenException"
    if sample == "create-admin-key":
        assert said == {"result": "exists"}, "the deployment has made one"
    if sample in ("sender", "campaigns-stream", "ingest"):
        assert said["batchItemFailures"] == []


def test_nothing_failed_on_the_way(story, stack, emulator):
    queue = stack.resources["FailuresQueue"]
    attributes = emulator.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    assert attributes["ApproximateNumberOfMessages"] == "0"
