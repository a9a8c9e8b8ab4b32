"""What the words that were read mean together: a Draft becomes a Query."""

from __future__ import annotations

from collections.abc import Sequence

from bot.index import Found
from bot.understand.draft import Draft
from bot.understand.phrases import Span
from bot.understand.query import LINKS, Query, Thing
from bot.understand.when import When

_GIVE_ORDER = (
    "overlap", "another", "expiry", "contact", "email", "phone", "repository", "video", "blog", "website", "profile",
    "link", "common", "count", "gap", "duration", "amount", "often", "updated", "start", "end", "when", "role", "being",
    "technologies", "city", "with", "who", "where", "why", "topic", "person", "name", "about",
)  # fmt: skip
_NO_LINKS = frozenset(("employers", "work", "education"))
_DATES = frozenset(("when", "start", "end", "duration", "expiry"))
_LOOSE = frozenset(("employers", "projects", "skills", "work", "publications projects"))


def settled(draft: Draft, text: str, when: When | None, compare: tuple[str, int] | None) -> Query:
    """The Query that the words of a question, with its dates taken out, add up to."""
    for step in _STEPS:
        step(draft, when)
    flags, facets = draft.flags, draft.facets
    relative = flags.get("relative", "")
    select = tuple(dict.fromkeys(draft.sections or [s for hint in draft.hints[:1] for s in hint.split()]))
    return Query(
        text=text,
        select=select,
        weak=not draft.sections,
        headed=draft.headed,
        things=tuple({thing.key: thing for thing in draft.things}.values()),
        anchors=tuple(draft.anchors),
        without=tuple(draft.without),
        kinds=tuple(draft.kinds),
        counted=tuple(draft.counted),
        soft=tuple(draft.soft),
        when=when,
        during="during" in flags,
        now=draft.now and not draft.past,
        past=draft.past,
        edge="" if "bound" in flags and {"during", "between"} & flags.keys() else flags.get("edge", ""),
        bound=flags.get("bound", ""),
        window=flags.get("window", ""),
        order=flags.get("order", ""),
        sort=flags.get("sort", ""),
        number=min(int(flags.get("number", 1)), 99),
        relative="" if draft.past and relative == "previous" else relative,
        give=facets[0] if facets else "",
        how="how" in flags,
        bare="ask" in flags
        and bool(draft.sections)
        and not (draft.hints or draft.plural or draft.gives or "order" in flags),
        plural=draft.plural,
        more="more" in flags or "and" in flags,
        beyond=flags.get("more") == "beyond",
        yesno="yesno" in flags and (not facets or facets[0] in ("overlap", "expiry", "gap")),
        state=flags.get("state", ""),
        works="works" in flags,
        mode=flags.get("mode", ""),
        level=flags.get("level", ""),
        units=flags.get("units", ""),
        compare=None if facets[:1] == ["amount"] else compare,
        attribute=flags.get("attribute", ""),
        attribute_text=flags.get("attribute_text", ""),
        narrow=tuple(draft.narrow),
        linked=flags.get("linked", draft.linked),
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
        between="between" in flags and len(draft.anchors) > 1,
        left=tuple(draft.left),
        loose=tuple(draft.loose),
        aside=bool(draft.loose) and not draft.asked,
        used=tuple(draft.used),
    )


def _company(draft: Draft, when: When | None) -> None:
    """ "Who did she write it with?": a "with" at the end asks for company."""
    at = max((n for n, span in enumerate(draft.spans) if span.folded == "with"), default=-1)
    named = {thing.text for thing in draft.things} & {span.text for span in draft.spans[at + 1 :]}
    whom = next((n for n, span in enumerate(draft.spans) if any(s.value == "who" for s in span.senses)), at)
    if whom < at and not named and draft.hints[:1] != ["employers"]:
        draft.gives[draft.gives.index("who")] = "with"


def _counting(draft: Draft, when: When | None) -> None:
    """A count of entries, or a figure that a statement gives; "how many have a repository" counts those."""
    facets = sorted(set(draft.gives), key=_GIVE_ORDER.index)
    draft.hints.sort(key=lambda hint: hint in _LOOSE)
    if "count" in facets:
        draft.linked = next((facet for facet in facets if facet in LINKS), "")
        facets = ["count"] if draft.linked else facets
    if facets[:1] == ["count"] and draft.things and not draft.sections and set(draft.hints) <= _LOOSE:
        facets[0] = "amount"
    if facets[:1] == ["often"] and (draft.sections or draft.hints):
        facets[0] = "count"
    people = draft.sections[:1] == ["references"]
    if facets[:1] == ["amount"] and (draft.hints or people) and not (draft.things or (draft.sections and not people)):
        facets[0] = "count"
    draft.facets = facets


