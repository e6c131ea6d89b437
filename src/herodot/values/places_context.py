"""What a report's own words tell about its places: which lie in which, which countries and areas it names.

One rule: only words that stand in the text count; nothing here knows any report or outlet.
"""

from __future__ import annotations

import re
from collections import Counter

from herodot.values.places_gazetteer import Gazetteer, Place

_WORD = r"[A-Z][\w'’\-]*\.?(?:[A-Z]\.)*"
_SEQUENCE = re.compile(rf"{_WORD}(?:\s+(?:(?:of|and|the|al|el)\s+)?{_WORD}){{0,3}}")
_OUTER = rf"(?P<outer>{_WORD}(?:\s+(?:(?:of|and)\s+)?{_WORD}){{0,2}})"
_AFTER = re.compile(rf"(?:,\s+|\s+\(|,?\s+(?:is\s+)?in\s+(?:the\s+)?(?:\w+ern\s+)?){_OUTER}")
_BEFORE = re.compile(rf"(?P<outer>{_WORD}(?:\s+{_WORD})?)['’]s\s+$")
_REACH = 40
_LONGEST = 3


def outer_names(name: str, context: str) -> tuple[str, ...]:
    """The words that the text gives as holding a place: "Mosul, Iraq", "Mosul in Iraq", "Iraq's Mosul"."""
    found: list[str] = []
    start = context.find(name) if name else -1
    while start >= 0:
        end = start + len(name)
        if not (context[end : end + 1].isalnum() or context[start - 1 : start].isalnum()):
            # The patterns are tried at the place found: one made for each name would have to be compiled.
            if after := _AFTER.match(context, end):
                found.append(after["outer"])
            if before := _BEFORE.search(context[max(0, start - _REACH) : start]):
                found.append(before["outer"])
        start = context.find(name, end)
    return tuple(found)


def containers(words: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The countries and areas that the first words name, the longest name first tried."""
    parts = words.split()
    for length in range(min(_LONGEST, len(parts)), 0, -1):
        if found := gazetteer.containers(" ".join(parts[:length])):
            return found
    return ()


def named_containers(context: str, gazetteer: Gazetteer) -> Counter[str]:
    """How often the text names each country or first level area, by the words it uses.

    Abbreviations ("Ga.", "LA") count only after a comma, since they are also words and initials.
    """
    counts: Counter[str] = Counter()
    for match in _SEQUENCE.finditer(context):
        after_comma = context[max(0, match.start() - 2) : match.start()] == ", "
        parts = match[0].split()
        start = 0
        while start < len(parts):
            start += _take(parts, start, after_comma and start == 0, gazetteer, counts)
    return counts


def _take(parts: list[str], start: int, after_comma: bool, gazetteer: Gazetteer, counts: Counter[str]) -> int:
    for length in range(min(_LONGEST, len(parts) - start), 0, -1):
        words = " ".join(parts[start : start + length])
        short = length == 1 and (len(words) <= 3 or words.endswith(".")) and not words.startswith("U")
        if short and not after_comma:
            continue
        if gazetteer.containers(words):
            counts[words] += 1
            return length
    return 1
