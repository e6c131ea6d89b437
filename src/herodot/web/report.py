"""The Report page as a record: the text as published, and beside each paragraph what is said in it.

One rule: only the chosen statement's words are marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.intake import why_unread
from herodot.meanwhile import how_far
from herodot.model.records import Evidence
from herodot.pages.desk import ReportLine, report_line
from herodot.pages.review import HistoryLine, MarginLine, lost_lines, margin, tally
from herodot.pages.wording import Wording, names_in, wording_of
from herodot.reviewing import line_of, reviewed
from herodot.web.views import Piece, paragraphs

if TYPE_CHECKING:
    from herodot.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the text with the statements whose words begin in it."""

    start: int
    """Place of its first character in the report's text."""
    pieces: tuple[Piece, ...]
    statements: tuple[MarginLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was sent and not kept, so that nobody types it twice."""

    problem: str = ""
    correction: Wording | None = None
    addition: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report as published, with what it says and what was decided of that."""

    report: ReportLine
    url: str
    byline: str
    unread: str
    """Why the reader has not read it; empty where it knows its language."""
    paragraphs: tuple[Paragraph, ...]
    states: dict[str, int]
    """How many statements are in each state: `read` where nobody has decided."""
    chosen: MarginLine | None
    """The statement whose words are marked."""
    following: str
    """Id of the statement after the chosen one; empty where there is none."""
    correction: Wording | None
    """The chosen statement as its form shows it."""
    addition: Wording
    """The form for what the reader missed."""
    names: tuple[str, ...]
    """Who and what the report speaks of, for the forms."""
    done: HistoryLine | None
    """What was decided just now."""
    done_on: str
    """The statement that it was decided of."""
    problem: str
    """Why what was sent was not kept; empty otherwise."""
    sent: str
    """Which form holds what was not kept: `correct`, `add` or none."""
    lost: tuple[HistoryLine, ...]
    """Decisions on what no current reading says any more."""
    by: str
    """Who reviews; empty where nobody has said."""
    decided_until: str
    """How far decisions had come when the page was made."""


def report_view(
    workspace: Workspace, key: str, chosen: str, *, by: str, done: str = "", sent: Sent | None = None
) -> ReportPage:
    """One report with its statements, the words of a chosen one marked. Raises `NotFound`."""
    facts, given = workspace.facts, sent or Sent()
    until = how_far(facts)
    report, found = facts.report(key), reviewed(workspace.facts, key)
    lines = margin(found, workspace.settings.min_confidence)
    at = next((n for n, line in enumerate(lines) if chosen and chosen in (line.id, line.now)), None)
    line = None if at is None else lines[at]
    decided = [(step, each.claim) for each in lines for step in each.history if done and step.id == done]
    correction = wording_of(found.scene, line_of(found, line.id).now) if line else None
    return ReportPage(
        report=report_line(report),
        url=report.url or "",
        byline=report.byline or "",
        unread=why_unread(report.language),
        paragraphs=tuple(_paragraphs(report.text, lines, line.evidence if line else ())),
        states=tally(lines),
        chosen=line,
        following=lines[at + 1].id if at is not None and at + 1 < len(lines) else "",
        correction=given.correction or correction,
        addition=given.addition or Wording(),
        names=tuple(sorted(dict.fromkeys(names_in(found.scene).values()), key=str.casefold)),
        done=decided[0][0] if decided else None,
        done_on=decided[0][1] if decided else "",
        problem=given.problem,
        sent="correct" if line and given.correction else "add" if given.addition else "",
        lost=lost_lines(found),
        by=by,
        decided_until=until,
    )


def _paragraphs(text: str, lines: Sequence[MarginLine], marks: Sequence[Evidence]) -> list[Paragraph]:
    found, start, waiting = list[Paragraph](), 0, list(lines)
    cut = paragraphs(text, [(e.start, e.end) for e in marks])
    for part, pieces in zip(text.split("\n\n"), cut, strict=True):
        end = start + len(part) + 2
        own = [line for line in waiting if line.evidence[0].start < end]
        waiting = waiting[len(own) :]
        found.append(Paragraph(start=start, pieces=pieces, statements=tuple(own)))
        start = end
    return found
