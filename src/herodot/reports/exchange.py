"""Files of the exchange format: reports, each with what somebody has read from it.

One rule: a bad row costs that row, never the good ones beside it; offsets are kept, so a text stays as it came.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from herodot.model.errors import BadInput
from herodot.model.ids import digest
from herodot.model.keys import report_id
from herodot.model.plain import from_plain
from herodot.model.records import (
    Entity,
    Evidence,
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
from herodot.reports.exchange_reviews import made_by_review, own_parts, pointed_in

T = TypeVar("T")
Row = dict[str, Any]

TEXT_VERSION = "as imported"
LANGUAGE = "en"
DERIVED = frozenset({"answer", "copy"})
"""Kinds of rows that Herodot works out by itself from the others."""
DECISIONS = frozenset({"judgment", "undoing", "review", "review undoing", "saved search"})
"""Kinds of rows beside the exchange format: what people decided, and what they took back."""
MentionKind = Literal["name", "description", "pronoun", "trigger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One report of an exchange file with its reading, ids as the file gives them but for the report's."""

    report: Report
    data: bytes
    reading: Reading
    given: str
    """The report's id in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What people decided, as the file has it, on the reports' own ids."""

    judgments: tuple[Judgment, ...]
    undoings: tuple[Undoing, ...]
    reviews: tuple[Review, ...] = ()
    review_undoings: tuple[ReviewUndoing, ...] = ()
    searches: tuple[SavedSearch, ...] = ()


@dataclass(slots=True)
class _Rows:
    """The rows of a file, those of one report together."""

    reports: dict[str, Row] = field(default_factory=dict)
    entities: dict[str, Row] = field(default_factory=dict)
    statements: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    mentions: dict[str, list[tuple[str, Row]]] = field(default_factory=lambda: defaultdict(list))
    decisions: list[Row] = field(default_factory=list)


def read_exchange(path: Path, captured: str) -> Iterator[Import | Decisions | BadInput]:
    """The reports of a file in its order, each with its reading, then decisions; what cannot be taken is told first.

    An entity that several reports mention becomes one entity a report: who is who is worked out anew.
    `captured`: when, ISO 8601. Keeps the whole file in memory.
    """
    rows = _Rows()
    yield from _collected(path, rows)
    new_ids: dict[str, str] = {}
    for given, row in rows.reports.items():
        try:
            report = _report(row, path, captured)
        except (KeyError, TypeError, ValueError) as error:
            yield BadInput(f"{path}: report {given}: {_why(error)}; left out with all that is said in it")
            continue
        problems: list[str] = []
        reading = _reading(given, report, rows, problems)
        yield from (BadInput(f"{path}: report {given}: {problem}") for problem in problems)
        new_ids[given] = report.id
        yield Import(report=report, data=report.text.encode("utf-8"), reading=reading, given=given)
    yield from _decisions(rows.decisions, new_ids, path)


def _decisions(rows: Iterable[Row], new_ids: Mapping[str, str], path: Path) -> Iterator[Decisions | BadInput]:
    found: dict[str, list[Any]] = {kind: [] for kind in DECISIONS}
    for row in rows:
        try:
            found[row["kind"]].append(_decision(row, new_ids))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield BadInput(f"{path}: {row['kind']} {_name(row)}: {_why(error)}; left out")
    judged, reviewed = ({d.id for d in found[kind]} for kind in ("judgment", "review"))
    saved = {s.id for s in found["saved search"] if s.act == "save" and s.search == s.id}
    if judged or reviewed or saved:
        yield Decisions(
            judgments=tuple(found["judgment"]),
            undoings=tuple(u for u in found["undoing"] if u.judgment in judged),
            reviews=tuple(found["review"]),
            review_undoings=tuple(u for u in found["review undoing"] if u.review in reviewed),
            searches=tuple(s for s in found["saved search"] if s.search in saved),
        )


