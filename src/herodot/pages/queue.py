"""What needs a look, as a record: contested statements first, then those the reader is least sure of, deferred last.

One rule: what somebody decided on is not asked again; what is deferred waits at the end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.meanwhile import how_far
from herodot.model.records import Review, Statement
from herodot.pages.reports import said
from herodot.picture.board import ORDER
from herodot.picture.reviews import STATES, decisions
from herodot.reviewing import first_of, how_many, least_sure, reviewed, sureness

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
    decided_until: str
    """How far decisions had come when the page was made."""


def queue_page(workspace: Workspace, most: int, *, at_once: bool = False) -> QueuePage:
    """Statements that nobody decided on, at most so many of each kind.

    `at_once`: what is contested is taken from the picture that is kept, though decisions may be newer: a picture
    anew after each decision would keep a reviewer waiting.
    """
    facts, least = workspace.facts, workspace.settings.min_confidence
    until = how_far(facts)
    if not (at_once and facts.kept_from()):
        facts = workspace.kept()
    states = standing_decisions(facts)
    contested = contested_statements(facts).keys() - states.keys()
    number, first = first_of(facts, contested, most)
    unsure = least_sure(facts, most, states.keys() | contested, least)
    deferred = sureness(facts, (key for key, state in states.items() if state == "deferred"))
    rest = how_many(facts, least) - len(sureness(facts, states)) - number
    groups = (
        _group(facts, "Contested", number, first),
        _group(facts, "Not looked at, least sure first", max(rest, 0), unsure),
        _group(facts, "Deferred", len(deferred), list(deferred)[:most]),
    )
    return QueuePage(
        groups=groups, waiting=sum(g.number for g in groups), decided=len(states) - len(deferred),
        decided_until=until,
    )  # fmt: skip


def _group(facts: CaseReader, why: str, number: int, keys: Sequence[str]) -> QueueGroup:
    found = facts.statements_by_id(keys)
    return QueueGroup(
        why=why, number=number, statements=_lines(facts, [found[k] for k in keys if k in found])
    )


_QUOTED = re.compile(r'"statement":"([0-9a-f]+)"')


def contested_statements(facts: CaseReader) -> dict[str, None]:
    """Ids of the statements that contested answers quote, as the kept pages have them."""
    # Not read as records: a page of questions costs a hundred times what its ids cost.
    pages = facts.kept_questions(None, ORDER[:4], "", MOST_CONTESTED)
    return dict.fromkeys(key for page in pages for key in _QUOTED.findall(page))


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
