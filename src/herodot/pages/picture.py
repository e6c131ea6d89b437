"""What the picture's commands show, as records. One rule: tables for people and JSON come from the same record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.meanwhile import how_far
from herodot.model.errors import NotFound
from herodot.model.plain import from_plain
from herodot.model.records import Judgment, Mention
from herodot.pages.days import check_days
from herodot.pages.parts import Part, cut
from herodot.picture.answers import Answer, question
from herodot.picture.ask import AskPage, ask, named_in, words_in
from herodot.picture.board import ORDER, Question, answer_in_words, board, labels, question_in_words
from herodot.picture.copies import Copy, Passage
from herodot.picture.find import by_naming, find, first_mention, mark_of
from herodot.picture.index import Index
from herodot.picture.ledgers import Figures, Tenure, counted, numbers, roles
from herodot.picture.sources import SourceTree, source_trees

if TYPE_CHECKING:
    from herodot.picture.picture import Picture
    from herodot.workspace import Workspace

Made = Callable[["Workspace", str], Index]
"""Gives the picture as of a day, where one may be at hand already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """Questions with their answers."""

    questions: tuple[Question, ...]
    part: Part
    left_out: int
    """Questions that are not among them."""
    name: str
    """Only those of what goes by these words, only the contested ones, only what was said since that day; as asked."""
    contested: bool
    since: str
    decided_until: str
    """How far decisions had come when the page was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSources:
    """One answer with its origins."""

    question: str
    answer: str
    standing: str
    why: str
    independent_roots: int
    origins: tuple[SourceTree, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """Answers with their origins."""

    answers: tuple[AnswerSources, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """One report that copies another."""

    report: str
    report_id: str
    outlet: str
    published: str
    original: str
    original_id: str
    original_outlet: str
    original_published: str
    how: str
    share: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesPage:
    """Reports that copy others."""

    copies: tuple[CopyLine, ...]
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesPage:
    """Offices over time."""

    tenures: tuple[Tenure, ...]
    part: Part
    name: str
    """Only those of what goes by these words, as asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersPage:
    """Numbers with who gave them."""

    figures: tuple[Figures, ...]
    part: Part
    name: str
    """Only those of what goes by these words, and what rolls them up, as asked."""
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLine:
    """One report that has the words."""

    report: str
    name: str
    outlet: str
    published: str
    title: str
    words: str
    """A stretch of the text, the words found in brackets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Reports that have the words, the best first."""

    asked: str
    found: tuple[SearchLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentLine:
    """One decision, and whether it is in force."""

    judgment: Judgment
    one: str
    other: str
    """What the marks say."""
    in_force: bool
    undone_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentsPage:
    """Decisions in the order in which they were made."""

    judgments: tuple[JudgmentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtLine:
    """Two that may be one."""

    one: str
    one_shown: str
    one_place: str
    """Where it is mentioned, REPORT:START-END: that stands for the same one also when the two were joined since."""
    other: str
    other_shown: str
    other_place: str
    type: str
    score: float
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtsPage:
    """Pairs to decide on, the nearest first."""

    doubts: tuple[DoubtLine, ...]
    left_out: int


def index_of(workspace: Workspace, as_of: str, made: Made | None) -> Index:
    """The picture as of a day: the one at hand, or made anew."""
    return made(workspace, as_of) if made else Index(workspace.picture(as_of))


def going_by(index: Index, name: tuple[str, ...]) -> tuple[str, ...]:
    """Entities that go by those words; raises `NotFound` where words were given and nobody does."""
    words = " ".join(name)
    found = find(index, words)
    if words and not found:
        raise NotFound(f"nobody and nothing goes by {words!r} in this case; try fewer words")
    return found


def board_page(
    workspace: Workspace,
    name: tuple[str, ...],
    contested: bool,
    since: str,
    as_of: str,
    most: int,
    start: int = 0,
) -> BoardPage:
    """Questions, contested ones first, at most so many from one on, 0 for all; from the kept picture where it is asked
    as it is today. Raises `BadValue`."""
    check_days(since, as_of)
    until, words = how_far(workspace.facts), " ".join(name)

    def page(questions: tuple[Question, ...], part: Part) -> BoardPage:
        return BoardPage(
            questions=questions, part=part, left_out=part.total - part.shown, name=words, contested=contested,
            since=since, decided_until=until,
        )  # fmt: skip

    if as_of or workspace.store.read_only:
        index = Index(workspace.picture(as_of))
        found = board(index.picture, going_by(index, name), contested=contested, since=since)
        return page(*cut(found, start, most))
    facts = workspace.kept()
    about = [e.id for e in facts.kept_called(words_in(words), every=True)] if words else None
    if about == []:
        raise NotFound(f"nobody and nothing goes by {words!r} in this case; try fewer words")
    standings = ORDER[:4] if contested else ()
    pages = facts.kept_questions(about, standings, since, most, start)
    total = facts.kept_number(about, standings, since) if most else len(pages)
    part = Part(start=start, shown=len(pages), total=total, most=most)
    return page(tuple(map(question_from_json, pages)), part)


def question_from_json(page: str) -> Question:
    """A kept question as a record."""
    return from_plain(Question, json.loads(page))


def sources_page(
    workspace: Workspace, name: tuple[str, ...], asked: str, as_of: str, most: int
) -> SourcesPage:
    """Answers with their origins, those with most first. Raises `BadValue`, `NotFound`."""
    check_days(as_of)
    index = Index(workspace.picture(as_of))
    about = set(going_by(index, name))
    found = [
        a
        for a in index.picture.answers
        if a.standing
        and (not about or about & {a.subject, str(a.value)})
        and asked.replace(" ", "_") in ("", a.property)
    ]
    found.sort(key=lambda a: (-len(a.for_) - len(a.against), a.subject, a.property, str(a.value)))
    lines = [_answer_sources(index, a) for a in found[: most or None]]
    return SourcesPage(answers=tuple(lines), left_out=len(found) - len(lines))


def question_sources(
    workspace: Workspace, about: str, property_: str, made: Made | None = None
) -> tuple[AnswerSources, ...]:
    """The answers to one question, each with its origins."""
    index = index_of(workspace, "", made)
    found = index.questions.get((about, property_), ())
    return tuple(_answer_sources(index, a) for a in sorted(found, key=lambda a: -a.independent_roots))


def _answer_sources(index: Index, a: Answer) -> AnswerSources:
    shown = index.labels
    return AnswerSources(
        question=question_in_words(shown[question(a.subject, a.property, a.value)[0]], a.property),
        answer=answer_in_words(index.picture, a, shown),
        standing=a.standing,
        why=a.why,
        independent_roots=a.independent_roots,
        origins=source_trees(index, a),
    )


def copies_page(workspace: Workspace, most: int = 0, start: int = 0, made: Made | None = None) -> CopiesPage:
    """Who copies whom; at most so many, from one on, 0 for all."""
    picture = index_of(workspace, "", made).picture
    found, part = cut(picture.copies, start, most)
    return CopiesPage(copies=tuple(_copy_line(picture, c) for c in found), part=part)


def _copy_line(picture: Picture, c: Copy) -> CopyLine:
    report, original = picture.reports[c.report], picture.reports[c.original]
    return CopyLine(
        report=report.name,
        report_id=report.id,
        outlet=report.outlet,
        published=report.published or "",
        original=original.name,
        original_id=original.id,
        original_outlet=original.outlet,
        original_published=original.published or "",
        how=c.how,
        share=c.share,
        passages=c.passages,
    )


def roles_page(
    workspace: Workspace,
    name: tuple[str, ...],
    as_of: str,
    most: int = 0,
    start: int = 0,
    made: Made | None = None,
) -> RolesPage:
    """Offices by body and time; at most so many, from one on, 0 for all."""
    check_days(as_of)
    index = index_of(workspace, as_of, made)
    tenures, part = cut(roles(index, going_by(index, name)), start, most)
    return RolesPage(tenures=tenures, part=part, name=" ".join(name))


def numbers_page(
    workspace: Workspace,
    name: tuple[str, ...],
    rule: str,
    as_of: str,
    most: int = 0,
    start: int = 0,
    made: Made | None = None,
) -> NumbersPage:
    """Numbers by what they count; at most so many things that are counted, from one on, 0 for all."""
    check_days(as_of)
    index = index_of(workspace, as_of, made)
    found, part = cut(counted(index, going_by(index, name)), start, most)
    return NumbersPage(figures=numbers(index, found, rule), part=part, name=" ".join(name), rule=rule)


def ask_page(workspace: Workspace, asked: str, as_of: str) -> AskPage:
    """Answers to a plain question; from the kept picture where it is asked as it is today. Raises `BadValue`."""
    check_days(as_of)
    if as_of or workspace.store.read_only:
        picture = workspace.picture(as_of)
        shown = labels(picture)
        names = [
            (key, [" ".join(words_in(n)) for n in e.names or (e.description,)])
            for key, e in picture.entities.items()
        ]
        return ask(asked, board(picture), {key: shown[key] for key in named_in(asked, names)})
    facts = workspace.kept()
    called = {e.id: e for e in facts.kept_called(words_in(asked), every=False)}
    # Who has no name may be asked for by all the words of the description.
    called_by = ((e.id, e.names or (" ".join(words_in(e.shown)),)) for e in called.values())
    named = named_in(asked, called_by)
    pages = (
        facts.kept_questions(named, most=MOST_LOOKED_AT)
        if named
        else facts.kept_questions(most=MOST_LOOKED_AT)
    )
    first = [question_from_json(page) for page in pages]
    around = {q.about for q in first} - named
    more = [question_from_json(p) for p in facts.kept_about(sorted(around)[:MOST_AROUND])] if named else []
    questions = {(q.about, q.property): q for q in (*first, *more)}
    return ask(asked, questions.values(), {key: called[key].shown for key in named})


MOST_LOOKED_AT, MOST_AROUND = 1500, 500
"""Questions that are looked at for one that is asked, and events around what it names: on 100,000 statements more takes
longer than a person should wait (`make bench TOPIC=scale`)."""


def search_page(workspace: Workspace, words: str, most: int) -> SearchPage:
    """Reports that have the words."""
    found = tuple(
        SearchLine(
            report=report.id,
            name=report.name,
            outlet=report.outlet,
            published=report.published or "",
            title=report.title,
            words=words_found,
        )
        for report, words_found in workspace.facts.search(words, most)
    )
    return SearchPage(asked=words, found=found)


def judgments_page(workspace: Workspace, only: Iterable[str] = ()) -> JudgmentsPage:
    """All decisions, or some."""
    facts, wanted = workspace.facts, set(only)
    undone = {u.judgment: u for u in facts.undoings()}
    lines = []
    for j in facts.judgments():
        if not wanted or j.id in wanted:
            last = undone.get(j.id)
            one, other = (facts.report(m.report).text[m.start : m.end] for m in (j.one, j.other))
            taken_back = bool(last and last.undone)
            lines.append(
                JudgmentLine(
                    judgment=j,
                    one=one,
                    other=other,
                    in_force=not taken_back,
                    undone_by=last.by if last and taken_back else "",
                )
            )
    return JudgmentsPage(judgments=tuple(lines))


def decide(workspace: Workspace, by: str, one: str, other: str, verdict: str, note: str) -> JudgmentsPage:
    """Keeps a decision on two."""
    return decide_in(Index(workspace.picture()), workspace, by, one, other, verdict, note)


def decide_in(
    index: Index, workspace: Workspace, by: str, one: str, other: str, verdict: str, note: str
) -> JudgmentsPage:
    """The same with the picture of today at hand."""
    (first, _), (second, _) = (mark_of(index, words) for words in (one, other))
    return judgments_page(workspace, {workspace.judge(verdict, first, second, by, note).id})


def take_out(workspace: Workspace, by: str, mention: str, note: str) -> JudgmentsPage:
    """Parts what is mentioned there from all others of its entity."""
    index = Index(workspace.picture())
    picture, (mark, entity) = index.picture, mark_of(index, mention)
    made = set()
    for other in picture.entities[picture.cluster[entity]].members:
        if other != entity:
            there = first_mention(picture, (other,))
            second = mark.__class__(report=there.report, start=there.start, end=there.end)
            made.add(workspace.judge("different", mark, second, by, note).id)
    if not made:
        raise NotFound(
            f"what is mentioned at {mention} was joined to nothing; there is nothing to part it from"
        )
    return judgments_page(workspace, made)


def doubts_page(workspace: Workspace, most: int, made: Made | None = None) -> DoubtsPage:
    """Pairs to decide on."""
    index = index_of(workspace, "", made)
    picture, shown = index.picture, index.labels
    places = first_places(picture, {key for d in picture.doubts[: most or None] for key in (d.one, d.other)})
    lines = [
        DoubtLine(
            one=d.one,
            one_shown=shown[d.one],
            one_place=places.get(d.one, d.one),
            other=d.other,
            other_shown=shown[d.other],
            other_place=places.get(d.other, d.other),
            type=picture.entities[d.one].type,
            score=d.score,
            speaks_for=tuple(r.words for r in d.reasons if r.weight > 0),
            speaks_against=tuple(r.words for r in d.reasons if r.weight < 0),
        )
        for d in picture.doubts[: most or None]
    ]
    return DoubtsPage(doubts=tuple(lines), left_out=len(picture.doubts) - len(lines))


def first_places(picture: Picture, wanted: set[str]) -> dict[str, str]:
    """For each of those resolved entities the place of its `first_mention`, as `mark_of` reads it, in one pass."""
    found: dict[str, Mention] = {}
    for mention in picture.mentions:
        key = picture.cluster[mention.entity]
        if key in wanted and (key not in found or by_naming(mention) < by_naming(found[key])):
            found[key] = mention
    return {key: f"{m.report}:{m.start}-{m.end}" for key, m in found.items()}
