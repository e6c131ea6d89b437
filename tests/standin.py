"""A reader for tests that needs no model: plain sentences of one shape become statements.

"Anna Bell leads the Harbour Watch." is the outlet's; "Tom Reed said that Anna Bell leads the Harbour
Watch." is Tom Reed's; "denied that" and "may lead" set polarity and certainty. Words in capitals make it
misbehave.
"""

from __future__ import annotations

import os
import re
import signal
import time

from herodot.model.records import Entity, Evidence, Mention, Reading, Report, Statement
from herodot.text.body import Text

NAME = r"(?:the )?\w+ \w+"
CLAIM = re.compile(
    rf"(?:(?P<speaker>{NAME}) (?P<cue>said|denied) that )?"
    rf"(?P<subject>{NAME}) (?P<verb>leads|may lead) (?P<value>{NAME})\."
)


class StandIn:
    """The reader; its name changes with HERODOT_TEST_READER so that a test can bring a newer one."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, report: Report, text: Text) -> Reading:
        """A reading with one statement for each sentence of the shape."""
        misbehave(text.body)
        found = Finding(report, self.name)
        for match in CLAIM.finditer(text.body):
            found.take(match)
        return found.reading()


class Finding:
    """Collects what one report gives, with ids that count up."""

    def __init__(self, report: Report, reader: str) -> None:
        self.report, self.reader = report, reader
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.statements: list[Statement] = []
        self.outlet = self.entity(report.outlet, "Organization")

    def entity(self, name: str, kind: str) -> str:
        """The id of the entity of that name."""
        known = self.entities.setdefault(
            name,
            Entity(
                id=f"e{len(self.entities)}", report=self.report.id, type=kind, names=(name,), description=""
            ),
        )
        return known.id

    def mention(self, match: re.Match[str], group: str, kind: str) -> str:
        """The entity that a group of the match names."""
        entity = self.entity(match[group], kind)
        number = len(self.mentions)
        start, end = match.span(group)
        self.mentions.append(
            Mention(
                id=f"m{number}",
                report=self.report.id,
                entity=entity,
                start=start,
                end=end,
                text=match[group],
                kind="name",
            )
        )
        return entity

    def take(self, match: re.Match[str]) -> None:
        """One sentence of the shape."""
        chain = [self.outlet]
        if match["speaker"]:
            chain.append(self.mention(match, "speaker", "Person"))
        evidence = Evidence(start=match.start(), end=match.end(), text=match[0])
        self.statements.append(
            Statement(
                id=f"s{len(self.statements)}",
                report=self.report.id,
                subject=self.mention(match, "subject", "Person"),
                property="leader_of",
                value=self.mention(match, "value", "Organization"),
                value_type="entity",
                chain=tuple(chain),
                polarity="denied" if match["cue"] == "denied" else "affirmed",
                certainty="possible" if match["verb"] == "may lead" else "certain",
                mood="actual",
                evidence=(evidence,),
                confidence=0.9,
                reader=self.reader,
                rule="standin",
            )
        )

    def reading(self) -> Reading:
        """All that was found."""
        return Reading(
            report=self.report.id,
            reader=self.reader,
            entities=tuple(self.entities.values()),
            mentions=tuple(self.mentions),
            statements=tuple(self.statements),
            rejected={"not said": 1},
        )


def misbehave(body: str) -> None:
    """Fails, dies or dawdles when the text asks for it."""
    if "FAIL NOW" in body:
        raise RuntimeError("asked to fail")
    if "DIE NOW" in body:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    if "SLOWLY" in body:
        time.sleep(0.1)


def load() -> StandIn:
    """The stand-in, called as the environment says."""
    return StandIn(os.environ.get("HERODOT_TEST_READER", "standin 1"))
