"""Who and what a report speaks of, and which spot stands for which."""

from __future__ import annotations

import pytest

from herodot.reader.cast import OUTLET, Cast, make_cast, only_described, speakers_own
from herodot.reader.coreference import find_entities
from herodot.reader.events import Event
from tests.reader.made import Made, made


def cast_of(text: Made, outlet: str = "The Quay Gazette") -> Cast:
    """The cast of a text, each event spot an event of its own."""
    clusters = find_entities(text.parse, text.spots, [])
    events = [Event([n], s.event_type) for n, s in enumerate(text.spots) if s.event_type]
    return make_cast(text.parse, text.spots, clusters, events, outlet)


@pytest.mark.parametrize(
    ("named", "outlet", "is_outlet"),
    [
        ("{Organization! The Quay Gazette}", "The Quay Gazette", True),
        ("the {Organization! Quay Gazette}", "The Quay Gazette", True),
        ("{PublicBody! Quay Gazette}", "Quay Gazette", True),
        ("{Organization! Quay Gazette Group}", "The Quay Gazette", False),
        ("{Organization! Quay}", "The Quay Gazette", False),
        ("{Organization! Coast Help Mission}", "CHM", True),
        ("{Organization! CHM}", "Coast Help Mission", True),
        ("{Organization! Harbour Help Mission}", "CHM", False),
        ("{PublicBody! Ministry of Fish}", "Ministry of Fish of Aunis", True),
        ("{PublicBody! Ministry}", "Ministry of Aunis", False),
        ("{Organization! Joint Task Force}", "Joint Task Force, Press Desk", True),
        ("{Organization! General Staff of the Quay Front}", "Quay Front", True),
        ("{Organization! Friends of Aunis}", "Aunis", False),
        ("{Place! Aunis}", "Aunis", False),
        ("{Person! Ann Bell}", "Ann Bell", False),
    ],
)
def test_what_goes_by_the_outlets_name_is_the_outlet(named: str, outlet: str, is_outlet: bool) -> None:
    """A body with the outlet's whole name or acronym, or without its desk or country, or a part of it, is the outlet; a
    part of the name, a place, a person is not."""
    cast = cast_of(made(f"{named} was there."), outlet)
    assert (cast.of_spot[0] == OUTLET) is is_outlet


def test_there_is_always_an_outlet() -> None:
    """The outlet is the first of the cast also where the text never names it."""
    cast = cast_of(made("Nobody came."))
    assert list(cast.members) == [OUTLET]
    assert cast.kind(OUTLET) == "Organization"
    assert cast.members[OUTLET].spots == []


def test_the_outlet_keeps_its_kind() -> None:
    """An outlet that its text takes for a public body is an organization still; its mentions are its own."""
    text = made("{PublicBody! Quay Gazette} was there. {pronoun It} left.")
    cast = cast_of(text, "The Quay Gazette")
    assert cast.kind(OUTLET) == "Organization"
    outlet = cast.members[OUTLET]
    assert (text.words(outlet.spots), text.words(outlet.pronouns)) == (["Quay Gazette"], ["It"])


def test_each_spot_stands_for_one_member() -> None:
    """Mentions, pronouns and triggers have the key of the member that lists them; a role or a date has none."""
    text = made(
        "{Person! Ann Bell} led the {Event:raid raid} in {date:2031-05 May}. {pronoun She}, a {role chief}, left."
    )
    cast = cast_of(text)
    for key, member in cast.members.items():
        assert member.key == key
        assert all(cast.of_spot[n] == key for n in (*member.spots, *member.pronouns))
    listed = [n for m in cast.members.values() for n in (*m.spots, *m.pronouns)]
    assert sorted(listed) == sorted(cast.of_spot)
    assert text.words(sorted(cast.of_spot)) == ["Ann Bell", "raid", "She"]
    raid = cast.members[cast.of_spot[text.spot("raid")]]
    assert (raid.kind, raid.event_type) == ("Event", "raid")


def test_a_body_and_an_event_of_one_word_are_two() -> None:
    """Two spots with the same words, an entity and an event, stand for two members."""
    cast = cast_of(made("the {Organization {Event:meeting Meeting}} ended."))
    assert len(set(cast.of_spot.values())) == 2


@pytest.mark.parametrize(("word", "own"), [("We", True), ("my", True), ("She", False), ("who", False)])
def test_the_first_person_is_whoever_speaks(word: str, own: bool) -> None:
    """Pronouns of the first person are the speaker's own; others, and mentions, are not."""
    text = made(f"{{pronoun {word}}} left {{Person! Ann Bell}}.")
    assert speakers_own(text.parse, text.spots[0]) is own
    assert not speakers_own(text.parse, text.spots[1])


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("the {Person driver} sat.", True),
        ("{Person! Ann Bell} sat.", False),
        ("the {Person driver}, {Person! Ann Bell}, sat.", False),
    ],
)
def test_who_is_only_described(marked: str, expected: bool) -> None:
    """Somebody whom no mention names."""
    text = made(marked, "Bell appos driver" if "driver}, {" in marked else "")
    cast = make_cast(
        text.parse, text.spots, find_entities(text.parse, text.spots, []), [], "The Quay Gazette"
    )
    assert only_described(text.spots, cast.members[cast.of_spot[0]]) is expected
