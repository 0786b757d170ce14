"""Everything that is stored reads back as it was written: for each kind, requests made at random from the model until thirty were
accepted and every member of the model was among them."""

import json
from dataclasses import dataclass, field

import pytest
from support.app import App
from support.written import differences, members, said

from .test_any_input import MODEL, USUAL, Maker, ids, raw  # noqa: F401 - `ids` is a fixture
from .test_access_keys import KEYS

ENOUGH, AT_MOST = 30, 3_000
TEXTS = ["x", "a b", "é\N{GRINNING FACE}", "a/b%2F", "x" * 60, "null", "true", "0", "1.5", "é&<>\"'\\"]


@dataclass(frozen=True)
class Kind:
    """What the operation `writes` stores the operation `reads`; in its answer the request stands in `under`, or is the answer.
    `changed` are the members that a rule changes, by their paths, and why; `unsaid` those that no request here can say."""

    writes: str
    reads: str
    under: str = ""
    changed: dict = field(default_factory=dict)
    unsaid: dict = field(default_factory=dict)
    requests: list = field(default_factory=list)


KINDS = [
    Kind("CreateApp", "GetApp"),
    Kind("UpdateApplicationSettings", "GetApplicationSettings"),
    *[
        Kind(f"Update{word}Channel", f"Get{word}Channel")
        for word in ("Adm", "Apns", "ApnsSandbox", "ApnsVoip", "ApnsVoipSandbox", "Baidu", "Email", "Gcm", "Sms", "Voice")
    ],
    Kind("UpdateEndpoint", "GetEndpoint"),
    Kind("CreateSegment", "GetSegment"),
    Kind("UpdateSegment", "GetSegment"),
    Kind("CreateCampaign", "GetCampaign"),
    Kind("CreateEmailTemplate", "GetEmailTemplate"),
    Kind("CreateInAppTemplate", "GetInAppTemplate"),
    Kind("CreatePushTemplate", "GetPushTemplate"),
    Kind("CreateSmsTemplate", "GetSmsTemplate"),
    Kind("CreateVoiceTemplate", "GetVoiceTemplate"),
    Kind("UpdateEmailTemplate", "GetEmailTemplate"),
    Kind("CreateJourney", "GetJourney"),
    Kind("PutEventStream", "GetEventStream"),
    Kind("CreateRecommenderConfiguration", "GetRecommenderConfiguration"),
    Kind("UpdateRecommenderConfiguration", "GetRecommenderConfiguration"),
    Kind("CreateExportJob", "GetExportJob", under="Definition"),
    Kind("CreateImportJob", "GetImportJob", under="Definition"),
]


class Careful(Maker):
    """Says what is usual, and in some requests everything at once."""

    usual = {**USUAL, "Metrics": [{"a": 0.1 + 0.2, "b": 5e-324, "c": 1e300, "d": -0.0, "e": 1 / 3, "f": 2**53}]}

    def body(self, shape):
        self.share = self.dice.choice([0.2, 0.5, 0.8, 1])
        return self.value(shape)

    def value(self, shape, depth=0):
        return getattr(self, shape.type_name, self.string)(shape, depth)

    def structure(self, shape, depth):
        names = [n for n in shape.members if n in shape.required_members or self.dice.random() < self.share]
        called = {name: shape.members[name].serialization.get("name", name) for name in names}
        return {called[name]: self.member(called[name], shape.members[name], depth) for name in names}

    def member(self, called, shape, depth):
        if called == "SegmentId":
            return self.known[-1]
        usual = self.usual.get(called)
        return self.dice.choice(usual) if usual else self.value(shape, depth + 1)

    def list(self, shape, depth):
        return [self.value(shape.member, depth + 1) for _ in range(self.dice.choice([0, 1, 1, 2]))]

    def string(self, shape, _):
        return self.dice.choice(shape.enum) if shape.enum else self.text()

    def text(self):
        return self.dice.choice(TEXTS)


def path_of(operation, ids):
    path = operation.http["requestUri"]
    for name, value in ids.items():
        path = path.replace(f"{{{name}}}", value)
    return path


def payload(shape):
    return shape.members[shape.serialization["payload"]]


class Writer:
    """Writes requests of a kind, each to a resource of its own where they are created, and reads them back."""

    def __init__(self, kind, runner, pinpoint, ids):
        self.kind, self.runner, self.pinpoint, self.ids = kind, runner, pinpoint, ids
        self.writes, self.reads = MODEL.operation_model(kind.writes), MODEL.operation_model(kind.reads)
        self.count = 0

    def write(self, body):
        """What is read after `body` was written, or nothing where it was refused."""
        self.count += 1
        ids = {**self.ids, "endpoint-id": f"n{self.count}"}
        if self.kind.writes.startswith("Create"):
            ids["template-name"] = "reads-back"
        status, _, answer = raw(self.runner, self.writes.http["method"], path_of(self.writes, ids), json.dumps(body).encode())
        assert status < 500, answer
        if status >= 300:
            return None
        made = json.loads(answer).get("Id")
        if self.kind.writes.startswith("Create") and made:
            ids[path_of(self.reads, {}).rsplit("{", 1)[1].rstrip("}")] = made
        path = path_of(self.reads, ids)
        status, _, answer = raw(self.runner, "GET", path, None)
        assert status == 200, answer
        if self.kind.writes.startswith("Create") and not self.kind.under:
            assert raw(self.runner, "DELETE", path, None)[0] < 300
        return json.loads(answer)


@pytest.mark.parametrize(("kind", "name"), [(kind, kind.writes) for kind in KINDS], ids=[kind.writes for kind in KINDS])
def test_what_is_written_is_read(pinpoint, runner, ids, kind, name):  # noqa: F811
    writer = Writer(kind, runner, pinpoint, ids)
    shape, read_shape = payload(writer.writes.input_shape), payload(writer.reads.output_shape)
    if kind.under:
        read_shape = read_shape.members[kind.under]
    maker = Careful(name, [*ids.values(), ids["segment-id"]])
    wanted, accepted = members(shape) - set(kind.unsaid), 0
    import collections
    seen = collections.Counter(); ex = {}
    for _ in range(AT_MOST):
        body = maker.body(shape)
        app = None
        if kind.writes == "CreateImportJob":
            app = App.create(pinpoint)
            writer.ids = {**ids, "application-id": app.id}
        read = writer.write(body)
        if app: app.delete()
        if read is None:
            continue
        accepted += 1
        for d in differences(shape, body, read_shape, read[kind.under] if kind.under else read):
            seen[d.path]+=1; ex.setdefault(d.path, d)
        wanted -= said(shape, body)
        if accepted >= ENOUGH and not wanted:
            break
    print(name, accepted, "of", writer.count, "WANT", sorted(wanted), "DIFF", seen, list(ex.values())[:8])
    assert accepted >= ENOUGH and not wanted and not seen
