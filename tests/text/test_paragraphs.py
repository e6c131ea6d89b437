"""Where paragraphs begin and end. In the cases `/` marks a line end of the page and `|` a paragraph's end."""

from __future__ import annotations

import pytest

from herodot.text.paragraphs import split_paragraphs

LONG = (
    "The governor said on Thursday that the road would be opened as soon as they had cleared the last mine."
)
LONG = f"{LONG} He put them at forty."

CASES = {
    "wrapped lines are joined": (
        "Rebels holding the northern bank of the river said on Monday that/"
        "they would let the ferry pass again, provided that no soldier was/"
        "on board."
    ),
    "a full stop at the edge is no end": (
        "Rebels holding the northern bank of the river have let it pass./"
        "The ferry left at noon with ninety people on it, a captain said."
    ),
    "a short closed line is an end": (
        "Rebels holding the northern bank of the river said on Monday that/"
        "the ferry may pass.|"
        "The captain denied it and stayed in the port with all his crew on/"
        "board."
    ),
    "unwrapped lines are paragraphs": f"{LONG}|{LONG}|He gave no date.",
    "unwrapped lines that go on in lower case": f"{LONG[:-1]}/and no more.",
    "list items stand alone": (
        "The sides agreed on this:|- a truce of ten days|- the return of the dead/"
        "and of the wounded|* a third"
    ),
    "numbered": "1. One.|2. Two.|(a) Three.|b) Four.",
    "a letterhead": "Joint Command|Release 14|For immediate use",
    "a dateline on its own line": (
        "PORT SAMAR|Rebels holding the northern bank of the river said on Monday that/the ferry may pass."
    ),
    "a year is no list item": (
        "The ferry has been out of service since the autumn of the year/"
        "2009. It was repaired twice in vain, they say, and nobody paid."
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_breaks_of_the_page_are_told_from_breaks_of_the_author(case: str) -> None:
    """Law: each case's lines become these paragraphs, and a paragraph given alone stays as it is."""
    expected = case.replace("/", " ").split("|")
    assert split_paragraphs(case.replace("/", "\n").replace("|", "\n")) == expected
    for paragraph in expected:
        assert split_paragraphs(paragraph) == [paragraph]


def test_a_hyphen_at_the_edge_joins_without_a_space() -> None:
    """Law: "north-" at a line's end and "west" on the next are one word; a dash is not."""
    head = "They came from the villages on the far bank of it and from the "
    assert split_paragraphs(f"{head}north-\nwest, he said.") == [f"{head}north-west, he said."]
    assert split_paragraphs(f"{head}north -\nor so he said.") == [f"{head}north - or so he said."]


def test_blank_lines_part_paragraphs() -> None:
    """Law: a line of spaces is blank; runs of blank lines are one; outer and double spaces go."""
    assert split_paragraphs("  one   two \n  \n\n\n three  ") == ["one two", "three"]
