"""Puts reports and readings into a case. One rule: what a `Writer` adds is never edited."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import fields

from herodot.model.errors import CaseDamaged
from herodot.model.ids import content_id, digest
from herodot.model.keys import report_id
from herodot.model.plain import to_json
from herodot.model.records import (
    Judgment,
    Reading,
    Report,
    Review,
    ReviewUndoing,
    SavedSearch,
    Undoing,
)
from herodot.store.records import (
    Added,
    Blob,
    Dropped,
    Kept,
    KeptAnswers,
    KeptBlob,
    KeptCopy,
    KeptCount,
    KeptEntity,
    KeptLink,
    KeptMember,
    KeptPart,
    KeptQuestion,
    KeptResolved,
    KeptSide,
    KeptState,
    KeptText,
    KeptWord,
    SentenceVectors,
    StandingChange,
    StoredReading,
    Visit,
)
from herodot.store.tables import KEPT, OF_RECORD, insert_statement, to_row


class Writer:
    """One transaction; made by `Store.writer`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Takes a connection with an open transaction."""
        self._connection = connection

    def add_report(self, report: Report, data: bytes) -> Added:
        """Stores a report with its bytes, unless these bytes are there, and says what became of it.

        The same bytes are another report only when both addresses are known and differ.
        Raises `CaseDamaged` when bytes, digest and id do not belong together.
        """
        if digest(data) != report.sha256 or report_id(report.sha256, report.url) != report.id:
            raise CaseDamaged(f"{report.name}: its id, digest and bytes do not belong together; not stored")
        there = self._connection.execute(
            "SELECT id, url FROM report WHERE sha256 = ? ORDER BY url IS NULL, captured, id", (report.sha256,)
        ).fetchall()
        addresses = {url for _, url in there}
        same = next((key for key, url in there if url == report.url), None)
        if same is not None or (there and report.url is None):
            return Added(report=same or there[0][0], how="there already")
        if addresses == {None}:
            return Added(report=there[0][0], how="there without address")
        if not there:
            blob = Blob(sha256=report.sha256, size=len(data), data=zlib.compress(data, 6))
            self._put(blob)
        self._put(report, sealed(report))
        return Added(report=report.id, how="added")

    def put_reading(self, reading: Reading, read_at: str) -> None:
        """Stores a reading as the report's current one; an earlier one by the same reader is replaced."""
        key = content_id(reading.report, reading.reader)
        self._connection.execute("DELETE FROM reading WHERE id = ?", (key,))
        self._connection.execute("UPDATE reading SET is_current = 0 WHERE report = ?", (reading.report,))
        self._put(
            StoredReading(
                id=key,
                report=reading.report,
                reader=reading.reader,
                read_at=read_at,
                is_current=1,
                rejected=reading.rejected,
                seal=sealed(reading),
            )
        )
        for records in (reading.entities, reading.mentions, reading.statements):
            self._put_all(records, key)

    def put_judgment(self, judgment: Judgment) -> None:
        """Appends a judgment; one that is there already (an import) is left as it is."""
        self._put_new(judgment)

    def put_decisions(self, judgments: Iterable[Judgment], undoings: Iterable[Undoing]) -> None:
        """Appends what another case decided."""
        for judgment in judgments:
            self._put_new(judgment)
        for undoing in undoings:
            self._put_new(undoing)

    def put_undoing(self, undoing: Undoing) -> None:
        """Appends an undoing, or its redoing."""
        self._put_new(undoing)

    def put_reviews(self, reviews: Iterable[Review], undoings: Iterable[ReviewUndoing] = ()) -> None:
        """Appends what was decided of statements, and what of it was undone; what is there stays as it is."""
        for review in reviews:
            self._put_new(review)
        for undoing in undoings:
            self._put_new(undoing)

    def put_vectors(self, vectors: SentenceVectors) -> None:
        """Stores what a report's sentences mean, in the place of what another model made of them."""
        self._connection.execute("DELETE FROM sentence_vectors WHERE report = ?", (vectors.report,))
        self._put(vectors)

    def put_searches(self, searches: Iterable[SavedSearch]) -> None:
        """Appends what was done with searches that are kept; what is there stays as it is."""
        for search in searches:
            self._put_new(search)

    def put_visit(self, visit: Visit) -> None:
        """Appends up to when somebody has seen what was new."""
        self._put(visit)

    def keep_picture(self, picture: Kept, made_from: str, changes: Iterable[StandingChange] = ()) -> None:
        """Puts the rows of a picture in the place of those before; appends what changed by that."""
        for record in KEPT:
            self._connection.execute(f"DELETE FROM {OF_RECORD[record].name}")
        self._keep(picture, made_from, changes)

    def change_picture(
        self,
        was: str,
        dropped: Dropped,
        picture: Kept,
        made_from: str,
        changes: Iterable[StandingChange] = (),
    ) -> bool:
        """Puts rows into the kept picture after taking others away; `was`: what it must have been made from.

        Gives whether it did: where another program was sooner nothing changes."""
        if self._connection.execute("SELECT made_from FROM kept_state").fetchall() != [(was,)]:
            return False
        for record, column, keys in (
            (KeptQuestion, "id", dropped.questions), (KeptAnswers, "question", dropped.questions),
            (KeptSide, "question", dropped.questions), (KeptEntity, "id", dropped.entities),
            (KeptResolved, "id", dropped.entities), (KeptWord, "entity", dropped.entities),
            (KeptMember, "entity", dropped.members), (KeptCopy, "report", dropped.copies),
            (KeptText, "report", dropped.texts), (KeptPart, "report", dropped.parts),
            (KeptLink, "report", dropped.parts), (KeptBlob, "name", [blob.name for blob in picture.blobs]),
            (KeptCount, "name", [count.name for count in picture.counts]),
        ):  # fmt: skip
            sql = f"DELETE FROM {OF_RECORD[record].name} WHERE {column} = ?"
            self._connection.executemany(sql, ((key,) for key in keys))
        for name, pairs in (("kept_pair", dropped.pairs), ("kept_perhaps", dropped.perhaps)):
            self._connection.executemany(f"DELETE FROM {name} WHERE one = ? AND other = ?", pairs)
        self._connection.execute("DELETE FROM kept_doubt")
        self._connection.execute("DELETE FROM kept_state")
        self._keep(picture, made_from, changes)
        return True

    def _keep(self, picture: Kept, made_from: str, changes: Iterable[StandingChange]) -> None:
        for rows in (*(getattr(picture, f.name) for f in fields(Kept)), list(changes)):
            if rows:
                self._connection.executemany(insert_statement(OF_RECORD[type(rows[0])]), map(to_row, rows))
        self._put(KeptState(made_from=made_from))

    def put(self, record: object) -> None:
        """Appends a row of the store's own, for this package only."""
        self._put(record)

    def change(self, sql: str, *values: object) -> int:
        """Changes rows that keep no facts (members, sessions), for this package only; gives how many."""
        return self._connection.execute(sql, values).rowcount

    def _put_new(self, record: Judgment | Undoing | Review | ReviewUndoing | SavedSearch) -> None:
        table = OF_RECORD[type(record)]
        if not self._connection.execute(f"SELECT 1 FROM {table.name} WHERE id = ?", (record.id,)).fetchone():
            self._put(record)

    def _put(self, record: object, *extra: object) -> None:
        self._connection.execute(insert_statement(OF_RECORD[type(record)]), (*to_row(record), *extra))

    def _put_all(self, records: Iterable[object], reading: str) -> None:
        rows = [(*to_row(record), reading, position) for position, record in enumerate(records)]
        if rows:
            kind = next(type(record) for record in records)
            self._connection.executemany(insert_statement(OF_RECORD[kind]), rows)


def sealed(record: Report | Reading) -> str:
    """The digest over every field of a record: what `verify` compares."""
    return digest(to_json(record).encode("utf-8", "surrogatepass"))
