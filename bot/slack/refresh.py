"""The profile read again from time to time, so that an edit is answered from without a restart."""

from __future__ import annotations

import logging

from apscheduler.schedulers.background import BackgroundScheduler

from bot.batao import Batao
from bot.errors import BataoError
from bot.slack.desk import Desk

log = logging.getLogger(__name__)

MINUTES = 15


def regularly(desk: Desk, source: str) -> BackgroundScheduler:
    """A running scheduler that calls `once` every `MINUTES`; its thread ends with the process."""
    scheduler = BackgroundScheduler(daemon=True)
    scheduler.add_job(once, "interval", minutes=MINUTES, args=(desk, source), coalesce=True, max_instances=1)
    scheduler.start()
    return scheduler


def once(desk: Desk, source: str) -> bool:
    """Read the profile at `source` ("" is the shipped one) and serve it if it changed; one that cannot be used is
    logged, and the last good one stays. Returns whether it changed."""
    try:
        fresh = Batao.open(source)
    except BataoError as error:
        log.warning("the profile was not read again: %s", error)
        return False
    if fresh.profile == desk.profile:
        return False
    desk.serve(fresh)
    log.info("the profile was read again: %s entries", len(fresh.profile.entries))
    return True
