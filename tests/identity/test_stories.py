"""Reports that tell one story, and what that joins."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.identity.events import OTHER_STORY, STRENGTHS
from herodot.identity.resolve import Resolution, resolve
from herodot.identity.stories import (
    ONE_STORY,
    one_story,
    stems_of,
    story_likeness,
    story_marks,
    story_of,
)
from tests.identity.made import World

FLOOD = (
    "The river Ombe broke its banks at Sarn on Tuesday, drowning 14 people, the mayor, Lida Quell, told Coast Radio. "
    "Families climbed onto roofs in Low Sarn while boats from Harbour Watch searched the market."
)
FLOOD_AGAIN = (
    "Fourteen drowned when the Ombe burst its banks, flooding Sarn, mayor Lida Quell said on Wednesday. Boats sent by "
    "Harbour Watch took families off roofs in Low Sarn, and searched the market until dark."
)
STRIKE = (
    "Dockers in Port Vell voted to end a strike that had lasted 9 weeks after the Salt Guild offered higher wages, "
    "union leader Oren Tabb said. Ships waiting outside the harbour began unloading grain within hours of the ballot."
)


def test_one_story_is_told_from_another() -> None:
    """Two tellings of one story are surely one; of two stories nothing speaks for it; too short a text tells none."""
    flood, again, strike = map(story_of, (FLOOD, FLOOD_AGAIN, STRIKE))
    assert story_likeness(flood, again) >= ONE_STORY
    assert one_story(flood, again) == 1.0
    assert story_likeness(flood, strike) < OTHER_STORY
    assert one_story(story_of("Fire."), story_of("Fire.")) == 0.0
    assert set(story_marks(flood)) & set(story_marks(again))


@given(st.text(max_size=400), st.text(max_size=400))
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    """In either order the same, from 0 to 1; whatever the text, its story is kept as two lines at most."""
    first, second = story_of(one), story_of(other)
    assert story_likeness(first, second) == story_likeness(second, first)
    assert 0.0 <= story_likeness(first, second) <= 1.0 + 1e-9
    assert first.count("\n") == 1


def test_stems_leave_out_what_tells_nothing() -> None:
    """Forms of a word are one; articles and "said" are none."""
    assert stems_of("the raids") == stems_of("raided") == frozenset({"raid"})
    assert stems_of("said") == stems_of("the") == frozenset()


def test_every_strength_has_a_weight() -> None:
    """The shipped weights are those of the strengths, no more and no fewer, with a sentence for each."""
    held = json.loads(files("herodot.identity").joinpath("event_weights.json").read_text("utf-8"))
    assert set(held) == {s.__name__ for s in STRENGTHS}
    assert all((s.__doc__ or "").strip().endswith(".") for s in STRENGTHS)


def found(*told: tuple[str, str, str, str]) -> Resolution:
    """Who is who in reports of one entity each: text, type, name, description."""
    world = World()
    for n, (text, kind, name, words) in enumerate(told):
        world.report(f"r{n}", text=text)
        names = (name,) if name else ()
        world.entity(f"r{n}", "x", kind, *names, described=words)
    return resolve(world.profiles())


@pytest.mark.parametrize(
    ("kind", "names", "words", "text", "same"),
    [
        ("Event", ("", ""), ("drowning", "drowned"), FLOOD_AGAIN, True),
        ("Event", ("", ""), ("drowning", "searched"), FLOOD_AGAIN, False),
        ("Event", ("", ""), ("drowning", "drowned"), STRIKE, False),
        ("Place", ("", ""), ("the market", "market"), FLOOD_AGAIN, True),
        ("Place", ("", ""), ("the market", "market"), STRIKE, False),
        ("Person", ("Lida Quell", "Quell"), ("", ""), FLOOD_AGAIN, True),
        ("Person", ("Lida Quell", "Quell"), ("", ""), STRIKE, False),
        ("Person", ("", ""), ("the mayor", "mayor"), FLOOD_AGAIN, False),
        ("Group", ("", ""), ("families", "families"), FLOOD_AGAIN, False),
        ("PublicBody", ("government", "Ombe government"), ("", ""), FLOOD_AGAIN, False),
    ],
)
def test_a_story_joins_what_goes_by_one_word(
    kind: str, names: tuple[str, str], words: tuple[str, str], text: str, same: bool
) -> None:
    """In one story events and things with one word, and a lone name with a full one, are one; in two stories they are
    two. Described people stay apart, and a body of kind."""
    who = found((FLOOD, kind, names[0], words[0]), (text, kind, names[1], words[1]))
    assert (who.cluster["r0/x"] == who.cluster["r1/x"]) is same


def test_a_day_and_a_type_are_two_meetings() -> None:
    """Two meetings of one day, told the day after, between other people are two."""
    world = World()
    for key, text, who in (("a", FLOOD, "Lida Quell"), ("b", STRIKE, "Oren Tabb")):
        world.report(key, text=text)
        meeting = world.entity(key, "e", "Event", described="the meeting")
        world.say(meeting, "event_type", "meeting")
        world.say(meeting, "date", "2031-04-30")
        world.say(meeting, "actor", world.entity(key, "p", "Person", who))
    assert resolve(world.profiles()).cluster["b/e"] == "b/e"


def test_another_day_outweighs_story_and_word() -> None:
    """Two raids on one village, told alike, months apart, are two; without the days they are one."""
    for days, same in ((("2031-01-04", "2031-04-28"), False), ((), True)):
        world = World()
        for n, (key, text) in enumerate((("a", FLOOD), ("b", FLOOD_AGAIN))):
            world.report(key, text=text)
            raid = world.entity(key, "e", "Event", described="the raid")
            world.say(raid, "event_type", "raid")
            world.say(raid, "place", world.entity(key, "l", "Place", "Sarn"))
            if days:
                world.say(raid, "date", days[n])
        assert (resolve(world.profiles()).cluster["b/e"] == "a/e") is same
