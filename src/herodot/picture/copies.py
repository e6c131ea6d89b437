"""Which reports copy which: whole or in part, word for word or rewritten, with credit or without.

One rule: a copy is shown by its passages. Two reports of one event share facts; a copy shares sentences: the same
words in the same run, or the same details sentence by sentence in the same order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from herodot.model.records import Report
from herodot.picture.cutting import LONG_RUN, CutText, CutTexts, Signature, signature, weights_of
from herodot.picture.shingles import candidate_pairs, runs, word_hashes
from herodot.values.edtf import bounds

How = Literal["verbatim", "rewritten"]

VERBATIM = 0.75
"""Least share of a sentence's words in such runs."""
MOSTLY = 0.6
"""A copy is called verbatim where so much of what it took is word for word."""
ECHO = 0.22
"""Least share of a sentence's weight that one sentence of the original must hold to count as its echo."""
LEAST_WORDS, LEAST_SHARE = 25, 0.25
"""A report copies word for word where so many words, and this share of it, are taken over."""
LEAST_PASSAGE = 40
"""Words that make a passage a copy whatever the share: a long report that takes over one part of another."""
CREDITED, UNCREDITED = 1.1, 2.0
"""Least sum of echoes in the original's own order: with the original's outlet named, and without."""
FEWEST, FEWEST_UNCREDITED = 3, 5
"""Least echoes in that order, with credit and without."""
ECHOED = 0.3
"""Least share of a report's words in sentences that echo the original's."""
ORDERED = 0.88
"""Without credit most echoes must stand in the original's order: facts come in any order."""
DAYS_CREDITED, DAYS = 10, 14
"""A rewritten copy comes soon after its original."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of the copy and the stretch of the original that it repeats, half-open, in characters."""

    start: int
    end: int
    from_start: int
    from_end: int
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """`report` has from `original` what `passages` shows. `share`: the part of the copy's words in them, 0 to 1."""

    report: str
    original: str
    how: How
    share: float
    passages: tuple[Passage, ...]


def find_copies(
    reports: Sequence[Report], sentences: Sequence[Sequence[tuple[int, int]]], common: frozenset[str]
) -> tuple[Copy, ...]:
    """Each report that copies another, with the one it has most from; the earliest published is the original.

    `sentences` gives for each report the `[start, end)` of its sentences; `common` are words that say nothing.
    Of two reports of one day the original is the one that the other credits, else the longer.
    """
    skipped = frozenset(word_hashes(word)[1] for word in common)
    signatures = [signature(r, s, skipped) for r, s in zip(reports, sentences, strict=True)]
    texts, weights = CutTexts(reports, sentences, skipped), weights_of(signatures)
    found: dict[str, Copy] = {}
    for a, b in sorted(_likely(reports, signatures)):
        later, earlier = _ordered(texts[a], texts[b])
        likeness = _compared(later, earlier, weights)
        if _is_copy(likeness):
            copy = _copy(likeness)
            known = found.get(copy.report)
            if known is None or (copy.share, known.original) > (known.share, copy.original):
                found[copy.report] = copy
    places = {r.id: n for n, r in enumerate(reports)}
    return tuple(_from_the_first(found[report], found, texts, places, weights) for report in sorted(found))


def _from_the_first(
    copy: Copy,
    found: Mapping[str, Copy],
    texts: CutTexts,
    places: Mapping[str, int],
    weights: Mapping[int, float],
) -> Copy:
    """What was taken from a word-for-word copy was taken from that copy's original."""
    seen = {copy.report}
    while (
        (between := found.get(copy.original)) and between.how == "verbatim" and between.original not in seen
    ):
        seen.add(between.original)
        copy = _copy(_compared(texts[places[copy.report]], texts[places[between.original]], weights))
    return copy


def _likely(reports: Sequence[Report], signatures: Sequence[Signature]) -> set[tuple[int, int]]:
    """Pairs that share rare runs of words, or of which one names the other's outlet within a few days."""
    pairs = set(candidate_pairs([s.words for s in signatures]))
    outlets: dict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        outlets[_outlet(report)].append(number)
    named = {
        outlet: theirs
        for outlet, theirs in outlets.items()
        if len(outlet) > 2 and len(theirs) <= MOST_OF_OUTLET
    }
    for number, report in enumerate(reports):
        folded = report.text.casefold() if named else ""
        for outlet, theirs in named.items():
            if outlet in folded:
                pairs |= {
                    (min(number, n), max(number, n))
                    for n in theirs
                    if n != number and _soon(report, reports[n], DAYS_CREDITED)
                }
    return pairs


MOST_OF_OUTLET = 500
"""An outlet with more reports is not searched by its name alone: its rewriters share runs with it too."""


def _ordered(one: CutText, other: CutText) -> tuple[CutText, CutText]:
    """The later and the earlier of two: by date; on one day whoever credits the other is later, then the shorter."""
    a, b = one.report.published or "9999", other.report.published or "9999"
    shared = min(len(a), len(b))
    if a[:shared] != b[:shared]:
        return (one, other) if a > b else (other, one)
    credits = _credits(one.report, other.report), _credits(other.report, one.report)
    if credits[0] != credits[1]:
        return (one, other) if credits[0] else (other, one)
    first = (len(one.words), one.report.id) < (len(other.words), other.report.id)
    return (one, other) if first else (other, one)


def _outlet(report: Report) -> str:
    return report.outlet.casefold().removeprefix("the ")


