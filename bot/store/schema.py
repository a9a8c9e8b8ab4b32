"""The tables, and an engine for a DATABASE_URL: SQLite or PostgreSQL."""

from __future__ import annotations

from functools import cache
from typing import Any

from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Dialect,
    Engine,
    Float,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.schema import CreateTable

from bot.settings import invalid

PATIENCE = 1.0  # seconds that anybody waits for the store
MIGRATION_LOCK = 722_586  # any number: PostgreSQL lets one process at a time through with it

metadata = MetaData()
Insert = sqlite.Insert | postgresql.Insert

claims = Table(
    "claims",
    metadata,
    Column("key", String, primary_key=True),
    Column("owner", String, nullable=False),
    Column("until", Float, nullable=False),
    Column("done", Boolean, nullable=False),
)
processes = Table(
    "processes",
    metadata,
    Column("owner", String, primary_key=True),
    Column("at", Float, nullable=False),
)
contexts = Table(
    "contexts",
    metadata,
    Column("conversation", String, primary_key=True),
    Column("context", Text, nullable=False),
    Column("at", Float, nullable=False),
    sqlite_with_rowid=False,
)
feedback = Table(
    "feedback",
    metadata,
    Column("id", String, primary_key=True),
    Column("user", String, nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("place", String, nullable=False),
    Column("at", Float, nullable=False),
)
unanswered = Table(
    "unanswered",
    metadata,
    Column("id", String, primary_key=True),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("place", String, nullable=False),
    Column("at", Float, nullable=False),
)

# What slack_sdk keeps of each workspace that installed the app
SQLAlchemyInstallationStore.build_bots_table(metadata, SQLAlchemyInstallationStore.default_bots_table_name)
SQLAlchemyInstallationStore.build_installations_table(
    metadata, SQLAlchemyInstallationStore.default_installations_table_name
)
SQLAlchemyOAuthStateStore.build_oauth_states_table(metadata, SQLAlchemyOAuthStateStore.default_table_name)


def open_engine(url: str) -> Engine:
    """An engine that has not connected yet; raises SettingsError, without the URL, when there can be none."""
    for prefix in ("postgres://", "postgresql://"):  # as Heroku and most others write it
        if url.startswith(prefix):
            url = "postgresql+psycopg://" + url.removeprefix(prefix)
    try:
        parsed = make_url(url)
        kind = parsed.get_backend_name()
        if kind not in _OPTIONS:
            raise invalid("DATABASE_URL", f"names no database that is known here ({kind})")
        engine = create_engine(parsed, connect_args=_OPTIONS[kind], pool_size=1)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise invalid("DATABASE_URL", "is not a database URL") from error
    except ModuleNotFoundError as error:
        raise invalid("DATABASE_URL", f"needs a package that is not installed ({error.name})") from error
    if kind == "sqlite":
        event.listen(engine, "connect", _tune_sqlite)
    return engine


def migrate(connection: Connection) -> None:
    """Make the tables and columns that are missing; whatever else is there stays as it is."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
    for table in metadata.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=True))
        present = {column["name"] for column in inspect(connection).get_columns(table.name)}
        for column in table.columns:
            if column.name not in present:
                connection.execute(text(_add_column(table, column, connection.dialect)))


@cache
def key_of(table: Table) -> str:
    """The name of the column that is the table's primary key."""
    [column] = table.primary_key
    return column.name


def insert(table: Table, dialect: Dialect) -> Insert:
    """An INSERT that can say what to do on a conflict, as both dialects can and SQLAlchemy's own cannot."""
    return sqlite.insert(table) if dialect.name == "sqlite" else postgresql.insert(table)


def upsert(table: Table, dialect: Dialect) -> Insert:
    """An INSERT that puts the row in the place of the one with its primary key."""
    statement, key = insert(table, dialect), key_of(table)
    given = {column.name: column for column in statement.excluded if column.name != key}
    return statement.on_conflict_do_update(index_elements=[key], set_=given)


_OPTIONS: dict[str, dict[str, Any]] = {
    "sqlite": {"timeout": PATIENCE / 2, "check_same_thread": False},
    "postgresql": {
        "connect_timeout": 2,
        "options": f"-c statement_timeout={int(PATIENCE * 1000)}",
        "tcp_user_timeout": 5000,
        "prepare_threshold": None,  # a pooler between us and the server may not keep prepared statements
    },
}


def _tune_sqlite(connection: Any, _: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")  # in WAL mode a crash of the machine loses the last moments at most


def _add_column(table: Table, column: Column[Any], dialect: Dialect) -> str:
    empty = {Boolean: "false", Float: "0"}.get(type(column.type), "''")
    quote = dialect.identifier_preparer.quote
    kind = column.type.compile(dialect)
    required = "" if column.nullable else f" NOT NULL DEFAULT {empty}"
    return f"ALTER TABLE {quote(table.name)} ADD COLUMN {quote(column.name)} {kind}{required}"
