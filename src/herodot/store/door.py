"""SQLite's errors in Herodot's words. One rule: no `sqlite3` error leaves the store."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from herodot.model.errors import CaseBusy, CaseDamaged, HerodotError, StorageFull

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_CLOSED = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Within it, errors of SQLite and of the disk become Herodot's, with the case's name and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _in_words(error, path) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _full(path) from error
        raise HerodotError(f"{path}: {error.strerror or error}") from error


def _in_words(error: sqlite3.Error, path: Path) -> HerodotError:
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary == sqlite3.SQLITE_FULL:
        return _full(path)
    if primary in _BUSY:
        return CaseBusy(f"{path}: another program is writing to this case; wait for it to end and try again")
    if primary == sqlite3.SQLITE_READONLY:
        return HerodotError(f"{path}: may not be written to; check the rights of the file and its folder")
    if primary in _CLOSED:
        return HerodotError(f"{path}: cannot be opened; check the rights of the file and its folder")
    if primary in _DAMAGED:
        return CaseDamaged(f"{path}: not a case, or damaged ({error}); take the last copy of it")
    if primary == sqlite3.SQLITE_IOERR:
        return HerodotError(f"{path}: the disk failed ({error}); nothing of this step was stored")
    return CaseDamaged(f"{path}: the case refused what was to be stored ({error}); run `herodot verify`")


def _full(path: Path) -> StorageFull:
    return StorageFull(
        f"{path}: no space left; what was stored before is whole. Make space and run the same command again"
    )
