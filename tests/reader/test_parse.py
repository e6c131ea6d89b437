"""From scores to spans, trees and words. The scores are made by hand: no network is needed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from herodot.reader.parse import collate, decode_tags, decode_tree, mended, parse_text, tag_spans
from herodot.reader.prepare import Window, split_words
from herodot.reader.runtime import Network, TokenScores
from tests.reader.made import LABELS, a_text, made

NAMES = ("O", "B-cue", "I-cue", "B-source", "I-source")
COLUMN = {"O": 0, "Bc": 1, "Ic": 2, "Bs": 3, "Is": 4}


def scores_of(tags: str) -> NDArray[np.float32]:
    """Scores whose best labels are those, by a wide margin."""
    rows = [COLUMN[tag] for tag in tags.split()]
    return np.eye(len(NAMES), dtype=np.float32)[rows] * 20


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O O O", []),
        ("O Bc O", [(1, 2, "cue")]),
        ("Bc Ic Ic", [(0, 3, "cue")]),
        ("Bc Bc Ic", [(0, 1, "cue"), (1, 3, "cue")]),
        ("O Ic Ic O", [(1, 3, "cue")]),
        ("Bc Is Is", [(0, 1, "cue"), (1, 3, "source")]),
        ("Bc Is Ic", [(0, 1, "cue"), (1, 2, "source"), (2, 3, "cue")]),
        ("Bc O Ic", [(0, 1, "cue"), (2, 3, "cue")]),
        ("Bs Is Bc O Bs", [(0, 2, "source"), (2, 3, "cue"), (4, 5, "source")]),
        ("Is", [(0, 1, "source")]),
    ],
)
def test_tags_become_spans(tags: str, spans: list[tuple[int, int, str]]) -> None:
    """A span begins at B, or at an I that goes on with no span of its kind, and ends before anything but its own I."""
    found = tag_spans(scores_of(tags), NAMES, 0)
    assert [(t.start, t.end, t.label) for t in found] == spans


def test_spans_are_counted_from_the_base() -> None:
    """Spans of a window are on the words of the text."""
    assert [(t.start, t.end) for t in tag_spans(scores_of("O Bc Ic"), NAMES, 100)] == [(101, 103)]


def test_a_span_has_the_mean_probability_of_its_labels() -> None:
    """Two words, one sure and one at a third, give two thirds."""
    scores = np.array([[0, 50, 0], [0, 0, 1e-6]], np.float32)
    assert tag_spans(scores, NAMES[:3], 0)[0].score == pytest.approx((1 + 1 / 3) / 2, abs=1e-3)


@given(
    st.integers(0, 12).flatmap(lambda n: arrays(np.float32, (n, 5), elements=st.floats(-50, 50, width=32)))
)
def test_spans_cover_what_is_not_outside(scores: NDArray[np.float32]) -> None:
    """Spans are in order, do not overlap, hold exactly the words whose best label is not O, and are probable."""
    found = tag_spans(scores, NAMES, 0)
    assert [n for t in found for n in range(t.start, t.end)] == np.flatnonzero(scores.argmax(axis=1)).tolist()
    assert all(0.2 <= t.score <= 1.0 + 1e-6 for t in found)


def a_window(start: int, sentences: list[int], pieces: int = 1) -> Window:
    """A window of words with that many pieces each."""
    count = len(sentences)
    first = [1 + n * pieces for n in range(count)]
    return Window(
        start,
        [101, *([7] * count * pieces), 102],
        [0, *([1] * count * pieces), 0],
        first,
        [f + pieces - 1 for f in first],
        sentences,
    )


def token_scores(window: Window, arcs: dict[tuple[int, int], float]) -> TokenScores:
    """Scores of a window: arcs between words by number, everything else 0; tags and labels all 0."""
    size = len(window.pieces)
    table = np.zeros((size, size), np.float32)
    for (word, head), score in arcs.items():
        table[window.first[word], window.first[head]] = score
    tags = np.zeros((size, sum(map(len, LABELS.tags.values()))), np.float32)
    return TokenScores(
        np.zeros((size, 4), np.float32), tags, np.zeros(size, np.int64), table, np.ones(size, np.int64)
    )


def test_heads_stay_in_their_sentence() -> None:
    """However high the score of a head in another sentence, the head is one of the word's own."""
    window = a_window(0, [1, 1, 2, 2], pieces=2)
    arcs = {(0, 0): 1.0, (1, 3): 9.0, (1, 0): 1.0, (2, 0): 9.0, (2, 3): 1.0, (3, 3): 1.0}
    heads, _, _ = decode_tree(token_scores(window, arcs), window)
    assert heads == [0, 0, 3, 3]


