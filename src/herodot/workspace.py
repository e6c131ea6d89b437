"""The open case and the steps in order: add, read, verify.

One rule: wiring only, no logic of its own; settings and clock are passed in.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from herodot.model.errors import BadInput, BadValue
from herodot.model.keys import report_id
from herodot.model.records import Reading, Report
from herodot.settings import PREFIX, Settings

if TYPE_CHECKING:
    from herodot.reports.publication import Publication
    from herodot.store import CaseCounts as CaseCounts
    from herodot.store import CaseReader as CaseReader
    from herodot.store import Store


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

        self._store = self._store or Store.open(self.path, self._now())
        return self._store

    @property
    def facts(self) -> CaseReader:
        """Asks the case."""
        return self.store.reader()

    def create(self) -> None:
        """Makes the case. Raises `CaseExists`."""
        from herodot.store import Store

        self._store = Store.create(self.path, self._now())

    def add(self, paths: Iterable[Path]) -> Iterator[Step]:
        """Stores what the paths hold, one transaction a report; bad ones are steps too, not errors."""
        from herodot.reports.collect import collect

        store = self.store
        for item in collect(paths):
            if isinstance(item, BadInput):
                yield Step(what="failed", name="", message=str(item))
                continue
            report = report_of(item, self._clock())
            with store.writer() as writer:
                added = writer.add_report(report, item.data)
            if added.how != "added":
                yield Step(what="there already", name=report.name, report=added.report, message=added.how)
                continue
            yield Step(what="added", name=report.name, report=report.id)
            for note in notes_on(report, self._clock()):
                yield Step(what="noted", name=report.name, report=report.id, message=note)

    def pending(self, *, again: bool = False) -> tuple[str, ...]:
        """Ids of the reports that the current reader has not read; of all with `again`."""
        from herodot.workers import load_reader

        return self.facts.report_ids() if again else self.facts.unread(load_reader(self.settings.reader).name)

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
                    writer.put_reading(outcome, self._now())
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

    def _now(self) -> str:
        return _stamp(self._clock())


def report_of(publication: Publication, now: datetime) -> Report:
    """The report that a publication is: its canonical text, and names where none is given."""
    from herodot.text.body import canonical

    document, text = publication.document, canonical(publication.content)
    name = _clean(document.name)
    return Report(
        id=report_id(document.sha256, document.url),
        sha256=document.sha256,
        media_type=document.media_type,
        name=name,
        outlet=_clean(document.outlet or name),
        title=_clean(document.title or text.body.partition("\n")[0]),
        byline=document.byline and _clean(document.byline),
        published=document.published,
        url=document.url,
        language=text.language,
        text_version=text.version,
        captured=_stamp(now),
        text=text.body,
    )


def notes_on(report: Report, now: datetime) -> Iterator[str]:
    """What somebody should know of a report that is kept all the same, and what to do about it."""
    from herodot.workers import READABLE_LANGUAGES

    # Somewhere it is tomorrow already.
    latest = (now + timedelta(days=1)).date().isoformat()
    if report.published is None:
        yield "no date of publication found; kept. Give it as `published` in a manifest"
    elif report.published[:10] > latest[: len(report.published)]:
        yield f"published {report.published}, which is in the future; kept. Check the date"
    if report.language == "und":
        yield "its language cannot be told; kept, not read"
    elif report.language not in READABLE_LANGUAGES:
        yield f"written in `{report.language}`, which the reader does not know; kept, not read"


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="seconds")


def _clean(text: str) -> str:
    # File names may hold bytes that are no text.
    return text.encode("utf-8", "replace").decode("utf-8")
