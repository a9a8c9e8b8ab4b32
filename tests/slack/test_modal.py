"""Shortcuts: a modal to ask in from anywhere, and a message looked up."""

from __future__ import annotations

from tests.slack import blockkit, payloads
from tests.slack.conftest import HttpBot
from tests.slack.payloads import Json
from tests.slack.workspace import CHANNEL, Workspace, view_problems


def said(view: Json) -> str:
    return "\n".join(item["text"] for item in blockkit.texts(view))


def test_a_question_is_answered_inside_the_modal_where_one_can_ask_again(bot: HttpBot, workspace: Workspace) -> None:
    bot.deliver("interactive", payloads.shortcut("ask"))
    [opened] = workspace.sent("views.open")
    answer = bot.deliver("interactive", payloads.submission(opened["view"], "first")).body
    assert (answer["response_action"], view_problems(answer["view"])) == ("update", [])
    assert "You asked first after nothing." in said(answer["view"])
    answer = bot.deliver("interactive", payloads.submission(answer["view"], "second")).body
    assert "You asked second after first." in said(answer["view"])
    bot.deliver("interactive", payloads.view_click(answer["view"], "ask:0"))
    [updated] = workspace.sent("views.update")
    assert "You asked what about 2012? after second." in said(updated["view"])
    bot.deliver("interactive", payloads.view_click(answer["view"], "page:1"))
    assert "Entries 6 to 7 of 7" in said(workspace.sent("views.update")[-1]["view"])
    assert workspace.sent() == workspace.responses == []


def test_a_message_is_looked_up_privately(bot: HttpBot, workspace: Workspace) -> None:
    bot.deliver("interactive", payloads.shortcut("look_up", workspace.response_url(), "<@U0BOT> is *she* on this?"))
    [answer] = workspace.responses
    assert answer.get("response_type", "ephemeral") == "ephemeral"
    assert "You asked is she on this?" in answer["text"]
    assert workspace.sent() == []


def test_a_message_where_nothing_can_be_written_is_looked_up_in_the_modal(bot: HttpBot, workspace: Workspace) -> None:
    bot.deliver("interactive", payloads.shortcut("look_up", workspace.response_url(expired=True), "is she on this?"))
    [opened] = workspace.sent("views.open")
    assert "You asked is she on this?" in said(opened["view"])


def test_a_message_without_words_is_not_looked_up(bot: HttpBot, workspace: Workspace) -> None:
    bot.deliver("interactive", payloads.shortcut("look_up", workspace.response_url(), " "))
    assert [answer["text"] for answer in workspace.responses] == ["That message has no text that I could look up."]


def test_what_is_asked_in_a_modal_is_followed_up_nowhere_else(bot: HttpBot, workspace: Workspace) -> None:
    bot.deliver("interactive", payloads.shortcut("ask"))
    bot.deliver("interactive", payloads.submission(workspace.sent("views.open")[0]["view"], "secret"))
    bot.deliver("events_api", payloads.mention("hi"))
    assert "after nothing" in workspace.sent()[-1]["text"]
    assert "after nothing" in bot.deliver("slash_commands", payloads.command("hi", channel=CHANNEL)).body["text"]
