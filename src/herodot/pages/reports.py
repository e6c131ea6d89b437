"""What the commands show, as records. One rule: tables for people and JSON come from the same record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.model.errors import NotFound
from herodot.model.keys import REVIEWER
from herodot.model.records import Entity, Mention, Report, Statement
from herodot.pages.perhaps import EventPerhaps, events_perhaps
from herodot.pages.wording import names_in
from herodot.pages.words import chain_in_words, claim_in_words, modality_in_words
from herodot.picture.ask import words_in
from herodot.picture.board import Question, board
from herodot.reviewing import about, held, reviewed

if TYPE_CHECKING:
    from herodot.picture.picture import Picture
    from herodot.workspace import CaseCounts, CaseReader, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement for a page: who says it, how, what, in which words, where and when."""

    id: str
    report: str
    report_name: str
    published: str | None
    who: str
    """The chain of names, outlet first."""
    how: str
    """Modality in words; empty for a plain assertion."""
    claim: str
    words: tuple[str, ...]
    """The evidence, piece by piece."""
    confidence: float
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """One report with what it says."""

    id: str
    name: str
    outlet: str
    title: str
    byline: str | None
    published: str | None
    url: str | None
    language: str
    captured: str
    words: int
    reader: str | None
    """Who read it; `None` when nobody has."""
    rejected: dict[str, int]
    entities: int
    statements: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    """One entity of one report."""

    id: str
    report: str
    report_name: str
    type: str
    label: str
    names: tuple[str, ...]
    called: tuple[str, ...]
    """By what names and descriptions the report calls it, the most used first."""
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoPage:
    """Everybody and everything that goes by those words, and what is said of or by them."""

    asked: str
    entities: tuple[EntityLine, ...]
    statements: tuple[Said, ...]
    perhaps: tuple[EventPerhaps, ...]
    """Of the first events among them those that may be the same as others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """Somebody or something that goes by a name, over all reports."""

    type: str
    name: str
    reports: int
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPage:
    """How much the case holds."""

    case: str
    counts: CaseCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePage:
    """The picture so far: who is spoken of most, what is denied, and what passed through most hands."""

    case: str
    counts: CaseCounts
    names: tuple[NameLine, ...]
    contested: tuple[Question, ...]
    copies: int
    """Reports that copy another."""
    denied: tuple[Said, ...]
    relayed: tuple[Said, ...]


def report_page(facts: CaseReader, words: str, min_confidence: float) -> ReportPage:
    """The report whose id begins so or whose file is called so. Raises `NotFound` if none or several are."""
    found = facts.find_reports(words)
    if not found:
        raise NotFound(f"no report has the id or file name {words!r}; `herodot export` lists all")
    if len(found) > 1:
        ids = ", ".join(f"{report.id[:8]} ({report.outlet})" for report in found[:5])
        raise NotFound(f"{len(found)} reports go by {words!r}; name one by its id: {ids}")
    report, reading = found[0], facts.reading(found[0].id)
    return ReportPage(
        **{name: getattr(report, name) for name in ("id", "name", "outlet", "title", "byline", "published")},
        **{name: getattr(report, name) for name in ("url", "language", "captured")},
        words=len(report.text.split()),
        reader=reading.reader if reading else None,
        rejected=reading.rejected if reading else {},
        entities=len(reading.entities) if reading else 0,
        statements=said(facts, reviewed(facts, report.id).counted(min_confidence), 0.0),
    )


def who_page(workspace: Workspace, words: str) -> WhoPage:
    """Who goes by those words, over all reports that speak of them. Raises `NotFound`."""
    facts, min_confidence = workspace.kept(), workspace.settings.min_confidence
    called = facts.kept_called(words_in(words), every=True)
    clusters = [e.id for e in called]
    members = facts.kept_members(clusters) if clusters else [e.id for e in facts.named(words)]
    found = about(facts, members)
    if not found.entities:
        raise NotFound(f"nobody and nothing goes by {words!r} in this case; try fewer words")
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in found.mentions:
        mentions[mention.entity].append(mention)
    names = {key: facts.report(key).name for key in {entity.report for entity in found.entities}}
    return WhoPage(
        asked=words,
        entities=tuple(_entity_line(e, mentions[e.id], names[e.report]) for e in found.entities),
        statements=said(facts, found.statements, min_confidence),
        perhaps=events_perhaps(facts, [e for e in called if e.type == "Event"][:EVENTS]),
    )


EVENTS = 5
"""Events of those that go by some words whose near ones are looked for."""


def picture_page(workspace: Workspace, most: int = 8) -> PicturePage:
    """The picture so far, each list with at most so many lines, one a report where that can be."""
    facts, picture = workspace.facts, workspace.picture()
    now = held(facts, facts.report_ids(), workspace.settings.min_confidence)
    sure = [s for s in now.statements if s.property != "event_type"]
    relayed = sorted((s for s in sure if len(s.chain) > 2), key=lambda s: -len(s.chain))
    return PicturePage(
        case=facts.path.name,
        counts=facts.counts(),
        names=_name_lines(picture)[:most],
        contested=board(picture, contested=True)[: most // 2],
        copies=len(picture.copies),
        denied=said(facts, _spread([s for s in sure if s.polarity == "denied"], most), 0.0),
        relayed=said(facts, _spread(relayed, most), 0.0),
    )


def said(facts: CaseReader, statements: Iterable[Statement], min_confidence: float) -> tuple[Said, ...]:
    """The statements for a page, in their order, less those that the reader is too unsure of."""
    kept = [statement for statement in statements if statement.confidence >= min_confidence]
    labels = labels_of(facts, kept)
    reports = {key: facts.report(key) for key in {statement.report for statement in kept}}
    return tuple(_said(statement, reports[statement.report], labels) for statement in kept)


def labels_of(facts: CaseReader, statements: Sequence[Statement]) -> dict[str, str]:
    """What to call each entity that the statements name."""
    keys: set[str] = set()
    for s in statements:
        keys.update((s.subject, *s.chain, *(str(v) for v in (s.value, *s.qualifiers.values()))))
    entities = facts.entities_by_id(keys)
    nameless = [key for key, entity in entities.items() if not entity.names and not entity.description]
    first = {mention.entity: mention.text for mention in reversed(facts.mentions_of(nameless))}
    labels = {key: _label(entity, first.get(key)) for key, entity in entities.items()}
    for report in {s.report for s in statements if s.reader == REVIEWER}:
        labels = {**names_in(reviewed(facts, report).scene), **labels}
    return labels


def _label(entity: Entity, first_mention: str | None) -> str:
    if entity.names:
        return entity.names[0]
    return entity.description or first_mention or f"an unnamed {entity.type}"


def _said(statement: Statement, report: Report, labels: Mapping[str, str]) -> Said:
    return Said(
        id=statement.id,
        report=report.id,
        report_name=report.name,
        published=report.published,
        who=chain_in_words(statement.chain, labels),
        how=modality_in_words(statement),
        claim=claim_in_words(statement, labels),
        words=tuple(piece.text for piece in statement.evidence),
        confidence=statement.confidence,
        statement=statement,
    )


def _entity_line(entity: Entity, mentions: Iterable[Mention], report_name: str) -> EntityLine:
    found = list(mentions)
    called = Counter(mention.text for mention in found if mention.kind != "pronoun")
    return EntityLine(
        id=entity.id,
        report=entity.report,
        report_name=report_name,
        type=entity.type,
        label=_label(entity, found[0].text if found else None),
        names=entity.names,
        called=tuple(text for text, _ in called.most_common()),
        mentions=len(found),
    )


def _name_lines(picture: Picture) -> tuple[NameLine, ...]:
    mentions = Counter(picture.cluster[mention.entity] for mention in picture.mentions)
    lines = [
        NameLine(type=e.type, name=e.label, reports=len(e.reports), mentions=mentions[e.id])
        for e in picture.entities.values()
        if e.names and e.type != "Event" and mentions[e.id]
    ]
    return tuple(sorted(lines, key=lambda line: (-line.mentions, -line.reports, line.type, line.name)))


def _spread(statements: Iterable[Statement], most: int) -> list[Statement]:
    """At most so many, taking one of each report in turn, so that one long report does not fill the page."""
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_report[statement.report].append(statement)
    turns = sorted(
        ((turn, place, s) for place, each in enumerate(by_report.values()) for turn, s in enumerate(each)),
        key=lambda each: each[:2],
    )
    return [statement for _, _, statement in turns[:most]]
