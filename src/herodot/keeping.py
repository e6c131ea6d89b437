"""The picture that is kept in the case: made once, then brought up to date by what changed.

One rule: part of `workspace`; what is kept may be thrown away, and where it cannot be gone on from it is made anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from herodot.identity.judgments import Decided, decided, in_force
from herodot.model.records import Report
from herodot.picture.frozen import Stale
from herodot.picture.growing import grow
from herodot.picture.kept import VERSION, kept
from herodot.picture.loaded import Loaded, load
from herodot.picture.picture import Picture, Read, Whole, make_whole
from herodot.picture.resolved import resolved_statement
from herodot.reviewing import held, set_aside
from herodot.store.keeping import digests, reports_of
from herodot.text.body import sentence_spans
from herodot.text.english import english_words
from herodot.values.edtf import bounds
from herodot.watching import changes_by, same_rules

if TYPE_CHECKING:
    from herodot.store import CaseReader, Store
    from herodot.store.records import Dropped, Kept

Spans = Sequence[tuple[int, int]]


class Texts:
    """Reports with their sentences, read when they are asked for."""

    def __init__(self, reader: CaseReader) -> None:
        """Nothing is read yet."""
        self._reader = reader
        self._held: dict[str, Report] = {}
        self._sentences: dict[str, Spans] = {}

    def report(self, key: str) -> Report:
        """The report of that id. Raises `NotFound`."""
        if key not in self._held:
            self._held[key] = self._reader.report(key)
        return self._held[key]

    def sentences(self, key: str) -> Spans:
        """The sentences of its text."""
        if key not in self._sentences:
            self._sentences[key] = sentences_of(self.report(key))
        return self._sentences[key]

    def fetch(self, keys: Iterable[str]) -> None:
        """Reads those at once."""
        self._held |= {r.id: r for r in reports_of(self._reader, set(keys) - self._held.keys())}


def sentences_of(report: Report) -> Spans:
    """Where the sentences of a report begin and end."""
    return [(s.start, s.end) for s in sentence_spans(report.text)]


@dataclass
class CaseFacts:
    """What counts in a case, for a picture that grows."""

    reader: CaseReader
    min_confidence: float

    @cached_property
    def shelf(self) -> Texts:
        """The reports."""
        return Texts(self.reader)

    @cached_property
    def reviewed(self) -> frozenset[str]:
        """Reports of whose statements somebody decided."""
        return frozenset(str(key) for (key,) in self.reader.rows("SELECT DISTINCT report FROM review"))

    def read(self, reports: Collection[str]) -> Read:
        """What of those reports counts."""
        now = held(self.reader, reports, self.min_confidence)
        return Read(entities=now.entities, mentions=now.mentions, statements=now.statements)

    def decided(self, reports: Collection[str]) -> Decided:
        """What people decided of entities and sources in those reports."""
        judgments = in_force(self.reader.judgments(), self.reader.undoings())
        marked = {mark.report for j in judgments for mark in (j.one, j.other)}
        return decided(judgments, self.read(marked.intersection(reports)).mentions)


def whole(facts: CaseFacts, as_of: str = "") -> tuple[Whole, Read]:
    """The picture made from nothing but facts, and what it was made from; `as_of`: as it was known on that day."""
    until = bounds(as_of)[1].isoformat() if as_of else ""  # of a month or year its last day
    reports = [r for r in facts.reader.reports() if not until or (r.published or "9999") <= until]
    spans = {r.id: sentences_of(r) for r in reports}
    read = facts.read(spans)
    return make_whole(reports, read, spans, english_words().empty_words, facts.decided(spans)), read


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be written."""

    made_from: str
    was: str
    dropped: Dropped | None
    """`None`: all there is."""
    rows: Kept
    cluster: Mapping[str, str]
    made: Picture | None
    """The picture where it had to be made anew."""


def change_of(reader: CaseReader, min_confidence: float) -> Change | None:
    """What brings the kept picture up to date; `None` where it is."""
    made_from, was = made_from_of(reader, min_confidence), reader.kept_from()
    if was == made_from:
        return None
    facts, told = CaseFacts(reader, min_confidence), digests(reader)
    if same_rules(was, made_from):
        try:
            growth = grow(facts, told, facts.decided(told), english_words().empty_words)
        except Stale:
            pass
        else:
            return Change(
                made_from=made_from, was=was, dropped=growth.dropped, rows=growth.rows, cluster=growth.cluster,
                made=None,
            )  # fmt: skip
    made, read = whole(facts)
    return Change(
        made_from=made_from, was=was, dropped=None, rows=kept(made, told, read.statements, facts.decided(told)),
        cluster=made.picture.cluster, made=made.picture,
    )  # fmt: skip


def made_from_of(reader: CaseReader, min_confidence: float) -> str:
    """What a picture is made from: the rules, the setting, and all facts."""
    return f"{VERSION} {min_confidence} {reader.facts_digest()}"


def is_kept(store: Store, min_confidence: float) -> bool:
    """Whether the kept picture is what the facts come to."""
    with store.snapshot() as reader:
        return reader.kept_from() == made_from_of(reader, min_confidence)


def bring_up_to_date(store: Store, min_confidence: float, now: str) -> Picture | None:
    """Makes the kept picture what the facts come to; gives the picture where it had to be made anew for that.

    Where another program is sooner, looks once more."""
    while True:
        with store.snapshot() as reader:
            change = change_of(reader, min_confidence)
        if change is None:
            return None
        with store.writer() as writer:
            changes = changes_by(store.reader(), change.rows, change.cluster, change.made_from, now)
            if change.dropped is None:
                writer.keep_picture(change.rows, change.made_from, changes)
                return change.made
            if writer.change_picture(change.was, change.dropped, change.rows, change.made_from, changes):
                return None


def current(store: Store, min_confidence: float, now: str) -> Picture:
    """The picture of today, from the kept one, which is brought up to date."""
    made = bring_up_to_date(store, min_confidence, now)
    return with_history(store.reader(), made) if made else loaded(store, min_confidence, now).picture


def loaded(store: Store, min_confidence: float, now: str, before: Loaded | None = None) -> Loaded:
    """The picture of today in memory, sharing with an earlier one what did not change."""
    while True:
        bring_up_to_date(store, min_confidence, now)
        with store.snapshot() as reader:
            if reader.kept_from() == made_from_of(reader, min_confidence):
                facts, told = CaseFacts(reader, min_confidence), digests(reader)
                found = load(facts, told, facts.decided(told), before)
                return replace(found, picture=with_history(reader, found.picture))


def with_history(reader: CaseReader, picture: Picture) -> Picture:
    """The picture with all that people decided, and what does not count for that."""
    return replace(
        picture,
        set_aside=tuple(resolved_statement(s, picture.cluster) for s in set_aside(reader, picture.reports)),
        reviews=reader.reviews(),
        review_undoings=reader.review_undoings(),
        judgments=reader.judgments(),
        undoings=reader.undoings(),
        searches=reader.saved_searches(),
    )
