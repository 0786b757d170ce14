"""Everything that is stored reads back as it was written: for each kind, requests made at random from the model until thirty were
accepted and every member of the model was among them."""

import json
import random
from dataclasses import dataclass, field

import pytest
from support.app import App
from support.careful import Careful
from support.written import differences, members, said

from .test_access_keys import KEYS
from .test_any_input import MODEL, USUAL, ids, raw  # noqa: F401 - `ids` is a fixture

ENOUGH, AT_MOST = 30, 1_000


# What rules make of a value, by the path of the member: whether this is such a case. Anything else must be the same.
def empty(body, one):
    """What is empty says nothing: it is absent, or the default."""
    return one.written in ({}, [], "")


def nobody(body, one):
    """Of a user nothing is said, not even who it is."""
    return not any(one.written.values())


def ignored(body, one):
    """Tags are changed by calls of their own."""
    return True


def own(body, one):
    """The server's, whatever the request says."""
    return one.read != one.written


def moment(body, one):
    """Dates are told in milliseconds."""
    return one.read == one.written.replace("Z", ".000Z")


def unreachable(body, one):
    """A new endpoint without an address is opted out."""
    return "Address" not in body and (one.written, one.read) == ("NONE", "ALL")


def rounded(body, one):
    """Places are kept to one decimal."""
    return one.read == PLACES[one.written]


PLACES = {50.75: 50.8, -7.25: -7.2, 7.04: 7.0, 89.96: 90.0, 12.0: 12.0}
CREATED, KEPT = {"tags": empty}, {"tags": ignored}
METHOD = {"DefaultAuthenticationMethod": empty}
ENDPOINT = {
    "EffectiveDate": moment, "OptOut": unreachable, "Attributes": empty, "User": nobody, "User.UserAttributes": empty, "Location": empty,
    "Location.Latitude": rounded, "Location.Longitude": rounded,
}


@dataclass(frozen=True)
class Kind:
    """What the operation `writes` stores the operation `reads`; in its answer the request stands in `under`, or is the answer.
    `changed` are the rules above by the paths of members, `unsaid` the members that cannot be said here, with the reason."""

    writes: str
    reads: str
    changed: dict = field(default_factory=dict)
    unsaid: dict = field(default_factory=dict)
    under: str = ""


KINDS = [
    Kind("CreateApp", "GetApp", CREATED),
    Kind("UpdateApplicationSettings", "GetApplicationSettings"),
    *[Kind(f"Update{word}Channel", f"Get{word}Channel") for word in ("Adm", "Baidu", "Email", "Voice")],
    *[Kind(f"Update{word}Channel", f"Get{word}Channel", METHOD) for word in ("Apns", "ApnsSandbox", "ApnsVoip", "ApnsVoipSandbox", "Gcm")],
    Kind("UpdateSmsChannel", "GetSmsChannel", {"SenderId": empty, "ShortCode": empty}),
    Kind("UpdateEndpoint", "GetEndpoint", ENDPOINT),
    Kind("CreateSegment", "GetSegment", CREATED),
    Kind("UpdateSegment", "GetSegment", KEPT, {
        f"SegmentReference.{member}": "no segment is a source of itself, and there is no other" for member in ("Id", "Version")
    }),
    Kind("CreateCampaign", "GetCampaign", {
        **CREATED, "AdditionalTreatments": empty, "AdditionalTreatments[].Id": own, "AdditionalTreatments[].State": own,
    }, {"TemplateConfiguration.VoiceTemplate": "campaigns have no voice messages"}),
    *[Kind(f"Create{word}Template", f"Get{word}Template", CREATED) for word in ("Email", "InApp", "Push", "Sms", "Voice")],
    *[Kind(f"Update{word}Template", f"Get{word}Template", KEPT) for word in ("Email", "InApp", "Push", "Sms", "Voice")],
    Kind("CreateJourney", "GetJourney", {"CreationDate": own, "LastModifiedDate": own}),
    Kind("PutEventStream", "GetEventStream"),
    *[Kind(f"{verb}RecommenderConfiguration", "GetRecommenderConfiguration") for verb in ("Create", "Update")],
    Kind("CreateExportJob", "GetExportJob", under="Definition"),
    Kind("CreateImportJob", "GetImportJob", under="Definition", unsaid={
        "ImportJobRequest.SegmentId": "must be an imported segment, and imports do not run yet",
    }),
]


# What goes when it was read: it counts against a quota, or the next one would meet it. Everything else goes with its app.
PASSING = {kind.writes for kind in KINDS if kind.writes.startswith("Create")} - {"CreateJourney", "CreateExportJob", "CreateImportJob"}
PASSING |= {"UpdateEndpoint"}


