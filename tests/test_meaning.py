"""Search by meaning: vectors are kept small, found by a plain look, and told with the sentence they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from herodot.meaning import Floats, look_into, nearest, packed, reports_left, vectors_of
from herodot.pages.meaning import meaning_page
from herodot.reader.read import Reader
from herodot.reader.runtime import Network
from herodot.store.records import SentenceVectors
from herodot.text.body import canonical
from herodot.text.span import Span
from tests.picture.test_kept import a_workspace
from tests.samples import WORDS, a_report

SIZE = 8
VECTORS = arrays(np.float32, (5, SIZE), elements=st.floats(-1, 1, width=16)).filter(
    lambda found: bool((np.abs(found).max(axis=1) > 0.1).all())
)
SPANS = [Span(start=10 * n, end=10 * n + 9) for n in range(5)]


def kept(report: str, *vectors: tuple[float, ...]) -> SentenceVectors:
    """Those vectors of a report's first sentences."""
    return packed(report, "m", SPANS[: len(vectors)], np.array(vectors, np.float32).reshape(-1, SIZE))


def axis(*places: int) -> tuple[float, ...]:
    """A vector that points along some axes."""
    return tuple(float(n in places) for n in range(SIZE))


class Pieces:
    """Stands in for the tokenizer: a word is one piece, its number told by its letters."""

    def encode(self, words: list[str], **_: object) -> Pieces:
        """What the tokenizer gives for one word that is parted already."""
        return Pieces.of(*words)

    @classmethod
    def of(cls, word: str) -> Pieces:
        """The pieces of one word."""
        made = cls()
        made.ids = [sum(map(ord, word.lower())) % 89 + 200]
        return made

    ids: list[int]


class Graph:
    """Stands in for the network: a piece's vector points along an axis of its own."""

    def run(self, _: object, feed: dict[str, Any]) -> list[Any]:
        """Hidden vectors, and of the rest whatever."""
        return [np.eye(384, dtype=np.float32)[feed["pieces"] % 384], *[[None]] * 4]


NETWORK = Network(None, Pieces(), Graph(), None)  # type: ignore[arg-type]


def test_a_sentence_is_the_mean_of_its_pieces() -> None:
    """One vector for each sentence that has words, also where the sentence is longer than the network takes."""
    long = " ".join(f"w{n}" for n in range(600))
    text = canonical(f"Tin drums. Drums drums tin. ... {long}.")
    spans, vectors = vectors_of(text, NETWORK)
    assert [text.body[s.start : s.end].split()[0] for s in spans][:2] == ["Tin", "Drums"]
    assert vectors.shape == (len(spans), 384)
    tin, drums = (Pieces.of(word).ids[0] for word in ("tin", "drums"))
    assert vectors[0][tin] == pytest.approx(vectors[0][drums])
    assert vectors[1][drums] == pytest.approx(2 * vectors[1][tin])


def test_asked_in_the_words_of_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each report is looked into once; a sentence asked for by its words is found, with its words."""
    monkeypatch.setattr("herodot.meaning._reader", lambda: Reader(NETWORK, "stand-in"))
    other = "Dock news\n\nThe cranes stood still. Nobody had paid the crane drivers.\n"
    with a_workspace(tmp_path, WORDS, other) as workspace:
        assert reports_left(workspace) == 2
        assert {step.what for step in look_into(workspace)} == {"read"}
        assert (reports_left(workspace), list(look_into(workspace))) == (0, [])
        page = meaning_page(workspace, "paid nobody crane drivers", 1)
        assert [line.words for line in page.found] == ["Nobody had paid the crane drivers."]
        assert meaning_page(workspace, "?!", 5).found == ()


@given(VECTORS)
def test_a_byte_a_dimension_is_enough(vectors: Floats) -> None:
    """Each sentence, asked for by its own vector, is found as near as can be: the direction is kept."""
    rows = packed("a", "m", SPANS, vectors)
    assert len(rows.vectors) == vectors.size
    for vector in vectors:
        ((_, span),) = nearest([rows], vector, 0)
        best = vectors[span.start // 10]
        cosine = best @ vector / np.sqrt((best @ best) * (vector @ vector))
        assert cosine > 0.999


def test_the_nearest_report_comes_first() -> None:
    """Each report once, by its nearest sentence; equally near ones by id; one without sentences is not found."""
    rows = [kept("c", axis(0), axis(1)), kept("b", axis(2)), kept("a", axis(0, 1), axis(3)), kept("d")]
    asked = np.array(axis(1), np.float32)
    assert nearest(rows, asked, 0) == [("c", SPANS[1]), ("a", SPANS[0]), ("b", SPANS[0])]
    assert nearest(rows, asked, 1) == [("c", SPANS[1])]
    assert nearest([], asked, 0) == []


def test_vectors_are_of_one_model(tmp_path: Path) -> None:
    """What another model made is not compared, and is made anew in its place."""
    with a_workspace(tmp_path, WORDS) as workspace:
        facts, key = workspace.facts, a_report(WORDS).id
        assert facts.without_vectors("m") == (key,)
        for model in ("old", "m"):
            with workspace.store.writer() as writer:
                writer.put_vectors(packed(key, model, SPANS[:1], np.ones((1, SIZE), np.float32)))
        assert (facts.without_vectors("m"), facts.without_vectors("old")) == ((), (key,))
        assert [row.report for row in facts.sentence_vectors("m")] == [key]
        assert list(facts.sentence_vectors("old")) == []
        assert list(workspace.verify()) == []
