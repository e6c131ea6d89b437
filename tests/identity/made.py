"""Made-up reports for identity and picture: who is spoken of, in few words."""

from __future__ import annotations

from dataclasses import dataclass, field

from herodot.identity.profile import Profile, make_profiles
from herodot.model.records import Entity, Evidence, Mention, Report, Statement


@dataclass
class World:
    """Reports with entities, mentions and statements. An entity goes by `report/name`."""

    reports: dict[str, Report] = field(default_factory=dict)
    entities: list[Entity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def report(self, key: str, published: str = "2031-05-01", outlet: str = "", text: str = "") -> str:
        """A report, with its outlet as an entity."""
        self.reports[key] = Report(
            id=key, sha256="", media_type="text/plain", name=f"{key}.txt", outlet=outlet or f"Outlet {key}",
            title=key, byline=None, published=published, url=None, language="en", text_version="1", captured="",
            text=text or f"{key} text",
        )  # fmt: skip
        return self.entity(key, "outlet", "Organization", outlet or f"Outlet {key}")

    def entity(self, report: str, key: str, kind: str, *names: str, described: str = "") -> str:
        """An entity of a report, mentioned once by each name, else by its description."""
        entity = Entity(id=f"{report}/{key}", report=report, type=kind, names=names, description=described)
        self.entities.append(entity)
        for n, text in enumerate(names or (described,)):
            mention_kind = "trigger" if kind == "Event" else "name" if names else "description"
            self.mentions.append(
                Mention(
                    id=f"{entity.id}:{n}", report=report, entity=entity.id, start=n, end=n + 1, text=text,
                    kind=mention_kind,  # type: ignore[arg-type]
                )
            )  # fmt: skip
        return entity.id

    def say(self, subject: str, property_: str, value: object, **more: object) -> Statement:
        """A statement in the subject's report; `chain`, `polarity` and so on as given."""
        report = subject.partition("/")[0]
        known = {e.id for e in self.entities}
        kind = "number" if isinstance(value, int | float) else "entity" if value in known else "text"
        kind = "date" if property_ in ("date", "born_on") else kind
        fields: dict[str, object] = {
            "polarity": "affirmed", "certainty": "certain", "mood": "actual", "chain": (f"{report}/outlet",),
            "qualifiers": {}, "evidence": (Evidence(start=0, end=1, text="x"),), **more,
        }  # fmt: skip
        statement = Statement(
            id=f"s{len(self.statements)}", report=report, subject=subject, property=property_,
            value=value, value_type=kind, confidence=1.0, reader="made", rule="made", **fields,  # type: ignore[arg-type]
        )  # fmt: skip
        self.statements.append(statement)
        return statement

    def profiles(self) -> dict[str, Profile]:
        """A profile for each entity."""
        return make_profiles(self.reports, self.entities, self.mentions, self.statements, {})
