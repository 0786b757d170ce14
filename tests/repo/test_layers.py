"""The crates keep to their layers: what a crate may not depend on, it cannot use by accident."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = "touchpoint-"

# What each crate may depend on of ours, outside its own tests.
ALLOWED = {
    "touchpoint-wire": set(),
    "touchpoint-wire-generator": set(),
    "touchpoint-domain": {"touchpoint-wire"},
    "touchpoint-store": {"touchpoint-wire", "touchpoint-domain"},
    "touchpoint-platform": {"touchpoint-domain"},
    "touchpoint-api": {"touchpoint-wire", "touchpoint-domain", "touchpoint-store", "touchpoint-platform"},
    "touchpoint-campaigns": {"touchpoint-wire", "touchpoint-domain", "touchpoint-store", "touchpoint-platform"},
    "touchpoint-sender": {"touchpoint-wire", "touchpoint-domain", "touchpoint-store", "touchpoint-platform"},
    "touchpoint-feedback": {"touchpoint-domain", "touchpoint-store", "touchpoint-platform"},
    "touchpoint-ingest": {"touchpoint-wire", "touchpoint-domain", "touchpoint-store", "touchpoint-platform"},
    "touchpoint-jobs": {"touchpoint-domain", "touchpoint-store", "touchpoint-platform"},
}

# Nothing pure may wait, talk to the world or read a clock.
IMPURE = ("aws-", "aws_", "tokio", "reqwest", "hyper", "axum", "lambda_", "rusqlite", "dynoxide", "chrono", "rand")


@pytest.fixture(scope="module")
def packages():
    out = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--no-deps", "--locked"],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=120,
    ).stdout
    return {p["name"]: p for p in json.loads(out)["packages"]}


def dependencies(package):
    """Names of what the crate itself needs (not its tests), optional ones left out."""
    return {d["name"] for d in package["dependencies"] if d["kind"] is None and not d["optional"]}


@pytest.mark.parametrize("crate", sorted(ALLOWED))
def test_a_crate_depends_only_on_the_layers_below(packages, crate):
    ours = {d for d in dependencies(packages[crate]) if d.startswith(OURS)}
    assert ours <= ALLOWED[crate]


@pytest.mark.parametrize("crate", ["touchpoint-wire", "touchpoint-domain"])
def test_rules_and_shapes_are_pure(packages, crate):
    assert [d for d in dependencies(packages[crate]) if d.startswith(IMPURE)] == []


def test_only_store_and_platform_know_the_database_client(packages):
    users = {name for name, p in packages.items() if "aws-sdk-dynamodb" in dependencies(p)}
    assert users <= {"touchpoint-store", "touchpoint-platform", "touchpoint-local", "touchpoint-hostile"}


def test_only_platform_knows_the_other_clients(packages):
    users = {
        name
        for name, p in packages.items()
        for d in dependencies(p)
        if d.startswith("aws-sdk-") and d != "aws-sdk-dynamodb"
    }
    assert users <= {"touchpoint-platform"}


def test_the_embedded_database_never_reaches_a_function(packages):
    users = {name for name, p in packages.items() if "dynoxide-rs" in dependencies(p)}
    assert users <= {"touchpoint-local", "touchpoint-hostile"}


def test_every_crate_of_a_function_or_a_layer_is_listed(packages):
    assert set(packages) - set(ALLOWED) == {"touchpoint-local", "touchpoint-hostile"}
