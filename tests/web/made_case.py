"""A case of made-up readings for the pages: who did what where, in words that stand in the reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from herodot.model.keys import keyed
from herodot.model.records import Entity, Evidence, Location, Mention, Reading, Statement
from herodot.settings import Settings
from herodot.web.app import make_app
from herodot.workspace import Workspace
from tests.samples import NOW, a_report

CLOCK = datetime(2031, 5, 6, tzinfo=UTC)


@dataclass
class Story:
    """One report that is read as it is told to be. Entities go by their words in the text."""

    text: str
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def there(self, words: str, type_: str, at: Location | None = None) -> str:
        """The entity that those words of the text stand for; an event has no name."""
        report, start = a_report(self.text), self.text.index(words)
        named = type_ != "Event"
        self.entities[words] = Entity(
            id=words, report=report.id, type=type_, names=(words,) if named else (),
            description="" if named else words, location=at,
        )  # fmt: skip
        self.mentions.append(
            Mention(id=words, report=report.id, entity=words, start=start, end=start + len(words), text=words,
                    kind="name" if named else "trigger")
        )  # fmt: skip
        return words

    def say(self, subject: str, property_: str, value: str | int, *chain: str, **more: Any) -> None:
        """A statement with the whole text as its words; by the outlet where no chain is given."""
        if "The Quay" not in self.entities:
            report = a_report(self.text).id
            outlet = Entity(
                id="The Quay", report=report, type="Organization", names=("The Quay",), description=""
            )
            self.entities["The Quay"] = outlet
        kind = "entity" if value in self.entities else "date" if property_ == "date" else "text"
        kind = "number" if isinstance(value, int) else kind
        fields: dict[str, Any] = {"polarity": "affirmed", "certainty": "certain", "mood": "actual", **more}
        self.statements.append(
            Statement(
                id=f"s{len(self.statements)}", report=a_report(self.text).id, subject=subject, property=property_,
                value=value, value_type=kind, chain=("The Quay", *chain), confidence=0.9, reader="made 1", rule="made",
                evidence=(Evidence(start=0, end=len(self.text), text=self.text),), **fields,
            )  # type: ignore[arg-type]
        )  # fmt: skip

    def reading(self) -> Reading:
        """What was taken from it."""
        return keyed(
            Reading(
                report=a_report(self.text).id, reader="made 1", entities=tuple(self.entities.values()),
                mentions=tuple(self.mentions), statements=tuple(self.statements),
            )
        )  # fmt: skip


def a_case(folder: Path, stories: Iterable[Story]) -> Settings:
    """A case that holds those stories."""
    settings = Settings(case=str(folder / "made.herodot"))
    with Workspace(settings, lambda: CLOCK) as workspace:
        workspace.create()
        for story in stories:
            with workspace.store.writer() as writer:
                writer.add_report(a_report(story.text), story.text.encode())
                writer.put_reading(story.reading(), NOW)
    return settings


def browser(settings: Settings) -> TestClient:
    """A browser on a case."""
    return TestClient(make_app(settings, lambda: CLOCK), base_url="http://127.0.0.1:8021")
