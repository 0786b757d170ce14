"""The README's quick start, as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_quick_start_shows_the_mails(runner):
    snippet = re.search(r"```python\n(.*?)```", README.read_text(), re.S).group(1)
    assert "http://127.0.0.1:8080" in snippet
    ran = subprocess.run(
        [sys.executable, "-c", snippet.replace("http://127.0.0.1:8080", runner.url)],
        capture_output=True, text=True, timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    assert sorted(ran.stdout.splitlines()) == [
        "ada@example.com | Thank you, Ada | <p>Dear Ada, gold suits you.</p>",
        "grace@example.com | Thank you, Grace | <p>Dear Grace, gold suits you.</p>",
    ]
