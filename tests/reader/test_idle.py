"""What is drafted and says nothing is left out; what only looks like it stays."""

from __future__ import annotations

import pytest

from herodot.reader.cast import make_cast
from herodot.reader.coreference import find_entities
from herodot.reader.drafts import Draft
from herodot.reader.events import Event
from herodot.reader.idle import says_nothing
from tests.reader.made import Made, made


def idle(text: Made, property_: str, value: str) -> bool:
    """Whether a draft of the first spot with the last as its value says nothing."""
    events = [Event([n], s.event_type) for n, s in enumerate(text.spots) if s.event_type]
    cast = make_cast(text.parse, text.spots, find_entities(text.parse, text.spots, []), events, "The Quay")
    last = len(text.spots) - 1
    draft = Draft(
        subject=cast.of_spot[0], property=property_, value=value, sides=(0, last), words=(0, 1), score=0.9, rule="made",
        value_type="number" if property_.endswith("_count") else "text",
    )  # fmt: skip
    return says_nothing(text.parse, text.spots, cast, draft)


COUNTS = [
    ("A {Event:raid raid} killed ten, {number:6 six} of them women.", "", True),
    ("A {Event:raid raid} killed ten ({number:6 six} of whom children).", "", True),
    ("A {Event:raid raid} killed ten, {number:6 six} of them died.", "died root - VERB", False),
    ("A {Event:raid raid} came and {number:6 six} of them women.", "", False),
    ("A {Event:raid raid} killed ten, {number:6 six} of the women.", "", False),
    ("A {Event:raid raid} killed, said they, {number:6 six}.", "", False),
]


@pytest.mark.parametrize(("marked", "arcs", "expected"), COUNTS)
def test_an_aside_counts_some_of_them(marked: str, arcs: str, expected: bool) -> None:
    """ "Six of them women" behind a mark is no count of the event's; "six of them died" is."""
    assert idle(made(marked, arcs), "killed_count", "6") is expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("the {Person driver} sat by {occupation driver}.", True),
        ("{Person! Ann Bell}, a {occupation driver}.", False),
    ],
)
def test_a_description_is_no_occupation(marked: str, expected: bool) -> None:
    """Who has no name has no job beside the words by which the report calls them."""
    assert idle(made(marked), "occupation", "driver") is expected
