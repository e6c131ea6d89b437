"""What each page shows, as a record. One rule: the template gets this record and nothing else, and so does JSON."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from herodot.meanwhile import how_far, on_pair
from herodot.model.errors import NotFound
from herodot.pages.desk import ReportLine, report_line
from herodot.pages.drawn import (
    Filter,
    Look,
    MapPage,
    NetworkPage,
    TimelinePage,
    map_page,
    network_page,
    timeline_page,
)
from herodot.pages.parts import Part, cut
from herodot.pages.perhaps import NONE, PerhapsAnswer, PerhapsList, perhaps_answers, perhaps_same
from herodot.pages.picture import (
    AnswerSources,
    BoardPage,
    CopiesPage,
    DoubtsPage,
    JudgmentLine,
    JudgmentsPage,
    Made,
    NumbersPage,
    RolesPage,
    SearchPage,
    ask_page,
    board_page,
    copies_page,
    doubts_page,
    judgments_page,
    numbers_page,
    question_from_json,
    question_sources,
    roles_page,
    search_page,
)
from herodot.picture.ask import AskPage
from herodot.picture.board import Question
from herodot.reviewing import members
from herodot.watching import latest, same_search

if TYPE_CHECKING:
    from herodot.workspace import Workspace

MANY, ROWS, TIES, LINES, QUESTIONS, COUNTED = 100, 120, 100, 200, 50, 25
"""As many things or pairs, rows below a drawing, ties, lines of a list, questions with their words, and things that are
counted as one page has room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPage:
    """Reports, the latest first."""

    reports: tuple[ReportLine, ...]
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a paragraph, marked where it carries the chosen statement."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """Somebody or something over all reports."""

    id: str
    shown: str
    type: str
    names: tuple[str, ...]
    reports: tuple[ReportLine, ...]
    reports_left_out: int
    """Reports that it is in besides."""
    questions: tuple[Question, ...]
    part: Part
    """Which of all questions these are."""
    perhaps: PerhapsList
    """Of an event: others that may be the same."""
    by: str
    """Who would decide on them; empty where nobody has said."""
    decided_until: str
    """How far decisions had come when the page was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """One question with the origins of each answer."""

    question: Question
    answers: tuple[AnswerSources, ...]
    perhaps: tuple[PerhapsAnswer, ...]
    """What is answered to it of events that may be the same as the one that it is about."""
    decided_until: str
    """How far decisions had come when the page was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPage:
    """What a question or some words find."""

    asked: str
    answers: AskPage
    reports: SearchPage
    kept_as: str
    """The name under which these words are searched for again on the desk; empty where nobody saved them."""
    by: str
    """Who would save them; empty where nobody has said."""
    problem: str
    """Why the search was not saved; empty where nothing was refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityPage:
    """Who may be one, for a person to decide, and what was decided."""

    doubts: DoubtsPage
    judgments: JudgmentsPage
    """Some of the decisions, in the order in which they were made."""
    part: Part
    """Which of all decisions these are, counted from the last."""
    by: str
    done: JudgmentLine | None
    """What was decided just now."""
    unseen: tuple[str, ...]
    """Who had decided on the same two before without the page from which it was sent having shown it."""
    decided_until: str
    """How far decisions had come when the page was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What is asked for of who is who."""

    by: str
    done: str = ""
    """Id of what was decided just now, on a page that showed decisions until `since`."""
    since: str = ""
    start: int = 0
    """How many decisions, counted from the last, come before those that are shown."""


def reports(workspace: Workspace, start: int = 0) -> ReportsPage:
    """All reports, a page at a time."""
    total, found = latest(workspace.facts, start, LINES)
    part = Part(start=start, shown=len(found), total=total, most=LINES)
    return ReportsPage(reports=tuple(map(report_line, found)), part=part)


def paragraphs(text: str, marks: list[tuple[int, int]]) -> list[tuple[Piece, ...]]:
    """The paragraphs of a text, cut where a mark begins or ends."""
    edges = sorted({edge for mark in marks for edge in mark})
    found, start = [], 0
    for part in text.split("\n\n"):
        cuts = [start, *(e for e in edges if start < e < start + len(part)), start + len(part)]
        pieces = [
            Piece(text=text[a:b], marked=any(low <= a and b <= high for low, high in marks))
            for a, b in pairwise(cuts)
            if a < b
        ]
        found.append(tuple(pieces))
        start += len(part) + 2
    return found


