"""Links: what the second graph is asked, and what its answers become. The network is a hand-made one."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from herodot.reader.labels import Labels
from herodot.reader.links import LEAST, Link, find_links
from herodot.reader.pairs import KINDS, MOST_CANDIDATES
from herodot.reader.prepare import Window
from herodot.reader.runtime import PairScores
from tests.reader.made import LABELS, Made, made

Ints = NDArray[np.int64]


@dataclass
class HandMade:
    """Answers every pair with the same scores and keeps what it was asked."""

    scores: dict[str, float]
    modality: tuple[float, ...] = (-9.0, 9.0, 0.0, 0.0, 9.0, 0.0, 0.0, 0.0)
    labels: Labels = LABELS
    asked: list[tuple[Ints, Ints, Ints, Ints]] = field(default_factory=list)

    def run_pairs(
        self, hidden: NDArray[np.float32], spans: Ints, kinds: Ints, pairs: Ints, between: Ints
    ) -> PairScores:
        """A row for each pair."""
        assert len(spans) == len(kinds)
        assert len(pairs) == len(between)
        self.asked.append((spans, kinds, pairs, between))
        row = [self.scores.get(name, -20.0) for name in LABELS.pairs]
        return PairScores(
            np.tile(np.array(row, np.float32), (len(pairs), 1)),
            np.tile(np.array(self.modality, np.float32), (len(pairs), 1)),
            np.tile(np.array([1.0, 2.0], np.float32), (len(pairs), 1)),
        )


def windowed(text: Made, *stops: int, pieces: int = 1) -> Made:
    """The text with windows that end before those words and at the last, each word of so many pieces."""
    start = 0
    for stop in (*stops, len(text.parse.words)):
        count = stop - start
        first = [1 + n * pieces for n in range(count)]
        numbers = [w.sentence - text.parse.words[start].sentence + 1 for w in text.parse.words[start:stop]]
        last = [f + pieces - 1 for f in first]
        text.parse.windows.append(Window(start, [0] * (count * pieces + 2), [], first, last, numbers))
        text.parse.hidden.append(np.zeros((count * pieces + 2, 4), np.float32))
        start = stop
    text.parse.relation_numbers.extend(range(len(text.parse.words)))
    return text


def links_of(text: Made, network: HandMade) -> list[Link]:
    """All links that the hand-made network gives."""
    return find_links(text.parse, text.spots, network)  # type: ignore[arg-type]


TWO = "{Person! Ann Bell} met {Person! Bo Cole}. {Person! Cy Dunn} met {Person! Di Eks}."


def test_scores_become_probabilities() -> None:
    """Logistic for labels and denial, shares that add up to one for certainty and for mood."""
    network = HandMade({"same": 0.0}, (0.0, 2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0))
    link = links_of(windowed(made(TWO)), network)[0]
    assert (link.label, link.score, link.denied) == ("same", 0.5, 0.5)
    assert link.certainty == pytest.approx((0.665, 0.245, 0.09), abs=1e-3)
    assert link.mood == pytest.approx((0.25,) * 4)


@pytest.mark.parametrize(("score", "kept"), [(-2.9, True), (-3.0, False)])
def test_unlikely_links_are_not_kept(score: float, kept: bool) -> None:
    """A probability just above the least is a link, one just below is none."""
    links = links_of(windowed(made(TWO)), HandMade({"same": score}))
    assert bool(links) is kept
    assert all(link.score >= LEAST for link in links)


def test_only_an_event_with_itself_has_a_type() -> None:
    """The likeliest type of the pair goes with an event's link to itself, and with no other."""
    text = windowed(made("{Person! Ann Bell} led {Event:raid it}."))
    links = links_of(text, HandMade({"event_type": 1.0, "same": 1.0}))
    assert {(k.subject == k.value, k.event_type) for k in links} == {(True, "clash"), (False, "")}


def test_one_pair_may_have_several_links() -> None:
    """Labels do not exclude one another."""
    links = links_of(windowed(made(TWO)), HandMade({"same": 1.0, "leader_of": 1.0}))
    assert {k.label for k in links if (k.subject, k.value) == (0, 1)} == {"same", "leader_of"}


def test_links_name_spots_of_the_text_window_by_window() -> None:
    """Links of the second window are between its own spots, by their numbers in the text."""
    text = windowed(made(TWO), 6)
    links = links_of(text, HandMade({"same": 1.0}))
    assert {(k.subject, k.value) for k in links} == {(0, 1), (1, 0), (2, 3), (3, 2)}


def test_a_spot_over_the_edge_of_windows_is_left_out() -> None:
    """A spot that two windows share is in neither."""
    links = links_of(windowed(made(TWO), 1), HandMade({"same": 1.0}))
    assert {(k.subject, k.value) for k in links} == {(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)}


def test_the_graph_gets_pieces_not_words() -> None:
    """Spans are first piece, last piece and head's piece; kinds have the event type plus one and the arc's label."""
    text = windowed(made("{Person! Ann Bell} led {Event:clash the clash}.", "Bell nsubj led"), pieces=3)
    network = HandMade({"same": 1.0})
    links_of(text, network)
    spans, kinds, pairs, between = network.asked[0]
    assert spans.tolist() == [[1, 6, 4], [10, 15, 13]]
    assert kinds.tolist() == [[KINDS.index("Person"), 0, 1], [KINDS.index("Event"), 2, 4]]
    rows = {(row[0], row[1]): (row[2:], b) for row, b in zip(pairs.tolist(), between.tolist(), strict=True)}
    assert rows[0, 1][1] == rows[1, 0][1] == [7, 10]
    assert rows[1, 1][1][0] == rows[1, 1][1][1]


def test_no_window_asks_of_more_than_it_may() -> None:
    """Of a window crowded with names the first are asked about, the rest are left out."""
    text = windowed(made(" ".join("{Person! Ann}" for _ in range(MOST_CANDIDATES + 5)) + "."))
    network = HandMade({})
    links_of(text, network)
    assert len(network.asked[0][0]) == MOST_CANDIDATES


@pytest.mark.parametrize("marked", ["Nothing to ask.", "{date:2031-05 May} came."])
def test_nothing_to_ask_asks_nothing(marked: str) -> None:
    """Windows without candidates, or with values alone, do not reach the network."""
    network = HandMade({"same": 9.0})
    assert links_of(windowed(made(marked)), network) == []
    assert network.asked == []


def test_every_spot_of_many_windows_is_asked_once() -> None:
    """Windows share no spot and lose none."""
    text = made(" ".join(TWO for _ in range(30)))
    windowed(text, *range(18, len(text.parse.words), 18))
    network = HandMade({})
    links_of(text, network)
    assert len(text.spots) == 120
    assert [len(spans) for spans, _, _, _ in network.asked] == [6] * 20
