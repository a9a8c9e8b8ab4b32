"""A Socket Mode connection that breaks."""

from __future__ import annotations

from bot.batao import Batao
from tests.slack import payloads
from tests.slack.conftest import over_socket
from tests.slack.workspace import Workspace


def test_it_connects_again_by_itself_when_the_server_hangs_up(workspace: Workspace, batao: Batao) -> None:
    with over_socket(workspace, batao) as bot:
        workspace.hang_up()
        bot.deliver("events_api", payloads.direct_message("hi"))
    assert len(workspace.sent()) == 1
    assert len(workspace.sent("apps.connections.open")) == 2
