"""An answer as Slack blocks: plain dicts, inside Slack's limits, in which nothing formats, links or pings unasked.

Every text that came from a person or a file passes through `escape`; a link is made only by `link`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from bot.answer.model import Answer, Card
from bot.profile import Link

Block = dict[str, Any]

SECTION_LIMIT = 3000
LABEL_LIMIT = 75
VALUE_LIMIT = 2000
HEADER_LIMIT = 150
QUESTION_LIMIT = 1000
DIVIDER: Block = {"type": "divider"}
CARDS_SHOWN = 5
SUGGESTIONS_SHOWN = 5
LINE_LENGTH, TEXT_LENGTH = 150, 280
PRIVATE, PUBLIC = "private", "public"
ASK = "ask:"
FEEDBACK = "context_actions"

# Slack has no escape for formatting marks: one that would open formatting is swapped for its look-alike.
_LOOKS_LIKE = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}
_NO_TEXT = r"\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_SUSPECT = re.compile(rf"[&<>`*_~{_NO_TEXT}]")
_UNSAFE = re.compile(rf"[&<>`{_NO_TEXT}]|(?<!\w)[*_~](?=\S)")
_NOT_TEXT = re.compile(rf"[{_NO_TEXT}]")
_EMOJI = re.compile(r":(?=[a-z+][\w+'-]*:)")
_QUOTE = re.compile(r"(?<![^\n])>")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_ADDRESS = re.compile(r"""https?://[^\s<>"|]*[^\s<>"|.,;:!?…)\]}']|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+""")
_URL = re.compile(rf"(?:https?://|mailto:)[^\s<>|{_NO_TEXT}]+", re.IGNORECASE)


def render(
    answer: Answer,
    *,
    page: int = 0,
    asked: str = "",
    private: bool = False,
    related: Iterable[tuple[str, str]] = (),
    buttons: Sequence[Block] = (),
) -> tuple[list[Block], str]:
    """The blocks of an answer and the fallback text that stands alone where blocks are not shown.

    `page` says which cards, `asked` is mrkdwn put before everything (who asked what), `related` are (label, question)
    pairs to ask next, `buttons` come last; `private` names the block of buttons PRIVATE, so that a click on one is
    known to come from an answer that one person sees.
    """
    cards = answer.cards[page * CARDS_SHOWN : (page + 1) * CARDS_SHOWN]
    said = answer.text if len(answer.cards) <= 2 else ""  # in a list nothing is said but names and dates
    blocks = [section(fit(answer.text, SECTION_LIMIT, mrkdwn)), *(card(entry, said) for entry in cards)]
    if len(answer.cards) > CARDS_SHOWN:
        blocks.append(context(span(page, len(answer.cards))))
    questions = [(text, text) for text in answer.suggestions] + list(related)
    if elements := [*asks(questions), *buttons]:
        blocks.append({"type": "actions", "block_id": PRIVATE if private else PUBLIC, "elements": elements})
    if not asked:
        return blocks, _fallback(answer, cards)
    return [context(asked), *blocks], f"{asked}\n{_fallback(answer, cards)}"


def span(page: int, count: int) -> str:
    """Which entries a page shows, in plain words."""
    return f"Entries {page * CARDS_SHOWN + 1} to {min((page + 1) * CARDS_SHOWN, count)} of {count}"


def turns(page: int, count: int) -> Iterator[tuple[str, int]]:
    """The (label, page) of the buttons that turn the pages of `count` entries."""
    if page:
        yield f"Previous {CARDS_SHOWN}", page - 1
    if left := max(0, count - (page + 1) * CARDS_SHOWN):
        yield f"Next {min(left, CARDS_SHOWN)}", page + 1


def section(text: str) -> Block:
    """`text` is mrkdwn, at most 3,000 characters. Verbatim: Slack links and mentions nothing by itself."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text.strip() or "…", "verbatim": True}}


def context(text: str) -> Block:
    """One small line of mrkdwn."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def actions(elements: Sequence[Block]) -> Block:
    """A row of buttons, 1 to 25."""
    return {"type": "actions", "elements": list(elements)}


def header(text: str) -> Block:
    """A title, in plain text."""
    return {"type": "header", "text": plain(text, HEADER_LIMIT)}


def quoted(text: str) -> list[Block]:
    """What was asked, above its answer; nothing when nothing was."""
    asked = fit(clip(" ".join(text.split()), LINE_LENGTH), 2 * LINE_LENGTH).replace("*", "∗")
    return [section(f"*{asked}*")] if asked.strip() else []


def box(label: str, action_id: str, example: str, number: int, *, dispatch: bool = True) -> Block:
    """A box to type a question in; with `dispatch`, Enter sends it. Slack empties the box when its `number` changes."""
    field = {"type": "plain_text_input", "action_id": action_id, "max_length": QUESTION_LIMIT}
    if example:
        field["placeholder"] = plain(example, LINE_LENGTH)
    if dispatch:
        field["dispatch_action_config"] = {"trigger_actions_on": ["on_enter_pressed"]}
    block = {"type": "input", "block_id": f"box:{number}", "label": plain(label, LINE_LENGTH), "element": field}
    return {**block, "dispatch_action": True} if dispatch else block


