"""Acts of saying: a word that says, who says it, and through which medium.

One rule: an act without a source that the text names is kept, because it ends the voice before it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from herodot.reader.candidates import Spot
from herodot.reader.parse import Parse, Tagged

NO_SOURCES = ("Event", "date", "number", "role", "occupation", "weapon", "thing", "Place")
"""Kinds of spots that say nothing."""
INHERITS = ("conj", "xcomp", "advcl", "parataxis", "acl", "ccomp")
"""A verb without a subject that hangs on another by one of these has the other's."""
TELLS = frozenset("tell tells told telling inform informs informed".split())
MOST_BEFORE_COLON = 8
"""Words of a sentence that may stand before a speaker's colon."""
LONGEST_ASIDE = 14
"""Words that may stand between a speaker and the verb, or between "put" and "at"."""
QUOTES = frozenset("cite cites cited citing quote quotes quoted quoting".split())
CARRIES = frozenset("quoted cited reported published carried".split())
TALKS = frozenset(
    "statement interview comments remarks message call email briefing spoke speaking wrote told".split()
)


@dataclass(frozen=True, slots=True)
class Act:
    """The word `cue` says; `source` is a spot or `None`; `media` are the spots it was said to; `kind` is
    `says` for verbs of saying and for who claims responsibility, `does` for what is done in words (accuse, urge),
    `according`, `colon`, or `head` where only the attribution head found it."""

    cue: int
    source: int | None
    media: tuple[int, ...]
    kind: str


@cache
def lexicon() -> dict[str, Any]:
    """The shipped words of `attribution.json`, read once."""
    data: dict[str, Any] = json.loads((files("herodot.reader") / "attribution.json").read_text("utf-8"))
    return data


def find_acts(parse: Parse, spots: Sequence[Spot]) -> list[Act]:
    """The acts of a text in order. Linear in its words."""
    kinds = dict.fromkeys(lexicon()["says"].split(), "says")
    kinds |= dict.fromkeys(lexicon()["acts"].split(), "does")
    cover = _cover(spots)
    below: list[list[int]] = [[] for _ in parse.words]
    for n, word in enumerate(parse.words):
        if word.head != n:
            below[word.head].append(n)
    cues = {n for t in parse.spans["attribution"] if t.label == "cue" for n in range(t.start, t.end)}
    beside = _beside(parse)
    turns = _turns(parse, spots, cover)
    acts: list[Act] = []
    for n, word in enumerate(parse.words):
        text = word.text.lower()
        if text == "according" and n + 2 < len(parse.words):
            acts.append(Act(n, _after(parse, cover, n + 2, n + 8), (), "according"))
        elif n in turns:
            acts.append(Act(n, turns[n], (), "colon"))
        elif text == ":" and (speaker := _before_colon(parse, cover, n)) is not None:
            acts.append(Act(n, speaker, (), "colon"))
        elif text in QUOTES and (quoted := _quoted(parse, cover, below, n)):
            acts.append(Act(n, *quoted, "according"))
        elif word.pos == "VERB" and (text in kinds or n in cues or _puts_at(parse, n)):
            if any(parse.words[c].relation == "aux:pass" for c in below[n]) and text in TELLS:
                acts.append(Act(n, None, (), "says"))
                continue
            own = any(parse.words[c].relation.startswith("nsubj") for c in below[n])
            source = None if own else _right_before(parse, cover, n)
            if source is None:
                source = _subject(parse, cover, below, n)
            if source is None:
                source = _before_aside(parse, cover, n)
            if source is None and n in beside:
                source = _after(parse, cover, beside[n].start, beside[n].end)
            media = (*_media(parse, spots, cover, below, n), *_carriers(parse, spots, cover, n))
            claims = text.startswith("claim") and any(
                parse.words[c].text.lower() == "responsibility" for c in below[n]
            )
            says = claims or _puts_at(parse, n)
            acts.append(Act(n, source, media, "says" if says else kinds.get(text, "head")))
    return acts


def _cover(spots: Sequence[Spot]) -> dict[int, int]:
    """For each word the widest spot over it that could speak."""
    cover: dict[int, int] = {}
    for n, s in sorted(enumerate(spots), key=lambda row: row[1].start - row[1].end):
        if s.kind not in NO_SOURCES:
            for word in range(s.start, s.end):
                cover.setdefault(word, n)
    return cover


def _beside(parse: Parse) -> dict[int, Tagged]:
    """For each word right before or behind a source span of the attribution head that span."""
    found: dict[int, Tagged] = {}
    for t in parse.spans["attribution"]:
        if t.label == "source":
            found |= dict.fromkeys((t.start - 2, t.start - 1, t.end, t.end + 1), t)
    return found


def _after(parse: Parse, cover: dict[int, int], start: int, end: int) -> int | None:
    """The first spot among the words `[start, end)`, within their sentence."""
    for n in range(start, min(end, len(parse.words))):
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
            before = [c for c in subjects if c < verb]
            agent = [c for c in subjects if parse.words[c].relation == "obl:agent"]
            best = (agent or before or subjects)[
                -1
            ]  # the nearest before the verb: parses of long sentences slip
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


