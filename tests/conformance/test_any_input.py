"""Anything at all where the model expects something: every answer is one of the model's, and none is a fault of ours."""

import json
import random
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

import botocore.session
import pytest
from support.app import App
from support.checker import check_error, check_success

from .test_channels import REQUESTS as CHANNELS
MODEL = botocore.session.get_session().get_service_model("pinpoint")
REQUESTS_PER_OPERATION = 60
NOW = datetime.now(UTC).isoformat()

TEXTS = [
    "", " ", "x", "é\N{GRINNING FACE}", "a/b%2F", "x" * 200, "x" * 2000, "\x00", "{{", "{{User.UserId}}", "null", "true", "0", "1", "-1", "2", "1.5",
    "IMMEDIATE", "2099-01-01T00:00:00Z", "2001-01-01", "9999-12-31T23:59:59Z", "UTC", "Europe/Berlin", "22:00", "latest",
    "a@example.com", "+15550100", "EMAIL", "ALL", "ACTIVE", "EQUAL", '{"a":"b"}', "arn:aws:ses:us-east-1:123456789012:identity/example.com",
]
NUMBERS = [0, 1, 2, 5, 60, 100, -1, 2**31 - 1, -(2**31), 0.5, -0.0, 90.0, 180.0, 1e300, 5e-324]
PEM_KEY = "-----BEGIN PRIVATE KEY-----\nTUlH\n-----END PRIVATE KEY-----"
# What a client would rather say, by the names of members: otherwise hardly a request would be accepted.
USUAL = {
    "StartTime": ["IMMEDIATE", "2099-01-01T00:00:00Z"], "EndTime": ["2099-06-01T00:00:00Z"], "EffectiveDate": ["2026-01-01T00:00:00Z"],
    "Timezone": ["UTC", "UTC+05:30"], "Start": ["22:00"], "End": ["07:00"],
    "SizePercent": [0, 10, 20], "HoldoutPercent": [0, 10], "Priority": [1, 5], "Daily": [0, 3], "Total": [0, 9], "Session": [0, 1],
    "MaximumDuration": [60, 3600], "MessagesPerSecond": [1, 100], "SegmentVersion": [1], "Version": ["1", 1],
    "FromAddress": ["a@example.com"], "Identity": ["arn:aws:ses:us-east-1:123456789012:identity/example.com"],
    "RoleArn": ["arn:aws:iam::123456789012:role/a"], "OrchestrationSendingRoleArn": ["arn:aws:iam::123456789012:role/a"],
    "OptOut": ["ALL", "NONE"], "EndpointStatus": ["ACTIVE", "INACTIVE"], "ComparisonOperator": ["EQUAL", "LESS_THAN"],
    "DefaultSubstitutions": ['{"a":"b"}'], "Title": ["t"], "Body": ["b"], "Subject": ["s", "{{Id}}"], "Latitude": [50.7], "Longitude": [7.1],
    "Certificate": ["-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----"], "DefaultAuthenticationMethod": ["", "KEY", "TOKEN", "certificate"],
    "PrivateKey": [PEM_KEY], "TokenKey": [PEM_KEY, "MIGT" + "a" * 180], "BundleId": ["com.example"], "TeamId": ["T"], "TokenKeyId": ["K"],
    "ServiceJson": [json.dumps({"project_id": "p", "client_email": "a@example.com", "private_key": PEM_KEY})], "ApiKey": ["k"], "SecretKey": ["s"],
    "ClientId": ["i"], "ClientSecret": ["s"], "SenderId": ["Shop", ""], "ShortCode": ["12345", ""],
    "TextColor": ["#000000"], "BackgroundColor": ["#0a7cff"], "ImageUrl": ["https://example.com/a"], "ImageIconUrl": ["https://example.com/b"],
    "SmallImageIconUrl": ["https://example.com/c"], "MediaUrl": ["https://example.com/d"], "Url": ["shop://a"], "Link": ["https://example.com/e"],
    "RawContent": ['{"a":1}', '{"a":"{{Id}}"}'], "LanguageCode": ["en-US"], "VoiceId": ["Joanna"], "BorderRadius": [0, 4], "Text": ["t"],
    "RecommenderId": [""], "RecommendationProviderUri": ["arn:aws:personalize:us-east-1:123456789012:campaign/shop"],
    "RecommendationProviderRoleArn": ["arn:aws:iam::123456789012:role/a"], "RecommendationTransformerUri": ["", ""],
    "RecommendationsDisplayName": ["Shoes"], "RecommendationProviderIdType": ["PINPOINT_USER_ID"], "RecommendationsPerMessage": [1, 5],
    "State": ["DRAFT", "DRAFT", "ACTIVE"], "StartActivity": ["a1"], "NextActivity": ["a1", ""], "TrueActivity": ["a1"], "FalseActivity": ["a2"],
    "RefreshFrequency": ["PT12H"], "EndpointReentryInterval": ["P7D"], "WaitFor": ["P1D"], "WaitUntil": [None], "Percentage": [10],
    "StartDateTime": ["2099-01-01T00:00:00"], "EndDateTime": ["2099-01-02T00:00:00"], "MessageActivity": ["a1"], "TimeToLive": ["60", 60],
    "DailyCap": [0, 3], "TotalCap": [0, 9], "EndpointReentryCap": [1], "Cap": [1], "Days": [7], "TemplateVersion": ["1"],
    "Activities": [{}, {"a1": {"Wait": {"WaitTime": {"WaitFor": "P1D"}, "NextActivity": "a2"}}, "a2": {"Holdout": {"Percentage": 10}}}],
    "StartCondition": [{}, {"Description": "d"}], "OpenHours": [{"EMAIL": {"MONDAY": [{"StartTime": "08:00", "EndTime": "18:00"}]}}],
    "ConnectCampaignArn": ["arn:aws:connect-campaigns:us-east-1:123456789012:campaign/c"],
    "ConnectCampaignExecutionRoleArn": ["arn:aws:iam::123456789012:role/a"],
    "S3Url": ["s3://bucket/a/"], "S3UrlPrefix": ["s3://bucket/a/"], "RegisterEndpoints": [True],
    "DestinationStreamArn": ["arn:aws:kinesis:us-east-1:123456789012:stream/a"], "Blacklist": [["a*"], ["x", "?"]],
    "Timestamp": [NOW], "StartTimestamp": [NOW], "StopTimestamp": [NOW], "EventType": ["_session.start", "opened"],
    "Addresses": [{"a@example.com": {"ChannelType": "EMAIL"}}, {"+15550100": {"ChannelType": "SMS"}}], "Endpoints": [{"e1": {}}, {"absent": {}}],
    "Users": [{"u1": {}}], "RawEmail": [{"Data": "SGk="}], "ReplyToAddresses": [["a@example.com"]],
    "FeedbackForwardingAddress": ["a@example.com"], "OriginationNumber": ["+15550100"], "TimeToLive": [0, 60],
    "APNSPushType": ["alert"], "PreferredAuthenticationMethod": ["TOKEN"], "ExpiresAfter": ["60"],
    "Channel": ["SMS"], "BrandName": ["shop"], "DestinationIdentity": ["+15550100"], "OriginationIdentity": ["SHOP"], "CodeLength": [6],
    "ValidityPeriod": [15], "AllowedAttempts": [3], "Language": ["en-US"], "ReferenceId": ["r"], "IsoCountryCode": ["US", None],
    "DeliveryUri": ["deliver", "https://example.com/a"], "LambdaFunctionName": ["filter"], "WebUrl": ["https://example.com/hook"],
    "JsonBody": ['{"a":1}'], "EntityId": ["1"], "TemplateId": ["2"],
    "EventFilter": [None, None, {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}}],
    "VoiceTemplate": [None], "Metrics": [{}, {"a": 1.5}], "Name": ["X-Name", "name"], "Headers": [[{"Name": "X-A", "Value": "{{Id}}"}]],
}
# The types of templates beside email: their words in the SDK, and the names of their requests.
TEMPLATES = {"sms": "SMS", "push": "PushNotification", "voice": "Voice", "in_app": "InApp"}
RECOMMENDER = {
    "RecommendationProviderUri": "arn:aws:personalize:us-east-1:123456789012:campaign/shop",
    "RecommendationProviderRoleArn": "arn:aws:iam::123456789012:role/a", "RecommendationsDisplayName": "Shoes",
}
GARBAGE = [None, True, 0, -1.5, 10**30, "", "x", [], {}, [None], {"a": None}, [[]], {"": ""}]


