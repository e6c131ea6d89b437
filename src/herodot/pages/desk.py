"""The desk, as a record: what came in and what changed since somebody looked, what waits, what they search for again.

One rule: it asks only what is kept, so that it is as quick on a large case as on a small one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from herodot.meanwhile import how_far
from herodot.model.records import Report
from herodot.pages.picture import board_page, question_from_json
from herodot.pages.queue import QueueGroup, queue_page
from herodot.picture.board import ORDER
from herodot.watching import (
    Search,
    Tally,
    came_in,
    changed_since,
    copies_since,
    doubts_waiting,
    found_by,
    searches,
    seen_until,
    tally,
)

if TYPE_CHECKING:
    from herodot.picture.board import Question
    from herodot.workspace import CaseReader, Workspace

FEW, SOME, HEAD = 6, 12, 3
"""Lines of each list; changes and contested questions; statements that wait, of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report in a list."""

    id: str
    name: str
    outlet: str
    title: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A question that stands otherwise than before."""

    about: str
    """Entity id; empty where the question is not asked any more."""
    property: str
    shown: str
    before: str
    """How it stood: a standing, `open`, or `not asked`."""
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLine:
    """A search that is kept, with what it finds."""

    id: str
    name: str
    words: str
    by: str
    """Who saved it."""
    reports: int
    new: int
    """Reports that came since the last visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFound:
    """A report that copies another."""

    report: ReportLine
    original: ReportLine
    how: str
    """`verbatim` or `rewritten`."""
    share: float
    """How much of the report is copied, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """Where one begins."""

    case: str
    tally: Tally
    by: str
    """Whose desk it is; empty where nobody has said."""
    since: str
    """Up to when they have seen what was new, ISO 8601; empty at the first visit."""
    until: str
    """When this page was made, less a second: times are kept to the second, and what comes later in the same one
    is to be new, even if something is told twice."""
    came_in: int
    """Reports that came since then."""
    reports: tuple[ReportLine, ...]
    """The last of them; where there are none, the last of all."""
    changed: tuple[ChangeLine, ...]
    """Questions that stand otherwise than they did then, the last changed first."""
    changed_left_out: int
    contested: tuple[Question, ...]
    waiting: tuple[QueueGroup, ...]
    """The head of the review queue, by need."""
    searches: tuple[SearchLine, ...]
    copies: int
    """Reports that copy others."""
    new_copies: int
    """Those of them that came since then."""
    copied: tuple[CopyFound, ...]
    """The last of them."""
    doubts: int
    """Pairs that may be one and wait for a decision."""
    decided_until: str
    """How far decisions had come when the page was made."""
    problem: str
    """Why what was sent was not kept; empty where nothing was refused."""


def report_line(report: Report) -> ReportLine:
    """A report for a list."""
    return ReportLine(
        id=report.id,
        name=report.name,
        outlet=report.outlet,
        title=report.title,
        published=report.published or "",
    )


def desk_page(workspace: Workspace, by: str, seen: str = "", problem: str = "") -> DeskPage:
    """The desk of a person. `seen`: up to when they have seen it, as they themselves keep it."""
    until, facts = how_far(workspace.facts), workspace.kept()
    since = max(seen_until(facts, by), seen)
    number, last = came_in(facts, since, FEW)
    changed = changed_since(facts, since) if since else ()
    copies = copies_since(facts, since, FEW)
    return DeskPage(
        case=workspace.path.name,
        tally=tally(facts),
        by=by,
        since=since,
        until=_second_before(workspace.now()),
        came_in=number,
        reports=tuple(map(report_line, last or came_in(facts, "", FEW)[1])),
        changed=tuple(
            ChangeLine(
                about=c.about if facts.kept_entity(c.about) else "",
                property=c.property,
                shown=c.shown,
                before="not asked" if c.before is None else c.before or "open",
                now=c.now or "open",
            )
            for c in changed[:SOME]
        ),
        changed_left_out=max(0, len(changed) - SOME),
        contested=_contested(workspace, facts),
        waiting=queue_page(workspace, HEAD, at_once=True).groups,
        searches=tuple(_search_line(facts, s, since) for s in searches(facts)),
        copies=copies.number,
        new_copies=copies.new,
        copied=tuple(
            CopyFound(
                report=report_line(facts.report(c.report)),
                original=report_line(facts.report(c.original)),
                how=c.how,
                share=c.share,
            )
            for c in copies.last
        ),
        doubts=doubts_waiting(facts),
        decided_until=until,
        problem=problem,
    )


def _contested(workspace: Workspace, facts: CaseReader) -> tuple[Question, ...]:
    if workspace.store.read_only:
        return board_page(workspace, (), True, "", "", SOME).questions
    # As the board has them, but nobody need count how many there are besides.
    return tuple(map(question_from_json, facts.kept_questions(None, ORDER[:4], most=SOME)))


def _second_before(now: str) -> str:
    return (datetime.fromisoformat(now) - timedelta(seconds=1)).isoformat(timespec="seconds")


def _search_line(facts: CaseReader, search: Search, since: str) -> SearchLine:
    reports, new = found_by(facts, search, since)
    return SearchLine(
        id=search.id, name=search.name, words=search.words, by=search.by, reports=reports, new=new
    )
