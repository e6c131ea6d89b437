"""Whose article a report is beside its outlet's: an agency for the whole, or a station for each section of a digest.

One rule: what nobody is named for is the outlet's; heads of sections are found by form (`mastheads`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from herodot.reader.agencies import add_agency
from herodot.reader.candidates import Spot
from herodot.reader.cast import OUTLET, Cast, Member
from herodot.reader.coreference import surface
from herodot.reader.mastheads import HOUSE, Head, find_heads
from herodot.reader.parse import Parse

STATION = "station "
"""How the key of a station begins that is nobody's in the cast yet."""
_OURS = re.compile(
    r"(?:this|our) (?:newspaper|paper|agency|station|radio|website|magazine|programme)$", re.IGNORECASE
)
_ITSELF = re.compile(
    r"(?:the|this|our|the same|same) (?:newspaper|paper|agency|station|radio)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Section:
    """Words `[start, end)` that pass on the station `key`."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Houses:
    """The outlet by its name, and the key of the agency whose article the whole is, or sections of several."""

    outlet: str
    agency: str | None = None
    sections: Sequence[Section] = ()

    def front(self, word: int) -> tuple[str, ...]:
        """Who passes on what stands at a word, the outlet first."""
        inner = next((s.key for s in self.sections if s.start <= word < s.end), self.agency)
        return (OUTLET,) if inner in (None, OUTLET) else (OUTLET, str(inner))


def add_houses(parse: Parse, spots: Sequence[Spot], cast: Cast, outlet: str, byline: str | None) -> Houses:
    """The agency or the stations that a report passes on; who has no mention is added to the cast, and "this station"
    is the one that speaks there."""
    sections = _sections(parse, spots, cast)
    houses = Houses(outlet, None if sections else add_agency(parse, spots, cast, outlet, byline), sections)
    for key, member in list(cast.members.items()):
        if key == OUTLET or member.name or not member.spots or member.kind == "Event":
            continue
        fronts = {houses.front(spots[n].start)[-1] for n in member.spots}
        form = _ITSELF if sections else _OURS
        if len(fronts) == 1 and all(
            form.match(parse.text(spots[n].start, spots[n].end)) for n in member.spots
        ):
            _move(cast, key, fronts.pop(), (*member.spots, *member.pronouns))
    return houses


def _sections(parse: Parse, spots: Sequence[Spot], cast: Cast) -> list[Section]:
    """The sections of a text in order: each goes on to the next head."""
    heads = find_heads(parse)
    found: list[Section] = []
    keys: dict[str, str] = {}
    key = ""
    stops = [*(h.start for h in heads), len(parse.words)][1:]
    for head, stop in zip(heads, stops, strict=True):
        if head.name is None:
            key = ""
        elif not (head.same and key):
            key = _key(parse, spots, cast, keys, head)
        if key:
            found.append(Section(head.start, stop, key))
    return found


def _key(parse: Parse, spots: Sequence[Spot], cast: Cast, keys: dict[str, str], head: Head) -> str:
    """The entity of a station: that of its mention in the head, else a new one. A group of mentions that also has a
    name of another sort (a radio that goes by its owner's) keeps only the others."""
    assert head.name is not None
    name = parse.text(*head.name)
    folded = surface(name)
    if folded in keys:
        return keys[folded]
    own = next((n for n, s in enumerate(spots) if (s.start, s.end) == head.name and n in cast.of_spot), None)
    key = cast.of_spot[own] if own is not None else OUTLET
    others = {
        surface(parse.text(spots[n].start, spots[n].end)) for n in cast.members[key].spots if spots[n].named
    }
    if key == OUTLET or any(o not in folded and not HOUSE.search(o) for o in others):
        old, key = key, f"{STATION}{len(keys)}"
        cast.members[key] = Member(key, "Organization", [], name=name)
        mine = [
            n for n in cast.members[old].spots if surface(parse.text(spots[n].start, spots[n].end)) == folded
        ]
        if old != OUTLET:
            _move(cast, old, key, mine)
    keys[folded] = key
    return key


def _move(cast: Cast, old: str, new: str, numbers: Sequence[int]) -> None:
    """Gives spots of one member to another; one that has none left is gone."""
    moved = set(numbers)
    one, other = cast.members[old], cast.members[new]
    other.spots += [n for n in one.spots if n in moved]
    other.pronouns += [n for n in one.pronouns if n in moved]
    one.spots = [n for n in one.spots if n not in moved]
    one.pronouns = [n for n in one.pronouns if n not in moved]
    cast.of_spot.update(dict.fromkeys(moved, new))
    if not one.spots:
        for n in one.pronouns:
            del cast.of_spot[n]
        del cast.members[old]
