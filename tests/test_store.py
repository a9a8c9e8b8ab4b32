"""The store: what processes share, in every state that its database can be in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.slack.claims import InHandError
from bot.slack.notes import Feedback, UnavailableError
from bot.store import Store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "batao.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    with closing(opened(file)) as running:
        yield running


@pytest.fixture
def other(file: Path) -> Iterator[Store]:
    """Another process's."""
    with closing(opened(file)) as running:
        yield running


def opened(file: Path) -> Store:
    return Store(f"sqlite:///{file}")


def sql(file: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file, timeout=60)) as connection, connection:
        return connection.execute(statement).fetchall()


def test_what_is_done_is_done_for_all(store: Store, other: Store) -> None:
    assert store.claim(("event", "place"))
    store.done(("event", "place"))
    assert not store.claim(("event", "place"))
    assert not other.claim(("event", "place"))
    assert not other.claim(("twin", "place"))


def test_what_is_in_hand_is_nobody_elses(store: Store, other: Store) -> None:
    assert store.claim(("event", "place"))
    for one in (store, other):
        with pytest.raises(InHandError):
            one.claim(("twin", "place"))
    store.release(("event", "place"))
    assert other.claim(("twin", "place"))


def test_a_claim_whose_process_died_is_taken_over(store: Store, other: Store, file: Path) -> None:
    assert store.claim(("event", "place"))
    sql(file, "UPDATE claims SET until = 0")
    assert other.claim(("twin", "place"))
    with pytest.raises(InHandError):
        opened(file).claim(("event", "place"))


def test_context_is_seen_by_another_process_and_after_a_restart(store: Store, other: Store) -> None:
    store.put("thread", "one")
    store.put("thread", "two")
    store.close()
    assert other.get("thread") == "two"
    assert other.get("another") == ""


def test_feedback_is_a_persons_last_word_on_an_answer(store: Store) -> None:
    for helpful in (True, False):
        store.feedback("U1", helpful, "who?", "Ada.", "T1:C1:1")
    store.feedback("U2", True, "who?\0\ud800", "Ada.", "T1:C1:1")
    first, second = store.feedback_since(0)
    assert first == Feedback("U1", False, "who?", "Ada.", "T1:C1:1", first.at)
    assert (second.user, second.helpful, second.question) == ("U2", True, "who??")


def test_questions_without_an_answer_are_kept(store: Store) -> None:
    store.unanswered("does she know rust?", "The résumé does not mention “rust”.", "T1:D1:")
    [kept] = store.unanswered_since(0)
    assert (kept.question, kept.place) == ("does she know rust?", "T1:D1:")
    assert store.unanswered_since(kept.at + 1) == []


def test_what_is_old_is_forgotten(store: Store, file: Path) -> None:
    store.claim(("old",))
    store.done(("old",))
    store.put("thread", "context")
    store.unanswered("does she juggle?", "No word of it.", "T1:D1:")
    store.feedback("U1", True, "who?", "Ada.", "T1:C1:1")
    store.close()
    sql(file, "UPDATE claims SET until = 1")
    tables = ("contexts", "unanswered", "feedback")
    for table in tables:
        sql(file, f"UPDATE {table} SET at = 1")
    with closing(opened(file)) as later:
        later.prune()
    assert [sql(file, f"SELECT * FROM {table}") for table in ("claims", *tables)] == [[], [], [], []]


def test_an_older_file_gets_what_it_lacks_and_loses_nothing(file: Path) -> None:
    sql(file, "CREATE TABLE contexts (conversation VARCHAR PRIMARY KEY, context TEXT NOT NULL)")
    sql(file, "INSERT INTO contexts VALUES ('thread', 'context')")
    with closing(opened(file)) as store:
        assert store.get("thread") == "context"
        assert store.claim(("event",))
        store.put("thread", "newer")
    with closing(opened(file)) as store:
        assert store.get("thread") == "newer"


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://u:tops3cret@h/d", "sqlite:/tops3cret", "postgres://u:tops3cret@h:p/d"]
)
def test_a_url_that_can_never_work_is_a_clear_error(url: str) -> None:
    with pytest.raises(SettingsError, match=r"^DATABASE_URL .*: .+") as caught:
        Store(url)
    assert "tops3cret" not in str(caught.value)


@pytest.fixture(params=["a folder", "no database", "a cut database", "locked", "no server"])
def broken(request: pytest.FixtureRequest, file: Path) -> Iterator[Store]:
    """A store that cannot be used."""
    url, held = f"sqlite:///{file}", None
    if request.param == "a folder":
        file.mkdir()
    elif request.param == "no database":
        file.write_bytes(b"no database" * 1000)
    elif request.param == "a cut database":
        opened(file).close()
        file.write_bytes(file.read_bytes()[:5000])
    elif request.param == "locked":
        held = sqlite3.connect(file)
        held.execute("BEGIN EXCLUSIVE")
    else:
        url = "postgres://nobody:tops3cret@127.0.0.1:1/none"
    with closing(Store(url)) as store:
        yield store
    if held:
        held.close()


def test_in_an_outage_memory_serves(broken: Store, caplog: pytest.LogCaptureFixture) -> None:
    assert broken.claim(("event", "place"))
    with pytest.raises(InHandError):
        broken.claim(("twin", "place"))
    broken.done(("event", "place"))
    assert not broken.claim(("twin", "place"))
    broken.put("thread", "context")
    broken.unanswered("who?", "The résumé does not say.", "T1:C1:")
    assert broken.get("thread") == "context"
    with pytest.raises(UnavailableError):
        broken.unanswered_since(0)
    assert broken.problem
    [said] = [*caplog.get_records("setup"), *caplog.get_records("call")]
    assert said.getMessage().startswith("the store cannot be used (")
    assert "tops3cret" not in said.getMessage()


def test_a_lock_makes_nobody_wait_long_and_loses_nothing(store: Store, other: Store, file: Path) -> None:
    with closing(sqlite3.connect(file, timeout=60)) as held:
        held.execute("BEGIN IMMEDIATE")
        assert store.claim(("event", "place"))
        store.done(("event", "place"))
        store.put("thread", "context")
        assert store.get("thread") == "context"
        held.rollback()
    while store.problem:
        pass
    assert not other.claim(("event", "place"))
    assert other.get("thread") == "context"
