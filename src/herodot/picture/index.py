"""A picture with what follows from it alone, so that a page need not work that out each time it is looked at.

One rule: nothing is in it that is not a function of the picture; with the picture it goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from herodot.picture.answers import Answer, question
from herodot.picture.board import labels
from herodot.picture.copies import Copy
from herodot.picture.picture import Picture
from herodot.values.names import fold

T = TypeVar("T")
Asked = tuple[str, str]
"""A question: the id of what it is about, and the property."""


class Index:
    """Holds a picture, and what functions made of it. What is asked for first is made then, and kept."""

    def __init__(self, picture: Picture) -> None:
        """Costs nothing: all is made when it is first asked for."""
        self.picture = picture
        self._made: dict[Callable[[Index], Any], Any] = {}

    def once(self, make: Callable[[Index], T]) -> T:
        """What a function makes of this picture: made once. Two who ask at the same time may both make it."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    @property
    def labels(self) -> Mapping[str, str]:
        """What to call each resolved entity."""
        return self.once(_labels)

    @property
    def facts(self) -> Mapping[str, Mapping[str, tuple[Answer, ...]]]:
        """All answers about each subject by property."""
        return self.once(_facts)

    @property
    def questions(self) -> Mapping[Asked, tuple[Answer, ...]]:
        """The answers to each question."""
        return self.once(_questions)

    def questions_with(self, entities: Iterable[str]) -> Iterable[Asked]:
        """The questions in whose answers one of those entities appears, in the order of all."""
        sides = self.once(_sides)
        wanted = {key for entity in entities for key in sides.get(entity, ())}
        return (key for key in self.questions if key in wanted) if wanted else ()

    def called(self, words: Iterable[str]) -> set[str]:
        """Entities that have each of those folded words in one name or another."""
        by_word = self.once(_by_word)
        found = [by_word.get(word, frozenset()) for word in words]
        return set(frozenset.intersection(*found)) if found else set()

    def names(self, entity: str) -> frozenset[str]:
        """All that an entity is called, folded: its label, its names, and how reports mention it."""
        return self.once(_names)[entity]

    def copy_of(self, report: str) -> Copy | None:
        """Of whom a report is a copy; the first where several are known."""
        return self.once(_copies).get(report)


def _labels(index: Index) -> dict[str, str]:
    return labels(index.picture)


def _facts(index: Index) -> dict[str, dict[str, tuple[Answer, ...]]]:
    facts: dict[str, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for a in index.picture.answers:
        facts[a.subject][a.property].append(a)
    return {key: {p: tuple(said) for p, said in all_.items()} for key, all_ in facts.items()}


def _questions(index: Index) -> dict[Asked, tuple[Answer, ...]]:
    grouped: dict[Asked, list[Answer]] = defaultdict(list)
    for a in index.picture.answers:
        grouped[question(a.subject, a.property, a.value)].append(a)
    return {key: tuple(answers) for key, answers in grouped.items()}


def _sides(index: Index) -> dict[str, set[Asked]]:
    sides: dict[str, set[Asked]] = defaultdict(set)
    for key, answers in index.questions.items():
        for a in answers:
            sides[a.subject].add(key)
            sides[str(a.value)].add(key)
    return dict(sides)


def _names(index: Index) -> dict[str, frozenset[str]]:
    picture, folded = index.picture, dict[str, str]()
    called: dict[str, set[str]] = {key: {index.labels[key], *e.names} for key, e in picture.entities.items()}
    for mention in picture.mentions:
        if mention.kind != "pronoun":
            called[picture.cluster[mention.entity]].add(mention.text)
    for names in called.values():
        folded |= {name: fold(name) for name in names if name not in folded}
    return {key: frozenset(folded[name] for name in names) for key, names in called.items()}


def _by_word(index: Index) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, names in index.once(_names).items():
        for name in names:
            for word in name.split():
                found[word].add(key)
    return {word: frozenset(keys) for word, keys in found.items()}


def _copies(index: Index) -> dict[str, Copy]:
    return {copy.report: copy for copy in reversed(index.picture.copies)}
