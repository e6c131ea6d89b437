"""Who might say what stands at a place: candidates, and signs of voices that go on."""

from __future__ import annotations

import pytest

from herodot.reader.attribution import Quote
from herodot.reader.cast import OUTLET
from herodot.reader.floor import Floor
from herodot.reader.sections import Houses, Section
from herodot.reader.speakers import Candidates, Speakers
from herodot.reader.turns import FAR
from tests.reader.made import Made, made
from tests.reader.test_voices import by_words

SAYS = "said root - VERB"


def candidates(
    text: Made, words: str, houses: Houses | None = None, quotes: tuple[Quote, ...] = ()
) -> Candidates:
    """The candidates for one spot."""
    houses = houses or Houses("The Quay Gazette")
    floor = Floor(text.parse, text.spots, [], quotes, by_words(text), houses)
    return Speakers(floor).candidates([text.spot(words)])


def told(*between: str) -> Made:
    """Ann Bell says something, then sentences, then a raid."""
    text = (
        "{Person! Ann Bell} said so. "
        + "".join(f"{sentence} " for sentence in between)
        + "{Event:raid Raid} began."
    )
    return made(text, f"Bell nsubj said; {SAYS}; so obj said")


@pytest.mark.parametrize("between", [0, 1, 12])
def test_a_voice_is_heard_of_however_long_ago(between: int) -> None:
    """Who spoke last is a candidate, with the sentences since."""
    found = candidates(told(*["It rained."] * between), "Raid")
    assert found["Ann Bell"][0]["since"] == between + 1
    assert found["Ann Bell"][0]["last voice"] == 1
    assert found["Ann Bell"][0]["until"] == FAR


def test_another_voice_between_ends_it() -> None:
    """Who speaks between is counted, and the first is the last voice no more."""
    text = made(
        "{Person! Ann Bell} said so. {Group Rebels} said no. {Event:raid Raid} began.",
        "Bell nsubj said; said root - VERB; so obj said; Rebels nsubj said@2; said@2 root - VERB; no obj said@2",
    )
    found = candidates(text, "Raid")
    assert found["Ann Bell"][0]["between known"] == 1
    assert "last voice" not in found["Ann Bell"][0]
    assert found["Rebels"][0]["last voice"] == 1


def test_a_quotation_belongs_to_who_spoke_where_it_began() -> None:
    """In the second paragraph of a quotation who spoke at its beginning is known."""
    text = made(
        "{Person! Ann Bell} said: “It rained.\n\n“It froze. {Event:raid Raid} began.”",
        f"Bell nsubj said; {SAYS}",
    )
    row = candidates(text, "Raid")["Ann Bell"][0]
    assert row["quotation begun"] == 1
    assert row["quoted since"] == 1


def test_the_outlet_is_always_a_candidate_and_its_own_houses_are_none() -> None:
    """Who passes the whole on is the outlet's side of the choice."""
    text = told()
    assert list(candidates(text, "Raid"))[-1] == OUTLET
    assert "Ann Bell" not in candidates(text, "Raid", Houses("The Quay Gazette", "Ann Bell"))


def test_a_voice_ends_with_its_section() -> None:
    """Nobody speaks in a section who is not mentioned there."""
    text = told("It rained.")
    raid = text.spots[text.spot("Raid")].start
    apart = Houses(
        "The Quay Gazette", None, (Section(0, raid, "Radio Aunis"), Section(raid, raid + 2, "Radio Nive"))
    )
    assert list(candidates(text, "Raid", apart)) == [OUTLET]


def test_a_body_that_shares_the_outlets_name_is_told() -> None:
    """A long word of the outlet's name in a candidate's is a sign; one that many houses share is none."""
    text = made("{Organization! Quay Press} said so. {Event:raid Raid} began.", f"Press nsubj said; {SAYS}")
    assert candidates(text, "Raid", Houses("Quay Office"))["Quay Press"][0]["like outlet"] == 1
    assert "like outlet" not in candidates(text, "Raid", Houses("Coast Press"))["Quay Press"][0]
