"""What people decided of statements, as a function of the stored rows: which statements count, and in which words.

One rule: the reader's own statement is never changed; beside it stands what counts instead, and why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from herodot.model.records import Claim, Entity, Mention, Pointer, Review, ReviewUndoing, Statement
from herodot.model.vocabulary import problems_of
from herodot.picture.scene import Scene, entities_of

State = Literal["read", "added", "accepted", "corrected", "rejected", "deferred", "taken back"]
STATES: Mapping[str, State] = {
    "accept": "accepted", "reject": "rejected", "correct": "corrected", "defer": "deferred",
}  # fmt: skip
UNCOUNTED = ("rejected", "taken back")
"""States in which a statement is no part of the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One review in the history of a statement."""

    review: Review
    in_force: bool
    undone_by: str
    undone_at: str
    unseen: tuple[str, ...]
    """Who had decided on the same statement before without this person having seen it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One statement with what people decided of it."""

    id: str
    """As it was read or added, whatever it was corrected to."""
    read: Statement | None
    """As the reader has it; `None` for what a person added."""
    first: Statement
    """As it was read or added."""
    now: Statement
    """As it counts, or would if it did."""
    state: State
    history: tuple[Decision, ...]
    seen: tuple[str, ...]
    """Ids of all reviews and undoings of it: what whoever sees it now has seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedReport:
    """All statements of a report with what people decided."""

    report: str
    entities: tuple[Entity, ...]
    """Of what counts: the reader's, and those that reviewers had to make."""
    mentions: tuple[Mention, ...]
    lines: tuple[Reviewed, ...]
    lost: tuple[Decision, ...]
    """Reviews of what no current reading says any more."""
    scene: Scene
    """With those too that no statement that counts needs."""

    def counted(self, min_confidence: float = 0.0) -> tuple[Statement, ...]:
        """The statements that the picture is made from; what a person decided on is sure enough."""
        found = {
            line.now.id: line.now
            for line in self.lines
            if line.state not in UNCOUNTED and (line.state != "read" or line.now.confidence >= min_confidence)
        }
        return tuple(found.values())

    @property
    def set_aside(self) -> tuple[Statement, ...]:
        """The reader's statements that do not count as they are."""
        return tuple(
            line.read
            for line in self.lines
            if line.read and (line.state in UNCOUNTED or line.now.id != line.read.id)
        )


@dataclass(slots=True)
class _Line:
    id: str
    read: Statement | None
    first: Statement
    adding: list[Decision] = field(default_factory=list)
    deciding: list[Decision] = field(default_factory=list)


def decisions(reviews: Sequence[Review], undoings: Iterable[ReviewUndoing]) -> tuple[Decision, ...]:
    """Each review, and whether it holds: the last undoing or redoing of it counts."""
    last = {u.review: u for u in undoings}
    made = []
    for review in reviews:
        step = last.get(review.id)
        undone = step if step is not None and step.undone else None
        made.append(
            Decision(
                review=review,
                in_force=undone is None,
                undone_by=undone.by if undone else "",
                undone_at=undone.at if undone else "",
                unseen=(),
            )
        )
    return tuple(made)


def review_report(
    scene: Scene,
    statements: Sequence[Statement],
    reviews: Sequence[Review],
    undoings: Sequence[ReviewUndoing],
) -> ReviewedReport:
    """The report's statements as they count. `scene` and `statements`: the current reading.

    1. additions become statements, 2. each review finds its statement, 3. the last review in force decides.
    """
    taken = decisions(reviews, undoings)
    lines = {s.id: _Line(id=s.id, read=s, first=s) for s in statements}
    lost = [d for d in taken if d.review.kind == "add" and not _add(scene, lines, d)]
    places = _places(lines)
    for d in taken:
        if d.review.kind != "add":
            line = lines.get(d.review.statement) or _found(scene, places, d.review.of)
            (line.deciding if line else lost).append(d)
    decided = tuple(_decided(scene, line, undoings, lost) for line in lines.values())
    used = {e for line in decided if line.state not in UNCOUNTED for e in entities_of(line.now)}
    entities, mentions = scene.without(scene.made - used)
    return ReviewedReport(
        report=scene.report,
        entities=entities,
        mentions=mentions,
        lines=decided,
        lost=tuple(lost),
        scene=scene,
    )


