"""What somebody denies without a clause right behind "denied that": "denied killing", "rejected the claim that".

One rule: only what the denial itself covers is denied; what a relative clause tells beside it stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from herodot.reader.candidates import Spot
from herodot.reader.cast import Cast
from herodot.reader.parse import Parse
from herodot.reader.phrases import head_of

DENY = frozenset("deny denies denied denying".split())
REJECT = frozenset(
    "reject rejects rejected rejecting dismiss dismisses dismissed dismissing refute refutes refuted refuting rebut "
    "rebuts rebutted dispute disputes disputed".split()
)
CLAIMS = frozenset(
    "accusation accusations allegation allegations charge charges claim claims idea notion report reports rumor rumors "
    "rumour rumours speculation story stories suggestion suggestions".split()
)
SOURCES = frozenset("Person Organization PublicBody Group".split())
PARTIES = frozenset(("actor", "participant"))
STOPS = frozenset('; but while although though whereas saying adding insisting calling " ” “'.split())
FARTHEST = 4
"""Words between the verb and what it denies, and between the denier and the verb."""
LONGEST_ASIDE = 12
"""Words between a claim and its "that"."""


@dataclass(frozen=True, slots=True)
class Denial:
    """Words `[start, end)` that somebody denies, and the spot of who does; `None` where nobody is found."""

    start: int
    end: int
    denier: int | None


def find_denials(parse: Parse, spots: Sequence[Spot], cast: Cast) -> list[Denial]:
    """All denials of a text, in order."""
    return [
        Denial(start, _end(parse, start), _denier(parse, spots, cast, verb)) for verb, start in _denied(parse)
    ]


def denial_of(parse: Parse, denials: Sequence[Denial], trigger: int, property_: str) -> Denial | None:
    """The denial that covers what is said of an event by its word; of "the raid", which is granted, only who took part
    is denied."""
    found = next((d for d in denials if d.start <= trigger < d.end), None)
    if found is None or _told_beside(parse, found, trigger):
        return None
    return None if _granted(parse, trigger) and property_ not in PARTIES else found


def _granted(parse: Parse, trigger: int) -> bool:
    before = parse.words[trigger - 1].text.lower() if trigger else ""
    return parse.words[trigger].pos == "NOUN" and before in ("the", "this", "that", "its", "their")


def _denied(parse: Parse) -> Iterator[tuple[int, int]]:
    """The verb of each denial, and the first of the words that it denies."""
    words = parse.words
    for verb, word in enumerate(words):
        small = word.text.lower()
        if small not in DENY and (small not in REJECT or word.pos == "NOUN"):
            continue
        here = [n for n in range(verb + 1, verb + 1 + FARTHEST) if _same_sentence(parse, n, verb)]
        claim = next((n for n in here if words[n].text.lower() in CLAIMS), None)
        if claim is not None:
            behind = range(claim + 1, claim + 1 + LONGEST_ASIDE)
            that = next(
                (n for n in behind if _same_sentence(parse, n, verb) and words[n].text == "that"), None
            )
            if that is not None:
                yield verb, that + 1
        elif small in DENY and here and words[here[0]].text.lower().endswith("ing"):
            yield verb, here[0]


def _end(parse: Parse, start: int) -> int:
    end = start
    while _same_sentence(parse, end, start) and parse.words[end].text.lower() not in STOPS:
        end += 1
    return end


def _same_sentence(parse: Parse, n: int, other: int) -> bool:
    return n < len(parse.words) and parse.words[n].sentence == parse.words[other].sentence


def _denier(parse: Parse, spots: Sequence[Spot], cast: Cast, verb: int) -> int | None:
    """The subject of the verb, else the spot right before it."""
    near = [
        n for n in cast.of_spot
        if spots[n].end <= verb and _same_sentence(parse, spots[n].start, verb)
        and cast.kind(cast.of_spot[n]) in SOURCES
    ]  # fmt: skip
    over = (verb, parse.words[verb].head)  # the parser may hang "denied" on what is denied
    for n in near:
        word = parse.words[head_of(parse, spots[n].start, spots[n].end)]
        if word.relation.startswith("nsubj") and word.head in over:
            return n
    beside = [n for n in near if verb - spots[n].end < FARTHEST]
    return max(beside, key=lambda n: (spots[n].end, spots[n].end - spots[n].start), default=None)


def _told_beside(parse: Parse, denial: Denial, word: int) -> bool:
    """Whether a word stands in a relative clause inside what is denied."""
    for _ in range(denial.end - denial.start):
        above = parse.words[word].head
        if above == word or not denial.start <= above < denial.end:
            return False
        if parse.words[word].relation == "acl:relcl":
            return True
        word = above
    return False
