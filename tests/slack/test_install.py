"""Several workspaces: a person installs the app, and it answers there."""

from __future__ import annotations

import re
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bot.slack import install
from tests.slack import payloads
from tests.slack.conftest import environment
from tests.slack.processes import running
from tests.slack.workspace import CODE, SIGNING_SECRET, Workspace, bot_scopes, send


def test_a_workspace_that_installed_the_app_is_answered(workspace: Workspace, tmp_path: Path) -> None:
    client = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c", "SLACK_BOT_TOKEN": ""}
    chosen = environment(workspace, SLACK_SIGNING_SECRET=SIGNING_SECRET) | client
    with running(chosen, tmp_path, "istening on") as (_, url):
        browser = Browser()
        button = re.search(r'href="(https://slack.com/oauth/v2/authorize\?[^"]+)"', browser.get(f"{url}/slack/install"))
        assert button
        asked = parse_qs(urlsplit(button[1].replace("&amp;", "&")).query)
        assert set(asked["scope"][0].split(",")) == set(install.SCOPES) == set(bot_scopes())
        browser.get(f"{url}/slack/oauth_redirect?code={CODE.replace(' ', '+')}&state={asked['state'][0]}")
        events = f"{url}/slack/events"
        assert workspace.deliver_http(events, "events_api", payloads.direct_message("plivo")).status == 200
        assert send(f"{url}/slack/oauth_redirect?code=x&state=forged", None)[0] == 400
    assert len(workspace.sent()) == 1


class Browser:
    """Keeps cookies; Bolt's are for https alone, so they are sent by hand."""

    def __init__(self) -> None:
        self._cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))

    def get(self, url: str) -> str:
        kept = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._cookies)
        with self._opener.open(urllib.request.Request(url, headers={"Cookie": kept}), timeout=60) as page:
            return str(page.read().decode())
