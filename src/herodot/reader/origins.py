"""Nationality as a description tells it: "the Austrian researcher Name", "two Tajik hydrologists", "nine Iranians".

One rule: who holds an office of a country is told by the office, and no nationality is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from herodot.reader.candidates import Spot
from herodot.reader.cast import Cast
from herodot.reader.drafts import Draft
from herodot.reader.parse import Parse
from herodot.reader.phrases import head_of
from herodot.reader.relations import evidence_words
from herodot.reader.role_words import load_lexicon
from herodot.values.places import country_of, load_gazetteer

SCORE = 0.6
OF_STATES = frozenset(
    "ambassador embassy envoy consul diplomat government authority state colleague counterpart source media "
    "official army force police navy gang faction group militia leader member prosecutor public people population "
    "side traffic officer".split()
)
"""Words for those who act for a country, or for nobody in particular."""
COMPASS = frozenset(("North", "South"))
OFFICES = frozenset("leader_of commander_of spokesperson_for official_of".split())


def draft_nationalities(parse: Parse, spots: Sequence[Spot], cast: Cast) -> list[Draft]:
    """A draft for every person or group whose description names a country's people."""
    countries = _countries(parse, spots, cast)
    drafts = []
    for n, spot in enumerate(spots):
        if (
            n not in cast.of_spot
            or spot.kind == "pronoun"
            or cast.kind(cast.of_spot[n]) not in ("Person", "Group")
        ):
            continue
        for start, stop in _demonyms(parse, spot):
            side = countries.get(country_of(parse.text(start, stop)) or "")
            if side is None or cast.of_spot[side] == cast.of_spot[n]:
                continue
            drafts.append(
                Draft(
                    subject=cast.of_spot[n], property="nationality", value=cast.of_spot[side], value_type="entity",
                    sides=(n, side), words=evidence_words(parse, spots, (n,)), score=SCORE, rule="rule:origin",
                )
            )  # fmt: skip
    return drafts


def _countries(parse: Parse, spots: Sequence[Spot], cast: Cast) -> dict[str, int]:
    """For each country the first spot that stands for it."""
    found: dict[str, int] = {}
    for n in sorted(cast.of_spot):
        if spots[n].kind == "Place" and cast.kind(cast.of_spot[n]) == "Place":
            country = country_of(parse.text(spots[n].start, spots[n].end))
            if country is not None:
                found.setdefault(country, n)
    return found


def _demonyms(parse: Parse, spot: Spot) -> Iterator[tuple[int, int]]:
    """The words of a description that name the people of a country, where they say whose people somebody is of."""
    head = head_of(parse, spot.start, spot.end)
    if any(_of_state(parse.words[n].text) for n in range(spot.start, spot.end)):
        return
    for n in range(spot.start, spot.end):
        start = n - (parse.words[n - 1].text in COMPASS if n else 0)
        if not parse.words[n].text[:1].isupper() or not load_gazetteer().demonym(parse.text(start, n + 1)):
            continue
        if _counted(parse, start) if n == head else _describes(parse, spot, n, head):
            yield start, n + 1


def _counted(parse: Parse, start: int) -> bool:
    """Whether these are some of a people and not all: "a Syrian", "nine Iranians"."""
    before = parse.words[start - 1] if start else None
    return before is not None and (
        before.pos == "NUM" or before.text.lower() in ("a", "an", "another", "one")
    )


def _describes(parse: Parse, spot: Spot, word: int, head: int) -> bool:
    above = parse.words[word].head
    inside = spot.start <= above < spot.end
    return not inside or above == head or parse.words[above].head == head


def _of_state(word: str) -> bool:
    """Whether a word tells of an office, or of those who act for a country."""
    small = word.lower()
    forms = {small, small.removesuffix("s"), small.removesuffix("ies") + "y"}
    heads = load_lexicon().heads
    return bool(forms & OF_STATES) or any(heads.get((form,), frozenset()) & OFFICES for form in forms)
