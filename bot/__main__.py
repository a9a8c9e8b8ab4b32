"""`python -m bot`: the Slack app, by Socket Mode when SLACK_APP_TOKEN is set, else over HTTP on $PORT."""

from __future__ import annotations

import gc
import logging
import os
import sys
from contextlib import closing

from bot import settings
from bot.batao import Batao
from bot.errors import BataoError
from bot.slack import app, refresh, server
from bot.slack.desk import Desk
from bot.store import Store


def main() -> int:
    """Serve until told to stop. 0 then; 2 when a setting or the résumé cannot be used, as one line on stderr says."""
    try:
        chosen = settings.read()
        for variable in settings.VARIABLES:
            os.environ.pop(variable.name, None)  # Bolt reads some of them on its own and would choose otherwise
        chosen.check_slack()
        start_log(chosen.log_level)
        batao = Batao.open(chosen.profile)
        with closing(Store(chosen.database_url.reveal())) as store:
            desk = Desk(batao, store, chosen.command, store, rating=not chosen.is_gov)
            built = app.build(chosen, batao, claims=store, desk=desk, engine=store.engine)
            refresh.regularly(desk, chosen.profile).add_job(store.prune, "interval", hours=1)
            gc.freeze()  # the index stays: spare each collection the walk through it
            server.serve(built, chosen, desk, store)
    except BataoError as error:
        print(f"batao: {error}", file=sys.stderr)
        return 2
    return 0


def start_log(level: int) -> None:
    """Libraries stay at INFO or above: at DEBUG they write what people say into the log."""
    logging.basicConfig(level=max(level, logging.INFO), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("bot").setLevel(level)


if __name__ == "__main__":
    sys.exit(main())
