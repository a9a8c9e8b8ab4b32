"""What the bot is told to do: share with all, read the résumé again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.batao import Batao
from tests.slack import payloads
from tests.slack.conftest import HttpBot, over_http
from tests.slack.workspace import PERSON, Workspace, message_problems

PROFILE = """
basics: {name: Ada Kern, email: ada@example.org}
projects: [{name: Tank}, {name: %s}]
awards: [{title: Gold, awarder: Fair, summary: %s}]
"""


def test_share_answers_for_all_saying_who_asked(bot: HttpBot) -> None:
    for text in ("share where does she work?", "Share  where does she work?", "sabko batao where does she work?"):
        public = bot.deliver("slash_commands", payloads.command(text, name="/cv")).body
        assert public["response_type"] == "in_channel"
        assert public["text"].startswith(f"<@{PERSON}> asked: where does she work?\nYou asked where does she work?")
        assert message_problems(public) == []


def test_share_alone_shares_nothing(bot: HttpBot) -> None:
    assert bot.deliver("slash_commands", payloads.command("share")).body["response_type"] == "ephemeral"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ada.yaml"
    path.write_text(PROFILE % ("Pump", "For bread."), "utf-8")
    return path


def test_the_owner_has_the_resume_read_again_and_hears_what_changed(workspace: Workspace, file: Path) -> None:
    with over_http(workspace, Batao.open(file), BATAO_PROFILE=str(file), BATAO_OWNER=PERSON) as bot:
        file.write_text(PROFILE % ("Valve", "For cake."), "utf-8")
        told = bot.deliver("slash_commands", payloads.command("padho", name="/ada")).body
        assert told["response_type"] == "ephemeral"
        for part in ("Added: 1 project (Valve).", "Removed: 1 project (Pump).", "Changed: 1 award (Gold, Fair)."):
            assert part in told["text"]
        assert "Valve" in bot.deliver("slash_commands", payloads.command("projects")).body["text"]
        assert "just now" in bot.deliver("slash_commands", payloads.command("padho")).body["text"]


def test_a_mention_or_a_message_says_it_as_well(workspace: Workspace, file: Path) -> None:
    with over_http(workspace, Batao.open(file), BATAO_PROFILE=str(file), BATAO_OWNER=PERSON) as bot:
        file.write_text("basics: [", "utf-8")
        bot.deliver("events_api", payloads.mention("padho"))
        [told] = workspace.sent()
        assert "could not be used" in told["text"]
        bot.deliver("events_api", payloads.direct_message("email?"))
        assert "ada@example.org" in workspace.sent()[-1]["text"]
        file.write_text(PROFILE % ("Pump", "For bread."), "utf-8")
        bot.deliver("events_api", payloads.direct_message("padho"))
        assert "Nothing changed." in workspace.sent()[-1]["text"]


def test_nobody_else_can(workspace: Workspace, file: Path) -> None:
    with over_http(workspace, Batao.open(file), BATAO_PROFILE=str(file), BATAO_OWNER=PERSON) as bot:
        file.write_text(PROFILE % ("Valve", "For cake."), "utf-8")
        told = bot.deliver("slash_commands", payloads.command("padho", user="U0BOB")).body
        assert told["text"].startswith("Only the owner")
        assert "Valve" not in bot.deliver("slash_commands", payloads.command("projects")).body["text"]
