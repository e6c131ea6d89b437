"""How the root commits itself: affirmed or denied, how certain, and whether it is, is wanted, planned or depends.

One rule: plain assertion unless words or the network say otherwise; cue words are general English, in `modality.json`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources

from herodot.model.records import Certainty, Mood, Polarity
from herodot.reader.candidates import Spot
from herodot.reader.labels import Labels
from herodot.reader.links import Link
from herodot.reader.parse import Parse

DENIED, UNSURE, MOODY = 0.5, 0.5, 0.5
"""Least probability at which the network's word is taken against plain assertion."""
NOBODY = frozenset(("nobody", "none", "nothing", "noone"))
CUE_REACH = 6
"""Words before or after a trigger among which its auxiliaries and adverbs are looked for."""


@cache
def cues() -> dict[str, frozenset[str]]:
    """Cue words by what they say. Right where they hang on the trigger itself: negations 14 of 18, possible 7 of 8,
    planned 15 of 18, wanted 28 of 36, probable about half, on six annotated worlds."""
    text = resources.files(__package__).joinpath("modality.json").read_text("utf-8")
    return {kind: frozenset(words) for kind, words in json.loads(text).items()}


def modality_of(
    parse: Parse, spots: Sequence[Spot], link: Link, labels: Labels
) -> tuple[Polarity, Certainty, Mood]:
    """Modality of what a link says: the network's word, and where it is plain assertion that of the cue words."""
    polarity: Polarity = "denied" if link.denied >= DENIED else "affirmed"
    certainty = _choose(labels.certainties, link.certainty, UNSURE)
    mood = _choose(labels.moods, link.mood, MOODY)
    if spots[link.subject].kind == "Event":
        said = _said(parse, spots[link.subject].start)
        if "negations" in said:
            polarity = "denied"
        if certainty == "certain":
            certainty = next((c for c in ("possible", "probable") if c in said), certainty)
        if mood == "actual":
            mood = next((m for m in ("wanted", "planned") if m in said), mood)
    return polarity, certainty, mood  # type: ignore[return-value]


def _said(parse: Parse, trigger: int) -> set[str]:
    """What the auxiliaries, adverbs and determiners that hang on a trigger say."""
    found = set()
    for n in range(max(0, trigger - CUE_REACH), min(len(parse.words), trigger + CUE_REACH + 1)):
        word = parse.words[n]
        if word.head == trigger and n != trigger and word.relation in ("aux", "advmod", "det"):
            found |= {kind for kind, words in cues().items() if word.text.lower() in words}
        if word.head == trigger and word.relation.startswith(("nsubj", "obj")) and _nobody(parse, n):
            found.add("negations")
    return found


def _nobody(parse: Parse, word: int) -> bool:
    """Whether a word, with what stands before it, is nobody: "nobody", "no one", "no civilians"."""
    if parse.words[word].text.lower() in NOBODY:
        return True
    before = range(max(0, word - 3), word)
    return any(parse.words[n].text.lower() == "no" and parse.words[n].head == word for n in before)


def _choose(names: Sequence[str], chances: Sequence[float], least: float) -> str:
    """The likeliest name but the first, if its kind is likely enough; else the first."""
    if 1.0 - chances[0] < least:
        return names[0]
    return max(zip(chances[1:], names[1:], strict=True))[1]
