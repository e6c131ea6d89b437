"""Which reports copy which: whole or in part, word for word or rewritten, with credit or without.

One rule: a copy is shown by its passages. Two reports of one event share facts; a copy shares sentences: the same
words in the same run, or the same details sentence by sentence in the same order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from herodot.model.records import Report
from herodot.picture.cutting import LONG_RUN, AllTexts, CutText, CutTexts, Signature, weights_of
from herodot.picture.shingles import candidate_pairs, no_longer_rare, runs, word_hashes
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
    shelf = AllTexts(reports, {r.id: s for r, s in zip(reports, sentences, strict=True)})
    return compare(NOTHING, (), [r.id for r in reports], CutTexts(shelf, stems_of(common))).copies


def stems_of(words: Iterable[str]) -> frozenset[int]:
    """Numbers of the stems of words."""
    return frozenset(word_hashes(word)[1] for word in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFacts:
    """What of a report is held to tell whom it may copy."""

    outlet: str
    """Folded."""
    published: str | None
    signature: Signature
    credited: frozenset[str]
    """Outlets that are searched for by name and that the text names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What comparing reports came to."""

    texts: Mapping[str, TextFacts]
    """By report, in the order of ids."""
    pairs: Mapping[tuple[str, str], Copy | None]
    """Reports that were compared, the smaller id first: what one has from the other."""
    copies: tuple[Copy, ...]
    """In the order of the copies' ids."""


NOTHING = Compared(texts={}, pairs={}, copies=())


def compare(before: Compared, gone: Iterable[str], new: Iterable[str], texts: CutTexts) -> Compared:
    """The comparison without some reports and with new ones: the same as of all at once, but sooner.

    1. signatures, 2. pairs that may be copies, where these are new or count otherwise than before, 3. each pair is
    compared that is new, or whose later text has a word of another weight, 4. the most that each has from another.
    """
    now = {key: facts for key, facts in before.texts.items() if key not in set(gone)}
    old, added = dict(now), sorted(set(new))
    for key in added:
        now[key] = _facts_of(key, texts)
    now = _with_credits(old, {key: now[key] for key in sorted(now)}, before.texts, texts)
    anew = _to_look_at(before.texts, now)
    pairs = {
        pair: copy
        for pair, copy in before.pairs.items()
        if not anew.intersection(pair) and pair[0] in now and pair[1] in now
    }
    weights = (weights_of(facts.signature for facts in held.values()) for held in (before.texts, now))
    weighed = _Weighed(*weights)
    stale = {key for key in now if key not in before.texts or weighed.is_changed(now[key].signature)}
    again = {pair for pair in pairs if _is_stale(pair, now, stale)} | _likely(now, anew)
    texts.shelf.fetch({key for pair in again for key in pair})
    for a, b in sorted(again):
        later, earlier = _ordered(texts[a], texts[b])
        likeness = _compared(later, earlier, weighed.now)
        pairs[a, b] = _copy(likeness) if _is_copy(likeness) else None
    pairs = {pair: pairs[pair] for pair in sorted(pairs)}
    return Compared(texts=now, pairs=pairs, copies=_most(before, pairs, stale, texts, weighed.now))


def _is_stale(pair: tuple[str, str], texts: Mapping[str, TextFacts], stale: set[str]) -> bool:
    """Whether the weights of words may make another copy of a pair: rewritten texts come soon, and it is the words of
    the later one that are weighed."""
    one, other = (texts[key] for key in pair)
    if stale.isdisjoint(pair) or not _soon(one, other, max(DAYS, DAYS_CREDITED)):
        return False
    a, b = one.published or "", other.published or ""
    # Of two days one is later; of a day and its month that is not known without the texts.
    return pair[a < b] in stale if a != b and len(a) == len(b) else True


class _Weighed:
    """What stems weigh, before and now."""

    def __init__(self, before: Mapping[int, float], now: Mapping[int, float]) -> None:
        self.now = now
        changed = [stem for stem, weight in now.items() if before.get(stem) != weight]
        self._changed = np.array(sorted(changed), np.uint32)

    def is_changed(self, signature: Signature) -> bool:
        """Whether any of its stems weighs otherwise than before."""
        if not len(self._changed):
            return False
        place = np.minimum(np.searchsorted(self._changed, signature.stems), len(self._changed) - 1)
        return bool((self._changed[place] == signature.stems).any())


def _facts_of(key: str, texts: CutTexts) -> TextFacts:
    report = texts.shelf.report(key)
    return TextFacts(
        outlet=_outlet(report),
        published=report.published,
        signature=texts.signature(key),
        credited=frozenset(),
    )


