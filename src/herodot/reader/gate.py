"""What may be stored: the one check that every reader's statements pass.

One rule: what fails is counted by its reason and dropped, never mended.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from herodot.model.records import Entity, Mention, Statement
from herodot.model.vocabulary import problems_of
from herodot.values.numbers import find_numbers


def pass_gate(
    text: str, entities: Sequence[Entity], mentions: Sequence[Mention], statements: Sequence[Statement]
) -> tuple[tuple[Statement, ...], dict[str, int]]:
    """The statements that hold, in order, and how many failed for each reason.

    Evidence must be exactly the text at its place; subject and value must be mentioned in the report; every number
    that a statement gives must stand in its evidence; the vocabulary must allow it.
    """
    mentioned = {m.entity for m in mentions}
    types = {e.id: e.type for e in entities}
    rejected: Counter[str] = Counter()
    kept = []
    for statement in statements:
        reason = _reason(text, mentioned, types, statement)
        if reason:
            rejected[reason] += 1
        else:
            kept.append(statement)
    return tuple(kept), dict(sorted(rejected.items()))


def _reason(text: str, mentioned: set[str], types: dict[str, str], statement: Statement) -> str | None:
    if not statement.evidence or any(
        text[e.start : e.end] != e.text or not e.text for e in statement.evidence
    ):
        return "evidence is not the text"
    if statement.subject not in mentioned:
        return "subject is not mentioned"
    if statement.value_type == "entity" and statement.value not in mentioned:
        return "value is not mentioned"
    words = " ".join(e.text for e in statement.evidence)
    numbers = [statement.value] if statement.value_type == "number" else []
    numbers += [v for k, v in statement.qualifiers.items() if k in ("at_least", "at_most")]
    if numbers and not set(map(_number, numbers)) <= numbers_in(words):
        return "number is not in the evidence"
    if (
        statement.value_type == "text"
        and statement.property != "event_type"
        and str(statement.value) not in words
    ):
        return "value is not in the evidence"
    if problems_of(statement, types):
        return "outside the vocabulary"
    return None


def numbers_in(words: str) -> set[float]:
    """Every number that words state, with its bounds."""
    found = {
        float(re.sub(r",", "", m)) for m in re.findall(r"(?<![\d,.])\d+(?:,\d{3})*(?:\.\d+)?(?!,?\d)", words)
    }
    for n in find_numbers(words):
        found |= {float(v) for v in (n.value, n.at_least, n.at_most) if v is not None}
    return found


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")
