"""Pairs of candidates and what grammar says of them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.reader.pairs import DISTANCES, KINDS, PATHS, VALUES_ONLY, Candidate, head_word, make_pairs

C = Candidate


def made_pairs(
    candidates: list[Candidate], heads: list[int], sentences: list[int]
) -> dict[tuple[int, int], tuple[int, ...]]:
    """The pairs made, each with its distance, sentences apart, path and turn."""
    pairs = make_pairs(candidates, heads, sentences)
    rows = zip(pairs.distance, pairs.apart, pairs.path, pairs.turn, strict=True)
    ends = zip(pairs.i.tolist(), pairs.j.tolist(), strict=True)
    return {end: tuple(int(x) for x in row) for end, row in zip(ends, rows, strict=True)}


@pytest.mark.parametrize(
    ("start", "end", "heads", "head"),
    [
        (0, 2, [1, 2, 2], 1),
        (0, 3, [1, 2, 2], 2),
        (0, 2, [0, 0, 0], 0),
        (1, 3, [1, 0, 0], 1),
        (2, 3, [0, 0, 0], 2),
        (0, 2, [1, 0, 2], 1),
    ],
)
def test_the_head_word_is_governed_from_outside(start: int, end: int, heads: list[int], head: int) -> None:
    """A span's head is its first word with a head outside or none; its last word where all heads are inside."""
    assert head_word(C(start, end, "Person"), heads) == head


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        ((0, 2), (2, 3), 1),
        ((0, 2), (3, 4), 2),
        ((0, 2), (4, 5), 3),
        ((0, 1), (4, 5), 4),
        ((0, 1), (5, 6), 4),
        ((0, 1), (6, 7), 5),
        ((0, 1), (34, 35), 8),
        ((0, 1), (39, 40), 8),
        ((0, 2), (1, 3), 0),
        ((0, 3), (1, 2), 0),
        ((2, 3), (0, 2), 9),
        ((3, 4), (0, 2), 10),
        ((39, 40), (0, 1), 16),
    ],
)
def test_distances_know_their_side(a: tuple[int, int], b: tuple[int, int], distance: int) -> None:
    """0 where spans overlap; else a bucket of the words between, other buckets where the value comes first."""
    pairs = made_pairs([C(*a, "Person"), C(*b, "Place")], [0] * 40, [1] * 40)
    assert pairs[0, 1][0] == distance


def test_paths_count_steps_up_and_down() -> None:
    """From subject up to the shared word and down to the value, four steps at most each, with the word of the turn."""
    heads = [1, 1, 1, 2, 3, 4, 5]
    candidates = [C(n, n + 1, "Person") for n in range(7)]
    pairs = made_pairs(candidates, heads, [1] * 7)
    assert pairs[0, 2][2:] == (1 * 5 + 1, 1)
    assert pairs[1, 2][2:] == (0 * 5 + 1, 1)
    assert pairs[3, 2][2:] == (1 * 5 + 0, 2)
    assert pairs[0, 4][2:] == (1 * 5 + 3, 1)
    assert pairs[0, 6][2:] == (1 * 5 + 4, 1)
    assert pairs[6, 0][2:] == (4 * 5 + 1, 1)


def test_words_of_two_trees_have_no_path() -> None:
    """Two roots in a sentence, and two sentences, each have a path of their own kind that turns at the subject."""
    candidates = [C(0, 1, "Person"), C(1, 2, "Place"), C(2, 3, "Place")]
    pairs = made_pairs(candidates, [0, 1, 2], [1, 1, 2])
    assert pairs[0, 1][2:] == (PATHS - 2, 0)
    assert pairs[0, 2][1:] == (1, PATHS - 1, 0)


@pytest.mark.parametrize(
    ("kind", "other", "apart", "made"),
    [
        ("Person", "Place", 2, True),
        ("Person", "Place", 3, False),
        ("Person", "Person", 3, False),
        ("Event", "Event", 9, True),
        ("Event", "Place", 3, False),
        ("pronoun", "pronoun", 3, False),
        ("pronoun", "pronoun", 2, True),
        ("pronoun", "Person", 3, False),
        ("Event", "date", 2, True),
        ("Event", "date", 3, False),
        ("date", "Event", 0, False),
        ("number", "Group", 0, False),
        ("role", "Person", 0, False),
        ("Person", "role", 0, True),
        ("occupation", "Person", 0, False),
        ("weapon", "Event", 0, False),
    ],
)
def test_only_pairs_worth_a_question_are_made(kind: str, other: str, apart: int, made: bool) -> None:
    """A mere value is no subject; three sentences apart only two events are asked whether they are the same."""
    pairs = made_pairs([C(0, 1, kind), C(1, 2, other)], [0, 1], [1, 1 + apart])
    assert ((0, 1) in pairs) is made
    if made:
        assert pairs[0, 1][1] == min(apart, 3)


def test_only_an_event_is_paired_with_itself() -> None:
    """An event with itself asks whether it is one; nothing else is asked of itself."""
    pairs = made_pairs([C(0, 1, "Event", 1), C(1, 2, "Person")], [0, 0], [1, 1])
    assert set(pairs) == {(0, 0), (0, 1), (1, 0)}


def test_no_candidates_no_pairs() -> None:
    """Nothing to ask gives empty arrays, not an error."""
    assert len(make_pairs([], [], []).i) == 0
    assert len(make_pairs([C(0, 1, "date")], [0], [1]).i) == 0


spans = st.tuples(st.integers(0, 19), st.integers(1, 4), st.sampled_from(KINDS))


@given(st.lists(st.integers(0, 19), min_size=20, max_size=20), st.lists(spans, max_size=8))
def test_features_are_ones_the_network_knows(heads: list[int], rows: list[tuple[int, int, str]]) -> None:
    """Any heads, even with cycles: all features are in range and each subject is one that may be."""
    sentences = [1 + n // 5 for n in range(20)]
    candidates = [C(start, min(start + size, 20), kind) for start, size, kind in rows]
    pairs = make_pairs(candidates, heads, sentences)
    assert len({*zip(pairs.i.tolist(), pairs.j.tolist(), strict=True)}) == len(pairs.i)
    assert all(candidates[i].kind not in VALUES_ONLY for i in pairs.i)
    for values, limit in (
        (pairs.distance, DISTANCES),
        (pairs.apart, 4),
        (pairs.path, PATHS),
        (pairs.turn, 20),
    ):
        assert all(0 <= v < limit for v in values)


def test_a_long_sentence_does_not_cost_its_square_in_steps() -> None:
    """A chain of 2,000 words is climbed twelve steps at most: its pairs take under a second of processor time."""
    candidates = [C(n, n + 1, "Person") for n in range(0, 2_000, 20)]
    began = time.process_time()
    make_pairs(candidates, [max(0, n - 1) for n in range(2_000)], [1] * 2_000)
    assert time.process_time() - began < 1.0
