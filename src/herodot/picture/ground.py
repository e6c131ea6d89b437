"""What a picture grows from: the case's facts and the rows that are kept of its picture, read as they are asked for.

One rule: nothing is changed here, and nothing is read twice.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from herodot.identity.profile import Profile
from herodot.identity.resolve import Doubt, Matched
from herodot.model.plain import builder, from_plain
from herodot.model.records import Entity, Mention, Report, Statement
from herodot.model.vocabulary import load_vocabulary
from herodot.picture.answers import Answer
from herodot.picture.copies import NOTHING, Compared, Copy
from herodot.picture.cutting import Shelf
from herodot.picture.frozen import DECIDED, MATCHED, Stale, thawed
from herodot.picture.kept import Asked, part_of, text_of, unpacked_json
from herodot.picture.links import Link
from herodot.picture.picture import Read
from herodot.picture.resolved import Resolved
from herodot.store import CaseReader
from herodot.store.keeping import (
    kept_by,
    kept_rows,
    mentions_in_words,
    of_reports,
    reports_of,
    statements_on,
)
from herodot.store.records import (
    KeptAnswers,
    KeptBlob,
    KeptCopy,
    KeptDoubt,
    KeptEntity,
    KeptLink,
    KeptPair,
    KeptPart,
    KeptResolved,
    KeptSide,
    KeptText,
)

V = TypeVar("V")


class Facts(Protocol):
    """What counts in a case."""

    @property
    def reader(self) -> CaseReader:
        """The case."""

    @property
    def shelf(self) -> Shelf:
        """Its reports."""

    @property
    def reviewed(self) -> Collection[str]:
        """Reports of whose statements somebody decided."""

    @property
    def min_confidence(self) -> float:
        """How sure the reader must be of what nobody decided on."""

    def read(self, reports: Collection[str], /) -> Read:
        """What of those reports counts."""


class Lazy(dict[str, V]):
    """Values that are looked up when they are first asked for."""

    def __init__(self, find: Callable[[str], V], known: Mapping[str, V] | None = None) -> None:
        """`find` gives the value of a key, or raises `KeyError`."""
        super().__init__(known or {})
        self._find = find

    def __missing__(self, key: str) -> V:
        self[key] = self._find(key)
        return self[key]

    def get(self, key: str, default: V | None = None) -> V | None:  # type: ignore[override]
        """The value of a key; the default where there is none."""
        try:
            return self[key]
        except KeyError:
            return default


class Was:
    """The kept picture."""

    def __init__(self, reader: CaseReader) -> None:
        """Asks the case."""
        self.reader = reader

    def digests(self) -> dict[str, str]:
        """Of what each report gave."""
        return {str(k): str(d) for k, d in self.reader.rows("SELECT report, digest FROM kept_part")}

    def matched(self) -> Matched:
        """What matching came to. Raises `Stale`."""
        doubts = [
            (row.step, from_plain(Doubt, json.loads(row.page))) for row in kept_rows(self.reader, KeptDoubt)
        ]
        return thawed(self._blob(MATCHED), sorted(doubts, key=lambda d: (-d[1].score, d[1].one, d[1].other)))

    def decided(self) -> str:
        """The decisions that answers followed, as JSON. Raises `Stale`."""
        return self._blob(DECIDED).decode()

    def _blob(self, name: str) -> bytes:
        for row in kept_by(self.reader, KeptBlob, "name", [name]):
            return row.data
        raise Stale(f"nothing is kept as {name}")

    def copies(self) -> tuple[Copy, ...]:
        """Who copied whom."""
        rows = sorted(kept_rows(self.reader, KeptCopy), key=lambda r: r.report)
        return tuple(from_plain(Copy, json.loads(row.page)) for row in rows)

    def compared(self) -> Compared:
        """What comparing texts came to."""
        pairs = {
            (row.one, row.other): from_plain(Copy, json.loads(row.page)) if row.page else None
            for row in kept_rows(self.reader, KeptPair)
        }
        texts = {row.report: text_of(row) for row in kept_rows(self.reader, KeptText)}
        return Compared(
            texts={k: texts[k] for k in sorted(texts)}, pairs={k: pairs[k] for k in sorted(pairs)}, copies=self.copies()
        ) if texts else NOTHING  # fmt: skip

    def parts(self, reports: Iterable[str]) -> dict[str, tuple[list[Any], Asked]]:
        """What single reports gave: profiles as JSON has them, and questions."""
        return {row.report: part_of(row.page) for row in kept_by(self.reader, KeptPart, "report", reports)}

    def links(self) -> list[Link]:
        """The links of all reports, in their order."""
        rows = kept_rows(self.reader, KeptLink)
        found = [Link(report=r.report, kind=r.kind, one=r.one, other=r.other, place=r.place) for r in rows]
        return sorted(found, key=lambda link: (link.report, link.place))

    def entity(self, key: str) -> Resolved:
        """A resolved entity. Raises `KeyError`."""
        for row in kept_by(self.reader, KeptResolved, "id", [key]):
            return from_plain(Resolved, json.loads(row.page))
        raise KeyError(key)

    def shown(self, key: str) -> str:
        """What a resolved entity is called. Raises `KeyError`."""
        for row in kept_by(self.reader, KeptEntity, "id", [key]):
            return row.shown
        raise KeyError(key)

    def answers(self, question: str) -> tuple[Answer, ...]:
        """The answers to a question, in order; none where it is not kept."""
        build = builder(tuple[Answer, ...])
        assert build is not None
        for row in kept_by(self.reader, KeptAnswers, "question", [question]):
            found: tuple[Answer, ...] = build(unpacked_json(row.page))
            return found
        return ()

    def questions_naming(self, entities: Iterable[str]) -> set[str]:
        """Ids of questions in which those resolved entities appear."""
        return {row.question for row in kept_by(self.reader, KeptSide, "entity", entities)}


class LazyProfiles:
    """Profiles of single reports, from the kept picture where they are not new."""

    def __init__(self, was: Was, new: Mapping[str, Profile], report_of: Callable[[str], str]) -> None:
        """`report_of` gives the report of an id."""
        self._was, self._report_of = was, report_of
        self._held = dict(new)
        self._rows: dict[str, Any] = {}
        """Of reports that were read the profiles that nobody has asked for yet, as JSON has them."""
        self._read: set[str] = set()

    def __getitem__(self, key: str) -> Profile:
        if key not in self._held:
            self.fetch([key])
            if key not in self._rows:
                raise Stale(f"nothing is kept of {key}")
            self._held[key] = from_plain(Profile, self._rows.pop(key))
        return self._held[key]

    def fetch(self, keys: Iterable[str]) -> None:
        """Reads those that are not here yet."""
        missing = (key for key in keys if key not in self._held and key not in self._rows)
        reports = {self._report_of(key) for key in missing} - self._read
        self._read |= reports
        for rows, _ in self._was.parts(sorted(reports)).values():
            self._rows |= {str(row["id"]): row for row in rows}


class Parts:
    """What reports have of resolved entities and questions, those that were reviewed as they count."""

    def __init__(self, facts: Facts) -> None:
        """Nothing is read yet."""
        self._facts = facts
        self._read: dict[str, Read] = {}
        self.report_of: Callable[[str], str] = str
        """Gives the report of an entity's id; to be set once entities are numbered."""
        self.reports: Lazy[Report] = Lazy(facts.shelf.report)

    def read(self, reports: Collection[str]) -> dict[str, Read]:
        """What of each of those reports counts."""
        missing = [key for key in reports if key not in self._read]
        if missing:
            self._read |= _by_report(missing, self._facts.read(missing))
        return {key: self._read[key] for key in reports}

    def statements(self, reports: Collection[str]) -> list[Statement]:
        """All statements of some reports."""
        told = {key for key in reports if key in self._facts.reviewed or key in self._read}
        found = [s for read in self.read(sorted(told)).values() for s in read.statements]
        return found + self._sure(of_reports(self._facts.reader, Statement, set(reports) - told))

    def mentions(self, reports: Collection[str]) -> list[Mention]:
        """All mentions of some reports."""
        told = {key for key in reports if key in self._facts.reviewed or key in self._read}
        found = [m for read in self.read(sorted(told)).values() for m in read.mentions]
        return found + of_reports(self._facts.reader, Mention, set(reports) - told)

    def _sure(self, statements: Iterable[Statement]) -> list[Statement]:
        return [s for s in statements if s.confidence >= self._facts.min_confidence]

    def _reviewed(self, entities: Iterable[str]) -> list[Read]:
        told = {report for key in entities if (report := self.report_of(key)) in self._facts.reviewed}
        return list(self.read(sorted(told)).values())

    def entities(self, keys: Collection[str]) -> tuple[list[Entity], list[Mention]]:
        """Those entities of reports, and their mentions that are a description or the word for an event."""
        plain = [key for key in keys if self.report_of(key) not in self._facts.reviewed]
        entities = list(self._facts.reader.entities_by_id(plain).values())
        mentions, wanted = list(mentions_in_words(self._facts.reader, plain)), set(keys)
        for read in self._reviewed(keys):
            entities += [e for e in read.entities if e.id in wanted]
            mentions += [m for m in read.mentions if m.entity in wanted]
        return entities, mentions

    def on(self, property_: str, entities: Collection[str]) -> list[Statement]:
        """Statements with that property whose question is about any of those entities of reports."""
        rule, wanted = load_vocabulary().properties[property_], set(entities)
        columns = (
            ("subject", "value")
            if rule.symmetric
            else ("value",)
            if rule.asked_of == "value"
            else ("subject",)
        )
        reader, reviewed = self._facts.reader, self._facts.reviewed
        told = [s for c in columns for s in self._sure(statements_on(reader, property_, c, wanted))]
        found = {s.id: s for s in told if s.report not in reviewed}
        for read in self._reviewed(entities):
            found |= {s.id: s for s in read.statements
                      if s.property == property_ and wanted & {str(getattr(s, c)) for c in columns}}  # fmt: skip
        return list(found.values())

    def fetch_reports(self, keys: Iterable[str]) -> None:
        """Reads those reports at once."""
        for report in reports_of(self._facts.reader, set(keys) - self.reports.keys()):
            self.reports[report.id] = report


def _by_report(reports: Iterable[str], read: Read) -> dict[str, Read]:
    entities, mentions, statements = defaultdict(list), defaultdict(list), defaultdict(list)
    for e in read.entities:
        entities[e.report].append(e)
    for m in read.mentions:
        mentions[m.report].append(m)
    for s in read.statements:
        statements[s.report].append(s)
    return {
        key: Read(entities=entities[key], mentions=mentions[key], statements=statements[key])
        for key in reports
    }
