"""Made-up reports in which names, numbers and sources clash, with their readings; and decisions on what they say.

One rule: chance comes from a seed, so that the same numbers give the same case.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from herodot.model.errors import HerodotError
from herodot.model.ids import digest
from herodot.model.keys import keyed, report_id
from herodot.model.records import Entity, Evidence, Mark, Mention, Pointer, Reading, Report, Statement
from herodot.reviewing import Asked, keep_review, reviewed, undo_review
from herodot.text.body import VERSION
from herodot.workspace import Workspace
from tests.samples import NOW

T = TypeVar("T")
OUTLETS = ("The Quay", "Tide Daily", "Quay", "Salt Gazette")
AGENCIES = ("Coast Wire", "Reed Agency")
PEOPLE = ("Tarik Oudou", "Tariq Oudou", "Oudou", "Sami Belo", "Gen. Sami Belo", "Mara Dunn", "Coast Wire")
BODIES = ("Harbour Front", "the Front", "Dock Union", "the army", "Army of Oudan", "DU")
PLACES = ("Marrat", "Marrat prison", "Oudan", "Oudan province", "Niger")
UNNAMED = ("an official", "two officials", "a security source", "residents of the old town quarter")
KINDS = ("raid", "clash", "kidnapping", "release")
DAYS = ("2031-04-02", "2031-04-03", "2031-04", "2031-09-01")
PUBLISHED = ("2031-05-01", "2031-05-02", "2031-05-20", "2031-10", None)
FILLING = (
    "the lorries came down the river road before dawn with their lights put out",
    "nobody in the harbour office answered the telephone on the day after it",
    "the ferry was late again and the market stood empty until the early evening",
    "a letter that was found beside the gate names three of the men who had waited there",
)


@dataclass
class Page:
    """One report being written."""

    outlet: str
    text: str = ""
    entities: dict[tuple[str, str], Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def meet(self, kind: str, name: str, *, fresh: bool = False) -> str:
        """The id of somebody in this report, mentioned at the end of what is written."""
        key = (kind, f"{name} {len(self.entities)}" if fresh else name)
        bare = kind == "Event" or name[0].islower()
        if key not in self.entities:
            self.entities[key] = Entity(
                id=f"e{len(self.entities)}", report="", type=kind, names=() if bare else (name,),
                description=name if bare and kind != "Event" else "",
            )  # fmt: skip
        made = self.entities[key].id
        self.mentions.append(
            Mention(
                id=f"m{len(self.mentions)}", report="", entity=made, start=len(self.text),
                end=len(self.text) + len(name), text=name,
                kind="trigger" if kind == "Event" else "description" if bare else "name",
            )
        )  # fmt: skip
        self.text += name + " "
        return made

    def say(self, start: int, subject: str, property_: str, value: object, **more: object) -> None:
        """A statement whose words began at a place and end here."""
        is_entity = isinstance(value, str) and any(e.id == value for e in self.entities.values())
        kind = (
            "entity"
            if is_entity
            else "number"
            if isinstance(value, int)
            else "date"
            if property_ == "date"
            else "text"
        )
        given: dict[str, object] = {
            "chain": (self.outlet,),
            "polarity": "affirmed",
            "mood": "actual",
            "certainty": "certain",
            **more,
        }
        words = self.text[start:].rstrip()
        self.statements.append(
            Statement(
                id=f"s{len(self.statements)}", report="", subject=subject, property=property_, value=value,  # type: ignore[arg-type]
                value_type=kind, evidence=(Evidence(start=start, end=start + len(words), text=words),),
                confidence=0.9, reader="", rule="made", **given,  # type: ignore[arg-type]
            )
        )  # fmt: skip


def a_report(number: int, reading: int = 0) -> tuple[Report, bytes, Reading]:
    """The report of that number, as one of several readings has it: the text is the same in all."""
    draw, read = random.Random(f"report {number}"), random.Random(f"reading {number} {reading}")
    outlet = draw.choice(OUTLETS)
    page = Page("")
    page.outlet = page.meet("Organization", outlet)
    page.text += "reports. "
    for _ in range(draw.randrange(1, 5)):
        _tell(page, draw, read)
    for words in draw.sample(FILLING, draw.randrange(2)):
        page.text += f"{draw.choice(OUTLETS) if draw.random() < 0.3 else 'Then'} and {words}. "
    return finished(page, number, outlet, draw.choice(PUBLISHED), f"made {reading}")


class Story:
    """What several reports tell in the very same words, but for a word here and there."""

    def __init__(self, draw: random.Random) -> None:
        self._draw, self._told = draw, random.Random(f"story {draw.randrange(9)}")

    def pick(self, options: Sequence[T]) -> T:
        """One of them: the story's, or now and then another."""
        told, other = self._told.choice(options), self._draw.choice(options)
        return other if self._draw.random() < 0.12 else told

    def chance(self) -> float:
        """A number of the story's, 0 to 1."""
        return self._told.random()


