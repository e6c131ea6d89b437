"""Places inside places, where the text says so and the gazetteer bears it out."""

from __future__ import annotations

import pytest

from herodot.reader.cast import Cast, Member
from herodot.reader.inside import draft_inside
from tests.reader.made import made


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("{Place! Mosul}, {Place! Iraq} fell.", [("Mosul", "Iraq")]),
        ("{Place! Mosul} in {Place! Iraq} fell.", [("Mosul", "Iraq")]),
        ("{Place! Mosul}, {Place! Ramadi} and {Place! Falluja} fell.", []),
        ("{Place! Lebanon}, {Place! Syria} and {Place! Iraq} met.", []),
        ("{Place! Qaryat Zebib}, {Place! Iraq}, fell.", [("Qaryat Zebib", "Iraq")]),
        ("{Place! Qaryat Zebib}, {Place! Iraq} and {Place! Syria}.", []),
        ("{Place! MOSUL}, {Place! Iraq} (May 3) All fell.", []),
        ("Rain. {Place! Mosul}, {Place! Iraq} (May 3) fell.", [("Mosul", "Iraq")]),
        ("{Place! Mosul} was quiet; {Place! Iraq} was not.", []),
    ],
)
def test_side_by_side(words: str, found: list[tuple[str, str]]) -> None:
    """A list is no nesting; a place that the map does not know lies in a country that is named right behind it."""
    text = made(words)
    members = {f"e{n}": Member(f"e{n}", "Place", [n]) for n in range(len(text.spots))}
    cast = Cast(members, {n: f"e{n}" for n in range(len(text.spots))})
    drafts = draft_inside(text.parse, text.spots, cast)
    assert [tuple(text.words(d.sides)) for d in drafts] == found
