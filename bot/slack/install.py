"""Several workspaces: each installs the app at /slack/install, and its token is kept in the store's database."""

from __future__ import annotations

from slack_bolt.authorization.authorize import InstallationStoreAuthorize
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Engine

from bot.settings import Settings

PATHS = ("/slack/install", "/slack/oauth_redirect")
SCOPES = (
    "app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands", "groups:history", "im:history"
)  # fmt: skip
MINUTES_TO_INSTALL = 10


def oauth(settings: Settings, engine: Engine) -> OAuthSettings:
    """How Bolt installs the app to a workspace and finds the token of the one that a delivery is from."""
    chosen = OAuthSettings(
        client_id=settings.client_id,
        client_secret=settings.client_secret.reveal(),
        scopes=SCOPES,
        install_path=PATHS[0],
        redirect_uri_path=PATHS[1],
        installation_store=SQLAlchemyInstallationStore(settings.client_id, engine),
        installation_store_bot_only=True,
        state_store=SQLAlchemyOAuthStateStore(MINUTES_TO_INSTALL * 60, engine),
    )
    assert isinstance(chosen.authorize, InstallationStoreAuthorize)
    chosen.authorize.cache_enabled = True  # else each delivery would ask Slack whose token that is
    return chosen
