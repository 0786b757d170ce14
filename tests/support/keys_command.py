"""The command line for access keys, as an operator uses it."""

import os
import subprocess

from .runner import ROOT

LOCAL = {"AccessKeyId": "local", "SecretAccessKey": "local"}


def command(runner, *words, key=LOCAL):
    """Calls it with a key as the API answered it, or with that of the local system."""
    environment = {
        **os.environ, "TOUCHPOINT_URL": runner.url, "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"],
    }
    return subprocess.run([ROOT / "infra" / "access-keys", *words], env=environment, capture_output=True, text=True, timeout=60)
