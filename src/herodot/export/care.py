"""What stays out of an export: whoever was marked sensitive, their names in the texts, and all that is said of them.

One rule: offsets hold. A name that is left out is as long as before, in blocks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TypeVar

from herodot.model.records import Entity, Report, Statement
from herodot.picture.answers import Answer
from herodot.picture.picture import Picture
from herodot.picture.resolved import Resolved

Named = TypeVar("Named", Entity, Resolved)
BLOCK = "\u2588"
LEAST_NAME = 3
"""Letters of a name below which it is not looked for inside other words."""


def without_sensitive(picture: Picture) -> Picture:
    """The picture without sensitive entities; the picture itself where there are none."""
    hidden = picture.sensitive
    if not hidden:
        return picture
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for m in picture.mentions:
        if picture.cluster[m.entity] in hidden and m.kind != "pronoun":
            spans[m.report].append((m.start, m.end))
    reports = {key: _blocked(report, spans[key]) for key, report in picture.reports.items()}
    called = _called(picture)
    statements = tuple(
        _quoted(s, reports[s.report], called) for s in picture.statements if not names(s, hidden)
    )
    kept = {s.id for s in statements}
    return replace(
        picture,
        reports=reports,
        entities={key: _unnamed(e, called) for key, e in picture.entities.items() if key not in hidden},
        parts={
            key: tuple(_unnamed(p, called) for p in parts)
            for key, parts in picture.parts.items()
            if key not in hidden
        },
        mentions=tuple(
            replace(m, text=reports[m.report].text[m.start : m.end])
            for m in picture.mentions
            if picture.cluster[m.entity] not in hidden
        ),
        statements=statements,
        by_id={s.id: s for s in statements},
        answers=tuple(
            replace(a, rivals=tuple(r for r in a.rivals if r not in hidden))
            for a in picture.answers
            if _stays(a, hidden, kept)
        ),
        judgments=(),
        undoings=(),
        reviews=(),
        review_undoings=(),
        set_aside=(),
        searches=(),
    )


def names(s: Statement, hidden: frozenset[str]) -> bool:
    """Whether a statement names one of those entities, as a source too."""
    return not hidden.isdisjoint((s.subject, str(s.value), *s.chain, str(s.qualifiers.get("area", ""))))


def _stays(a: Answer, hidden: frozenset[str], kept: set[str]) -> bool:
    return hidden.isdisjoint((a.subject, str(a.value))) and {*a.for_, *a.against, *a.open} <= kept


def _blocked(report: Report, spans: list[tuple[int, int]]) -> Report:
    letters, title = list(report.text), report.title
    for start, end in sorted(spans, key=lambda s: s[0] - s[1]):
        title = title.replace(report.text[start:end], BLOCK * (end - start))
        letters[start:end] = BLOCK * (end - start)
    return replace(report, text="".join(letters), title=title)


def _called(picture: Picture) -> tuple[str, ...]:
    """Every name by which a hidden entity goes, the longest first."""
    found = {n for key in picture.sensitive if key in picture.entities for n in picture.entities[key].names}
    found |= {
        m.text
        for m in picture.mentions
        if picture.cluster[m.entity] in picture.sensitive and m.kind == "name"
    }
    return tuple(sorted((n for n in found if len(n) >= LEAST_NAME), key=lambda n: (-len(n), n)))


def _blank(words: str, called: tuple[str, ...]) -> str:
    for name in called:
        words = words.replace(name, BLOCK * len(name))
    return words


def _unnamed(entity: Named, called: tuple[str, ...]) -> Named:
    """Another entity, its names and description without theirs: "X's wife" is still somebody's wife."""
    return replace(
        entity,
        names=tuple(_blank(name, called) for name in entity.names),
        description=_blank(entity.description, called),
    )


def _quoted(s: Statement, report: Report, called: tuple[str, ...]) -> Statement:
    """A statement in the words that are left of its report, its own words without their names."""
    return replace(
        s,
        value=_blank(s.value, called) if s.value_type == "text" and isinstance(s.value, str) else s.value,
        qualifiers={
            k: _blank(v, called) if k == "role" and isinstance(v, str) else v for k, v in s.qualifiers.items()
        },
        evidence=tuple(replace(e, text=report.text[e.start : e.end]) for e in s.evidence),
    )
