"""What the words that were read mean together: a Draft becomes a Query."""

from __future__ import annotations

from bot.understand.draft import Draft
from bot.understand.query import LINKS, Query
from bot.understand.when import When

_GIVE_ORDER = (
    "overlap", "expiry", "contact", "email", "phone", "repository", "video", "blog", "website", "profile", "link",
    "common", "count", "gap", "duration", "amount", "often", "updated", "start", "end", "when", "role", "being",
    "technologies", "city", "with", "who", "where", "why", "topic", "person", "name", "about",
)  # fmt: skip
_NO_LINKS = frozenset(("employers", "work", "education"))
_LOOSE = frozenset(("employers", "projects", "skills", "work", "publications projects"))


def settled(draft: Draft, text: str, when: When | None, compare: tuple[str, int] | None) -> Query:
    """The Query that the words of a question, with its dates taken out, add up to."""
    flags = draft.flags
    gives = sorted(set(draft.gives), key=_GIVE_ORDER.index)
    draft.hints.sort(key=lambda hint: hint in _LOOSE)
    linked = next((give for give in gives if give in LINKS), "") if "count" in gives else ""
    gives = ["count"] if linked else gives
    if gives[:1] == ["count"] and draft.things and not draft.sections and set(draft.hints) <= _LOOSE:
        gives[0] = "amount"
    if gives[:1] == ["often"] and (draft.sections or draft.hints):
        gives[0] = "count"
    people = draft.sections[:1] == ["references"]
    if gives[:1] == ["amount"] and (draft.hints or people) and not (draft.things or (draft.sections and not people)):
        gives[0] = "count"
    jobs = draft.hints[:1] == ["employers"] or "role" in gives
    now = "now" in flags or ("present" in flags and jobs and not when and not draft.anchors)
    relative = flags.get("relative", "")
    spheres = {sense.value for span in draft.spans for sense in span.senses if sense.kind in ("section", "verb")}
    if "or" in flags and "education" in spheres and spheres & {"work", "employers"} and draft.things:
        gives = ["setting"]
        draft.sections, draft.hints, draft.anchors = [], [], []
    negated = any(sense.value == "negation" for span in draft.spans[1:] for sense in span.senses)
    if "now" in flags and negated:
        flags["past"] = flags.pop("now")
        now = False
    if {"now", "past"} <= flags.keys() and "not" not in flags:
        del flags["past"]
        now = False
    past = "past" in flags or (relative == "previous" and draft.plural)
    if not draft.things and not draft.sections and not draft.anchors:
        draft.things.extend(draft.shy)
    if (
        {"where", "who"} & set(gives)
        and (when or "order" in flags or "between" in flags)
        and not (draft.things or draft.sections or draft.hints)
    ):
        draft.hints.append("employers")
    if (
        not draft.sections
        and draft.hints[:1] == ["employers"]
        and flags.get("edge") == "start"
        and not draft.things
        and not when
    ):
        flags.setdefault("order", "first")
    if flags.get("state") == "going" and {"edge", "or"} <= flags.keys():
        flags["state"] = "either"
    edge = flags.get("edge", "")
    if draft.sections[:1] == ["work"] and edge and not when and not set(gives) - {"role"}:
        if not draft.things and flags.pop("during", ""):
            draft.things, draft.anchors = draft.anchors, []
        if draft.things:
            flags.setdefault("order", "first" if edge == "start" else "last")
    if "during" in flags and draft.things and not (draft.anchors or draft.sections or gives or "ask" in flags):
        draft.anchors, draft.things, draft.sections = draft.things, [], ["employers"]
    if "person" in gives and (draft.things or draft.hints or "pronoun" in flags):
        gives = ["who", *(give for give in gives if give != "person")]
    if gives and gives[0] in LINKS and "ask" in flags and draft.headed and set(draft.sections) & _NO_LINKS:
        gives = [give for give in gives if give not in LINKS]
    kinds = [give for give in gives if give in LINKS]
    if len(kinds) > 1 and "link" not in kinds and not linked:
        gives = ["link", *(give for give in gives if give not in LINKS)]
    if gives and gives[0] in LINKS and draft.sections == ["work"] and draft.things:
        draft.sections.clear()
    bounded = bool(draft.things or when or draft.anchors or past or relative or {"order", "edge"} & flags.keys())
    told = {"past_tense", "yesno", "pronoun"} & flags.keys()
    asked = "post" in flags and ("ask" in flags or "about" in gives) and set(gives) <= {"about", "role"}
    if asked and not (bounded or draft.plural or told):
        now = True
    if draft.headed is False and "during" in flags and draft.anchors and draft.hints and set(gives) & {"who", "where"}:
        draft.sections = []
    if "opening" in flags and len(set(gives)) > 1:
        gives = [give for give in gives if give != "when"]
        draft.anchors += [thing for thing in draft.things if thing.found.named]
        draft.things = [thing for thing in draft.things if not thing.found.named]
        flags["during"] = "opening"
    if "being" in gives:
        now = now or (not bounded and "present" in flags and not draft.hints)
        gives = [give for give in gives if give != "being"] + ([] if draft.hints else ["role"])
    if "role" in gives:
        draft.sections = draft.sections or ["work"]
    if not draft.sections and draft.hints[:1] == ["employers"] and draft.things and not {"where", "who"} & set(gives):
        draft.hints.clear()
    select = tuple(dict.fromkeys(draft.sections or [s for hint in draft.hints[:1] for s in hint.split()]))
    return Query(
        text=text,
        select=select,
        weak=not draft.sections,
        headed=draft.headed,
        things=tuple({thing.key: thing for thing in draft.things}.values()),
        anchors=tuple(draft.anchors),
        without=tuple(draft.without),
        soft=tuple(draft.soft),
        when=when,
        during="during" in flags,
        now=now and not past,
        past=past,
        edge=flags.get("edge", ""),
        order=flags.get("order", ""),
        sort=flags.get("sort", ""),
        number=min(int(flags.get("number", 1)), 99),
        relative="" if past and relative == "previous" else relative,
        give=gives[0] if gives else "",
        how="how" in flags,
        bare="ask" in flags
        and bool(draft.sections)
        and not (draft.hints or draft.plural or draft.gives or "order" in flags),
        plural=draft.plural,
        more="more" in flags or "and" in flags,
        beyond=flags.get("more") == "beyond",
        yesno="yesno" in flags and gives in ([], ["overlap"]),
        state=flags.get("state", ""),
        compare=compare,
        attribute=flags.get("attribute", ""),
        attribute_text=flags.get("attribute_text", ""),
        narrow=tuple(draft.narrow),
        linked=flags.get("linked", linked),
        joined=flags.get("joined", ""),
        at=flags.get("at", ""),
        made=flags.get("made", ""),
        via=flags.get("via", ""),
        judged="judged" in flags and bool(draft.sections),
        asks="ask" in flags,
        act="act" in flags,
        own="own" in flags,
        pronoun=flags.get("pronoun", ""),
        alternatives="or" in flags and len(draft.things) > 1,
        between="between" in flags and len(draft.anchors) == 2,
        left=tuple(draft.left),
        loose=tuple(draft.loose),
        aside=bool(draft.loose) and not draft.asked,
        used=tuple(draft.used),
    )
