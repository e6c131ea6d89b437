"""Whose article a report is beside its outlet's."""

from __future__ import annotations

import pytest

from herodot.reader.cast import OUTLET, Cast, Member
from herodot.reader.sections import STATION, add_houses
from tests.reader.made import Made, made

DIGEST = (
    "News\n\n(Radio Aunis, in Nivois, 12 May) {Event:raid Raid} on {Place! Nive}.\n\n"
    "(Voice of the Quay, in Nivois, 13 May) {Event:clash Clash} at {Place! Quay}.\n\n"
    "[Editor's note: {Event:aid Aid} came.]"
)


def cast_of(text: Made, *groups: tuple[str, ...]) -> Cast:
    """A cast of groups of words, the first of each its key."""
    cast = Cast({OUTLET: Member(OUTLET, "Organization", [])}, {})
    for group in groups:
        numbers = [n for n in range(len(text.spots)) if text.words([n])[0] in group]
        cast.members[group[0]] = Member(group[0], text.spots[numbers[0]].kind, numbers)
        cast.of_spot |= dict.fromkeys(numbers, group[0])
    return cast


def front(text: Made, cast: Cast, words: str, byline: str | None = None) -> tuple[str, ...]:
    """Who passes on what stands at some words."""
    houses = add_houses(text.parse, text.spots, cast, "The Quay Gazette", byline)
    return houses.front(text.spots[text.spot(words)].start)


def test_each_section_is_its_stations() -> None:
    """A section goes on to the next head; a note is nobody's but the outlet's."""
    text = made(DIGEST)
    cast = cast_of(text)
    found = [front(text, cast, words) for words in ("Raid", "Clash", "Aid")]
    assert found == [(OUTLET, f"{STATION}0"), (OUTLET, f"{STATION}1"), (OUTLET,)]
    assert cast.members[f"{STATION}0"].name == "Radio Aunis"


def test_a_digest_has_no_agency_for_the_whole() -> None:
    """A byline counts only where there are no sections."""
    text = made(DIGEST)
    assert front(text, cast_of(text), "Aid", "CNA") == (OUTLET,)
    plain = made("News\n\n{Event:aid Aid} came.")
    assert front(plain, cast_of(plain), "Aid", "CNA") != (OUTLET,)


def test_a_stations_mention_is_the_station() -> None:
    """The entity of the name at the head speaks; "this station" and "the radio" of its section are it too."""
    text = made(
        "News\n\n({Organization! Radio Aunis}, in Nivois, 12 May) {Event:raid Raid}, {Organization this station} said; "
        "{Organization the ship} sank."
    )
    cast = cast_of(text, ("Radio Aunis",), ("this station",), ("the ship",))
    assert front(text, cast, "Raid") == (OUTLET, "Radio Aunis")
    assert text.words(cast.members["Radio Aunis"].spots) == ["Radio Aunis", "this station"]
    assert "this station" not in cast.members
    assert "the ship" in cast.members


def test_a_radio_is_not_its_owner() -> None:
    """A station that was taken for a body of another name is one of its own."""
    text = made(
        "News\n\n({Organization! Voice of the Quay Front}, in Nivois, 12 May) {Organization! Quay People's Front} won; "
        "{Event:raid Raid}."
    )
    cast = cast_of(text, ("Quay People's Front", "Voice of the Quay Front"))
    assert front(text, cast, "Raid") == (OUTLET, f"{STATION}0")
    assert text.words(cast.members["Quay People's Front"].spots) == ["Quay People's Front"]


@pytest.mark.parametrize(
    ("words", "own"),
    [("this newspaper", True), ("our radio", True), ("the newspaper", False), ("this army", False)],
)
def test_this_newspaper_is_the_outlet(words: str, own: bool) -> None:
    """Outside a digest what calls itself "this" or "our" house is the outlet; other houses and bodies are not."""
    text = made(f"News\n\nBell told {{Organization {words}}} no.")
    cast = cast_of(text, (words,))
    add_houses(text.parse, text.spots, cast, "The Quay Gazette", None)
    assert (cast.of_spot[0] == OUTLET) is own
