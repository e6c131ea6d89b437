"""Ledgers: who held which office when, and what numbers were given, each line with who says so.

One rule: a gap is shown as a gap, and a number is never rolled up without the name of the rule that did it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from herodot.model.errors import BadValue
from herodot.model.records import Statement
from herodot.picture.index import Index
from herodot.picture.picture import Picture
from herodot.values.edtf import bounds, is_valid

OFFICES = (
    "leader_of", "deputy_leader_of", "commander_of", "spokesperson_for", "official_of", "founder_of", "member_of",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """Somebody in an office, as all statements together have it."""

    person: str
    person_shown: str
    office: str
    body: str
    body_shown: str
    titles: tuple[str, ...]
    """As written, the most used first."""
    start: str
    """EDTF; empty where nobody gives one."""
    end: str
    first_said: str
    """Days of publication of the first and the last report that has it as going on; empty where none does."""
    last_said: str
    state: str
    """`held`, `former`, `claimed` (only by the person or the body), `denied`."""
    said_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number that a source gave."""

    about: str
    about_shown: str
    property: str
    value: float
    at_least: float | None
    at_most: float | None
    as_of: str
    published: str
    said_by: str
    chain: tuple[str, ...]
    report: str
    words: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All numbers given for one thing, the earliest first, and what the rule makes of them."""

    about: str
    about_shown: str
    property: str
    figures: tuple[Figure, ...]
    rule: str
    rolled_up: str


def roles(index: Index, about: Iterable[str] = ()) -> tuple[Tenure, ...]:
    """Offices by body and time; of some people or bodies, or of all."""
    wanted, every = set(about), index.once(_tenures)
    return tuple(t for t in every if t.person in wanted or t.body in wanted) if wanted else every


def _tenures(index: Index) -> tuple[Tenure, ...]:
    grouped: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in index.picture.statements:
        if s.property in OFFICES and s.mood == "actual":
            grouped[s.subject, s.property, str(s.value)].append(s)
    tenures = [_tenure(index.picture, key, said, index.labels) for key, said in grouped.items()]
    return tuple(
        sorted(tenures, key=lambda t: (t.body_shown, OFFICES.index(t.office), _when(t), t.person_shown))
    )


def _when(tenure: Tenure) -> str:
    return tenure.start or tenure.first_said or tenure.end or "9999"


def _tenure(
    picture: Picture, key: tuple[str, str, str], said: Sequence[Statement], shown: Mapping[str, str]
) -> Tenure:
    person, office, body = key
    affirmed = [s for s in said if s.polarity == "affirmed"]
    denied = [s for s in said if s.polarity == "denied"]
    current = sorted(picture.reports[s.report].published or "" for s in affirmed if "end" not in s.qualifiers)
    ends = [str(s.qualifiers["end"]) for s in affirmed if "end" in s.qualifiers]
    starts = [str(s.qualifiers["start"]) for s in affirmed if "start" in s.qualifiers]
    titles = Counter(str(s.qualifiers["role"]) for s in said if "role" in s.qualifiers)
    sources = {s.chain[-1] for s in affirmed}
    if not affirmed:
        state = "denied"
    elif ends:
        state = "former"
    else:
        state = "claimed" if sources <= {person, body} else "held"
    return Tenure(
        person=person,
        person_shown=shown[person],
        office=office,
        body=body,
        body_shown=shown[body],
        titles=tuple(title for title, _ in titles.most_common()),
        start=_most_exact(starts),
        end=_most_exact(ends),
        first_said=current[0] if current else "",
        last_said=current[-1] if current else "",
        state=state,
        said_by=tuple(dict.fromkeys(shown[s.chain[-1]] for s in affirmed)),
        denied_by=tuple(dict.fromkeys(shown[s.chain[-1]] for s in denied)),
        statements=tuple(s.id for s in said),
    )


def _most_exact(dates: Sequence[str]) -> str:
    valid = [d for d in dates if is_valid(d.rstrip("~?"))]
    return min(valid, key=lambda d: (_width(d), d), default="")


def _width(date: str) -> int:
    first, last = bounds(date.rstrip("~?"))
    return (last - first).days + (1000 if date[-1:] in "~?" else 0)


Counted = tuple[tuple[str, str], tuple[Statement, ...]]
"""What is counted, entity and property, with the statements that give a number for it."""


def counted(index: Index, about: Iterable[str] = ()) -> tuple[Counted, ...]:
    """What numbers are given for; of some entities, or of all. That with most numbers comes first."""
    wanted, every = set(about), index.once(_counted)
    return tuple(each for each in every if each[0][0] in wanted) if wanted else every


def _counted(index: Index) -> tuple[Counted, ...]:
    grouped: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in index.picture.statements:
        if s.value_type == "number" and s.mood == "actual" and s.polarity == "affirmed":
            grouped[s.subject, s.property].append(s)
    order = sorted(grouped, key=lambda key: (-len(grouped[key]), index.labels[key[0]], key[1]))
    return tuple((key, tuple(grouped[key])) for key in order)


def numbers(index: Index, found: Iterable[Counted], rule: str = "low-best-high") -> tuple[Figures, ...]:
    """The numbers of each, with who gave it, rolled up by a named rule. Raises `BadValue`."""
    if rule not in RULES:
        raise BadValue(f"no rule is called {rule!r}; there are: {', '.join(RULES)}")
    return tuple(_figures(index, key, said, rule) for key, said in found)


def _figures(index: Index, key: tuple[str, str], said: Iterable[Statement], rule: str) -> Figures:
    figures = [_figure(index.picture, s, index.labels) for s in said]
    figures.sort(key=lambda f: (f.published, f.value, f.statement))
    return Figures(
        about=key[0],
        about_shown=index.labels[key[0]],
        property=key[1],
        figures=tuple(figures),
        rule=rule,
        rolled_up=RULES[rule](figures),
    )


def _figure(picture: Picture, s: Statement, shown: Mapping[str, str]) -> Figure:
    least, most = s.qualifiers.get("at_least"), s.qualifiers.get("at_most")
    return Figure(
        about=s.subject,
        about_shown=shown[s.subject],
        property=s.property,
        value=float(s.value),
        at_least=None if least is None else float(least),
        at_most=None if most is None else float(most),
        as_of=str(s.qualifiers.get("as_of", "")),
        published=picture.reports[s.report].published or "",
        said_by=shown[s.chain[-1]],
        chain=tuple(shown[link] for link in s.chain),
        report=s.report,
        words=" … ".join(e.text for e in s.evidence),
        statement=s.id,
    )


def _most_conservative(figures: Sequence[Figure]) -> str:
    return number_in_words(min(f.value for f in figures))


def _low_best_high(figures: Sequence[Figure]) -> str:
    counts = Counter(f.value for f in figures)
    best = max(counts, key=lambda v: (counts[v], -v))
    highest = max(max(f.at_most or f.value, f.value) for f in figures)
    return " / ".join(map(number_in_words, (min(counts), best, highest)))


def _majority(figures: Sequence[Figure]) -> str:
    by_source: dict[str, float] = {f.said_by: f.value for f in figures}
    value, number = Counter(by_source.values()).most_common(1)[0]
    return number_in_words(value) if number * 2 > len(by_source) else "none"


def _latest(figures: Sequence[Figure]) -> str:
    return number_in_words(max(figures, key=lambda f: (f.as_of or f.published, f.published)).value)


def number_in_words(value: float) -> str:
    """ "12", "1,200,000", "2.5"; all its digits."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.15g}"


RULES: Mapping[str, Callable[[Sequence[Figure]], str]] = {
    "most-conservative": _most_conservative,
    "low-best-high": _low_best_high,
    "majority": _majority,
    "latest": _latest,
}
"""Each rule that rolls numbers up, by its name: the lowest; lowest, most given and highest; what more than half of
the sources give last; what was said last."""
