"""What the network learns from: word sequences with labels, whatever corpus they came from.

One rule: labels stand at words; a task that a corpus does not annotate is absent from its examples, never a blank.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

IGNORED = -100
"""Label of a word that counts for nothing in the loss."""

NAME_TYPES = ("Person", "Location", "Organization", "Date", "Money", "Product", "NORP", "Facility", "Misc")
ENTITY_TYPES = ("Person", "Organization", "PublicBody", "Place", "Group", "Work")
ATTRIBUTION = ("source", "cue", "content")
PHRASES = ("role", "occupation", "weapon")
EVENT_TYPES = tuple(
    "raid clash armed_attack bombing suicide_bombing air_strike shelling assassination execution death kidnapping "
    "arrest trial seizure sanction release escape surrender withdrawal meeting agreement ceasefire demand threat "
    "accusation announcement pledge appointment resignation deployment protest displacement aid".split()
)


def bio(types: Sequence[str]) -> list[str]:
    """`O`, then `B-` and `I-` of each type."""
    return ["O"] + [f"{mark}-{kind}" for kind in types for mark in "BI"]


TAGS: dict[str, list[str]] = {
    "names": bio(NAME_TYPES),
    "outer": bio(ENTITY_TYPES),
    "inner": bio(ENTITY_TYPES),
    "triggers": bio(EVENT_TYPES),
    "attribution": bio(ATTRIBUTION),
    "phrases": bio(PHRASES),
}


@dataclass(slots=True)
class Example:
    """One text. `labels[task][i]` is the label index of word `i`; `sentences[i]` the number of its sentence."""

    id: str
    words: list[str]
    sentences: list[int]
    labels: dict[str, list[int]] = field(default_factory=dict)
    heads: list[int] | None = None
    """Index of each word's head in `words`; a root is its own head."""


def is_dev(name: str) -> bool:
    """Whether a document without a given split belongs to the dev part."""
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % 10 == 1


def tag_spans(length: int, spans: Iterable[tuple[int, int, str]], task: str) -> list[int]:
    """Label indices for half-open word spans; where two overlap, the first given stands."""
    index = {tag: n for n, tag in enumerate(TAGS[task])}
    labels = [0] * length
    for start, end, kind in spans:
        if start < end and not any(labels[start:end]):
            labels[start] = index[f"B-{kind}"]
            labels[start + 1 : end] = [index[f"I-{kind}"]] * (end - start - 1)
    return labels


def sentence_numbers(text: str, offsets: list[tuple[int, int]]) -> list[int]:
    """A new sentence after a full stop, question or exclamation mark before a capital, and at a blank line."""
    numbers, number = [], 0
    for n, (a, _) in enumerate(offsets):
        if n:
            gap = text[offsets[n - 1][1] : a]
            before = text[max(0, offsets[n - 1][0] - 3) : offsets[n - 1][1]]
            ended = re.search(r"[.!?][\"”’)\]]*$", before) and not re.search(r"\b[A-Z]\.$", before)
            starts = text[a].isupper() or text[a] in '“"‘(['
            if "\n" in gap or (ended and starts and gap):
                number += 1
        numbers.append(number)
    return numbers


def spans(labels: list[int], task: str) -> set[tuple[int, int, str]]:
    """Spans of a tag sequence."""
    found, start, kind = set(), 0, ""
    for n, label in enumerate([*labels, 0]):
        tag = TAGS[task][label] if label >= 0 else "O"
        if kind and (tag[0] != "I" or tag[2:] != kind):
            found.add((start, n, kind))
            kind = ""
        if tag[0] == "B" or (tag[0] == "I" and not kind):
            start, kind = n, tag[2:]
    return found
