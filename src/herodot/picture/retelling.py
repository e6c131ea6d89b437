"""Which questions a change touches, and what they come to now.

One rule: a question is answered anew from all its statements, or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from herodot.model.records import Statement
from herodot.picture.answers import Answer, find_answers, question
from herodot.picture.board import TELLING, event_label, has_event_label
from herodot.picture.copies import Copy
from herodot.picture.ground import Lazy, Parts, Was
from herodot.picture.kept import abouts, keep_entity, keep_question, question_id
from herodot.picture.links import Link, families, holders, speakers
from herodot.picture.picture import Picture, moved
from herodot.picture.regrouped import Regrouped
from herodot.picture.resolved import Resolved, resolved_entities, resolved_statement
from herodot.picture.rivals import Rivals, around
from herodot.picture.roots import Roots
from herodot.store.records import Kept

Pairs = Sequence[tuple[str, str]]
Asked = tuple[str, str]
"""Whom a question is about, as an entity of a report or as a resolved one, and the property."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What counts for answers beside their own statements, before a change or after it."""

    cluster: Mapping[str, str]
    links: Sequence[Link]
    copies: Sequence[Copy]
    apart: Pairs
    """Sources that a person holds to be two, and those that are held to be one, as entities of reports."""
    one: Pairs


class Around:
    """What a side comes to."""

    def __init__(self, side: Side, entities: Mapping[str, Resolved]) -> None:
        """`entities` by the side's ids."""
        self.side, self.entities = side, entities
        self.copies = {c.report: c for c in side.copies}
        self.speaks_for = speakers(side.links, side.cluster)
        self.holders = holders(side.links, side.cluster)
        self.family = families(side.links, side.cluster, entities, side.copies)

    def roots(self) -> Roots:
        """What origins are counted by."""
        apart, one = (moved(pairs, self.side.cluster) for pairs in (self.side.apart, self.side.one))
        return Roots(self.entities, self.copies, self.speaks_for, self.family, apart, one)