def _presence(draft: Draft, when: When | None) -> None:
    """A job asked for in the present is the current one."""
    one = draft.sections[:1] == ["employers"] and not (draft.plural or draft.things or set(draft.facets) - {"name"})
    jobs = draft.hints[:1] == ["employers"] or "role" in draft.facets or one
    present = "present" in draft.flags and "past_tense" not in draft.flags and not _DATES & set(draft.facets)
    draft.now = "now" in draft.flags or (present and jobs and not when and not draft.anchors)


def _workplace(draft: Draft, when: When | None) -> None:
    """ "Which airline is he with now?": whatever an employer is called, the present one is asked for."""
    where = any(sense.value == "preposition" for span in draft.spans[-2:-1] for sense in span.senses)
    asked = {"ask", "now"} <= draft.flags.keys() and (draft.hints[:1] == ["employers"] or (where and not draft.hints))
    nouns = [thing for thing in draft.things if not thing.found.named]
    first = draft.spans[1].key if len(draft.spans) > 1 else ""
    if "yesno" in draft.flags and when and nouns and nouns == draft.things and not (draft.sections or draft.hints):
        at = next(n for n, span in enumerate(draft.spans) if span.text == nouns[0].text)
        article, preposition = draft.spans[at - 1 : at], draft.spans[max(0, at - 2) : max(0, at - 1)]
        if any(s.value == "1" for each in article for s in each.senses) and _is_place(preposition):
            draft.sections = ["work"]
    if asked and nouns == draft.things and [thing.key for thing in nouns] == [first] and not draft.sections:
        draft.sections, draft.things = ["employers"], []


def _beside(draft: Draft, when: When | None) -> None:
    """ "Was X alongside another job?", "which job next to X?": what was held at the same time as something."""
    flags, posts = draft.flags, {"work", "employers"}
    another = "another" in draft.facets
    draft.facets = [facet for facet in draft.facets if facet != "another"]
    if draft.facets == ["overlap"] and draft.sections == ["education"] and not (draft.things or draft.anchors):
        draft.facets = []
        flags |= {"now": "now"} if "present" in flags else {}
    held = another or draft.hints[:1] == ["employers"] or bool(draft.sections and set(draft.sections) <= posts)
    beside = "beside" in flags or (another and "during" in flags)
    lasts = "yesno" in flags and flags.get("state") == "going" and draft.things and draft.anchors
    if lasts and ("during" in flags or flags.get("relative") == "after"):
        flags.pop("relative", "")
        draft.facets, draft.hints = ["overlap"], []
    elif beside and held and (draft.things or draft.anchors):
        draft.facets = ["overlap", *(facet for facet in draft.facets if facet != "overlap")]
    elif another and not draft.sections:
        draft.sections = ["work"]


def _is_place(spans: Sequence[Span]) -> bool:
    """Whether these words are a preposition that puts the person somewhere."""
    return any(span.folded in ("on", "at", "in", "with") for span in spans)


def _surroundings(draft: Draft, when: When | None) -> None:
    """ "Was it made at college or at work?"."""
    spheres = {sense.value for span in draft.spans for sense in span.senses if sense.kind in ("section", "verb")}
    if "or" in draft.flags and "education" in spheres and spheres & {"work", "employers"} and draft.things:
        draft.facets = ["setting"]
        draft.sections, draft.hints, draft.anchors = [], [], []


def _tense(draft: Draft, when: When | None) -> None:
    """Now or past: "no longer" and "doesn't ... now" are past, and both together ("then and now") are neither."""
    flags = draft.flags
    if "now" in flags and _is_negated(draft):
        flags["past"] = flags.pop("now")
        draft.now = False
    if {"now", "past"} <= flags.keys() and "not" not in flags:
        del flags["past"]
        draft.now = False
    draft.past = "past" in flags or (flags.get("relative", "") == "previous" and draft.plural)
    if not draft.things and not draft.sections and not draft.anchors:
        draft.things.extend(draft.shy)


def _employment(draft: Draft, when: When | None) -> None:
    """ "Where was he in 2014?" asks for employers, "where did he start?" for the first of them."""
    bare = not (draft.things or draft.sections or draft.hints)
    timed = when or {"order", "between"} & draft.flags.keys()
    if bare and timed and {"where", "who"} & set(draft.facets):
        draft.hints.append("employers")
    starts = draft.hints[:1] == ["employers"] and draft.flags.get("edge") == "start"
    if starts and not (draft.sections or draft.things or when):
        draft.flags.setdefault("order", "first")


