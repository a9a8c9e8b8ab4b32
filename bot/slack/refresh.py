"""The profile read again, from time to time or when an owner says so: an edit is answered from without a restart."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Set
from concurrent.futures import ThreadPoolExecutor

from apscheduler.schedulers.background import BackgroundScheduler

from bot.batao import Batao
from bot.changes import changes
from bot.errors import BataoError
from bot.profile import Profile
from bot.slack import messages
from bot.slack.desk import Desk

log = logging.getLogger(__name__)

MINUTES = 15
COOL_DOWN = 60  # seconds between two readings that are asked for
PATIENCE = 2  # seconds to wait for a reading: Slack waits three for an answer


def regularly(desk: Desk, source: str) -> BackgroundScheduler:
    """A running scheduler that calls `once` every `MINUTES`; its thread ends with the process."""
    scheduler = BackgroundScheduler(daemon=True)
    scheduler.add_job(once, "interval", minutes=MINUTES, args=(desk, source), coalesce=True, max_instances=1)
    scheduler.start()
    return scheduler


def once(desk: Desk, source: str) -> bool:
    """Read the profile at `source` ("" is the shipped one) and serve it if it changed; one that cannot be used is
    logged, and the last good one stays. Returns whether it changed."""
    before = desk.profile
    try:
        return read(desk, source) != before
    except BataoError as error:
        log.warning("the profile was not read again: %s", error)
        return False


class Padho:
    """Reading again on demand: by owners only, one at a time, and not more often than every `COOL_DOWN` seconds."""

    def __init__(self, desk: Desk, source: str, owners: Set[str]) -> None:
        self._desk = desk
        self._source = source
        self._owners = owners
        self._lock = threading.Lock()
        self._last = -float(COOL_DOWN)
        self._pool = ThreadPoolExecutor(max_workers=1)

    def told(self, user: str, later: Callable[[str], object]) -> str:
        """What to say to the person who told it to read again; when that takes long, `later` gets what came of it."""
        if user not in self._owners:
            return messages.NOT_OWNER
        wait = self._last + COOL_DOWN - time.monotonic()
        if wait > 0:
            return messages.cooling_down(int(wait) + 1)
        if not self._lock.acquire(blocking=False):
            return messages.READING
        reading = self._pool.submit(self._read)
        try:
            return reading.result(PATIENCE)
        except TimeoutError:
            reading.add_done_callback(lambda done: later(done.result()))
            return messages.READING

    def _read(self) -> str:
        before = self._desk.profile
        try:
            now = read(self._desk, self._source)
            self._last = time.monotonic()
        except BataoError as error:
            return messages.not_read(str(error))
        except Exception:
            log.exception("the profile could not be read again")
            return messages.SORRY
        finally:
            self._lock.release()
        return messages.read(changes(before, now), len(now.entries), str(now.updated))


def read(desk: Desk, source: str) -> Profile:
    """Read the profile and serve it if it is another than the one served; raises BataoError."""
    fresh = Batao.open(source)
    if fresh.profile != desk.profile:
        desk.serve(fresh)
        log.info("the profile was read again: %s entries", len(fresh.profile.entries))
    return desk.profile
