"""The loaders read the corpora's formats; small files made by hand stand in for the corpora."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpora import gum_trees, in_dev, polnear_attributions, spans_of_labels, worldwide_names
from benchmarks.scoring import Span, Tree


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("O O", []),
        ("B-Person I-Person O", [(0, 2, "Person")]),
        ("B-Person B-Person", [(0, 1, "Person"), (1, 2, "Person")]),
        ("B-Person I-Place", [(0, 1, "Person"), (1, 2, "Place")]),
        ("O I-Place I-Place", [(1, 3, "Place")]),
        ("O B-Place", [(1, 2, "Place")]),
    ],
)
def test_spans_of_labels(labels: str, spans: list[tuple[int, int, str]]) -> None:
    """A span begins with B, or an I that continues nothing, and ends before what is not its own I."""
    found = [(s.start, s.end, s.label) for s in spans_of_labels(labels.split())]
    assert found == spans


def dev_name() -> str:
    """A file's name that falls into the dev part."""
    return next(name for n in range(200) if in_dev(name := f"paper_{n}.txt.tsv"))


def test_names_are_read_from_the_first_label_column(tmp_path: Path) -> None:
    """Sentences end at empty lines, nested labels are passed over, spaces may stand for the tab."""
    folder = tmp_path / "processed_annotated"
    folder.mkdir()
    rows = "Miss\tB-Organization\nLand\tI-Organization\tB-Location\n.\tO\n\nfrom    O\nLima\tB-Location\n"
    (folder / dev_name()).write_text(rows, "utf-8")
    train = next(name for n in range(200) if not in_dev(name := f"paper_{n}.txt.tsv"))
    (folder / train).write_text("Oslo\tB-Location\n", "utf-8")
    first, second = worldwide_names(tmp_path)
    assert first.words == ("Miss", "Land", ".")
    assert first.names == (Span(start=0, end=2, label="Organization"),)
    assert second.names == (Span(start=1, end=2, label="Location"),)


def test_attributions_are_read_in_pieces(tmp_path: Path) -> None:
    """A broken quote is two contents, one that skips a space is one, and a paragraph's end parts."""
    body = "“Go,” he said, “now or  never.”\nLater."
    lines = [
        "T1\tContent 0 5;15 22\t“Go,” “now or",
        "T2\tSource 6 8\the",
        "T3\tCue 9 13\tsaid",
        "T4\tAttribution 9 13\tsaid",
        "T5\tContent 15 22;24 31;32 38\t“now or never.” Later.",
        "E1\tAttribution:T4 Content:T1 Cue:T3 Source:T2",
    ]
    root = tmp_path / "data" / "dev"
    (root / "text").mkdir(parents=True)
    (root / "attributions").mkdir()
    (root / "text" / "a_paper.txt").write_text(body, "utf-8", newline="")
    (root / "attributions" / "a_paper_0ab1.ann").write_text("\n".join(lines), "utf-8")
    (root / "attributions" / "a_paper_ffff.ann").write_text("T1\tCue 0 1\t“", "utf-8")
    (article,) = polnear_attributions(tmp_path)
    assert article.document == "a_paper"
    assert [(s.label, article.body[s.start : s.end]) for s in article.parts] == [
        ("content", "“Go,”"),
        ("source", "he"),
        ("cue", "said"),
        ("content", "“now or"),
        ("content", "“now or  never.”"),
        ("content", "Later."),
    ]


def test_trees_are_read_without_multiword_lines(tmp_path: Path) -> None:
    """Only the dev part's documents, and only words that hang in the tree."""
    (tmp_path / "dep").mkdir()
    (tmp_path / "splits.md").write_text(
        "# Splits\n\n## dev\n\n  * GUM_one\n\n## test\n\n  * GUM_two\n", "utf-8"
    )
    rows = [
        "# text = don't go",
        "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_",
        "2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_",
        "3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_",
    ]
    for name in ("GUM_one", "GUM_two"):
        (tmp_path / "dep" / f"{name}.conllu").write_text("\n".join(rows) + "\n\n", "utf-8")
    (sentence,) = gum_trees(tmp_path)
    assert (sentence.document, sentence.words) == ("GUM_one", ("do", "n't", "go"))
    assert sentence.tags == ("AUX", "PART", "VERB")
    assert sentence.tree == Tree(heads=(3, 3, 0), relations=("aux", "advmod", "root"))
