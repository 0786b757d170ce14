"""What an update does to what it does not name: of some resources it stays, of the others it goes. What is named is replaced whole."""

from dataclasses import dataclass, field

import pytest
from support.app import LATER, LETTER

from .test_any_input import MODEL, ids  # noqa: F401 - a fixture
from .test_channels import CERTIFICATE, TOKEN
from .test_message_templates import FULL
from .test_reads_back import path_of
from .test_recommenders import PLAIN, WITH_LAMBDA

KEPT, GONE = "kept", "gone"


@dataclass(frozen=True)
class Update:
    """`first` is written and then `second` by the same operation: what only `first` names is `absent`, kept or gone. Where an
    answer always has a member, `defaults` says what it is then. `dropped` goes all the same."""

    writes: str
    reads: str
    absent: str
    first: dict
    second: dict
    defaults: dict = field(default_factory=dict)
    dropped: set = field(default_factory=set)


def channel(word, first, second, **defaults):
    return Update(f"Update{word}Channel", f"Get{word}Channel", GONE, {"Enabled": False, **first}, second, {"Enabled": True, **defaults})


def template(word, first, second):
    return Update(f"Update{word}Template", f"Get{word}Template", GONE, {"TemplateDescription": "d", **first}, second)


STREAM = {"DestinationStreamArn": "arn:aws:kinesis:us-east-1:123456789012:stream/a", "RoleArn": "arn:aws:iam::123456789012:role/a"}
SENDER = {"FromAddress": "a@example.com", "Identity": "arn:aws:ses:us-east-1:123456789012:identity/example.com"}
LIMITS = {"Daily": 3, "Total": 10}
QUIET = {"Start": "22:00", "End": "07:00"}
BUYERS = {"Attributes": {"a": {"Values": ["b"]}}}
GROUPS = {"Groups": [{"Dimensions": [{}]}]}
UPDATES = [
    Update("UpdateApplicationSettings", "GetApplicationSettings", KEPT, {
        "CampaignHook": {"LambdaFunctionName": "filter", "Mode": "FILTER"}, "Limits": LIMITS, "QuietTime": QUIET, "JourneyLimits": {"DailyCap": 1},
    }, {"Limits": {"Daily": 5}}),
    Update("UpdateApplicationSettings", "GetApplicationSettings", KEPT, {"Limits": LIMITS, "QuietTime": QUIET}, {"QuietTime": {}}),
    Update("UpdateCampaign", "GetCampaign", KEPT, {
        "Name": "first", "Description": "d", "Limits": LIMITS, "HoldoutPercent": 10, "Priority": 2, "TreatmentName": "t", "TreatmentDescription": "d",
        "Schedule": {"StartTime": LATER, "Timezone": "UTC", "QuietTime": QUIET}, "Hook": {"LambdaFunctionName": "filter", "Mode": "FILTER"},
        "MessageConfiguration": {"EmailMessage": LETTER, "SMSMessage": {"Body": "b"}},
    }, {"Limits": {"Daily": 1}, "MessageConfiguration": {"SMSMessage": {"Body": "c"}}}),
    Update("UpdateJourney", "GetJourney", KEPT, {
        "Name": "first", "Activities": {"a": {"Wait": {}}, "b": {"Wait": {}}}, "StartActivity": "a", "RefreshFrequency": "PT12H", "LocalTime": True,
        "Limits": {"DailyCap": 1, "TotalCap": 5}, "QuietTime": QUIET, "StartCondition": {"Description": "d"}, "SendingSchedule": True,
        "OpenHours": {"SMS": {"MONDAY": [{"StartTime": "08:00", "EndTime": "18:00"}]}}, "ClosedDays": {"SMS": [{"Name": "x"}]},
        "Schedule": {"Timezone": "UTC"}, "TimezoneEstimationMethods": ["PHONE_NUMBER"], "WaitForQuietTime": True, "RefreshOnSegmentUpdate": True,
    }, {"Name": "second", "Limits": {"DailyCap": 2}, "Activities": {"b": {"Wait": {}}}}),
    Update("UpdateSegment", "GetSegment", KEPT, {"Name": "first", "Dimensions": BUYERS}, {"Name": "second"}),
    Update("UpdateSegment", "GetSegment", KEPT, {"Name": "first", "SegmentGroups": GROUPS}, {"Dimensions": BUYERS}, dropped={"SegmentGroups"}),
    Update("UpdateSegment", "GetSegment", KEPT, {"Name": "first", "Dimensions": BUYERS}, {"SegmentGroups": GROUPS}, dropped={"Dimensions"}),
    Update("PutEventStream", "GetEventStream", GONE, STREAM, {**STREAM, "RoleArn": "arn:aws:iam::123456789012:role/b"}),
    Update("UpdateRecommenderConfiguration", "GetRecommenderConfiguration", GONE, WITH_LAMBDA, PLAIN, {
        "RecommendationProviderIdType": "PINPOINT_ENDPOINT_ID", "RecommendationsPerMessage": 5,
    }),
    channel("Adm", {"ClientId": "i", "ClientSecret": "s"}, {"ClientId": "i", "ClientSecret": "s"}),
    *[
        channel(word, {**TOKEN, **CERTIFICATE, "DefaultAuthenticationMethod": "KEY"}, CERTIFICATE)
        for word in ("Apns", "ApnsSandbox", "ApnsVoip", "ApnsVoipSandbox")
    ],
    channel("Baidu", {"ApiKey": "k", "SecretKey": "s"}, {"ApiKey": "k", "SecretKey": "s"}),
    channel("Email", {
        **SENDER, "ConfigurationSet": "c", "RoleArn": STREAM["RoleArn"], "OrchestrationSendingRoleArn": STREAM["RoleArn"],
    }, SENDER),
    channel("Gcm", {"ApiKey": "k"}, {"ApiKey": "l"}, DefaultAuthenticationMethod="KEY"),
    channel("Sms", {"SenderId": "Shop", "ShortCode": "12345"}, {}),
    channel("Voice", {}, {}),
    template("Email", {
        "Subject": "s", "HtmlPart": "h", "TextPart": "t", "DefaultSubstitutions": '{"a":"b"}', "Headers": [{"Name": "X-A", "Value": "v"}],
    }, {"TextPart": "u"}),
    template("InApp", FULL["inapp"], {"Layout": "TOP_BANNER"}),
    template("Push", FULL["push"], {"Default": {"Body": "c"}}),
    template("Sms", FULL["sms"], {"Body": "c"}),
    template("Voice", FULL["voice"], {"Body": "c"}),
]


