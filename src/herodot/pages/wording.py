"""What a person types or selects of a statement becomes a claim in places of the report, and back.

One rule: words that may mean several things are told, never guessed at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from herodot.model.errors import BadValue
from herodot.model.records import Claim, Evidence, Pointer, Report, Statement, Value, ValueType
from herodot.model.vocabulary import Property, is_edtf, load_vocabulary
from herodot.picture.scene import Scene

PLACE = re.compile(r"\s*(\d+)-(\d+)(?::.*)?\s*", re.S)
"""`START-END`, with the words after a colon for people to read."""
NUMBERS, DATES, TEXTS = ("at_least", "at_most"), ("start", "end", "as_of"), ("role",)
SOURCES = ("Person", "Organization", "PublicBody", "Group", "Work")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A statement as a form has it. Who or what: its name, words of the text, or START-END."""

    subject: str = ""
    subject_kind: str = ""
    """Entity type, where the reader has nobody there."""
    property: str = ""
    value: str = ""
    value_kind: str = ""
    """Entity type, where the value is words at which the reader has nobody."""
    links: str = ""
    """Who passed it on after the outlet, one a line, the root last; empty for the outlet's own voice."""
    polarity: str = "affirmed"
    certainty: str = "certain"
    mood: str = "actual"
    evidence: str = ""
    """The words that carry it, a piece a line: as they stand in the text, or START-END."""
    role: str = ""
    area: str = ""
    start: str = ""
    end: str = ""
    as_of: str = ""
    at_least: str = ""
    at_most: str = ""


FIELDS = tuple(f.name for f in fields(Wording))


def names_in(scene: Scene) -> dict[str, str]:
    """What to call each entity of a report: its name, description, or first mention."""
    first: dict[str, str] = {}
    for m in sorted(scene.mentions, key=lambda m: (m.kind == "pronoun", m.start)):
        first.setdefault(m.entity, m.text)
    return {
        key: (*e.names, e.description or first.get(key) or f"an unnamed {e.type}")[0]
        for key, e in scene.entities.items()
    }


def wording_of(scene: Scene, statement: Statement) -> Wording:
    """A statement as a form shows it; names that two go by are given as places."""
    names = names_in(scene)
    shared = Counter(names.values())

    def shown(key: object) -> str:
        name, at = names[str(key)], scene.pointer(str(key))
        return f"{at.start}-{at.end}: {at.name}" if shared[name] > 1 and at.start is not None else name

    limits = {
        name: shown(v) if name == "area" else _number_in_words(v) for name, v in statement.qualifiers.items()
    }
    return Wording(
        subject=shown(statement.subject),
        property=statement.property,
        value=shown(statement.value)
        if statement.value_type == "entity"
        else _number_in_words(statement.value),
        links="\n".join(map(shown, statement.chain[1:])),
        polarity=statement.polarity,
        certainty=statement.certainty,
        mood=statement.mood,
        evidence="\n".join(f"{e.start}-{e.end}: {' '.join(e.text.split())}" for e in statement.evidence),
        **limits,
    )


