"""Whether a question is surely about the person of the résumé, though it was not put to us."""

from __future__ import annotations

from bot.index import Index, bits
from bot.text import words
from bot.understand.query import Query, Thing

_NAMES = ("title", "organization", "keyword")
_LOOSE = frozenset(
    ("employers", "projects", "skills", "work")
)  # verbs of everyday talk hint at these: "who knows him?"


def certain(query: Query, index: Index) -> bool:
    """Nothing in it is left over or a mere synonym, nobody present is spoken of, and it is tied to the résumé twice: it
    speaks of the person, or goes on from the last answer, or asks what something is; and it names what stands there."""
    company = index.language.phrases["company"]
    said = [word.folded for word in words(query.text)]
    things = (*query.things, *query.anchors)
    if query.left or query.loose or query.act or not set(company["present"]).isdisjoint(said):
        return False
    if not all(thing.found.named or thing.found.exactly for thing in things):
        return False
    named = any(_is_name(thing, index) for thing in things)
    section = bool(query.select) and (not query.weak or _LOOSE.isdisjoint(query.select))
    if not set(company["absent"]).isdisjoint(said) or any(word.stem in index.person for word in words(query.text)):
        return named or section or bool(query.when) or query.pronoun == "there"
    if query.more:
        return named or bool(query.when and query.pronoun != "then")
    asks = (query.asks or query.give == "about") and not (query.how or query.yesno)
    entry = any(thing.found.named & ~index.section("skills") for thing in things)
    return (named and section and query.plural) or (entry and asks)


def _is_name(thing: Thing, index: Index) -> bool:
    """Whether it is what something in the résumé is called, not just a word there."""
    said = (index.statements[p] for p in bits(thing.found.statements))
    return bool(thing.found.named) or any(statement.kind in _NAMES for statement in said)