@pytest.fixture
def name():
    """What the fixture of ids is told to make things for."""
    return "UpdateSegment"


@pytest.mark.parametrize("update", UPDATES, ids=lambda update: f"{update.writes}-{update.absent}")
def test_what_an_update_does_not_name(runner, ids, update):  # noqa: F811
    writes, reads = MODEL.operation_model(update.writes), MODEL.operation_model(update.reads)
    told = {member.serialization.get("name", called) for called, member in output(reads).members.items()}

    def write_and_read(body):
        status, _, answer = runner.request(writes.http["method"], path_of(writes, ids), body)
        assert status < 300, answer
        status, _, read = runner.request("GET", path_of(reads, ids))
        assert status == 200
        return read

    first, second = write_and_read(update.first), write_and_read(update.second)
    unnamed = (update.first.keys() - update.second.keys()) & told
    assert {member: first[member] for member in update.first if member in told} == {m: v for m, v in update.first.items() if m in told}
    assert {member: second[member] for member in update.second if member in told} == {m: v for m, v in update.second.items() if m in told}
    if update.absent == KEPT:
        assert not update.dropped & second.keys()
        unnamed -= update.dropped
        assert {member: second.get(member) for member in unnamed} == {member: update.first[member] for member in unnamed}
    else:
        assert {member: second[member] for member in unnamed & second.keys()} == {
            member: value for member, value in update.defaults.items() if member in unnamed
        }


def output(operation):
    return operation.output_shape.members[operation.output_shape.serialization["payload"]]
