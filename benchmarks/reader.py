"""Topic `reader`: the model's heads and the value readers on the dev parts of public corpora.

One rule: one function a corpus, from its folder and a predictor to figures, so that any predictor can be
measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from benchmarks.corpora import (
    ROLES,
    AttributedText,
    NamedSentence,
    ParsedSentence,
    gum_trees,
    polnear_attributions,
    worldwide_names,
)
from benchmarks.model import Model, load_model
from benchmarks.results import Figure, Measured
from benchmarks.scoring import Attachment, Span, Tally, Tree, attachment, exact, of_label, overlapping
from benchmarks.shared import archive, corpus_folder, file_digest

Words = Sequence[Sequence[str]]


def names_figures(
    sentences: Iterable[NamedSentence], predict: Callable[[Words], Sequence[Sequence[Span]]]
) -> dict[str, Figure]:
    """Exact F1 of names over all types, and of each type."""
    total, by_type = Tally(), dict[str, Tally]()
    for _, group in groupby(sentences, key=lambda s: s.document):
        document = list(group)
        for sentence, said in zip(document, predict([s.words for s in document]), strict=True):
            total += exact(sentence.names, said)
            for label in {s.label for s in (*sentence.names, *said)}:
                tally = exact(of_label(sentence.names, label), of_label(said, label))
                by_type[label] = by_type.get(label, Tally()) + tally
    each = {f"{label.lower()}_f1": round(tally.f1, 3) for label, tally in sorted(by_type.items())}
    return {"f1": round(total.f1, 3), "p": round(total.precision, 3), "r": round(total.recall, 3), **each}


def attribution_figures(
    articles: Iterable[AttributedText], predict: Callable[[str], Sequence[Span]]
) -> dict[str, Figure]:
    """Exact and overlap F1 of sources, cues and contents."""
    strict = {role: Tally() for role in ROLES}
    loose = {role: Tally() for role in ROLES}
    for article in articles:
        said = predict(article.body)
        for role in ROLES:
            gold_spans, said_spans = of_label(article.parts, role), of_label(said, role)
            strict[role] += exact(gold_spans, said_spans)
            loose[role] += overlapping(gold_spans, said_spans)
    figures: dict[str, Figure] = {}
    for role in ROLES:
        figures[f"{role}_exact"] = round(strict[role].f1, 3)
        figures[f"{role}_overlap"] = round(loose[role].f1, 3)
    return figures


def tree_figures(
    sentences: Iterable[ParsedSentence], predict: Callable[[Words], Sequence[Tree]]
) -> dict[str, Figure]:
    """Attachment on gold words: with the whole relation, with the universal relation, without."""
    total = Attachment()
    for _, group in groupby(sentences, key=lambda s: s.document):
        document = list(group)
        for sentence, said in zip(document, predict([s.words for s in document]), strict=True):
            total += attachment(sentence.tree, said)
    return {
        "las": round(total.las, 3),
        "las_universal": round(total.las_universal, 3),
        "uas": round(total.uas, 3),
    }


def measure() -> Measured:
    """All corpora that can be measured today. Raises `DataMissing`."""
    model = load_model()
    if model is None:
        return Measured(figures={}, digests={}, notes=("names, attributions, trees: no model is wired in",))
    figures: dict[str, Figure] = {}
    digests: dict[str, str] = {}
    for corpus, found in _by_model(model).items():
        figures |= {f"{corpus}_{name}": value for name, value in found.items()}
        digests[corpus] = file_digest(archive(corpus))
    return Measured(figures=figures, digests=digests)


def _by_model(model: Model) -> dict[str, dict[str, Figure]]:
    return {
        "en_worldwide_ner": names_figures(worldwide_names(corpus_folder("en_worldwide_ner")), model.names),
        "polnear": attribution_figures(polnear_attributions(corpus_folder("polnear")), model.attributions),
        "gum": tree_figures(gum_trees(corpus_folder("gum")), model.trees),
    }
