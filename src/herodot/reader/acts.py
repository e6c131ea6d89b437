"""Acts of saying: a word that says, who says it, and through which medium.

One rule: an act without a source that the text names is kept, because it ends the voice before it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from herodot.reader.candidates import Spot
from herodot.reader.parse import Parse

NO_SOURCES = ("Event", "date", "number", "role", "occupation", "weapon", "Place")
"""Kinds of spots that say nothing."""
INHERITS = ("conj", "xcomp", "advcl", "parataxis", "acl", "ccomp")
"""A verb without a subject that hangs on another by one of these has the other's."""
TELLS = frozenset("tell tells told telling inform informs informed".split())
TALKS = frozenset(
    "statement interview comments remarks message call email briefing spoke speaking wrote told".split()
)


@dataclass(frozen=True, slots=True)
class Act:
    """The word `cue` says; `source` is a spot or `None`; `media` are the spots it was said to; `kind` is `verb`,
    `according`, or `head` where only the attribution head found it."""

    cue: int
    source: int | None
    media: tuple[int, ...]
    kind: str


@cache
def lexicon() -> dict[str, Any]:
    """The shipped words and weights of `attribution.json`, read once."""
    data: dict[str, Any] = json.loads((files("herodot.reader") / "attribution.json").read_text("utf-8"))
    return data


def find_acts(parse: Parse, spots: Sequence[Spot]) -> list[Act]:
    """The acts of a text in order. Linear in its words."""
    verbs = frozenset(lexicon()["verbs"])
    cover = _cover(spots)
    below: list[list[int]] = [[] for _ in parse.words]
    for n, word in enumerate(parse.words):
        if word.head != n:
            below[word.head].append(n)
    cues = {n for t in parse.spans["attribution"] if t.label == "cue" for n in range(t.start, t.end)}
    acts: list[Act] = []
    for n, word in enumerate(parse.words):
        text = word.text.lower()
        if text == "according" and n + 2 < len(parse.words):
            acts.append(Act(n, _after(parse, cover, n + 2), (), "according"))
        elif (text in verbs or n in cues) and word.pos in ("VERB", "AUX"):
            if any(parse.words[c].relation == "aux:pass" for c in below[n]) and text in TELLS:
                acts.append(Act(n, None, (), "verb"))
                continue
            source = _subject(parse, cover, below, n)
            acts.append(
                Act(n, source, _media(parse, spots, cover, below, n), "verb" if text in verbs else "head")
            )
    return acts


def _cover(spots: Sequence[Spot]) -> dict[int, int]:
    """For each word the widest spot over it that could speak."""
    cover: dict[int, int] = {}
    for n, s in sorted(enumerate(spots), key=lambda row: row[1].start - row[1].end):
        if s.kind not in NO_SOURCES:
            for word in range(s.start, s.end):
                cover.setdefault(word, n)
    return cover


def _after(parse: Parse, cover: dict[int, int], start: int) -> int | None:
    """The first spot behind "according to", within its sentence."""
    for n in range(start, min(start + 6, len(parse.words))):
        if parse.words[n].sentence != parse.words[start].sentence:
            return None
        if n in cover:
            return cover[n]
    return None


def _subject(parse: Parse, cover: dict[int, int], below: list[list[int]], verb: int) -> int | None:
    """The spot of a verb's subject, or of the subject of the verb that it hangs on."""
    for _ in range(4):
        subjects = [c for c in below[verb] if parse.words[c].relation.startswith(("nsubj", "obl:agent"))]
        if subjects:
            best = subjects[-1] if parse.words[subjects[-1]].relation == "obl:agent" else subjects[0]
            spot = _spot_of(parse, cover, below, best)
            if spot is None and parse.words[best].text.lower() in ("who", "which", "that"):
                spot = cover.get(parse.words[verb].head)
            return spot
        if parse.words[verb].relation == "acl":
            return cover.get(parse.words[verb].head)
        if parse.words[verb].relation not in INHERITS or parse.words[verb].head == verb:
            return None
        verb = parse.words[verb].head
    return None


def _spot_of(parse: Parse, cover: dict[int, int], below: list[list[int]], word: int) -> int | None:
    """The spot over a word, or over the name that is put beside a title."""
    names = [c for c in below[word] if parse.words[c].relation in ("appos", "flat") and c in cover]
    if word in cover:
        return cover[word]
    return cover[names[0]] if names else None


def _media(
    parse: Parse, spots: Sequence[Spot], cover: dict[int, int], below: list[list[int]], verb: int
) -> tuple[int, ...]:
    """Named organizations that a verb of saying has as the one told: "told X", "in a statement to X"."""
    found = []
    inside = [c for c in below[verb] if c > verb]
    if parse.words[verb].text.lower() in TELLS:
        found += [c for c in inside if parse.words[c].relation in ("obj", "iobj")]
    wide = [*inside, *(d for c in inside if parse.words[c].text.lower() in TALKS for d in below[c])]
    for c in wide:
        if parse.words[c].relation in ("obl", "nmod"):
            case = {parse.words[d].text.lower() for d in below[c] if parse.words[d].relation == "case"}
            if case & {"to", "with"}:
                found.append(c)
    chosen = [cover[c] for c in found if c in cover]
    return tuple(n for n in dict.fromkeys(chosen) if spots[n].kind == "Organization" and spots[n].named)
