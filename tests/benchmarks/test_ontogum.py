"""OntoGUM's brackets become chains of character spans, and only whole mentions count."""

from __future__ import annotations

from pathlib import Path

from benchmarks.ontogum import chain_figures, chained_text, ontogum_documents
from benchmarks.scoring import Span

ROWS = [
    "# newpar",
    "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1",
    "2\tmayor\tmayor\tNOUN\tNN\t_\t5\tnsubj\t_\t_",
    "3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_",
    "4\tLano\tLano\tPROPN\tNNP\t_\t2\tnmod\t_\tDiscourse=x|Entity=(2)1)|SpaceAfter=No",
    "5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_",
    "",
    "1-2\tShe's\t_\t_\t_\t_\t_\t_\t_\t_",
    "1\tShe\tshe\tPRON\tPRP\t_\t3\tnsubj\t_\tEntity=(1)",
    "2\t's\tbe\tAUX\tVBZ\t_\t3\tcop\t_\t_",
    "3\tin\tin\tADP\tIN\t_\t4\tcase\t_\t_",
    "4\tLano\tLano\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(2)",
    "",
    "# newpar",
    "1\tRain\train\tNOUN\tNN\t_\t0\troot\t_\tEntity=(3)",
]


def test_brackets_open_and_close_over_words() -> None:
    """A mention runs from its bracket to its own end, multiword tokens have no space inside, chains of one go."""
    document = chained_text("a", "\n".join(ROWS))
    assert document.body == "The mayor of Lano. She's in Lano\nRain"
    texts = sorted(sorted(document.body[m.start : m.end] for m in chain) for chain in document.chains)
    assert texts == [["Lano", "Lano"], ["She", "The mayor of Lano"]]


def test_only_the_dev_part_is_read(tmp_path: Path) -> None:
    """The list's dev part, in its order; a document that is not there is passed over."""
    folder = tmp_path / "coref" / "ontogum" / "conllu"
    folder.mkdir(parents=True)
    (tmp_path / "splits.md").write_text("## dev\n\n * GUM_b\n * GUM_gone\n\n## test\n\n * GUM_c\n", "utf-8")
    for name in ("GUM_b", "GUM_c"):
        (folder / f"{name}.conllu").write_text("\n".join(ROWS), "utf-8")
    assert [d.document for d in ontogum_documents(tmp_path)] == ["GUM_b"]


def test_a_mention_with_another_end_is_not_found() -> None:
    """Half the mentions have both ends right; chains of one on our side do not count as mentions."""
    document = chained_text("a", "\n".join(ROWS))
    body = document.body
    she, lano = body.index("She"), body.index("Lano")
    said = [
        [Span(start=0, end=len("The mayor"), label="x"), Span(start=she, end=she + 3, label="")],
        [Span(start=lano, end=lano + 4, label="name")],
    ]
    figures = chain_figures([document], lambda text: said)
    assert (figures["mentions_p"], figures["mentions_r"]) == (0.5, 0.25)
    assert figures["conll_muc"] == 0.0
