"""Starts the local runner as a user would, and talks to it."""

import json
import os
import selectors
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import boto3
from botocore.config import Config

from .signing import KEY_ID, SECRET, signed_headers

ROOT = Path(__file__).resolve().parents[2]
READY = "ready: "


def binary():
    """The runner to test: the debug build, unless the environment names another."""
    return os.environ.get("TOUCHPOINT_LOCAL", str(ROOT / "target" / "debug" / "touchpoint-local"))


class Runner:
    """One running system. `data=None` keeps everything in memory."""

    def __init__(self, data=None, clock="system", env=None):
        self.arguments = ["--port", "0", "--clock", clock]
        self.arguments += ["--memory"] if data is None else ["--data", str(data)]
        self.env = {**os.environ, **(env or {})}
        self.log = tempfile.TemporaryFile()
        self.process = None
        self.url = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def start(self, timeout_s=60):
        self.process = subprocess.Popen(
            [binary(), *self.arguments], stdout=subprocess.PIPE, stderr=self.log, env=self.env
        )
        self.url = self._await_ready(timeout_s)
        return self

    def _await_ready(self, timeout_s):
        """Reads standard output until the line that begins `ready: http://`."""
        deadline = time.monotonic() + timeout_s
        seen = b""
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while time.monotonic() < deadline:
                if not selector.select(timeout=deadline - time.monotonic()):
                    continue
                chunk = os.read(self.process.stdout.fileno(), 4096)
                if not chunk:
                    raise AssertionError(f"the runner ended before it was ready: {seen!r}; {self.last_words()}")
                seen += chunk
                for line in seen.decode(errors="replace").splitlines(keepends=True):
                    if line.startswith(READY) and line.endswith("\n"):
                        return line[len(READY):].split()[0].rstrip("/")
        raise AssertionError(f"the runner was not ready within {timeout_s} s: {seen!r}; {self.last_words()}")

    def last_words(self, size=4000):
        """The end of what it logged."""
        file = self.log.fileno()  # the position in it belongs to the process that writes
        return os.pread(file, size, max(0, os.fstat(file).st_size - size)).decode(errors="replace")

    def kill(self):
        """As a crash would: SIGKILL."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=30)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()
                raise

    def client(self, **config):
        """A real SDK client, with nothing changed but the endpoint URL."""
        return boto3.client(
            "pinpoint",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=KEY_ID,
            aws_secret_access_key=SECRET,
            config=Config(retries={"max_attempts": 1}, read_timeout=60, **config),
        )

    def request(self, method, path, body=None, headers=None, signed=True):
        """A raw request: `(status, headers, parsed JSON or None)`. `body` is bytes, or anything JSON can say. Signed, unless it is
        told otherwise or goes to what only a local system has."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        headers = dict(headers or {})
        if data is not None and "content-type" not in {name.lower() for name in headers}:
            headers["Content-Type"] = "application/json"
        if signed and not path.startswith("/local/"):
            headers = signed_headers(method, self.url + path, data, headers)
        request = urllib.request.Request(self.url + path, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                return response.status, response.headers, _json(response.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, _json(error.read())

    def text(self, method, path, headers=None):
        """The body of an answer that is no JSON."""
        request = urllib.request.Request(self.url + path, method=method, headers=signed_headers(method, self.url + path, None, headers))
        with urllib.request.urlopen(request, timeout=120) as response:
            return response.read().decode()

    def drain(self):
        """Returns when no work is left that is due now."""
        status, _, answer = self.request("POST", "/local/drain")
        assert status == 200 and answer["idle"] is True, (status, answer)
        return answer

    def outbox(self, **filters):
        """All messages that left, oldest first, page by page."""
        return self._all("/local/outbox", "messages", filters)

    def events(self, **filters):
        """All events that happened so far, oldest first, page by page."""
        self.drain()
        return [listed["record"] for listed in self._all("/local/events", "events", filters)]

    def _all(self, path, member, filters):
        items, after = [], None
        while True:
            query = {**filters, "limit": 1000, **({"after": after} if after else {})}
            status, _, page = self.request("GET", f"{path}?{urllib.parse.urlencode(query)}")
            assert status == 200, page
            items += page[member]
            after = page.get("next")
            if not after:
                return items

    def advance(self, duration):
        status, _, answer = self.request("POST", "/local/clock", {"advance": duration})
        assert status == 200, answer
        return answer


def _json(body):
    return json.loads(body) if body else None
