"""With the real core and the shipped résumé: in Slack stands what the core says."""

from __future__ import annotations

import pytest

from bot.batao import Batao
from bot.render.blocks import mrkdwn
from tests.slack import payloads
from tests.slack.conftest import HttpBot
from tests.slack.workspace import Workspace, message_problems


def test_every_example_is_answered_the_same_on_each_surface(
    real_bot: HttpBot, real: Batao, workspace: Workspace
) -> None:
    examples = real.examples()
    assert examples
    for question in examples:
        private = real_bot.deliver("slash_commands", payloads.command(question, user=f"U0{len(workspace.sent())}")).body
        real_bot.deliver("events_api", payloads.mention(question))
        assert message_problems(private) == []
        said = mrkdwn(real.ask(question).text)
        assert [message["blocks"][0]["text"]["text"] for message in (private, workspace.sent()[-1])] == [said, said]


@pytest.mark.parametrize(
    "text", ["", "hello", ":tada:", "does he know <!channel> &amp; <@U1>?", "x" * 40_000, "\u202e\x00"]
)
def test_whatever_is_asked_slack_takes_the_answer(real_bot: HttpBot, workspace: Workspace, text: str) -> None:
    real_bot.deliver("events_api", payloads.direct_message(text))
    assert len(workspace.sent()) == 1
