"""Talk among colleagues in a thread about the person: what is surely a question about the résumé, and what is not."""

from __future__ import annotations

import pytest

from tests.people import about

MEANT = {
    "rohit": """
        where did he work in 2015? | and in 2012? | and at Plivo? | what about Knowlarity? | what did he do at Plivo?
        what did he do there? | did he use kafka? | has he worked with docker? | does Rohit know golang?
        which talks has he given? | any projects in python? | golang projects? | who recommended him? | what is Tank?
        how long was he at Plivo? | where did he study? | what did he win in 2011? | which companies has he worked for?
    """,
    "marisol-vasickova": """
        where did she work in 2015? | and at Hotel Corbie? | does Marisol know tempering? | what is Rye Atlas?
        which certificates does she hold? | what did she do at The Salted Fig?
    """,
}
AMONG_THEM = """
    thanks | cool | interesting, thanks! | nice work! | what? | which one? | how many? | any updates? | and then? | him?
    what about lunch? | did you see this? | do you think we should hire him? | shall we meet at 5? | who wants coffee?
    can you send me his CV? | what time is the interview? | is he still on the call?
    who referred him? | who knows him?
    is he coming to the office today? | when is the standup? | I worked at Plivo too | so he worked at Plivo in 2012
    did he reply to your mail? | is the build green? | does anyone know kafka here?
    is python down? | where are the docs?
    why is kafka slow today? | what happened to the monitoring? | can somebody restart the cluster? | when can he start?
    is this him? | what is his salary? | did he say yes? | and tomorrow? | and on monday?
    where is he? | when is the talk?
    what's the status of the project? | who owns this project? | when does the project start? | are the awards today?
    which projects are late? | any projects open? | is Plivo down again? | how is Ola doing? | who maintains Graylog?
    did the Graylog upgrade work? | what does he expect? | is he joining? | what's he like? | did he get back? | Tank?
    is she a good fit? | when is she joining? | how is the bakery doing? | who made this cake? | what does she want?
"""


def lines(text: str) -> list[str]:
    return [part.strip() for line in text.splitlines() for part in line.split("|") if part.strip()]


@pytest.mark.parametrize("person", MEANT)
def test_a_question_about_the_person_is_told_from_talk(person: str) -> None:
    before = about(person).ask("where did she work in 2014?").context
    assert [text for text in lines(MEANT[person]) if not about(person).sure(text, before)] == []
    assert [text for text in lines(AMONG_THEM) if about(person).sure(text, before)] == []
