"""What outlives a process and is shared by several: claims, thread context, feedback, questions without an answer.

In an outage claims and context fall back to this process's memory, and what was kept there is written when it is over.
"""

from __future__ import annotations

import functools
import time
import uuid
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, select

from bot.slack.claims import InHandError, MemoryClaims
from bot.slack.notes import Feedback, Unanswered, UnavailableError
from bot.slack.threads import MemoryThreads
from bot.store import schema
from bot.store.direct import Direct
from bot.store.schema import Insert, claims, contexts, processes
from bot.store.worker import BATCH, BEAT, Row, Worker

__all__ = ["LEASE", "Store"]

LEASE = 15.0  # seconds after its process's last heartbeat that a claim is free to be taken over
CLAIMS_KEPT = 3 * 24 * 3600.0
CONTEXTS_KEPT = 90 * 24 * 3600.0
NOTES_KEPT = 365 * 24 * 3600.0
TEXT_KEPT = 3000
TAKEN, DONE, IN_HAND = "taken", "done", "in hand"


class Store:
    """`Claims` and `Threads` in a database, and what the owner may want to read about later."""

    def __init__(self, url: str) -> None:
        """Connects within a second or goes on trying; raises SettingsError for a URL that can never work."""
        self._owner = uuid.uuid4().hex
        self._memory = MemoryClaims()
        self._recent = MemoryThreads()
        self.engine = engine = schema.open_engine(url)
        self._batch = 0.0
        self._insert = functools.partial(schema.insert, dialect=engine.dialect)
        self._alone, self._beaten = False, 0.0
        self._beat = schema.upsert(processes, engine.dialect)
        self._worker = Worker(engine, self._renew)
        self._direct = Direct(engine, self._worker.lost) if engine.dialect.name == "sqlite" else None
        if self._direct and not (self._alone or self.problem):
            time.sleep(2 * BEAT)  # until the others know of us and read what we write

    @property
    def problem(self) -> str:
        """Why the database cannot be used now; "" when it can."""
        return self._worker.problem

    def close(self) -> None:
        """Write what is still to be written, within a second, and disconnect."""
        gone = delete(processes).where(processes.c.owner == self._owner)
        with suppress(UnavailableError):
            self._worker.ask(lambda connection: connection.execute(gone))
        self._worker.close()
        if self._direct:
            self._direct.close()

    # Claims

    def claim(self, keys: tuple[str, ...]) -> bool:
        """Take all keys at once; False when they are done, raises InHandError when somebody alive is at it."""
        if not self._memory.claim(keys):
            return False
        try:
            outcome = self._worker.ask(lambda connection: self._take(connection, keys))
        except UnavailableError:
            return True
        if outcome == IN_HAND:
            self._memory.release(keys)
            raise InHandError
        if outcome == DONE:
            self._memory.done(keys)
        return outcome == TAKEN

    def done(self, keys: tuple[str, ...]) -> None:
        """The reply is out: written before this returns, or when the outage is over."""
        self._memory.done(keys)
        for row in self._rows(keys, done=True):
            self._worker.write(claims, row)
        self._settle()

    def release(self, keys: tuple[str, ...]) -> None:
        """No reply went out: the next delivery may have them, whoever gets it."""
        self._memory.release(keys)
        mine = delete(claims).where(claims.c.key.in_(keys), claims.c.owner == self._owner, ~claims.c.done)
        with suppress(UnavailableError):
            self._worker.ask(lambda connection: connection.execute(mine))

    # Threads

    def get(self, conversation: str) -> str:
        """The context of the conversation, whichever process put it; "" when there is none."""
        try:
            if row := self._worker.unwritten(contexts, conversation):
                return str(row["context"])
            if self._alone and (known := self._recent.get(conversation)):
                return known
            if self._direct and not self.problem:
                return self._direct.get(conversation)
            query = select(contexts.c.context).where(contexts.c.conversation == conversation)
            return self._worker.ask(lambda connection: connection.scalar(query)) or ""
        except UnavailableError:
            return self._recent.get(conversation)

    def put(self, conversation: str, context: str) -> None:
        """Written before the answer goes out, so that the next question may reach any process; milliseconds later
        when very many are asked at once, and after an outage."""
        context, at = _storable(context), time.time()
        self._recent.put(conversation, context)
        at_once = self._is_quiet() and not self._worker.unwritten(contexts, conversation)
        if at_once and self._direct and not self.problem:
            with suppress(UnavailableError):
                self._direct.put(conversation, context, at)
                return
        self._worker.write(contexts, {"conversation": conversation, "context": context, "at": at})
        if at_once:
            self._settle()

    # What the owner may want to read

    def feedback(self, user: str, helpful: bool, question: str, answer: str, place: str) -> None:
        """Keep what `user` thinks of the answer at `place` (its conversation and ts); the last word counts."""
        row = {"id": f"{place}:{user}", "user": user, "helpful": helpful, "place": place, "at": time.time()}
        self._worker.write(schema.feedback, {**row, "question": _clean(question), "answer": _clean(answer)})

    def unanswered(self, question: str, answer: str, place: str) -> None:
        """Keep a question that got no answer, what was said to it, and where (its conversation)."""
        row = {"id": uuid.uuid4().hex, "place": place, "at": time.time()}
        self._worker.write(schema.unanswered, {**row, "question": _clean(question), "answer": _clean(answer)})

    def feedback_since(self, at: float) -> list[Feedback]:
        """Oldest first; raises UnavailableError in an outage."""
        return [Feedback(**row) for row in self._since(schema.feedback, at)]

    def unanswered_since(self, at: float) -> list[Unanswered]:
        """Oldest first; raises UnavailableError in an outage."""
        return [Unanswered(**row) for row in self._since(schema.unanswered, at)]

    def prune(self) -> None:
        """Forget claims that Slack will not deliver again, threads that nobody goes on with, year-old notes."""
        now = time.time()
        with suppress(UnavailableError):
            self._worker.ask(lambda connection: _delete_older(connection, now))

    def _is_quiet(self) -> bool:
        """True for the first in each BATCH: to write each alone would cost more than to answer it."""
        now = time.monotonic()
        first = now - self._batch >= BATCH
        if first:
            self._batch = now
        return first

    def _settle(self) -> None:
        with suppress(UnavailableError):
            self._worker.settle()

    def _take(self, connection: Connection, keys: tuple[str, ...]) -> str:
        statement = self._insert(claims).values(self._rows(keys, done=False))
        mine = (claims.c.until <= time.time()) | (claims.c.owner == self._owner)
        if len(connection.scalars(self._over(statement, mine).returning(claims.c.key)).all()) == len(keys):
            return TAKEN
        others = select(claims.c.done).where(claims.c.key.in_(keys), claims.c.done | (claims.c.owner != self._owner))
        outcome = DONE if any(connection.scalars(others)) else IN_HAND
        connection.rollback()
        return outcome

    def _renew(self, connection: Connection) -> None:
        """The heartbeat: whatever is in hand here stays ours, and a database that is gone is noticed.

        While no other process beats in the same file, nobody else writes contexts: those in memory need not be read.
        """
        now = time.time()
        if now - self._beaten > LEASE / 5:
            connection.execute(self._beat, {"owner": self._owner, "at": now})
            self._beaten = now
        others = select(processes.c.owner).where(processes.c.owner != self._owner, processes.c.at > now - LEASE)
        self._alone = connection.dialect.name == "sqlite" and connection.scalar(others.limit(1)) is None
        if keys := self._memory.in_hand():
            statement = self._insert(claims).values(self._rows(keys, done=False))
            connection.execute(self._over(statement, claims.c.owner == self._owner))

    def _over(self, statement: Insert, whose: ColumnElement[bool]) -> Insert:
        new = {"owner": statement.excluded.owner, "until": statement.excluded.until}
        return statement.on_conflict_do_update(index_elements=["key"], set_=new, where=~claims.c.done & whose)

    def _rows(self, keys: Iterable[str], done: bool) -> list[Row]:
        """In one order, so that two processes never wait for each other."""
        until = time.time() + (0 if done else LEASE)
        return [{"key": key, "owner": self._owner, "until": until, "done": done} for key in sorted(keys)]

    def _since(self, table: Table, at: float) -> list[dict[str, Any]]:
        self._worker.settle()
        columns = [column for column in table.columns if column.name != "id"]
        query = select(*columns).where(table.c.at >= at).order_by(table.c.at)
        return self._worker.ask(lambda connection: [dict(row) for row in connection.execute(query).mappings()])


def _delete_older(connection: Connection, now: float) -> None:
    connection.execute(delete(claims).where(claims.c.until < now - CLAIMS_KEPT))
    connection.execute(delete(contexts).where(contexts.c.at < now - CONTEXTS_KEPT))
    for notes in (schema.feedback, schema.unanswered):
        connection.execute(delete(notes).where(notes.c.at < now - NOTES_KEPT))
    connection.execute(delete(processes).where(processes.c.at < now - LEASE))


def _clean(text: str) -> str:
    return _storable(text[:TEXT_KEPT])


def _storable(text: str) -> str:
    """Without what a database refuses: lone surrogates and NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")
