"""Follow-ups: what a question leaves unsaid comes from the thread's last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.index import Index, bits
from bot.relations import Span
from bot.text import phrase, words
from bot.understand.query import Context, Query, Thing
from bot.understand.when import When

_POSTS = ("work/", "employers/", "volunteer/", "references/", "projects/", "basics/")
_OF_THE_PERSON = frozenset(("contact", "email", "phone", "person", "profile", "updated"))


def in_context(query: Query, context: Context, index: Index) -> Query:
    """Fill what a follow-up leaves unsaid from the thread's last question."""
    if not context.keys and not context.select:
        return query
    short = len(words(query.text)) < 8
    again = tuple(Thing(text, phrase(text), index.find(phrase(text))) for text in context.things)
    kept = tuple(thing for thing in again if not thing.found.named)
    kept = kept if query.at or len(kept) < len(again) else ()
    if people := _referees(query, context, index):
        return replace(query, scope=people, select=(), narrow=(), now=False, give="about", pronoun="")
    if query.beyond and context.keys:
        select = query.select or context.select or tuple({key.split("/")[0]: None for key in context.keys})
        return replace(query, select=select, weak=False, things=query.things, others=context.keys, pronoun="")
    if query.pronoun == "then" and context.when and not query.when:
        return replace(query, when=When(Span(context.when[0], context.when[1]), context.when[2]))
    alone = bool(query.things) and not (query.select or query.give or query.yesno)
    only = len(words(query.text)) <= 2 and query.text.endswith("?") and all(t.found.named for t in query.things)
    if alone and short and not query.pronoun and (query.more or (only and context.give)):
        return _again(query, context, (*kept, *query.things))
    counts = ("count", "amount")
    if query.give in counts and context.give in counts and query.things and not query.select and kept:
        return _again(query, context, (*kept, *query.things))
    if query.more and query.give == "amount" and not any(thing.found.named for thing in query.things):
        return replace(query, scope=context.keys)
    if query.order and len(context.keys) == 1 and context.select and not query.select:
        return _again(query, replace(context, give=""), again)
    if query.give == "role" and query.pronoun and not any(key.startswith(_POSTS) for key in context.keys):
        return replace(query, scope=context.keys, select=(), give="name")
    personal = query.give in _OF_THE_PERSON or (query.pronoun == "then" and query.attribute)
    counted = {thing.key for thing in query.counted}
    beside = any(thing.key not in counted for thing in query.things)
    if query.pronoun and not personal and not (beside and query.select and not query.weak):
        hinted = query.weak and query.give in ("who", "when", "where")
        return replace(query, scope=context.keys, select=() if hinted else query.select)
    if query.things or query.attribute or query.give in _OF_THE_PERSON:
        return query
    known = tuple(key for key in context.keys if key.split("/")[0] in query.select)
    if query.weak and known and not query.when and not set(query.select) & {"employers", "projects", "skills", "work"}:
        return replace(query, scope=known)
    if query.asks and short and not (query.select or query.give or query.when or query.order or query.relative):
        return replace(query, scope=context.keys, give="about")
    if query.more and query.order and not query.give and not query.select:
        return _again(query, replace(context, give=""), again)
    if query.relative and not query.anchors and not query.select and short:
        return replace(query, scope=context.keys)
    if query.give == "count" and not query.select and len(context.keys) == 1:
        return replace(query, scope=context.keys, give="amount")
    asks = query.give or query.edge or query.order or query.relative
    repeats = short and query.select and (query.give in ("role", "technologies") or query.bare)
    if repeats or (asks and not query.select):
        return replace(query, scope=context.keys)
    if short and not query.select and not query.give and (query.when or query.now):
        return _again(query, context, again)
    return query


def _referees(query: Query, context: Context, index: Index) -> tuple[str, ...]:
    """The recommendations by those whom the last answer named, where the question is about them: "her position?"."""
    about = query.give in ("role", "about", "being") or "references" in query.select
    if context.give not in ("with", "who") or not about or query.things or query.when or query.order:
        return ()
    said = [s.key for s in index.statements if index.keys[s.entry] in context.keys]
    named = [p for p in bits(index.section("references")) if any(_named(index.entries[p].title, key) for key in said)]
    return tuple(index.keys[p] for p in named[:1])


def _named(title: str, key: str) -> bool:
    return f" {phrase(title.partition(',')[0])} " in key


def _again(query: Query, context: Context, things: tuple[Thing, ...]) -> Query:
    """The last question asked again, of other things or another time."""
    yesno = context.give == "yesno"
    give = "" if yesno else context.give
    return replace(
        query,
        select=context.select,
        give=give,
        yesno=yesno,
        things=things,
        weak=context.weak,
        headed=not context.weak,
    )


def carry(query: Query, keys: Sequence[str], before: Context) -> Context:
    """What the thread remembers after this question was answered with these entries."""
    shown = {key.split("/")[0] for key in keys}
    select = tuple(s for s in query.select if s in shown or not shown) or (before.select if query.scope else ())
    weak = query.weak if query.select else before.weak
    when = (query.when.span.start, query.when.span.end, query.when.text) if query.when else None
    give = "yesno" if query.yesno else query.give
    things = tuple(thing.text for thing in query.things) or (before.things if query.scope else ())
    return Context(tuple(keys)[:30], select, give, things, weak, when)
