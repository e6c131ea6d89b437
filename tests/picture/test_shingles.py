"""Candidate pairs and cut texts: parts, slices and what is held at a time show nowhere in what comes out."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
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


STEMS, ENDINGS = "bodkin calico dulse ember fathom gannet hawser".split(), ("", "s", "ling", "ward")
PLAIN = tuple(stem + ending for stem in STEMS for ending in ENDINGS)


@st.composite
def some_rewritten(draw: st.DrawFn) -> list[Report]:
    """Reports of one event in like words, sentence by sentence, some of which name another's outlet."""
    lines = draw(st.lists(st.lists(st.sampled_from(PLAIN), min_size=5, max_size=8), min_size=4, max_size=7))
    reports, day = [], st.sampled_from(("2031-05-01", "2031-05-03", "2031-05-30", None))
    for n in range(draw(st.integers(2, 7))):
        texts = []
        for words in (
            draw(st.lists(st.sampled_from(lines), min_size=3, max_size=7)) if draw(st.booleans()) else lines
        ):
            other = draw(st.lists(st.sampled_from(PLAIN), max_size=4))
            texts.append(
                " ".join([*draw(st.permutations(words))[: draw(st.integers(3, 8))], *other]).capitalize()
            )
        credit = draw(st.sampled_from(("", "So said Outlet 0.", "So said Outlet 1.")))
        reports.append(
            Report(
                id=f"r{n}", sha256="", media_type="text/plain", name=f"r{n}", outlet=f"Outlet {n % 3}", title="",
                byline=None, published=draw(day), url=None,
                language="en", text_version="1", captured="", text=f"{'. '.join(texts)}. {credit}",
            )
        )  # fmt: skip
    return reports


LIMITS = st.tuples(st.sampled_from((2, COMMON)), st.sampled_from((1, 2, 3, 9)))
"""Most texts that a run tells something in, and most reports of an outlet that is searched for by name."""


@settings(max_examples=200, deadline=None)
@given(st.one_of(some_reports(), some_rewritten()), st.randoms(use_true_random=False), LIMITS)
def test_comparing_what_is_new_is_comparing_all(
    reports: list[Report], chance: random.Random, limits: tuple[int, int]
) -> None:
    """However reports come and go, pairs and copies are those of all that are there, compared at once."""
    shelf = cutting.AllTexts(
        reports, {r.id: [(s.start, s.end) for s in sentence_spans(r.text)] for r in reports}
    )
    held, there = copies.NOTHING, set[str]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shingles, "COMMON", limits[0])
        patch.setattr(copies, "MOST_OF_OUTLET", limits[1])
        for _ in range(4):
            gone = set(chance.sample(sorted(there), chance.randrange(len(there) + 1) // 2))
            came = {r.id for r in chance.sample(reports, chance.randrange(len(reports) + 1))} - there
            there = there - gone | came
            held = copies.compare(held, gone, came, cutting.CutTexts(shelf, frozenset()))
            at_once = copies.compare(copies.NOTHING, (), there, cutting.CutTexts(shelf, frozenset()))
            assert (held.pairs, held.copies) == (at_once.pairs, at_once.copies)
            assert {k: t.credited for k, t in held.texts.items()} == {
                k: t.credited for k, t in at_once.texts.items()
            }


def told(key: str, outlet: str, published: str, *sentences: str) -> Report:
    """A report of those sentences."""
    return Report(
        id=key, sha256="", media_type="text/plain", name=key, outlet=outlet, title="", byline=None, published=published,
        url=None, language="en", text_version="1", captured="", text=" ".join(f"{s.capitalize()}." for s in sentences),
    )  # fmt: skip


def test_words_that_become_common_tell_less() -> None:
    """Two reports share rare words, sentence by sentence: a copy, until many others have these words too."""
    rare = [f"Quixo{n}alva zyrt{n}omel" for n in range(6)]
    own = [[f"{side}{n}{m}wort" for m in range(4)] for side in "ab" for n in range(6)]
    first = told("a", "Coast Wire", "2031-05-01", *(" ".join([r, *own[n]]) for n, r in enumerate(rare)))
    retold = [" ".join([*own[6 + n], r]) for n, r in enumerate(rare)]
    later = told("b", "The Quay", "2031-05-02", *retold, "Coast Wire said so")
    common = [[f"{r} gull{n} keel{n} mast{n} ferry{n}" for r in rare] for n in range(9)]
    others = [told(f"c{n}", f"Tide {n}", "2032-01-01", *some) for n, some in enumerate(common)]
    reports = [first, later, *others]
    shelf = cutting.AllTexts(
        reports, {r.id: [(s.start, s.end) for s in sentence_spans(r.text)] for r in reports}
    )
    held = copies.compare(copies.NOTHING, (), ["a", "b"], cutting.CutTexts(shelf, frozenset()))
    assert [(c.report, c.original) for c in held.copies] == [("b", "a")]
    grown = copies.compare(held, (), [r.id for r in others], cutting.CutTexts(shelf, frozenset()))
    at_once = copies.compare(
        copies.NOTHING, (), [r.id for r in reports], cutting.CutTexts(shelf, frozenset())
    )
    assert (grown.pairs, grown.copies) == (at_once.pairs, at_once.copies)
    assert "b" not in {c.report for c in grown.copies}
