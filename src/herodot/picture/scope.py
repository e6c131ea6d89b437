"""Which part of the picture is asked for: about somebody, in reports with some words, contested, or lately said.

One rule: an answer stays where the board would show its question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from herodot.picture.answers import Answer, statements_of
from herodot.picture.board import ORDER
from herodot.picture.index import Asked, Index

CONTESTED = ORDER[:4]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The answers that were asked for, and whom they are about."""

    about: frozenset[str]
    """Entities that were asked for by name; empty where nobody was."""
    answers: tuple[Answer, ...]
    subjects: frozenset[str]
    """Subjects of those answers, and who was asked for."""
    facts: Mapping[str, Mapping[str, tuple[Answer, ...]]]
    """All answers about each subject by property, those too that were not asked for."""


def scope(
    index: Index,
    about: Collection[str] = (),
    reports: Collection[str] | None = None,
    *,
    contested: bool = False,
    since: str = "",
) -> Scope:
    """The answers to questions in which some entities appear, with a statement in some reports, contested, or with
    something said on or after a day; all answers where nothing is asked for."""
    if not (about or contested or since or reports is not None):
        return index.once(_whole)
    wanted, known = frozenset(about), None if reports is None else frozenset(reports)
    asked: Iterable[Asked] = index.questions_with(wanted) if wanted else index.questions
    if contested:
        disputed = index.once(_contested)
        asked = (key for key in asked if key in disputed)
    if since:
        said = index.once(_last_said)
        asked = (key for key in asked if said[key] >= since)
    if known is not None:
        told = index.once(_told_in)
        asked = (key for key in asked if not known.isdisjoint(told[key]))
    kept = tuple(a for key in asked for a in index.questions[key])
    return Scope(
        about=wanted, answers=kept, subjects=frozenset(a.subject for a in kept) | wanted, facts=index.facts
    )


def _contested(index: Index) -> frozenset[Asked]:
    return frozenset(
        key for key, said in index.questions.items() if any(a.standing in CONTESTED for a in said)
    )


def _last_said(index: Index) -> dict[Asked, str]:
    return {key: max(a.last_said for a in said) for key, said in index.questions.items()}


def _told_in(index: Index) -> dict[Asked, tuple[str, ...]]:
    by_id = index.picture.by_id
    return {
        key: tuple({by_id[i].report for a in said for i in statements_of(a)})
        for key, said in index.questions.items()
    }


def _whole(index: Index) -> Scope:
    answers = tuple(a for answers in index.questions.values() for a in answers)
    subjects = frozenset(a.subject for a in answers)
    return Scope(about=frozenset(), answers=answers, subjects=subjects, facts=index.facts)
