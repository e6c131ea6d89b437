"""Whose words each part of a text is: chains of sources from the outlet inward.

One rule: a source is a mention in the text; who cannot be pinned to one gives no link, and the words stay with the
last source that can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from herodot.reader.candidates import Spot
from herodot.reader.links import Link
from herodot.reader.parse import Parse, Tagged

SAYS, PASSES = 0.5, 0.5
"""Least probability of the network's word that somebody says something, or passes on what another says."""
SAYS_INSIDE = 0.15
"""The same, where the words lie inside content that the attribution head gives to that source."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words `[start, end)` that the spot `source` says; `source` is `None` where no mention could be found."""

    start: int
    end: int
    source: int | None


def find_quotes(parse: Parse, spots: Sequence[Spot]) -> list[Quote]:
    """Contents with their sources: each content goes to the cue that governs it or stands nearest in its sentence.

    1. cue to source: the source span in the cue's sentence that the cue governs, else the nearest;
    2. content to cue: in the same sentence the nearest cue; else the last cue of the paragraph while the voice goes on;
    3. source span to spot: the spot that shares its governing word, else the longest inside.
    """
    cues, sources = parse.spans["attribution"], []
    sources = [t for t in cues if t.label == "source"]
    contents = [t for t in cues if t.label == "content"]
    cues = [t for t in cues if t.label == "cue"]
    by_sentence: dict[int, list[Tagged]] = defaultdict(list)
    for t in (*sources, *cues):
        by_sentence[parse.words[t.start].sentence].append(t)
    quotes: list[Quote] = []
    last: tuple[int, int | None] | None = None
    for content in contents:
        numbers = range(parse.words[content.start].sentence, parse.words[content.end - 1].sentence + 1)
        near = [t for number in numbers for t in by_sentence[number]]
        source = _source(content, near)
        if source is not None:
            spot = _spot(parse, spots, source)
            last = (numbers[-1], spot)
        elif last is not None and numbers[0] - last[0] <= 1 and _goes_on(parse, content):
            spot = last[1]
            last = (numbers[-1], spot)
        else:
            spot = None
        quotes.append(Quote(content.start, content.end, spot))
    return quotes


def _source(content: Tagged, near: Sequence[Tagged]) -> Tagged | None:
    """The source span nearest to a content, one with a cue between or beside before one without."""
    best: tuple[float, Tagged] | None = None
    cues = [t for t in near if t.label == "cue"]
    for t in near:
        if t.label != "source":
            continue
        away = t.start - content.end if t.start >= content.end else content.start - t.end
        beside = min(
            (abs(c.start - t.end) if c.start >= t.end else abs(t.start - c.end) for c in cues), default=20
        )
        cost = max(away, 0) + beside + (10 if away < 0 else 0)
        if best is None or cost < best[0]:
            best = (cost, t)
    return best[1] if best else None


def _goes_on(parse: Parse, content: Tagged) -> bool:
    """Whether content without a source of its own is quoted or runs on: it begins with a quotation mark or fills
    its sentence."""
    first = parse.words[content.start]
    before = parse.words[content.start - 1] if content.start else None
    return first.text in "“\"'‘" or before is None or before.sentence != first.sentence


def _spot(parse: Parse, spots: Sequence[Spot], source: Tagged) -> int | None:
    """The spot that a source span names: the one around its governing word, the widest first."""
    inside = range(source.start, source.end)
    tops = [
        n for n in inside if not source.start <= parse.words[n].head < source.end or parse.words[n].head == n
    ]
    top = tops[0] if tops else source.end - 1
    around = [
        n
        for n, s in enumerate(spots)
        if s.kind not in ("Event", "date", "number", "role", "occupation", "weapon", "Place")
        and s.start < source.end
        and s.end > source.start
    ]
    return max(
        around,
        key=lambda n: (spots[n].start <= top < spots[n].end, spots[n].end - spots[n].start),
        default=None,
    )


class Voices:
    """Who says what stands at a pair of spots, by the network's links and the attribution spans together."""

    def __init__(
        self, links: Sequence[Link], quotes: Sequence[Quote], entity_of: Callable[[int], str | None]
    ) -> None:
        """`entity_of` gives the entity of a spot, pronouns included; `None` where it stands for nobody known."""
        self._entity_of = entity_of
        self._quotes = quotes
        self._says: dict[int, list[tuple[float, int]]] = defaultdict(list)
        self._passes: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for link in links:
            if link.label == "says":
                self._says[link.value].append((link.score, link.subject))
            elif link.label == "passes" and link.score >= PASSES:
                outer, inner = entity_of(link.subject), entity_of(link.value)
                if outer and inner and outer != inner:
                    self._passes[inner].append((link.score, outer))

    def chain(self, outlet: str, spots: Sequence[Spot], sides: Sequence[int]) -> tuple[str, ...]:
        """The chain for what is said at the spots `sides`, the outlet first."""
        root = self._root(spots, sides)
        if root is None or root == outlet:
            return (outlet,)
        chain = [root]
        while len(chain) < 4:
            outer = max(self._passes.get(chain[0], ()), default=None)
            if outer is None or outer[1] in (*chain, outlet):
                break
            chain.insert(0, outer[1])
        return (outlet, *chain)

    def _root(self, spots: Sequence[Spot], sides: Sequence[int]) -> str | None:
        chances: dict[str, float] = defaultdict(float)
        for side in sides:
            for score, subject in self._says[side]:
                entity = self._entity_of(subject)
                if entity:
                    chances[entity] = max(chances[entity], score)
        quoted: set[str] = set()
        for quote in self._quotes:
            if quote.source is not None and all(
                quote.start <= spots[n].start and spots[n].end <= quote.end for n in sides
            ):
                entity = self._entity_of(quote.source)
                if entity:
                    quoted.add(entity)
        best = max(chances, key=lambda e: chances[e] + (0.35 if e in quoted else 0.0), default=None)
        if best is not None and chances[best] >= (SAYS_INSIDE if best in quoted else SAYS):
            return best
        return next(iter(quoted)) if len(quoted) == 1 else None
