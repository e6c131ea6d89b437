"""Candidate pairs and cut texts: parts, slices and what is held at a time show nowhere in what comes out."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.model.records import Report
from herodot.picture import copies, cutting, shingles
from herodot.picture.copies import Copy, find_copies
from herodot.picture.shingles import COMMON, RUN, SHARED, Hashes, candidate_pairs
from herodot.text.body import sentence_spans

WORDS = tuple("anchor barge canal dock eddy ferry gull harbour inlet jetty keel lagoon mast".split())
TEXTS = st.lists(st.lists(st.integers(0, 5), max_size=14), max_size=60)


def hashes(numbers: list[int]) -> Hashes:
    """Those numbers as the hashes of a text's words."""
    return np.array(numbers, np.uint32)


def pair_by_pair(texts: list[list[int]]) -> list[tuple[int, int]]:
    """The law itself: every two texts, every run that at most `COMMON` texts have."""
    own = [{tuple(t[n : n + RUN]) for n in range(len(t) - RUN + 1)} for t in texts]
    owners = Counter(run for each in own for run in each)
    shared = {
        (a, b): sum(owners[run] <= COMMON for run in own[a] & own[b])
        for a, b in combinations(range(len(texts)), 2)
    }
    return [pair for pair, count in shared.items() if count >= SHARED]


@given(TEXTS, st.integers(1, 40))
def test_pairs_share_rare_runs(texts: list[list[int]], part: int) -> None:
    """Looked at in parts of any size, the pairs are those that share two runs which few texts have."""
    assert candidate_pairs([hashes(t) for t in texts], part) == pair_by_pair(texts)


def test_slices_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run lies in one text: where the slices of all words are cut makes no pair and loses none."""
    texts = [[1, 2, 3], [4, 5, 6, 7, 8], [], [4, 5, 6, 7, 8], [3, 4, 5, 6, 7, 8]]
    for size in (1, 4, 9, 100):
        monkeypatch.setattr(shingles, "SLICE", size)
        assert candidate_pairs([hashes(t) for t in texts]) == [(1, 3), (1, 4), (3, 4)]


@pytest.mark.parametrize(("texts", "found"), [(COMMON, COMMON * (COMMON - 1) // 2), (COMMON + 1, 0)])
def test_what_many_have_tells_nothing(texts: int, found: int) -> None:
    """A run in as many texts as `COMMON` still tells; in one more it does not."""
    assert len(candidate_pairs([hashes([1, 2, 3, 4, 5])] * texts)) == found


@st.composite
def some_reports(draw: st.DrawFn) -> list[Report]:
    """Reports of made-up sentences, some of which several have."""
    sentence = st.lists(st.sampled_from(WORDS), min_size=5, max_size=9).map(" ".join)
    pool = draw(st.lists(sentence, min_size=1, max_size=8))
    texts = draw(st.lists(st.lists(st.sampled_from(pool), min_size=1, max_size=6), max_size=7))
    return [
        Report(
            id=f"r{n}", sha256="", media_type="text/plain", name=f"r{n}", outlet=f"Outlet {n % 3}", title="",
            byline=None, published=f"2031-05-0{n % 4 + 1}", url=None, language="en", text_version="1", captured="",
            text=" ".join(s.capitalize() + "." for s in sentences),
        )
        for n, sentences in enumerate(texts)
    ]  # fmt: skip


def found_in(reports: list[Report]) -> tuple[Copy, ...]:
    """Who copies whom."""
    return find_copies(
        reports, [[(s.start, s.end) for s in sentence_spans(r.text)] for r in reports], frozenset()
    )


@given(some_reports(), st.randoms(use_true_random=False))
def test_order_and_memory_do_not_show(reports: list[Report], chance: object) -> None:
    """Copies are the same in any order of reports, and however few texts are held cut up at a time."""
    expected = found_in(reports)
    shuffled = list(reports)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "HELD", 12)
        patch.setattr(copies, "candidate_pairs", lambda texts, among: candidate_pairs(texts, 7, among))
        assert found_in(shuffled) == expected