def _decision(
    row: Row, new_ids: Mapping[str, str]
) -> Judgment | Undoing | Review | ReviewUndoing | SavedSearch:
    if row["kind"] == "saved search":
        return from_plain(SavedSearch, row)
    if row["kind"] == "undoing":
        return from_plain(Undoing, row)
    if row["kind"] == "review undoing":
        return from_plain(ReviewUndoing, row)
    if row["kind"] == "review":
        return from_plain(Review, {**row, "report": new_ids[row["report"]], "kind": row["decided"]})
    marks = {side: {**row[side], "report": new_ids[row[side]["report"]]} for side in ("one", "other")}
    return from_plain(Judgment, {**row, **marks, "kind": row["decided"]})


def _collected(path: Path, rows: _Rows) -> Iterator[BadInput]:
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if problem := _take(line, rows):
                    yield BadInput(f"{path} line {number}: {problem}; left out")
    except OSError as error:
        yield BadInput(f"{path}: cannot be read ({error.strerror}); check that it is there and may be read")
        return
    _leave_out_reviewed(rows)
    for report in sorted(set(rows.statements) - set(rows.reports)):
        yield BadInput(
            f"{path}: {len(rows.statements[report])} statements of {report}, a report that is not in it"
        )


def _leave_out_reviewed(rows: _Rows) -> None:
    """What people corrected and added follows from their reviews: only what the reader has stays."""
    pointed, ids = pointed_in(rows.decisions), {str(d.get("id")) for d in rows.decisions}
    if not pointed:
        return
    for report, found in rows.statements.items():
        rows.statements[report] = [s for s in found if not made_by_review(s, ids)]
    rows.entities = {key: own for key, row in rows.entities.items() if (own := own_parts(row, pointed))}
    for report, said in rows.mentions.items():
        rows.mentions[report] = [
            (key, m) for key, m in said if str(m.get("id")).partition(":")[0] not in pointed
        ]


def _take(line: bytes, rows: _Rows) -> str | None:
    """Puts a line where it belongs; otherwise why not."""
    if not line.strip(b" \t\r\n\xef\xbb\xbf"):
        return None
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return "no JSON object"
    kind = row.get("kind") if isinstance(row, dict) else None
    # The reader's own statement that a person rejected or corrected: the review's row says so again.
    kind = "statement" if kind == "original" else kind
    if kind in DERIVED:
        return None
    if kind in DECISIONS:
        rows.decisions.append(row)
        return None
    key = row.get("report" if kind == "statement" else "id") if kind else None
    if kind not in ("report", "entity", "statement"):
        return f"a row of the kind {kind!r}, which the exchange format does not have"
    if not isinstance(key, str):
        return f"a {kind} without {'report' if kind == 'statement' else 'id'}"
    if kind == "statement":
        rows.statements[key].append(row)
    elif key in (known := rows.reports if kind == "report" else rows.entities):
        return f"a second {kind} {key}"
    else:
        known[key] = row
        for mention in row.get("mentions") or () if kind == "entity" else ():
            if isinstance(mention, dict):
                rows.mentions[str(mention.get("report"))].append((key, mention))
    return None


def _report(row: Row, path: Path, captured: str) -> Report:
    text = row["text"]
    if not isinstance(text, str) or not text.strip():
        raise ValueError("it has no text")
    sha256, url = digest(text.encode("utf-8")), row.get("url") or None
    outlet = str(row.get("outlet") or path.name)
    return Report(
        id=report_id(sha256, url),
        sha256=sha256,
        media_type="text/plain",
        name=str(row.get("name") or row["id"]),
        outlet=outlet,
        title=str(row.get("title") or text[:80]),
        byline=row.get("byline") or None,
        published=row.get("published") or None,
        url=url,
        language=str(row.get("language") or LANGUAGE),
        text_version=TEXT_VERSION,
        captured=captured,
        text=text,
    )


