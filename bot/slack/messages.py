"""Every sentence that the Slack surface itself says to a person; answers come from the core."""

from __future__ import annotations

import datetime

from bot.answer.wording import length

SORRY = "Sorry, something went wrong here and I could not answer that. It has been written to the log."
TRY_AGAIN = "Slack did not take my answer just now. Please ask again in a moment."
SHARE = "Share with channel"
SHARE_SAID = "Share this answer with the channel"
SHARED = "Shared with the channel."
GOOD, BAD = "Good answer", "Bad answer"
THANKS = "Thank you: your feedback on this answer is noted."
PROMPTS = "You could ask"
TRY = "Ask, for example"
BROWSE = "Browse the résumé"
CLOSE, CLOSE_SAID = "Close", "Close what is open here"
SOMEBODY = "A résumé"
HOW_ELSE = "You can also write to me under Messages, or mention me in a channel."
MODAL, SUBMIT = "Ask Batao", "Ask"
NOT_OWNER = "Only the owner can have me read the résumé again. I do so by myself every quarter of an hour."
OWNERS_ONLY = "Only the owner can read what was asked here."
NOT_KEPT = "Nothing is kept here of what was asked."
NOT_READABLE = "What was asked cannot be read just now: its database does not answer. Try again in a moment."
UNANSWERED, CALLED_BAD = "Not answered", "Called a bad answer"
READING = "The résumé is being read."
NO_TEXT = "That message has no text that I could look up."


def help_text(name: str, command: str) -> str:
    """Who this is about and how to ask, in plain text."""
    return (
        f"I answer questions about {name} from the résumé, and from nothing else. "
        f"Type {command} and a question for a private answer, {command} share and a question to have all see it. "
        "Write to me in a direct message, or mention me in a channel: I answer in the thread, and follow-up questions "
        "work there. "
        "Try one of these:"
    )


def asked_by(user: str, question: str) -> str:
    """The line above an answer that a click asked for, as mrkdwn: `user` is a Slack user id, `question` mrkdwn."""
    return f"<@{user}> asked: {question}"


def token_refused(error: str) -> str:
    return f"is refused by Slack ({error}), take a fresh one"


def unreachable(url: str, error: Exception) -> str:
    return f"SLACK_API_URL: no answer from {url} ({error}): check the address and the network"


def turned(first: int) -> str:
    """What a screen reader says of a button that turns the page."""
    return f"Show the entries from number {first}"


def ask_about(name: str) -> str:
    return f"Ask about {name or 'the résumé'}"


def browse(name: str) -> str:
    return f"Show the {name}"


def held(updated: str, roles: str) -> str:
    """The roles held at the résumé's own date."""
    return f"As of {updated}: {roles}"


def updated(said: str, last: datetime.date, today: datetime.date) -> str:
    """How old the data is: `said` is the résumé's own date in words, `last` the latest day that it can mean."""
    months = (today.year - last.year) * 12 + today.month - last.month
    return f"The résumé was last updated in {said}" + (f", {length(months)} ago." if months > 0 else ".")


def cooling_down(seconds: int) -> str:
    return f"The résumé was read just now. Tell me again in {seconds} seconds."


def not_read(error: str) -> str:
    return f"The résumé could not be used, so I go on answering from the last good one. {error}"


def read(changed: str, count: int, updated: str) -> str:
    """What came of reading the résumé again: `changed` is "" when nothing is different."""
    return f"I have read the résumé again: {count} entries, last updated in {updated}. {changed or 'Nothing changed.'}"


def digest(days: int, unanswered: int, good: int, bad: int) -> str:
    """What was asked lately, in figures."""
    return (
        f"The last {days} days: {unanswered} {'question' if unanswered == 1 else 'questions'} without an answer, "
        f"feedback on {good} good and {bad} bad {'answer' if bad == 1 else 'answers'}."
    )


def times(count: int) -> str:
    """How often a question in the digest was asked."""
    return f" ({count} times)" if count > 1 else ""


def and_more(count: int) -> str:
    """What ends a list that is cut."""
    return f"and {count} more"
