"""Topic `tasks`: the whole reader and the identity room on the dev parts of public corpora.

One rule: one function a corpus, from its folder and a predictor to figures; here each is handed the shipped reader.
Test parts stay closed (see `corpora`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks import ecbplus, factual, muc4, ontogum, relations, voices
from benchmarks.results import Figure, Measured
from benchmarks.shared import archive, corpus_folder, file_digest
from benchmarks.shipped import Shipped, load_shipped

BLANK_LINE = "\n\n"


def measure() -> Measured:
    """All corpora. Takes about three minutes on one free core. Raises `DataMissing` and `ModelMissing`."""
    folders = {name: corpus_folder(corpus) for name, (corpus, _) in MEASURED.items()}
    shipped = load_shipped()
    figures: dict[str, Figure] = {}
    digests: dict[str, str] = {}
    for name, (corpus, measured) in MEASURED.items():
        figures |= {f"{name}_{key}": value for key, value in measured(folders[name], shipped).items()}
        digests[name] = file_digest(archive(corpus))
    return Measured(figures=figures, digests=digests)


def polnear(folder: Path, shipped: Shipped) -> dict[str, Figure]:
    """Contents linked to their sources."""
    return voices.linked_figures(voices.polnear_links(folder), lambda body: voices.heard(shipped.see(body)))


def mpqa(folder: Path, shipped: Shipped) -> dict[str, Figure]:
    """Innermost sources of speech events."""
    return voices.root_figures(
        voices.mpqa_events(folder), lambda body: voices.heard(shipped.see(body, break_at=BLANK_LINE))
    )


def gum(folder: Path, shipped: Shipped) -> dict[str, Figure]:
    """Coreference, and of the news texts alone."""
    documents = list(ontogum.ontogum_documents(folder))
    said = {d.document: ontogum.chains_seen(shipped.see(d.body)) for d in documents}
    by_body = {d.body: said[d.document] for d in documents}
    news = [d for d in documents if "_news_" in d.document]
    only_news = ontogum.chain_figures(news, by_body.__getitem__)
    return ontogum.chain_figures(documents, by_body.__getitem__) | {"news_conll": only_news["conll"]}


def conll04(folder: Path, shipped: Shipped) -> dict[str, Figure]:
    """Relations inside sentences."""
    return relations.relation_figures(
        relations.conll04_sentences(folder / "data" / "datasets" / "conll04" / "conll04_dev.json"),
        lambda body: relations.conll04_said(shipped.see(body)),
    )


def muc(folder: Path, shipped: Shipped) -> dict[str, Figure]:
    """Role fillers of incidents; the modern file has lost all capitals, so names get theirs from a first reading."""

    def predict(body: str) -> muc4.Incidents:
        return muc4.incidents_seen(shipped.see(muc4.cased(body, shipped.name_words(muc4.spaced(body)))))

    return muc4.filler_figures(muc4.muc4_documents(folder), predict)


def re3d(folder: Path, shipped: Shipped) -> dict[str, Figure]:
    """Relations in defence reports."""
    return relations.relation_figures(
        relations.re3d_documents(folder),
        lambda body: relations.re3d_said(shipped.see(body, break_at=BLANK_LINE)),
        relations.SYMMETRIC,
    )


def uds(folder: Path, shipped: Shipped) -> dict[str, Figure]:
    """Factuality."""
    return factual.factuality_figures(
        factual.uds_sentences(folder), lambda body, starts: factual.said_of(shipped, body, starts)
    )


def ecb(folder: Path, shipped: Shipped) -> dict[str, Figure]:
    """Identity over documents."""
    return ecbplus.cross_figures(list(ecbplus.stories(folder)), ecbplus.joined_by_identity(shipped.see))


MEASURED: dict[str, tuple[str, Callable[[Path, Shipped], dict[str, Figure]]]] = {
    "polnear": ("polnear", polnear),
    "mpqa": ("mpqa2", mpqa),
    "ontogum": ("gum", gum),
    "conll04": ("conll04", conll04),
    "muc4": ("muc4", muc),
    "re3d": ("re3d", re3d),
    "uds": ("factuality", uds),
    "ecbplus": ("ecbplus", ecb),
}
"""For each name that figures begin with, the corpus and what measures it."""
