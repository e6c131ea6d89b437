"""Asks a case how sure the reader is of its statements, without their words.

One rule: only ids and numbers come back, so that a long queue costs little.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from herodot.store.asking import CaseReader

_CURRENT = "FROM statement JOIN reading ON reading.id = statement.reading AND reading.is_current = 1"
_CHUNK = 500
"""Ids asked for in one query, as in `asking`."""


def sureness(reader: CaseReader, keys: Iterable[str]) -> dict[str, float]:
    """How sure the reader is of each of those statements, 0 to 1; what is not there is left out."""
    wanted, found = list(dict.fromkeys(keys)), dict[str, float]()
    for first in range(0, len(wanted), _CHUNK):
        some = wanted[first : first + _CHUNK]
        marks = ", ".join("?" * len(some))
        rows = reader.rows(
            f"SELECT statement.id, statement.confidence {_CURRENT} WHERE statement.id IN ({marks})", *some
        )
        found.update((str(key), float(sure)) for key, sure in rows)
    return found


def least_sure(reader: CaseReader, most: int, skipped: Collection[str], least: float) -> list[str]:
    """Ids of the statements that the reader is least sure of, but at least so sure, those first."""
    order = "WHERE statement.confidence >= ? ORDER BY statement.confidence, statement.id LIMIT ?"
    rows = reader.rows(f"SELECT statement.id {_CURRENT} {order}", least, most + len(skipped))
    return [str(key) for (key,) in rows if key not in skipped][:most]


def how_many(reader: CaseReader, least: float) -> int:
    """The number of statements of which the reader is at least so sure."""
    rows = reader.rows(f"SELECT count(*) {_CURRENT} WHERE statement.confidence >= ?", least)
    return next(int(row[0]) for row in rows)
