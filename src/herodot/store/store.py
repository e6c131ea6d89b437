"""Opens a case, makes one, brings an old one up to date. One rule: a case is one file, always whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from herodot.model.errors import CaseDamaged, CaseExists, CaseMissing, HerodotError
from herodot.store.asking import CaseReader
from herodot.store.door import translated
from herodot.store.migrations import APPLICATION_ID, MIGRATIONS, last_step, migrate
from herodot.store.writing import Writer

WAIT_SECONDS = 10.0
"""How long to wait for another program that is writing to the case."""


class Store:
    """An open case. Use it in a `with`; it belongs to the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        """Takes an open connection; use `create` or `open`."""
        self.path = path
        self.read_only = read_only
        self._connection = connection

    @classmethod
    def create(cls, path: Path, now: str) -> Store:
        """A new, empty case, its folder made where needed. Raises `CaseExists`, changing nothing."""
        with translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            # A run that was killed while making a case leaves a file without tables: that may be finished.
            if path.exists() and not _is_unmade(path):
                raise CaseExists(f"{path}: is there already; use it with `-c`, or name another")
            connection = _connect(path, "rwc")
            try:
                _set_up(connection, path, now)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection, read_only=False)

    @classmethod
    def open(cls, path: Path, now: str) -> Store:
        """The case at that path, brought up to date; only to be read where the place may not be written to.

        Raises `CaseMissing` when nothing is there, `CaseDamaged` when it is no case.
        """
        with translated(path):
            if not path.exists():
                raise CaseMissing(f"{path}: no case there; make one with `herodot new -c {path}`")
            if path.is_dir():
                raise CaseMissing(f"{path}: is a folder, not a case; name the case's file")
            read_only = not (_may_write(path) and _may_write(path.parent))
            connection = _connect(path, "ro" if read_only else "rw")
            try:
                _check_kind(connection, path)
                _check_age(connection, path) if read_only else _set_up(connection, path, now)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection, read_only=read_only)

    def reader(self) -> CaseReader:
        """Asks the case; sees what other programs store as soon as they have."""
        return CaseReader(self._connection, self.path)

    @contextmanager
    def snapshot(self) -> Iterator[CaseReader]:
        """Asks the case as it is now, whatever other programs store meanwhile."""
        with translated(self.path):
            self._connection.execute("BEGIN")
            try:
                yield self.reader()
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """One transaction: all of it is stored when the `with` ends well, nothing of it otherwise."""
        if self.read_only:
            raise HerodotError(
                f"{self.path}: may not be written to; check the rights of the file and its folder"
            )
        with translated(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield Writer(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk may have ended the transaction by itself.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Closes the file; nothing is lost without it, but it tidies the files beside the case away."""
        with translated(self.path):
            self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # `immutable`: a case in a place that may not be written to has no room for SQLite's files beside it.
    immutable = "&immutable=1" if mode == "ro" and not path.with_name(path.name + "-wal").exists() else ""
    address = f"{path.resolve().as_uri()}?mode={mode}{immutable}"
    connection = sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _set_up(connection: sqlite3.Connection, path: Path, now: str) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    # FULL: what was reported as stored is on the disk, also after a power cut.
    connection.execute("PRAGMA synchronous = FULL")
    migrate(connection, path, now)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _is_unmade(path: Path) -> bool:
    if path.is_dir():
        return False
    if path.stat().st_size == 0:
        return True
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        return bool(connection.execute("SELECT count(*) = 0 FROM sqlite_master").fetchone()[0])
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def _check_kind(connection: sqlite3.Connection, path: Path) -> None:
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if found == APPLICATION_ID:
        return
    if found == 0 and tables == 0:
        raise CaseMissing(f"{path}: is empty; make it a case with `herodot new -c {path}`")
    raise CaseDamaged(f"{path}: a database, but not a Herodot case; nothing in it was changed")


def _check_age(connection: sqlite3.Connection, path: Path) -> None:
    done = last_step(connection)
    if done != max(MIGRATIONS):
        raise HerodotError(
            f"{path}: made by another version of Herodot and may not be written to; copy it first"
        )
