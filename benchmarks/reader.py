"""Topic `reader`: the model's heads and the value readers on the dev parts of public corpora.

One rule: one function a corpus, from its folder and a predictor to figures, so that any predictor can be
measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

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


def date_figures(folder: Path) -> dict[str, Figure]:
    """F1 of date expressions and their values on TBAQ: all of it, and the half no rule was written on."""
    from benchmarks import dates

    documents = [dates.read_document(path) for path in sorted(folder.glob("Training/TBAQ-cleaned/*/*.tml"))]
    whole = dates.measure(documents, dates.ours)
    held_out = dates.measure([document for document in documents if document.half == 1], dates.ours)
    keys = ("value_f1", "strict_f1", "relaxed_f1")
    return {key: round(whole[key], 3) for key in keys} | {"held_out_value_f1": round(held_out["value_f1"], 3)}


def place_figures(folder: Path) -> dict[str, Figure]:
    """Gold place names on the map: how many were resolved, and of those how many lie within 161 km.

    On LGL, on the half of it that no weight was chosen on, and on GeoVirus.
    """
    from benchmarks import places
    from herodot.values.places import load_gazetteer

    corpora = folder / "data" / "Corpora"
    local = list(places.lgl(corpora / "lgl.xml"))
    parts = {
        "lgl": local,
        "lgl_held_out": [article for article in local if not places.first_half(article)],
        "geovirus": list(places.geovirus(corpora / "GeoVirus.xml")),
    }
    figures: dict[str, Figure] = {}
    for name, articles in parts.items():
        found = places.measure(articles, load_gazetteer())
        figures[f"{name}_resolved"] = round(found["resolved"], 3)
        figures[f"{name}_within_161km"] = round(found["within"], 3)
    return figures


def measure() -> Measured:
    """All corpora that can be measured today. Raises `DataMissing`."""
    model = load_model()
    figures: dict[str, Figure] = {}
    digests: dict[str, str] = {}
    for corpus, measured in (MEASURED if model is None else MEASURED | _by_model(model)).items():
        found = measured(corpus_folder(corpus))
        figures |= {f"{corpus}_{name}": value for name, value in found.items()}
        digests[corpus] = file_digest(archive(corpus))
    notes = ("names, attributions, trees: no model is wired in",) if model is None else ()
    return Measured(figures=figures, digests=digests, notes=notes)


MEASURED: dict[str, Callable[[Path], dict[str, Figure]]] = {
    "tempeval3": date_figures,
    "geoparsing": place_figures,
}
"""What needs no model, by the corpus it is measured on."""


def _by_model(model: Model) -> dict[str, Callable[[Path], dict[str, Figure]]]:
    return {
        "en_worldwide_ner": lambda folder: names_figures(worldwide_names(folder), model.names),
        "polnear": lambda folder: attribution_figures(polnear_attributions(folder), model.attributions),
        "gum": lambda folder: tree_figures(gum_trees(folder), model.trees),
    }
