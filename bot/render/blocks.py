"""An answer as Slack blocks: plain dicts, inside Slack's limits, in which nothing formats, links or pings unasked.

Every text that came from a person or a file passes through `escape`; a link is made only by `link`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bot.answer.model import Answer, Card
from bot.profile import Link

Block = dict[str, Any]

SECTION_LIMIT = 3000
LABEL_LIMIT = 75
VALUE_LIMIT = 2000
CARDS_SHOWN = 5
SUGGESTIONS_SHOWN = 5
LINE_LENGTH, TEXT_LENGTH = 150, 280
PRIVATE, PUBLIC = "private", "public"
ASK = "ask:"

# Slack has no escape for formatting marks: one that would open formatting is swapped for its look-alike.
_LOOKS_LIKE = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}
_NO_TEXT = r"\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_SUSPECT = re.compile(rf"[&<>`*_~{_NO_TEXT}]")
_UNSAFE = re.compile(rf"[&<>`{_NO_TEXT}]|(?<!\w)[*_~](?=\S)")
_NOT_TEXT = re.compile(rf"[{_NO_TEXT}]")
_EMOJI = re.compile(r":(?=[a-z+][\w+'-]*:)")
_QUOTE = re.compile(r"(?<![^\n])>")
_ADDRESS = re.compile(r"""https?://[^\s<>"|]*[^\s<>"|.,;:!?…)\]}']|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+""")
_URL = re.compile(rf"(?:https?://|mailto:)[^\s<>|{_NO_TEXT}]+", re.IGNORECASE)


def render(
    answer: Answer, *, asked: str = "", private: bool = False, buttons: Sequence[Block] = ()
) -> tuple[list[Block], str]:
    """The blocks of an answer and the fallback text that stands alone where blocks are not shown.

    `asked` is mrkdwn put before everything (who asked what), `buttons` come after the suggestions; `private` names the
    block of buttons PRIVATE, so that a click on one is known to come from an answer that one person sees.
    """
    blocks = [section(fit(answer.text, SECTION_LIMIT, mrkdwn))]
    blocks += [section(_card(card)) for card in answer.cards[:CARDS_SHOWN]]
    if (hidden := len(answer.cards) - CARDS_SHOWN) > 0:
        blocks.append(context(f"{hidden} more not shown"))
    if elements := [*_suggestions(answer.suggestions), *buttons]:
        blocks.append({"type": "actions", "block_id": PRIVATE if private else PUBLIC, "elements": elements})
    if not asked:
        return blocks, _fallback(answer)
    return [context(asked), *blocks], f"{asked}\n{_fallback(answer)}"


def section(text: str) -> Block:
    """`text` is mrkdwn, at most 3,000 characters. Verbatim: Slack links and mentions nothing by itself."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text.strip() or "…", "verbatim": True}}


def context(text: str) -> Block:
    """One small line of mrkdwn."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def button(label: str, action_id: str, value: str) -> Block:
    """`value` comes back with the click; at most 2,000 characters, not cut here."""
    text = {"type": "plain_text", "text": fit(label, LABEL_LIMIT), "emoji": False}
    return {"type": "button", "text": text, "action_id": action_id, "value": _NOT_TEXT.sub("", value)}


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


def _card(card: Card) -> str:
    title = _line(card.title).replace("*", "∗")
    facts = " · ".join(_line(fact) for fact in (card.subtitle, card.period) if fact)
    text = fit(clip(card.text, TEXT_LENGTH), 3 * TEXT_LENGTH)
    lines = [line for line in (f"*{title}*" if title else "", facts, text) if line]
    if card.links:
        lines.append(_links(card.links, SECTION_LIMIT - sum(len(line) + 1 for line in lines)))
    return "\n".join(line for line in lines if line)


def _line(text: str) -> str:
    return fit(clip(" ".join(text.split()), LINE_LENGTH), 2 * LINE_LENGTH)


def _links(links: Iterable[Link], room: int) -> str:
    written = [link(item.url, clip(item.label, LABEL_LIMIT)) for item in links]
    while sum(len(item) + 3 for item in written) > room:
        written.pop()
    return " · ".join(item for item in written if item)


def _suggestions(questions: Iterable[str]) -> list[Block]:
    sendable = [text for text in dict.fromkeys(questions) if escape(text).strip() and len(text) <= VALUE_LIMIT]
    return [button(text, f"{ASK}{n}", text) for n, text in enumerate(sendable[:SUGGESTIONS_SHOWN])]


def _fallback(answer: Answer) -> str:
    titles = [card.title for card in answer.cards[:CARDS_SHOWN] if card.title not in answer.text]
    more = "\n" + "; ".join(clip(title, LINE_LENGTH) for title in titles) if titles else ""
    return fit(answer.text + more, SECTION_LIMIT).strip() or "…"
