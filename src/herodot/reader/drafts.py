"""A statement in the making, before it has ids.

One rule: composers add drafts or refine them; only `assemble` turns them into records.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from herodot.model.records import Certainty, Mood, Polarity, Value, ValueType


@dataclass(slots=True, kw_only=True)  # not frozen: a report has hundreds, and freezing triples what one costs
class Draft:
    """What one place of the text says. Entities are keys of `cast.Cast`; `sides` are the spots that say it, the
    subject's first; `words` is the half-open run of words that carries it."""

    subject: str
    property: str
    value: Value
    value_type: ValueType
    sides: tuple[int, ...]
    words: tuple[int, int]
    score: float
    rule: str
    polarity: Polarity = "affirmed"
    certainty: Certainty = "certain"
    mood: Mood = "actual"
    qualifiers: dict[str, Value] = field(default_factory=dict)
    chain: tuple[str, ...] = ()