def test_a_sentence_number_without_words_is_passed_over() -> None:
    """Sentence numbers of a window may have gaps; heads stay in step with the words."""
    window = a_window(0, [1, 3, 3])
    heads, relations, pos = decode_tree(token_scores(window, {(1, 2): 1.0, (2, 2): 1.0}), window)
    assert heads == [0, 2, 2]
    assert len(relations) == len(pos) == 3


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.data())
def test_each_sentence_is_a_forest_of_its_own(sizes: list[int], data: st.DataObject) -> None:
    """Any scores: each word's head is in its sentence, and following heads ends at a root."""
    sentences = [n + 1 for n, size in enumerate(sizes) for _ in range(size)]
    window = a_window(0, sentences)
    scores = token_scores(window, {})
    side = len(window.pieces)
    table = data.draw(arrays(np.float32, (side, side), elements=st.integers(0, 4).map(float)))
    heads, _, _ = decode_tree(
        TokenScores(scores.hidden, scores.tags, scores.pos, table, scores.relations), window
    )
    for word in range(len(sentences)):
        assert sentences[heads[word]] == sentences[word]
        top = word
        for _ in heads:
            top = heads[top]
        assert heads[top] == top


def test_each_task_reads_its_own_columns() -> None:
    """Tasks lie beside one another: a label of the second is not taken for one of the first."""
    window = a_window(10, [1, 1])
    scores = token_scores(window, {})
    columns = [name for names in LABELS.tags.values() for name in names]
    scores.tags[window.first[0], columns.index("B-Place")] = 9
    scores.tags[window.first[1], columns.index("B-cue")] = 9
    found = decode_tags(scores, window, LABELS)
    assert [(t.start, t.label) for t in found["outer"]] == [(10, "Place")]
    assert [(t.start, t.label) for t in found["attribution"]] == [(11, "cue")]


def test_sentence_numbers_stand_at_first_pieces() -> None:
    """The encoder sees a sentence's number where a word begins and 0 everywhere else."""
    pieces, shapes, sentences = collate(a_window(0, [1, 2], pieces=2))
    assert sentences.tolist() == [0, 1, 0, 2, 0, 0]
    assert len(pieces) == len(shapes) == 6


class HandMade(Network):
    """A network whose arcs make every word hang on the window's last, and whose second word is a Person."""

    def __init__(self) -> None:
        super().__init__(LABELS, None, None, None)  # type: ignore[arg-type]

    def run_tokens(
        self, pieces: NDArray[np.int64], shapes: NDArray[np.int64], sentences: NDArray[np.int64]
    ) -> TokenScores:
        """Scores for a window of one piece a word."""
        size = len(pieces)
        arcs = np.zeros((size, size), np.float32)
        arcs[:, size - 2] = 1
        tags = np.zeros((size, sum(map(len, LABELS.tags.values()))), np.float32)
        tags[2, 1] = 9
        return TokenScores(
            np.zeros((size, 4), np.float32), tags, np.ones(size, np.int64), arcs, np.full(size, 2, np.int64)
        )


def test_a_text_is_parsed_window_by_window() -> None:
    """Words, heads and spans of the second window are on the text's words; the root's label is `root`."""
    body = "Ann met Bo. Cy left town."
    words = split_words(a_text(body))
    parse = parse_text(body, words, [a_window(0, [1] * 4), a_window(4, [1] * 4)], HandMade())
    assert [w.text for w in parse.words] == ["Ann", "met", "Bo", ".", "Cy", "left", "town", "."]
    assert [w.head for w in parse.words] == [3, 3, 3, 3, 7, 7, 7, 7]
    assert [w.relation for w in parse.words] == ["obj", "obj", "obj", "root"] * 2
    assert [w.sentence for w in parse.words] == [0] * 4 + [1] * 4
    assert {w.pos for w in parse.words} == {"PROPN"}
    assert [(t.start, t.end, t.label) for t in parse.spans["outer"]] == [(1, 2, "Person"), (5, 6, "Person")]
    assert all(body[w.start : w.end] == w.text for w in parse.words)
    assert (parse.text(4, 7), parse.text(2, 2)) == ("Cy left town", "")


@pytest.mark.parametrize(
    ("marked", "contents"),
    [
        ("Bell {cue said} {content the road} is {content closed} now.", ["the road is closed"]),
        ("Bell {cue said} {content the road} is still not {content closed} now.", ["the road", "closed"]),
        ("{content the road is closed} {cue said} {content all day}.", ["the road is closed", "all day"]),
        ("{content the road is closed}\n\n{content all day} it rained.", ["the road is closed", "all day"]),
    ],
)
def test_a_small_gap_in_a_content_is_mended(marked: str, contents: list[str]) -> None:
    """Two contents are one over a gap of two words at most, not over a cue, a source or a paragraph's end."""
    parse = made(marked).parse
    found = [t for t in mended(parse, parse.spans["attribution"]) if t.label == "content"]
    assert [parse.text(t.start, t.end) for t in found] == contents
