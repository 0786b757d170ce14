"""Every dependency's licence is one that may be shipped under Apache-2.0."""

import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

COMPATIBLE = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "CDLA-Permissive-2.0",
    "ISC", "MIT", "MIT-0", "MPL-2.0", "OpenSSL", "Unicode-3.0", "Unlicense", "Zlib",
}


def choices(expression):
    """Evaluates an SPDX expression: true if some choice of its licences is compatible. `/` is the old spelling of OR."""
    expression = expression.replace("/", " OR ")
    tokens = re.findall(r"\(|\)|\bAND\b|\bOR\b|[A-Za-z0-9.+-]+(?: WITH [A-Za-z0-9.+-]+)?", expression)
    code = []
    for token in tokens:
        code.append({"AND": "and", "OR": "or", "(": "(", ")": ")"}.get(token, str(token in COMPATIBLE)))
    return eval(" ".join(code))  # only True, False, and, or, parentheses


def test_the_expressions_are_read():
    assert choices("MIT OR Apache-2.0")
    assert choices("GPL-3.0 OR MIT")
    assert not choices("GPL-3.0 AND MIT")
    assert choices("(GPL-2.0 OR MIT) AND Unicode-3.0")
    assert not choices("AGPL-3.0")


def test_every_dependency_may_be_shipped():
    out = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--locked"],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=300,
    ).stdout
    packages = json.loads(out)["packages"]
    assert len(packages) > 100
    refused = {p["name"]: p["license"] for p in packages if not choices(p["license"] or "none")}
    assert refused == {}
