"""The steps that bring a case of any age to the shape this version knows.

One rule: a step never changes once released; the next change is the next number. Each runs in one transaction
together with the row that records it.

Tables come from the records' fields as they are today, so a new case has today's columns from step 1 on: a
later step that adds a column must look first whether it is there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from herodot.model.errors import HerodotError
from herodot.model.records import Judgment, Review, ReviewUndoing, SavedSearch, Undoing
from herodot.store.records import (
    KeptCopy,
    KeptCount,
    KeptPerhaps,
    Member,
    MemberChange,
    Migration,
    SentenceVectors,
    Session,
    SignInFailure,
    StandingChange,
    Visit,
)
from herodot.store.tables import KEPT, OF_RECORD, TABLES, create_statements, insert_statement, to_row

APPLICATION_ID = 0x48E70D07
"""Written into the file's header: tells a case from any other SQLite file."""


def first_tables(connection: sqlite3.Connection) -> None:
    """Reports with their bytes, readings with their entities, mentions and statements."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for table in TABLES:
        for statement in create_statements(table):
            connection.execute(statement)
    connection.execute("CREATE UNIQUE INDEX reading_current ON reading(report) WHERE is_current = 1")


def judgments(connection: sqlite3.Connection) -> None:
    """What people decide, and what they take back."""
    for record in (Judgment, Undoing):
        for statement in create_statements(OF_RECORD[record]):
            connection.execute(statement)


def words(connection: sqlite3.Connection) -> None:
    """An index of the words of all reports, kept up by the database itself."""
    connection.execute(
        "CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='report', content_rowid='rowid', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute(
        "CREATE TRIGGER report_words_of_new AFTER INSERT ON report BEGIN "
        "INSERT INTO report_words(rowid, title, text) VALUES (new.rowid, new.title, new.text); END"
    )
    connection.execute("INSERT INTO report_words(report_words) VALUES ('rebuild')")


def kept_picture(connection: sqlite3.Connection) -> None:
    """Rows that keep the picture, so that it is not made anew for every question."""
    for record in KEPT:
        for statement in create_statements(OF_RECORD[record]):
            connection.execute(statement)


def reviews(connection: sqlite3.Connection) -> None:
    """What people decide of statements, and what they take back."""
    for record in (Review, ReviewUndoing):
        for statement in create_statements(OF_RECORD[record]):
            connection.execute(statement)


def sentence_vectors(connection: sqlite3.Connection) -> None:
    """What the sentences of reports mean, for search."""
    for statement in create_statements(OF_RECORD[SentenceVectors]):
        connection.execute(statement)


def what_is_new(connection: sqlite3.Connection) -> None:
    """What people search for again, what they have seen, and what changed."""
    for record in (SavedSearch, StandingChange, Visit, KeptCopy, KeptCount):
        for statement in create_statements(OF_RECORD[record]):
            connection.execute(statement)


def team(connection: sqlite3.Connection) -> None:
    """Who may sign in, and in which browsers they are."""
    for record in (Member, MemberChange, Session, SignInFailure):
        for statement in create_statements(OF_RECORD[record]):
            connection.execute(statement)


def sure_and_counted(connection: sqlite3.Connection) -> None:
    """Indexes that hold all the first page and the review queue ask of statements, so that none is read for it."""
    connection.execute("CREATE INDEX IF NOT EXISTS statement_sure ON statement(confidence, id, reading)")
    connection.execute(
        "CREATE INDEX IF NOT EXISTS statement_counted ON statement(reading, confidence, polarity)"
    )


def growing_picture(connection: sqlite3.Connection) -> None:
    """The kept picture in a shape that can be brought up to date part by part."""
    for record in KEPT:
        connection.execute(f"DROP TABLE IF EXISTS {OF_RECORD[record].name}")
    kept_picture(connection)


def events_perhaps_one(connection: sqlite3.Connection) -> None:
    """Pairs of events that may be one."""
    for statement in create_statements(OF_RECORD[KeptPerhaps]):
        connection.execute(statement)


MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {
    1: first_tables,
    2: judgments,
    3: words,
    4: kept_picture,
    5: reviews,
    6: sentence_vectors,
    7: what_is_new,
    8: team,
    9: sure_and_counted,
    10: growing_picture,
    11: events_perhaps_one,
}


def migrate(connection: sqlite3.Connection, path: Path, now: str) -> tuple[str, ...]:
    """Takes the steps that the case lacks, in order; gives their names. `HerodotError` if it is newer."""
    done = last_step(connection)
    if done > max(MIGRATIONS):
        raise HerodotError(f"{path}: made by a newer Herodot (step {done}); update Herodot to open it")
    steps = [number for number in sorted(MIGRATIONS) if number > done]
    for number in steps:
        _take(connection, number, now)
    return tuple(MIGRATIONS[number].__name__ for number in steps)


def last_step(connection: sqlite3.Connection) -> int:
    """The number of the last step taken; 0 for a file without any table."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migration'").fetchone():
        return 0
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM migration").fetchone()
    return int(number)


def _take(connection: sqlite3.Connection, number: int, now: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have taken the step while this one waited for its turn.
        if last_step(connection) < number:
            MIGRATIONS[number](connection)
            row = to_row(Migration(number=number, name=MIGRATIONS[number].__name__, taken_at=now))
            connection.execute(insert_statement(OF_RECORD[Migration]), row)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