def _tell(page: Page, draw: random.Random, read: random.Random) -> None:
    """One thing that is said: the words by a story, what is taken from them by `read` too."""
    story, start = Story(draw), len(page.text)
    page.text += f"{story.pick(FILLING)} and {story.pick(FILLING)}; "
    more: dict[str, object] = {"chain": _chain(page, story)}
    if read.random() < 0.1:
        more["polarity"] = "denied"
    if read.random() < 0.08:
        more["mood"] = read.choice(("wanted", "planned"))
    person = page.meet("Person", story.pick(PEOPLE))
    body = page.meet(read.choice(("Organization", "Organization", "PublicBody")), story.pick(BODIES))
    place, is_event = page.meet("Place", story.pick(PLACES)), story.chance() < 0.6
    _tell_event(page, story, (start, person, body, place), more) if is_event else _tell_office(
        page, story, (start, person, body, place), more
    )
    if read.random() < 0.3:
        outer = page.meet("Place", read.choice(PLACES))
        if outer != place:
            page.say(start, place, "located_in", outer, chain=(page.outlet,))
    if read.random() < 0.25:
        office = read.choice(("spokesperson_for", "official_of"))
        page.say(start, person, office, body, chain=(page.outlet,))


Cast = tuple[int, str, str, str]
"""Where the words begin, a person, a body and a place."""


def _tell_event(page: Page, story: Story, cast: Cast, more: dict[str, object]) -> None:
    start, person, body, place = cast
    event = page.meet("Event", story.pick(("raid", "the attack on the old harbour")), fresh=True)
    kind, day, dead, by_body = (
        story.pick(KINDS),
        story.pick(DAYS),
        story.pick((4, 5, 12)),
        story.chance() < 0.5,
    )
    page.text += f"on {day} with {dead} dead. "
    page.say(start, event, "event_type", kind, **more)
    page.say(start, event, "date", day, **more)
    page.say(start, event, "place", place, **more)
    page.say(start, event, story.pick(("actor", "target", "killed")), body if by_body else person, **more)
    limits = {"at_least": 4} if story.chance() < 0.3 else {}
    page.say(start, event, "killed_count", dead, qualifiers=limits, **more)


def _tell_office(page: Page, story: Story, cast: Cast, more: dict[str, object]) -> None:
    start, person, body, place = cast
    property_ = story.pick("leader_of leader_of spokesperson_for member_of official_of".split())
    limits = {"role": story.pick(("chief", "colonel"))} if story.chance() < 0.4 else {}
    limits |= {"end": "2031-04-20"} if story.pick((False, False, False, True)) else {}
    page.text += "leads. "
    page.say(start, person, property_, body, qualifiers=limits, **more)
    if story.chance() < 0.4:
        page.say(start, body, "controls", place, qualifiers={"area": place}, **more)
    other = page.meet("Person", story.pick(PEOPLE))
    if other != person:
        page.say(start, *story.pick(((person, "spouse_of", other), (other, "associate_of", person))), **more)
        if story.pick((False,) * 9 + (True,)):
            page.say(start, person, "same_as", other, **more)


def _chain(page: Page, story: Story) -> tuple[str, ...]:
    chance = story.chance()
    links = [page.outlet]
    if 0.2 < chance < 0.7:
        links.append(page.meet("Organization", story.pick(AGENCIES)))
    if chance > 0.4:
        named = story.pick((True, False, False))
        kind, options = ("Person", PEOPLE[:6]) if named else ("Group", UNNAMED)
        links.append(page.meet(kind, story.pick(options)))
    page.text += "said: "
    return tuple(dict.fromkeys(links))


