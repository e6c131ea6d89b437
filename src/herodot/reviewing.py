"""What people decide of statements: kept once it has passed the gate, and put beside what the reader has.

One rule: part of `workspace`; a person's words pass the same gate as a reader's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.model.errors import BadValue, NotFound
from herodot.model.keys import keyed_review, review_undoing_of
from herodot.model.records import Claim, Entity, Mention, Report, Review, Statement
from herodot.model.vocabulary import problems_of
from herodot.picture.reviews import UNCOUNTED, Reviewed, ReviewedReport, pointers_of, review_report
from herodot.picture.scene import Scene, entities_of
from herodot.store.keeping import of_reports
from herodot.store.waiting import first_of as first_of
from herodot.store.waiting import how_many as how_many
from herodot.store.waiting import least_sure as least_sure
from herodot.store.waiting import sureness as sureness

if TYPE_CHECKING:
    from herodot.reports.exchange import Decisions
    from herodot.store import CaseReader, Store

GATE = {
    "evidence is not the text": "the words are not what the report has at that place; choose them from its text",
    "subject is not mentioned": "the subject does not stand in the report; choose words of its text",
    "value is not mentioned": "the value does not stand in the report; choose words of its text",
    "number is not in the evidence": "a number of it does not stand in the words chosen; choose the words that have it",
    "value is not in the evidence": "the value does not stand in the words chosen; choose the words that have it",
}
"""What the gate's reasons mean for a person, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A decision on a statement as a person asks for it."""

    kind: str
    report: str
    statement: str = ""
    now: Claim | None = None
    reason: str = ""
    note: str = ""
    by: str
    seen: tuple[str, ...] | None = None
    """What of its history was on the page; `None`: all there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a picture is made from, reviews taken into account."""

    entities: list[Entity]
    mentions: list[Mention]
    statements: list[Statement]
    set_aside: list[Statement]


def reviewed(facts: CaseReader, report: str) -> ReviewedReport:
    """A report's statements with what people decided of them; without statements where nobody has read it."""
    reading = facts.reading(report)
    entities, mentions = (reading.entities, reading.mentions) if reading else ((), ())
    reviews = facts.reviews(report)
    made = {r.id for r in reviews}
    undoings = [u for u in facts.review_undoings() if u.review in made]
    scene = Scene(report, entities, mentions)
    return review_report(scene, reading.statements if reading else (), reviews, undoings)


def held(facts: CaseReader, known: Iterable[str], min_confidence: float) -> Held:
    """Entities, mentions and statements of those reports as they count: what a person decided on is sure enough."""
    wanted = set(known)
    told = {r.report for r in facts.reviews()} & wanted
    plain = wanted - told
    now = Held(
        entities=of_reports(facts, Entity, plain),
        mentions=of_reports(facts, Mention, plain),
        statements=[s for s in of_reports(facts, Statement, plain) if s.confidence >= min_confidence],
        set_aside=[],
    )
    for key in sorted(told):
        found = reviewed(facts, key)
        now.entities.extend(found.entities)
        now.mentions.extend(found.mentions)
        now.statements.extend(found.counted(min_confidence))
        now.set_aside.extend(found.set_aside)
    return now


def set_aside(facts: CaseReader, known: Iterable[str]) -> list[Statement]:
    """The reader's statements in those reports that do not count as they are."""
    told = {r.report for r in facts.reviews()}.intersection(known)
    return [s for key in sorted(told) for s in reviewed(facts, key).set_aside]


def members(facts: CaseReader, keys: Iterable[str]) -> dict[str, Entity]:
    """Entities of single reports by id, those too that reviewers had to make."""
    wanted = set(keys)
    found = facts.entities_by_id(wanted)
    if wanted - found.keys():
        for report in dict.fromkeys(r.report for r in facts.reviews() if r.now is not None):
            found |= {e.id: e for e in reviewed(facts, report).entities if e.id in wanted}
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What reports have of some entities, reviews taken into account."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


def about(facts: CaseReader, keys: Iterable[str]) -> About:
    """Those entities of single reports, their mentions, and the statements that count and name one of them."""
    wanted = set(keys)
    told = {key: reviewed(facts, key) for key in dict.fromkeys(r.report for r in facts.reviews())}
    plain = [e for e in facts.entities_by_id(wanted).values() if e.report not in told]
    entities = [*plain, *(e for f in told.values() for e in f.entities if e.id in wanted)]
    mentions = [*facts.mentions_of(e.id for e in plain)]
    mentions += [m for f in told.values() for m in f.mentions if m.entity in wanted]
    statements = [s for s in facts.statements_about(wanted) if s.report not in told]
    statements += [s for f in told.values() for s in f.counted() if not wanted.isdisjoint(entities_of(s))]
    return About(
        entities=tuple(sorted(entities, key=lambda e: (e.report, e.id))),
        mentions=tuple(mentions),
        statements=tuple(sorted(statements, key=lambda s: (s.report, s.evidence[0].start, s.id))),
    )


