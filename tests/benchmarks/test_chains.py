"""The coreference measures give what can be counted by hand."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.chains import b_cubed, best_pairing, ceaf_e, chains_of, conll, muc


def chains(text: str) -> list[frozenset[str]]:
    """Chains of one-letter mentions: "abc de"."""
    return [frozenset(word) for word in text.split()]


@pytest.mark.parametrize(
    ("gold", "said", "found", "there", "right", "given"),
    [
        ("abc de", "abc de", 3, 3, 3, 3),
        ("abc de", "ab cde", 2, 3, 2, 3),
        ("abc", "ab", 1, 2, 1, 1),
        ("abc", "a b c", 0, 2, 0, 0),
        ("ab", "cd", 0, 1, 0, 1),
        ("abcd", "ab cd", 2, 3, 2, 2),
    ],
)
def test_muc_counts_links(gold: str, said: str, found: int, there: int, right: int, given: int) -> None:
    """A chain of n has n - 1 links, and loses one for each cut; what the other side lacks is a part of its own."""
    share = muc(chains(gold), chains(said))
    assert (share.gold_found, share.gold, share.said_right, share.said) == (found, there, right, given)


def test_b_cubed_of_the_textbook_case() -> None:
    """Two chains of three, one mention in the wrong one: 4/9, twice 2/3 of it and so on, by hand."""
    share = b_cubed(chains("abc def"), chains("ab cdef"))
    assert share.gold_found == pytest.approx(4 / 3 + 1 / 3 + 3)
    assert share.said_right == pytest.approx(2 + 1 / 4 + 9 / 4)
    assert (share.gold, share.said) == (6, 6)


def test_b_cubed_counts_what_only_one_side_has() -> None:
    """A mention that is not there lowers precision, one that was not said recall."""
    share = b_cubed(chains("ab"), chains("ac"))
    assert (share.gold_found, share.said_right) == (0.5, 0.5)


def test_ceaf_pairs_each_chain_once() -> None:
    """Two halves of one chain: only one of them is paired with it."""
    share = ceaf_e(chains("abcd"), chains("ab cd"))
    assert share.gold_found == pytest.approx(2 * 2 / 6)
    assert (share.gold, share.said) == (1, 2)


def test_ceaf_takes_the_best_pairing_and_not_the_first() -> None:
    """The greedy pairing (0.9 and nothing) is worse than the other one (0.8 and 0.7)."""
    assert best_pairing({(0, 0): 0.9, (0, 1): 0.7, (1, 0): 0.8}) == pytest.approx(1.5)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 4)), st.sampled_from((0.1, 0.4, 0.5, 1.0)), max_size=9
    )
)
def test_the_pairing_is_as_good_as_trying_all(worth: dict[tuple[int, int], float]) -> None:
    """No assignment of four rows to five columns is worth more."""
    all_ways = (
        sum(worth.get((row, column), 0.0) for row, column in enumerate(way))
        for way in permutations(range(5), 4)
    )
    assert best_pairing(worth) == pytest.approx(max(all_ways))


MENTIONS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 3)), min_size=2, max_size=10, unique_by=lambda p: p[0]
)


@given(MENTIONS)
def test_chains_against_themselves_are_perfect(labels: list[tuple[int, int]]) -> None:
    """Saying the gold chains gives one in each measure; MUC only where there is a link."""
    found = conll(chains_of(labels), chains_of(labels))
    assert found.b_cubed.f1 == pytest.approx(1)
    assert found.ceaf_e.f1 == pytest.approx(1)
    assert found.muc.f1 == (1 if found.muc.gold else 0)


def test_documents_add_up() -> None:
    """Figures come from sums over documents: one right link of one and none of two make a third."""
    total = conll(chains("ab"), chains("ab")) + conll(chains("abc"), chains("a b c"))
    assert total.muc.gold_found / total.muc.gold == pytest.approx(1 / 3)
    assert set(total.figures("x")) == {"x", "x_muc", "x_b_cubed", "x_ceaf_e"}
