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

from herodot.model.vocabulary import load_vocabulary
from herodot.picture.board import BoardAnswer, Question
from herodot.values.names import fold

MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One answer that fits the question, with words for and against it."""

    question: str
    answer: BoardAnswer


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


def ask(asked: str, questions: Iterable[Question], named: Mapping[str, str]) -> AskPage:
    """Answers that fit the question, those with most origins first; none where the picture holds none.

    `questions` are all of a picture, or those about what is named; `named` gives what stands in the question (see
    `named_in`) and what to call it."""
    words = set(fold(asked).split())
    properties, looked_at = _properties(words), list(questions)
    events = _events(looked_at, words, set(named))
    found = _fitting(looked_at, properties, set(named), events)
    parts = (
        ", ".join(sorted(set(named.values()))),
        ", ".join(sorted(load_vocabulary().properties[p].question for p in properties)),
    )
    return AskPage(asked=asked, understood=" · ".join(filter(None, parts)), found=tuple(found[:MOST]))


def words_in(asked: str) -> list[str]:
    """The words of a question, folded, each once."""
    return list(dict.fromkeys(fold(asked).split()))


def named_in(asked: str, names: Iterable[tuple[str, Iterable[str]]]) -> set[str]:
    """Ids whose names, folded, stand in the question; a name inside a longer one that stands there does not count."""
    found: dict[str, set[str]] = defaultdict(set)
    padded = f" {fold(asked)} "
    for key, folded_names in names:
        for name in folded_names:
            if len(name) >= SHORTEST and f" {name} " in padded:
                found[name].add(key)
    longest = [n for n in found if not any(n != other and f" {n} " in f" {other} " for other in found)]
    return {key for name in longest for key in found[name]}


SHORTEST = 3
"""Letters of a name that a question may name somebody by."""


def _properties(words: set[str]) -> set[str]:
    lexicon = _lexicon()
    told = {name for name, known in lexicon.properties.items() if known & words}
    for word, names in lexicon.asked.items():
        if word in words:
            narrowed = told & names
            return narrowed or set(names)
    return {p for p in told if not p.endswith("_count")} or told


def _events(questions: Iterable[Question], words: set[str], entities: set[str]) -> set[str]:
    """Events of a type that the question speaks of, in which the named entities appear."""
    types = {name for name, known in _lexicon().events.items() if known & words}
    typed, inside = set[str](), defaultdict[str, set[str]](set)
    for q in questions:
        for answer in q.answers:
            if q.property == "event_type" and str(answer.value) in types:
                typed.add(q.about)
            if answer.value_type == "entity":
                inside[q.about].add(str(answer.value))
    return {event for event in typed if not entities or entities & inside[event]}


def _fitting(
    questions: Iterable[Question], properties: set[str], entities: set[str], events: set[str]
) -> list[Found]:
    fitting = []
    for q in questions:
        if q.property not in properties:
            continue
        for a in q.answers:
            named = bool(entities & {a.subject, str(a.value)})
            if q.about in events or (named and (q.about in entities or not events)):
                order = (q.about not in events, q.about not in entities, not a.affirmed, -a.independent_roots)
                fitting.append(((*order, q.about, str(a.value)), Found(question=q.shown, answer=a)))
    return [found for _, found in sorted(fitting, key=lambda f: f[0])]
