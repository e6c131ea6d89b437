"""Asks a case what came in and what changed since somebody looked.

One rule: everything is counted in the database; only what is shown comes back.
"""

from __future__ import annotations

from dataclasses import dataclass

from herodot.model.records import Report
from herodot.store.asking import CaseReader, full_text_query
from herodot.store.records import KeptCopy, StandingChange, Visit
from herodot.store.tables import from_row, selected


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much the case holds, as far as the first page says."""

    reports: int
    unread: int
    """Reports that no reader has read."""
    statements: int
    denials: int


def tally(reader: CaseReader) -> Tally:
    """The numbers for the first page: those of `CaseReader.counts` that cost little."""
    reports, unread = next(
        reader.rows(
            "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM report "
            "WHERE id NOT IN (SELECT report FROM reading))"
        )
    )
    statements, denials = next(
        reader.rows(
            "SELECT count(*), coalesce(sum(polarity = 'denied'), 0) FROM reading "
            "CROSS JOIN statement ON statement.reading = reading.id WHERE reading.is_current = 1"
        )
    )
    return Tally(reports=reports, unread=unread, statements=statements, denials=denials)


def last_visit(reader: CaseReader, by: str) -> str:
    """Up to when that person has seen what was new; empty before the first time."""
    rows = reader.rows("SELECT coalesce(max(at), '') FROM visit WHERE by = ?", by)
    return next(str(row[0]) for row in rows)


def visits(reader: CaseReader) -> tuple[Visit, ...]:
    """All visits, in the order in which they were kept."""
    rows = reader.rows(f"SELECT {selected(Visit)} FROM visit ORDER BY rowid")
    return tuple(from_row(Visit, row) for row in rows)


def came_in(reader: CaseReader, since: str, most: int) -> tuple[int, tuple[Report, ...]]:
    """How many reports came after that time, and the last of them."""
    (number,) = next(reader.rows("SELECT count(*) FROM report WHERE captured > ?", since))
    rows = reader.rows(
        f"SELECT {selected(Report)} FROM report WHERE captured > ? "
        "ORDER BY captured DESC, published DESC, id LIMIT ?",
        since,
        most,
    )
    return int(number), tuple(from_row(Report, row) for row in rows)


def latest(reader: CaseReader, start: int, most: int) -> tuple[int, tuple[Report, ...]]:
    """How many reports there are, and at most so many from one on: the latest published first, undated ones last."""
    (number,) = next(reader.rows("SELECT count(*) FROM report"))
    order = "ORDER BY published DESC, name, id LIMIT ? OFFSET ?"
    rows = reader.rows(f"SELECT {selected(Report)} FROM report {order}", most, start)
    return int(number), tuple(from_row(Report, row) for row in rows)


def changes_since(reader: CaseReader, since: str) -> tuple[StandingChange, ...]:
    """What changed after that time, in the order in which it did."""
    sql = f"SELECT {selected(StandingChange)} FROM standing_change WHERE at > ? ORDER BY rowid"
    return tuple(from_row(StandingChange, row) for row in reader.rows(sql, since))


def standings(reader: CaseReader) -> list[tuple[str, str, str, str]]:
    """Of each kept question, in the board's order: about whom, property, standing, and what that entity is called."""
    rows = reader.rows(
        "SELECT about, property, standing, coalesce(shown, '') FROM kept_question "
        "LEFT JOIN kept_entity ON kept_entity.id = about ORDER BY place"
    )
    return [(str(a), str(p), str(s), str(n)) for a, p, s, n in rows]


def copies_found(reader: CaseReader, since: str, most: int) -> tuple[int, int, tuple[KeptCopy, ...]]:
    """How many reports copy others, how many of them came after that time, and the last that came."""
    joined = "FROM kept_copy JOIN report ON report.id = kept_copy.report"
    every, new = next(reader.rows(f"SELECT count(*), coalesce(sum(report.captured > ?), 0) {joined}", since))
    rows = reader.rows(
        f"SELECT {selected(KeptCopy, 'kept_copy.')} {joined} "
        "ORDER BY report.captured DESC, report.published DESC, report.id LIMIT ?",
        most,
    )
    return int(every), int(new), tuple(from_row(KeptCopy, row) for row in rows)


def kept_count(reader: CaseReader, name: str) -> int:
    """A number that was kept with the picture; 0 where it was not."""
    return next((int(n) for (n,) in reader.rows("SELECT number FROM kept_count WHERE name = ?", name)), 0)


def matches(reader: CaseReader, words: str, since: str) -> tuple[int, int]:
    """How many reports have all those words, and how many of them came after that time."""
    asked = full_text_query(words)
    if not asked:
        return 0, 0
    rows = reader.rows(
        "SELECT count(*), coalesce(sum(report.captured > ?), 0) FROM report_words "
        "JOIN report ON report.rowid = report_words.rowid WHERE report_words MATCH ?",
        since,
        asked,
    )
    return next((int(every), int(new)) for every, new in rows)
