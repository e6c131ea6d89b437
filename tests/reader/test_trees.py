"""Trees from scores: always a forest, and the best heads wherever they make no cycle."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from herodot.reader.trees import decode_heads

Scores = NDArray[np.float32]
finite = st.floats(-1_000, 1_000, width=32)
coarse = st.integers(0, 3).map(float)


def squares(elements: st.SearchStrategy[float]) -> st.SearchStrategy[Scores]:
    """Score matrices of sentences of one to twelve words."""
    return st.integers(1, 12).flatmap(lambda n: arrays(np.float32, (n, n), elements=elements))


def is_forest(heads: list[int]) -> bool:
    """Whether every word reaches a root (a word that is its own head) by its heads."""
    for word in range(len(heads)):
        for _ in heads:
            word = heads[word]
        if heads[word] != word:
            return False
    return True


@given(squares(finite) | squares(coarse))
def test_any_scores_give_a_forest(arcs: Scores) -> None:
    """Whatever the scores, ties too, every word has a head in the sentence and leads to a root."""
    heads = decode_heads(arcs)
    assert len(heads) == len(arcs)
    assert all(0 <= h < len(heads) for h in heads)
    assert is_forest(heads)


@given(squares(finite))
def test_best_heads_stay_where_they_make_no_cycle(arcs: Scores) -> None:
    """Best heads that form a forest are the answer; otherwise only words of a cycle lose theirs."""
    best = [int(h) for h in arcs.argmax(axis=1)]
    heads = decode_heads(arcs)
    if is_forest(best):
        assert heads == best
    for word, (old, new) in enumerate(zip(best, heads, strict=True)):
        assert old == new or on_cycle(best, word)


def on_cycle(heads: list[int], word: int) -> bool:
    """Whether a word comes back to itself by way of another."""
    at = heads[word]
    for _ in heads:
        if at == word:
            return heads[word] != word
        at = heads[at]
    return False


@given(squares(finite))
def test_scores_are_never_changed(arcs: Scores) -> None:
    """Decoding leaves the scores as they were."""
    before = arcs.copy()
    decode_heads(arcs)
    assert np.array_equal(arcs, before)


@pytest.mark.parametrize(
    ("arcs", "heads"),
    [
        pytest.param([[5.0]], [0], id="one word is a root"),
        pytest.param([[0, 5, 0], [0, 5, 0], [0, 5, 0]], [1, 1, 1], id="a root with two dependents"),
        pytest.param([[5, 0], [0, 5]], [0, 1], id="two roots stay two"),
        pytest.param([[1, 5, 0], [5, 4, 0], [0, 5, 0]], [1, 1, 1], id="a cycle breaks where least is lost"),
        pytest.param([[4, 5, 0], [5, 1, 0], [0, 5, 0]], [0, 0, 1], id="the same, the other way round"),
        pytest.param([[0, 5, 3], [5, 0, 2], [9, 0, 1]], [0, 0, 0], id="a dependent is no way out of a cycle"),
        pytest.param([[0, 5, 3], [5, 0, 2], [0, 0, 9]], [2, 0, 2], id="a word outside is"),
    ],
)
def test_cycles_break_at_the_word_that_loses_least(arcs: list[list[float]], heads: list[int]) -> None:
    """The word of a cycle whose next head costs least takes it; one that hangs on the cycle does not count."""
    assert decode_heads(np.array(arcs, np.float32)) == heads


def test_a_long_sentence_of_cycles_is_decoded() -> None:
    """Two hundred words in a hundred cycles come out as a forest."""
    arcs = np.random.default_rng(7).random((200, 200), np.float32)
    for word in range(200):
        arcs[word, word ^ 1] = 5.0
    assert is_forest(decode_heads(arcs))
