"""What needs a look, as a record: contested statements first, then those the reader is least sure of, deferred last.

One rule: what somebody decided on is not asked again; what is deferred waits at the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.model.records import Review, Statement
from herodot.pages.picture import question_from_json
from herodot.pages.reports import said
from herodot.picture.board import ORDER
from herodot.picture.reviews import STATES, decisions
from herodot.reviewing import reviewed

if TYPE_CHECKING:
    from herodot.workspace import CaseReader, Workspace

MOST_CONTESTED = 1000
"""Contested questions that are looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One statement that waits."""

    id: str
    report: str
    report_name: str
    published: str
    claim: str
    how: str
    """Modality in words; empty for a plain assertion."""
    who: str
    """The chain of names, outlet first."""
    words: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueGroup:
    """Statements that wait for one reason."""

    why: str
    number: int
    """All that there are, also those not listed."""
    statements: tuple[QueueLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """What needs a look."""

    groups: tuple[QueueGroup, ...]
    waiting: int
    decided: int


def queue_page(workspace: Workspace, most: int) -> QueuePage:
    """Statements that nobody decided on, at most so many of each kind."""
    facts, least = workspace.kept(), workspace.settings.min_confidence
    states = standing_decisions(facts)
    contested = facts.statements_by_id(k for k in contested_statements(facts) if k not in states)
    first = sorted(contested.values(), key=lambda s: (s.confidence, s.id))
    skipped = states.keys() | contested.keys()
    unsure = [
        s for s in facts.least_sure(most + len(skipped)) if s.id not in skipped and s.confidence >= least
    ]
    deferred = facts.statements_by_id(key for key, state in states.items() if state == "deferred")
    decided = len(states) - len(deferred)
    of_reader = len(facts.statements_by_id(states))
    rest = facts.counts().statements - of_reader - len(contested)
    groups = (
        QueueGroup(why="Contested", number=len(first), statements=_lines(facts, first[:most])),
        QueueGroup(
            why="Not looked at, least sure first", number=rest, statements=_lines(facts, unsure[:most])
        ),
        QueueGroup(
            why="Deferred", number=len(deferred), statements=_lines(facts, [*deferred.values()][:most])
        ),
    )
    return QueuePage(groups=groups, waiting=sum(g.number for g in groups), decided=decided)


def contested_statements(facts: CaseReader) -> dict[str, None]:
    """Ids of the statements that contested answers quote."""
    pages = facts.kept_questions(None, ORDER[:4], "", MOST_CONTESTED)
    answers = (a for page in pages for a in question_from_json(page).answers)
    return dict.fromkeys(q.statement for a in answers for q in a.quotes)


def standing_decisions(facts: CaseReader) -> dict[str, str]:
    """The state of each statement on which a decision is in force, by its id."""
    by_report: dict[str, list[Review]] = defaultdict(list)
    states: dict[str, str] = {}
    for d in decisions(facts.reviews(), facts.review_undoings()):
        if d.in_force:
            by_report[d.review.report].append(d.review)
            if d.review.kind != "add":
                states[d.review.statement] = STATES[d.review.kind]
    known = facts.statements_by_id(states)
    for report, found in by_report.items():
        # Added, or decided on in another reading: only the report's own lines tell which statement it is.
        if any(r.kind == "add" or r.statement not in known for r in found):
            for r in found:
                states.pop(r.statement, None)
            states |= {x.id: x.state for x in reviewed(facts, report).lines if x.state != "read"}
    return states


def _lines(facts: CaseReader, statements: Iterable[Statement]) -> tuple[QueueLine, ...]:
    return tuple(
        QueueLine(
            id=s.id,
            report=s.report,
            report_name=s.report_name,
            published=s.published or "",
            claim=s.claim,
            how=s.how,
            who=s.who,
            words=" … ".join(" ".join(w.split()) for w in s.words),
            confidence=s.confidence,
        )
        for s in said(facts, statements, 0.0)
    )