def finished(
    page: Page, number: int, outlet: str, published: str | None, reader: str
) -> tuple[Report, bytes, Reading]:
    """The report and the reading that a page comes to."""
    data = f"{number}\n{page.text}".encode()
    report = Report(
        id=report_id(digest(data), None), sha256=digest(data), media_type="text/plain", name=f"r{number}.txt",
        outlet=outlet, title=f"Report {number}", byline=None, published=published, url=None, language="en",
        text_version=VERSION, captured=NOW, text=page.text,
    )  # fmt: skip
    reading = Reading(
        report=report.id, reader=reader, entities=tuple(replace(e, report=report.id) for e in page.entities.values()),
        mentions=tuple(replace(m, report=report.id) for m in page.mentions),
        statements=tuple(replace(s, report=report.id, reader=reader) for s in page.statements),
    )  # fmt: skip
    return report, data, keyed(reading)


def read(workspace: Workspace, number: int, reading: int = 0, *, unread: bool = False) -> None:
    """Puts a report with a reading into the case; another reading of one that is there takes the place of the first."""
    report, data, read_ = a_report(number, reading)
    with workspace.store.writer() as writer:
        writer.add_report(report, data)
        if not unread:
            writer.put_reading(read_, NOW)


def judge(workspace: Workspace, seed: int) -> None:
    """A person decides of two that the case mentions, or takes a decision back, or puts it in force again."""
    draw, facts = random.Random(f"judge {seed}"), workspace.facts
    judgments = facts.judgments()
    if judgments and draw.random() < 0.3:
        workspace.undo(draw.choice(judgments).id, "Ana", redo=draw.random() < 0.3)
        return
    kind = draw.choice(("same", "different", "different", "unsure", "one source", "two sources", "sensitive"))
    found = sorted(facts.mentions(), key=lambda m: (m.report, m.start))
    if "source" in kind:
        # Who stands behind two answers to questions of one sort: there it counts.
        said = sorted(facts.statements(), key=lambda s: s.id)
        asked = draw.choice(said).property if said else ""
        roots = {s.chain[-1] for s in said if s.property == asked}
        found = [m for m in found if m.entity in roots]
    if len(found) > 1:
        sort = draw.choice(("name", "name", "trigger", "description"))
        alike = [m for m in found if m.kind == sort] or found
        one, other = (Mark(report=m.report, start=m.start, end=m.end) for m in draw.choices(alike, k=2))
        workspace.judge(kind, one, other, draw.choice(("Ana", "Ben")))


def review(workspace: Workspace, seed: int) -> None:
    """A person decides of a statement, adds one, or takes such a decision back."""
    draw, facts = random.Random(f"review {seed}"), workspace.facts
    made = facts.reviews()
    if made and draw.random() < 0.25:
        undo_review(workspace.store, draw.choice(made).id, "Ana", NOW, redo=draw.random() < 0.3)
        return
    statements = sorted(facts.statements(), key=lambda s: s.id)
    if not statements:
        return
    s, kind = draw.choice(statements), draw.choice(("reject", "accept", "correct", "correct", "add", "add"))
    claim = reviewed(facts, s.report).scene.claim(s)
    other = "denied" if s.polarity == "affirmed" else "affirmed"
    now = replace(claim, polarity=other) if kind in ("correct", "add") else None  # type: ignore[arg-type]
    if now is not None and s.property in ("killed", "actor", "target", "spouse_of") and draw.random() < 0.6:
        # Somebody whom the reader does not have: made by the reviewer.
        text = facts.report(s.report).text
        at = text.find(" ", s.evidence[0].start) + 1
        end = text.find(" ", at)
        now = replace(now, entity=Pointer(type="Person", name=text[at:end], start=at, end=end))
    try:
        asked = Asked(kind=kind, report=s.report, statement="" if kind == "add" else s.id, now=now, by="Ana",
                      reason="other" if kind == "reject" else "")  # fmt: skip
        keep_review(workspace.store, asked, NOW)
    except HerodotError:
        return  # what the gate does not let through
