"""What is said when there is nothing to answer from, and what is suggested instead."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answer.wording import joined, section_name
from bot.index import Index
from bot.profile import Entry
from bot.text import fold

WORDS_SHOWN, WORD_SHOWN = 6, 60

_EXAMPLES: tuple[tuple[str, str], ...] = (
    ("work", "What does {person} do these days?"),
    ("employers", "When was {person} at {title}?"),
    ("projects", "What is {title}?"),
    ("projects", "projects {keyword}"),
    ("skills", "skills {title}"),
    ("talks", "Which talks has {person} given?"),
    ("publications", "What has {person} published?"),
    ("certificates", "Which certificates does {person} hold?"),
    ("education", "Where did {person} study?"),
    ("awards", "Which awards did {person} win?"),
    ("references", "Who recommends {person}?"),
)


def first_name(index: Index) -> str:
    """The name to use in a sentence."""
    honorifics = index.language.phrases["honorific"]["before_a_name"]
    parts = index.profile.name.split()
    given = [part for part in parts if fold(part).rstrip(".") not in honorifics]
    if given and given[0].endswith("."):
        nicknames = (alias for entry in index.entries if entry.section == "basics" for alias in entry.aliases)
        return next(nicknames, next((part for part in given if not part.endswith(".")), given[0]))
    return next(iter(given), index.profile.name or "this person")


def examples(index: Index) -> tuple[str, ...]:
    """Questions that this profile answers, made from its own entries, one a section."""
    found: list[str] = []
    for section, template in _EXAMPLES:
        entry = _first(index.entries, section, "{keyword}" in template)
        if entry:
            keyword = entry.keywords[0] if entry.keywords else ""
            title = (entry.aliases or (entry.title,))[0] if section in ("projects", "employers") else entry.title
            found.append(template.format(person=first_name(index), title=title, keyword=keyword))
    return tuple(dict.fromkeys(found))


def _first(entries: Iterable[Entry], section: str, keyword: bool) -> Entry | None:
    return next((e for e in entries if e.section == section and e.title and (e.keywords or not keyword)), None)


def missing(words: Iterable[str]) -> str:
    """That the résumé does not mention these words: the first of them, when they are many or long."""
    said = [f"“{word if len(word) <= WORD_SHOWN else word[:WORD_SHOWN] + '…'}”" for word in dict.fromkeys(words)]
    more = [f"{len(said) - WORDS_SHOWN} other words"] if len(said) > WORDS_SHOWN + 1 else []
    return f"The résumé does not mention {joined(said[:WORDS_SHOWN] + more if more else said, 'or')}."


def none(sections: tuple[str, ...], rest: str = "") -> str:
    """That the résumé lists nothing of a kind: "The résumé lists no certificates in 2014."."""
    return f"The résumé lists no {section_name(sections)}{' ' + rest if rest else ''}."


def acting(index: Index) -> str:
    """That the bot only answers questions."""
    return f"I can't do that: I only answer questions about {first_name(index)} from the résumé."


def smalltalk(index: Index, kind: str) -> str:
    """A short human reply to a message that asks nothing of the résumé."""
    person = index.profile.name or "one person"
    ask = " or ".join(f"“{question}”" for question in examples(index)[:3])
    return {
        "greeting": f"Hello! Ask me anything about {person}'s résumé, such as {ask}.",
        "thanks": f"You're welcome! Ask away if you want to know more about {first_name(index)}.",
        "bye": "Goodbye!",
        "praise": "Thank you! Ask away if you want to know more.",
        "how_are_you": f"All well, thank you. Ask me about {person}'s résumé, such as {ask}.",
        "who_are_you": f"I am Batao: I answer questions about {person} from the résumé, and only from it. Try {ask}.",
        "help": f"Ask me about {person}'s résumé, in sentences or keywords: a job, a date, a link. Try {ask}.",
        "whose": f"This is the résumé of {person}.",
        "empty": f"Ask me something about {person}'s résumé, such as {ask}.",
        "noise": f"I did not understand that. Ask me something about {person}'s résumé, such as {ask}.",
    }[kind]
