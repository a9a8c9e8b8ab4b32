"""Clicks: a suggestion is asked where it stands, and a private answer can be shared once."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from bot import settings
from bot.batao import Batao
from bot.slack.desk import Desk
from bot.slack.incoming import Question
from bot.slack.threads import MemoryThreads
from bot.store import Store
from tests.slack import payloads
from tests.slack.conftest import HttpBot, over_http
from tests.slack.payloads import Json
from tests.slack.workspace import CHANNEL, DIRECT, PERSON, Failure, Workspace


def test_a_suggestion_under_a_private_answer_is_answered_privately(bot: HttpBot, workspace: Workspace) -> None:
    private = bot.deliver("slash_commands", payloads.command("first")).body
    bot.deliver("interactive", payloads.click(private, "ask:0", workspace.response_url()))
    [answer] = workspace.responses
    assert "You asked what about 2012? after first." in answer["text"]
    assert (answer.get("response_type", "ephemeral"), answer["replace_original"]) == ("ephemeral", False)
    assert workspace.sent() == []


def test_a_suggestion_in_a_channel_is_answered_in_its_thread_saying_who_asked(
    bot: HttpBot, workspace: Workspace
) -> None:
    bot.deliver("events_api", payloads.mention("first"))
    [first] = workspace.sent()
    bot.deliver("interactive", payloads.click({**first, "ts": "1700.5"}, "ask:0", workspace.response_url()))
    answer = workspace.sent()[-1]
    assert (answer["channel"], answer["thread_ts"]) == (CHANNEL, first["thread_ts"])
    assert answer["text"].startswith(f"<@{PERSON}> asked: what about 2012?\nYou asked what about 2012? after first.")


def test_a_suggestion_in_a_direct_message_is_answered_in_place(bot: HttpBot, workspace: Workspace) -> None:
    bot.deliver("events_api", payloads.direct_message("first"))
    [first] = workspace.sent()
    click = payloads.click({**first, "ts": "1700.5"}, "ask:0", workspace.response_url(), channel=DIRECT)
    bot.deliver("interactive", click)
    answer = workspace.sent()[-1]
    assert answer["channel"] == DIRECT
    assert "thread_ts" not in answer
    assert "after first" in answer["text"]


def test_sharing_posts_the_same_answer_saying_who_asked_and_takes_the_button_away(
    bot: HttpBot, workspace: Workspace
) -> None:
    bot.deliver("slash_commands", payloads.command("first"))
    private = bot.deliver("slash_commands", payloads.command("and *then* ?")).body
    bot.deliver("slash_commands", payloads.command("something else"))
    bot.deliver("interactive", payloads.click(private, "share", workspace.response_url()))
    public, left = workspace.responses
    assert (public["response_type"], public["replace_original"]) == ("in_channel", False)
    assert public["text"].startswith(f"<@{PERSON}> asked: and then ?\n")
    assert _without_header(public) == _without_share(private)
    assert left["replace_original"] is True
    assert "share" not in _action_ids(left)


def test_a_share_button_that_slack_gives_back_escaped_shares_the_same(bot: HttpBot, workspace: Workspace) -> None:
    private = bot.deliver("slash_commands", payloads.command('is "5 &lt; 6" &amp; so on?')).body
    click = payloads.click(private, "share", workspace.response_url())
    carried = click["actions"][0]["value"]
    click["actions"][0]["value"] = carried.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    bot.deliver("interactive", click)
    assert _without_header(workspace.responses[0]) == _without_share(private)


def test_clicking_share_again_shares_nothing(bot: HttpBot, workspace: Workspace) -> None:
    private = bot.deliver("slash_commands", payloads.command("first")).body
    for _ in range(2):
        assert bot.deliver("interactive", payloads.click(private, "share", workspace.response_url())).status == 200
    assert [body.get("response_type") for body in workspace.responses] == ["in_channel", None]


def test_a_click_that_is_delivered_again_is_answered_once(bot: HttpBot, workspace: Workspace) -> None:
    private = bot.deliver("slash_commands", payloads.command("first")).body
    click = payloads.click(private, "ask:0", workspace.response_url())
    for retry in range(2):
        bot.deliver("interactive", click, retry=retry)
    assert len(workspace.responses) == 1


def test_a_question_too_long_to_travel_in_a_button_has_no_share_button(bot: HttpBot) -> None:
    assert "share" in _action_ids(bot.deliver("slash_commands", payloads.command("x" * 1900)).body)
    assert "share" not in _action_ids(bot.deliver("slash_commands", payloads.command("x" * 2000)).body)


def test_a_long_answer_turns_its_pages_in_place(bot: HttpBot, workspace: Workspace) -> None:
    bot.deliver("events_api", payloads.mention("first"))
    [first] = workspace.sent()
    shared = bot.deliver("slash_commands", payloads.command("share first")).body
    private = bot.deliver("slash_commands", payloads.command("first")).body
    for message in ({**first, "ts": "1700.5"}, {**shared, "ts": "1700.6"}, private):
        bot.deliver("interactive", payloads.click(message, "page:1", workspace.response_url()))
        page = workspace.responses[-1]
        assert page["replace_original"] is True
        assert "Entries 6 to 7 of 7" in str(page["blocks"])
        assert page["text"].splitlines()[0] == message["text"].splitlines()[0]
        bot.deliver("interactive", payloads.click({**message, **page}, "page:0", workspace.response_url()))
        assert workspace.responses[-1]["blocks"] == message["blocks"]
    assert workspace.sent() == [first]


def test_feedback_is_kept_with_question_and_answer_and_thanked_for_once(
    workspace: Workspace, batao: Batao, tmp_path: Path
) -> None:
    with closing(Store(f"sqlite:///{tmp_path}/batao.sqlite3")) as store, over_http(workspace, batao, store) as bot:
        private = bot.deliver("slash_commands", payloads.command("first")).body
        for button in ("negative_button", "positive_button"):
            click = payloads.click(private, "feedback", workspace.response_url())
            click["actions"] = [{**click["actions"][0], **click["actions"][0][button]}]
            bot.deliver("interactive", click)
        [kept] = store.feedback_since(0)
    assert (kept.user, kept.helpful, kept.question) == (PERSON, True, "first")
    assert (kept.answer, kept.place) == ("You asked first after nothing.", "T0TEAM:C0GENERAL:1600000001.000001")
    [thanks] = workspace.responses
    assert (thanks["response_type"], thanks["replace_original"]) == ("ephemeral", False)


def test_where_slack_does_not_know_feedback_buttons_the_answer_arrives_without(
    bot: HttpBot, workspace: Workspace
) -> None:
    workspace.fail("chat.postMessage", Failure(error="invalid_blocks"))
    bot.deliver("events_api", payloads.direct_message("first"))
    [sent] = workspace.sent()
    assert "You asked first" in sent["text"]
    assert "feedback" not in _action_ids(sent)
    assert "page:1" in _action_ids(sent)


def test_in_govslack_where_new_blocks_come_later_answers_do_without(batao: Batao) -> None:
    gov = settings.read({"SLACK_API_URL": "https://slack-gov.com/api"}, None)
    desk = Desk(batao, MemoryThreads(), gov.command, rating=not gov.is_gov)
    answer = desk.answer_privately(Question("first", PERSON, "T1", CHANNEL, "", "T1:C1:U1"))
    assert "feedback" not in _action_ids(answer.body)
    assert "share" in _action_ids(answer.body)


def test_where_nothing_can_be_posted_a_click_is_answered_privately(bot: HttpBot, workspace: Workspace) -> None:
    shared = bot.deliver("slash_commands", payloads.command("share first")).body
    click = payloads.click({**shared, "ts": "1700.5"}, "ask:0", workspace.response_url(), channel="C0ELSEWHERE")
    bot.deliver("interactive", click)
    assert workspace.refused.pop() == "chat.postMessage: channel_not_found"
    [answer] = workspace.responses
    assert "You asked what about 2012?" in answer["text"]
    assert answer.get("response_type", "ephemeral") == "ephemeral"


def test_an_answer_about_one_thing_leads_on_to_what_is_related(real_bot: HttpBot, workspace: Workspace) -> None:
    private = real_bot.deliver("slash_commands", payloads.command("tank")).body
    labels = [button["text"]["text"] for button in private["blocks"][2]["elements"]]
    assert labels[:2] == ["Employer: Plivo", "Also made with AWS"]
    real_bot.deliver("interactive", payloads.click(private, "ask:0", workspace.response_url()))
    assert workspace.responses[0]["text"].startswith("Plivo (May 2012 – March 2014)")


def test_a_button_of_no_meaning_is_acknowledged(bot: HttpBot, workspace: Workspace) -> None:
    private = bot.deliver("slash_commands", payloads.command("first")).body
    click = payloads.click(private, "ask:0", workspace.response_url())
    click["actions"][0]["action_id"] = "from an older version"
    assert bot.deliver("interactive", click).status == 200
    assert workspace.responses == []


def _action_ids(message: Json) -> list[str]:
    buttons = (button for block in message["blocks"] for button in block.get("elements", []))
    return [button["action_id"] for button in buttons if "action_id" in button]


def _without_header(message: Json) -> list[str]:
    return [block["text"]["text"] for block in message["blocks"][1:] if block["type"] == "section"]


def _without_share(message: Json) -> list[str]:
    return [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]
