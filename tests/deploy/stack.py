"""Builds and deploys with the scripts that a user runs, and finds what they deployed."""

import configparser
import json
import platform
import subprocess
import time
from urllib.parse import urlsplit

from .emulator import ACCOUNT, REGION, ROOT

NAME = "touchpoint"
BINARIES = ["api", "campaigns", "sender", "feedback", "ingest", "jobs"]

# A cold build compiles the AWS SDK with full optimization.
BUILD_TIMEOUT_S = 3600
DEPLOY_TIMEOUT_S = 300


def architecture():
    """This machine's, as the template calls it."""
    return {"x86_64": "x86_64", "aarch64": "arm64"}[platform.machine()]


def binary(name):
    return ROOT / "target" / "lambda" / name / "bootstrap"


def build():
    """Builds all functions; how long it took, in seconds."""
    return _run(["infra/build", architecture()], BUILD_TIMEOUT_S)


def deploy(emulator):
    """Deploys what was built; how long it took, in seconds."""
    environment = {**emulator.environment(), "HOME": str(emulator.data), "KEYS_DIR": str(_keys(emulator))}
    return _run(["infra/deploy", NAME, architecture()], DEPLOY_TIMEOUT_S, environment)


def admin_key(emulator):
    """What the deployment left in a file of its own: `(id, secret)`."""
    (file,) = _keys(emulator).iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    kept = configparser.ConfigParser()
    kept.read(file)
    return kept["touchpoint"]["aws_access_key_id"], kept["touchpoint"]["aws_secret_access_key"]


def _keys(emulator):
    return emulator.data / "keys"


class Stack:
    """The deployed stack: its outputs, and its resources by the names they have in the template."""

    def __init__(self, emulator):
        self.emulator = emulator
        formation = emulator.client("cloudformation")
        described = formation.describe_stacks(StackName=NAME)["Stacks"][0]
        self.outputs = {o["OutputKey"]: o["OutputValue"] for o in described["Outputs"]}
        listed = formation.describe_stack_resources(StackName=NAME)["StackResources"]
        self.resources = {r["LogicalResourceId"]: r["PhysicalResourceId"] for r in listed}

    def allow_what_the_emulator_misnames(self):
        """It asks policies for the schedule group "default" and for no particular SES identity, whatever a request names."""
        schedules = _allow(
            ["scheduler:CreateSchedule", "scheduler:UpdateSchedule", "scheduler:DeleteSchedule"],
            f"arn:aws:scheduler:{REGION}:{ACCOUNT}:schedule/default/*",
        )
        email = _allow(["ses:SendEmail"], "*")
        planners = ["ApiFunctionRole", "CampaignsFunctionRole", "IngestFunctionRole", "JobsFunctionRole"]
        policies = [(role, "schedules", schedules) for role in planners]
        policies += [(role, "email", email) for role in ["ApiFunctionRole", "SenderEmailFunctionRole"]]
        iam = self.emulator.client("iam")
        for role, name, policy in policies:
            iam.put_role_policy(RoleName=self.resources[role], PolicyName=f"emulator-{name}", PolicyDocument=policy)

    def logs(self):
        """What the functions logged, as far as it is worth reading."""
        logs = self.emulator.client("logs")
        lines = []
        for group in logs.describe_log_groups()["logGroups"]:
            name = group["logGroupName"]
            for stream in logs.describe_log_streams(logGroupName=name)["logStreams"]:
                events = logs.get_log_events(logGroupName=name, logStreamName=stream["logStreamName"])["events"]
                lines += [f"{name}: {event['message'].strip()}" for event in events if event["message"].startswith("{")]
        return "\n".join(lines)

    def pinpoint(self):
        """The SDK's client, at the deployed API. It signs for the name that the API has in the emulator, which need not resolve."""
        address = urlsplit(self.emulator.url).netloc
        host = f"{self.outputs['ApiId']}.execute-api.localhost:{self.emulator.port}"

        def reroute(request, **_):
            request.headers["Host"] = host
            request.url = request.url.replace(host, address, 1)

        client = self.emulator.client("pinpoint", f"http://{host}", *admin_key(self.emulator))
        client.meta.events.register("before-send.pinpoint", reroute)
        return client

    def events(self):
        """All events of the producers that put them one by one or in bundles, as they stand on the events stream."""
        records = map(json.loads, self.records(self.outputs["EventsStream"]))
        return [event for record in records for event in record.get("bundle", {}).get("events", [record]) if "event_type" in event]

    def records(self, stream):
        """All records of a stream."""
        kinesis = self.emulator.client("kinesis")
        shard = kinesis.list_shards(StreamName=stream)["Shards"][0]["ShardId"]
        iterator = kinesis.get_shard_iterator(StreamName=stream, ShardId=shard, ShardIteratorType="TRIM_HORIZON")
        return [record["Data"] for record in _records(kinesis, iterator["ShardIterator"])]


def _allow(actions, resource):
    statement = {"Effect": "Allow", "Action": actions, "Resource": resource}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _records(kinesis, iterator):
    while True:
        answer = kinesis.get_records(ShardIterator=iterator, Limit=1000)
        if not answer["Records"]:
            return
        yield from answer["Records"]
        iterator = answer["NextShardIterator"]


def _run(command, timeout_s, env=None):
    begun = time.monotonic()
    done = subprocess.run(
        [str(ROOT / command[0]), *command[1:]], cwd=ROOT, env=env, timeout=timeout_s,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout[-6000:]}"
    return time.monotonic() - begun
