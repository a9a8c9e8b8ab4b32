"""One context, read where the question is: in WAL mode SQLite lets readers in without waiting for anybody."""

from __future__ import annotations

import sqlite3
from collections import deque
from contextlib import suppress
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.store.worker import UnavailableError

QUERY = "SELECT context FROM contexts WHERE conversation = ?"


class Reader:
    """Connections that are used by one thread at a time, as many as are reading at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: deque[Any] = deque()

    def get(self, conversation: str) -> str:
        """The context, "" when there is none; raises UnavailableError."""
        try:
            connection = self._idle.pop() if self._idle else self._connect()
            row = connection.execute(QUERY, (conversation,)).fetchone()
        except (sqlite3.Error, SQLAlchemyError, IndexError) as error:
            raise UnavailableError(str(error)) from error
        self._idle.append(connection)
        return str(row[0]) if row else ""

    def close(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _connect(self) -> Any:
        pooled = self._engine.raw_connection()
        connection = pooled.driver_connection
        pooled.detach()
        return connection
