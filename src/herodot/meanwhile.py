"""What others decided while a page lay open: of a report's statements, a question, somebody, who is who, all.

One rule: part of `workspace`; it asks only rows that came since, and never makes a picture, so that open pages may
ask often.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.model.errors import BadValue
from herodot.model.records import Claim, Judgment, Mark, Review
from herodot.store.meanwhile import (
    KINDS,
    Decided,
    Judged,
    decided_after,
    decided_until,
    entities_at,
    judged_after,
    sides_of,
)

if TYPE_CHECKING:
    from herodot.store import CaseReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """What others decided."""

    number: int
    """Of statements or pairs that they decided on."""
    by: tuple[str, ...]
    """Who, each once."""


def how_far(facts: CaseReader) -> str:
    """How far decisions have come, for a page to ask from there; to be asked before all that the page shows."""
    return ".".join(map(str, decided_until(facts)))


def since(words: str) -> tuple[int, ...]:
    """What `how_far` gave. Raises `BadValue` for anything else."""
    parts = words.split(".")
    if len(parts) != len(KINDS) or not all(p.isascii() and p.isdigit() and len(p) < 16 for p in parts):
        raise BadValue(f"{words[:40]!r} does not say since when; load the page again")
    return tuple(map(int, parts))


def on_report(facts: CaseReader, report: str, until: str) -> Meanwhile:
    """What was decided of a report's statements."""
    return _of_statements(decided_after(facts, since(until), report))


def on_question(facts: CaseReader, about: str, property_: str, until: str) -> Meanwhile:
    """What was decided of statements that answer a question, and of who they are of whom it speaks."""
    after, sides = since(until), sides_of(facts, about, property_)
    if not sides:
        return on_case(facts, until)
    told = [d for d in decided_after(facts, after) if _speaks_of(facts, d.review, {about}, property_)]
    return _of_both(told, [j for j in judged_after(facts, after) if _joins(facts, j.judgment, sides)])


def on_entities(facts: CaseReader, entities: Collection[str], until: str) -> Meanwhile:
    """What was decided of statements that speak of any of those, and of who they are."""
    after = since(until)
    told = [d for d in decided_after(facts, after) if _speaks_of(facts, d.review, entities)]
    return _of_both(told, [j for j in judged_after(facts, after) if _joins(facts, j.judgment, entities)])


def on_case(facts: CaseReader, until: str) -> Meanwhile:
    """What was decided of anything."""
    after = since(until)
    return _of_both(decided_after(facts, after), judged_after(facts, after))


def on_identity(facts: CaseReader, until: str) -> Meanwhile:
    """What was decided of who is who."""
    judged = judged_after(facts, since(until))
    return Meanwhile(
        number=len({_pair(j.judgment) for j in judged}), by=tuple(dict.fromkeys(j.by for j in judged))
    )


def on_pair(facts: CaseReader, judgment: Judgment, until: str) -> tuple[str, ...]:
    """Who decided on the same two as a judgment, before it but after the page was made that it was sent from."""
    earlier = list[str]()
    for each in judged_after(facts, since(until)):
        if each.judgment.id == judgment.id:
            break
        if _pair(each.judgment) == _pair(judgment):
            earlier.append(each.by)
    return tuple(dict.fromkeys(earlier))


def _of_both(told: Iterable[Decided], judged: Collection[Judged]) -> Meanwhile:
    of_statements = _of_statements(told)
    return Meanwhile(
        number=of_statements.number + len({_pair(j.judgment) for j in judged}),
        by=tuple(dict.fromkeys((*of_statements.by, *(j.by for j in judged)))),
    )


def _of_statements(told: Iterable[Decided]) -> Meanwhile:
    found = list(told)
    return Meanwhile(
        number=len({(d.review.report, d.review.statement or d.review.id) for d in found}),
        by=tuple(dict.fromkeys(d.by for d in found)),
    )


def _speaks_of(facts: CaseReader, review: Review, entities: Collection[str], property_: str = "") -> bool:
    """Whether what a review is of, or what it says instead, speaks of any of those entities, and has that property."""
    for claim in (review.of, review.now):
        if claim is not None and property_ in ("", claim.property):
            found = entities_at(facts, _places(claim, review.report))
            if not found or not found.isdisjoint(entities):
                return True
    return False


def _joins(facts: CaseReader, judgment: Judgment, entities: Collection[str]) -> bool:
    """Whether a judgment is of any of those entities."""
    return not entities_at(facts, (judgment.one, judgment.other)).isdisjoint(entities)


def _places(claim: Claim, report: str) -> list[Mark]:
    return [
        Mark(report=report, start=p.start, end=p.end)
        for p in (claim.subject, claim.entity)
        if p is not None and p.start is not None and p.end is not None
    ]


def _pair(judgment: Judgment) -> tuple[Mark, ...]:
    return tuple(sorted((judgment.one, judgment.other), key=lambda m: (m.report, m.start, m.end)))
