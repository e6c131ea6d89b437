"""The measures give on small cases what can be counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scoring import Attachment, Span, Tally, Tree, attachment, exact, of_label, overlapping


def span(start: int, end: int, label: str = "name") -> Span:
    """A span in few words."""
    return Span(start=start, end=end, label=label)


SPANS = st.lists(
    st.builds(
        lambda start, length, label: span(start, start + length, label),
        st.integers(0, 12),
        st.integers(1, 5),
        st.sampled_from(["source", "cue"]),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("gold", "said", "hits"),
    [
        ([span(0, 2)], [span(0, 2)], 1),
        ([span(0, 2)], [span(0, 3)], 0),
        ([span(0, 2)], [span(0, 2, "place")], 0),
        ([span(0, 2)], [span(0, 2), span(0, 2)], 1),
        ([span(0, 2), span(4, 5)], [span(4, 5)], 1),
        ([], [span(0, 1)], 0),
        ([], [], 0),
    ],
)
def test_exact_wants_both_ends_and_the_label(gold: list[Span], said: list[Span], hits: int) -> None:
    """A span counts once, when start, end and label agree; saying it twice does not help."""
    tally = exact(gold, said)
    assert (tally.said_right, tally.gold_found, tally.said, tally.gold) == (hits, hits, len(said), len(gold))


@pytest.mark.parametrize(
    ("gold", "said", "right", "found"),
    [
        ([span(0, 4)], [span(3, 9)], 1, 1),
        ([span(0, 4)], [span(4, 9)], 0, 0),
        ([span(0, 4)], [span(2, 3, "place")], 0, 0),
        ([span(0, 4), span(6, 9)], [span(0, 9)], 1, 2),
        ([span(0, 9)], [span(0, 1), span(3, 4), span(20, 21)], 2, 1),
    ],
)
def test_overlap_counts_each_side_by_itself(
    gold: list[Span], said: list[Span], right: int, found: int
) -> None:
    """Precision is over what was said, recall over what is there; spans that only meet do not overlap."""
    tally = overlapping(gold, said)
    assert (tally.said_right, tally.gold_found) == (right, found)


@given(SPANS, SPANS)
def test_what_is_exact_overlaps(gold: list[Span], said: list[Span]) -> None:
    """The loose measure never finds less than the strict one, and neither more than there is."""
    strict, loose = exact(gold, said), overlapping(gold, said)
    assert strict.gold_found <= loose.gold_found <= loose.gold
    assert strict.said_right <= loose.said_right <= loose.said


@given(SPANS)
def test_gold_against_itself_is_perfect(spans: list[Span]) -> None:
    """Saying exactly what is there gives precision, recall and F1 of one."""
    if spans:
        assert (exact(spans, spans).f1, overlapping(spans, spans).f1) == (1.0, 1.0)


def test_figures_of_a_tally() -> None:
    """Two of four right, two of three found: 0.5, 0.667 and their harmonic mean."""
    tally = Tally(said_right=2, gold_found=2, said=4, gold=3)
    assert tally.precision == pytest.approx(1 / 2)
    assert tally.recall == pytest.approx(2 / 3)
    assert tally.f1 == pytest.approx(4 / 7)


def test_nothing_said_is_zero_not_an_error() -> None:
    """An empty answer has figures, all of them zero."""
    tally = exact([span(0, 1)], [])
    assert (tally.precision, tally.recall, tally.f1) == (0.0, 0.0, 0.0)


def test_tallies_add_up() -> None:
    """The figures of a corpus come from its counts, not from a mean over documents."""
    total = exact([span(0, 1)], [span(0, 1)]) + exact([span(0, 1)], [span(1, 2), span(2, 3), span(3, 4)])
    assert (total.precision, total.recall) == (0.25, 0.5)


def test_of_label_keeps_the_order() -> None:
    """Only the label's spans, as they came."""
    assert of_label([span(5, 6, "cue"), span(0, 1), span(2, 3, "cue")], "cue") == [
        span(5, 6, "cue"),
        span(2, 3, "cue"),
    ]


def test_attachment_of_a_small_tree() -> None:
    """Of four words three hang right, two with the universal relation, one with its subtype too."""
    gold = Tree(heads=(2, 0, 4, 2), relations=("nmod:poss", "root", "det", "obj"))
    said = Tree(heads=(2, 0, 2, 2), relations=("nmod", "root", "det", "obl"))
    found = attachment(gold, said)
    assert found == Attachment(words=4, headed=3, related=2, labelled=1)
    assert (found.uas, found.las_universal, found.las) == (0.75, 0.5, 0.25)


def test_trees_of_other_lengths_are_refused() -> None:
    """A figure over trees that do not fit would be about nothing."""
    gold = Tree(heads=(0,), relations=("root",))
    with pytest.raises(ValueError, match="2 words against one of 1"):
        attachment(gold, Tree(heads=(0, 1), relations=("root", "dep")))
