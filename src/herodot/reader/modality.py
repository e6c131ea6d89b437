"""How the root commits itself: affirmed or denied, how certain, and whether it is, is wanted, planned or depends.

One rule: plain assertion unless words or the network say otherwise; cue words are general English, in `modality.json`.
"""

from __future__ import annotations

from collections.abc import Sequence

from herodot.model.records import Certainty, Mood, Polarity
from herodot.reader.candidates import Spot
from herodot.reader.labels import Labels
from herodot.reader.links import Link
from herodot.reader.parse import Parse

DENIED, UNSURE, MOODY = 0.5, 0.5, 0.5
"""Least probability at which the network's word is taken against plain assertion."""


def modality_of(
    parse: Parse, spots: Sequence[Spot], link: Link, labels: Labels
) -> tuple[Polarity, Certainty, Mood]:
    """Modality of what a link says."""
    polarity: Polarity = "denied" if link.denied >= DENIED else "affirmed"
    certainty = _choose(labels.certainties, link.certainty, UNSURE)
    mood = _choose(labels.moods, link.mood, MOODY)
    return polarity, certainty, mood  # type: ignore[return-value]


def _choose(names: Sequence[str], chances: Sequence[float], least: float) -> str:
    """The likeliest name but the first, if its kind is likely enough; else the first."""
    if 1.0 - chances[0] < least:
        return names[0]
    return max(zip(chances[1:], names[1:], strict=True))[1]