class Maker:
    """Makes values for shapes: mostly such as the model allows, now and then any other. `known` are ids that exist, the last
    one a segment's."""

    def __init__(self, seed, known):
        self.dice = random.Random(seed)
        self.known = known

    def value(self, shape, depth=0):
        if self.dice.random() < 0.03:
            return self.dice.choice(GARBAGE)
        make = getattr(self, shape.type_name, self.string)
        return make(shape, depth)

    def structure(self, shape, depth):
        share = 0.5 if depth < 3 else 0.2
        chosen = [n for n in shape.members if self.dice.random() < (0.95 if n in shape.required_members else share)]
        return {wire(shape, name): self.member(wire(shape, name), shape.members[name], depth) for name in chosen}

    def member(self, called, shape, depth):
        if called == "SegmentId":
            return self.known[-1]
        usual = USUAL.get(called)
        return self.dice.choice(usual) if usual and self.dice.random() < 0.9 else self.value(shape, depth + 1)

    def list(self, shape, depth):
        return [self.value(shape.member, depth + 1) for _ in range(self.dice.choice([0, 1, 1, 1, 2, 2, 3, 7]))]

    def map(self, shape, depth):
        return {self.text(): self.value(shape.value, depth + 1) for _ in range(self.dice.choice([0, 1, 1, 2]))}

    def string(self, shape, _):
        return self.dice.choice(shape.enum) if shape.enum and self.dice.random() < 0.95 else self.text()

    def integer(self, _, __):
        return self.dice.choice([0, 1, 1, 2, 5, 10, 60, 100, *NUMBERS[:9]])

    def double(self, _, __):
        return self.dice.choice(NUMBERS)

    def timestamp(self, _, __):
        return self.text()

    def boolean(self, _, __):
        return self.dice.random() < 0.5

    def text(self):
        return self.dice.choice(TEXTS if self.dice.random() < 0.6 else self.known)


