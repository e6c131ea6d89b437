"""Asks a case. One rule: only current readings are seen; nothing is changed."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from herodot.model.errors import CaseDamaged, NotFound
from herodot.model.ids import digest
from herodot.model.records import (
    Entity,
    Judgment,
    Mention,
    Reading,
    Report,
    Review,
    ReviewUndoing,
    SavedSearch,
    Statement,
    Undoing,
)
from herodot.store.door import translated
from herodot.store.records import KeptEntity, SentenceVectors, StoredReading
from herodot.store.tables import OF_RECORD, from_row, selected

T = TypeVar("T")
_CURRENT = "JOIN reading ON reading.id = {table}.reading AND reading.is_current = 1"
_NOT_BLANK = "EXISTS (SELECT 1 FROM entity WHERE entity.reading = reading.id)"
IMPORTED = "as imported"
"""The text version of a report that came with its reading."""
_CHUNK = 500
"""Ids asked for in one query: well under the number of parameters that SQLite takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCounts:
    """How much the case holds. Entities and statements are those of current readings."""

    reports: int
    unread: int
    """Reports that no reader has read."""
    languages: dict[str, int]
    """Reports by language code, the most first."""
    readers: dict[str, int]
    """Reports that were read, by the reader of their current reading."""
    blank: dict[str, int]
    """Reports in a language that the reader does not know, by language: not even an outlet was found."""
    entities: dict[str, int]
    """By type, the most first."""
    mentions: int
    statements: int
    polarity: dict[str, int]
    certainty: dict[str, int]
    mood: dict[str, int]
    bytes_kept: int
    """Size of all publications before compression."""


