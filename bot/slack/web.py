"""The way out to Slack: one client, posting, and what its refusals mean."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any

from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import ConnectionErrorRetryHandler, RateLimitErrorRetryHandler
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler
from slack_sdk.webhook import WebhookClient

from bot.errors import SettingsError
from bot.render.blocks import FEEDBACK
from bot.settings import Settings, invalid
from bot.slack import messages, metrics

log = logging.getLogger(__name__)

RETRIES = 3
REFUSED = "invalid_blocks"
PRIVATELY: dict[str, Any] = {"response_type": "ephemeral", "replace_original": False}
_PASSING = {"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}


def web_client(settings: Settings) -> WebClient:
    """A client that waits out rate limits and tries again after server and connection errors."""
    return WebClient(
        token=None if settings.several_workspaces else settings.bot_token.reveal(),
        base_url=settings.api_url,
        retry_handlers=[
            ConnectionErrorRetryHandler(max_retry_count=RETRIES),
            RateLimitErrorRetryHandler(max_retry_count=RETRIES),
            ServerErrorRetryHandler(max_retry_count=RETRIES),
        ],
    )


def post(client: WebClient, channel: str, thread: str, message: dict[str, Any]) -> str:
    """Post a message, in a thread unless `thread` is "", and give its ts; "" when Slack will never take it, which is
    logged. Raises SlackApiError or OSError for what may pass."""
    try:
        answer = client.chat_postMessage(
            channel=channel, thread_ts=thread or None, unfurl_links=False, unfurl_media=False, **message
        )
    except SlackApiError as error:
        metrics.slack_errors.labels(error.response["error"]).inc()
        if _may_pass(error):
            raise
        if error.response["error"] == REFUSED and (less := undecorated(message)) != message:
            return post(client, channel, thread, less)
        log.error("Slack takes no message for channel %s: %s", channel, error.response["error"])
        return ""
    return str(answer["ts"])


def respond(client: WebClient, url: str, message: dict[str, Any], **how: Any) -> None:
    """Answer a click through its response_url; raises OSError when Slack does not take it."""
    webhook = WebhookClient(url, retry_handlers=client.retry_handlers)
    answer = webhook.send_dict({**message, **how})
    if answer.body == REFUSED and "blocks" in message and (less := undecorated(message)) != message:
        respond(client, url, less, **how)
    elif answer.status_code != 200:
        metrics.slack_errors.labels("response_url").inc()
        raise OSError(f"Slack took no response: {answer.status_code} {answer.body}")


def could_respond(client: WebClient, url: str, message: dict[str, Any]) -> bool:
    """Whether Slack took this private message beside what is there."""
    try:
        respond(client, url, message, **PRIVATELY)
    except OSError as error:
        log.error("the response_url takes nothing either: %s", error)
        return False
    return True


def publish(client: WebClient, user: str, view: dict[str, Any]) -> None:
    """Put up a person's home tab; what Slack will never take is logged."""
    with _logged("home tab"):
        client.views_publish(user_id=user, view=view)


def open_modal(client: WebClient, trigger: str, view: dict[str, Any]) -> None:
    """Open a modal, within three seconds of the trigger; what Slack will never take is logged."""
    with _logged("modal"):
        client.views_open(trigger_id=trigger, view=view)


def update_modal(client: WebClient, view_id: str, view: dict[str, Any]) -> None:
    """Show something else in an open modal; what Slack will never take is logged."""
    with _logged("modal"):
        client.views_update(view_id=view_id, view=view)


def prompt(client: WebClient, channel: str, title: str, questions: Iterable[str]) -> None:
    """Suggest questions above a person's messages with the app: a decoration, which some plans do without."""
    prompts = [{"title": question, "message": question} for question in questions]
    try:
        client.assistant_threads_setSuggestedPrompts(channel_id=channel, title=title, prompts=prompts)
    except SlackApiError as error:
        log.debug("Slack takes no suggested prompts: %s", error.response["error"])


@contextmanager
def _logged(what: str) -> Iterator[None]:
    try:
        yield
    except SlackApiError as error:
        if _may_pass(error):
            raise
        metrics.slack_errors.labels(error.response["error"]).inc()
        log.error("Slack takes no %s: %s", what, error.response["error"])


def undecorated(message: dict[str, Any]) -> dict[str, Any]:
    """The message without what some Slacks do not know yet."""
    return {**message, "blocks": [block for block in message["blocks"] if block["type"] != FEEDBACK]}


def is_passing(error: Exception) -> str:
    """What Slack or the network said, when it is a failure that may pass; "" when it is a bug of ours."""
    if isinstance(error, SlackApiError):
        return str(error.response["error"])
    return (str(error) or type(error).__name__) if isinstance(error, OSError | HTTPException) else ""


@contextmanager
def checked(variable: str, settings: Settings) -> Iterator[None]:
    """Raises SettingsError, naming `variable`, when Slack refuses the token used inside, or cannot be reached."""
    try:
        yield
    except (BoltError, SlackApiError) as error:
        refusal = error if isinstance(error, SlackApiError) else error.__context__
        reason = refusal.response["error"] if isinstance(refusal, SlackApiError) else error
        raise invalid(variable, messages.token_refused(str(reason))) from error
    except OSError as error:
        raise SettingsError(messages.unreachable(settings.api_url, error)) from error


def _may_pass(error: SlackApiError) -> bool:
    return getattr(error.response, "status_code", 200) != 200 or error.response["error"] in _PASSING