def button(label: str, action_id: str, value: str, said: str = "") -> Block:
    """`value` comes back with the click; at most 2,000 characters, not cut here. `said` is for screen readers."""
    made = {"type": "button", "text": plain(label, LABEL_LIMIT), "action_id": action_id}
    spoken = {"accessibility_label": clip(_NOT_TEXT.sub("", said), LABEL_LIMIT)} if said else {}
    return {**made, "value": _NOT_TEXT.sub("", value), **spoken}


def feedback(action_id: str, good: tuple[str, str], bad: tuple[str, str]) -> Block:
    """Slack's own feedback buttons, for messages only; each of the two is a (label, value) pair."""
    pair = {
        name: {"text": plain(label, LABEL_LIMIT), "value": _NOT_TEXT.sub("", value), "accessibility_label": label}
        for name, (label, value) in (("positive_button", good), ("negative_button", bad))
    }
    return {"type": FEEDBACK, "elements": [{"type": "feedback_buttons", "action_id": action_id, **pair}]}


def plain(text: str, limit: int) -> Block:
    """A plain text object: nothing in it formats, not even an emoji's name."""
    return {"type": "plain_text", "text": fit(text, limit).strip() or "…", "emoji": False}


def asks(questions: Iterable[tuple[str, str]], name: str = "") -> list[Block]:
    """Buttons of (label, question) pairs, each of which asks its question; `name` tells two rows of them apart."""
    sendable = {q: label for label, q in questions if escape(label).strip() and len(q) <= VALUE_LIMIT}
    shown = list(sendable.items())[:SUGGESTIONS_SHOWN]
    return [button(label, f"{ASK}{name}{n}", question, f"Ask: {question}") for n, (question, label) in enumerate(shown)]


def escape(text: str) -> str:
    """Text as mrkdwn that shows just that text: no markup, no mention, no link, no emoji."""
    if ":" in text:
        text = _EMOJI.sub("∶", text)
    if not _SUSPECT.search(text):
        return text
    if ">" in text:
        text = _QUOTE.sub("›", text)
    return _UNSAFE.sub(lambda match: _LOOKS_LIKE.get(match[0], ""), text)


def mrkdwn(text: str) -> str:
    """The same, with the web and mail addresses in it as links."""
    if "://" not in text and "@" not in text:
        return escape(text)
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        url = match[0] if "://" in match[0] else f"mailto:{match[0]}"
        parts += [escape(text[end : match.start()]), link(url, match[0])]
        end = match.end()
    return "".join(parts) + escape(text[end:])


def link(url: str, label: str) -> str:
    """A link in mrkdwn, or only its label when `url` is not a web or mail address."""
    shown = escape(" ".join(label.split())).strip() or escape(url)
    if not _URL.fullmatch(url):
        return shown
    return f"<{url.replace('&', '&amp;')}|{shown}>"


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word and marked with an ellipsis."""
    if len(text) <= limit:
        return text
    end = text.rfind(" ", limit // 2, limit)
    return text[: end if end > 0 else limit - 1].rstrip(" ,;:.") + "…"


def fit(text: str, limit: int, write: Callable[[str], str] = escape) -> str:
    """`text` as `write` writes it, cut so that the result, which may be longer than the text, keeps the limit."""
    room = limit
    while len(written := write(clip(text, room))) > limit:
        room = room * limit // len(written)
    return written


def card(entry: Card, said: str = "") -> Block:
    """An entry for reading at a glance: title, facts, a line or two beyond what was `said` already, links."""
    title = _line(entry.title).replace("*", "∗")
    facts = " · ".join(_line(fact) for fact in (entry.subtitle, entry.period) if fact)
    unsaid = [part for part in _SENTENCE_END.split(entry.text) if part not in said] if said else [entry.text]
    text = fit(clip(" ".join(unsaid), TEXT_LENGTH), 3 * TEXT_LENGTH)
    lines = [line for line in (f"*{title}*" if title else "", facts, text) if line]
    if entry.links:
        lines.append(links(entry.links, SECTION_LIMIT - sum(len(line) + 1 for line in lines)))
    return section("\n".join(line for line in lines if line))


def links(items: Iterable[Link], room: int = SECTION_LIMIT) -> str:
    """Links in one line of mrkdwn, as many as fit into `room`."""
    written = [link(item.url, clip(item.label, LABEL_LIMIT)) for item in items]
    while sum(len(item) + 3 for item in written) > room:
        written.pop()
    return " · ".join(item for item in written if item)


def _line(text: str) -> str:
    return fit(clip(" ".join(text.split()), LINE_LENGTH), 2 * LINE_LENGTH)


def _fallback(answer: Answer, cards: Iterable[Card]) -> str:
    titles = [entry.title for entry in cards if entry.title not in answer.text]
    more = "\n" + "; ".join(clip(title, LINE_LENGTH) for title in titles) if titles else ""
    return fit(answer.text + more, SECTION_LIMIT).strip() or "…"