def usual(ids):
    """What is said of members, by their names or by those of their shapes too; nothing where any value will do."""
    return {
        **USUAL,
        "EndpointRequest.Metrics": [{"a": 0.1 + 0.2, "b": 5e-324, "c": 1e300, "d": -0.0, "e": 1 / 3, "f": 2**53}],
        "EndpointLocation.Latitude": list(PLACES), "EndpointLocation.Longitude": list(PLACES),
        "SegmentId": [ids["segment-id"]], "SegmentReference.Id": [ids["segment-id"]], "SegmentReference.Version": [1],
        "SegmentDimensions.Metrics": None, "EventDimensions.Metrics": None, "JourneySchedule.EndTime": ["2099-06-01T00:00:00Z"], "SegmentDemographics.Channel": None,
        "Template.Name": [ids["template-name"]], "VoiceTemplate": [], "RecommenderId": [ids["recommender-id"]],
        "TemplateName": [ids["template-name"]], "EventFilter": None, "StartCondition": None, "Activities": None, "OpenHours": None,
        "OpenHoursRule.StartTime": ["08:00"], "OpenHoursRule.EndTime": ["18:00"], "WaitUntil": ["2099-01-01T00:00:00Z"],
        "JourneySchedule.StartTime": ["2099-01-01T00:00:00Z"], "WriteJourneyRequest.Name": ["x", "é-1"],
        "SetDimension.Values": [["x"], ["x", "é"]], "AttributeDimension.Values": [["2026-01-31"]],
        "WriteTreatmentResource.Schedule": [{"StartTime": "2099-01-01T00:00:00Z", "Frequency": "DAILY"}],
        "Schedule.Frequency": ["EVENT", "EVENT", "IN_APP_EVENT", "DAILY"], "Schedule.QuietTime": [{"Start": "22:00", "End": "07:00"}, {}],
        "TimeToLive": [60, "60"], "tags": [{}, {"team": "growth", "é/1": "a b"}],
    }


def path_of(operation, ids):
    path = operation.http["requestUri"]
    for name, value in ids.items():
        path = path.replace(f"{{{name}}}", value)
    return path


def payload(shape):
    return shape.members[shape.serialization["payload"]]


class Writer:
    """Writes requests of a kind, each to a resource of its own where they are created, and reads them back."""

    def __init__(self, kind, runner, ids):
        self.kind, self.runner, self.ids, self.count = kind, runner, ids, 0
        self.writes, self.reads = MODEL.operation_model(kind.writes), MODEL.operation_model(kind.reads)
        self.creates = kind.writes.startswith("Create")

    def write(self, body, **more):
        """What is read after `body` was written, or nothing where it was refused."""
        self.count += 1
        ids = {**self.ids, "endpoint-id": f"n{self.count}", **more}
        if self.creates:
            ids["template-name"] = "reads-back"
        status, _, answer = raw(self.runner, self.writes.http["method"], path_of(self.writes, ids), json.dumps(body).encode())
        assert status < 500, answer
        if status >= 300:
            return None
        if self.creates and "Id" in (made := json.loads(answer)):
            ids[path_of(self.reads, {}).rsplit("{", 1)[1].rstrip("}")] = made["Id"]
        path = path_of(self.reads, ids)
        status, _, answer = raw(self.runner, "GET", path, None)
        assert status == 200, answer
        if self.kind.writes in PASSING:
            assert raw(self.runner, "DELETE", path, None)[0] < 300
        read = json.loads(answer)
        return read[self.kind.under] if self.kind.under else read


@pytest.mark.parametrize(("kind", "name"), [(kind, kind.writes) for kind in KINDS], ids=[kind.writes for kind in KINDS])
def test_what_is_written_is_read(pinpoint, runner, ids, kind, name):  # noqa: F811
    writer, maker = Writer(kind, runner, ids), Careful(name, usual(ids))
    shape, read_shape = payload(writer.writes.input_shape), payload(writer.reads.output_shape)
    if kind.under:
        read_shape = read_shape.members[kind.under]
    missing, accepted = members(shape) - set(kind.unsaid), 0
    while (accepted < ENOUGH or missing) and writer.count < AT_MOST:
        body = maker.body(shape)
        with_app = App.create(pinpoint) if name == "CreateImportJob" else None  # an account has ten at a time
        read = writer.write(body, **({"application-id": with_app.id} if with_app else {}))
        if with_app:
            with_app.delete()
        if read is None:
            continue
        accepted += 1
        missing -= said(shape, body)
        found = [one for one in differences(shape, body, read_shape, read) if not kind.changed.get(one.path, never)(body, one)]
        assert found == [], body
    assert accepted >= ENOUGH and not missing, f"{accepted} of {writer.count} accepted, never said: {sorted(missing)}"


def never(body, one):
    """No rule: what is read must be what was written."""
    return False


def test_an_access_key_reads_back(runner, app):
    dice, other = random.Random("keys"), App.create(app.pinpoint)
    for _ in range(ENOUGH):
        everything = {"Name": dice.choice(["x", "é\N{GRINNING FACE} \"'"]), "Applications": sorted([app.id, other.id][:dice.choice([1, 2])])}
        role = "ADMIN" if dice.random() < 0.2 else dice.choice(["MARKETER", "SENDER"])
        body = {"Role": role, **{name: value for name, value in everything.items() if dice.random() < 0.7}}
        status, _, made = runner.request("POST", KEYS, body)
        assert status == 201, (body, made)
        read = runner.request("GET", f"{KEYS}/{made['AccessKeyId']}")[2]
        assert {name: read.get(name) for name in ("Name", "Role", "Applications")} == {**dict.fromkeys(everything), **body}
        assert runner.request("DELETE", f"{KEYS}/{made['AccessKeyId']}")[0] < 300
    other.delete()
