"""MiniStack, an emulator of AWS, with everything it stores in a folder of the test's own."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import boto3
from botocore.config import Config

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".venv" / "bin"
REGION = "us-east-1"
ACCOUNT = "000000000000"

# How long the emulator may take to begin, and how often anything in it is asked whether it has happened.
START_TIMEOUT_S = 60
POLL_S = 0.5


def eventually(check, timeout_s, what):
    """The first true answer of `check`, which is asked again and again for at most `timeout_s`."""
    deadline = time.monotonic() + timeout_s
    while True:
        answer = check()
        if answer:
            return answer
        assert time.monotonic() < deadline, f"not within {timeout_s} s: {what}; last answer: {answer!r}"
        time.sleep(POLL_S)


class Emulator:
    """One running emulator. Policies are enforced, so that a permission that the template forgets is a failure."""

    def __init__(self, data):
        self.data = Path(data)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = self.data / "emulator.log"
        self.process = None

    def environment(self):
        """For it and for everything that talks to it."""
        return {
            **os.environ,
            "PATH": f"{TOOLS}:{os.environ['PATH']}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL": self.url,
            "SAM_CLI_TELEMETRY": "0",
        }

    def __enter__(self):
        scratch = self.data / "scratch"
        scratch.mkdir(parents=True)
        own = {
            "GATEWAY_PORT": str(self.port),
            "BIND_HOST": "127.0.0.1",
            "AUTH": "true",
            "IOT_MTLS_ENABLED": "0",  # a port of its own that nothing here needs
            "TMPDIR": str(scratch),
            "STATE_DIR": str(self.data / "state"),
            "S3_DATA_DIR": str(self.data / "s3"),
        }
        # A session of its own: the functions are its children, and end with it.
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [TOOLS / "ministack"], env={**self.environment(), **own}, cwd=self.data,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )
        eventually(self._healthy, START_TIMEOUT_S, "the emulator answers")
        return self

    def __exit__(self, *_):
        group = self.process.pid
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            pass  # all of them have ended
        self.process.wait(timeout=20)

    def client(self, service, endpoint=None, key_id="test", secret="test"):
        return boto3.client(
            service, endpoint_url=endpoint or self.url, region_name=REGION,
            aws_access_key_id=key_id, aws_secret_access_key=secret,
            config=Config(retries={"max_attempts": 1}, read_timeout=60),
        )

    def mails(self):
        """What left through SES, oldest first."""
        return self._get("/_ministack/ses/messages")["messages"].get(ACCOUNT, [])

    def last_words(self, size=6000):
        return self.log.read_bytes()[-size:].decode(errors="replace")

    def _get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=30) as answer:
            return json.load(answer)

    def _healthy(self):
        assert self.process.poll() is None, f"the emulator ended: {self.last_words()}"
        try:
            return self._get("/_ministack/health")
        except OSError:
            return None


def _free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]
