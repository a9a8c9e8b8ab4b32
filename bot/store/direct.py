"""Contexts read and written in the thread that answers: SQLite's file is nearer than another thread's queue.

In WAL mode readers wait for nobody, and a write takes microseconds, so that it can be done before the answer goes out.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.slack.notes import UnavailableError
from bot.store.schema import PATIENCE

READ = "SELECT context FROM contexts WHERE conversation = ?"
WRITE = (
    "INSERT INTO contexts (conversation, context, at) VALUES (?, ?, ?)"
    " ON CONFLICT (conversation) DO UPDATE SET context = excluded.context, at = excluded.at"
)


class Direct:
    """Connections that are used by one thread at a time, as many as there are threads at once.

    lost   is told what is wrong when the file cannot be used, and makes an error of it
    """

    def __init__(self, engine: Engine, lost: Callable[[str], UnavailableError]) -> None:
        self._engine = engine
        self._lost = lost
        self._idle: deque[Any] = deque()
        self._writing = threading.Lock()

    def get(self, conversation: str) -> str:
        """The context, "" when there is none; raises UnavailableError."""
        found = self._execute(READ, conversation)
        return str(found[0]) if found else ""

    def put(self, conversation: str, context: str, at: float) -> None:
        """Written when this returns; raises UnavailableError."""
        if not self._writing.acquire(
            timeout=PATIENCE / 2
        ):  # among threads quicker than SQLite's own lock, which sleeps
            raise self._lost("the file is too slow")
        try:
            self._execute(WRITE, conversation, context, at)
        finally:
            self._writing.release()

    def close(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _execute(self, statement: str, *parameters: object) -> tuple[Any, ...] | None:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            found: tuple[Any, ...] | None = connection.execute(statement, parameters).fetchone()
        except sqlite3.Error as error:
            connection.close()
            raise self._lost(str(error)) from error
        self._idle.append(connection)
        return found

    def _connect(self) -> Any:
        try:
            pooled = self._engine.raw_connection()
        except (sqlite3.Error, SQLAlchemyError) as error:
            raise self._lost(str(error)) from error
        connection: Any = pooled.driver_connection
        connection.isolation_level = None  # each statement is its own transaction
        pooled.detach()
        return connection
