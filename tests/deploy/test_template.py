"""The template by itself: it is valid, and its stream filters let through what the functions act on."""

import json
import subprocess

import pytest
import yaml

from .emulator import ROOT, TOOLS

EVENTS = ROOT / "events"


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms (`!Ref`, `!Sub` …) as whatever stands behind them."""


def _plain(loader, _suffix, node):
    kinds = {yaml.ScalarNode: loader.construct_scalar, yaml.SequenceNode: loader.construct_sequence}
    return kinds.get(type(node), loader.construct_mapping)(node)


_Loader.add_multi_constructor("!", _plain)


@pytest.fixture(scope="module")
def resources():
    return yaml.load((ROOT / "template.yaml").read_text(), _Loader)["Resources"]


def test_the_template_is_valid():
    done = subprocess.run(
        [TOOLS / "sam", "validate", "--lint", "--region", "us-east-1"], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr


# What the records are, the functions' own tests say of the same samples.
@pytest.mark.parametrize(
    "function, source, sample, passes",
    [
        ("SenderEmailFunction", "Chunks", "sender", True),
        ("SenderEmailFunction", "Chunks", "campaigns-stream", False),
        ("CampaignsFunction", "FinishedChunks", "campaigns-stream", True),
        ("CampaignsFunction", "FinishedChunks", "sender", False),
    ],
)
def test_a_function_is_called_for_its_own_records_only(resources, function, source, sample, passes):
    (record,) = _records(sample)
    assert _passes(resources, function, source, record) is passes


def test_claims_call_nobody_and_a_wake_calls_the_sender(resources):
    (record,) = _records("campaigns-stream")
    progress = record["dynamodb"]["OldImage"]
    claim = {**record, "dynamodb": {**record["dynamodb"], "NewImage": progress}}
    wake = {**record, "dynamodb": {**record["dynamodb"], "NewImage": {**progress, "wake": {"N": "1770113490000"}}}}
    gone = {**record, "eventName": "REMOVE", "dynamodb": {"Keys": record["dynamodb"]["Keys"], "OldImage": progress}}
    callers = [("SenderEmailFunction", "Chunks"), ("CampaignsFunction", "FinishedChunks")]
    assert [_passes(resources, *caller, claim) for caller in callers] == [False, False]
    assert [_passes(resources, *caller, wake) for caller in callers] == [True, False]
    assert [_passes(resources, *caller, gone) for caller in callers] == [False, False]


def test_a_sender_is_not_stopped_while_a_window_is_unrecorded(resources):
    everywhere = yaml.load((ROOT / "template.yaml").read_text(), _Loader)["Globals"]["Function"]
    sender = resources["SenderEmailFunction"]["Properties"]
    lease = int(everywhere["Environment"]["Variables"]["LEASE_SECONDS"])
    budget = int(sender["Environment"]["Variables"]["RUN_BUDGET_SECONDS"])
    assert budget + lease < sender["Timeout"]


def _records(sample):
    return json.loads((EVENTS / f"{sample}.json").read_text())["Records"]


def _passes(resources, function, source, record):
    filters = resources[function]["Properties"]["Events"][source]["Properties"]["FilterCriteria"]["Filters"]
    return any(_matches(json.loads(f["Pattern"]), record) for f in filters)


def _matches(pattern, record):
    """As Lambda matches, as far as these patterns go: `exists` asks for a leaf, and a text stands for itself."""
    for name, wanted in pattern.items():
        found = record.get(name)
        if isinstance(wanted, dict):
            if not isinstance(found, dict) or not _matches(wanted, found):
                return False
        elif wanted == [{"exists": True}]:
            if found is None or isinstance(found, (dict, list)):
                return False
        else:
            assert all(isinstance(text, str) for text in wanted), f"a pattern that this test cannot read: {wanted}"
            if found not in wanted:
                return False
    return True
