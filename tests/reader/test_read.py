"""The reader as a whole, with a network that scores at random: whatever it says, what comes out holds together."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import BPE

from herodot.model.keys import keyed
from herodot.model.records import Reading
from herodot.model.vocabulary import load_vocabulary, problems_of
from herodot.reader.cast import OUTLET
from herodot.reader.labels import Labels
from herodot.reader.read import Reader
from herodot.reader.runtime import Network, PairScores, TokenScores
from herodot.text.body import canonical
from tests.reader.made import TASKS, a_report, trees_by

Ints = NDArray[np.int64]
KINDS = ("Person", "Organization", "PublicBody", "Place", "Group", "Work")
TASK_KINDS = {
    "names": ("Person", "Location", "Organization", "Date"),
    "outer": KINDS,
    "inner": KINDS,
    "triggers": ("raid", "clash"),
    "attribution": ("source", "cue", "content"),
    "phrases": ("role", "occupation", "weapon"),
}
KNOWN = load_vocabulary()
LABELS = Labels(
    version="random",
    tags={task: ("O", *(f"{c}-{k}" for k in TASK_KINDS[task] for c in "BI")) for task in TASKS},
    pos=("NOUN", "PROPN", "VERB", "ADP", "PUNCT"),
    relations=("root", "nsubj", "obj", "appos", "nmod", "compound", "conj"),
    event_types=("raid", "clash"),
    pairs=(*(p for p in KNOWN.properties if p not in ("same_as", "described_as")), "same", "says", "passes"),
    certainties=("certain", "probable", "possible"),
    moods=("actual", "wanted", "planned", "conditional"),
    least=0.5,
    faint=0.5,
)


class Random(Network):
    """Scores drawn from the window's own pieces and a seed: the same text always gets the same."""

    def __init__(self, seed: int) -> None:
        tokenizer = Tokenizer(BPE({c: 200 + n for n, c in enumerate("abcdefghijklmnopqrstuvwxyz")}, []))
        super().__init__(LABELS, tokenizer, None, None, antecedents=trees_by("same, log odds"))
        self.seed = seed

    def run_tokens(self, pieces: Ints, shapes: Ints, sentences: Ints) -> TokenScores:
        """Scores of one window."""
        random, size = self._drawn(pieces, shapes), len(pieces)
        return TokenScores(
            hidden=np.zeros((size, 4), np.float32),
            tags=random.normal(0, 3, (size, sum(map(len, LABELS.tags.values())))).astype(np.float32),
            pos=random.integers(0, len(LABELS.pos), size),
            arcs=random.normal(0, 3, (size, size)).astype(np.float32),
            relations=random.integers(0, len(LABELS.relations), size),
        )

    def run_pairs(
        self, hidden: NDArray[np.float32], spans: Ints, kinds: Ints, pairs: Ints, between: Ints
    ) -> PairScores:
        """Scores of the pairs of one window."""
        random = self._drawn(spans, pairs)
        return PairScores(
            labels=random.normal(-8, 3, (len(pairs), len(LABELS.pairs))).astype(np.float32),
            modality=random.normal(0, 3, (len(pairs), 8)).astype(np.float32),
            events=random.normal(0, 3, (len(pairs), 2)).astype(np.float32),
        )

    def _drawn(self, *arrays: Ints) -> np.random.Generator:
        return np.random.default_rng([self.seed, *(crc32(a.tobytes()) for a in arrays)])


def read(content: str, seed: int = 1) -> tuple[Reading, str]:
    """The reading of a content and its canonical text."""
    text = canonical(content)
    return Reader(Random(seed), "random 1").read(a_report(text.body), text), text.body


def holds(reading: Reading, body: str) -> None:
    """Asserts what must be so of any reading of that text."""
    keyed(reading)
    types = {e.id: e.type for e in reading.entities}
    assert reading.entities[0].id == OUTLET
    assert len(types) == len(reading.entities)
    assert all(e.names or e.description for e in reading.entities)
    assert all(
        body[m.start : m.end] == m.text and m.text.strip() and m.entity in types for m in reading.mentions
    )
    for statement in reading.statements:
        assert problems_of(statement, types, body) == ()
        assert statement.chain[0] == OUTLET
        assert len(set(statement.chain)) == len(statement.chain)


TEXT = "Ann Bell, the chief of Aunis, said on May 5 that 12 men fled; he’s “here”. They left (HWC) U.S. 3,400.\n\n"
WORDS = TEXT.split(" ")


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), st.integers(0, 5))
@settings(max_examples=10)
def test_whatever_the_network_says_the_reading_holds_together(content: str, seed: int) -> None:
    """Any scores: ids fit, mentions and evidence are the text, and no statement breaks the vocabulary."""
    holds(*read(content, seed))


@given(st.text(max_size=60))
@settings(max_examples=10)
def test_odd_texts_raise_nothing(content: str) -> None:
    """Any characters at all can be read."""
    holds(*read(content))


@pytest.mark.parametrize("content", ["", " ", "\n\n", ".", "他", "’s", "\u200b", "(" * 300, "Aa" * 400])
def test_texts_of_hardly_a_word_can_be_read(content: str) -> None:
    """Nothing, a mark, one long word: a reading comes out, with the outlet in it."""
    holds(*read(content))


def test_reading_again_gives_the_same() -> None:
    """Reading is a function of report and text."""
    content = " ".join(WORDS * 5)
    assert read(content) == read(content)


def test_a_random_network_gets_statements_through() -> None:
    """The other tests of this page do not pass for want of statements."""
    reading, _ = read(" ".join(WORDS * 5))
    assert len(reading.statements) > 20
    assert {s.value_type for s in reading.statements} >= {"entity", "text"}
    assert any(len(s.chain) > 1 for s in reading.statements)
