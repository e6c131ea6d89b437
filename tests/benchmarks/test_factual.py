"""Modality is told on the corpus's scale, and r is over what is covered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.factual import (
    JudgedSentence,
    Said,
    as_score,
    expected_score,
    factuality_figures,
    pearson,
    uds_sentences,
)


@pytest.mark.parametrize(
    ("polarity", "certainty", "mood", "score"),
    [
        ("affirmed", "certain", "actual", 3.0),
        ("denied", "certain", "actual", -3.0),
        ("affirmed", "probable", "actual", 2.0),
        ("denied", "possible", "actual", -1.0),
        ("affirmed", "certain", "planned", -1.5),
        ("denied", "certain", "wanted", -1.5),
        ("affirmed", "possible", "conditional", -1.5),
    ],
)
def test_modality_on_the_scale(polarity: str, certainty: str, mood: str, score: float) -> None:
    """Certain and actual is 3, denied the same below zero, what is still to come has not happened."""
    assert as_score(polarity, certainty, mood) == score


def test_chances_give_the_mean() -> None:
    """Sure chances give the table's score, an even chance of denial gives 0."""
    assert expected_score(0.0, (0, 1, 0), (1, 0, 0, 0)) == as_score("affirmed", "probable", "actual")
    assert expected_score(0.0, (1, 0, 0), (0, 0, 1, 0)) == as_score("affirmed", "certain", "planned")
    assert expected_score(0.5, (1, 0, 0), (1, 0, 0, 0)) == 0.0
    assert expected_score(0.0, (1, 0, 0), (0.5, 0.25, 0.25, 0)) == 0.75


def test_targets_stand_where_their_words_do(tmp_path: Path) -> None:
    """Word numbers become places in the text as it is joined."""
    folder = tmp_path / "glue_data" / "UDS_IH2"
    folder.mkdir(parents=True)
    row = {"text": "He fell , they say .", "targets": [{"span1": [4, 5], "label": 1.5}]}
    (folder / "dev.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (sentence,) = uds_sentences(tmp_path)
    ((at, label),) = sentence.targets
    assert (sentence.body, sentence.body[at:], label) == ("He fell, they say.", "say.", 1.5)


@pytest.mark.parametrize(
    ("pairs", "r"),
    [
        ([(0, 0), (1, 2), (2, 4)], 1.0),
        ([(0, 4), (1, 2), (2, 0)], -1.0),
        ([(0, 1), (1, 1)], 0.0),
        ([(0, 0), (1, 1), (2, 0)], 0.0),
        ([], 0.0),
    ],
)
def test_pearson(pairs: list[tuple[float, float]], r: float) -> None:
    """By hand; a side that does not vary has no correlation."""
    assert pearson(pairs) == pytest.approx(r)


def test_what_is_not_covered_is_counted_and_left_out() -> None:
    """r is over the covered two of three, the asked r over all."""
    sentence = JudgedSentence(body="words", targets=((0, 3.0), (3, -3.0), (5, 0.0)))
    said = [Said(score=3.0, asked=0.0), Said(score=-1.0, asked=0.0), Said(asked=1.0)]
    figures = factuality_figures([sentence], lambda body, starts: said)
    assert (figures["r"], figures["covered"], figures["chances_r"], figures["asked_r"]) == (
        1.0,
        0.667,
        0.0,
        0.0,
    )
