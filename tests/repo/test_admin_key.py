"""`infra/admin-key` against an `aws` that is not one: what it asks for, what it writes, and what it keeps when it cannot write."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "infra" / "admin-key"
AWS = """#!/bin/sh
echo "$AWS_MAX_ATTEMPTS $*" >> "$CALLS"
case "$1 $2" in
  "configure get") echo eu-west-1 ;;
  "cloudformation describe-stack-resource") echo api ;;
  "lambda invoke")
    for last; do :; done
    printf '{"result":"created","AccessKeyId":"TPAKA","SecretAccessKey":"s3cret"}' > "$last"
    [ -z "$BREAK" ] || mkdir -p "$KEYS_DIR/shop-TPAKA.credentials/credentials"
    echo None ;;
esac
"""


@pytest.fixture
def run(tmp_path):
    script, aws = tmp_path / "infra" / "admin-key", tmp_path / ".venv" / "bin" / "aws"
    for path in (script, aws):
        path.parent.mkdir(parents=True)
    shutil.copy(SCRIPT, script)
    aws.write_text(AWS)
    aws.chmod(0o755)

    def run(*words, **environment):
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        environment = {**inherited, "KEYS_DIR": str(tmp_path / "keys"), "CALLS": str(tmp_path / "calls"), **environment}
        return subprocess.run([script, *words], env=environment, capture_output=True, text=True, timeout=30)

    return run


def test_the_key_goes_to_a_file_of_its_own(run, tmp_path):
    done = run("arn:aws:cloudformation:eu-west-1:123456789012:stack/shop")
    assert done.returncode == 0, done.stderr
    (file,) = (tmp_path / "keys").iterdir()
    assert file.name == "shop-TPAKA.credentials" and file.stat().st_mode & 0o777 == 0o600
    lines = ["[touchpoint]", "aws_access_key_id = TPAKA", "aws_secret_access_key = s3cret", "region = eu-west-1"]
    assert file.read_text().splitlines() == lines
    assert "s3cret" not in done.stdout + done.stderr
    assert "env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY -u AWS_SESSION_TOKEN" in done.stdout
    (invoke,) = [line for line in (tmp_path / "calls").read_text().splitlines() if "lambda invoke" in line]
    assert invoke.startswith("1 ") and "--cli-read-timeout 60" in invoke


def test_where_nothing_can_be_written_no_key_is_made(run, tmp_path):
    (tmp_path / "keys").write_text("not a folder")
    assert run("shop").returncode != 0
    assert not (tmp_path / "calls").exists()


def test_an_answer_that_cannot_be_written_is_kept(run, tmp_path):
    done = run("shop", BREAK="yes")
    assert done.returncode == 1 and "s3cret" not in done.stdout + done.stderr
    (kept,) = (tmp_path / "keys").glob(".shop.*/answer.json")
    assert str(kept) in done.stderr and "s3cret" in kept.read_text() and kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("words", [["--another"], ["-x"], ["shop", "--more"]])
def test_other_words_are_refused(run, tmp_path, words):
    done = run(*words)
    assert done.returncode == 2 and done.stderr and not (tmp_path / "calls").exists()