def _number_in_words(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"


def claim_from(words: Wording, scene: Scene, report: Report, base: Statement | None = None) -> Claim:
    """The claim that a form asks for, `base` the statement that it corrects. Raises `BadValue`."""
    near = base.evidence[0].start if base else None
    known = load_vocabulary()
    name = words.property.strip().replace(" ", "_")
    rule = known.properties.get(name)
    if rule is None:
        raise BadValue(f"{words.property!r} is no property; docs/vocabulary.md lists all, as `leader_of`")
    evidence = tuple(_piece(line, report, near) for line in words.evidence.splitlines() if line.strip())
    if not evidence:
        raise BadValue("which words of the report say so? Give them, or their place as START-END")
    look = Look(scene, report, evidence[0].start)
    value, entity, value_type = _value(words, rule, look)
    outlet = scene.pointer(base.chain[0]) if base else _outlet(scene, report)
    links = [look.at(line, "", SOURCES) for line in words.links.splitlines() if line.strip()]
    return Claim(
        subject=look.at(words.subject, words.subject_kind, rule.subjects),
        property=name,
        value=value,
        entity=entity,
        value_type=value_type,
        qualifiers=_limits(words),
        area=look.at(words.area, "Place", ("Place",)) if words.area.strip() else None,
        chain=(outlet, *(link for link in links if link != outlet)),
        polarity=_one_of(words.polarity, known.polarity),  # type: ignore[arg-type]
        certainty=_one_of(words.certainty, known.certainty),  # type: ignore[arg-type]
        mood=_one_of(words.mood, known.mood),  # type: ignore[arg-type]
        evidence=evidence,
    )


def _outlet(scene: Scene, report: Report) -> Pointer:
    outlet = Pointer(type="Organization", name=report.outlet)
    found = scene.find(outlet)
    return outlet if found is None else scene.pointer(found)


def _one_of(word: str, known: Iterable[str]) -> str:
    if word not in known:
        raise BadValue(f"{word!r} is none of: {', '.join(known)}")
    return word


def _limits(words: Wording) -> dict[str, Value]:
    found: dict[str, Value] = {name: text for name in TEXTS if (text := getattr(words, name).strip())}
    for name in DATES:
        if date := getattr(words, name).strip():
            found[name] = _date(date)
    for name in NUMBERS:
        if number := getattr(words, name).strip():
            found[name] = _number(number)
    return found


def _date(words: str) -> str:
    if not is_edtf(words):
        raise BadValue(f"{words!r} is no date; write it as 2024-05-31, 2024-05 or 2024")
    return words


def _number(words: str) -> float | int:
    try:
        number = float(words.replace(",", ""))
    except ValueError as error:
        raise BadValue(f"{words!r} is no number") from error
    return int(number) if number.is_integer() else number


def _value(words: Wording, rule: Property, look: Look) -> tuple[Value | None, Pointer | None, ValueType]:
    given = words.value.strip()
    if not given:
        raise BadValue("the value is empty")
    if rule.name == "event_type":
        return given.replace(" ", "_"), None, "text"
    if "number" in rule.value_types:
        return _number(given), None, "number"
    if "date" in rule.value_types:
        return _date(given), None, "date"
    if "entity" not in rule.value_types:
        return given, None, "text"
    if "text" in rule.value_types and not words.value_kind and not look.knows(given):
        return given, None, "text"
    return None, look.at(given, words.value_kind, rule.values), "entity"


def occurrences(words: str, text: str) -> list[tuple[int, int]]:
    """Where words stand in a text, blanks and line ends aside, as whole words."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    return [m.span() for m in re.finditer(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", text)]


def _span(words: str, text: str, near: int | None) -> tuple[int, int] | None:
    """The place that words name or stand at, the nearest one; `None` where they do not stand in the text."""
    if match := PLACE.fullmatch(words):
        start, end = int(match[1]), int(match[2])
        return (start, end) if start < end <= len(text) else None
    found = occurrences(words, text)
    if len(found) > 1 and near is None:
        places = ", ".join(f"{a}-{b}" for a, b in found[:5])
        raise BadValue(
            f"{words.strip()!r} stands there {len(found)} times; give more words, or one of {places}"
        )
    return min(found, key=lambda f: abs(f[0] - (near or 0)), default=None)


def _piece(line: str, report: Report, near: int | None) -> Evidence:
    found = _span(line, report.text, near)
    if found is None:
        raise BadValue(f"{line.strip()!r} does not stand in the report; choose words of its text")
    return Evidence(start=found[0], end=found[1], text=report.text[found[0] : found[1]])


class Look:
    """Finds whom words mean in one report."""

    def __init__(self, scene: Scene, report: Report, near: int) -> None:
        """`near`: where to look first."""
        self.scene, self.report, self.near = scene, report, near
        self.names = names_in(scene)

    def at(self, words: str, kind: str, allowed: Sequence[str]) -> Pointer:
        """Whom words mean: a name, words of the text, or START-END. Raises `BadValue`."""
        given = words.strip()
        if not given:
            raise BadValue("the subject is empty")
        if not PLACE.fullmatch(given) and not kind and (called := self._called(given)):
            if len(called) > 1:
                places = ", ".join(f"{p.start}-{p.end}" for p in map(self.scene.pointer, called))
                raise BadValue(f"{len(called)} go by {given!r} in this report; give a place: {places}")
            return self.scene.pointer(called[0])
        span = _span(given, self.report.text, self.near)
        if span is None:
            raise BadValue(f"{given!r} does not stand in the report; choose words of its text")
        name = self.report.text[span[0] : span[1]]
        kinds = [kind] if kind else [allowed[0], *(["Event"] if "Event" in allowed else [])]
        pointers = [Pointer(type=k, name=name, start=span[0], end=span[1]) for k in kinds]
        for pointer in pointers:
            if (found := self.scene.find(pointer)) is not None:
                return replace(pointer, type=self.scene.entities[found].type)
        if not kind and len(allowed) > 1 and allowed != SOURCES:
            raise BadValue(f"{name!r} is new here: say of which type it is: {', '.join(allowed)}")
        return pointers[0]

    def knows(self, words: str) -> bool:
        """Whether somebody goes by those words, or they are a place."""
        return bool(PLACE.fullmatch(words) or self._called(words))

    def _called(self, words: str) -> list[str]:
        by_name = [key for key, name in self.names.items() if name == words]
        if by_name:
            return by_name
        return [key for key, e in self.scene.entities.items() if words in (*e.names, e.description)]