def _searched(texts: Mapping[str, TextFacts]) -> set[str]:
    """Outlets that are looked for in other reports' texts."""
    outlets = Counter(facts.outlet for facts in texts.values())
    return {outlet for outlet, number in outlets.items() if len(outlet) > 2 and number <= MOST_OF_OUTLET}


def _with_credits(
    old: Mapping[str, TextFacts],
    now: Mapping[str, TextFacts],
    before: Mapping[str, TextFacts],
    texts: CutTexts,
) -> dict[str, TextFacts]:
    """The texts with the outlets that each names; those of `old` are looked at only for outlets that are new."""
    searched = _searched(now)
    new = searched - _searched(before)
    if new and old:
        texts.shelf.fetch(old)
    found = {}
    for key, facts in now.items():
        credited, wanted = facts.credited & searched, new if key in old else searched
        if wanted:
            folded = texts.shelf.report(key).text.casefold()
            credited |= {outlet for outlet in wanted if outlet in folded}
        found[key] = facts if credited == facts.credited else replace(facts, credited=credited)
    return found


def _to_look_at(before: Mapping[str, TextFacts], now: Mapping[str, TextFacts]) -> set[str]:
    """Reports whose pairs must be looked for: new ones, and those for which a run or an outlet counts otherwise."""
    keys = sorted({*before, *now})
    words = [(now.get(key) or before[key]).signature.words for key in keys]
    was, there = (np.array([key in held for key in keys], np.bool_) for held in (before, now))
    anew = {key for key in now if key not in before}
    if before:
        anew |= {keys[n] for n in no_longer_rare(words, was, there)}
    otherwise = _searched(before) ^ _searched(now)
    return (anew | {key for key, facts in now.items() if facts.outlet in otherwise}) & now.keys()


def _likely(texts: Mapping[str, TextFacts], anew: set[str]) -> set[tuple[str, str]]:
    """Pairs with one of `anew` that share rare runs of words, or of which one names the other's outlet within a few
    days."""
    keys = list(texts)
    among = np.array([key in anew for key in keys], np.bool_)
    found = candidate_pairs(
        [facts.signature.words for facts in texts.values()], among=None if among.all() else among
    )
    pairs = {(keys[a], keys[b]) for a, b in found}
    every, new = (_by_outlet(texts, some) for some in (texts, anew))
    for key, facts in texts.items():
        theirs = every if key in anew else new
        for outlet in facts.credited & theirs.keys():
            pairs |= {
                (min(key, other), max(key, other))
                for other in theirs[outlet]
                if key != other and _soon(facts, texts[other], DAYS_CREDITED)
            }
    return pairs


def _by_outlet(texts: Mapping[str, TextFacts], some: Iterable[str]) -> dict[str, list[str]]:
    outlets: dict[str, list[str]] = defaultdict(list)
    for key in some:
        outlets[texts[key].outlet].append(key)
    return outlets


def _most(
    before: Compared,
    pairs: Mapping[tuple[str, str], Copy | None],
    stale: set[str],
    texts: CutTexts,
    weights: Mapping[int, float],
) -> tuple[Copy, ...]:
    """For each report what it has most of; what was taken from a word-for-word copy was taken from its original."""
    found, was = _best(pairs), _best(before.pairs)
    known = {copy.report: copy for copy in before.copies}
    chosen = []
    for report in sorted(found):
        line = _line(report, found)
        if len(line) == 2:
            chosen.append(found[report])
        elif report in known and report not in stale and all(found.get(k) == was.get(k) for k in line):
            chosen.append(known[report])
        else:
            texts.shelf.fetch((report, line[-1]))
            chosen.append(_copy(_compared(texts[report], texts[line[-1]], weights)))
    return tuple(chosen)


def _best(pairs: Mapping[tuple[str, str], Copy | None]) -> dict[str, Copy]:
    found: dict[str, Copy] = {}
    for copy in pairs.values():
        if copy is not None:
            known = found.get(copy.report)
            if known is None or (copy.share, known.original) > (known.share, copy.original):
                found[copy.report] = copy
    return found


def _line(report: str, found: Mapping[str, Copy]) -> list[str]:
    """A copy, its original, and so on as long as that is a word-for-word copy itself."""
    line = [report, found[report].original]
    while (between := found.get(line[-1])) and between.how == "verbatim" and between.original not in line:
        line.append(between.original)
    return line


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


def _soon(one: Report | TextFacts, other: Report | TextFacts, days: int) -> bool:
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
