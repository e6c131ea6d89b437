"""One report's cast as reviewers speak of it: claims in places of the text become statements, and back.

One rule: whom a pointer means is found by its words' place; only where the reader has nobody there, somebody is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from herodot.model.keys import REVIEWER, pointed_id, statement_id
from herodot.model.records import Claim, Entity, Mention, Pointer, Statement

SAME_WORDS = 0.5
"""How much of the two spans together must be common for a pointer to mean a mention's entity."""
_KINDS = ("name", "description", "trigger", "pronoun")
_ARTICLES = ("the ", "a ", "an ")


class Scene:
    """Entities and mentions of one report; grows by what pointers make."""

    def __init__(self, report: str, entities: Iterable[Entity], mentions: Iterable[Mention]) -> None:
        """Takes what the reader found."""
        self.report = report
        self.entities = {e.id: e for e in entities}
        self.mentions = list(mentions)
        self.made: set[str] = set()
        """Entities that pointers made."""

    def pointer(self, key: str) -> Pointer:
        """How to point to an entity: by its first name, else other words, else by what it is called."""
        entity = self.entities[key]
        own = [m for m in self.mentions if m.entity == key]
        if not own:
            return Pointer(type=entity.type, name=(*entity.names, entity.description)[0])
        first = min(own, key=lambda m: (_KINDS.index(m.kind), m.start, m.end))
        return Pointer(type=entity.type, name=first.text, start=first.start, end=first.end)

    def find(self, pointer: Pointer) -> str | None:
        """The entity that a pointer means; `None` where the report has none there."""
        is_event = pointer.type == "Event"
        if pointer.start is None or pointer.end is None:
            called = [
                e
                for e in self.entities.values()
                if pointer.name in (*e.names, e.description) and pointer.name
            ]
            return min((e.type != pointer.type, e.id) for e in called)[1] if called else None
        fitting = [
            (_common(m, pointer.start, pointer.end), self.entities[m.entity].type == pointer.type, m.entity)
            for m in self.mentions
            if m.start < pointer.end
            and pointer.start < m.end
            and (self.entities[m.entity].type == "Event") == is_event
        ]
        share, _, key = max(fitting, key=lambda f: f[:2], default=(0.0, False, ""))
        return key if share >= SAME_WORDS else None

    def meet(self, pointer: Pointer) -> str:
        """The entity that a pointer means, made where there is none."""
        found = self.find(pointer)
        if found is not None:
            return found
        key, kind = pointed_id(pointer, self.report), _kind(pointer)
        self.entities[key] = Entity(
            id=key,
            report=self.report,
            type=pointer.type,
            names=(pointer.name,) if kind == "name" else (),
            description=pointer.name if kind == "description" else "",
        )
        self.made.add(key)
        if pointer.start is not None and pointer.end is not None:
            self.mentions.append(
                Mention(
                    id=f"{key}:{pointer.start}",
                    report=self.report,
                    entity=key,
                    start=pointer.start,
                    end=pointer.end,
                    text=pointer.name,
                    kind=kind,  # type: ignore[arg-type]
                )
            )
        return key

    def claim(self, statement: Statement) -> Claim:
        """What a statement says, in places of the text."""
        is_entity, limits = statement.value_type == "entity", dict(statement.qualifiers)
        area = limits.pop("area", None)
        return Claim(
            subject=self.pointer(statement.subject),
            property=statement.property,
            value=None if is_entity else statement.value,
            entity=self.pointer(str(statement.value)) if is_entity else None,
            value_type=statement.value_type,
            qualifiers=limits,
            area=None if area is None else self.pointer(str(area)),
            chain=tuple(map(self.pointer, statement.chain)),
            polarity=statement.polarity,
            certainty=statement.certainty,
            mood=statement.mood,
            evidence=statement.evidence,
        )

    def statement(self, claim: Claim, review: str) -> Statement:
        """The statement that a claim comes to in this report; `review`: the id of the review that makes it."""
        limits = dict(claim.qualifiers)
        if claim.area is not None:
            limits["area"] = self.meet(claim.area)
        made = Statement(
            id="",
            report=self.report,
            subject=self.meet(claim.subject),
            property=claim.property,
            value=self.meet(claim.entity) if claim.entity is not None else claim.value or 0,
            value_type=claim.value_type,
            qualifiers=limits,
            chain=tuple(map(self.meet, claim.chain)),
            polarity=claim.polarity,
            certainty=claim.certainty,
            mood=claim.mood,
            evidence=claim.evidence,
            confidence=1.0,
            reader=REVIEWER,
            rule=f"{REVIEWER}:{review}",
        )
        return replace(made, id=statement_id(made))

    def without(self, unused: set[str]) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
        """Entities and mentions but for some."""
        return (
            tuple(e for e in self.entities.values() if e.id not in unused),
            tuple(m for m in self.mentions if m.entity not in unused),
        )


def entities_of(statement: Statement) -> set[str]:
    """Every entity that a statement names."""
    found = {statement.subject, *statement.chain}
    if statement.value_type == "entity":
        found.add(str(statement.value))
    if "area" in statement.qualifiers:
        found.add(str(statement.qualifiers["area"]))
    return found


def _common(mention: Mention, start: int, end: int) -> float:
    both = min(mention.end, end) - max(mention.start, start)
    return both / (max(mention.end, end) - min(mention.start, start))


def _kind(pointer: Pointer) -> str:
    if pointer.type == "Event":
        return "trigger"
    first = pointer.name[:1]
    is_name = not (first.islower() or first.isdigit()) and not pointer.name.lower().startswith(_ARTICLES)
    return "name" if is_name else "description"
