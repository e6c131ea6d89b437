"""Which part of the picture is asked for: about somebody, in reports with some words, contested, or lately said.

One rule: an answer stays where the board would show its question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from herodot.picture.answers import Answer, question, statements_of
from herodot.picture.board import ORDER
from herodot.picture.picture import Picture

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
    picture: Picture,
    about: Collection[str] = (),
    reports: Collection[str] | None = None,
    *,
    contested: bool = False,
    since: str = "",
) -> Scope:
    """The answers to questions in which some entities appear, with a statement in some reports, contested, or with
    something said on or after a day; all answers where nothing is asked for."""
    grouped: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    facts: dict[str, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for a in picture.answers:
        grouped[question(a.subject, a.property, a.value)].append(a)
        facts[a.subject][a.property].append(a)
    wanted, known = frozenset(about), None if reports is None else frozenset(reports)

    def stays(answers: list[Answer]) -> bool:
        return (
            (not wanted or any(a.subject in wanted or str(a.value) in wanted for a in answers))
            and (not contested or any(a.standing in CONTESTED for a in answers))
            and (not since or any(a.last_said >= since for a in answers))
            and (
                known is None
                or any(picture.by_id[i].report in known for a in answers for i in statements_of(a))
            )
        )

    kept = tuple(a for answers in grouped.values() if stays(answers) for a in answers)
    return Scope(
        about=wanted,
        answers=kept,
        subjects=frozenset(a.subject for a in kept) | wanted,
        facts={key: {p: tuple(said) for p, said in all_.items()} for key, all_ in facts.items()},
    )
