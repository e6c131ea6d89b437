"""The other ways to cut a mention out of its sentence: the bare name, the title, the phrase with and without what
follows it.

One rule: a variant stands for the same entity as its spot; where another spot has those words, it keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from herodot.reader.candidates import NAME_KINDS, Spot
from herodot.reader.joints import cuts
from herodot.reader.parse import Parse, Tagged
from herodot.reader.phrases import children, core, first_complement, head_of, whole

ENTITY_KINDS = frozenset("Person Organization PublicBody Place Group Work".split())


def find_variants(parse: Parse, spots: Sequence[Spot]) -> dict[int, list[tuple[int, int]]]:
    """For each spot of an entity other runs of words that name or describe it."""
    below = children(parse)
    taken = {(s.start, s.end) for s in spots if s.kind != "Event"}
    names = {n: t for t in parse.spans["names"] if t.label in NAME_KINDS for n in range(t.start, t.end)}
    found: dict[int, list[tuple[int, int]]] = {}
    for number, spot in enumerate(spots):
        if spot.kind not in ENTITY_KINDS:
            continue
        rows = []
        for start, end in _cuts(parse, below, names, spot):
            if (
                start < end
                and (start, end) not in taken
                and _is_phrase(parse, start, end)
                and not cuts(parse, start, end)
            ):
                taken.add((start, end))
                rows.append((start, end))
        if rows:
            found[number] = rows
    return found


def _cuts(
    parse: Parse, below: list[list[int]], names: dict[int, Tagged], spot: Spot
) -> Iterator[tuple[int, int]]:
    head = head_of(parse, spot.start, spot.end)
    sentence = parse.words[spot.start].sentence
    runs = (core(parse, below, head), first_complement(parse, below, head), whole(parse, below, head))
    for start, end in runs:
        if parse.words[start].sentence == parse.words[end - 1].sentence == sentence:
            yield start, end
    if spot.kind == "Person":
        inside = [n for n in range(spot.start, spot.end) if n in names and names[n].label == "Person"]
        if inside and inside[-1] - inside[0] + 1 == len(inside):
            yield inside[0], inside[-1] + 1
            yield spot.start, inside[0]


def _is_phrase(parse: Parse, start: int, end: int) -> bool:
    """Whether a run begins and ends with words that a phrase may begin and end with."""
    first, last = parse.words[start], parse.words[end - 1]
    if last.pos in ("ADP", "DET", "CCONJ", "PUNCT", "AUX", "SCONJ", "PART") or first.pos in (
        "PUNCT",
        "CCONJ",
        "ADP",
    ):
        return False
    return any(parse.words[n].pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ") for n in range(start, end))
