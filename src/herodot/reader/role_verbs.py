"""Roles that verbs tell ("Name leads the group", "a group founded by Name"), and marriages.

One rule: subject, verb and object stand side by side; what lies further apart is left to the network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from herodot.reader.role_words import load_lexicon
from herodot.reader.titles import ARTICLES, Scene, is_whole

BEFORE_VERB = frozenset(
    "has had have who also then now once later previously formerly still , currently".split()
)
UNSURE = frozenset("not never no n't will would could may might if should to can cannot".split())
PASSIVE = {
    "led": "leader_of", "headed": "leader_of", "run": "leader_of", "chaired": "leader_of",
    "commanded": "commander_of", "founded": "founder_of", "established": "founder_of",
    "co-founded": "founder_of", "cofounded": "founder_of",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """What a verb says of two spots."""

    property: str
    subject: int
    value: int
    pattern: str


def find_deeds(scene: Scene) -> Iterator[Deed]:
    """All verbs of the lexicon with a person right before and a body or person right behind; passives turned."""
    verbs = load_lexicon().verbs
    most = max(map(len, verbs))
    for n, word in enumerate(scene.parse.words):
        if word.pos not in ("VERB", "AUX"):
            continue
        for size in range(most, 0, -1):
            name = verbs.get(tuple(scene.word(k) for k in range(n, n + size)))
            if name is not None:
                yield from _active(scene, name, n, n + size)
                break
        name = PASSIVE.get(scene.word(n))
        if name is not None and scene.word(n + 1) == "by":
            yield from _passive(scene, name, n)


def _active(scene: Scene, name: str, start: int, end: int) -> Iterator[Deed]:
    subject = _subject(scene, start)
    value = _object(scene, end)
    if subject is None or value is None or not scene.has_name(subject) or scene.kind(subject) != "Person":
        return
    if (scene.kind(value) == "Person") == (name == "spouse_of"):
        yield Deed(name, subject, value, "verb")


def _passive(scene: Scene, name: str, verb: int) -> Iterator[Deed]:
    at = verb
    while scene.word(at - 1) in (
        "is",
        "was",
        "which",
        "that",
        ",",
        "been",
        "has",
        "currently",
        "now",
        "and",
        "-",
    ):
        at -= 1
    bodies = [n for n in scene.ends[at] if scene.kind(n) in ("Organization", "PublicBody")]
    body = scene.longest(bodies)
    person = _object(scene, verb + 2)
    if body is not None and person is not None and scene.is_name(person):
        yield Deed(name, person, body, "passive")


def _subject(scene: Scene, verb: int) -> int | None:
    """The spot right before a verb, auxiliaries and adverbs between; none where the verb is denied or unsure."""
    at = verb
    while scene.word(at - 1) in BEFORE_VERB and not scene.ends[at] and scene.same_sentence(at - 1, verb):
        at -= 1
    if scene.word(at - 1) in UNSURE or not scene.same_sentence(at - 1, verb):
        return None
    return scene.longest(scene.ends[at])


def _object(scene: Scene, at: int) -> int | None:
    """The spot right behind a verb or preposition, whole."""
    start = at
    while scene.word(at) in ARTICLES and scene.same_sentence(at, start - 1):
        at += 1
    number = scene.longest([n for n in scene.starts[at] if scene.spots[n].kind != "pronoun"])
    if number is None:
        return None
    if scene.kind(number) == "Person" and not scene.spots[number].named:
        name = scene.longest([n for n in scene.starts[scene.spots[number].end] if scene.is_name(n)])
        number = number if name is None else name
    return number if is_whole(scene, number) else None