class Retelling:
    """Answers that a change touches, made anew."""

    def __init__(self, was: Was, parts: Parts, groups: Regrouped, sides: tuple[Side, Side]) -> None:
        """`sides`: before and after."""
        self._was, self._parts, self._groups = was, parts, groups
        made = resolved_entities(*parts.entities(self._members(groups.made)), groups.now)
        self.entities: Lazy[Resolved] = Lazy(was.entity, made)
        self.shown: Lazy[str] = Lazy(was.shown)
        self.made = dict(made)
        """Resolved entities whose rows are made anew."""
        self._before = Around(sides[0], Lazy(was.entity))
        self._now = Around(sides[1], self.entities)
        self.answers: dict[Asked, list[Answer]] = {}
        """By whom, as a resolved entity, and property: all that are touched, those too that have no answer any more."""
        self.old: set[str] = set()
        """Ids of questions whose kept rows hold no longer."""
        self._by_id: dict[str, Statement] = {}

    def _members(self, tops: Iterable[str]) -> list[str]:
        return [key for top in sorted(tops) for key in self._groups.members.of(top)]

    def follow(self, replaced: Collection[str], asked: Iterable[Asked]) -> None:
        """Finds what is touched and answers it, until nothing more is called otherwise.

        `replaced`: reports that changed; `asked`: what these were asked about before, and are now."""
        others = set(self._groups.others) | self._sources() | self._of_decisions()
        self._ask([*asked, *self._places(), *self._told_by(others, self._reports() - set(replaced))])
        called = self._called(self.made.keys())
        while called:
            self._ask(self._told_by(set(self._members(called)), set()))
            called = self._called(())

    def _told_by(self, entities: set[str], reports: set[str]) -> list[Asked]:
        """What statements are about that name one of those entities of reports, or stand in one of those reports."""
        within = reports | {self._parts.report_of(key) for key in entities}
        return [
            (about, s.property)
            for s in self._parts.statements(within)
            if s.report in reports or not entities.isdisjoint(named(s))
            for about in abouts(s)
        ]

    def _sources(self) -> set[str]:
        """Members of resolved entities that are still themselves, but count otherwise as sources."""
        before, now = self._before, self._now
        tops = {
            key
            for key in before.speaks_for.keys() | now.speaks_for.keys()
            if before.speaks_for.get(key) != now.speaks_for.get(key)
        }
        tops |= {
            key for key in self._still() if _as_source(before.entities[key]) != _as_source(now.entities[key])
        }
        return {key for key in self._members(tops & set(self._tops())) if key in self._groups.was}

    def _tops(self) -> Iterable[str]:
        return self._groups.now.values()

    def _still(self) -> frozenset[str]:
        """Resolved entities with new members that went by the same id before."""
        return self._groups.made & self._groups.unmade

    def _of_decisions(self) -> set[str]:
        """Members of sources of whom people decided otherwise than before."""
        before, now = self._before.side, self._now.side
        pairs = (set(before.apart) ^ set(now.apart)) | (set(before.one) ^ set(now.one))
        tops = {self._groups.now[key] for pair in pairs for key in pair if key in self._groups.now}
        return {key for key in self._members(tops) if key in self._groups.was}

    def _reports(self) -> set[str]:
        """Reports that copy otherwise than before, or are of another family of reports."""
        before, now = self._before, self._now
        reports = {
            key
            for key in before.copies.keys() | now.copies.keys()
            if before.copies.get(key) != now.copies.get(key)
        }
        common = before.family.keys() & now.family.keys()
        first = [_first_common(side.family, common) for side in (before, now)]
        reports |= {key for key in common if first[0][before.family[key]] != first[1][now.family[key]]}
        return reports & common

    def _places(self) -> list[Asked]:
        """Questions about places that now agree with others, or do no longer."""
        before, now, groups = self._before, self._now, self._groups
        still = self._still()
        other = {key for key in still if _as_place(before.entities[key]) != _as_place(now.entities[key])}
        other |= groups.made - still
        tops = set(other)
        for key in before.holders.keys() | now.holders.keys():
            held = {groups.now.get(outer, "") for outer in around(before.holders, key)}
            holds = around(now.holders, groups.now.get(key, key))
            # What lies around a place tells whether it may be another; so does what is known of that.
            if held != holds or not other.isdisjoint(holds):
                tops.add(key)
        named_in = (name.split(" ") for name in sorted(self._was.questions_naming(sorted(tops))))
        return [(about, property_) for about, property_ in named_in if property_ == "place"]

    def _ask(self, asked: Iterable[Asked]) -> None:
        """Answers questions, given by entities of reports that they are or were about."""
        groups = self._groups
        touched, new = set(asked), defaultdict[str, set[str]](set)
        for top, property_ in {(groups.was[about], name) for about, name in touched if about in groups.was}:
            self.old.add(question_id((top, property_)))
            # Those whom it was about too may be somebody else by now.
            touched |= {(about, property_) for about in groups.members_then.of(top)}
        for key in {(groups.now[about], name) for about, name in touched if about in groups.now}:
            self.old.add(question_id(key))
            if key not in self.answers:
                self.answers[key] = []
                new[key[1]].add(key[0])
        told = {
            s.id: resolved_statement(s, self._groups.now)
            for property_, tops in sorted(new.items())
            for s in self._parts.on(property_, self._members(tops))
        }
        self._parts.fetch_reports(s.report for s in told.values())
        rivals = Rivals(self._now.holders, self.entities, self._parts.reports)
        for answer in find_answers(list(told.values()), self._parts.reports, self._now.roots(), rivals):
            key = question(answer.subject, answer.property, answer.value)
            if key[0] in new.get(key[1], ()):
                self.answers[key].append(answer)
        self._by_id |= told

    def _called(self, tops: Iterable[str]) -> set[str]:
        """Those of `tops`, and of the events that were asked about, that are called otherwise than before; all have
        their names in `shown` then."""
        events = {
            about for about, property_ in self.answers if property_ in TELLING and about not in self.made
        }
        otherwise = set()
        for key in {*tops, *self.made, *events}:
            entity = self.entities[key]
            called = self._event_label(entity) if has_event_label(entity) else entity.label
            known = self.shown.get(key)
            if known is not None and known != called:
                otherwise.add(key)
                self.made[key] = entity
            self.shown[key] = called
        return otherwise

    def _event_label(self, event: Resolved) -> str:
        told: list[Answer] = []
        for name in TELLING:
            key = event.id, name
            told += self.answers[key] if key in self.answers else self._was.answers(question_id(key))
        return event_label(event, told, self.entities)

    def keep(self, rows: Kept) -> None:
        """Adds the rows of questions and of entities."""
        picture = Picture(
            reports=self._parts.reports, entities=self.entities, cluster=self._groups.now, parts={}, mentions=(),
            statements=(), copies=(), answers=(), doubts=(), by_id=self._by_id,
        )  # fmt: skip
        for key, answers in sorted(self.answers.items()):
            if answers:
                keep_question(rows, picture, key, answers, self.shown)
        for top, entity in sorted(self.made.items()):
            keep_entity(rows, entity, self.shown[top])


def named(s: Statement) -> set[str]:
    """Every entity that a statement names, as a source too."""
    return {s.subject, str(s.value), *s.chain, str(s.qualifiers.get("area", ""))}


def _as_source(e: Resolved) -> tuple[bool, frozenset[str]]:
    return bool(e.names), e.kind_words


def _as_place(e: Resolved) -> tuple[object, ...]:
    return e.names, e.location


def _first_common(family: Mapping[str, str], common: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for report in sorted(common):
        found.setdefault(family[report], report)
    return found
