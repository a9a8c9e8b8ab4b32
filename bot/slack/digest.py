"""What an owner gets to read: the questions that got no answer, and what people thought of answers."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Set

from bot.render import blocks
from bot.slack import messages
from bot.slack.desk import Message, plainly
from bot.slack.notes import Notes, UnavailableError

DAYS = 30
LINES = 15  # of each list


class Digest:
    """For owners only; says what was asked and answered, never who asked."""

    def __init__(self, notes: Notes | None, owners: Set[str]) -> None:
        self._notes = notes
        self._owners = owners

    def told(self, user: str) -> Message:
        """The last `DAYS` days, the latest first, or why they are not told."""
        if user not in self._owners:
            return plainly(messages.OWNERS_ONLY)
        if not self._notes:
            return plainly(messages.NOT_KEPT)
        since = time.time() - DAYS * 24 * 3600
        try:
            unanswered, feedback = self._notes.unanswered_since(since), self._notes.feedback_since(since)
        except UnavailableError:
            return plainly(messages.NOT_READABLE)
        bad = [f"{kept.question} → {kept.answer}" for kept in feedback if not kept.helpful]
        heading = messages.digest(DAYS, len(unanswered), len(feedback) - len(bad), len(bad))
        lists = (
            (messages.UNANSWERED, [kept.question for kept in unanswered]),
            (messages.CALLED_BAD, bad),
        )
        shown = [blocks.section(f"*{title}*\n{_lines(texts)}") for title, texts in lists if texts]
        return Message(heading, [blocks.section(heading), *shown])


def _lines(texts: Iterable[str]) -> str:
    """As mrkdwn, each text once with how often it was said."""
    counted = Counter(" ".join(text.split()) for text in reversed(list(texts)))
    lines = [
        f"• {blocks.fit(text, blocks.LINE_LENGTH)}{messages.times(count)}"
        for text, count in list(counted.items())[:LINES]
    ]
    return "\n".join([*lines, *([messages.and_more(len(counted) - LINES)] if len(counted) > LINES else [])])
