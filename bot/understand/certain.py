"""Whether a question is surely about the person of the résumé, though it was not put to us."""

from __future__ import annotations

from bot.index import Index
from bot.text import words
from bot.understand.query import Query


def certain(query: Query, index: Index) -> bool:
    """Nothing in it is left over or a mere synonym, nobody present is spoken of, and something ties it to the résumé:
    the person, a name that stands there, a list of one of its sections, or going on from the last answer in time."""
    company = index.language.phrases["company"]
    said = {word.folded for word in words(query.text)}
    things = (*query.things, *query.anchors)
    if query.left or query.loose or query.act or said & set(company["present"]):
        return False
    if not all(thing.found.named or thing.found.exactly for thing in things):
        return False
    if query.give in ("where", "city") and not (things or query.select or query.when):
        return False  # "where is he?" may as well be about today
    person = bool(said & set(company["absent"])) or any(word.stem in index.person for word in words(query.text))
    named = any(thing.found.named & ~index.section("skills") for thing in things)
    listed = bool(query.select) and not query.weak and query.plural and not query.now
    return person or named or listed or bool(query.more and query.when)
