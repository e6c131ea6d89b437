"""A report's statements for review, what was decided of them, and what needs a look, as records.

One rule: what people decided stands beside what the reader has, never in its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from herodot.model.errors import NotFound
from herodot.model.records import Claim, Evidence, Review, Statement
from herodot.pages.wording import Wording, claim_from, names_in
from herodot.pages.words import chain_in_words, claim_in_words, modality_in_words
from herodot.picture.reviews import Decision, Reviewed, ReviewedReport
from herodot.picture.scene import Scene
from herodot.reviewing import Asked, keep_review, line_of, reviewed, undo_review

if TYPE_CHECKING:
    from herodot.workspace import CaseReader, Workspace

DID: Mapping[str, str] = {
    "accept": "accepted", "reject": "rejected", "correct": "corrected", "defer": "deferred", "add": "added",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One decision on a statement."""

    id: str
    did: str
    """`accepted`, `rejected`, `corrected`, `deferred` or `added`."""
    by: str
    at: str
    reason: str
    note: str
    says: str
    """What it was corrected to, or what was added; empty for other decisions."""
    in_force: bool
    undone_by: str
    unseen: tuple[str, ...]
    """Who had decided before without this person having seen it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginLine:
    """One statement beside its words."""

    id: str
    now: str
    """Id of the statement as it counts: another one where it was corrected."""
    report: str
    claim: str
    chain: tuple[str, ...]
    """Names, the outlet first, the root last."""
    how: str
    """Modality in words; empty for a plain assertion."""
    state: str
    confidence: float
    """The reader's own; 1 for what a person wrote."""
    evidence: tuple[Evidence, ...]
    was: str
    """What the reader has, where it was corrected; empty otherwise."""
    history: tuple[HistoryLine, ...]
    seen: tuple[str, ...]
    """Ids of its history, for the form: what whoever decides now has seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """Statements with what people decided of them."""

    statements: tuple[MarginLine, ...]
    lost: tuple[HistoryLine, ...]
    """Decisions on what no current reading says any more."""


def margin(found: ReviewedReport, min_confidence: float = 0.0) -> tuple[MarginLine, ...]:
    """The report's statements by their place in the text, less those that the reader is too unsure of."""
    names = names_in(found.scene)
    shown = [x for x in found.lines if x.state != "read" or x.now.confidence >= min_confidence]
    shown.sort(key=lambda x: (x.now.evidence[0].start, x.now.evidence[-1].end))
    return tuple(_line(found, x, names) for x in shown)


def _line(found: ReviewedReport, line: Reviewed, names: Mapping[str, str]) -> MarginLine:
    now = line.now
    return MarginLine(
        id=line.id,
        now=now.id,
        report=found.report,
        claim=claim_in_words(now, names),
        chain=tuple(names[link] for link in now.chain),
        how=modality_in_words(now),
        state=line.state,
        confidence=line.first.confidence,
        evidence=now.evidence,
        was="" if now.id == line.first.id else in_words(line.first, names),
        history=tuple(history_line(found.scene, d) for d in line.history),
        seen=line.seen,
    )


def in_words(statement: Statement, names: Mapping[str, str]) -> str:
    """A statement in one line: how, what, and who says so."""
    how = modality_in_words(statement)
    who = chain_in_words(statement.chain, names)
    return f"{how + ': ' if how else ''}{claim_in_words(statement, names)} ({who})"


def history_line(scene: Scene, d: Decision) -> HistoryLine:
    """One decision in words."""
    return HistoryLine(
        id=d.review.id,
        did=DID[d.review.kind],
        by=d.review.by,
        at=d.review.at,
        reason=d.review.reason,
        note=d.review.note,
        says=_claim_in_words(scene, d.review.now) if d.review.now else "",
        in_force=d.in_force,
        undone_by=d.undone_by,
        unseen=d.unseen,
    )


def _claim_in_words(scene: Scene, claim: Claim) -> str:
    trial = Scene(scene.report, scene.entities.values(), scene.mentions)
    statement = trial.statement(claim, "")
    return in_words(statement, names_in(trial))


def lost_lines(found: ReviewedReport) -> tuple[HistoryLine, ...]:
    """Decisions that find no statement any more."""
    return tuple(history_line(found.scene, d) for d in found.lost)


def history_page(workspace: Workspace, reports: Iterable[str] = (), only: Iterable[str] = ()) -> HistoryPage:
    """What was decided, in those reports or in all; `only`: of those statements."""
    facts, wanted = workspace.facts, set(only)
    pages = [
        reviewed(facts, key) for key in tuple(reports) or dict.fromkeys(r.report for r in facts.reviews())
    ]
    lines = [
        line
        for page in pages
        for line in margin(page)
        if (line.id in wanted or line.now in wanted if wanted else line.history)
    ]
    return HistoryPage(statements=tuple(lines), lost=tuple(x for page in pages for x in lost_lines(page)))


def statement_at(facts: CaseReader, words: str) -> tuple[str, str]:
    """Report and id of the statement whose id, as read, added or corrected, begins so. Raises `NotFound`."""
    found = dict(facts.report_of_statement(words)) if words else {}
    for report in dict.fromkeys(r.report for r in facts.reviews()) if words else ():
        for line in reviewed(facts, report).lines:
            if line.id.startswith(words) or line.now.id.startswith(words):
                found[line.id] = report
    if len(found) != 1:
        raise NotFound(
            f"{len(found)} statements have an id that begins with {words!r}; `herodot show REPORT --json` lists all"
        )
    ((key, report),) = found.items()
    return report, key


def decide_on(workspace: Workspace, asked: Asked, words: Wording | None = None) -> HistoryPage:
    """Keeps a decision on a statement; `words`: what it should say. Raises `BadValue`, `NotFound`."""
    review = decided(workspace, asked, words)
    return history_page(workspace, (review.report,), (statement_of(workspace.facts, review),))


def decided(workspace: Workspace, asked: Asked, words: Wording | None = None) -> Review:
    """Keeps a decision, as `decide_on`, and gives it."""
    if words is not None:
        facts = workspace.facts
        found, report = reviewed(facts, asked.report), facts.report(asked.report)
        base = line_of(found, asked.statement).now if asked.statement else None
        scene = Scene(report.id, found.entities, found.mentions)
        asked = replace(asked, now=claim_from(words, scene, report, base))
    return keep_review(workspace.store, asked, workspace.now())


def statement_of(facts: CaseReader, review: Review) -> str:
    """Id of the statement that a review is of, or makes."""
    for line in reviewed(facts, review.report).lines:
        if any(d.review.id == review.id for d in line.history):
            return line.id
    return review.statement


def take_back(workspace: Workspace, review: str, by: str, *, redo: bool) -> HistoryPage:
    """Undoes a review by the beginning of its id, or puts it in force again."""
    found = undo_review(workspace.store, review, by, workspace.now(), redo=redo)
    return history_page(workspace, (found.report,), (statement_of(workspace.facts, found),))


def tally(lines: Iterable[MarginLine]) -> dict[str, int]:
    """How many statements are in each state."""
    return dict(Counter(line.state for line in lines))
