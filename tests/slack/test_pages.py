"""What the server shows to others than Slack."""

from __future__ import annotations

import json
from urllib.parse import quote

from bot.batao import Batao
from tests.slack import payloads
from tests.slack.conftest import HttpBot, over_http
from tests.slack.workspace import Workspace, send


def test_health(bot: HttpBot) -> None:
    status, text = send(f"{bot.url}/healthz", None)
    assert (status, json.loads(text)) == (200, {"status": "ok", "store": "ok"})


def test_metrics_count_questions_and_hold_none(bot: HttpBot) -> None:
    before = counted(bot)
    bot.deliver("slash_commands", payloads.command("a secret question"))
    bot.deliver("slash_commands", payloads.command("boom"))
    bot.deliver("events_api", payloads.direct_message("a secret question"))
    after = counted(bot)
    assert {'outcome="failed",surface="command"', 'outcome="answered",surface="message"'} <= after.keys()
    assert sum(after.values()) == sum(before.values()) + 3
    assert "secret" not in send(f"{bot.url}/metrics", None)[1]


def counted(bot: HttpBot) -> dict[str, float]:
    """Questions, by the labels of their counter."""
    lines = send(f"{bot.url}/metrics", None)[1].splitlines()
    counters = (line.rsplit(" ", 1) for line in lines if line.startswith("batao_questions_total{"))
    return {name.partition("{")[2].rstrip("}"): float(value) for name, value in counters}


def test_a_look_up_is_text_or_json(bot: HttpBot) -> None:
    question = "où est-ce? a/b & c"
    status, text = send(f"{bot.url}/lookup/{quote(question)}", None)
    assert (status, text) == (200, f"You asked {question} after nothing.\n")
    status, text = send(f"{bot.url}/lookup/{quote(question)}", None, {"Accept": "application/json"})
    assert (status, json.loads(text)["question"], json.loads(text)["answered"]) == (200, question, True)


def test_a_look_up_of_what_the_resume_does_not_say_is_not_found(workspace: Workspace) -> None:
    with over_http(workspace, Batao.open()) as bot:
        status, text = send(f"{bot.url}/lookup/does%20he%20know%20rust", None)
        assert (status, "rust" in text) == (404, True)
        status, text = send(f"{bot.url}/lookup/where%20did%20he%20work%20in%202014", None)
        assert status == 200


def test_a_look_up_has_a_limit_and_survives_anything(bot: HttpBot) -> None:
    assert send(f"{bot.url}/lookup/{'x' * 501}", None)[0] == 414
    assert send(f"{bot.url}/lookup/%ff%00%ed%a0%80", None)[0] == 200
