"""What the attribution head saw: stretches of words with the mention that says them.

One rule: a source is a mention in the text; who cannot be pinned to one gives none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from herodot.reader.acts import NO_SOURCES
from herodot.reader.candidates import Spot
from herodot.reader.parse import Parse, Tagged

LONGEST_SPOT = 40
"""Words before a source among which a spot that reaches into it may begin."""


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
    first = bisect_left(spots, source.start - LONGEST_SPOT, key=lambda s: s.start)
    stop = bisect_left(spots, source.end, key=lambda s: s.start)
    around = [
        n for n in range(first, stop) if spots[n].end > source.start and spots[n].kind not in NO_SOURCES
    ]
    return max(
        around,
        key=lambda n: (spots[n].start <= top < spots[n].end, spots[n].end - spots[n].start),
        default=None,
    )
