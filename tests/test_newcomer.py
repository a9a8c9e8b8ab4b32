"""The scripts of the README, on a machine where nothing is installed yet."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("cat", "dirname", "mkdir", "readlink", "rm", "tee")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the scripts in a folder with a space in its name, without a virtual environment."""
    root = tmp_path / "my checkout"
    shutil.copytree(ROOT / "script", root / "script")
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def executable(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def run(script: Path, *arguments: str, path: Path) -> subprocess.CompletedProcess[str]:
    tools = path / "tools"
    tools.mkdir(exist_ok=True)
    for tool in NEEDED:
        (tools / tool).symlink_to(shutil.which(tool) or "")
    searched = os.pathsep.join(map(str, (path / "bin", tools)))
    return subprocess.run(
        [script, *arguments], capture_output=True, text=True, cwd=path, env={"PATH": searched}, timeout=60
    )


def test_without_a_recent_python_the_script_says_which_it_needs(checkout: Path, tmp_path: Path) -> None:
    executable(tmp_path / "bin" / "python3", "exit 1")
    done = run(checkout / "script" / "batao", "education", path=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "batao: needs Python 3.11 or newer: https://www.python.org/downloads/\n"


def test_without_ensurepip_the_script_names_the_debian_package(checkout: Path, tmp_path: Path) -> None:
    executable(tmp_path / "bin" / "python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    done = run(checkout / "script" / "test", path=tmp_path)
    assert done.returncode == 2
    assert "test: this Python cannot make virtual environments" in done.stderr
    assert "apt-get install python3-venv" in done.stderr


def test_a_failed_installation_shows_what_pip_said(checkout: Path, tmp_path: Path) -> None:
    python = checkout / ".venv" / "bin" / "python"
    executable(python, 'case "$*" in *install*) echo "no route to the index"; exit 1;; esac')
    done = run(checkout / "script" / "batao", "education", path=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no route to the index\nbatao: could not set up" in done.stderr


def test_installs_once_and_prints_the_answer_only_from_any_folder_and_through_a_link(
    checkout: Path, tmp_path: Path
) -> None:
    executable(checkout / ".venv" / "bin" / "python", 'echo "$@" >>"${0%/*}/calls"')
    executable(checkout / ".venv" / "bin" / "batao", 'printf "<%s>" "$@"')
    link = tmp_path / "ask"
    link.symlink_to(checkout / "script" / "batao")
    for tool_path in (tmp_path / "one", tmp_path / "two"):
        tool_path.mkdir()
        done = run(link, "where did he work in 2014?", "--json", path=tool_path)
        assert (done.stdout, done.stderr) == ("<where did he work in 2014?><--json>", "")
    assert (checkout / ".venv" / "bin" / "calls").read_text().count("pip install") == 1
    with (checkout / "pyproject.toml").open("a") as project:
        project.write("# one more dependency\n")
    run(link, "education", path=tmp_path)
    assert (checkout / ".venv" / "bin" / "calls").read_text().count("pip install") == 2
