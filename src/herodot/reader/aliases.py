"""Other names of somebody: "alias", "a.k.a.", "calls himself", "whom they call", nicknames in quotes.

One rule: the other name stands right behind what brings it, and whose it is right before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from herodot.reader.joints import QUOTES
from herodot.reader.role_words import load_lexicon
from herodot.reader.titles import ARTICLES, Scene

LONGEST = 5
"""Words of an alias."""
BETWEEN = frozenset(", ( [ who is was also which – — : ;".split())
MOST_BETWEEN = 4
SHORTENED = frozenset(("aka", "a.k.a", "a.k.a.", "a", "f.k.a.", "n.k.a."))
"""Cues of lists and records, where a full stop may stand between a name and what it goes by."""
QUALITY = frozenset(("good", "low", "quality"))
JOINING = frozenset("- al el bin bint ibn ben of for the de la".split())
CALL = frozenset("call calls called dub dubs dubbed nickname nicknamed".split())
HOME = frozenset("of from in at near".split())
CALLERS = 4
"""Words that may stand between "whom" and "call"."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Words `[start, end)` that a text gives as another name of a spot."""

    spot: int
    start: int
    end: int
    pattern: str


def find_aliases(scene: Scene) -> Iterator[Alias]:
    """Names brought by "alias", "better known as" and the like, one or several; by "whom they call"; in quotes
    inside a name, and in quotes and brackets behind it."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for alias in load_lexicon().aliases:
        by_first.setdefault(alias[0], []).append(alias)
    n = 0
    while n < len(scene.parse.words):
        known = by_first.get(scene.word(n), ())
        cue = next((a for a in known if all(scene.word(n + k) == word for k, word in enumerate(a))), None)
        if cue is not None:
            spot = _bearer(scene, n, cue)
            yield from _listed(scene, spot, n + len(cue)) if spot is not None else ()
        elif scene.word(n) in ("whom", "which"):
            yield from _called(scene, n)
        n += len(cue) if cue else 1
    yield from _nicknames(scene)


def _bearer(scene: Scene, at: int, cue: tuple[str, ...]) -> int | None:
    """Who stands before a cue, with "(", ", who is" and the like between: a name, else a description; of a cue with
    "himself" or "his" also a pronoun."""
    start, listed = at, cue[0] in SHORTENED
    while start - at < MOST_BETWEEN and (
        scene.word(at - 1) in BETWEEN or (listed and scene.word(at - 1) in (".", *QUALITY))
    ):
        at -= 1
    if not listed and not scene.same_sentence(at - 1, start):
        return None
    here = [n for n in scene.ends[at] if scene.spots[n].kind != "pronoun"]
    homes = [n for n in here if _is_home(scene, n)]
    if homes:
        here = list(scene.ends[scene.spots[homes[0]].start - 1])
    named = [n for n in here if scene.spots[n].named and not _has_inner(scene, n)]
    if not named and scene.word(at - 1) == ")":
        opening = next((k for k in range(at - 2, at - 8, -1) if scene.word(k) == "("), at)
        named = [n for n in scene.ends[opening] if scene.spots[n].named]
    if named or listed:
        return scene.longest(named)
    if scene.word(start - 1) in (*BETWEEN, "man", "woman") or start == at:
        here += [n for n in scene.ends[at] if _takes_pronoun(scene, n, cue)]
    return scene.longest([n for n in here if scene.kind(n) in ("Person", "Organization")])


def _is_home(scene: Scene, spot: int) -> bool:
    """Whether a place only tells where somebody comes from: "a teacher from Hill Town, known as"."""
    return scene.kind(spot) == "Place" and scene.word(scene.spots[spot].start - 1) in HOME


def _has_inner(scene: Scene, spot: int) -> bool:
    """Whether a name stands inside a longer phrase: "the gang of Jo Bell, alias"."""
    return any(scene.word(n) in HOME for n in range(scene.spots[spot].start, scene.spots[spot].end))


def _takes_pronoun(scene: Scene, spot: int, cue: tuple[str, ...]) -> bool:
    own = ("himself", "herself", "themselves", "his", "her", "name")
    return scene.spots[spot].kind == "pronoun" and any(word in own for word in cue)


def _listed(scene: Scene, spot: int, at: int) -> Iterator[Alias]:
    """The name that begins here, and those that follow in a list: "A; B", "X and as Y"."""
    span = _name_run(scene, at)
    while span is not None:
        if scene.parse.text(*span) != scene.parse.text(scene.spots[spot].start, scene.spots[spot].end):
            yield Alias(spot, *span, "alias")
        at = span[1] + (scene.word(span[1]) in QUOTES)
        if scene.word(at) == ";" and scene.word(at + 1) not in SHORTENED:
            span = _name_run(scene, at + 1)
        elif scene.word(at) in ("and", "or") and scene.word(at + 1) in ("as", *QUOTES):
            span = _name_run(scene, at + 1 + (scene.word(at + 1) == "as"))
        else:
            span = None


def _called(scene: Scene, at: int) -> Iterator[Alias]:
    """The name behind "whom they call"."""
    before = at - (scene.word(at - 1) == ",")
    bearers = [n for n in scene.ends[before] if scene.spots[n].named and scene.same_sentence(before - 1, at)]
    spot = scene.longest(bearers)
    verb = next((n for n in range(at + 2, at + 2 + CALLERS) if scene.word(n) in CALL), None)
    if spot is not None and verb is not None and scene.same_sentence(at, verb):
        span = _name_run(scene, verb + 1)
        if span is not None:
            yield Alias(spot, *span, "alias")


def _name_run(scene: Scene, at: int) -> tuple[int, int] | None:
    """The quoted words or the run of words with capitals that begins here."""
    start = at
    while scene.word(at) in (*ARTICLES, "as", ",", ":", "only"):
        at += 1
    if scene.word(at) in QUOTES:
        stop = next((k for k in range(at + 1, at + 2 + LONGEST) if scene.word(k) in QUOTES), at)
        return (at + 1, stop) if stop > at + 1 and scene.same_sentence(stop - 1, at + 1) else None
    stop = at
    while scene.same_sentence(stop, start - 1) and stop - at < LONGEST:
        text = scene.parse.words[stop].text
        joins = scene.word(stop - 1) == "-" or (text in JOINING and stop > at)
        if not text[:1].isupper() and not joins:
            break
        stop += 1
    while stop > at and not scene.parse.words[stop - 1].text[:1].isupper() and scene.word(stop - 2) != "-":
        stop -= 1
    return (at, stop) if stop > at else None


def _nicknames(scene: Scene) -> Iterator[Alias]:
    """The quoted words inside a person's name, and those in brackets right behind a name."""
    for n in sorted({n for numbers in scene.starts.values() for n in numbers}):
        spot = scene.spots[n]
        if scene.word(spot.end) == "(" and spot.named and scene.word(spot.end + 1) in QUOTES:
            span = _name_run(scene, spot.end + 1)
            if span is not None and scene.word(span[1] + 1) == ")" and _capital(scene, span[0]):
                yield Alias(n, *span, "nickname")
        if not scene.is_name(n):
            continue
        marks = [k for k in range(spot.start + 1, spot.end - 1) if scene.word(k) in QUOTES]
        if len(marks) == 2 and marks[1] > marks[0] + 1:
            yield Alias(n, marks[0] + 1, marks[1], "nickname")


def _capital(scene: Scene, n: int) -> bool:
    return scene.parse.words[n].text[:1].isupper()
