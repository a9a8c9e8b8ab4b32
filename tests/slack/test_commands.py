"""What the bot is told to do: share with all, read the résumé again, tell the owner what was asked."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from bot.batao import Batao
from bot.store import Store
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


def test_the_owner_reads_which_questions_got_no_answer_and_which_answers_were_called_bad(
    workspace: Workspace, real: Batao, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/batao.sqlite3"
    with closing(Store(url)) as store, over_http(workspace, real, store, BATAO_OWNER=PERSON) as bot:
        for question in ("does he know cobol?", "can he juggle?", "does he know cobol?"):
            bot.deliver("slash_commands", payloads.command(question))
        store.feedback("U0BOB", True, "email?", "Email: a@example.org.", "T:C:1")
        store.feedback("U0BOB", False, "any <talks>?", "None.", "T:C:2")
        digest = bot.deliver("slash_commands", payloads.command("Digest")).body
    assert digest["response_type"] == "ephemeral"
    assert message_problems(digest) == []
    assert "3 questions without an answer, feedback on 1 good and 1 bad answer." in digest["text"]
    shown = str(digest["blocks"])
    assert shown.index("• does he know cobol? (2 times)") < shown.index("• can he juggle?")
    assert "• any &lt;talks&gt;? → None." in shown
    assert "U0BOB" not in shown


def test_nobody_else_reads_the_digest(workspace: Workspace, real: Batao, tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path}/batao.sqlite3")) as store, over_http(workspace, real, store) as bot:
        bot.deliver("slash_commands", payloads.command("can he juggle?"))
        told = bot.deliver("slash_commands", payloads.command("digest")).body
    assert "juggle" not in str(told)
    assert "Only the owner" in told["text"]


def test_without_a_store_or_in_an_outage_the_digest_says_so(workspace: Workspace, real: Batao, tmp_path: Path) -> None:
    with over_http(workspace, real, BATAO_OWNER=PERSON) as bot:
        assert "Nothing is kept" in bot.deliver("slash_commands", payloads.command("digest")).body["text"]
    with (
        closing(Store(f"sqlite:///{tmp_path}/missing/batao.sqlite3")) as store,
        over_http(workspace, real, store, BATAO_OWNER=PERSON) as bot,
    ):
        assert "cannot be read" in bot.deliver("slash_commands", payloads.command("digest")).body["text"]
