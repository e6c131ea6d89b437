"""Every question, every answer, who affirms, who denies, how many origins, and how it stands.

One rule: the words of section 5 of the model, no weighing of truth. What is wanted, planned or conditional is kept
with the question, apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from herodot.model.records import Report, Statement, Value, ValueType
from herodot.model.vocabulary import load_vocabulary
from herodot.picture.rivals import Rivals
from herodot.picture.roots import Origin, Roots
from herodot.values.edtf import bounds
from herodot.values.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One value of one question, with all that is said for and against it."""

    subject: str
    property: str
    value: Value
    value_type: ValueType
    standing: str
    independent_roots: int
    """Origins that affirm it as actual; for an answer that is only denied, that deny it."""
    for_: tuple[str, ...]
    """Ids of statements that affirm it as actual, in the order they were published."""
    against: tuple[str, ...]
    open: tuple[str, ...]
    """Ids of statements that want, plan or suppose it."""
    origins: tuple[Origin, ...]
    rivals: tuple[Value, ...]
    """Other values (of `leader_of` and `controls`: other subjects) that cannot hold at the same time."""
    first_said: str
    """EDTF day of publication of the first and the last report that says it, either way; empty where unknown."""
    last_said: str
    why: str
    """Why it stands so, in one sentence."""


@dataclass(slots=True)
class _Draft:
    subject: str
    property: str
    value: Value
    value_type: ValueType
    affirmed: list[Statement] = field(default_factory=list)
    denied: list[Statement] = field(default_factory=list)
    open: list[Statement] = field(default_factory=list)
    origins: tuple[Origin, ...] = ()


def find_answers(
    statements: Sequence[Statement], reports: Mapping[str, Report], roots: Roots, rivals: Rivals
) -> tuple[Answer, ...]:
    """All answers, in the order of subject, property and value. `statements` are resolved ones."""
    drafts = _gathered(statements, reports)
    for draft in drafts:
        draft.origins = roots.origins(draft.affirmed or draft.denied)
    by_question: dict[tuple[str, str], list[_Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.affirmed:
            by_question[question(draft.subject, draft.property, draft.value)].append(draft)
    return tuple(
        _answer(
            draft, by_question[question(draft.subject, draft.property, draft.value)], reports, roots, rivals
        )
        for draft in drafts
        if draft.affirmed or draft.denied or draft.open
    )


def question(subject: str, property_: str, value: Value) -> tuple[str, str]:
    """What is asked: the subject and the property, or for "who leads X?" the value and the property."""
    rule = load_vocabulary().properties[property_]
    return (str(value) if rule.asked_of == "value" else subject), property_


class Valued(Protocol):
    """What has a value."""

    @property
    def value(self) -> Value:
        """The value."""

    @property
    def value_type(self) -> ValueType:
        """Its type."""


def same_value(one: Valued, other: Valued) -> bool:
    """Whether two say the same of one thing."""
    return one.value_type == other.value_type and value_key(one) == value_key(other)


def value_key(said: Valued) -> str:
    """What makes two values one answer."""
    if said.value_type == "date":
        return str(said.value).rstrip("~?")
    if said.value_type == "number":
        return str(float(said.value))
    if said.value_type == "text":
        return " ".join(
            w[:-1] if len(w) > 3 and w.endswith("s") else w for w in fold(str(said.value)).split()
        )
    return str(said.value)


def answer_key(answer: Answer) -> tuple[str, str, str]:
    """Answers come in the order of this."""
    return answer.subject, answer.property, value_key(answer)


def _gathered(statements: Sequence[Statement], reports: Mapping[str, Report]) -> list[_Draft]:
    symmetric = {name for name, rule in load_vocabulary().properties.items() if rule.symmetric}
    drafts: dict[tuple[str, str, str], _Draft] = {}
    for s in sorted(statements, key=lambda s: (reports[s.report].published or "9999", s.report, s.id)):
        subject, value = s.subject, s.value
        if s.property in symmetric and (str(value), s.property, subject) in drafts:
            # As it was said first.
            subject, value = str(value), subject
        if s.value_type == "entity" and subject == value:
            continue
        key = (subject, s.property, str(value) if s.value_type == "entity" else value_key(s))
        draft = drafts.setdefault(key, _Draft(subject, s.property, value, s.value_type))
        if s.mood != "actual":
            draft.open.append(s)
        elif s.polarity == "denied":
            draft.denied.append(s)
        else:
            draft.affirmed.append(s)
    return [drafts[key] for key in sorted(drafts)]


def _answer(
    draft: _Draft, question_: list[_Draft], reports: Mapping[str, Report], roots: Roots, rivals: Rivals
) -> Answer:
    against = [
        other
        for other in question_
        if other is not draft and draft.affirmed and rivals.are(draft.affirmed, other.affirmed)
    ]
    standing, why = _standing(draft, against, reports, roots, rivals)
    said = [reports[s.report].published or "" for s in (*draft.affirmed, *draft.denied, *draft.open)]
    asked_of_value = load_vocabulary().properties[draft.property].asked_of == "value"
    return Answer(
        subject=draft.subject,
        property=draft.property,
        value=draft.value,
        value_type=draft.value_type,
        standing=standing,
        independent_roots=len(draft.origins),
        for_=tuple(s.id for s in draft.affirmed),
        against=tuple(s.id for s in draft.denied),
        open=tuple(s.id for s in draft.open),
        origins=draft.origins,
        rivals=tuple(other.subject if asked_of_value else other.value for other in against),
        first_said=min((d for d in said if d), default=""),
        last_said=max(said, default=""),
        why=why,
    )


def _standing(
    draft: _Draft, against: Sequence[_Draft], reports: Mapping[str, Report], roots: Roots, rivals: Rivals
) -> tuple[str, str]:
    if not draft.affirmed:
        if draft.denied:
            return "denied", "It is denied, and nobody affirms it."
        return "", "It is only wanted, planned or supposed."
    if words := _withdrawn(draft, reports, roots):
        return "withdrawn", words
    sides = (
        {roots.body_of(s.chain[-1]) for s in draft.affirmed},
        {roots.body_of(s.chain[-1]) for s in draft.denied},
    )
    if any(a != d for a in sides[0] for d in sides[1]):
        return "disputed", "Some affirm it, and others deny it."
    if words := rivals.ended(draft.affirmed, [other.affirmed for other in against]):
        return "superseded", words
    if against:
        return "disputed", "Another answer is given that cannot hold at the same time."
    if len(draft.origins) > 1:
        return "corroborated", f"{len(draft.origins)} independent origins affirm it, and nobody denies it."
    return "single-source", "One origin affirms it, and nobody denies it."


def _withdrawn(draft: _Draft, reports: Mapping[str, Report], roots: Roots) -> str:
    """Whether all who said it, or the outlet that first reported it, took it back."""
    first = draft.affirmed[0]
    back = {roots.body_of(s.chain[-1]) for s in draft.denied if _day(reports, s) >= _day(reports, first)}
    if back and {roots.body_of(s.chain[-1]) for s in draft.affirmed} <= back:
        return "Its own source took it back."
    outlet = first.chain[0]
    if any(
        s.chain == (outlet,) and s.report != first.report and _day(reports, s) >= _day(reports, first)
        for s in draft.denied
    ):
        return "The outlet that first reported it took it back."
    return ""


def _day(reports: Mapping[str, Report], statement: Statement) -> str:
    published = reports[statement.report].published
    return bounds(published)[0].isoformat() if published else ""


def statements_of(answer: Answer) -> Iterable[str]:
    """Ids of all statements of an answer."""
    return (*answer.for_, *answer.against, *answer.open)
