"""What may be one event side by side: both accounts, who gives them in which words, and why they may be one.

One rule: joined by nobody, and named so; an answer is shown with who says it and how it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.model.vocabulary import load_vocabulary
from herodot.pages.picture import question_from_json
from herodot.picture.answers import same_value
from herodot.picture.board import BoardAnswer, Question, Quote
from herodot.picture.perhaps import Near, first_of, near_events, places_of, why
from herodot.reviewing import members
from herodot.values.edtf import bounds, is_valid
from herodot.values.names import fold

if TYPE_CHECKING:
    from herodot.workspace import CaseReader, KeptEntity

ROWS, ANSWERS, WORDS = 6, 3, 2
"""Questions that are set side by side, answers of each side to one, and quotes of an answer."""
TELLING = ("actor", "target", "place", "date")
"""After numbers, what tells two events apart first; shown also where one side alone says it."""
NOT_COMPARED = frozenset({"part_of", "because_of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldIn:
    """A report that tells of it."""

    report: str
    outlet: str
    published: str
    """Empty where that is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneAnswer:
    """An answer of one side."""

    shown: str
    standing: str
    """Empty where it is only wanted, planned or supposed."""
    affirmed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    quotes: tuple[Quote, ...]
    """Some of the words, of those who affirm it and of those who do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """One question with the answers of both."""

    property: str
    question: str
    """In words, without whom it is about."""
    differs: bool
    """Whether both sides have answers and none of one is any of the other, where an event has but one."""
    here: tuple[OneAnswer, ...]
    there: tuple[OneAnswer, ...]
    left_out: int
    """Answers of either side that are not among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PerhapsSame:
    """An event that may be the same as the one that a page is about."""

    event: str
    shown: str
    reports: tuple[ToldIn, ...]
    reports_left_out: int
    place: str
    """Where it is mentioned, REPORT:START-END: that stands for it also when it was joined to something since."""
    here_place: str
    """The same of the one that the page is about."""
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    questions: tuple[SideBySide, ...]
    questions_left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PerhapsList:
    """Events that may be the same as the one that a page is about, the nearest first."""

    found: tuple[PerhapsSame, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PerhapsAnswer:
    """What is answered to the same question of an event that may be the same."""

    event: str
    shown: str
    answers: tuple[OneAnswer, ...]
    """None where it is not asked of that event."""
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPerhaps:
    """An event with others that may be the same."""

    event: str
    shown: str
    perhaps: PerhapsList


NONE = PerhapsList(found=(), left_out=0)
MANY_REPORTS = 5


def perhaps_same(facts: CaseReader, event: str) -> PerhapsList:
    """The events that may be one with a resolved event; from the kept picture, which must be up to date."""
    near, left_out = first_of(near_events(facts, event))
    if not near:
        return NONE
    ends = [key for n in near for key in (n.mine, n.theirs)]
    told, places = members(facts, ends), places_of(facts, ends)
    reasons = why(facts, near, {key: told[key].report for key in ends})
    here = _questions(facts, event)
    found = []
    for n, doubt in zip(near, reasons, strict=True):
        rows = side_by_side(here, _questions(facts, n.event))
        reports = _reports(facts, n.event)
        found.append(
            PerhapsSame(
                event=n.event, shown=_shown(facts, n), reports=reports[:MANY_REPORTS],
                reports_left_out=max(0, len(reports) - MANY_REPORTS),
                place=places[n.theirs], here_place=places[n.mine],
                speaks_for=tuple(r.words for r in doubt.reasons if r.weight > 0),
                speaks_against=tuple(r.words for r in doubt.reasons if r.weight < 0),
                questions=rows[:ROWS], questions_left_out=max(0, len(rows) - ROWS),
            )
        )  # fmt: skip
    return PerhapsList(found=tuple(found), left_out=left_out)


def events_perhaps(facts: CaseReader, events: Iterable[KeptEntity]) -> tuple[EventPerhaps, ...]:
    """Those of some resolved events to which others come near."""
    found = (EventPerhaps(event=e.id, shown=e.shown, perhaps=perhaps_same(facts, e.id)) for e in events)
    return tuple(each for each in found if each.perhaps.found)


def perhaps_answers(facts: CaseReader, event: str, property_: str) -> tuple[PerhapsAnswer, ...]:
    """What is answered to a question about an event of those that may be the same; such that have an answer first."""
    if property_ in NOT_COMPARED:
        return ()
    found = []
    for n in first_of(near_events(facts, event))[0]:
        asked = next((q for q in _questions(facts, n.event) if q.property == property_), None)
        answers = asked.answers if asked else ()
        found.append(
            PerhapsAnswer(
                event=n.event, shown=_shown(facts, n), answers=tuple(map(_one, answers[:ANSWERS])),
                left_out=max(0, len(answers) - ANSWERS),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda p: not p.answers))


def side_by_side(here: Iterable[Question], there: Iterable[Question]) -> tuple[SideBySide, ...]:
    """The questions that both answer, and of what tells events apart those that one does; the most telling first:
    numbers, who, where and when before the rest, what is told otherwise before what is told alike."""
    sides = [
        {q.property: q.answers for q in side if q.property not in NOT_COMPARED} for side in (here, there)
    ]
    both, either = sides[0].keys() & sides[1].keys(), sides[0].keys() | sides[1].keys()
    rows = [
        _row(name, sides[0].get(name, ()), sides[1].get(name, ()))
        for name in either
        if name in both or is_telling(name)
    ]
    return tuple(sorted(rows, key=_place))


def is_telling(property_: str) -> bool:
    """Whether a property tells events apart before others do."""
    return property_.endswith("_count") or property_ in TELLING


def _place(row: SideBySide) -> tuple[bool, bool, bool, int, str]:
    is_number = row.property.endswith("_count")
    order = TELLING.index(row.property) if row.property in TELLING else len(TELLING)
    return not (row.here and row.there), not row.differs, not is_number, order, row.property


def _row(name: str, here: Sequence[BoardAnswer], there: Sequence[BoardAnswer]) -> SideBySide:
    mine, theirs = ([a for a in side if a.affirmed] for side in (here, there))
    rule = load_vocabulary().properties[name]
    return SideBySide(
        property=name,
        question=rule.question,
        differs=bool(rule.functional and mine and theirs)
        and not any(_agree(a, b) for a in mine for b in theirs),
        here=tuple(map(_one, here[:ANSWERS])),
        there=tuple(map(_one, there[:ANSWERS])),
        left_out=max(0, len(here) - ANSWERS) + max(0, len(there) - ANSWERS),
    )


def _agree(one: BoardAnswer, other: BoardAnswer) -> bool:
    """Whether two answers may both be right as they stand."""
    a, b = (str(x.value).rstrip("~?") for x in (one, other))
    if one.value_type == other.value_type == "date" and is_valid(a) and is_valid(b):
        (low, high), (first, last) = bounds(a), bounds(b)
        return low <= last and first <= high
    # Two whom nobody joined may be called alike; that is no other answer.
    return same_value(one, other) or fold(one.shown) == fold(other.shown)


def _one(answer: BoardAnswer) -> OneAnswer:
    quotes = {q.how: q for q in reversed(answer.quotes)}
    first = [q for q in answer.quotes if quotes[q.how] is q]
    return OneAnswer(
        shown=answer.shown, standing=answer.standing, affirmed_by=answer.affirmed_by, denied_by=answer.denied_by,
        quotes=tuple(first[:WORDS]),
    )  # fmt: skip


def _questions(facts: CaseReader, event: str) -> list[Question]:
    return [question_from_json(page) for page in facts.kept_about([event])]


def _shown(facts: CaseReader, near: Near) -> str:
    held = facts.kept_entity(near.event)
    return held.shown if held else near.event


def _reports(facts: CaseReader, event: str) -> tuple[ToldIn, ...]:
    parts = members(facts, facts.kept_members([event]))
    held = [facts.report(key) for key in dict.fromkeys(e.report for e in parts.values())]
    held.sort(key=lambda r: (r.published or "", r.id))
    return tuple(ToldIn(report=r.id, outlet=r.outlet, published=r.published or "") for r in held)