def entity(workspace: Workspace, key: str, start: int = 0, by: str = "") -> EntityPage:
    """One resolved entity. Raises `NotFound`."""
    until, facts = how_far(workspace.facts), workspace.kept()
    found = facts.kept_entity(key)
    if found is None:
        raise NotFound(f"nobody in this case has the id {key!r}")
    parts = members(facts, facts.kept_members([key]))
    held = [facts.report(r) for r in dict.fromkeys(e.report for e in parts.values())]
    held.sort(key=lambda report: report.published or "", reverse=True)
    pages = facts.kept_questions([key], most=QUESTIONS, start=start)
    names = dict.fromkeys(name for e in parts.values() for name in e.names)
    return EntityPage(
        id=key,
        shown=found.shown,
        type=found.type,
        names=tuple(names),
        reports=tuple(map(report_line, held[:MANY])),
        reports_left_out=max(0, len(held) - MANY),
        questions=tuple(map(question_from_json, pages)),
        part=Part(start=start, shown=len(pages), total=facts.kept_number([key]), most=QUESTIONS),
        perhaps=perhaps_same(facts, key) if found.type == "Event" else NONE,
        by=by,
        decided_until=until,
    )


def question(workspace: Workspace, about: str, property_: str, made: Made) -> QuestionPage:
    """One question with its origins. Raises `NotFound`."""
    until = how_far(workspace.facts)
    facts = workspace.kept()
    pages = [question_from_json(page) for page in facts.kept_about([about])]
    found = next((q for q in pages if q.property == property_), None)
    if found is None:
        raise NotFound("nobody has asked that of this case")
    return QuestionPage(
        question=found,
        answers=question_sources(workspace, about, property_, made),
        perhaps=perhaps_answers(facts, about, property_),
        decided_until=until,
    )


def find(workspace: Workspace, asked: str, by: str, problem: str = "") -> FindPage:
    """Answers and reports for what somebody typed."""
    kept = same_search(workspace.facts, asked)
    return FindPage(
        asked=asked,
        answers=ask_page(workspace, asked, ""),
        reports=search_page(workspace, asked, 20),
        kept_as=kept.name if kept else "",
        by=by,
        problem=problem,
    )


def identity(workspace: Workspace, asked: Identity, made: Made) -> IdentityPage:
    """Pairs to decide on, and the last decisions."""
    until, done, since = how_far(workspace.facts), asked.done, asked.since
    last_first = [j.id for j in reversed(workspace.facts.judgments())]
    shown, part = cut(last_first, asked.start, MANY)
    judgments = judgments_page(workspace, shown) if shown else JudgmentsPage(judgments=())
    just_now = judgments_page(workspace, (done,)).judgments if done else ()
    line = just_now[0] if just_now else None
    return IdentityPage(
        doubts=doubts_page(workspace, MANY, made),
        judgments=judgments,
        part=part,
        by=asked.by,
        done=line,
        unseen=on_pair(workspace.facts, line.judgment, since) if line and since else (),
        decided_until=until,
    )


def board(workspace: Workspace, name: str, contested: bool, since: str, start: int) -> BoardPage:
    """Questions; of some name, contested, or since a day."""
    return board_page(workspace, (name,) if name else (), contested, since, "", QUESTIONS, start)


def timeline(workspace: Workspace, asked: Filter, made: Made, start: int) -> TimelinePage:
    """Events by date."""
    return timeline_page(workspace, asked, ROWS, made, start)


def map_(workspace: Workspace, asked: Filter, made: Made, look: Look) -> MapPage:
    """What is where."""
    return map_page(workspace, asked, MANY, made, look)


def network(workspace: Workspace, asked: Filter, made: Made) -> NetworkPage:
    """Who stands to whom."""
    return network_page(workspace, asked, TIES, made)


def roles(workspace: Workspace, name: str, start: int, made: Made) -> RolesPage:
    """Offices over time."""
    return roles_page(workspace, (name,) if name else (), "", LINES, start, made)


def numbers(workspace: Workspace, name: str, rule: str, start: int, made: Made) -> NumbersPage:
    """Numbers with who gave them."""
    words = (name,) if name else ()
    return numbers_page(workspace, words, rule or "low-best-high", "", COUNTED, start, made)


def copies(workspace: Workspace, start: int, made: Made) -> CopiesPage:
    """Who copies whom."""
    return copies_page(workspace, LINES, start, made)
