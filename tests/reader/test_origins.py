"""Nationality as descriptions tell it, with near misses."""

from __future__ import annotations

import pytest

from herodot.reader.cast import Cast, Member
from herodot.reader.origins import draft_nationalities
from tests.reader.made import made

ARCS = (
    "French amod engineer",
    "Malian amod farmers",
    "Malian amod forces",
    "French amod minister",
    "nine nummod Malians NUM",
)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The {Person {Place! French} engineer} left.", [("French engineer", "French")]),
        ("Two {Group {Place! Malian} farmers} left.", [("Malian farmers", "Malian")]),
        ("He met {Group nine Malians} in {Place! Mali}.", [("nine Malians", "Mali")]),
        ("He met {Group Malians} in {Place! Mali}.", []),
        ("The {Group {Place! Malian} forces} left.", []),
        ("The {Person {Place! French} minister} left.", []),
        ("The {Organization {Place! French} engineer} left.", []),
        ("He met {Group nine Malians} in {Place! Spain}.", []),
    ],
)
def test_whose_people_somebody_is_of(marked: str, expected: list[tuple[str, str]]) -> None:
    """A people's name tells where somebody is from; not of all of a people, of those who act for a state, or of a
    country that the report has no place for."""
    text = made(marked, "; ".join(a for a in ARCS if all(w in marked for w in a.split()[:3:2])))
    kinds = {n: s.kind for n, s in enumerate(text.spots)}
    cast = Cast(
        {f"e{n}": Member(f"e{n}", kind, [n]) for n, kind in kinds.items()}, {n: f"e{n}" for n in kinds}
    )
    drafts = draft_nationalities(text.parse, text.spots, cast)
    assert [tuple(text.words(d.sides)) for d in drafts] == expected
    assert {d.property for d in drafts} <= {"nationality"}
