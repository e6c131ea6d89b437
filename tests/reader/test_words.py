"""Words are cut in one place, the same for training and reading."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.reader.words import SHAPES, shape, word_spans

CASES = [
    ("Ann Bell left.", "Ann Bell left ."),
    ("Bell's dog, and the Bells' dog", "Bell 's dog , and the Bells ' dog"),
    ("Bell’s boat", "Bell ’s boat"),
    ("They don't, can't and DON'T", "They do n't , ca n't and DO N'T"),
    ("a quick 'many' and 'dock'", "a quick ' many ' and ' dock '"),
    ("We've; I'm; he'd; they'll", "We 've ; I 'm ; he 'd ; they 'll"),
    ("the U.S. and J.K. Olm", "the U.S. and J.K. Olm"),
    ("plan B. It", "plan B . It"),
    ("12,500 men, 3.5 and 18:30", "12,500 men , 3.5 and 18:30"),
    ("12,500, then", "12,500 , then"),
    ("the 23rd, the 1st", "the 23rd , the 1st"),
    ("105mm shells, M16s", "105mm shells , M16s"),
    ("O'Brien and d'Aunis, al'Amari", "O'Brien and d'Aunis , al'Amari"),
    ("o' the hill", "o ' the hill"),
    ("well-known", "well - known"),
    ("wait... no", "wait ... no"),
    ("a__b", "a __ b"),
    ("$5m (about €4m)", "$ 5m ( about € 4m )"),
    ("naïve Ñandú Łódź", "naïve Ñandú Łódź"),
    ("", ""),
    (" \n ", ""),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_each_text_has_its_words(text: str, words: str) -> None:
    """Clitics, abbreviations, numbers and names with an apostrophe are cut as the treebank cuts them."""
    assert [text[a:b] for a, b in word_spans(text)] == words.split()


@given(st.text() | st.text(alphabet="aN n't's'’..,1_:\n-U"))
def test_every_mark_is_in_one_word(text: str) -> None:
    """No white space is in a word, each other character is in exactly one, and words are in order."""
    covered: list[int] = []
    for start, end in word_spans(text):
        assert start < end
        covered += range(start, end)
    assert covered == [n for n, c in enumerate(text) if not c.isspace()]


@given(st.text(alphabet="ab.'s 1,"), st.integers(0, 20), st.integers(0, 20))
def test_a_part_is_cut_within_its_bounds(text: str, start: int, length: int) -> None:
    """Words of `body[start:end]` lie between start and end, counted in the whole body."""
    spans = word_spans(text, start, start + length)
    assert all(start <= a < b <= start + length for a, b in spans)
    covered = [n for a, b in spans for n in range(a, b)]
    assert covered == [n for n in range(start, min(start + length, len(text))) if not text[n].isspace()]


@pytest.mark.parametrize("piece", ["a", "1", "1,", "A.", "'", "n't", "don't", "_"])
def test_long_runs_take_linear_time(piece: str) -> None:
    """A run of 30,000 of anything is cut in well under a second of processor time."""
    began = time.process_time()
    word_spans(piece * 30_000 + "x")
    assert time.process_time() - began < 1.0


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("boat", "lower"),
        ("Boat", "title"),
        ("A", "title"),
        ("UN", "upper"),
        ("UN2", "digit"),
        ("McBain", "mixed"),
        ("iPod", "mixed"),
        ("M16", "digit"),
        ("23rd", "digit"),
        ("...", "other"),
        ("他", "mixed"),
    ],
)
def test_each_word_has_its_shape(word: str, name: str) -> None:
    """A word's shape says what its case is; one with a digit says only that, a single capital is a title."""
    assert SHAPES[shape(word)] == name


@given(st.text(min_size=1))
def test_every_word_has_a_shape(word: str) -> None:
    """The shape is always one of those that the encoder knows."""
    assert 0 <= shape(word) < len(SHAPES)
