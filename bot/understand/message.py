"""From a chat message to the questions in it: Slack's wrapping comes off, sentences that ask nothing are left out."""

from __future__ import annotations

import html
import re
from itertools import pairwise

from bot.language import Language
from bot.text import fold, words

LONGEST = 3000

_WRAPPED = re.compile(
    r"<(?:(?P<inert>[@!][^>]*)|#\w+\|?(?P<channel>[^>]*)|(?P<url>[^|>\s]+:[^|>]*)(?:\|(?P<label>[^>]*))?)>"
)
_EMOJI = re.compile(r":[a-z0-9_+'-]+:(?::skin-tone-\d:)?", re.IGNORECASE)
_EMOJI_BREAK = re.compile(r"(?<=\w)\s+:[a-z][a-z0-9_+'-]*:(?=\s+[A-Z]|\s*\n)(?:\s*[•◦▪-])?")
_EMOTICON = re.compile(r"(?<!\S)(?:</?3+|[:;=8]['-]?[)(DPp/|]+|\^_*\^)(?=[\s?!.]*$)", re.MULTILINE)
_VOTE_OR_CLOCK = re.compile(r"(?<!\S)(?:[+-]1(?!\S)|(?:at\s+)?\d{1,2}(?::\d\d)?\s?[ap]m\b)", re.IGNORECASE)
_STRUCK = re.compile(r"(?<!\w)~[^~\n]+~(?!\w)")
_MARKS = re.compile(r"[*~`]+|(?<!\w)_+|_+(?!\w)|^\s*>+|\x00", re.MULTILINE)
_QUOTED = re.compile(r"^\s*(?:>|&gt;).*$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]")
_MAIL = re.compile(r"\S+@\S+\.\w+")
_ITEM = re.compile(r"(?:^|\s)\d{1,2}[.)]\s+")
_CHANNEL = re.compile(r"(?<!\w)#[\w-]*")
_WISH = re.compile(r"\bhop(?:e|ing)\b[^,.;:!?\n]{0,80}(?:[,.;:!?\n]|\s[-–—])\s*(?=\S)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"(?<=[?!])[\"')\]]*\s+|(?<=[a-z0-9)]{3}[.;])\s+|(?<=[.:;,])\s*\n+|(?<=\w)\s*\.\.\.+\s*")
_TOPIC = re.compile(r"\s(?:[-–—]{1,2}|\|)\s")


def unwrap(text: str) -> str:
    """A message as a person reads it: no mentions, labels for links, no marks, at most `LONGEST` characters."""

    def plain(match: re.Match[str]) -> str:
        found = match.groupdict()
        if found["inert"] is not None:
            return " "
        if found["channel"] is not None:
            return f" #{found['channel']} "
        url = (found["url"] or "").removeprefix("mailto:").removeprefix("tel:")
        return f" {found['label'] or url} "

    text = _EMOJI_BREAK.sub(". ", _WRAPPED.sub(plain, text[: LONGEST * 2]))
    text = html.unescape(_EMOJI.sub(" ", text))
    kept = _STRUCK.sub(" ", text)
    shown = _MARKS.sub("", _EMOTICON.sub("", _VOTE_OR_CLOCK.sub("", kept if words(kept) else text))).strip()
    return shown if len(shown) <= LONGEST else shown[:LONGEST].rsplit(" ", 1)[0]


def quotation(text: str) -> tuple[str, str]:
    """The lines of a message that quote, and those that are the person's own; nothing is a quotation by itself."""
    if not _QUOTED.search(text):
        return "", text
    quoted, own = "\n".join(_QUOTED.findall(text)), _QUOTED.sub("", text)
    return (quoted, own) if words(unwrap(own)) else ("", text)


def addresses(text: str) -> list[str]:
    """The web addresses that stand in an unwrapped message."""
    return _ADDRESS.findall(text)


class Splitter:
    """Finds the questions of a message by the language's question words."""

    def __init__(self, language: Language) -> None:
        give = language.phrases["give"]
        asking = [
            p for value in ("who", "when", "where", "why", "count", "duration", "amount", "start") for p in give[value]
        ]
        self._asking = frozenset(p for p in (*asking, *language.phrases["ask"]["open"]) if " " not in p)
        self._yesno = frozenset(language.phrases["yesno"]["yesno"])
        opening = "|".join(sorted(map(re.escape, self._asking), key=len, reverse=True))
        joint = "|".join(map(re.escape, language.phrases["choice"]["and"]))
        time = language.phrases["time"]
        self._bounds = (*time["during"], *time["before"], *time["after"], *time["since"], *time["conjunction"])
        self._light = language.light
        self._smalltalk = language.smalltalk
        self._pronouns = frozenset(p for texts in language.phrases["pronoun"].values() for p in texts)
        self._colon = re.compile(rf"[:.]\s+(?=(?:{opening}|has|did|does|is|was)\b)", re.IGNORECASE)
        self._joint = re.compile(
            rf"(?:[,;]\s*|\s+)(?:{joint})\s+(?:also\s+)?(?=(?:(?:for|in|at|on|from|to|with|by)\s+)?(?:{opening})\b)"
        )
        auxiliary = r"(?:did|does|do|is|was|has|were|are|can)\s+\w+"
        self._second = re.compile(rf"\s*[,;]\s*(?:{joint})\s+(?=(?:also\s+)?{auxiliary})")
        self._tail = re.compile(
            r"(?:[,;:.–—]|\s-|\b(?:anyway|so|basically|question|and|but|wondering|know|ask|tell me)\b)"
            rf"\s+(?=(?:{opening}|{auxiliary})\b)"
        )

    def questions(self, text: str) -> list[str]:
        """The questions of an unwrapped message, in order, at most three; the whole message when none stands out."""
        text = _WISH.sub(" ", _MAIL.sub(" ", _CHANNEL.sub(" ", text)))
        items = [item.strip() for item in _ITEM.split(text) if words(item)]
        if len(_ITEM.findall(text)) > 1:
            return items[:3]
        sentences = self._joined([s.strip() for s in _SENTENCE.split(self._colon.sub(self._cut, text)) if words(s)])
        if len(sentences) > 2 and all(len(words(s)) <= 3 for s in sentences) and "..." in text:
            sentences = [" ".join(sentences)]
        sentences = [s for s in sentences if not self._is_smalltalk(s)] or sentences
        asked = [s for s in sentences if s.endswith("?") or self._opens(s)]
        asked = self._with_antecedent(sentences, asked)
        marked = [s for s in asked if s.endswith("?") and len(words(s)) > 1]
        chosen = asked if len(sentences) > 1 and asked else [_SPACE.sub(" ", " ".join(sentences) or text)]
        if len(words(text)) > 25 and marked:
            chosen = marked
        return [part for sentence in chosen for part in self._parts(sentence)][:3]

    def asks(self, sentence: str) -> bool:
        """Whether a sentence has the form of a question."""
        return sentence.rstrip(" )\"'").endswith("?") or self._opens(sentence)

    def tail(self, text: str) -> str:
        """What follows the last turn to a question inside a long sentence, or ""."""
        starts = [match.end() for match in self._tail.finditer(fold(text))]
        tails = [text[start:] for start in starts if self._rambles(text[:start]) and len(words(text[start:])) >= 3]
        return tails[0] if tails and len(fold(text)) == len(text) else ""

    def _is_smalltalk(self, sentence: str) -> bool:
        return " ".join(word.folded for word in words(sentence)) in self._smalltalk

    def _cut(self, match: re.Match[str]) -> str:
        """A colon ends a sentence, unless a topic stands before it: "Amazon services: which ones?"."""
        head = re.split(r"[.?!\n]", match.string[: match.start()])[-1]
        topic = [word for word in words(head) if word.folded not in self._light]
        return " - " if match.group()[0] == ":" and 1 <= len(topic) <= 4 and len(words(head)) <= 7 else ". "

    def _with_antecedent(self, sentences: list[str], asked: list[str]) -> list[str]:
        """A question about "it", or of one word, takes the sentence before along: "He has a degree. When was it?"."""
        for before, question in pairwise(sentences):
            found = {word.folded for word in words(question)}
            if before not in asked and question in asked and (self._pronouns & found or len(found) == 1):
                asked = [f"{before} {question}" if each == question else each for each in asked]
        return asked

    def _joined(self, sentences: list[str]) -> list[str]:
        """A few words after a question belong to it: "Where did he work??? in 2015!!"."""
        whole: list[str] = []
        for sentence in sentences:
            if whole and all(word.folded.isdigit() for word in words(sentence)):
                whole[-1] = f"{whole[-1]} {sentence}"
            elif whole and whole[-1].endswith("?") and len(words(sentence)) <= 3 and not sentence.endswith("?"):
                whole[-1] = f"{whole[-1].rstrip('? ')} {sentence}?"
            else:
                whole.append(sentence)
        return whole

    def _rambles(self, head: str) -> bool:
        """Whether what comes before a question only leads up to it, and does not bound it ("when he was at X")."""
        found = [word.folded for word in words(head)]
        bound = any(" ".join(found).startswith(phrase) for phrase in self._bounds)
        return not bound and (len(found) >= 10 or (len(found) >= 3 and head.rstrip()[-1:] in ":;–—-"))

    def _opens(self, sentence: str) -> bool:
        first = words(_TOPIC.split(sentence)[-1])
        return len(first) > 2 and (first[0].folded in self._asking or first[0].folded in self._yesno)

    def _parts(self, sentence: str) -> list[str]:
        folded = fold(sentence)
        if len(folded) != len(sentence):
            return [sentence]
        if self._joint.match(folded) or self._second.match(folded):
            return [sentence]
        cuts = [match.span() for pattern in (self._joint, self._second) for match in pattern.finditer(folded)]
        parts, start = [], 0
        for low, high in sorted(cuts):
            if start <= low and words(sentence[start:low]):
                parts.append(sentence[start:low])
                start = high
        return [*parts, sentence[start:]]