def _edges(draft: Draft, when: When | None) -> None:
    """The post that one began or left with; over or still going; employed by whom meanwhile."""
    flags, edge = draft.flags, draft.flags.get("edge", "")
    idle = draft.hints[:1] == ["employers"] and not draft.things and ("not" in flags or _is_negated(draft))
    if "why" in draft.facets and idle:
        draft.facets = ["gap"]
    if flags.get("state") == "going" and edge and "or" in flags:
        flags["state"] = "either"
    if draft.sections[:1] == ["work"] and edge and not when and not set(draft.facets) - {"role"}:
        if not draft.things and flags.pop("during", ""):
            draft.things, draft.anchors = draft.anchors, []
        if draft.things:
            flags.setdefault("order", "first" if edge == "start" else "last")
    if "during" in flags and draft.things and not (draft.anchors or draft.sections or draft.facets or "ask" in flags):
        draft.anchors, draft.things, draft.sections = draft.things, [], ["employers"]


def _linking(draft: Draft, when: When | None) -> None:
    """Which link is asked for, if any: a word for one may only say where something is."""
    facets = draft.facets
    if "person" in facets and (draft.things or draft.hints or "pronoun" in draft.flags):
        facets = ["who", *(facet for facet in facets if facet != "person")]
    if facets and facets[0] in LINKS and "ask" in draft.flags and draft.headed and set(draft.sections) & _NO_LINKS:
        facets = [facet for facet in facets if facet not in LINKS]
    before = draft.spans[-2].folded if len(draft.spans) > 1 else ""
    does = "yesno" in draft.flags and (before == "do" or len(draft.spans) <= 3) and "pronoun" not in draft.flags
    if does and not (draft.things or draft.sections) and facets and facets[0] in LINKS - {"link", "profile", "website"}:
        named = [s for s in draft.spans if any(sense.value == facets[0] for sense in s.senses)]
        draft.things += [Thing(s.text, s.key, s.found) for s in named if s.found.statements]
        draft.loose += [s.text for s in named if not s.found.statements]
        draft.hints, facets = [], []
    kinds = [facet for facet in facets if facet in LINKS]
    if len(kinds) > 1 and "link" not in kinds and not draft.linked:
        facets = ["link", *(facet for facet in facets if facet not in LINKS)]
    if facets and facets[0] in LINKS and draft.sections == ["work"] and draft.things:
        draft.sections.clear()
    draft.facets = facets


def _of_kinds(draft: Draft, when: When | None) -> None:
    """ "Grants and awards": the kind narrows nothing where its whole section is asked for as well."""
    if draft.general and "and" in draft.flags:
        draft.kinds += [Thing(noun, noun, Found()) for noun in draft.narrow]
        draft.narrow = []


def _post(draft: Draft, when: When | None) -> None:
    """ "What's her job?" asks for the present one."""
    flags = draft.flags
    told = {"past_tense", "yesno", "pronoun"} & flags.keys()
    asked = "post" in flags and ("ask" in flags or "about" in draft.facets) and set(draft.facets) <= {"about", "role"}
    if asked and not (_is_bounded(draft, when) or draft.plural or told):
        draft.now = True


def _opening(draft: Draft, when: When | None) -> None:
    """ "When he gave that talk, who did he work for?": what opens the question only says when."""
    people = draft.hints and set(draft.facets) & {"who", "where"}
    if not draft.headed and "during" in draft.flags and draft.anchors and people:
        draft.sections = []
    if "opening" in draft.flags and len(set(draft.facets)) > 1:
        draft.facets = [facet for facet in draft.facets if facet != "when"]
        draft.anchors += [thing for thing in draft.things if thing.found.named]
        draft.things = [thing for thing in draft.things if not thing.found.named]
        draft.flags["during"] = "opening"


def _being(draft: Draft, when: When | None) -> None:
    """ "What is he?" asks for a role, and a role is a position's."""
    if "being" in draft.facets:
        draft.now |= not _is_bounded(draft, when) and "present" in draft.flags and not draft.hints
        draft.facets = [facet for facet in draft.facets if facet != "being"] + ([] if draft.hints else ["role"])
    if "role" in draft.facets:
        draft.sections = draft.sections or ["work"]
    placed = {"where", "who"} & set(draft.facets)
    if draft.hints[:1] == ["employers"] and not draft.sections:
        draft.flags["works"] = "employers"
    if not draft.sections and draft.hints[:1] == ["employers"] and draft.things and not placed:
        draft.hints.clear()


def _is_negated(draft: Draft) -> bool:
    return any(sense.value == "negation" for span in draft.spans[1:] for sense in span.senses)


def _is_bounded(draft: Draft, when: When | None) -> bool:
    limits = {"order", "edge"} & draft.flags.keys()
    return bool(draft.things or when or draft.anchors or draft.past or draft.flags.get("relative", "") or limits)


_STEPS = (
    _company, _counting, _beside, _presence, _workplace, _surroundings, _tense, _employment, _edges, _linking,
    _of_kinds, _post, _opening, _being,
)  # fmt: skip
