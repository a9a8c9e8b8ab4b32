"""The one thread that talks to the database. Nobody else waits for it longer than PATIENCE, whatever ails it."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table

from bot.slack.notes import UnavailableError
from bot.store.schema import PATIENCE, key_of, metadata, migrate, upsert

log = logging.getLogger(__name__)

BATCH = 0.05  # seconds between two writes of what may wait
BEAT = 0.25  # seconds between two heartbeats, and between two tries in an outage
PENDING = 20_000  # rows kept in memory while they cannot be written; the oldest go first
NOT_YET = "not connected yet"

T = TypeVar("T")
Work = Callable[[Connection], T]
Row = Mapping[str, Any]


class Worker:
    """Runs work in transactions, one after another, and writes behind what may wait.

    problem   why the database cannot be used now, "" when it can
    beat      what is done every BEAT seconds, and first when the database is there (again)
    """

    def __init__(self, engine: Engine, beat: Work[None]) -> None:
        self.problem = NOT_YET
        self._engine = engine
        self._beat = beat
        dialect = engine.dialect
        self._upserts = {t.name: upsert(t, dialect).compile(dialect=dialect) for t in metadata.sorted_tables}
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._pending: dict[tuple[str, str], Row] = {}
        self._writing: dict[tuple[str, str], Row] = {}
        self._lock = threading.Lock()
        self._next_write = 0.0
        self._closing = False
        self._tried = threading.Event()
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._thread.start()
        self._tried.wait(PATIENCE)

    def ask(self, work: Work[T]) -> T:
        """What `work` gives, run in a transaction; raises UnavailableError."""
        if self.problem:
            raise UnavailableError(self.problem)
        future: Future[T] = Future()
        self._jobs.put(lambda: self._answer(work, future))
        try:
            return future.result(PATIENCE)
        except TimeoutError:
            future.cancel()
            raise self.lost(f"no answer within {PATIENCE:g} s") from None

    def write(self, table: Table, row: Row) -> None:
        """Insert the row, or put it in the place of the one with its primary key, soon: nobody waits."""
        with self._lock:
            idle = not self._pending
            self._pending[table.name, row[key_of(table)]] = row
            if len(self._pending) > PENDING:
                del self._pending[next(iter(self._pending))]
        if idle:
            self._jobs.put(_nothing)

    def settle(self) -> None:
        """Wait until all that is to be written is; raises UnavailableError."""
        self.ask(self._write_pending)

    def unwritten(self, table: Table, key: str) -> Row | None:
        """The row with this primary key that is still to be written."""
        return self._pending.get((table.name, key))

    def lost(self, reason: str) -> UnavailableError:
        """From now on the database counts as gone, until it is found again."""
        with self._lock:
            first, self.problem = self.problem in ("", NOT_YET), reason
        if first:
            log.warning("the store cannot be used (%s): claims and context are kept in memory until it can", reason)
        return UnavailableError(reason)

    def close(self) -> None:
        """Write what is left, if that takes no longer than PATIENCE, and disconnect."""
        self._closing = True
        self._jobs.put(_nothing)
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        while not self._closing:
            self._try(self._begin if self.problem else self._beat)
            self._tried.set()
            self._take_jobs(time.monotonic() + BEAT)
        self._try(self._begin if self.problem else self._write_pending)
        self._engine.dispose()

    def _take_jobs(self, until: float) -> None:
        """Until then do what is asked, and write what is pending: at once when idle, every BATCH when busy."""
        while not self._closing and (now := time.monotonic()) < until:
            due = min(until, self._next_write) if self._pending and not self.problem else until
            try:
                job = self._jobs.get(timeout=max(0.0, due - now))
            except Empty:
                job = self._flush
            job()

    def _begin(self, connection: Connection) -> None:
        migrate(connection)
        self._beat(connection)
        self._write_pending(connection)

    def _flush(self) -> None:
        if self._pending and not self.problem:
            self._try(self._write_pending)

    def _try(self, work: Work[None]) -> None:
        before = self.problem
        try:
            self._transact(work)
        except Exception as error:  # whatever it is, the bot goes on answering
            self.lost(_said(error))
            return
        if before:
            self.problem = ""
        if before not in ("", NOT_YET):
            log.info("the store is there again")

    def _answer(self, work: Work[T], future: Future[T]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            if self.problem:
                raise UnavailableError(self.problem)
            future.set_result(self._transact(work))
        except Exception as error:
            future.set_exception(self.lost(_said(error)))

    def _transact(self, work: Work[T]) -> T:
        self._writing = {}
        try:
            with self._engine.begin() as connection:
                result = work(connection)
        except Exception:
            self._engine.dispose()
            raise
        with self._lock:
            for key, row in self._writing.items():
                if self._pending.get(key) is row:
                    del self._pending[key]
        return result

    def _write_pending(self, connection: Connection) -> None:
        with self._lock:
            self._writing = dict(sorted(self._pending.items()))  # in one order, so that no two processes deadlock
        for name, rows in itertools.groupby(self._writing.items(), key=lambda item: item[0][0]):
            statement = self._upserts[name]
            order = statement.positiontup
            values: list[Any] = [tuple(row[column] for column in order) if order else dict(row) for _, row in rows]
            connection.exec_driver_sql(str(statement), values)  # without what SQLAlchemy does for each row
        self._next_write = time.monotonic() + BATCH


def _nothing(*_: object) -> None:
    pass


def _said(error: Exception) -> str:
    """The driver's words alone: SQLAlchemy's would show what people asked."""
    if isinstance(error, UnavailableError):
        return str(error)
    lines = str(getattr(error, "orig", None) or error).splitlines()
    return lines[0] if lines else type(error).__name__
