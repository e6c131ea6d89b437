"""A topic's figures come from its predictor's answers; missing data is one line and exit code 2."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.corpora import AttributedText, NamedSentence, ParsedSentence
from benchmarks.exam import score_figures
from benchmarks.reader import attribution_figures, names_figures, tree_figures
from benchmarks.results import Measured, table
from benchmarks.scoring import Span, Tree
from benchmarks.speed import growth, report_text, sample_sentences
from benchmarks.timed import Meter


def sentence(document: str, *words: str) -> NamedSentence:
    """A sentence whose first word is a person's name."""
    return NamedSentence(document=document, words=words, names=(Span(start=0, end=1, label="Person"),))


def test_names_are_asked_document_by_document() -> None:
    """The predictor sees the sentences of one document at once, and all types add up."""
    asked: list[int] = []

    def predict(sentences: Sequence[Sequence[str]]) -> list[list[Span]]:
        asked.append(len(sentences))
        return [[Span(start=0, end=1, label="Person" if len(words) == 2 else "Place")] for words in sentences]

    figures = names_figures(
        [sentence("a", "Ana", "ran"), sentence("a", "Bo"), sentence("b", "Cy", "fell")], predict
    )
    assert asked == [2, 1]
    assert figures == {"f1": 0.667, "p": 0.667, "r": 0.667, "person_f1": 0.8, "place_f1": 0.0}


def test_attribution_figures_are_by_role() -> None:
    """Exact and overlap of each role, apart."""
    article = AttributedText(
        document="a",
        body="She said it.",
        parts=(Span(start=0, end=3, label="source"), Span(start=9, end=11, label="content")),
    )
    figures = attribution_figures(
        [article], lambda body: [Span(start=0, end=3, label="source"), Span(start=9, end=12, label="content")]
    )
    assert (figures["source_exact"], figures["content_exact"], figures["content_overlap"]) == (1.0, 0.0, 1.0)
    assert figures["cue_exact"] == 0.0


def test_tree_figures() -> None:
    """Attachment over all words of all sentences."""
    tree = Tree(heads=(2, 0), relations=("nsubj:pass", "root"))
    parsed = ParsedSentence(document="a", words=("He", "fell"), tags=("PRON", "VERB"), tree=tree)
    said = Tree(heads=(2, 0), relations=("nsubj", "root"))
    assert tree_figures([parsed], lambda s: [said]) == {"las": 0.5, "las_universal": 1.0, "uas": 1.0}


@pytest.mark.parametrize("topic", ["exam", "reader"])
def test_missing_data_is_one_line(
    topic: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and the line names the place that was looked at and the variable to set."""
    monkeypatch.setenv("HERODOT_SHARED", str(tmp_path / "none"))
    code, said = main([topic]), capsys.readouterr().err
    assert (code, said.count("\n")) == (2, 1)
    assert str(tmp_path / "none") in said
    assert "HERODOT_SHARED" in said


def test_the_scorers_result_becomes_flat() -> None:
    """Every figure a number under one name."""
    row = {"p": 0.5, "r": 0.25, "f1": 0.333, "hit": 1, "said": 2, "gold": 4}
    parts = ("root", "chain", "polarity", "certainty", "mood", "evidence", "qualifiers")
    result = {
        "reports": "20 of 24",
        **dict.fromkeys(("statement", "statement_relaxed", "statement_full", "apart"), row),
        "of_matched": dict.fromkeys(parts, 0.9),
        "entities": {"mentions_found": 0.8, "b_cubed": {"p": 1.0, "r": 1.0, "f1": 1.0}},
        "picture": {
            "answer_recall": 0.0,
            "standing_recall": 0.0,
            "independent_roots_recall": 0.0,
            "copies": row,
        },
    }
    figures = score_figures(result)
    assert (figures["reports"], figures["statement_p"], figures["root"]) == (20, 0.5, 0.9)
    assert (figures["statements_said"], figures["statements_gold"]) == (2, 4)
    assert all(isinstance(value, int | float) for value in figures.values())


def test_the_table_is_aligned() -> None:
    """Names to the left, numbers to the right, what was not measured at the end."""
    measured = Measured(figures={"f1": 0.5, "reports": 1200}, digests={}, notes=("places",))
    assert table(measured).split("\n") == [
        "f1            0.500",
        "reports       1,200",
        "not measured: places",
    ]


def test_synthetic_reports_are_the_same_each_time() -> None:
    """The same seed gives the same words, another seed others, and never too few."""
    sentences = sample_sentences()
    assert report_text(sentences, 500, 7) == report_text(sentences, 500, 7) != report_text(sentences, 500, 8)
    assert len(report_text(sentences, 500, 7).split()) >= 500


@pytest.mark.parametrize(("long", "expected"), [(21.0, 1.0), (41.0, 2.0), (11.0, 0.5)])
def test_growth_is_one_where_time_is_linear(long: float, expected: float) -> None:
    """A second of start, two of work: ten times the work is twenty seconds where words cost the same."""
    assert growth(1.0, 3.0, long) == pytest.approx(expected)


def test_overlapping_calls_count_once() -> None:
    """Two threads in the net at the same time are one stretch of time."""
    now = iter([1.0, 4.0, 10.0, 11.0])
    meter = Meter(lambda: next(now))
    meter.enter()
    meter.enter()
    meter.leave()
    meter.leave()
    meter.enter()
    meter.leave()
    assert meter.seconds == 4.0