def _add(scene: Scene, lines: dict[str, _Line], d: Decision) -> bool:
    """Puts an addition among the lines; not where today's vocabulary does not let it stand."""
    assert d.review.now is not None
    made = scene.statement(d.review.now, d.review.id)
    if not _may_stand(scene, made):
        return False
    lines.setdefault(made.id, _Line(id=made.id, read=None, first=made)).adding.append(d)
    return True


def _may_stand(scene: Scene, statement: Statement) -> bool:
    return not problems_of(statement, {key: e.type for key, e in scene.entities.items()})


Place = tuple[object, ...]


def _places(lines: Mapping[str, _Line]) -> dict[Place, list[_Line]]:
    found: dict[Place, list[_Line]] = defaultdict(list)
    for line in lines.values():
        found[_place(line.first)].append(line)
    return found


def _place(s: Statement) -> Place:
    """All that a statement says, but not in which words."""
    limits = tuple(sorted((k, str(v)) for k, v in s.qualifiers.items()))
    return (s.subject, s.property, str(s.value), limits, s.chain, s.polarity, s.certainty, s.mood)


def _found(scene: Scene, places: Mapping[Place, list[_Line]], of: Claim | None) -> _Line | None:
    """The line that says what the reviewed statement said, in words that overlap its words."""
    if of is None or any(scene.find(p) is None for p in pointers_of(of)):
        return None
    said = scene.statement(of, "")
    for line in places.get(_place(said), ()):
        if any(a.start < b.end and b.start < a.end for a in said.evidence for b in line.first.evidence):
            return line
    return None


def pointers_of(claim: Claim) -> tuple[Pointer, ...]:
    """Everybody whom a claim points to."""
    return (claim.subject, *claim.chain, *(p for p in (claim.entity, claim.area) if p is not None))


def _decided(scene: Scene, line: _Line, undoings: Sequence[ReviewUndoing], lost: list[Decision]) -> Reviewed:
    added = any(d.in_force for d in line.adding)
    state: State = "read" if line.read else "added" if added else "taken back"
    now = line.first
    for d in (d for d in line.deciding if d.in_force and state != "taken back"):
        if d.review.now is not None:
            corrected = scene.statement(d.review.now, d.review.id)
            if not _may_stand(scene, corrected):
                lost.append(d)
                continue
            now = corrected
        # Who accepts or defers after a correction decides on the corrected words.
        state = STATES[d.review.kind]
    history = (*line.adding, *line.deciding)
    ids = {d.review.id for d in history}
    steps = [u for u in undoings if u.review in ids]
    return Reviewed(
        id=line.id,
        read=line.read,
        first=line.first,
        now=now,
        state=state,
        history=tuple(_with_unseen(d, history[:n], steps) for n, d in enumerate(history)),
        seen=(*ids_of(history), *(u.id for u in steps)),
    )


def ids_of(history: Iterable[Decision]) -> tuple[str, ...]:
    """The reviews' ids, in order."""
    return tuple(d.review.id for d in history)


def _with_unseen(d: Decision, before: Sequence[Decision], steps: Iterable[ReviewUndoing]) -> Decision:
    names = [b.review.by for b in before if b.review.id not in d.review.seen and b.review.kind != "add"]
    names += [u.by for u in steps if u.at < d.review.at and u.id not in d.review.seen]
    return Decision(
        review=d.review,
        in_force=d.in_force,
        undone_by=d.undone_by,
        undone_at=d.undone_at,
        unseen=tuple(dict.fromkeys(names)),
    )
