"""Asks a case what it keeps of its picture, and for what single reports and entities give to it.

One rule: only what is asked for is read, so that a change costs what it touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from herodot.model.ids import digest
from herodot.model.records import Entity, Mention, Report, Statement
from herodot.store.asking import CaseReader
from herodot.store.tables import OF_RECORD, from_row, selected

T = TypeVar("T")
_CHUNK = 500
"""Values asked for in one query, as in `asking`."""
_ORDERS = {
    Entity: ("", "entity.position"),
    Mention: (
        "JOIN entity ON entity.id = mention.entity",
        "entity.position, mention.start, mention.position",
    ),
    Statement: ("", "statement.position"),
}
"""What each kind is joined with, and its order within a report: as `CaseReader` gives all of them."""


def kept_rows(reader: CaseReader, kind: type[T]) -> Iterator[T]:
    """All rows of a kind."""
    for row in reader.rows(f"SELECT {selected(kind)} FROM {OF_RECORD[kind].name}"):
        yield from_row(kind, row)


def kept_by(reader: CaseReader, kind: type[T], column: str, keys: Iterable[str]) -> Iterator[T]:
    """The rows of a kind that have one of those values in a column."""
    sql = f"SELECT {selected(kind)} FROM {OF_RECORD[kind].name} WHERE {column} IN"
    for row in _asked(reader, sql, keys):
        yield from_row(kind, row)


def kept_pages(reader: CaseReader, table: str) -> Iterator[tuple[str, str | bytes]]:
    """What each row of a table is called by, its first column, and its page."""
    name = {"kept_answers": "question", "kept_copy": "report"}.get(table, "id")
    for key, page in reader.rows(f"SELECT {name}, page FROM {table}"):
        yield str(key), page


def doubts_in_order(reader: CaseReader) -> list[str]:
    """The pages of doubts, the nearest first."""
    sql = "SELECT page FROM kept_doubt ORDER BY json_extract(page, '$.score') DESC, one, other"
    return [str(page) for (page,) in reader.rows(sql)]


def perhaps_with(reader: CaseReader, cluster: str) -> list[tuple[str, str, str]]:
    """Events that may be one with a resolved event, the nearest first: its entity of a report, the other's, and the
    resolved event that this is."""
    sides = (
        f"SELECT mine.entity, theirs.entity, theirs.cluster, score FROM kept_member AS mine "
        f"JOIN kept_perhaps ON {own} = mine.entity JOIN kept_member AS theirs ON theirs.entity = {other} "
        "WHERE mine.cluster = ?1"
        for own, other in (("one", "other"), ("other", "one"))
    )
    sql = f"{' UNION ALL '.join(sides)} ORDER BY score DESC, 1, 2"
    return [(str(one), str(other), str(top)) for one, other, top, _ in reader.rows(sql, cluster)]


def resolved_by(reader: CaseReader, entities: Iterable[str]) -> dict[str, str]:
    """The resolved entity of each of those entities of reports."""
    rows = _asked(reader, "SELECT entity, cluster FROM kept_member WHERE entity IN", entities)
    return {str(key): str(top) for key, top in rows}


def digests(reader: CaseReader) -> dict[str, str]:
    """For each report a digest of its reading and of what people decided of its statements; empty where neither is."""
    found = {
        str(key): str(seal or "")
        for key, seal in reader.rows(
            "SELECT report.id, read.seal FROM report "
            "LEFT JOIN (SELECT report, seal FROM reading WHERE is_current = 1) AS read ON read.report = report.id"
        )
    }
    decided: dict[str, list[str]] = defaultdict(list)
    for report, key in reader.rows(
        "SELECT report, id FROM review UNION ALL SELECT review.report, review_undoing.id FROM review_undoing "
        "JOIN review ON review.id = review_undoing.review"
    ):
        decided[str(report)].append(str(key))
    for report, keys in decided.items():
        found[report] = digest(repr([found.get(report, ""), *sorted(keys)]).encode())
    return found


def reports_of(reader: CaseReader, keys: Iterable[str]) -> list[Report]:
    """The reports of those ids, in no order."""
    rows = _asked(reader, f"SELECT {selected(Report)} FROM report WHERE id IN", keys)
    return [from_row(Report, row) for row in rows]


def of_reports(reader: CaseReader, kind: type[T], keys: Iterable[str]) -> list[T]:
    """The entities, mentions or statements of the current readings of some reports, report by report."""
    name, (joined, order) = OF_RECORD[kind].name, _ORDERS[kind]
    sql = (
        f"SELECT {selected(kind, name + '.')} FROM {name} "
        f"JOIN reading ON reading.id = {name}.reading AND reading.is_current = 1 {joined} WHERE {name}.report IN"
    )
    rows = _asked(reader, sql, sorted(set(keys)), f"ORDER BY {name}.report, {order}")
    return [from_row(kind, row) for row in rows]


def mentions_in_words(reader: CaseReader, entities: Iterable[str]) -> Iterator[Mention]:
    """Mentions of those entities that are a description or the word for an event."""
    sql = (
        f"SELECT {selected(Mention, 'mention.')} FROM mention "
        "JOIN reading ON reading.id = mention.reading AND reading.is_current = 1 "
        "WHERE mention.kind IN ('description', 'trigger') AND mention.entity IN"
    )
    for row in _asked(reader, sql, entities):
        yield from_row(Mention, row)


def statements_on(
    reader: CaseReader, property_: str, column: str, entities: Collection[str]
) -> Iterator[Statement]:
    """Current statements with that property and one of those entities as `subject` or `value`."""
    sql = (
        f"SELECT {selected(Statement, 'statement.')} FROM statement "
        "JOIN reading ON reading.id = statement.reading AND reading.is_current = 1 "
        f"WHERE +statement.property = '{property_}' AND statement.{column} IN"
    )
    for row in _asked(reader, sql, entities):
        yield from_row(Statement, row)


def _asked(reader: CaseReader, sql: str, keys: Iterable[str], rest: str = "") -> Iterator[Sequence[Any]]:
    wanted = list(dict.fromkeys(keys))
    for first in range(0, len(wanted), _CHUNK):
        some = wanted[first : first + _CHUNK]
        yield from reader.rows(f"{sql} ({', '.join('?' * len(some))}) {rest}", *some)