def _reading(given: str, report: Report, rows: _Rows, problems: list[str]) -> Reading:
    statements = list(_built(_statement, rows.statements[given], report, problems))
    used = {e for s in statements for e in _entities_of(s)} | {key for key, _ in rows.mentions[given]}
    entities = list(
        _built(
            _entity,
            [_own(rows.entities[key], given, report) for key in rows.entities if key in used],
            report,
            problems,
        )
    )
    known = {e.id for e in entities}
    readers = Counter(s.reader for s in statements)
    reader = readers.most_common(1)[0][0] if readers else "import"
    kinds = {e.id: e for e in entities}
    mentions = list(
        _built(
            _mention, [(key, m, kinds) for key, m in rows.mentions[given] if key in known], report, problems
        )
    )
    kept = [s for s in statements if _entities_of(s) <= known]
    if len(kept) < len(statements):
        problems.append(
            f"{len(statements) - len(kept)} statements name an entity that is not in the file; left out"
        )
    return Reading(
        report=report.id,
        reader=reader,
        entities=tuple(entities),
        mentions=tuple(mentions),
        statements=tuple(_with_reader(s, reader) for s in kept),
    )


def _built(make: Any, rows: Iterable[Any], report: Report, problems: list[str]) -> Iterator[Any]:
    for row in rows:
        try:
            yield make(row, report)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            problems.append(f"{make.__name__.strip('_')} {_name(row)}: {_why(error)}; left out")


def _entity(row: Row, report: Report) -> Entity:
    part = _part(row, report)
    return from_plain(
        Entity,
        {
            **part,
            "id": row["id"],
            "report": report.id,
            "names": [str(name) for name in part.get("names") or ()],
            "description": str(part.get("description") or ""),
        },
    )


def _own(row: Row, given: str, report: Report) -> Row:
    """The row with its parts on the report's own id."""
    parts = [{**p, "report": report.id} for p in row.get("parts") or () if p.get("report") == given]
    return {**row, "parts": parts} if parts else row


def _part(row: Row, report: Report) -> Row:
    """What one report has of an entity: a file of our own says so; of others, the names that stand in the report."""
    for part in row.get("parts") or ():
        if part.get("report") == report.id:
            return dict(part)
    reports = {m.get("report") for m in row.get("mentions") or ()}
    if len(reports) < 2:
        return row
    names = [name for name in row.get("names") or () if name in report.text]
    return {**row, "names": names or row.get("names"), "location": None}


def _mention(row: tuple[str, Row, Mapping[str, Entity]], report: Report) -> Mention:
    entity, mention, entities = row
    start, end = int(mention["start"]), int(mention["end"])
    text = report.text[start:end]
    if not text or text != mention["text"]:
        raise ValueError(f"the report does not have {mention['text']!r} at {start}")
    return Mention(
        id=f"{entity}:{start}:{end}",
        report=report.id,
        entity=entity,
        start=start,
        end=end,
        text=text,
        kind=_mention_kind(mention.get("kind"), text, entities[entity]),
    )


def _mention_kind(given: Any, text: str, entity: Entity) -> MentionKind:
    for kind in get_args(MentionKind):
        if given == kind:
            return kind  # type: ignore[no-any-return]
    if entity.type == "Event":
        return "trigger"
    return "name" if text in entity.names else "description"


def _statement(row: Row, report: Report) -> Statement:
    evidence = tuple(from_plain(Evidence, piece) for piece in row["evidence"])
    return from_plain(
        Statement,
        {
            **row,
            "id": str(row.get("id", "")),
            "report": report.id,
            "qualifiers": row.get("qualifiers") or {},
            "evidence": [{"start": e.start, "end": e.end, "text": e.text} for e in evidence],
            "confidence": float(row.get("confidence", 1.0)),
            "reader": str(row.get("reader") or "import"),
            "rule": str(row.get("rule") or "import"),
        },
    )


def _entities_of(statement: Statement) -> set[str]:
    found = {statement.subject, *statement.chain}
    if statement.value_type == "entity":
        found.add(str(statement.value))
    if "area" in statement.qualifiers:
        found.add(str(statement.qualifiers["area"]))
    return found


def _with_reader(statement: Statement, reader: str) -> Statement:
    return statement if statement.reader == reader else replace(statement, reader=reader)


def _name(row: Any) -> str:
    return str(row[0] if isinstance(row, tuple) else row.get("id", row.get("subject", "")))


def _why(error: Exception) -> str:
    return f"no field {error}" if isinstance(error, KeyError) else str(error)
