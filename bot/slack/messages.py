"""Every sentence that the Slack surface itself says to a person; answers come from the core."""

from __future__ import annotations

SORRY = "Sorry, something went wrong here and I could not answer that. It has been written to the log."
TRY_AGAIN = "Slack did not take my answer just now. Please ask again in a moment."
SHARE = "Share with channel"
SHARED = "Shared with the channel."


def help_text(name: str, command: str) -> str:
    """Who this is about and how to ask, in plain text."""
    return (
        f"I answer questions about {name} from the résumé, and from nothing else. "
        f"Type {command} and a question for a private answer, write to me in a direct message, "
        "or mention me in a channel: I answer in the thread, and follow-up questions work there. "
        "Try one of these:"
    )


def asked_by(user: str, question: str) -> str:
    """The line above an answer that a click asked for, as mrkdwn: `user` is a Slack user id, `question` mrkdwn."""
    return f"<@{user}> asked: {question}"


def token_refused(error: str) -> str:
    return f"is refused by Slack ({error}), take a fresh one"


def unreachable(url: str, error: Exception) -> str:
    return f"SLACK_API_URL: no answer from {url} ({error}): check the address and the network"
