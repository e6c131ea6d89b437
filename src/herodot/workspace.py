"""The open case and the steps in order: add, read, verify.

One rule: wiring only, no logic of its own; settings and clock are passed in.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from herodot.intake import batches, gated, notes_on, report_of, stamp
from herodot.model.errors import BadInput, BadValue, HerodotError, NotFound
from herodot.model.records import Judgment, Mark, Reading, Report
from herodot.settings import PREFIX, Settings

if TYPE_CHECKING:
    from herodot.picture.loaded import Loaded as Loaded
    from herodot.picture.picture import Picture as Picture
    from herodot.reports.publication import Publication
    from herodot.store import CaseCounts as CaseCounts
    from herodot.store import CaseReader as CaseReader
    from herodot.store import Store, Writer
    from herodot.store.records import KeptEntity as KeptEntity


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What just happened with one report, for progress and for the list at the end."""

    what: Literal["added", "there already", "read", "not read", "noted", "failed"]
    """`not read`: in a language that the reader does not know. `noted`: kept, but somebody should look.

    `failed`: not added, or left unread.
    """
    name: str
    report: str | None = None
    message: str = ""
    trace: str = ""


class Workspace:
    """One case and what may be done with it. It opens when first needed; close it, or use it in a `with`."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        """`clock` gives the time now, with its zone."""
        self.settings = settings
        self._clock = clock
        self._store: Store | None = None

    @property
    def path(self) -> Path:
        """Where the case is. Raises `BadValue` when none was named."""
        if not self.settings.case:
            raise BadValue(f"no case was named: use -c CASE, or set {PREFIX}CASE")
        return Path(self.settings.case)

    @property
    def store(self) -> Store:
        """The open case."""
        from herodot.store import Store

        self._store = self._store or Store.open(self.path, self.now())
        return self._store

    @property
    def facts(self) -> CaseReader:
        """Asks the case."""
        return self.store.reader()

    def create(self) -> None:
        """Makes the case. Raises `CaseExists`."""
        from herodot.store import Store

        self._store = Store.create(self.path, self.now())

    def add(self, paths: Iterable[Path]) -> Iterator[Step]:
        """Stores what the paths hold, some reports in one transaction; bad ones are steps too, not errors."""
        from herodot.reports.collect import collect

        for batch in batches(collect(paths)):
            try:
                done = self._put(batch)
            except HerodotError:
                # A disk that is nearly full takes some of them.
                for item in batch:
                    yield from self._put([item])
            else:
                yield from done

    def _put(self, items: Iterable[Publication | BadInput]) -> list[Step]:
        with self.store.writer() as writer:
            return [step for item in items for step in self._steps(writer, item)]

    def _steps(self, writer: Writer, item: Publication | BadInput) -> Iterator[Step]:
        if isinstance(item, BadInput):
            yield Step(what="failed", name="", message=str(item))
            return
        report = report_of(item, self._clock())
        added = writer.add_report(report, item.data)
        if added.how != "added":
            yield Step(what="there already", name=report.name, report=added.report, message=added.how)
            return
        yield Step(what="added", name=report.name, report=report.id)
        for note in notes_on(report, self._clock()):
            yield Step(what="noted", name=report.name, report=report.id, message=note)

    def import_file(self, path: Path) -> Iterator[Step]:
        """Stores the reports of an exchange file with what was read from them; what the gate refuses is counted."""
        from herodot.reports.exchange import Decisions, read_exchange
        from herodot.reviewing import take_decisions

        store = self.store
        for item in read_exchange(path, self.now()):
            if isinstance(item, Decisions):
                yield from (Step(what="failed", name="", message=m) for m in take_decisions(store, item))
                continue
            if isinstance(item, BadInput):
                yield Step(what="failed", name="", message=str(item))
                continue
            reading, report = gated(item), item.report
            with store.writer() as writer:
                added = writer.add_report(report, item.data)
                there = added.how != "added" and self.facts.has_reading(added.report)
                if not there:
                    writer.put_reading(reading, self.now())
            yield Step(what="there already" if there else "added", name=report.name, report=added.report)
            if reading.rejected and not there:
                why = ", ".join(f"{reason}: {number}" for reason, number in reading.rejected.items())
                yield Step(
                    what="noted", name=report.name, report=report.id, message=f"left out by the gate: {why}"
                )

    def pending(self, *, again: bool = False) -> tuple[str, ...]:
        """Ids of the reports that the current reader has not read; of all with `again`."""
        from herodot.workers import reader_name

        return self.facts.report_ids() if again else self.facts.unread(reader_name(self.settings.reader))

    def read(self, pending: tuple[str, ...]) -> Iterator[Step]:
        """Reads those reports, each stored as soon as it is read."""
        from herodot.workers import read_reports

        facts, names = self.facts, {}

        def reports() -> Iterator[Report]:
            for key in pending:
                report = facts.report(key)
                names[key] = report.name
                yield report

        workers = min(self.settings.workers or _processors(), len(pending))
        for outcome in read_reports(reports(), self.settings.reader, workers):
            if isinstance(outcome, Reading):
                with self.store.writer() as writer:
                    writer.put_reading(outcome, self.now())
                # Who can read a report finds at least its outlet.
                what: Literal["read", "not read"] = "read" if outcome.entities else "not read"
                yield Step(what=what, name=names.pop(outcome.report), report=outcome.report)
            else:
                report = outcome.report
                yield Step(
                    what="failed",
                    name=report.name,
                    report=report.id,
                    message=outcome.why,
                    trace=outcome.trace,
                )

    def picture(self, as_of: str = "") -> Picture:
        """What statements that are sure enough come to; `as_of`: as it was known on that day, by publication."""
        from herodot.keeping import CaseFacts, current, whole, with_history

        if not as_of and not self.store.read_only:
            return current(self.store, self.settings.min_confidence, self.now())
        made, _ = whole(CaseFacts(self.facts, self.settings.min_confidence), as_of)
        return with_history(self.facts, made.picture)

    def loaded(self, before: Loaded | None = None) -> Loaded:
        """The picture of today, to be held; it shares with one that was held `before` all that did not change."""
        from herodot.keeping import loaded

        return loaded(self.store, self.settings.min_confidence, self.now(), before)

    def kept(self) -> CaseReader:
        """The case with its picture kept and up to date: what facts or settings changed is carried into it."""
        from herodot.keeping import bring_up_to_date

        if not self.store.read_only:
            bring_up_to_date(self.store, self.settings.min_confidence, self.now())
        return self.facts

    def judge(self, kind: str, one: Mark, other: Mark, by: str, note: str = "") -> Judgment:
        """Keeps what a person decided. Raises `BadValue` where nobody is named."""
        from herodot.model.keys import judgment_of

        judgment = judgment_of(kind, one, other, by, note, self.now(), len(self.facts.judgments()))
        with self.store.writer() as writer:
            writer.put_judgment(judgment)
        return judgment

    def undo(self, judgment: str, by: str, *, redo: bool = False) -> Judgment:
        """Takes a judgment back, or puts it in force again. Raises `NotFound`, `BadValue`."""
        from herodot.model.keys import undoing_of

        found = [j for j in self.facts.judgments() if j.id.startswith(judgment)]
        if len(found) != 1:
            raise NotFound(
                f"{len(found)} judgments have an id that begins with {judgment!r}; `herodot judgments` lists all"
            )
        undoing = undoing_of(found[0], by, self.now(), len(self.facts.undoings()), redo=redo)
        with self.store.writer() as writer:
            writer.put_undoing(undoing)
        return found[0]

    def verify(self) -> Iterator[str]:
        """What is wrong with the case, one line each."""
        from herodot.store import verify

        return verify(self.store)

    def close(self) -> None:
        """Closes the case where it was opened."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def now(self) -> str:
        """The time, ISO 8601."""
        return stamp(self._clock())


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
