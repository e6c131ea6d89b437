"""Other ways to call somebody: aliases, the title alone, places with and without their kind."""

from __future__ import annotations

import pytest

from herodot.reader.called import ways_to_call
from herodot.reader.coreference import surface
from herodot.reader.parse import Tagged
from tests.reader.made import made


@pytest.mark.parametrize(
    ("marked", "pairs"),
    [
        ("{Person! Ann Bell}, alias {Person! Red Fox}, left.", [("Ann Bell", "Red Fox")]),
        ('{Person! Ann Bell} (also known as "{Person! Red Fox}") left.', [("Ann Bell", "Red Fox")]),
        ("{Organization! Watch}, better known as the {Organization! Eye}, met.", [("Watch", "Eye")]),
        ("{Person! Ann Bell}, alias {Organization! Watch}, left.", []),
        ("{Person! Ann Bell} met {Person! Red Fox}.", []),
        ("{Place! Saintonge province} and {Place! Saintonge} shook.", [("Saintonge", "Saintonge province")]),
        ("{Place! Saintonge province}, {Place! Saintonge district} and {Place! Saintonge}.", []),
        ("the {Place! city of Aunis} and {Place! Aunis} shook.", [("Aunis", "city of Aunis")]),
        (
            "the {Place! city of Aunis}, {Place! Aunis province} and {Place! Aunis}.",
            [("Aunis", "city of Aunis")],
        ),
        ("{Place! Saintonge province} and {Place! Poitou} shook.", []),
        (
            "{Work! Resolution 12} and {Work! Council Resolution 12}.",
            [("Resolution 12", "Council Resolution 12")],
        ),
        ("{Work! Resolution 12} and {Work! Council Resolution 13}.", []),
    ],
)
def test_two_ways_to_call_one(marked: str, pairs: list[tuple[str, str]]) -> None:
    """The text puts them side by side, or only one can be meant; what could mean two joins nothing."""
    text = made(marked)
    mentions = [n for n, s in enumerate(text.spots) if s.kind != "Event"]
    found = [tuple(text.words(pair)) for pair in ways_to_call(text.parse, text.spots, mentions, surface)]
    assert found == pairs


@pytest.mark.parametrize(
    ("second", "joined"), [("{Person Harbour Master}", True), ("{Person Harbour Clerk}", False)]
)
def test_a_title_alone_is_its_one_holder(second: str, joined: bool) -> None:
    """The title that stands before a name is that person where it stands alone; another title is not."""
    text = made(f"{{Person! Harbour Master Ann Bell}} left. The {second} spoke.")
    name = next(n for n, w in enumerate(text.parse.words) if w.text == "Ann")
    text.parse.spans["names"] = [Tagged(name, name + 2, "Person", 0.9)]
    found = list(ways_to_call(text.parse, text.spots, [0, 1], surface))
    assert found == ([(0, 1)] if joined else [])


def test_a_title_of_two_is_nobodys() -> None:
    """Where two people have one title, the title alone joins neither."""
    text = made("{Person! Judge Ann Bell} and {Person! Judge Bo Cole} met. The {Person judge} spoke.")
    starts = [n for n, w in enumerate(text.parse.words) if w.text in ("Ann", "Bo")]
    text.parse.spans["names"] = [Tagged(n, n + 2, "Person", 0.9) for n in starts]
    assert list(ways_to_call(text.parse, text.spots, [0, 1, 2], surface)) == []
