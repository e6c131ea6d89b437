"""Plain questions, answered from the picture with the words of the reports.

One rule: what the picture does not hold is not known; nothing is put into words that no report has.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from herodot.picture.answers import Answer, question
from herodot.picture.board import BoardAnswer, board_answer, labels, question_in_words
from herodot.picture.picture import Picture
from herodot.values.names import fold

MOST = 8
QUOTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of one report, with who says them."""

    words: str
    chain: tuple[str, ...]
    report: str
    report_name: str
    published: str
    how: str
    """`affirmed`, `denied`, `wanted`, `planned` or `conditional`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One answer that fits the question, with words for and against it."""

    question: str
    answer: BoardAnswer
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """What the picture holds on a question."""

    asked: str
    understood: str
    """What was looked for, in words."""
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    properties: Mapping[str, frozenset[str]]
    asked: Mapping[str, frozenset[str]]
    events: Mapping[str, frozenset[str]]


@cache
def _lexicon() -> _Lexicon:
    data = json.loads(resources.files(__package__).joinpath("ask.json").read_text("utf-8"))
    return _Lexicon(
        {name: frozenset(words.split()) for name, words in data["properties"]},
        {word: frozenset(names) for word, names in data["asked"].items()},
        {name: frozenset(words.split()) for name, words in data["events"].items()},
    )


def ask(picture: Picture, asked: str) -> AskPage:
    """Answers that fit the question, those with most origins first; none where the picture holds none."""
    words = set(fold(asked).split())
    properties = _properties(words)
    shown = labels(picture)
    entities = _named(picture, fold(asked))
    events = _events(picture, words, entities)
    fitting = _fitting(picture, properties, entities, events)
    understood = " · ".join(
        part
        for part in (
            ", ".join(shown[e] for e in sorted(entities, key=lambda e: shown[e])),
            ", ".join(sorted(p.replace("_", " ") for p in properties)),
        )
        if part
    )
    found = tuple(_found(picture, answer, shown) for answer in fitting[:MOST])
    return AskPage(asked=asked, understood=understood, found=found)


def _properties(words: set[str]) -> set[str]:
    lexicon = _lexicon()
    told = {name for name, known in lexicon.properties.items() if known & words}
    for word, names in lexicon.asked.items():
        if word in words:
            narrowed = told & names
            return narrowed or set(names)
    return {p for p in told if not p.endswith("_count")} or told


def _named(picture: Picture, asked: str) -> set[str]:
    """Entities whose names stand in the question; a name inside a longer one that stands there does not count."""
    found: dict[str, set[str]] = defaultdict(set)
    padded = f" {asked} "
    for key, entity in picture.entities.items():
        for name in entity.names:
            folded = fold(name)
            if len(folded) > 2 and f" {folded} " in padded:
                found[folded].add(key)
    longest = [n for n in found if not any(n != other and f" {n} " in f" {other} " for other in found)]
    return {key for name in longest for key in found[name]}


def _events(picture: Picture, words: set[str], entities: set[str]) -> set[str]:
    """Events of a type that the question speaks of, in which the named entities appear."""
    types = {name for name, known in _lexicon().events.items() if known & words}
    typed, inside = set[str](), defaultdict[str, set[str]](set)
    for answer in picture.answers:
        if answer.property == "event_type" and str(answer.value) in types:
            typed.add(answer.subject)
        if answer.value_type == "entity":
            inside[answer.subject].add(str(answer.value))
    return {event for event in typed if not entities or entities & inside[event]}


def _fitting(picture: Picture, properties: set[str], entities: set[str], events: set[str]) -> list[Answer]:
    fitting = []
    for answer in picture.answers:
        if answer.property not in properties:
            continue
        sides = {answer.subject, str(answer.value)}
        about = question(answer.subject, answer.property, answer.value)[0]
        named = bool(entities & sides)
        if answer.subject in events or (named and (about in entities or not events)):
            fitting.append((answer.subject in events, about in entities, answer))
    fitting.sort(
        key=lambda f: (-f[0], -f[1], not f[2].for_, -f[2].independent_roots, f[2].subject, str(f[2].value))
    )
    return [answer for _, _, answer in fitting]


def _found(picture: Picture, answer: Answer, shown: Mapping[str, str]) -> Found:
    about = question(answer.subject, answer.property, answer.value)[0]
    return Found(
        question=question_in_words(shown.get(about, about), answer.property),
        answer=board_answer(picture, answer, shown),
        quotes=tuple(
            _quotes(picture, (*answer.for_[:QUOTES], *answer.against[:QUOTES], *answer.open[:1]), shown)
        ),
    )


def _quotes(picture: Picture, statements: Iterable[str], shown: Mapping[str, str]) -> Iterable[Quote]:
    for key in statements:
        s = picture.by_id[key]
        report = picture.reports[s.report]
        yield Quote(
            words=" … ".join(e.text for e in s.evidence),
            chain=tuple(shown[link] for link in s.chain),
            report=s.report,
            report_name=report.name,
            published=report.published or "",
            how=s.polarity if s.mood == "actual" else s.mood,
        )
