"""Asks a case how sure the reader is of its statements, without their words.

One rule: only ids and numbers come back, so that a long queue costs little.
"""

from __future__ import annotations

import json
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


def first_of(reader: CaseReader, keys: Iterable[str], most: int) -> tuple[int, list[str]]:
    """How many of those statements there are, and the ids of those that the reader is least sure of, those first."""
    rows = reader.rows(
        f"SELECT statement.id, count(*) OVER () {_CURRENT} WHERE statement.id IN (SELECT value FROM json_each(?)) "
        "ORDER BY statement.confidence, statement.id LIMIT ?",
        json.dumps([*keys]),
        most,
    )
    found = [(str(key), int(number)) for key, number in rows]
    return (found[0][1] if found else 0), [key for key, _ in found]


def least_sure(reader: CaseReader, most: int, skipped: Collection[str], least: float) -> list[str]:
    """Ids of the statements that the reader is least sure of, but at least so sure, those first."""
    rows = reader.rows(
        f"SELECT statement.id {_CURRENT} WHERE statement.confidence >= ? AND statement.id NOT IN "
        "(SELECT value FROM json_each(?)) ORDER BY statement.confidence, statement.id LIMIT ?",
        least,
        json.dumps([*skipped]),
        most,
    )
    return [str(key) for (key,) in rows]


def how_many(reader: CaseReader, least: float) -> int:
    """The number of statements of which the reader is at least so sure."""
    # In that order, reading by reading, the index `statement_counted` has all that is asked.
    sql = "SELECT count(*) FROM reading CROSS JOIN statement ON statement.reading = reading.id"
    rows = reader.rows(f"{sql} WHERE reading.is_current = 1 AND statement.confidence >= ?", least)
    return next(int(row[0]) for row in rows)