def line_of(found: ReviewedReport, statement: str) -> Reviewed:
    """The line of a statement, by its own id or by the id of what it was corrected to. Raises `NotFound`."""
    for line in found.lines:
        if statement in (line.id, line.now.id):
            return line
    raise NotFound(f"the report {found.report[:8]} has no statement {statement[:8]!r}; load the page again")


def keep_review(store: Store, asked: Asked, at: str) -> Review:
    """Keeps what a person decided of a statement. Raises `BadValue`, `NotFound`; then nothing is kept."""
    facts = store.reader()
    report, found = facts.report(asked.report), reviewed(facts, asked.report)
    line = None if asked.kind == "add" else line_of(found, asked.statement)
    if line is not None and line.state == "taken back":
        raise BadValue("that statement was taken back; put it in force again first")
    if (asked.kind in ("correct", "add")) != (asked.now is not None):
        raise BadValue(f"to {asked.kind} needs {'' if asked.now is None else 'no '}words of its own")
    if asked.now is not None:
        _check(report, found, line, asked.now)
    review = Review(
        id="",
        kind=asked.kind,  # type: ignore[arg-type]
        report=report.id,
        statement=line.id if line else "",
        of=found.scene.claim(line.first) if line else None,
        now=asked.now,
        reason=asked.reason,  # type: ignore[arg-type]
        note=asked.note,
        seen=asked.seen if asked.seen is not None else line.seen if line else (),
        by=asked.by,
        at=at,
    )
    review = keyed_review(review, len(facts.reviews()))
    with store.writer() as writer:
        writer.put_reviews([review])
    return review


def undo_review(store: Store, review: str, by: str, at: str, *, redo: bool = False) -> Review:
    """Takes a review back by the beginning of its id, or puts it in force again. Raises `NotFound`, `BadValue`."""
    facts = store.reader()
    found = [r for r in facts.reviews() if review and r.id.startswith(review)]
    if len(found) != 1:
        raise NotFound(
            f"{len(found)} reviews have an id that begins with {review!r}; `herodot review history` lists all"
        )
    undoing = review_undoing_of(found[0].id, by, at, len(facts.review_undoings()), redo=redo)
    with store.writer() as writer:
        writer.put_reviews((), [undoing])
    return found[0]


def _check(report: Report, found: ReviewedReport, line: Reviewed | None, claim: Claim) -> None:
    if why := refused(report, found.scene, claim):
        raise BadValue(f"not kept: {why}")
    said = said_by(found.scene, claim)
    if line is not None and said == said_by(found.scene, found.scene.claim(line.now)):
        raise BadValue("not kept: the correction says what the statement says already")
    others = (x for x in found.lines if line is None and x.state not in UNCOUNTED)
    if any(said == said_by(found.scene, found.scene.claim(x.now)) for x in others):
        raise BadValue("not kept: the report's statements have that already")


def said_by(scene: Scene, claim: Claim) -> str:
    """What a claim says, whoever makes it: the id of its statement."""
    return Scene(scene.report, scene.entities.values(), scene.mentions).statement(claim, "").id


def refused(report: Report, scene: Scene, claim: Claim) -> str:
    """Why a claim may not stand in a report, in words; empty where it may."""
    from herodot.reader.gate import pass_gate

    for pointer in pointers_of(claim):
        if pointer.start is not None and report.text[pointer.start : pointer.end] != pointer.name:
            return f"the report does not have {pointer.name!r} at {pointer.start}"
        if pointer.start is None and pointer.name != report.outlet and scene.find(pointer) is None:
            return f"{pointer.name!r} does not stand in the report; choose words of its text"
    trial = Scene(scene.report, scene.entities.values(), scene.mentions)
    statement = trial.statement(claim, "")
    types = {key: e.type for key, e in trial.entities.items()}
    if problems := problems_of(statement, types, report.text):
        return "; ".join(problems)
    _, reasons = pass_gate(report.text, tuple(trial.entities.values()), trial.mentions, [statement])
    return "; ".join(GATE.get(reason, reason) for reason in reasons)


def take_decisions(store: Store, item: Decisions) -> Iterator[str]:
    """Keeps what another case decided; tells what the gate does not let through, with the reason."""
    facts, kept = store.reader(), list[Review]()
    for review in item.reviews:
        why = ""
        if review.now is not None:
            why = refused(facts.report(review.report), reviewed(facts, review.report).scene, review.now)
        if why:
            yield f"the review {review.id[:8]} by {review.by}: {why}; left out"
        else:
            kept.append(review)
    ids = {r.id for r in kept}
    with store.writer() as writer:
        writer.put_decisions(item.judgments, item.undoings)
        writer.put_reviews(kept, [u for u in item.review_undoings if u.review in ids])
        writer.put_searches(item.searches)
