"""How sure the reader is of a draft."""

from __future__ import annotations

import numpy as np
import pytest

from herodot.reader.drafts import Draft
from herodot.reader.forest import Forest, read_forest, write_forest
from herodot.reader.weighing import weigh

DRAFT = Draft(
    subject="v",
    property="killed",
    value="e",
    value_type="entity",
    sides=(0, 1),
    words=(0, 3),
    score=0.8,
    rule="head",
)


def forest(slope: float = 1.0, offset: float = 0.0) -> Forest:
    """Two trees: one of a score up to 1 and, above it, of "again"; one that is a leaf."""
    return Forest(
        names=("again", "score"),
        feature=np.array([1, 0, 0, 0, 0, 0], np.int32),
        threshold=np.array([1.0, 0.0, 0.5, 0.0, 0.0, 0.0]),
        left=np.array([1, 1, 3, 3, 4, 5], np.int32),
        right=np.array([2, 1, 4, 3, 4, 5], np.int32),
        value=np.array([9.0, -2.0, 9.0, 2.0, 1.0, 0.5]),
        roots=np.array([0, 5], np.int32),
        depth=2,
        slope=slope,
        offset=offset,
    )


@pytest.mark.parametrize(
    ("signs", "total"),
    [
        ({}, -1.5),
        ({"score": 1.0}, -1.5),
        ({"score": 1.01}, 2.5),
        ({"score": 2.0, "again": 1.0}, 1.5),
        ({"again": 1.0}, -1.5),
        ({"score": 2.0, "a sign nobody knows": 7.0}, 2.5),
    ],
)
def test_each_tree_adds_its_leaf(signs: dict[str, float], total: float) -> None:
    """A value up to a threshold goes left, a sign that is not there is 0, one that no tree knows counts for nothing."""
    assert forest().sums([signs, {}]).tolist() == [total, -1.5]


def test_slope_and_offset_make_the_chance() -> None:
    """The chance is the logistic of the scaled sum."""
    assert forest(2.0, 3.0).chances([{}]) == [pytest.approx(0.5)]
    assert forest().chances([]) == []


def test_without_trees_a_score_stays() -> None:
    """What the network gave is kept where nothing weighs it."""
    assert weigh([DRAFT], [{}], None) == [DRAFT]
    assert weigh([DRAFT], [{}], forest(2.0, 3.0))[0].score == pytest.approx(0.5)


@pytest.mark.parametrize(("least", "kept"), [(0.49, 1), (0.51, 0)])
def test_what_is_too_unlikely_is_left_out(least: float, kept: int) -> None:
    """By its new score where there are trees, else by its own."""
    assert len(weigh([DRAFT], [{}], forest(2.0, 3.0), least)) == kept
    assert weigh([DRAFT], [{}], None, DRAFT.score) == [DRAFT]
    assert weigh([DRAFT], [{}], None, DRAFT.score + 0.01) == []


def test_trees_come_back_from_their_bytes() -> None:
    """What is written is what is read, to the last leaf."""
    signs = [{"score": s, "again": a} for s in (0.0, 1.5, 3.0) for a in (0.0, 1.0)]
    again = read_forest(write_forest(forest(0.9, -0.1)))
    assert again.names == ("again", "score")
    assert again.chances(signs) == forest(0.9, -0.1).chances(signs)
