"""The home tab: what stands there, and that what is asked and opened there changes it in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from bot import settings
from bot.batao import Batao
from bot.render.blocks import mrkdwn
from bot.slack import home as home_tab
from bot.slack import modal
from bot.slack.claims import MemoryClaims
from bot.slack.desk import Desk, headed
from bot.slack.home import Home
from bot.slack.incoming import Question
from bot.slack.refresh import once
from bot.slack.threads import MemoryThreads
from bot.slack.web import web_client
from tests.slack import blockkit, payloads
from tests.slack.conftest import HttpBot, environment, logged
from tests.slack.payloads import Json
from tests.slack.workspace import DIRECT, PERSON, Failure, Workspace, view_problems

BOX = "home:box"


@pytest.fixture
def home(real_bot: HttpBot, workspace: Workspace) -> Json:
    real_bot.deliver("events_api", payloads.home_opened())
    return shown(workspace)


def shown(workspace: Workspace) -> Json:
    published = workspace.sent("views.publish")[-1]
    assert published["user_id"] == PERSON
    return dict(published["view"])


def said(view: Json) -> str:
    return "\n".join(item["text"] for item in blockkit.texts(view))


def values(view: Json, action: str) -> list[str]:
    """What the buttons whose action begins so carry."""
    buttons = (element for block in view["blocks"] for element in block.get("elements", []))
    return [button["value"] for button in buttons if button.get("action_id", "").startswith(action)]


def test_it_says_who_this_is_where_he_is_now_and_how_old_that_is(home: Json) -> None:
    text = said(home)
    assert home["blocks"][0]["text"]["text"] == "Rohit Gupta"
    assert "As of April 2017: Production Engineer II at ANI Technologies" in text
    assert "<https://github.com/rohit01|GitHub>" in text
    assert "last updated in April 2017" in text
    assert "Projects (19)" in text


def test_a_question_typed_into_it_is_answered_in_place(home: Json, real_bot: HttpBot, workspace: Workspace) -> None:
    real_bot.deliver("interactive", payloads.view_click(home, BOX, "<!channel> *and* <@U0BOB>?"))
    real_bot.deliver("interactive", payloads.view_click(home, BOX, "where did he work in 2014?"))
    answered = shown(workspace)
    assert "Knowlarity: Technical Lead - DevOps" in said(answered)
    assert workspace.sent() == workspace.responses == []
    real_bot.deliver("interactive", payloads.view_click(answered, BOX, "and in 2012?"))
    assert "Lead Infrastructure Engineer" in said(shown(workspace))
    real_bot.deliver("interactive", payloads.view_click(shown(workspace), "home:close"))
    assert shown(workspace) == home


def test_every_suggested_question_is_answered_in_place(
    home: Json, real: Batao, real_bot: HttpBot, workspace: Workspace
) -> None:
    assert values(home, "ask:") == list(real.examples())
    for number, question in enumerate(real.examples()):
        real_bot.deliver("interactive", payloads.view_click(home, f"ask:example:{number}"))
        assert mrkdwn(real.ask(question).text) in said(shown(workspace))


def test_every_section_opens_in_place_a_page_at_a_time(
    home: Json, real: Batao, real_bot: HttpBot, workspace: Workspace
) -> None:
    sections = real.sections()
    assert len(values(home, "open:")) == len(sections) >= 8
    for number, keys in enumerate(sections.values()):
        real_bot.deliver("interactive", payloads.view_click(home, f"open:{number}"))
        seen = [said(shown(workspace))]
        for page in range(1, (len(keys) + 4) // 5):
            real_bot.deliver("interactive", payloads.view_click(shown(workspace), f"open:page:{page}"))
            seen.append(said(shown(workspace)))
        titles = [card.title for key in keys if (card := real.card(key))]
        assert [title for title in titles if mrkdwn(title) not in "\n".join(seen)] == []


def test_a_long_answer_turns_its_pages_in_place(home: Json, real_bot: HttpBot, workspace: Workspace) -> None:
    real_bot.deliver("interactive", payloads.view_click(home, BOX, "projects"))
    real_bot.deliver("interactive", payloads.view_click(shown(workspace), "page:1"))
    assert "Entries 6 to 10 of 19" in said(shown(workspace))


def test_what_is_open_stays_when_the_tab_is_opened_again(home: Json, real_bot: HttpBot, workspace: Workspace) -> None:
    real_bot.deliver("interactive", payloads.view_click(home, BOX, "plivo"))
    real_bot.deliver("events_api", payloads.home_opened(view=shown(workspace)))
    assert len(workspace.sent("views.publish")) == 2
    real_bot.deliver("events_api", payloads.home_opened(view={**home, "private_metadata": "of an older version"}))
    assert shown(workspace) == home


def test_a_click_that_is_delivered_again_does_not_bring_back_what_it_showed(
    home: Json, real_bot: HttpBot, workspace: Workspace
) -> None:
    click = payloads.view_click(home, BOX, "plivo")
    real_bot.deliver("interactive", click)
    real_bot.deliver("interactive", payloads.view_click(shown(workspace), "home:close"))
    real_bot.deliver("interactive", click, retry=1)
    assert shown(workspace) == home


def test_an_edited_profile_is_shown_to_those_who_look_at_the_tab(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "ada.yaml"
    file.write_text("basics: {name: Ada Kern, label: Baker}\n", "utf-8")
    desk = Desk(Batao.open(file), MemoryThreads(), "/ada")
    client = web_client(settings.read(environment(workspace), None))
    Home(desk, MemoryClaims()).on_opened({"tab": "home", "user": PERSON}, client)
    file.write_text("basics: {name: Ada Kern, label: Head baker}\n", "utf-8")
    assert once(desk, str(file))
    assert "Head baker" in said(shown(workspace))


@settings_of_hypothesis(max_examples=40, deadline=None)
@given(
    st.text()
    | st.text(alphabet="&<>*_~`:|@! \n#", max_size=300)
    | st.sampled_from(["x" * 3000, "word " * 500, "&" * 900])
)
def test_whatever_is_asked_slack_takes_the_tab_and_the_modal(real: Batao, text: str) -> None:
    desk = Desk(real, MemoryThreads(), "/rohit")
    shown = headed(text, desk.answer_in_view(Question(text, PERSON, "T1", "", "", "T1:home:U1"))).blocks
    assert view_problems(home_tab.view(real, shown)) == []
    assert view_problems(modal.view("Rohit Gupta", text, shown)) == []


def test_prompts_stand_above_the_messages(real_bot: HttpBot, real: Batao, workspace: Workspace) -> None:
    real_bot.deliver("events_api", payloads.home_opened("messages"))
    [sent] = workspace.sent("assistant.threads.setSuggestedPrompts")
    assert sent["channel_id"] == DIRECT
    assert [prompt["message"] for prompt in sent["prompts"]] == list(real.examples())
    assert workspace.sent("views.publish") == []


def test_a_workspace_without_prompts_or_home_tab_loses_only_them(
    real_bot: HttpBot, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    workspace.fail("assistant.threads.setSuggestedPrompts", Failure(error="not_allowed"))
    assert real_bot.deliver("events_api", payloads.home_opened("messages")).status == 200
    assert logged(caplog) == []
    workspace.fail("views.publish", Failure(error="not_enabled"))
    assert real_bot.deliver("events_api", payloads.home_opened()).status == 200
    assert logged(caplog) == ["Slack takes no home tab: not_enabled"]
