"""Noun phrases that name no person, body, place or group: what is hit or taken, with what, and what people do for a
living.

One rule: candidates only, and generous ones; the second graph decides what they are to which event or person.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from herodot.reader.parse import Parse
from herodot.reader.phrases import children, core, head_of

PLACES = frozenset("obj nsubj nsubj:pass obl nmod conj appos obl:agent compound".split())
"""Arcs by which such a phrase hangs on what is done to it."""
STEPS = 3
"""How far above a phrase the event must be."""
LONGEST = 6
Found = tuple[int, int, str]
"""A half-open span of words and its kind: `weapon`, `occupation` or `thing`."""


@cache
def weapons() -> frozenset[str]:
    """Words for weapons, read once."""
    data = json.loads((files("herodot.reader") / "things.json").read_text("utf-8"))
    return frozenset(data["weapons"].split())


def find_things(
    parse: Parse, covered: set[int], triggers: set[int], people: Sequence[tuple[int, int, bool]]
) -> list[Found]:
    """Things near events, weapons, and what people are by their descriptions.

    `covered` are the words of mentions, dates and numbers; `triggers` words that may tell of an event; `people` the
    spans of mentions of persons and whether each is a name."""
    below = children(parse)
    found: list[Found] = []
    for n, word in enumerate(parse.words):
        if word.pos != "NOUN" or n in covered:
            continue
        is_weapon = word.text.lower() in weapons()
        if is_weapon or (word.relation in PLACES and n not in triggers and _near(parse, n, triggers)):
            start, end = core(parse, below, n)
            if end - start <= LONGEST and covered.isdisjoint(range(start, end)):
                found.append((start, end, "weapon" if is_weapon else "thing"))
    return found + [f for span in people if (f := _occupation(parse, below, *span)) is not None]


def _near(parse: Parse, word: int, triggers: set[int]) -> bool:
    for _ in range(STEPS):
        head = parse.words[word].head
        if head in triggers:
            return True
        if head == word:
            return False
        word = head
    return False


def _occupation(
    parse: Parse, below: Sequence[Sequence[int]], start: int, end: int, named: bool
) -> Found | None:
    """What a mention says that somebody is: the noun of a description, the common nouns before a name."""
    head = head_of(parse, start, end)
    if not named:
        first = head
        while (
            first - 1 >= start
            and parse.words[first - 1].pos == "NOUN"
            and parse.words[first - 1].head == head
        ):
            first -= 1
        return (first, head + 1, "occupation") if parse.words[head].pos == "NOUN" else None
    last = start
    while last < end and (
        parse.words[last].pos == "NOUN" or (last > start and parse.words[last].pos == "ADP")
    ):
        last += 1
    return (start, last, "occupation") if start < last < end else None
