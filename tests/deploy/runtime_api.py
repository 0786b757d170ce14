"""As much of Lambda's Runtime API as it takes to see how soon a function asks for its first event."""

import os
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

NEXT = "/2018-06-01/runtime/invocation/next"

# What every function is given in the template; nothing is called before there is an event.
ENVIRONMENT = {
    "AWS_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_LAMBDA_FUNCTION_NAME": "measured",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
    "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
    "TABLE_RESOURCES": "resources",
    "TABLE_ENDPOINTS": "endpoints",
    "TABLE_OUTBOX_EMAIL": "outbox-email",
    "TABLE_METRICS": "metrics",
    "EVENT_STREAM": "events",
    "SCHEDULE_GROUP": "group",
    "ACCOUNT_ID": "123456789012",
    "SCHEDULE_ROLE_ARN": "arn:aws:iam::123456789012:role/schedule",
    "CAMPAIGNS_FUNCTION_ARN": "arn:aws:lambda:us-east-1:123456789012:function:campaigns",
    "INGEST_FUNCTION_ARN": "arn:aws:lambda:us-east-1:123456789012:function:ingest",
    "ARCHIVE_BUCKET": "archive",
    "JOBS_FUNCTION_ARN": "arn:aws:lambda:us-east-1:123456789012:function:jobs",
    "SECRETS_KEY_ID": "alias/secrets",
}


def start_to_ready(binary, timeout_s=10):
    """From the start of the process to its request for the first event: `(seconds, resident bytes)`."""
    asked = threading.Event()
    over = threading.Event()
    moment = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            moment.setdefault(self.path, time.perf_counter())
            asked.set()
            over.wait(timeout_s)  # an event never comes

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        environment = {**ENVIRONMENT, "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}", "PATH": os.environ["PATH"]}
        begun = time.perf_counter()
        process = subprocess.Popen([binary], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            assert asked.wait(timeout_s), f"{binary} asked for no event"
            resident = _resident(process.pid)
        finally:
            process.kill()
            said = process.communicate()[1].decode(errors="replace")
            over.set()
        assert list(moment) == [NEXT], (moment, said)
        return moment[NEXT] - begun, resident


def _resident(pid):
    with open(f"/proc/{pid}/status") as status:
        line = next(line for line in status if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024
