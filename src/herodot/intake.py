"""What comes in becomes records: a publication a report, an imported reading one that passed the gate.

One rule: part of `workspace`, which alone uses it; nothing is stored here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from herodot.model.errors import BadInput
from herodot.model.keys import report_id
from herodot.model.records import Reading, Report

if TYPE_CHECKING:
    from herodot.reports.exchange import Import
    from herodot.reports.publication import Publication

TOGETHER, TOGETHER_BYTES = 50, 1 << 20
"""At most so many reports are stored in one transaction, and about so many bytes of them."""


def batches(items: Iterable[Publication | BadInput]) -> Iterator[list[Publication | BadInput]]:
    """The items in order, those together that go into one transaction.

    A transaction waits for the disk, longer than storing a report of ordinary length takes.
    """
    batch: list[Publication | BadInput] = []
    size = 0
    for item in items:
        batch.append(item)
        size += 0 if isinstance(item, BadInput) else len(item.data)
        if len(batch) >= TOGETHER or size >= TOGETHER_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


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
        captured=stamp(now),
        text=text.body,
    )


def gated(item: Import) -> Reading:
    """An imported reading with what passes the gate that our own reader passes, places on the map, and our ids."""
    from herodot.model.keys import keyed
    from herodot.reader.gate import pass_gate
    from herodot.reader.locations import locate

    given = item.reading
    kept, rejected = pass_gate(item.report.text, given.entities, given.mentions, given.statements)
    entities = tuple(locate(given.entities, item.report.text))
    return keyed(replace(given, entities=entities, statements=kept, rejected=rejected))


def notes_on(report: Report, now: datetime) -> Iterator[str]:
    """What somebody should know of a report that is kept all the same, and what to do about it."""
    # Somewhere it is tomorrow already.
    latest = (now + timedelta(days=1)).date().isoformat()
    if report.published is None:
        yield "no date of publication found; kept. Give it as `published` in a manifest"
    elif report.published[:10] > latest[: len(report.published)]:
        yield f"published {report.published}, which is in the future; kept. Check the date"
    if unread := why_unread(report.language):
        yield unread


def why_unread(language: str) -> str:
    """Why a report in a language is kept and not read; empty where the reader knows it."""
    from herodot.workers import READABLE_LANGUAGES

    if language == "und":
        return "its language cannot be told; kept, not read"
    if language not in READABLE_LANGUAGES:
        return f"written in `{language}`, which the reader does not know; kept, not read"
    return ""


def stamp(now: datetime) -> str:
    """ISO 8601 to the second."""
    return now.isoformat(timespec="seconds")


def _clean(text: str) -> str:
    # File names may hold bytes that are no text.
    return text.encode("utf-8", "replace").decode("utf-8")
