"""Other names of somebody, and whose they are, with near misses."""

from __future__ import annotations

import pytest

from herodot.reader.aliases import find_aliases
from herodot.reader.cast import make_cast
from herodot.reader.coreference import find_entities
from herodot.reader.titles import Scene
from tests.reader.made import made


def found(marked: str) -> list[tuple[str, str, str]]:
    """Who, the other name, and the pattern, of a marked text."""
    text = made(marked)
    cast = make_cast(
        text.parse, text.spots, find_entities(text.parse, text.spots, []), [], "The Quay Gazette"
    )
    scene = Scene(text.parse, text.spots, cast)
    return [
        (text.words([a.spot])[0], text.parse.text(a.start, a.end), a.pattern) for a in find_aliases(scene)
    ]


BELL = "Ann Bell"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Person! Ann Bell} alias Red Kite spoke.", [(BELL, "Red Kite", "alias")]),
        ("{Person! Ann Bell}, also known as “the Kite”, spoke.", [(BELL, "the Kite", "alias")]),
        ("{Person! Ann Bell}, better known as Kite, spoke.", [(BELL, "Kite", "alias")]),
        ("{Person! Ann Bell} (a.k.a. Red Kite) spoke.", [(BELL, "Red Kite", "alias")]),
        ("{Person! Ann Bell}, who calls herself Kite, spoke.", [(BELL, "Kite", "alias")]),
        ("{Person! Ann Bell}, whom the guards call Kite, spoke.", [(BELL, "Kite", "alias")]),
        ("A {Person man} known as Kite spoke.", [("man", "Kite", "alias")]),
        ("{Person! Ann Bell} spoke. {pronoun She} took the name Kite.", [("She", "Kite", "alias")]),
        ("{Person! Ann Bell} is known as honest.", []),
        ("{Person! Ann Bell} spoke of “Kite”.", []),
        ("{Person! Ann Bell}, whom the guards saw at Kite, spoke.", []),
        ("An alias was used.", []),
    ],
)
def test_a_cue_and_a_name(marked: str, expected: list[tuple[str, str, str]]) -> None:
    """A name stands behind the cue and its bearer before it, by name or by description; an adjective is no name."""
    assert found(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Person! Ann Bell}. A.k.a.: Kite; Red Kite. Born 1970.", ["Kite", "Red Kite"]),
        ("{Person! Ann Bell}, also known as “Kite” and as Red Crow, spoke.", ["Kite", "Red Crow"]),
        ("{Person! Ann Bell}, also known as “Kite”, and {Person! Tom Reed} spoke.", ["Kite"]),
        ("{Person! Ann Bell} alias Kite; Tom came.", ["Kite", "Tom"]),
    ],
)
def test_a_list_of_names(marked: str, expected: list[str]) -> None:
    """Each name of a list is an alias; another person named behind it is not."""
    assert [alias for _, alias, _ in found(marked)] == expected


def test_whose_name_it_is() -> None:
    """Somebody's home does not take the name, nor does the phrase that holds the bearer."""
    assert found("A {Person teacher} from {Place! Aunis}, known as Kite, spoke.") == [
        ("teacher", "Kite", "alias")
    ]
    rows = found("The {Person! gang of {Person! Ann Bell}}, alias Kite, met.")
    assert [who for who, _, _ in rows] == [BELL]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Person! Ann “Kite” Bell} spoke.", ["Kite"]),
        ("{Person! Ann Bell} (“Red Kite”) spoke.", ["Red Kite"]),
        ("{Person! Ann Bell} (“a kite”) spoke.", []),
        ("{Person! Ann Bell} (Red Kite) spoke.", []),
    ],
)
def test_nicknames(marked: str, expected: list[str]) -> None:
    """Quotes inside a name, or in brackets right behind it; a gloss in small letters is none."""
    assert [alias for _, alias, pattern in found(marked) if pattern == "nickname"] == expected