class CaseReader:
    """Questions to one case; made by `Store.reader`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Takes an open connection."""
        self._connection = connection
        self.path = path
        connection.create_function("has_words", 2, _has_words, deterministic=True)

    def reports(self) -> Iterator[Report]:
        """All reports, the earliest published first, those without a date last."""
        return self._records(Report, "ORDER BY published IS NULL, published, name, id")

    def report(self, key: str) -> Report:
        """The report of that id. Raises `NotFound`."""
        for report in self._records(Report, "WHERE id = ?", key):
            return report
        raise NotFound(f"{self.path}: no report {key}")

    def find_reports(self, words: str) -> tuple[Report, ...]:
        """Reports whose id begins so, or whose file name, with or without its ending, is that."""
        start = words.lower()
        found = self._records(
            Report,
            "WHERE (length(?1) >= 4 AND substr(id, 1, length(?1)) = ?1) OR name = ?2 "
            "OR (substr(name, 1, length(?2) + 1) = ?2 || '.' "
            "AND instr(substr(name, length(?2) + 2), '.') = 0) "
            "ORDER BY published, name, id",
            start,
            words,
        )
        return tuple(found)

    def unread(self, reader: str) -> tuple[str, ...]:
        """Ids of reports whose current reading is not by that reader, in the order they came.

        Imported texts were read elsewhere: they are never waiting."""
        rows = self.rows(
            "SELECT id FROM report WHERE id NOT IN "
            "(SELECT report FROM reading WHERE is_current = 1 AND reader = ?) AND text_version != ? "
            "ORDER BY rowid",
            reader,
            IMPORTED,
        )
        return tuple(key for (key,) in rows)

    def report_ids(self) -> tuple[str, ...]:
        """Ids of all reports, in the order they came."""
        return tuple(key for (key,) in self.rows("SELECT id FROM report ORDER BY rowid"))

    def has_reading(self, report: str) -> bool:
        """Whether that report has a current reading."""
        return any(self.rows("SELECT 1 FROM reading WHERE report = ? AND is_current = 1", report))

    def readings(self) -> Iterator[StoredReading]:
        """All readings, current or not, without what they hold."""
        return self._records(StoredReading, "ORDER BY report, read_at, id")

    def stored_reading(self, key: str) -> StoredReading:
        """The reading of that id, current or not, without what it holds. Raises `NotFound`."""
        for stored in self._records(StoredReading, "WHERE id = ?", key):
            return stored
        raise NotFound(f"{self.path}: no reading {key}")

    def reading(self, report: str) -> Reading | None:
        """The current reading of a report with all it holds; `None` when there is none."""
        for stored in self._records(StoredReading, "WHERE report = ? AND is_current = 1", report):
            return self.whole(stored)
        return None

    def whole(self, stored: StoredReading) -> Reading:
        """A reading with all it holds, in the reader's order."""
        held = "WHERE reading = ? ORDER BY position"
        return Reading(
            report=stored.report,
            reader=stored.reader,
            entities=tuple(self._records(Entity, held, stored.id)),
            mentions=tuple(self._records(Mention, held, stored.id)),
            statements=tuple(self._records(Statement, held, stored.id)),
            rejected=stored.rejected,
        )

    def entities(self) -> Iterator[Entity]:
        """All entities, report by report."""
        return self._current(Entity, "ORDER BY entity.report, entity.position")

    def entities_by_id(self, keys: Iterable[str]) -> dict[str, Entity]:
        """The entities of those ids; what is not there is left out."""
        return {entity.id: entity for entity in self._by(Entity, "id", keys)}

    def mentions(self) -> Iterator[Mention]:
        """All mentions, in the order of `entities`, then by place in the text."""
        joined = "JOIN entity ON entity.id = mention.entity"
        return self._current(
            Mention, "ORDER BY entity.report, entity.position, mention.start, mention.position", joined
        )

    def mentions_of(self, entities: Iterable[str]) -> tuple[Mention, ...]:
        """The mentions of those entities, by report and place in the text."""
        return tuple(sorted(self._by(Mention, "entity", entities), key=lambda m: (m.report, m.start, m.end)))

    def statements(self) -> Iterator[Statement]:
        """All statements, report by report, in the reader's order."""
        return self._current(Statement, "ORDER BY statement.report, statement.position")

    def statements_about(self, entities: Iterable[str]) -> tuple[Statement, ...]:
        """Statements with one of those entities as subject, value or link, by report and place."""
        keys = tuple(entities)
        found = {s.id: s for column in ("subject", "value") for s in self._by(Statement, column, keys)}
        found.update((s.id, s) for s in self._in_chain(keys))
        return tuple(
            sorted(found.values(), key=lambda s: (s.report, s.evidence[0].start if s.evidence else 0, s.id))
        )

    def named(self, words: str) -> tuple[Entity, ...]:
        """Entities with a name, description or mention that has all those words; case and accents aside."""
        rows = self.rows(
            f"SELECT DISTINCT {selected(Entity, 'entity.')} FROM entity {_CURRENT.format(table='entity')} "
            "LEFT JOIN mention ON mention.entity = entity.id AND mention.kind IN ('name', 'description') "
            "WHERE has_words(entity.names, ?1) OR has_words(entity.description, ?1) "
            "OR has_words(mention.text, ?1) "
            "ORDER BY entity.report, entity.position",
            " ".join(folded_words(words)),
        )
        return tuple(from_row(Entity, row) for row in rows)

    def judgments(self) -> tuple[Judgment, ...]:
        """All judgments, undone ones too, in the order in which they were made."""
        return tuple(self._records(Judgment, "ORDER BY rowid"))

    def undoings(self) -> tuple[Undoing, ...]:
        """All undoings and redoings, in the order in which they were made."""
        return tuple(self._records(Undoing, "ORDER BY rowid"))

    def reviews(self, report: str = "") -> tuple[Review, ...]:
        """All reviews, or those of one report, undone ones too, in the order in which they were made."""
        if report:
            return tuple(self._records(Review, "WHERE report = ? ORDER BY rowid", report))
        return tuple(self._records(Review, "ORDER BY rowid"))

    def review_undoings(self) -> tuple[ReviewUndoing, ...]:
        """All undoings and redoings of reviews, in the order in which they were made."""
        return tuple(self._records(ReviewUndoing, "ORDER BY rowid"))

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """All that was done with searches that are kept, in the order in which it was done."""
        return tuple(self._records(SavedSearch, "ORDER BY rowid"))

    def report_of_statement(self, start: str) -> tuple[tuple[str, str], ...]:
        """Id and report of each current statement whose id begins so."""
        sql = f"SELECT statement.id, statement.report FROM statement {_CURRENT.format(table='statement')} "
        found = self.rows(f"{sql} WHERE substr(statement.id, 1, length(?1)) = ?1 LIMIT 9", start.lower())
        return tuple((str(key), str(report)) for key, report in found)

    def statements_by_id(self, keys: Iterable[str]) -> dict[str, Statement]:
        """The current statements of those ids; what is not there is left out."""
        return {statement.id: statement for statement in self._by(Statement, "id", keys)}

    def facts_digest(self) -> str:
        """A digest of all that a picture is made from: reports, current readings, what people decided and undid."""
        told = (
            "SELECT id || ' ' || seal AS one FROM reading WHERE is_current = 1 ORDER BY id",
            "SELECT id AS one FROM report WHERE id NOT IN (SELECT report FROM reading WHERE is_current = 1) "
            "ORDER BY id",
            "SELECT id AS one FROM judgment UNION ALL SELECT id FROM undoing UNION ALL SELECT id FROM review "
            "UNION ALL SELECT id FROM review_undoing ORDER BY 1",
        )
        # In one string each: a large case has thousands of rows, and every question asks for this first.
        found = [next(self.rows(f"SELECT group_concat(one) FROM ({sql})"))[0] or "" for sql in told]
        return digest("\n".join(found).encode())

    def kept_from(self) -> str:
        """What the kept picture was made from; empty where none is kept."""
        return next((str(row[0]) for row in self.rows("SELECT made_from FROM kept_state")), "")

    def kept_questions(
        self,
        entities: Iterable[str] | None = None,
        standings: Sequence[str] = (),
        since: str = "",
        most: int = 0,
        start: int = 0,
    ) -> list[str]:
        """Pages of questions as JSON in the board's order: all, or those that name some entities; at most so many
        from one on, 0 gives all."""
        where, values = self._of_questions(entities, standings, since)
        sql = f"SELECT page FROM kept_question WHERE {where} ORDER BY place LIMIT ? OFFSET ?"
        return [str(row[0]) for row in self.rows(sql, *values, most or -1, start)]

    def kept_number(
        self, entities: Iterable[str] | None = None, standings: Sequence[str] = (), since: str = ""
    ) -> int:
        """How many such questions there are."""
        where, values = self._of_questions(entities, standings, since)
        return next(
            int(row[0]) for row in self.rows(f"SELECT count(*) FROM kept_question WHERE {where}", *values)
        )

    def _of_questions(
        self, entities: Iterable[str] | None, standings: Sequence[str], since: str
    ) -> tuple[str, list[Any]]:
        """The condition for some questions, and its values."""
        conditions, values = ["1"], list[Any]()
        if entities is not None:
            wanted = list(entities)
            marks = ", ".join("?" * len(wanted))
            conditions.append(f"id IN (SELECT question FROM kept_side WHERE entity IN ({marks}))")
            values += wanted
        if standings:
            conditions.append(f"standing IN ({', '.join('?' * len(standings))})")
            values += standings
        if since:
            conditions.append("last_said >= ?")
            values.append(since)
        return " AND ".join(conditions), values

    def kept_about(self, entities: Iterable[str]) -> list[str]:
        """Pages of questions that ask about those entities."""
        wanted = list(entities)
        marks = ", ".join("?" * len(wanted))
        sql = f"SELECT page FROM kept_question WHERE about IN ({marks}) ORDER BY place"
        return [str(row[0]) for row in self.rows(sql, *wanted)]

    def kept_called(self, words: Sequence[str], *, every: bool) -> list[KeptEntity]:
        """Resolved entities that are called by all of those folded words, or by any of them."""
        wanted = list(dict.fromkeys(words))
        if not wanted:
            return []
        marks = ", ".join("?" * len(wanted))
        sql = (
            f"SELECT {selected(KeptEntity, 'kept_entity.')} FROM kept_entity JOIN kept_word ON entity = id "
            f"WHERE word IN ({marks}) GROUP BY id HAVING count(*) >= ? ORDER BY reports DESC, shown, id"
        )
        return [from_row(KeptEntity, row) for row in self.rows(sql, *wanted, len(wanted) if every else 1)]

    def kept_entity(self, key: str) -> KeptEntity | None:
        """The resolved entity of that id; `None` when there is none."""
        sql = f"SELECT {selected(KeptEntity)} FROM kept_entity WHERE id = ?"
        return next((from_row(KeptEntity, row) for row in self.rows(sql, key)), None)

    def kept_members(self, clusters: Iterable[str]) -> list[str]:
        """Entities of single reports that resolved ones are made of."""
        wanted = list(clusters)
        marks = ", ".join("?" * len(wanted))
        sql = f"SELECT entity FROM kept_member WHERE cluster IN ({marks}) ORDER BY entity"
        return [str(row[0]) for row in self.rows(sql, *wanted)]

    def search(self, words: str, most: int) -> Iterator[tuple[Report, str]]:
        """Reports that have all those words, case and accents aside, the best first, each with a stretch of its text
        in which the words stand in brackets. Words in quotation marks stay together. `most` 0 gives all."""
        asked = full_text_query(words)
        if not asked:
            return
        sql = (
            f"SELECT {selected(Report, 'report.')}, snippet(report_words, 1, '[', ']', ' … ', 24) FROM report_words "
            "JOIN report ON report.rowid = report_words.rowid WHERE report_words MATCH ? "
            "ORDER BY rank, report.id LIMIT ?"
        )
        for row in self.rows(sql, asked, most or -1):
            yield from_row(Report, row[:-1]), str(row[-1])

    def without_vectors(self, model: str) -> tuple[str, ...]:
        """Ids of reports whose sentences that model has not put into numbers, in the order they came."""
        sql = (
            "SELECT id FROM report WHERE id NOT IN (SELECT report FROM sentence_vectors WHERE model = ?) "
            "ORDER BY rowid"
        )
        return tuple(key for (key,) in self.rows(sql, model))

    def sentence_vectors(self, model: str) -> Iterator[SentenceVectors]:
        """What that model made of the sentences of each report."""
        return self._records(SentenceVectors, "WHERE model = ? ORDER BY report", model)

    def bytes_of(self, sha256: str) -> bytes:
        """The bytes of a publication as they came. Raises `NotFound`, `CaseDamaged` if spoilt."""
        for (data,) in self.rows("SELECT data FROM blob WHERE sha256 = ?", sha256):
            try:
                return zlib.decompress(data)
            except zlib.error as error:
                raise CaseDamaged(f"{self.path}: the bytes {sha256} cannot be unpacked ({error})") from error
        raise NotFound(f"{self.path}: no bytes {sha256}")

    def counts(self) -> CaseCounts:
        """How much the case holds."""
        grouped = {
            column: self._tally(
                f"SELECT statement.{column}, count(*) FROM statement {_CURRENT.format(table='statement')}"
            )
            for column in ("polarity", "certainty", "mood")
        }
        return CaseCounts(
            reports=self._number("SELECT count(*) FROM report"),
            unread=self._number("SELECT count(*) FROM report WHERE id NOT IN (SELECT report FROM reading)"),
            languages=self._tally("SELECT language, count(*) FROM report"),
            readers=self._tally(
                f"SELECT reader, count(*) FROM reading WHERE is_current = 1 AND {_NOT_BLANK}"
            ),
            blank=self._tally(
                "SELECT language, count(*) FROM report JOIN reading ON reading.report = report.id "
                f"WHERE is_current = 1 AND NOT {_NOT_BLANK}"
            ),
            entities=self._tally(f"SELECT type, count(*) FROM entity {_CURRENT.format(table='entity')}"),
            mentions=self._number(f"SELECT count(*) FROM mention {_CURRENT.format(table='mention')}"),
            statements=sum(grouped["polarity"].values()),
            bytes_kept=self._number("SELECT coalesce(sum(size), 0) FROM blob"),
            **grouped,
        )

    def rows(self, sql: str, *values: Any) -> Iterator[Sequence[Any]]:
        """Rows of a query, for this package only."""
        with translated(self.path):
            yield from self._connection.execute(sql, values)

    def _records(self, kind: type[T], rest: str, *values: Any) -> Iterator[T]:
        for row in self.rows(f"SELECT {selected(kind)} FROM {OF_RECORD[kind].name} {rest}", *values):
            yield from_row(kind, row)

    def _current(self, kind: type[T], rest: str, joined: str = "") -> Iterator[T]:
        name = OF_RECORD[kind].name
        sql = f"SELECT {selected(kind, name + '.')} FROM {name} {_CURRENT.format(table=name)} {joined} {rest}"
        for row in self.rows(sql):
            yield from_row(kind, row)

    def _by(self, kind: type[T], column: str, keys: Iterable[str]) -> Iterator[T]:
        name, wanted = OF_RECORD[kind].name, list(dict.fromkeys(keys))
        for first in range(0, len(wanted), _CHUNK):
            some = wanted[first : first + _CHUNK]
            marks = ", ".join("?" * len(some))
            sql = f"SELECT {selected(kind, name + '.')} FROM {name} {_CURRENT.format(table=name)} "
            for row in self.rows(f"{sql} WHERE {name}.{column} IN ({marks})", *some):
                yield from_row(kind, row)

    def _in_chain(self, keys: Sequence[str]) -> Iterator[Statement]:
        # An entity belongs to one report, so only the statements of its report can have it as a link.
        sql = (
            f"SELECT DISTINCT {selected(Statement, 'statement.')} FROM entity "
            "JOIN statement ON statement.report = entity.report AND instr(statement.chain, entity.id) > 0 "
            f"{_CURRENT.format(table='statement')}"
        )
        wanted = set(keys)
        for first in range(0, len(keys), _CHUNK):
            some = keys[first : first + _CHUNK]
            for row in self.rows(f"{sql} WHERE entity.id IN ({', '.join('?' * len(some))})", *some):
                statement = from_row(Statement, row)
                if not wanted.isdisjoint(statement.chain):
                    yield statement

    def _number(self, sql: str) -> int:
        return next(int(row[0]) for row in self.rows(sql))

    def _tally(self, sql: str) -> dict[str, int]:
        return {str(name): int(count) for name, count in self.rows(f"{sql} GROUP BY 1 ORDER BY 2 DESC, 1")}


def full_text_query(words: str) -> str:
    """Each word, and each phrase in quotation marks, quoted for FTS5, so that nothing in it is an operator."""
    parts = [a or b for a, b in re.findall(r'["“”]([^"“”]+)["“”]|(\S+)', words)]
    return " ".join('"' + part.replace('"', '""') + '"' for part in parts if folded_words(part))


def folded_words(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation: what names are compared by here."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return "".join(c if c.isalnum() else " " for c in bare).split()


def _has_words(text: str | None, words: str) -> bool:
    return bool(words) and text is not None and set(words.split()) <= set(folded_words(text))