def _credits(report: Report, other: Report) -> bool:
    name = _outlet(other)
    return len(name) > 2 and _outlet(report) != name and name in report.text.casefold()


def _soon(one: Report, other: Report, days: int) -> bool:
    a, b = one.published, other.published
    if not a or not b:
        return True
    (low, high), (first, last) = bounds(a), bounds(b)
    return max((low - last).days, (first - high).days) <= days


Echo = tuple[int, int, float]
"""A sentence of the copy, the sentence of the original nearest to it, and the share of its weight found there."""


@dataclass(slots=True)
class _Likeness:
    """What a later report has in common with an earlier one."""

    later: CutText
    earlier: CutText
    exact: dict[int, Passage]
    """Sentences taken word for word."""
    echoes: list[Echo]
    chain: list[Echo]
    """The echoes that come in the original's order."""

    def words_in(self, sentences: Iterable[int]) -> int:
        """How many words those sentences of the later report have."""
        return sum(self.later.sentences[n][1] - self.later.sentences[n][0] for n in sentences)


def _compared(later: CutText, earlier: CutText, weights: Mapping[int, float]) -> _Likeness:
    exact = {n: p for n in range(len(later.sentences)) if (p := _verbatim(later, earlier, n)) is not None}
    echoes = _echoes(later, earlier, weights)
    return _Likeness(later, earlier, exact, echoes, _in_order(echoes))


def _is_copy(likeness: _Likeness) -> bool:
    words, total = likeness.words_in(likeness.exact), likeness.words_in(range(len(likeness.later.sentences)))
    return (
        words >= LEAST_PASSAGE
        or (words >= LEAST_WORDS and words >= LEAST_SHARE * total)
        or _is_rewritten(likeness)
    )


def _is_rewritten(likeness: _Likeness) -> bool:
    total = likeness.words_in(range(len(likeness.later.sentences)))
    later, earlier, chain = likeness.later, likeness.earlier, likeness.chain
    strength = sum(e[2] for e in chain)
    if likeness.words_in(e[0] for e in chain) < ECHOED * total:
        return False
    if _credits(later.report, earlier.report):
        return (
            strength >= CREDITED
            and len(chain) >= FEWEST
            and _soon(later.report, earlier.report, DAYS_CREDITED)
        )
    return (
        strength >= UNCREDITED
        and len(chain) >= FEWEST_UNCREDITED
        and strength >= ORDERED * sum(e[2] for e in likeness.echoes)
        and _soon(later.report, earlier.report, DAYS)
    )


def _copy(likeness: _Likeness) -> Copy:
    later, earlier, exact = likeness.later, likeness.earlier, likeness.exact
    passages = dict(exact)
    if _is_rewritten(likeness):
        for n, at, _ in likeness.chain:
            passages.setdefault(n, _passage(later, earlier, n, earlier.sentences[at], "rewritten"))
    taken = likeness.words_in(passages)
    return Copy(
        report=later.report.id,
        original=earlier.report.id,
        how="verbatim" if likeness.words_in(exact) >= MOSTLY * taken else "rewritten",
        share=round(taken / max(likeness.words_in(range(len(later.sentences))), 1), 3),
        passages=tuple(passages[n] for n in sorted(passages)),
    )


def _echoes(later: CutText, earlier: CutText, weights: Mapping[int, float]) -> list[Echo]:
    found = []
    for n, own in enumerate(later.stems):
        scores: dict[int, float] = defaultdict(float)
        for stem in own:
            for at in earlier.where.get(stem, ()):
                scores[at] += weights[stem]
        if scores:
            at, score = max(scores.items(), key=lambda kv: (kv[1], -kv[0]))
            share = score / sum(weights[stem] for stem in own)
            if share >= ECHO:
                found.append((n, at, share))
    return found


def _in_order(echoes: list[Echo]) -> list[Echo]:
    """The strongest run of echoes whose originals come in the same order (longest increasing subsequence)."""
    best: list[tuple[float, int]] = []
    for n, (_, at, share) in enumerate(echoes):
        before = max(((best[k][0], k) for k in range(n) if echoes[k][1] <= at), default=(0.0, -1))
        best.append((before[0] + share, before[1]))
    chain = []
    n = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    while n >= 0:
        chain.append(echoes[n])
        n = best[n][1]
    return chain[::-1]


def _verbatim(later: CutText, earlier: CutText, sentence: int) -> Passage | None:
    """The stretch of `earlier` that a sentence repeats word for word."""
    low, high = later.sentences[sentence]
    covered = np.zeros(high - low, bool)
    places: list[int] = []
    for n, run in enumerate(runs(later.words[low:high], LONG_RUN).tolist()):
        place = earlier.long_runs.get(run)
        if place is not None:
            covered[n : n + LONG_RUN] = True
            places.append(place - n)
    if not places or covered.mean() < VERBATIM:
        return None
    at = max(Counter(places).most_common(1)[0][0], 0)
    return _passage(later, earlier, sentence, (at, min(at + high - low, len(earlier.words))), "verbatim")


def _passage(
    later: CutText, earlier: CutText, sentence: int, from_words: tuple[int, int], how: How
) -> Passage:
    low, high = later.sentences[sentence]
    return Passage(
        start=int(later.starts[low]),
        end=int(later.ends[high - 1]),
        from_start=int(earlier.starts[from_words[0]]),
        from_end=int(earlier.ends[from_words[1] - 1]),
        how=how,
    )
