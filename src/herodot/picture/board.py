"""The board: every question with its answers, contested and changed ones first.

One rule: an answer is never shown without who says so; nothing is left out that somebody denies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from herodot.model.records import Statement, Value, ValueType
from herodot.model.vocabulary import load_vocabulary
from herodot.picture.answers import Answer, question
from herodot.picture.picture import Picture
from herodot.picture.resolved import Resolved
from herodot.values.edtf import in_words as date_in_words

ORDER = ("disputed", "withdrawn", "superseded", "denied", "corroborated", "single-source", "")
"""Standings in the order in which a person should look at them."""
QUOTES = 3
"""Statements of each kind that an answer quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of one report, with who says them."""

    statement: str
    words: str
    chain: tuple[str, ...]
    """Names, the outlet first."""
    report: str
    report_name: str
    published: str
    how: str
    """`affirmed`, `denied`, `wanted`, `planned` or `conditional`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardAnswer:
    """One answer for a page."""

    subject: str
    value: Value
    value_type: ValueType
    shown: str
    """The answer in words."""
    standing: str
    """Empty where it is only wanted, planned or supposed."""
    why: str
    independent_roots: int
    affirmed: int
    """Statements that affirm it, deny it, and want, plan or suppose it."""
    denied: int
    open: int
    affirmed_by: tuple[str, ...]
    """The sources in the end, one for each origin."""
    denied_by: tuple[str, ...]
    reports: int
    first_said: str
    last_said: str
    quotes: tuple[Quote, ...]
    """Some of the words for it, against it, and of those who want, plan or suppose it, the first said first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with all its answers, those with most origins first."""

    about: str
    """Entity id."""
    property: str
    shown: str
    standing: str
    """The standing that most calls for a look."""
    answers: tuple[BoardAnswer, ...]


def board(
    picture: Picture, about: Iterable[str] = (), *, contested: bool = False, since: str = ""
) -> tuple[Question, ...]:
    """All questions; or those about some entities, contested ones, or those with something said on or after a day."""
    wanted = set(about)
    grouped: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in picture.answers:
        if not wanted or answer.subject in wanted or str(answer.value) in wanted:
            grouped[question(answer.subject, answer.property, answer.value)].append(answer)
    shown = labels(picture)
    questions = [question_of(picture, key, answers, shown) for key, answers in grouped.items()]
    kept = [
        q
        for q in questions
        if (not contested or q.standing in ORDER[:4])
        and (not since or any(a.last_said >= since for a in q.answers))
    ]
    return tuple(sorted(kept, key=place_of))


def place_of(q: Question) -> str:
    """Questions come in the order of this: by standing, then those in most reports, then by name."""
    reports = MOST_REPORTS - sum(a.reports for a in q.answers)
    return "\x1f".join((str(ORDER.index(q.standing)), f"{reports:09d}", q.shown, q.about, q.property))


MOST_REPORTS = 999_999_999


def question_of(
    picture: Picture, key: tuple[str, str], answers: Iterable[Answer], shown: Mapping[str, str]
) -> Question:
    """One question with its answers, in the words of `shown`."""
    about, property_ = key
    rows = sorted(
        (_answer(picture, a, shown) for a in answers),
        key=lambda r: (-r.independent_roots, -r.affirmed, r.shown),
    )
    return Question(
        about=about,
        property=property_,
        shown=question_in_words(shown.get(about, about), property_),
        standing=min((r.standing for r in rows), key=ORDER.index),
        answers=tuple(rows),
    )


def answer_in_words(picture: Picture, answer: Answer, shown: Mapping[str, str]) -> str:
    """What an answer says, without its question: a name, "at least 12", "armed attack"; `shown` has the names."""
    if load_vocabulary().properties[answer.property].asked_of == "value":
        return shown.get(answer.subject, answer.subject)
    words = str(answer.value)
    if answer.value_type == "entity":
        return shown.get(words, words)
    if answer.property == "event_type":
        return words.replace("_", " ")
    if answer.value_type == "date":
        return date_in_words(words)
    said = [picture.by_id[i].qualifiers for i in answer.for_]
    for bound in ("at_least", "at_most"):
        if said and all(q.get(bound) == answer.value for q in said):
            return f"{bound.replace('_', ' ')} {words}"
    return words


def _answer(picture: Picture, answer: Answer, shown: Mapping[str, str]) -> BoardAnswer:
    by_id = picture.by_id
    denied_by = dict.fromkeys(by_id[i].chain[-1] for i in answer.against)
    said = [by_id[i] for i in (*answer.for_, *answer.against, *answer.open)]
    return BoardAnswer(
        subject=answer.subject,
        value=answer.value,
        value_type=answer.value_type,
        shown=answer_in_words(picture, answer, shown),
        standing=answer.standing,
        why=answer.why,
        independent_roots=answer.independent_roots,
        affirmed=len(answer.for_),
        denied=len(answer.against),
        open=len(answer.open),
        affirmed_by=tuple(shown[o.roots[0]] for o in answer.origins) if answer.for_ else (),
        denied_by=tuple(shown[root] for root in denied_by),
        reports=len({s.report for s in said}),
        first_said=answer.first_said,
        last_said=answer.last_said,
        quotes=tuple(
            quote_of(picture, picture.by_id[key], shown)
            for key in (*answer.for_[:QUOTES], *answer.against[:QUOTES], *answer.open[:QUOTES])
        ),
    )


def quote_of(picture: Picture, s: Statement, shown: Mapping[str, str]) -> Quote:
    """A statement's words with who says them; `shown` has the names."""
    report = picture.reports[s.report]
    return Quote(
        statement=s.id,
        words=" … ".join(e.text for e in s.evidence),
        chain=tuple(shown[link] for link in s.chain),
        report=s.report,
        report_name=report.name,
        published=report.published or "",
        how=s.polarity if s.mood == "actual" else s.mood,
    )


def question_in_words(about: str, property_: str) -> str:
    """What is asked: "Dock Union · who leads it?"."""
    return f"{about} · {load_vocabulary().properties[property_].question}"


def labels(picture: Picture) -> dict[str, str]:
    """What to call each resolved entity: its name, its description, or for an event its type, place and date."""
    found = {key: entity.label for key, entity in picture.entities.items()}
    told: dict[str, list[Answer]] = defaultdict(list)
    for answer in picture.answers:
        if answer.property in TELLING:
            told[answer.subject].append(answer)
    events = {
        key: event_label(entity, told[key], picture.entities)
        for key, entity in picture.entities.items()
        if has_event_label(entity)
    }
    return {**found, **events}


TELLING = ("event_type", "place", "date")
"""What an event without a name is called by."""


def has_event_label(entity: Resolved) -> bool:
    """Whether it is an event without a name."""
    return entity.type == "Event" and not entity.names


def event_label(event: Resolved, answers: Iterable[Answer], entities: Mapping[str, Resolved]) -> str:
    """Its type, place and date, of each the answer with most origins. `answers`: those to these questions, in order."""
    best: dict[str, Answer] = {}
    for answer in answers:
        known = best.get(answer.property)
        if answer.for_ and (known is None or answer.independent_roots > known.independent_roots):
            best[answer.property] = answer
    kind, place, date = (best.get(name) for name in TELLING)
    words = str(kind.value).replace("_", " ") if kind else event.label
    if place:
        key = str(place.value)
        words += f" at {entities[key].label if place.value_type == 'entity' else key}"
    return f"{words}, {date_in_words(str(date.value))}" if date else words
