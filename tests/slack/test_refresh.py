"""An edited profile is served without a restart; a broken one never replaces a good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.batao import Batao
from bot.slack import refresh
from bot.slack.desk import Desk
from bot.slack.incoming import Question
from bot.slack.threads import MemoryThreads

PROFILE = "basics: {name: Ada Kern, email: %s@example.org}\n"


def ask(desk: Desk) -> str:
    return desk.answer(Question("email?", "U1", "T1", "D1", "", "T1:D1:")).text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ada.yaml"
    path.write_text(PROFILE % "old", "utf-8")
    return path


@pytest.fixture
def desk(file: Path) -> Desk:
    return Desk(Batao.open(file), MemoryThreads(), "/ada")


def test_an_edit_is_answered_from(desk: Desk, file: Path) -> None:
    assert "old@example.org" in ask(desk)
    file.write_text(PROFILE % "new", "utf-8")
    assert refresh.once(desk, str(file))
    assert "new@example.org" in ask(desk)


def test_nothing_changes_without_an_edit(desk: Desk, file: Path) -> None:
    assert not refresh.once(desk, str(file))


@pytest.mark.parametrize("broken", ["", "basics: [", "work: 7\n"])
def test_a_broken_profile_leaves_the_last_good_one(desk: Desk, file: Path, broken: str) -> None:
    file.write_text(broken, "utf-8")
    assert not refresh.once(desk, str(file))
    assert "old@example.org" in ask(desk)


def test_it_is_done_regularly(desk: Desk, file: Path) -> None:
    scheduler = refresh.regularly(desk, str(file))
    (job,) = scheduler.get_jobs()
    scheduler.shutdown()
    assert job.args == (desk, str(file))
