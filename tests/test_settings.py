"""Settings: strict, explained, and secrets stay secret."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import settings
from bot.errors import SettingsError

EXAMPLE = (Path(__file__).parents[1] / ".env.example").read_text("utf-8")


def test_the_example_file_has_every_setting_with_its_default_and_help() -> None:
    documented = re.findall(r"((?:^# .*\n)+)^([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE)
    assert {(name, default) for _, name, default in documented} == {
        (variable.name, variable.default) for variable in settings.VARIABLES
    }
    told = {name: comment for comment, name, _ in documented}
    for variable in settings.VARIABLES:
        assert f"# {variable.help}\n" in told[variable.name]
        assert variable.where in told[variable.name]


def test_every_setting_is_read() -> None:
    chosen = settings.read(
        {
            "SLACK_BOT_TOKEN": " xoxb-1\n",
            "SLACK_APP_TOKEN": "xapp-1",
            "SLACK_SIGNING_SECRET": "s",
            "SLACK_API_URL": "http://localhost:1/api",
            "SLACK_CLIENT_ID": "1.2",
            "SLACK_CLIENT_SECRET": "c",
            "DATABASE_URL": "postgres://u:p@h/d",
            "PORT": "80",
            "BATAO_PROFILE": "me.yaml",
            "BATAO_COMMAND": "/cv",
            "BATAO_OWNER": "U1, W2",
            "LOG_LEVEL": "debug",
        },
        None,
    )
    assert (chosen.bot_token.reveal(), chosen.app_token.reveal(), chosen.socket_mode) == ("xoxb-1", "xapp-1", True)
    assert (chosen.signing_secret.reveal(), chosen.client_id, chosen.client_secret.reveal()) == ("s", "1.2", "c")
    assert (chosen.api_url, chosen.database_url.reveal()) == ("http://localhost:1/api/", "postgres://u:p@h/d")
    assert (chosen.port, chosen.profile, chosen.command) == (80, "me.yaml", "/cv")
    assert (chosen.owners, chosen.log_level) == (frozenset({"U1", "W2"}), 10)


def test_empty_is_not_set() -> None:
    assert settings.read({variable.name: " " for variable in settings.VARIABLES}, None) == settings.read({}, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-1"),
        ("SLACK_BOT_TOKEN", "xoxb-"),
        ("SLACK_BOT_TOKEN", "xoxb-1 and more"),
        ("SLACK_APP_TOKEN", "xoxb-1"),
        ("SLACK_API_URL", "slack.com/api"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "3000x"),
        ("BATAO_COMMAND", "rohit"),
        ("BATAO_OWNER", "@alice"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_malformed_value_names_its_variable_and_the_cure_and_not_itself(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name} .*: .+") as caught:
        settings.read({name: value}, None)
    assert "xoxp-1" not in str(caught.value)


def test_secrets_print_as_asterisks() -> None:
    chosen = settings.read({"SLACK_BOT_TOKEN": "xoxb-tops3cret", "DATABASE_URL": "postgres://u:tops3cret@h/d"}, None)
    assert "tops3cret" not in f"{chosen} {chosen!r} {chosen.bot_token} {chosen.database_url!s}"
    assert "**********" in repr(chosen)