def _right_before(parse: Parse, cover: dict[int, int], verb: int) -> int | None:
    """The spot that ends right before a verb for which the tree has no subject: trees of long sentences slip."""
    if verb == 0 or parse.words[verb - 1].sentence != parse.words[verb].sentence:
        return None
    return cover.get(verb - 1)


def _before_aside(parse: Parse, cover: dict[int, int], verb: int) -> int | None:
    """The spot before the words between commas right before a verb: "The Front, through its press arm, said"."""
    words = parse.words
    if verb < 3 or words[verb - 1].text != ",":
        return None
    for n in range(verb - 2, max(verb - LONGEST_ASIDE, 0), -1):
        if words[n].sentence != words[verb].sentence or (
            n in cover and words[n].relation.startswith("nsubj")
        ):
            return None
        if words[n].text == ",":
            return cover.get(n - 1)
    return None


def _puts_at(parse: Parse, n: int) -> bool:
    """Whether a word gives a number as somebody's: "put the toll at 60"."""
    if parse.words[n].text.lower() not in ("put", "puts"):
        return False
    behind = parse.words[n + 1 : n + 1 + LONGEST_ASIDE]
    here = [w for w in behind if w.sentence == parse.words[n].sentence]
    return any(a.text.lower() == "at" and (b.pos == "NUM" or b.text.isdigit()) for a, b in pairwise(here))


def _before_colon(parse: Parse, cover: dict[int, int], colon: int) -> int | None:
    """The spot that a sentence begins with, right before a colon: "Minister: talks off"."""
    words = parse.words
    begin = max(colon - MOST_BEFORE_COLON, 0)
    if colon == 0 or (begin and words[begin - 1].sentence == words[colon].sentence):
        return None
    return cover.get(colon - 1) if words[colon - 1].sentence == words[colon].sentence else None


def _turns(parse: Parse, spots: Sequence[Spot], cover: dict[int, int]) -> dict[int, int | None]:
    """Speakers of a transcript by the word that ends their mark at the head of a paragraph: "[Bell] No", "A: No".

    Who answers is the person named first before the first question; who asks is `None`, the outlet."""
    words = parse.words
    found: dict[int, int | None] = {}
    asked: int | None = None
    for n in range(len(words) - 2):
        if n and "\n" not in parse.body[words[n - 1].end : words[n].start] and words[n].text != "[":
            continue
        mark = words[n].text
        if mark in ("Q", "A") and words[n + 1].text in (":", "."):
            asked = n if asked is None and mark == "Q" else asked
            if asked is not None:
                found[n + 1] = None if mark == "Q" else _first_person(spots, asked)
        elif mark == "[" and n + 1 in cover:
            spot = spots[cover[n + 1]]
            if spot.start == n + 1 and spot.end < len(words) and words[spot.end].text == "]":
                found[spot.end] = cover[n + 1] if spot.kind in ("Person", "Group") else None
    return {n: source for n, source in found.items() if asked is not None or source is not None}


def _first_person(spots: Sequence[Spot], stop: int) -> int | None:
    """The first named person before a word."""
    return next((n for n, s in enumerate(spots) if s.kind == "Person" and s.named and s.end <= stop), None)


def _quoted(
    parse: Parse, cover: dict[int, int], below: list[list[int]], verb: int
) -> tuple[int, tuple[int, ...]] | None:
    """Who is quoted and who quotes: "the agency, citing residents", "quoted residents as saying"."""
    objects = [cover[c] for c in below[verb] if parse.words[c].relation == "obj" and c in cover]
    if not objects:
        return None
    outer = _subject(parse, cover, below, verb)
    return objects[0], (outer,) if outer is not None and outer != objects[0] else ()


def _carriers(parse: Parse, spots: Sequence[Spot], cover: dict[int, int], verb: int) -> list[int]:
    """Named organizations that carry what is said: "said Ann Bell, as quoted by Coast News"."""
    words, found = parse.words, []
    for n in range(verb + 1, min(verb + 25, len(words) - 1)):
        if words[n].sentence != words[verb].sentence:
            break
        if words[n].text.lower() == "by" and words[n - 1].text.lower() in CARRIES:
            spot = _after(parse, cover, n + 1, n + 6)
            if spot is not None and spots[spot].kind == "Organization" and spots[spot].named:
                found.append(spot)
    return found


def _media(
    parse: Parse, spots: Sequence[Spot], cover: dict[int, int], below: list[list[int]], verb: int
) -> tuple[int, ...]:
    """Named organizations that a verb of saying has as the one told: "told X", "in a statement to X"."""
    found = []
    inside = [c for c in below[verb] if c > verb]
    if parse.words[verb].text.lower() in TELLS:
        found += [c for c in inside if parse.words[c].relation in ("obj", "iobj")]
        found += [n for n in range(verb + 1, min(verb + 3, len(parse.words))) if n in cover][:1]
    wide = [*inside, *(d for c in inside if parse.words[c].text.lower() in TALKS for d in below[c])]
    for c in wide:
        if parse.words[c].relation in ("obl", "nmod"):
            case = {parse.words[d].text.lower() for d in below[c] if parse.words[d].relation == "case"}
            if case & {"to", "with"}:
                found.append(c)
    chosen = [cover[c] for c in found if c in cover]
    return tuple(n for n in dict.fromkeys(chosen) if spots[n].kind == "Organization" and spots[n].named)
