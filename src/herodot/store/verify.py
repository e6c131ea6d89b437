"""Whether a case is whole: every digest and id is computed again. One rule: it lists all that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from herodot.model.errors import HerodotError
from herodot.model.ids import content_id, digest
from herodot.model.keys import keyed, report_id
from herodot.model.records import Reading
from herodot.model.vocabulary import problems_of
from herodot.store.asking import CaseReader
from herodot.store.store import Store
from herodot.store.team import member_changes, members, sessions
from herodot.store.writing import sealed


def verify(store: Store) -> Iterator[str]:
    """What is wrong with the case, one line each, in the order of the steps; nothing when it is whole.

    1. the file's pages and links between rows, 2. bytes against their digest, 3. reports against id and seal,
    4. readings against seal and ids, 5. mentions and evidence against the text, statements
    against the vocabulary, 6. what people corrected or added against the text, 7. members and sessions against what
    was done with members.
    """
    reader = store.reader()
    yield from _told("file", _file_problems(reader))
    yield from _told("bytes", _blob_problems(reader))
    yield from _told("reports", _each("report", _report_problems, reader))
    yield from _told("readings", _each("reading", _reading_problems, reader))
    yield from _told("reviews", _review_problems(reader))
    yield from _told("members", _member_problems(reader))


def _told(what: str, problems: Iterator[str]) -> Iterator[str]:
    """The problems; a row that has lost its shape is one, not the end of all checks."""
    try:
        yield from problems
    except (HerodotError, ValueError, KeyError, TypeError) as error:
        yield f"{what}: cannot be read: {error}"


def _each(table: str, check: Callable[[str, CaseReader], Iterator[str]], reader: CaseReader) -> Iterator[str]:
    for (key,) in list(reader.rows(f"SELECT id FROM {table} ORDER BY id")):
        yield from _told(f"{table} {key}", check(key, reader))


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


def _report_problems(key: str, reader: CaseReader) -> Iterator[str]:
    report = reader.report(key)
    if report.id != report_id(report.sha256, report.url):
        yield f"report {report.id} ({report.name}): the id does not fit its bytes and address"
    (seal,) = next(reader.rows("SELECT seal FROM report WHERE id = ?", report.id))
    if seal != sealed(report):
        yield f"report {report.id} ({report.name}): was changed after it was stored"


def _reading_problems(key: str, reader: CaseReader) -> Iterator[str]:
    stored = reader.stored_reading(key)
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
            there, fitting = ({record.id for record in getattr(r, kind)} for r in (reading, again))
            yield from (
                f"{kind} {each}: the id does not fit what it says" for each in sorted(there - fitting)
            )
    yield from _text_problems(reading, reader.report(stored.report).text)


def _text_problems(reading: Reading, text: str) -> Iterator[str]:
    for mention in reading.mentions:
        if text[mention.start : mention.end] != mention.text:
            yield f"mention {mention.id}: the report does not have {mention.text!r} there"
    types = {entity.id: entity.type for entity in reading.entities}
    for statement in reading.statements:
        for problem in problems_of(statement, types, text):
            yield f"statement {statement.id}: {problem}"


def _review_problems(reader: CaseReader) -> Iterator[str]:
    for review in reader.reviews():
        text = reader.report(review.report).text
        for piece in review.now.evidence if review.now else ():
            if not piece.text or text[piece.start : piece.end] != piece.text:
                yield f"review {review.id}: evidence {piece.start} to {piece.end} is not what the report has there"


def _member_problems(reader: CaseReader) -> Iterator[str]:
    last = {change.member: change for change in member_changes(reader)}
    there = {member.name: member for member in members(reader)}
    for name, member in there.items():
        change = last.get(name)
        if change is None or change.what == "removed":
            yield f"member {name}: is there, though nobody added them"
        elif change.role != member.role:
            yield f"member {name}: is {member.role}, though they were last made {change.role}"
        if not member.password.startswith("$argon2"):
            yield f"member {name}: what is kept of the password is no argon2 hash"
    for name, change in last.items():
        if change.what != "removed" and name not in there:
            yield f"member {name}: is not there, though nobody removed them"
    for session in sessions(reader):
        if len(session.token) != 64:
            yield f"session of {session.member}: what is kept of its token is no digest"
