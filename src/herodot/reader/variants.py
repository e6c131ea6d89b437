"""The other ways to cut a mention out of its sentence: the bare name, the title, the phrase with and without what
follows it; of an event's word the phrase that it governs.

One rule: a variant stands for the same entity as its spot; where another spot has those words, it keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from herodot.reader.candidates import NAME_KINDS, Spot
from herodot.reader.joints import cuts
from herodot.reader.parse import Parse, Tagged
from herodot.reader.phrases import children, core, first_complement, head_of, whole

HELPING = frozenset("aux aux:pass advmod".split())
"""What stands before a verb and belongs to it."""
BRINGING = frozenset("of on into to in by for against from with at over".split())
NOMINAL = frozenset(("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"))
LONGEST_BEHIND = 6
"""Words of the phrase behind an event's word."""
ENTITY_KINDS = frozenset("Person Organization PublicBody Place Group Work".split())


def find_variants(parse: Parse, spots: Sequence[Spot]) -> dict[int, list[tuple[int, int]]]:
    """For each spot of an entity or event other runs of words that name or describe it."""
    below = children(parse)
    taken = {(s.start, s.end) for s in spots if s.kind != "Event"}
    names = {n: t for t in parse.spans["names"] if t.label in NAME_KINDS for n in range(t.start, t.end)}
    told = {*taken, *((s.start, s.end) for s in spots)}
    found: dict[int, list[tuple[int, int]]] = {}
    for number, spot in enumerate(spots):
        held = told if spot.kind == "Event" else taken
        if spot.kind == "Event":
            runs = _told(parse, below, spot)
        elif spot.kind in ENTITY_KINDS:
            runs = (r for r in _cuts(parse, below, names, spot) if _is_phrase(parse, *r))
        else:
            continue
        rows = []
        for start, end in runs:
            if start < end and (start, end) not in held and not cuts(parse, start, end):
                held.add((start, end))
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


def _told(parse: Parse, below: list[list[int]], spot: Spot) -> Iterator[tuple[int, int]]:
    """Of an event's word the phrase: of a noun with what stands before it, of a verb with its auxiliaries, each
    without and with what stands right behind: its object, or the first phrase that a preposition brings."""
    word = head_of(parse, spot.start, spot.end)
    start, end = word, word + 1
    if parse.words[word].pos in ("NOUN", "PROPN"):
        start, end = core(parse, below, word)
        complements = (first_complement(parse, below, word), whole(parse, below, word))
        yield from (run for run in complements if _is_phrase(parse, *run))
    else:
        while start and start - 1 in below[word] and parse.words[start - 1].relation in HELPING:
            start -= 1
        while end in below[word] and parse.words[end].relation == "compound:prt":
            end += 1
    stop = _behind(parse, end)
    yield from dict.fromkeys(((start, end), (word, stop), (start, stop)))


def _behind(parse: Parse, end: int) -> int:
    """Where the phrase ends that begins right behind a word, with or without a preposition; the parser, which takes
    many a noun of a headline for a verb, is not asked."""
    words, at = parse.words, end
    if at < len(words) and words[at].text.lower() in BRINGING:
        at += 1
    stop = at
    while stop < len(words) and stop - at < LONGEST_BEHIND and words[stop].pos in NOMINAL:
        if words[stop].sentence != words[end - 1].sentence:
            break
        stop += 1
    return stop if stop > at and words[stop - 1].pos in ("NOUN", "PROPN", "NUM") else end


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
