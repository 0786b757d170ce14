"""Size of each function as it goes to AWS, and how long it takes from its start to asking for work."""

import os
import platform
import statistics
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

BUILT = Path(__file__).resolve().parents[2] / "target" / "lambda"
ARN = "arn:aws:lambda:us-east-1:111122223333:function:bench"
ENVIRONMENT = {
    "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "ACCOUNT_ID": "111122223333",
    "TABLE_RESOURCES": "r", "TABLE_ENDPOINTS": "e", "TABLE_OUTBOX_EMAIL": "o", "EVENT_STREAM": "s", "SCHEDULE_GROUP": "g",
    "SCHEDULE_ROLE_ARN": "arn:aws:iam::111122223333:role/x", "CAMPAIGNS_FUNCTION_ARN": ARN, "JOBS_FUNCTION_ARN": ARN,
    "LEASE_SECONDS": "60", "RUN_BUDGET_SECONDS": "240",
    "AWS_LAMBDA_FUNCTION_NAME": "bench", "AWS_LAMBDA_FUNCTION_VERSION": "1", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
    "AWS_LAMBDA_LOG_GROUP_NAME": "g", "AWS_LAMBDA_LOG_STREAM_NAME": "s",
}


class Runtime(BaseHTTPRequestHandler):
    """The Lambda Runtime API as far as a start goes: notes when work is asked for, and never gives any."""

    asked = threading.Event()

    def do_GET(self):
        Runtime.asked.set()
        Runtime.released.wait(10)
        self.send_response(410)
        self.end_headers()

    def log_message(self, *_):
        pass


def start_ms(binary, address):
    """Milliseconds from starting `binary` to its first request for work."""
    Runtime.asked, Runtime.released = threading.Event(), threading.Event()
    begun = time.perf_counter()
    process = subprocess.Popen(
        [binary], env={**ENVIRONMENT, "AWS_LAMBDA_RUNTIME_API": address}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    came = Runtime.asked.wait(10)
    took = (time.perf_counter() - begun) * 1000
    process.kill()
    process.wait()
    Runtime.released.set()
    if not came:
        raise SystemExit(f"{binary} did not ask for work")
    return took


def main():
    server = HTTPServer(("127.0.0.1", 0), Runtime)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"127.0.0.1:{server.server_port}"
    for binary in sorted(BUILT.glob("*/bootstrap")):
        machine = {b"\x3e": "x86_64", b"\xb7": "aarch64"}.get(binary.read_bytes()[18:19])
        size = f"{binary.parent.name}: {os.path.getsize(binary) / 1e6:.1f} MB"
        if machine == platform.machine():
            times = [start_ms(str(binary), address) for _ in range(11)]
            print(f"{size}, {statistics.median(times):.1f} ms from start to ready (median of 11)")
        else:
            print(f"{size} ({machine})")


main()
