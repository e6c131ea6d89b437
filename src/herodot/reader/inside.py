"""Places inside places, where the text puts one right behind the other: "Musa Qala, Helmand province".

One rule: the gazetteer must bear it out; for a place that it does not know, the outer one must be a country or an area
and no list may go on behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from herodot.reader.candidates import Spot
from herodot.reader.cast import Cast
from herodot.reader.drafts import Draft
from herodot.reader.parse import Parse
from herodot.values.places import load_gazetteer
from herodot.values.places_gazetteer import holds

BORNE_OUT, UNKNOWN = 0.85, 0.6
"""Scores of what the gazetteer bears out, and of a place that it does not know."""
DATELINE_ENDS = frozenset(("(", "–", "—", "-", "--", "/", ":"))
BETWEEN = (",", "in", "of")
INNER, OUTER = 12, 4
"""Places of one name that are looked at."""


def draft_inside(parse: Parse, spots: Sequence[Spot], cast: Cast) -> list[Draft]:
    """A draft for every pair of places side by side of which one holds the other."""
    drafts = []
    for inner, outer in _pairs(parse, spots):
        subject, value = cast.of_spot.get(inner), cast.of_spot.get(outer)
        if subject is None or value is None or subject == value:
            continue
        if cast.kind(subject) != "Place" or cast.kind(value) != "Place":
            continue
        score = _score(parse, spots[inner], spots[outer])
        if score:
            draft = Draft(
                subject=subject,
                property="located_in",
                value=value,
                value_type="entity",
                sides=(inner, outer),
                words=(spots[inner].start, spots[outer].end),
                score=score,
                rule="rule:inside",
            )
            drafts.append(draft)
    return drafts


def _pairs(parse: Parse, spots: Sequence[Spot]) -> Iterator[tuple[int, int]]:
    for one, other in pairwise(n for n, s in enumerate(spots) if s.kind == "Place"):
        end, start = spots[one].end, spots[other].start
        side_by_side = start - end == 1 and parse.words[end].text.lower() in BETWEEN
        if _dateline(parse, spots[one].start, spots[other].end):
            continue
        if side_by_side or (start - end == 2 and parse.words[end + 1].text.lower() in ("the", "in")):
            yield one, other


def _dateline(parse: Parse, start: int, end: int) -> bool:
    """Whether the two places only say where a report was written: "AUNIS, Saintonge (May 3) – ..."."""
    first = not start or "\n" in parse.body[parse.words[start - 1].end : parse.words[start].start]
    return first and end < len(parse.words) and parse.words[end].text in DATELINE_ENDS


def _score(parse: Parse, inner: Spot, outer: Spot) -> float:
    a, b = (parse.text(s.start, s.end) for s in (inner, outer))
    known, borne_out, wide = _borne_out(a, b)
    if borne_out:
        return BORNE_OUT
    behind = parse.words[outer.end].text.lower() if outer.end < len(parse.words) else "."
    return UNKNOWN if wide and not known and inner.named and behind not in ("and", "or") else 0.0


@lru_cache(maxsize=20_000)
def _borne_out(inner: str, outer: str) -> tuple[bool, bool, bool]:
    """Whether the gazetteer knows the inner place, whether the outer holds it, and is a country or an area."""
    gazetteer = load_gazetteer()
    places, around = gazetteer.lookup(inner)[:INNER], gazetteer.lookup(outer)[:OUTER]
    wide = bool(around) and around[0].kind in ("country", "area")
    return bool(places), any(holds(b, a) for b in around for a in places), wide
