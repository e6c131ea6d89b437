"""The steps of matching, in their order: which pairs each compares, by what, and from which score two are one.

One rule: sure things first; see `resolve`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from herodot.identity.blocking import described_pairs, ends, event_pairs, has_kind, name_pairs, tie_pairs
from herodot.identity.columns import Bools, Columns, Ints
from herodot.identity.events import EVENT_FEATURES, EVENT_JOINED, EVENT_PERHAPS, EVENT_UNDECIDED, may_be_one
from herodot.identity.names import grade
from herodot.identity.profile import Profile
from herodot.identity.reasons import FEATURES, JOINED, UNDECIDED, Feature
from herodot.identity.sorted_sets import united

Scores = NDArray[np.int16]
FAR = np.int16(-(2**15))
"""The score of a pair that speaks too little for being one to be looked at again."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step."""

    pairs: Callable[[Columns, Ints, Ints], Ints]
    """Of the columns, the clusters so far and the copied pairs."""
    fits: Callable[[Profile, Profile], bool]
    features: tuple[Feature, ...]
    joined: float
    undecided: float
    """From which a person should decide."""
    perhaps: float
    """From which a pair is shown beside one of the two."""


def _of_kind(columns: Columns, copied: Ints, *, events: bool) -> Ints:
    one, other = ends(copied)
    event = has_kind(columns, "Event")
    same = columns.each.kind[one] == columns.each.kind[other]
    kept: Bools = same & (event[one] == events)
    return copied[kept]


def _any(one: Profile, other: Profile) -> bool:
    return True


def _lacks_a_name(one: Profile, other: Profile) -> bool:
    return not (one.folded and other.folded) or grade(one, other) == "part"


_TIES = Step(lambda c, top, _: tie_pairs(c, top), _lacks_a_name, FEATURES, JOINED, UNDECIDED, UNDECIDED)
_EVENTS = Step(
    lambda c, top, copied: united(event_pairs(c, top), _of_kind(c, copied, events=True)),
    may_be_one, EVENT_FEATURES, EVENT_JOINED, EVENT_UNDECIDED, EVENT_PERHAPS,
)  # fmt: skip
STEPS: tuple[Step, ...] = (
    Step(lambda c, _, __: name_pairs(c), _any, FEATURES, JOINED, UNDECIDED, UNDECIDED),
    Step(
        lambda c, _, copied: united(described_pairs(c), _of_kind(c, copied, events=False)),
        _any, FEATURES, JOINED, UNDECIDED, UNDECIDED,
    ),
    _TIES, _EVENTS, _EVENTS, _TIES,
)  # fmt: skip
AGAIN: Mapping[int, int] = {4: 3, 5: 2}
"""Steps that look once more, and the step whose pairs they look at."""
