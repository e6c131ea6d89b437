"""Makes a case of any size from invented names: reports, what was read from them, and questions to ask of it.

One rule: the same size gives the same case, and nothing in it is anybody's name.

A world stands behind it: people, bodies, places and events with a truth. Each report tells of a few of these, some
with other numbers or days, some denying, some through an agency or a source; one report in ten is another's, cut.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from herodot.model.ids import digest
from herodot.model.keys import keyed, report_id
from herodot.model.records import Entity, Evidence, Location, Mention, Reading, Report, Statement
from herodot.text.body import VERSION

READER = "made 1"
STATEMENTS = 22
"""Statements of a report."""
KINDS = ("raid", "bombing", "kidnapping", "meeting", "arrest", "protest", "ceasefire", "shelling")
SYLLABLES = tuple(
    a + b
    for a in "b d f g h k l m n r s t v z br dr kh st".split()
    for b in "a e i o u an el ir os un".split()
)
COMMON = tuple(a + b for a in SYLLABLES[::2] for b in SYLLABLES[::7])
"""Words that stand between the names, as two reporters hardly put them in one order."""


@dataclass(frozen=True, slots=True)
class MadeEvent:
    """One event of the world."""

    kind: str
    date: str
    place: str
    actor: str
    target: str
    killed: int


@dataclass(frozen=True, slots=True)
class MadeWorld:
    """Who and what there is to tell of."""

    people: tuple[str, ...]
    bodies: tuple[str, ...]
    places: tuple[str, ...]
    outlets: tuple[str, ...]
    agencies: tuple[str, ...]
    leads: tuple[tuple[str, str], ...]
    events: tuple[MadeEvent, ...]


def made_world(reports: int) -> MadeWorld:
    """A world that grows with the number of reports that tell of it."""
    draw = random.Random(11)

    def word() -> str:
        return "".join(draw.choices(SYLLABLES, k=draw.choice((2, 2, 3)))).capitalize()

    people = tuple(f"{word()} {word()}" for _ in range(max(reports // 2, 20)))
    places = tuple(word() for _ in range(max(reports // 12, 12)))
    bodies = tuple(f"{word()} {draw.choice(KIND_WORDS)}" for _ in range(max(reports // 15, 10)))
    events = tuple(
        MadeEvent(
            draw.choice(KINDS), f"2031-{draw.randrange(1, 13):02d}-{draw.randrange(1, 28):02d}",
            draw.choice(places), draw.choice(bodies), draw.choice(people), draw.randrange(2, 40),
        )
        for _ in range(max(reports // 3, 10))
    )  # fmt: skip
    return MadeWorld(
        people=people, bodies=bodies, places=places, outlets=tuple(f"The {word()} Courier" for _ in range(60)),
        agencies=tuple(f"{word()} Wire" for _ in range(6)),
        leads=tuple((draw.choice(people), body) for body in bodies), events=events,
    )  # fmt: skip


KIND_WORDS = ("Front", "Union", "Party", "Council", "Brigade", "Movement", "Company", "League")


COUNTRIES = (
    ("TD", 15.4, 18.7),
    ("NE", 17.6, 8.1),
    ("ML", 17.6, -4.0),
    ("LY", 27.0, 17.2),
    ("SD", 15.0, 30.2),
)
"""Code and middle, in degrees, of the countries in which the places lie."""


def located(place: str) -> Location | None:
    """Where a place lies: most are towns, some districts, some are only known to be in a country, some nowhere."""
    draw = random.Random(f"place {place}")
    code, latitude, longitude = draw.choice(COUNTRIES)
    kind: Literal["city", "district", "country"] = draw.choices(("city", "district", "country"), (16, 3, 1))[
        0
    ]
    if draw.random() < 0.1:
        return None
    if kind != "country":
        latitude, longitude = latitude + draw.uniform(-5, 5), longitude + draw.uniform(-5, 5)
    return Location(
        name=place if kind != "country" else code, country=code, area=None, latitude=round(latitude, 2),
        longitude=round(longitude, 2), kind=kind,
    )  # fmt: skip


@dataclass(slots=True)
class _Page:
    """A report as it is written, with what is read from it."""

    outlet: str
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def entity(self, kind: str, name: str, *, described: bool = False) -> str:
        """The id of an entity of this report."""
        if (kind, name) not in self.known:
            made = Entity(
                id=f"e{len(self.entities)}", report="", type=kind, names=() if described else (name,),
                description=name if described and kind != "Event" else "",
                location=located(name) if kind == "Place" else None,
            )  # fmt: skip
            self.entities.append(made)
            self.known[kind, name] = made.id
        return self.known[kind, name]

    def write(self, words: str, *named: tuple[str, str]) -> Evidence:
        """Adds a sentence; `named` gives kind and words of what it mentions."""
        start = len(self.text)
        self.text += words + " "
        for kind, name in named:
            at = self.text.find(name, start)
            key = self.entity(kind, name, described=kind == "Event" or name.islower())
            how = "trigger" if kind == "Event" else "description" if name.islower() else "name"
            self.mentions.append(
                Mention(
                    id=f"m{len(self.mentions)}", report="", entity=key, start=at, end=at + len(name), text=name,
                    kind=how,  # type: ignore[arg-type]
                )
            )  # fmt: skip
        return Evidence(start=start, end=start + len(words), text=words)

    def say(self, subject: str, property_: str, value: str | int, words: Evidence, **more: object) -> None:
        """A statement; of the outlet where no chain is given."""
        kind = "entity" if isinstance(value, str) and value in self.known.values() else "text"
        kind = "number" if isinstance(value, int) else "date" if property_ == "date" else kind
        given: dict[str, object] = {
            "chain": (self.outlet,), "polarity": "affirmed", "certainty": "certain", "mood": "actual", **more,
        }  # fmt: skip
        self.statements.append(
            Statement(
                id=f"s{len(self.statements)}", report="", subject=subject, property=property_, value=value,
                value_type=kind, evidence=(words,), confidence=0.9, reader=READER, rule="made", **given,  # type: ignore[arg-type]
            )
        )  # fmt: skip


def made_reports(count: int) -> Iterator[tuple[Report, bytes, Reading]]:
    """Reports with their bytes and readings, `STATEMENTS` statements each."""
    world, earlier = made_world(count), list[str]()
    for number in range(count):
        draw = random.Random(f"report {number}")
        page, outlet = _told(draw, world)
        if earlier and number % 10 == 0:
            page.text += draw.choice(earlier)
        earlier = [*earlier[-200:], page.text]
        yield _finished(
            page, number, outlet, f"2031-{number * 12 // count + 1:02d}-{draw.randrange(1, 28):02d}"
        )


def later_reports(count: int, more: int, words: int) -> Iterator[tuple[Report, bytes, Reading]]:
    """Reports that come after those of a case of `count`, of the same world, of so many words at least."""
    world = made_world(count)
    for number in range(count, count + more):
        draw = random.Random(f"report {number}")
        page, outlet = _told(draw, world)
        while len(page.text.split()) < words:
            page.write(f"{_between(draw)} {_between(draw)} {_between(draw)}.")
        yield _finished(page, number, outlet, f"2031-12-{draw.randrange(1, 28):02d}")


def _told(draw: random.Random, world: MadeWorld) -> tuple[_Page, str]:
    """A report of some of what there is to tell, and its outlet."""
    page = _Page("")
    outlet = draw.choice(world.outlets)
    page.outlet = page.entity("Organization", outlet)
    for _ in range(3):
        _tell_event(page, draw, draw.choice(world.events), world)
    for _ in range(2):
        _tell_leader(page, draw, draw.choice(world.leads), world)
    return page, outlet


def _tell_event(page: _Page, draw: random.Random, event: MadeEvent, world: MadeWorld) -> None:
    page.known.pop(("Event", event.kind), None)  # two raids of one report are two
    chain = _chain(page, draw, world)
    day = event.date if draw.random() < 0.9 else event.date[:8] + "28"
    killed = event.killed if draw.random() < 0.8 else event.killed + draw.randrange(1, 5)
    mood = "planned" if draw.random() < 0.03 else "actual"
    told: dict[str, object] = {"chain": chain, "mood": mood}
    words = page.write(
        f"A {event.kind} {_between(draw)} {event.place} {_between(draw)} {day}, {_between(draw)} the {event.actor} "
        f"{_between(draw)} {event.target} {_between(draw)} {killed} {_between(draw)}.",
        ("Event", event.kind), ("Place", event.place), ("Organization", event.actor), ("Person", event.target),
    )  # fmt: skip
    raid = page.entity("Event", event.kind, described=True)
    page.say(raid, "event_type", event.kind, words, **told)
    page.say(raid, "date", day, words, **told)
    page.say(raid, "place", page.entity("Place", event.place), words, **told)
    denied = {"polarity": "denied"} if draw.random() < 0.05 else {}
    page.say(raid, "actor", page.entity("Organization", event.actor), words, **told, **denied)
    page.say(raid, "target", page.entity("Person", event.target), words, **told)
    page.say(raid, "killed_count", killed, words, **told)


def _tell_leader(page: _Page, draw: random.Random, lead: tuple[str, str], world: MadeWorld) -> None:
    person, body = lead if draw.random() < 0.95 else (draw.choice(world.people), lead[1])
    chain = _chain(page, draw, world)
    words = page.write(
        f"{_between(draw)} {person}, {_between(draw)} leads the {body}, {_between(draw)} {_between(draw)}.",
        ("Person", person), ("Organization", body),
    )  # fmt: skip
    subject, value = page.entity("Person", person), page.entity("Organization", body)
    page.say(subject, "leader_of", value, words, chain=chain)
    page.say(subject, "member_of", value, words, chain=chain)


def _between(draw: random.Random) -> str:
    return " ".join(draw.choices(COMMON, k=5))


def _chain(page: _Page, draw: random.Random, world: MadeWorld) -> tuple[str, ...]:
    chance = draw.random()
    if chance < 0.4:
        return (page.outlet,)
    if chance < 0.6:
        name = draw.choice(world.agencies)
        page.write(f"So said the {name} {_between(draw)}.", ("Organization", name))
        return page.outlet, page.entity("Organization", name)
    if chance < 0.8:
        who = draw.choice(("an official", "two residents", "a security source"))
        page.write(f"This is what {who} told {_between(draw)}.", ("Group", who))
        return page.outlet, page.entity("Group", who, described=True)
    name = draw.choice(world.people)
    page.write(f"{name} said so {_between(draw)}.", ("Person", name))
    return page.outlet, page.entity("Person", name)


def _finished(page: _Page, number: int, outlet: str, published: str) -> tuple[Report, bytes, Reading]:
    text = page.text.strip()
    data = f"{number}\n{text}".encode()
    report = Report(
        id=report_id(digest(data), None), sha256=digest(data), media_type="text/plain", name=f"r{number:06d}.txt",
        outlet=outlet, title=text.partition(",")[0], byline=None, published=published, url=None, language="en",
        text_version=VERSION, captured="2032-01-01T00:00:00+00:00", text=text,
    )  # fmt: skip
    reading = Reading(
        report=report.id, reader=READER, entities=tuple(replace(e, report=report.id) for e in page.entities),
        mentions=tuple(replace(m, report=report.id) for m in page.mentions),
        statements=tuple(replace(s, report=report.id) for s in page.statements),
    )  # fmt: skip
    return report, data, keyed(reading)