def wire(shape, name):
    return shape.members[name].serialization.get("name", name)


def request_of(operation, maker, ids):
    """Method, path with query, and body of one request."""
    shape = operation.input_shape
    path, query, body = operation.http["requestUri"], {}, None
    for name, member in shape.members.items():
        place, called = member.serialization.get("location"), wire(shape, name)
        if place == "uri":
            usual = ids.get(called) if maker.dice.random() < 0.9 else None
            path = path.replace(f"{{{called}}}", quote(usual or maker.text() or "x", safe=""))
        elif place == "querystring" and maker.dice.random() < 0.3:
            query[called] = maker.text()
        elif name == shape.serialization.get("payload"):
            body = json.dumps(maker.value(member)).encode()
    return operation.http["method"], path + (f"?{urlencode(query)}" if query else ""), body


def a_job(app, operation):
    """An export, or an import where the operation is about those."""
    role = {"RoleArn": "arn:aws:iam::123456789012:role/a"}
    if "Import" in operation:
        request = {**role, "S3Url": "s3://bucket/a", "Format": "CSV", "RegisterEndpoints": True}
        return app.pinpoint.create_import_job(ApplicationId=app.id, ImportJobRequest=request)["ImportJobResponse"]["Id"]
    request = {**role, "S3UrlPrefix": "s3://bucket/a"}
    return app.pinpoint.create_export_job(ApplicationId=app.id, ExportJobRequest=request)["ExportJobResponse"]["Id"]


