"""`python -m bot` as a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.slack.conftest import ROOT

OURS = ("SLACK_", "BATAO_", "PORT", "LOG_LEVEL", "DATABASE_URL")
BASE = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


@contextmanager
def running(chosen: dict[str, str], folder: Path, ready: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, once it has logged a line that holds `ready`, and the URL it listens on."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot"],
        cwd=folder,
        env={**BASE, "PYTHONPATH": str(ROOT), **chosen},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    try:
        log = ""
        for line in process.stderr:
            log += line
            if ready in line:
                break
        else:
            pytest.fail(log)
        port = re.search(r"istening on .*:(\d+)", log)
        assert port
        yield process, f"http://127.0.0.1:{port[1]}"
    finally:
        process.kill()
        process.communicate()
