"""Noun phrases around a word, read off made-up trees."""

from __future__ import annotations

import pytest

from herodot.reader.phrases import children, core, first_complement, head_of, whole
from tests.reader.made import Made, made

LONG = made(
    "They met the two old Harbour Watch crews of the north in red boats, who sang.",
    "They nsubj met; met root - VERB; the det crews; two nummod crews; old amod crews; Harbour compound Watch; "
    "Watch compound crews; crews obj met; of case north; the@2 det north; north nmod crews; in case boats; "
    "red amod boats; boats nmod crews; , punct sang; who nsubj sang; sang acl:relcl crews",
)
PHRASES = [
    pytest.param(
        LONG, "crews", "two old Harbour Watch crews", "two old Harbour Watch crews of the north",
        "two old Harbour Watch crews of the north in red boats", id="modifiers before, phrases behind",
    ),
    pytest.param(LONG, "north", "north", "north", "north", id="no article, no preposition"),
    pytest.param(LONG, "Watch", "Harbour Watch", "Harbour Watch", "Harbour Watch", id="inside another"),
    pytest.param(
        made("Ann Lee Bell of Aunis sat.", "Ann nsubj sat; Lee flat Ann; Bell flat Ann; of case Aunis; Aunis nmod Ann"),
        "Ann", "Ann Lee Bell", "Ann Lee Bell of Aunis", "Ann Lee Bell of Aunis", id="a name's parts go behind its head",
    ),
    pytest.param(
        made("Ann Bell's tired wife sat.", "Ann compound Bell; Bell nmod:poss wife; 's case Bell; tired amod wife"),
        "wife", "Ann Bell's tired wife", "Ann Bell's tired wife", "Ann Bell's tired wife", id="whose it is",
    ),
    pytest.param(
        made("old, tired crews sat.", "old amod crews; , punct crews; tired amod crews"),
        "crews", "tired crews", "tired crews", "tired crews", id="a mark ends the run",
    ),
    pytest.param(
        made("crews and guards of Aunis sat.", "crews nsubj sat; and cc guards; guards conj crews; of case Aunis; "
             "Aunis nmod guards"),
        "crews", "crews", "crews", "crews", id="no coordination",
    ),
    pytest.param(
        made("crews of Aunis and Norden sat.", "crews nsubj sat; of case Aunis; Aunis nmod crews; and cc Norden; "
             "Norden conj Aunis"),
        "crews", "crews", "crews of Aunis", "crews of Aunis", id="no coordination inside what follows",
    ),
    pytest.param(
        made("crews trained at home sat.", "crews nsubj sat; trained acl crews VERB; at case home; home obl trained"),
        "crews", "crews", "crews", "crews trained at home", id="a participle is no complement",
    ),
    pytest.param(
        made("tired they crews sat.", "tired amod crews; they nsubj sat; crews obj sat"),
        "crews", "crews", "crews", "crews", id="a gap before ends the run",
    ),
    pytest.param(
        made("crews sang of Aunis.", "crews nsubj sang; sang root - VERB; of case Aunis; Aunis nmod crews"),
        "crews", "crews", "crews", "crews", id="a gap behind ends the run",
    ),
]  # fmt: skip


def word(text: Made, surface: str) -> int:
    """The number of the first word that reads so."""
    return next(n for n, w in enumerate(text.parse.words) if w.text == surface)


@pytest.mark.parametrize(("text", "head", "short", "middle", "long"), PHRASES)
def test_a_phrase_is_cut_short_middle_and_long(
    text: Made, head: str, short: str, middle: str, long: str
) -> None:
    """The core, the core with its first complement, and the whole, each as the words that a reader would underline."""
    below = children(text.parse)
    at = word(text, head)
    assert [text.parse.text(*cut(text.parse, below, at)) for cut in (core, first_complement, whole)] == [
        short, middle, long,
    ]  # fmt: skip


@pytest.mark.parametrize("text", [LONG, *(p.values[0] for p in PHRASES[3:])])
def test_every_cut_holds_its_head_and_the_shorter(text: Made) -> None:
    """Around every word of a text the cuts hold the word, and each longer cut begins with the core."""
    below = children(text.parse)
    for n in range(len(text.parse.words)):
        start, end = core(text.parse, below, n)
        assert start <= n < end
        for cut in (first_complement, whole):
            longer = cut(text.parse, below, n)
            assert longer[0] == start
            assert longer[1] >= end


def test_a_whole_has_a_limit() -> None:
    """What would make a phrase too long is left off, not cut in two."""
    below = children(LONG.parse)
    at = word(LONG, "crews")
    assert LONG.parse.text(*whole(LONG.parse, below, at, 8)) == "two old Harbour Watch crews of the north"
    assert LONG.parse.text(*whole(LONG.parse, below, at, 7)) == "two old Harbour Watch crews"


def test_children_are_in_order_and_no_root_is_its_own() -> None:
    """Every word but the roots is the child of one word, its head; children come in the text's order."""
    below = children(LONG.parse)
    words = LONG.parse.words
    assert all(words[c].head == n for n, row in enumerate(below) for c in row)
    assert all(row == sorted(row) for row in below)
    assert sorted(c for row in below for c in row) == [n for n, w in enumerate(words) if w.head != n]


@pytest.mark.parametrize(
    ("first", "last", "head"),
    [
        ("two", "crews", "crews"),
        ("Harbour", "Watch", "Watch"),
        ("crews", "north", "crews"),
        ("They", "met", "met"),
        ("who", "sang", "sang"),
        ("two", "old", "two"),
    ],
)
def test_the_head_of_a_run_is_governed_from_outside(first: str, last: str, head: str) -> None:
    """The head is the first word that hangs on a word outside the run, or on none."""
    found = head_of(LONG.parse, word(LONG, first), word(LONG, last) + 1)
    assert LONG.parse.words[found].text == head