@pytest.fixture
def ids(pinpoint, app, template, name):
    """Something of each kind, by the names of path parameters."""
    app.put_email()
    for channel, request in CHANNELS.items():
        app.put_channel(channel, **request)
    app.put_email_endpoint("e1", User={"UserId": "u1"})
    stream = {"DestinationStreamArn": "arn:aws:kinesis:us-east-1:123456789012:stream/a", "RoleArn": "arn:aws:iam::123456789012:role/a"}
    pinpoint.put_event_stream(ApplicationId=app.id, WriteEventStream=stream)
    segment = app.create_segment(Name="all")
    for word, request in TEMPLATES.items():
        getattr(pinpoint, f"create_{word}_template")(TemplateName=template, **{f"{request}TemplateRequest": {}})
    recommender = pinpoint.create_recommender_configuration(CreateRecommenderConfiguration=RECOMMENDER)["RecommenderConfigurationResponse"]["Id"]
    yield {
        "application-id": app.id, "endpoint-id": "e1", "user-id": "u1", "segment-id": segment["Id"], "resource-arn": segment["Arn"],
        "journey-id": app.create_journey(Activities={"a1": {"Wait": {}}})["Id"], "journey-activity-id": "a1", "run-id": "r1",
        "kpi-name": "unique-deliveries",
        "campaign-id": app.create_campaign(segment["Id"])["Id"], "template-name": template, "template-type": "EMAIL", "version": "1",
        "recommender-id": recommender,
        "job-id": a_job(app, name), "attribute-type": "endpoint-custom-attributes",
    }
    for word in TEMPLATES:
        forget(pinpoint, lambda word=word: getattr(pinpoint, f"delete_{word}_template")(TemplateName=template))
    forget(pinpoint, lambda: pinpoint.delete_recommender_configuration(RecommenderId=recommender))


def forget(pinpoint, delete):
    try:
        delete()
    except pinpoint.exceptions.NotFoundException:
        pass  # a request deleted it


@pytest.mark.parametrize("name", sorted(set(MODEL.operation_names) - {"DeleteApp"}))
def test_every_answer_is_of_the_model(pinpoint, runner, ids, any_input, name):
    operation = MODEL.operation_model(name)
    maker = Maker(name, [*ids.values(), ids["segment-id"]])
    if name.startswith("Create"):
        ids["template-name"] = "any-input"  # the other one is taken
    seen = set()
    for _ in range(REQUESTS_PER_OPERATION):
        method, path, body = request_of(operation, maker, ids)
        status, headers, answer = raw(runner, method, path, body)
        found = check_success(operation, status, headers, answer) if status < 300 else check_error(status, headers, answer)
        is_fault = found != [] or status >= 500
        any_input.update(["requests", name, "faults" if is_fault else "accepted" if status < 300 else "refused"])
        assert not is_fault, (method, path, body, status, answer)
        seen.add(status)
        if name == "CreateApp" and status == 201:
            App(pinpoint, json.loads(answer)["Id"]).delete()
        if name.endswith("Template") and status == 201:
            word, called = json.loads(answer)["Arn"].split("/")[:0:-1]
            raw(runner, "DELETE", f"/v1/templates/{called}/{word.lower()}", None)
        if name == "CreateRecommenderConfiguration" and status == 201:
            pinpoint.delete_recommender_configuration(RecommenderId=json.loads(answer)["Id"])
    assert seen - {404}, "nothing but absent things: this asks for too little"
    runner.drain()  # what they started comes to its end


def raw(runner, method, path, body):
    """A raw answer: status, headers by lower-case name, body as it came."""
    status, headers, answer = runner.request(method, path, body)
    lower = {name.lower(): value for name, value in headers.items()}
    return status, lower, b"" if answer is None else json.dumps(answer).encode()
