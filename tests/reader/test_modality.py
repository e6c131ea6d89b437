"""Cue words beside a trigger: denial, doubt and mood where the network says plain assertion."""

from __future__ import annotations

import pytest

from herodot.reader.links import Link
from herodot.reader.modality import cues, modality_of
from tests.reader.made import LABELS, PLAIN, made

PLAINLY = ("affirmed", "certain", "actual")
CUES = [
    ("Crews did not {Event:raid raid} it.", "not advmod raid", ("denied", "certain", "actual")),
    ("No {Event:raid raid} came.", "No det raid", ("denied", "certain", "actual")),
    ("Nobody was {Event:raid raided}.", "Nobody nsubj:pass raided", ("denied", "certain", "actual")),
    ("No crews {Event:raid raided} it.", "No det crews; crews nsubj raided", ("denied", "certain", "actual")),
    ("Crews {Event:raid raided} no one.", "no det one; one obj raided", ("denied", "certain", "actual")),
    ("Crews with no food {Event:raid raided} it.", "no det food; Crews nsubj raided", PLAINLY),
    ("Crews may {Event:raid raid} it.", "may aux raid", ("affirmed", "possible", "actual")),
    ("Crews allegedly {Event:raid raided} it.", "allegedly advmod raided", ("affirmed", "probable", "actual")),
    ("They may likely {Event:raid raid} it.", "may aux raid; likely advmod raid", ("affirmed", "possible", "actual")),
    ("Crews will {Event:raid raid} it.", "will aux raid", ("affirmed", "certain", "planned")),
    ("Crews should {Event:raid raid} it.", "should aux raid", ("affirmed", "certain", "wanted")),
    ("Crews will not {Event:raid raid} it.", "will aux raid; not advmod raid", ("denied", "certain", "planned")),
    ("Crews did not sit; they {Event:raid raided} it.", "not advmod sit", PLAINLY),
    ("In May {Event:raid raids} came.", "May compound raids", PLAINLY),
    ("Crews of no name {Event:raid raided} it.", "no det name", PLAINLY),
    ("Crews did {Event:raid raid} it.", "did aux raid", PLAINLY),
    ("no a b c d e f {Event:raid raid}.", "no det raid", PLAINLY),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "arcs", "expected"), CUES)
def test_cue_words_on_a_trigger_count(marked: str, arcs: str, expected: tuple[str, str, str]) -> None:
    """A cue that hangs on the trigger, near it, says its part; one on another word, or no cue word, says nothing."""
    text = made(marked, arcs)
    assert modality_of(text.parse, text.spots, Link(0, 0, "event_type", 0.9, **PLAIN), LABELS) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ({"certainty": (0.1, 0.8, 0.1)}, ("affirmed", "probable", "wanted")),
        ({"mood": (0.1, 0.1, 0.1, 0.7)}, ("affirmed", "possible", "conditional")),
        ({"denied": 0.9}, ("denied", "possible", "wanted")),
    ],
)
def test_the_network_is_heard_before_the_cues(
    chances: dict[str, object], expected: tuple[str, str, str]
) -> None:
    """Where the network is sure of a doubt or a mood, the cue words change nothing of it."""
    text = made("Crews could and must {Event:raid raid} it.", "could aux raid; must aux raid")
    link = text.link("raid", "event_type", "raid", **chances)
    assert modality_of(text.parse, text.spots, link, LABELS) == expected


def test_cues_are_of_events_only() -> None:
    """What links two people has no trigger, so that a cue word says nothing of it."""
    text = made("not {Person! Ann Bell} but {Person! Bo Cole}.", "not advmod Bell")
    link = text.link("Ann Bell", "leader_of", "Bo Cole")
    assert modality_of(text.parse, text.spots, link, LABELS) == PLAINLY


def test_a_cue_says_one_thing() -> None:
    """No word is a cue of two kinds, and each is written small, as words are compared."""
    words = [word for kind in cues().values() for word in kind]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)
