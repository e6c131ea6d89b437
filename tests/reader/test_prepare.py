"""Windows: every word once, whole sentences while they fit, never more pieces than the encoder takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import BPE

from herodot.reader.prepare import CLS, MAX_PIECES, SEP, UNKNOWN, Window, cut_windows, split_words
from herodot.reader.words import shape
from herodot.text.body import canonical
from tests.reader.made import a_text


@pytest.fixture(scope="module", name="tokenizer")
def tokenizer_() -> Tokenizer:
    """A tokenizer that makes one piece of each letter from a to h and nothing of any other."""
    return Tokenizer(BPE({letter: 200 + n for n, letter in enumerate("abcdefgh")}, []))


def holds(windows: list[Window], words: list[str]) -> None:
    """Asserts what must be so of any windows of these words."""
    assert [n for w in windows for n in range(w.start, w.stop)] == list(range(len(words)))
    for w in windows:
        assert 2 < len(w.pieces) <= MAX_PIECES + 2
        assert (w.pieces[0], w.pieces[-1]) == (CLS, SEP)
        assert len(w.shapes) == len(w.pieces)
        assert (w.shapes[0], w.shapes[-1]) == (0, 0)
        covered = [p for a, b in zip(w.first, w.last, strict=True) for p in range(a, b + 1)]
        assert covered == list(range(1, len(w.pieces) - 1))
        assert w.sentences[0] == 1
        assert w.sentences == sorted(w.sentences)
        for n, first in enumerate(w.first):
            assert w.shapes[first] == shape(words[w.start + n]) + 1


lengths = st.lists(st.lists(st.integers(1, 120) | st.just(260), min_size=1, max_size=9), max_size=9)


@given(sentences=lengths)
def test_windows_hold_every_word_once(tokenizer: Tokenizer, sentences: list[list[int]]) -> None:
    """Whatever the lengths of words and sentences, no word is lost or doubled and no window is too long."""
    words = ["a" * size for sentence in sentences for size in sentence]
    numbers = [n for n, sentence in enumerate(sentences) for _ in sentence]
    windows = cut_windows(words, numbers, tokenizer)
    holds(windows, words)
    starts = {w.start for w in windows}
    for n, sentence in enumerate(sentences):
        first = numbers.index(n)
        cuts = starts & set(range(first + 1, first + len(sentence)))
        assert not cuts or sum(min(size, MAX_PIECES) for size in sentence) > MAX_PIECES


@given(sentences=lengths)
def test_no_window_could_take_the_next_sentence(tokenizer: Tokenizer, sentences: list[list[int]]) -> None:
    """A window ends only where the next word or the next whole sentence has no room."""
    words = ["a" * size for sentence in sentences for size in sentence]
    numbers = [n for n, sentence in enumerate(sentences) for _ in sentence]
    windows = cut_windows(words, numbers, tokenizer)
    for window in windows[:-1]:
        rest = [w for w, n in zip(words, numbers, strict=True) if n == numbers[window.stop]]
        whole = sum(min(len(w), MAX_PIECES) for w in rest)
        inside = numbers[window.stop] == numbers[window.stop - 1]
        room = MAX_PIECES + 2 - len(window.pieces)
        assert (min(len(words[window.stop]), MAX_PIECES) if inside else whole) > room


@pytest.mark.parametrize(
    ("sizes", "windows"),
    [
        ([100, 100, 54], [3]),
        ([100, 100, 55], [2, 1]),
        ([254], [1]),
        ([254, 1], [1, 1]),
        ([1], [1]),
    ],
)
def test_sentences_stay_whole_while_they_fit(
    tokenizer: Tokenizer, sizes: list[int], windows: list[int]
) -> None:
    """254 pieces fit, 255 do not: the sentence that makes one too many begins the next window."""
    words = ["b"] * sum(sizes)
    numbers = [n for n, size in enumerate(sizes) for _ in range(size)]
    found = cut_windows(words, numbers, tokenizer)
    assert [len(set(w.sentences)) for w in found] == windows


def test_a_very_long_sentence_is_cut_between_words(tokenizer: Tokenizer) -> None:
    """A sentence of 600 words of two pieces takes five windows of whole words; the next sentence joins the last."""
    words = ["ab"] * 600 + ["c", "d"]
    windows = cut_windows(words, [0] * 600 + [1, 1], tokenizer)
    holds(windows, words)
    assert [w.stop for w in windows] == [127, 254, 381, 508, 602]
    assert windows[-1].sentences[-2:] == [2, 2]


def test_of_a_very_long_word_the_first_pieces_stand(tokenizer: Tokenizer) -> None:
    """A word of 5,000 pieces fills one window and is still one word; its neighbours keep theirs."""
    words = ["a", "b" * 5_000, "c"]
    windows = cut_windows(words, [0, 0, 0], tokenizer)
    holds(windows, words)
    assert [(w.start, w.stop) for w in windows] == [(0, 1), (1, 2), (2, 3)]


def test_a_word_without_pieces_is_unknown(tokenizer: Tokenizer) -> None:
    """A word that the tokenizer makes nothing of still has one piece, so words and pieces stay in step."""
    windows = cut_windows(["a", "zz", "他"], [0, 0, 0], tokenizer)
    assert windows[0].pieces == [CLS, 200, UNKNOWN, UNKNOWN, SEP]


def test_no_words_give_no_windows(tokenizer: Tokenizer) -> None:
    """An empty text has no window."""
    assert cut_windows([], [], tokenizer) == []
    assert split_words(canonical("")).spans == []


def test_words_know_their_sentence() -> None:
    """Each word has the number of the sentence that it stands in; none crosses one."""
    words = split_words(a_text("Ann left. Bo's dog stayed."))
    assert words.sentences == [0, 0, 0, 1, 1, 1, 1, 1]
    assert len(words.spans) == len(words.sentences)


@given(st.text(alphabet="Ab. '\n1,“”", max_size=80))
def test_words_of_a_canonical_text_lose_nothing(content: str) -> None:
    """All that is no white space in a canonical text is in some word, in order."""
    text = canonical(content)
    covered = [n for a, b in split_words(text).spans for n in range(a, b)]
    assert covered == [n for n, c in enumerate(text.body) if not c.isspace()]
