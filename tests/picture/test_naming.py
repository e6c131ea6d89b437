"""What an entity is called: by the name that tells it from others; by a description where it has no such name."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from herodot.picture.naming import described, is_bare_kind, ordered
from tests.identity.made import World
from tests.picture.test_standings import picture_of


@pytest.mark.parametrize(
    ("kind", "names", "called"),
    [
        ("Place", {"Las": 5, "Las Dunas": 1}, "Las Dunas"),
        ("Place", {"Marrat": 9, "Marrat province": 3}, "Marrat"),
        ("Place", {"Marrat": 3, "Marrat, Chad": 9}, "Marrat, Chad"),
        ("Place", {"Marrat": 5, "New Marrat": 1}, "Marrat"),
        ("Organization", {"Party": 9, "Salt Party": 1}, "Salt Party"),
        ("Organization", {"Schools": 9, "Salt School": 1}, "Salt School"),
        ("Organization", {"Party": 9, "SP": 1}, "Party"),
        ("Organization", {"Guild": 9, "Salt Guild": 1}, "Guild"),
        ("Organization", {"SPU": 9, "Salt Party Union": 1}, "SPU"),
        ("Person", {"Oudou": 9, "Tarik Oudou": 1}, "Tarik Oudou"),
        ("Person", {"Oudou": 9, "Ann Reyes": 1}, "Oudou"),
        ("Person", {"Oudou": 5, "T. Oudou": 1}, "Oudou"),
    ],
)
def test_no_name_cut_short_goes_first(kind: str, names: dict[str, int], called: str) -> None:
    """A name that another holds whole gives way where the rest tells it from others; an acronym and a town do not."""
    assert ordered(names, kind)[0] == called


@pytest.mark.parametrize(
    ("name", "bare"),
    [("Party", True), ("Schools", True), ("the Government", True), ("Salt Party", False), ("Taliban", False),
     ("National Army", False), ("UN", False), ("", False)],
)  # fmt: skip
def test_a_word_of_kind_names_any(name: str, bare: bool) -> None:
    """One word of kind, in the plural too; two words or a word of its own are a name."""
    assert is_bare_kind(name) is bare


def test_a_word_of_kind_is_said_as_a_description() -> None:
    """As the reports describe it with that word, not with others; without such words by the word, in small letters."""
    said = {"the ruling party": 2, "the party": 9, "the movement of the north": 20}
    assert described("Party", said) == "the party"
    assert described("Schools", {"three schools in Marrat": 1, "pupils": 3}) == "three schools in Marrat"
    assert described("Party", {}) == "party"


@pytest.mark.parametrize(
    ("kind", "names", "label"),
    [("Organization", ("Party",), "party"), ("PublicBody", ("Government",), "government"),
     ("Organization", ("Salt Party", "Party"), "Salt Party"), ("Place", ("Port",), "Port")],
)  # fmt: skip
def test_what_pages_call_it(kind: str, names: Sequence[str], label: str) -> None:
    """The label of the picture's entity; its names stay all there."""
    world = World()
    world.report("a")
    raid = world.entity("a", "e", "Event", described="raid")
    world.say(raid, "actor", world.entity("a", "x", kind, *names))
    (found,) = [e for e in picture_of(world).entities.values() if set(names) & set(e.names)]
    assert found.label == label
    assert set(found.names) == set(names)
