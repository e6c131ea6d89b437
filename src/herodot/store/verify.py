"""Whether a case is whole: every digest and id is computed again. One rule: it lists all that is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from herodot.model.errors import CaseDamaged, HerodotError
from herodot.model.ids import content_id, digest
from herodot.model.keys import keyed, report_id
from herodot.model.records import Reading, Report
from herodot.model.vocabulary import problems_of
from herodot.store.asking import CaseReader
from herodot.store.records import StoredReading
from herodot.store.store import Store
from herodot.store.writing import sealed


def verify(store: Store) -> Iterator[str]:
    """What is wrong with the case, one line each, in the order of the steps; nothing when it is whole.

    1. the file's pages and links between rows, 2. bytes against their digest, 3. reports against id and seal,
    4. readings against seal and ids, 5. mentions and evidence against the text, statements
    against the vocabulary.
    """
    reader = store.reader()
    try:
        yield from _file_problems(reader)
        yield from _blob_problems(reader)
        for report in reader.reports():
            yield from _report_problems(report, reader)
        for stored in reader.readings():
            yield from _reading_problems(stored, reader)
    except (CaseDamaged, ValueError, KeyError, TypeError) as error:
        # A row that no longer has its shape cannot be read any further.
        yield f"the case cannot be read to its end: {error}"


def _file_problems(reader: CaseReader) -> Iterator[str]:
    for (line,) in reader.rows("PRAGMA integrity_check"):
        if line != "ok":
            yield f"file: {line}"
    for table, row, parent, _ in reader.rows("PRAGMA foreign_key_check"):
        yield f"{table} row {row}: points to a {parent} that is not there"


def _blob_problems(reader: CaseReader) -> Iterator[str]:
    for sha256, size in list(reader.rows("SELECT sha256, size FROM blob")):
        try:
            data = reader.bytes_of(sha256)
        except HerodotError as error:
            yield f"bytes {sha256}: {error}"
            continue
        if digest(data) != sha256 or len(data) != size:
            yield f"bytes {sha256}: are not the bytes that were stored"


def _report_problems(report: Report, reader: CaseReader) -> Iterator[str]:
    if report.id != report_id(report.sha256, report.url):
        yield f"report {report.id} ({report.name}): the id does not fit its bytes and address"
    (seal,) = next(reader.rows("SELECT seal FROM report WHERE id = ?", report.id))
    if seal != sealed(report):
        yield f"report {report.id} ({report.name}): was changed after it was stored"


def _reading_problems(stored: StoredReading, reader: CaseReader) -> Iterator[str]:
    reading = reader.whole(stored)
    if stored.id != content_id(stored.report, stored.reader):
        yield f"reading {stored.id}: the id does not fit its report and reader"
    if stored.seal != sealed(reading):
        yield f"reading {stored.id} of report {stored.report}: was changed after it was stored"
    try:
        again = keyed(reading)
    except HerodotError as error:
        yield f"reading {stored.id}: {error}"
    else:
        for kind in ("entities", "mentions", "statements"):
            there, fitting = ({each.id for each in getattr(r, kind)} for r in (reading, again))
            yield from (f"{kind} {key}: the id does not fit what it says" for key in sorted(there - fitting))
    yield from _text_problems(reading, reader.report(stored.report).text)


def _text_problems(reading: Reading, text: str) -> Iterator[str]:
    for mention in reading.mentions:
        if text[mention.start : mention.end] != mention.text:
            yield f"mention {mention.id}: the report does not have {mention.text!r} there"
    types = {entity.id: entity.type for entity in reading.entities}
    for statement in reading.statements:
        for problem in problems_of(statement, types, text):
            yield f"statement {statement.id}: {problem}"


__all__ = ["verify"]
