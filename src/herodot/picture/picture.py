"""The picture of a case: who is who, who copies whom, and how every answer stands.

One rule: a pure function of reports, readings and judgments; made again from them it is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from herodot.identity.columns import AllProfiles, columns_of
from herodot.identity.judgments import Decided
from herodot.identity.profile import Profile, make_profiles
from herodot.identity.resolve import Doubt, Matched, Said, match
from herodot.model.records import (
    Entity,
    Judgment,
    Location,
    Mention,
    Report,
    Review,
    ReviewUndoing,
    SavedSearch,
    Statement,
    Undoing,
)
from herodot.picture.answers import Answer, find_answers
from herodot.picture.copies import NOTHING, Compared, Copy, compare, stems_of
from herodot.picture.cutting import AllTexts, CutTexts
from herodot.picture.links import Link, families, holders, links_of, speakers
from herodot.picture.resolved import Resolved, resolved_entities, resolved_statement
from herodot.picture.rivals import Rivals
from herodot.picture.roots import Roots
from herodot.values.names import fold

Sentences = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that the statements of a case come to."""

    reports: Mapping[str, Report]
    entities: Mapping[str, Resolved]
    cluster: Mapping[str, str]
    """For each entity of a report the resolved one."""
    parts: Mapping[str, tuple[Entity, ...]]
    """For each resolved entity what single reports have of it."""
    mentions: tuple[Mention, ...]
    """As the reader gave them."""
    statements: tuple[Statement, ...]
    """With ids of resolved entities."""
    copies: tuple[Copy, ...]
    answers: tuple[Answer, ...]
    doubts: tuple[Doubt, ...]
    """Pairs of resolved entities that a person should decide on."""
    by_id: Mapping[str, Statement]
    """The statements by id."""
    sensitive: frozenset[str] = frozenset()
    """Resolved entities that stay out of exports."""
    judgments: tuple[Judgment, ...] = ()
    """All that people decided, and what they took back: the history, not only what is in force."""
    undoings: tuple[Undoing, ...] = ()
    reviews: tuple[Review, ...] = ()
    """All that people decided of statements, and what they took back; the statements here follow it already."""
    review_undoings: tuple[ReviewUndoing, ...] = ()
    set_aside: tuple[Statement, ...] = ()
    """What the reader has that does not count as it is: rejected, or corrected."""
    searches: tuple[SavedSearch, ...] = ()
    """All that was done with searches that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A picture with all that its next state is made from."""

    picture: Picture
    matched: Matched
    compared: Compared
    links: Sequence[Link]
    profiles: Mapping[str, Profile]


def make_picture(
    reports: Sequence[Report],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    sentences: Mapping[str, Sentences],
    common: frozenset[str],
    decided: Decided | None = None,
) -> Picture:
    """The picture of current readings. `sentences` are those of each report; `common` words say nothing."""
    read = Read(entities=entities, mentions=mentions, statements=statements)
    return make_whole(reports, read, sentences, common, decided or Decided()).picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What of some reports counts."""

    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    statements: Sequence[Statement]


def make_whole(
    reports: Sequence[Report],
    read: Read,
    sentences: Mapping[str, Sentences],
    common: frozenset[str],
    decided: Decided,
) -> Whole:
    """As `make_picture`, with what lies behind it."""
    by_id = {r.id: r for r in reports}
    compared = compare(NOTHING, (), by_id, CutTexts(AllTexts(reports, sentences), stems_of(common)))
    places: dict[str, Location] = {e.id: e.location for e in read.entities if e.location is not None}
    profiles = make_profiles(by_id, read.entities, read.mentions, read.statements, places)
    types = {key: p.type for key, p in profiles.items()}
    said = Said(
        same=decided.same, different=decided.different,
        copied=copied_pairs(compared.copies, read.mentions, types),
    )  # fmt: skip
    matched = match(columns_of(profiles.values()), AllProfiles(profiles), said)
    cluster, links = matched.cluster, links_of(read.statements)
    resolved = resolved_entities(read.entities, read.mentions, cluster)
    told = tuple(resolved_statement(s, cluster) for s in read.statements)
    roots = Roots(
        resolved, {c.report: c for c in compared.copies}, speakers(links, cluster),
        families(links, cluster, resolved, compared.copies),
        moved(decided.two_sources, cluster), moved(decided.one_source, cluster),
    )  # fmt: skip
    picture = Picture(
        reports=by_id,
        entities=resolved,
        cluster=cluster,
        parts=parts_of(read.entities, cluster),
        mentions=tuple(read.mentions),
        statements=told,
        by_id={s.id: s for s in told},
        sensitive=frozenset(cluster[key] for key in decided.sensitive),
        copies=compared.copies,
        answers=find_answers(told, by_id, roots, Rivals(holders(links, cluster), resolved, by_id)),
        doubts=open_doubts((doubt for _, doubt in matched.doubts), cluster, decided),
    )
    return Whole(picture=picture, matched=matched, compared=compared, links=links, profiles=profiles)


def open_doubts(doubts: Iterable[Doubt], cluster: Mapping[str, str], decided: Decided) -> tuple[Doubt, ...]:
    """The doubts by resolved entities, without those that a person looked at already and could not tell."""
    unsure = moved(decided.unsure, cluster)
    found = (replace(d, one=cluster[d.one], other=cluster[d.other]) for d in doubts)
    return tuple(d for d in found if (min(d.one, d.other), max(d.one, d.other)) not in unsure)


def parts_of(entities: Iterable[Entity], cluster: Mapping[str, str]) -> dict[str, tuple[Entity, ...]]:
    """For each resolved entity what single reports have of it."""
    parts: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        parts[cluster[entity.id]].append(entity)
    return {key: tuple(found) for key, found in parts.items()}


def moved(pairs: Iterable[tuple[str, str]], cluster: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Pairs of entities of reports as pairs of resolved ones."""
    found = ((cluster.get(a, a), cluster.get(b, b)) for a, b in pairs)
    return frozenset((min(pair), max(pair)) for pair in found)


def copied_pairs(
    copies: Iterable[Copy], mentions: Iterable[Mention], types: Mapping[str, str]
) -> frozenset[tuple[str, str]]:
    """Entities that the same words stand for in a passage of a copy and in the passage that it repeats."""
    by_report: dict[str, list[Mention]] = defaultdict(list)
    for m in mentions:
        if m.kind != "pronoun":
            by_report[m.report].append(m)
    pairs: set[tuple[str, str]] = set()
    for copy in copies:
        for passage in copy.passages:
            theirs = {
                (types[m.entity], fold(m.text)): m.entity
                for m in by_report[copy.original]
                if m.start < passage.from_end and passage.from_start < m.end
            }
            for m in by_report[copy.report]:
                if m.start < passage.end and passage.start < m.end:
                    other = theirs.get((types[m.entity], fold(m.text)))
                    if other is not None:
                        pairs.add((min(m.entity, other), max(m.entity, other)))
    return frozenset(pairs)
