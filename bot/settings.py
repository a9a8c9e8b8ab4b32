"""Every setting, read from the environment in one place: a table, a frozen dataclass, one function."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its default ("" is not set), what it is for, and where its value is found."""

    name: str
    default: str
    help: str
    where: str = ""


DEFAULT_PORT = 3000

_APP = "api.slack.com/apps > your app > "

VARIABLES = (
    Variable(
        "SLACK_BOT_TOKEN",
        "",
        "The token the bot speaks with (xoxb-...).",
        _APP + "OAuth & Permissions > Bot User OAuth Token (xoxb-...)",
    ),
    Variable(
        "SLACK_APP_TOKEN",
        "",
        "Set it for Socket Mode (xapp-...); leave it out to serve HTTP.",
        _APP + "Basic Information > App-Level Tokens, with the scope connections:write (xapp-...)",
    ),
    Variable(
        "SLACK_SIGNING_SECRET",
        "",
        "Proves that a request comes from Slack; needed to serve HTTP.",
        _APP + "Basic Information > App Credentials > Signing Secret",
    ),
    Variable(
        "SLACK_API_URL",
        "https://slack.com/api/",
        "Another Web API base: GovSlack, or a stand-in on this machine.",
        "leave it out for slack.com",
    ),
    Variable(
        "SLACK_CLIENT_ID",
        "",
        "With the client secret: several workspaces can install the app.",
        _APP + "Basic Information > App Credentials > Client ID",
    ),
    Variable(
        "SLACK_CLIENT_SECRET",
        "",
        "With the client id: several workspaces can install the app.",
        _APP + "Basic Information > App Credentials > Client Secret",
    ),
    Variable(
        "DATABASE_URL",
        "sqlite:///batao.sqlite3",
        "Where threads and claims are kept: SQLite or PostgreSQL.",
        "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE",
    ),
    Variable(
        "PORT",
        "",
        f"The port to serve HTTP on; default: {DEFAULT_PORT}, and none in Socket Mode.",
        "a number from 0 to 65535; Heroku sets it",
    ),
    Variable("BATAO_PROFILE", "", "The résumé to answer from; default: the one shipped with the package."),
    Variable("BATAO_COMMAND", "/rohit", "The slash command, as help shows it.", "it starts with / and has no spaces"),
    Variable(
        "BATAO_OWNER",
        "",
        "Slack user ids who may sync and see digests, separated by commas.",
        "a person's profile > More > Copy member ID (U...)",
    ),
    Variable("LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING, ERROR or CRITICAL.", "use one of those words"),
)

_BY_NAME = {variable.name: variable for variable in VARIABLES}


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that prints as asterisks; `reveal()` gives it."""

    _value: str = ""

    def reveal(self) -> str:
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "**********" if self._value else "''"

    __str__ = __repr__


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says, checked; an optional value that is not set is empty."""

    bot_token: Secret
    app_token: Secret
    signing_secret: Secret
    api_url: str
    client_id: str
    client_secret: Secret
    database_url: Secret
    port: int | None
    profile: str
    command: str
    owners: frozenset[str]
    log_level: int

    @property
    def socket_mode(self) -> bool:
        """Whether Slack is reached by Socket Mode; else it reaches us by HTTP."""
        return bool(self.app_token)

    @property
    def is_gov(self) -> bool:
        """Whether this is GovSlack, where what is new in Slack comes later."""
        return "slack-gov.com" in self.api_url

    @property
    def several_workspaces(self) -> bool:
        """Whether workspaces install the app by themselves, each with a token of its own; else there is one token."""
        return bool(self.client_id)

    def check_slack(self) -> None:
        """Raise SettingsError when what the Slack app cannot do without is missing."""
        if bool(self.client_id) != bool(self.client_secret):
            raise missing("SLACK_CLIENT_SECRET" if self.client_id else "SLACK_CLIENT_ID")
        if not self.bot_token and not self.several_workspaces:
            raise missing("SLACK_BOT_TOKEN")
        if not self.socket_mode and not self.signing_secret:
            raise missing("SLACK_SIGNING_SECRET")


def missing(name: str) -> SettingsError:
    return SettingsError(f"{name} is missing: {_BY_NAME[name].where}")


def invalid(name: str, problem: str) -> SettingsError:
    """A value that cannot be used. The text never holds the value itself: it may be a secret."""
    return SettingsError(f"{name} {problem}: {_BY_NAME[name].where}")


def read(environ: Mapping[str, str] | None = None, dotenv: Path | None = Path(".env")) -> Settings:
    """The settings of `environ` (default: the process's), completed by the file `dotenv` where it exists.

    Raises SettingsError, naming the variable and where to get its value, when one is malformed.
    """
    given = {**_dotenv(dotenv), **(os.environ if environ is None else environ)}
    values = {variable.name: given.get(variable.name, "").strip() or variable.default for variable in VARIABLES}
    return Settings(
        bot_token=_token(values, "SLACK_BOT_TOKEN", "xoxb-"),
        app_token=_token(values, "SLACK_APP_TOKEN", "xapp-"),
        signing_secret=Secret(values["SLACK_SIGNING_SECRET"]),
        api_url=_url(values, "SLACK_API_URL"),
        client_id=values["SLACK_CLIENT_ID"],
        client_secret=Secret(values["SLACK_CLIENT_SECRET"]),
        database_url=Secret(values["DATABASE_URL"]),
        port=_port(values, "PORT"),
        profile=values["BATAO_PROFILE"],
        command=_match(values, "BATAO_COMMAND", r"/[^\s/]+", "is not a slash command"),
        owners=_user_ids(values, "BATAO_OWNER"),
        log_level=_log_level(values, "LOG_LEVEL"),
    )


def _dotenv(path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        return {}
    from dotenv import dotenv_values  # the terminal, which seldom has such a file, starts without it

    return {name: value for name, value in dotenv_values(path, interpolate=False).items() if value is not None}


def _match(values: Mapping[str, str], name: str, pattern: str, problem: str) -> str:
    if not re.fullmatch(pattern, values[name]):
        raise invalid(name, problem)
    return values[name]


def _token(values: Mapping[str, str], name: str, prefix: str) -> Secret:
    if not values[name]:
        return Secret()
    return Secret(_match(values, name, re.escape(prefix) + r"[\w-]+", f"is malformed, it starts with {prefix}"))


def _url(values: Mapping[str, str], name: str) -> str:
    return _match(values, name, r"https?://[^\s/]+\S*", "is not an http(s) address").rstrip("/") + "/"


def _port(values: Mapping[str, str], name: str) -> int | None:
    if not values[name]:
        return None
    port = int(_match(values, name, r"[0-9]{1,5}", "is not a port"))
    if port > 65535:
        raise invalid(name, "is not a port")
    return port


def _user_ids(values: Mapping[str, str], name: str) -> frozenset[str]:
    ids = frozenset(re.split(r"[\s,]+", values[name])) - {""}
    if not all(re.fullmatch(r"[UW][A-Z0-9]+", user) for user in ids):
        raise invalid(name, "holds something that is not a Slack user id")
    return ids


def _log_level(values: Mapping[str, str], name: str) -> int:
    return logging.getLevelNamesMapping()[
        _match({name: values[name].upper()}, name, "DEBUG|INFO|WARNING|ERROR|CRITICAL", "is not a log level")
    ]
