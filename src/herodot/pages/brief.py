"""A brief: what the reports say of a question, of somebody, or altogether, to be handed on.

One rule: nothing is told but as somebody's words; whoever is marked sensitive is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from herodot.model.errors import NotFound
from herodot.model.records import Statement
from herodot.pages.days import check_days
from herodot.pages.drawn import called, meant, shareable
from herodot.pages.picture import Made, going_by, index_of
from herodot.pages.words import isolated, modality_in_words
from herodot.picture.answers import Answer
from herodot.picture.board import ORDER, answer_in_words, question_in_words
from herodot.picture.index import Index

if TYPE_CHECKING:
    from herodot.workspace import Workspace

CITED = 4
"""Statements that a position quotes of each side."""
NAMED = 12
"""More names than that are not written out in one sentence."""
AROUND = 160
"""Characters on each side of quoted words."""
_EDGE = re.compile(r"[.!?][”\"’')]*\s+|\n+")
"""Where a sentence ends, well enough to show what stands around some words."""
OF_EVENTS = {"date": "when it happened", "place": "where it happened", "actor": "who did it"}
"""What a brief on an event says to be unknown where nobody tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """Quoted words, with whose they are."""

    before: str
    """What stands before them in the sentence, and after them, so that a reader sees where they come from."""
    words: str
    after: str
    chain: tuple[str, ...]
    """Names, the outlet first."""
    outlet: str
    published: str
    how: str
    """Modality in words; empty for a plain assertion."""
    report: str
    statement: str
    number: int
    """The report's number in the list of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One answer, with who holds it."""

    says: str
    """The answer in words."""
    held: str
    """Who holds, denies or wants it, in one sentence."""
    standing: str
    why: str
    origins: int
    """Independent origins that affirm it, or deny it where nobody affirms it."""
    affirmed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    open_by: tuple[str, ...]
    """Who wants, plans or supposes it."""
    cites: tuple[Cite, ...]
    more: int
    """Statements that are not quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefQuestion:
    """One question with its positions, those with most origins first."""

    about: str
    property: str
    asked: str
    """The question in words."""
    standing: str
    """The standing that most calls for a look."""
    positions: tuple[Position, ...]
    disputed: tuple[str, ...]
    """What is disputed, a sentence each."""
    unknown: tuple[str, ...]
    """What is not known, a sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report that is quoted."""

    number: int
    report: str
    outlet: str
    title: str
    byline: str
    published: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPage:
    """A brief."""

    title: str
    name: str
    """What was asked for: a name as it was typed, or an id."""
    called: str
    """What the entity of that id is called; empty where it is none."""
    property: str
    as_of: str
    made: str
    """When it was made, ISO 8601."""
    case: str
    questions: tuple[BriefQuestion, ...]
    left_out: int
    """Questions that there was no room for."""
    unknown: tuple[str, ...]
    """What is not known of the whole of it."""
    withheld: bool
    """Whether somebody is left out as sensitive."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a brief is asked to be about; the whole case where nothing is set."""

    name: str = ""
    """A name, some of its words, or an id."""
    id: str = ""
    """Which entity is meant by a name that a page wrote for it; without weight once somebody typed another."""
    property: str = ""
    """Only the question of that property about it."""
    as_of: str = ""
    """As it was known on that day."""


def brief_page(workspace: Workspace, wanted: Wanted, most: int = 0, made: Made | None = None) -> BriefPage:
    """The brief; at most so many questions, 0 for all. Raises `NotFound`, `BadValue`."""
    check_days(wanted.as_of)
    whole = index_of(workspace, wanted.as_of, made)
    index = whole.once(shareable)
    wanted = replace(wanted, name=meant(index, wanted.name, wanted.id), id="")
    about = going_by(index, (wanted.name,) if wanted.name else ())
    writer = _Writer(index)
    asked = writer.questions(about, wanted.property.replace(" ", "_"))
    if not asked and (wanted.name or wanted.property):
        raise NotFound("no report answers that; ask for less, or look at the board")
    told = asked[: most or None]
    questions = tuple(writer.question(key, answers) for key, answers in told)
    sources = writer.sources()
    return BriefPage(
        title=_title(wanted, about, questions, writer.shown),
        name=wanted.name,
        called=called(index, wanted.name),
        property=wanted.property,
        as_of=wanted.as_of,
        made=workspace.now(),
        case=workspace.path.name,
        questions=questions,
        left_out=len(asked) - len(told),
        unknown=(*_of_events(index, about), *_of_sources(sources)) if questions else (),
        withheld=bool(whole.picture.sensitive),
        sources=sources,
    )


def _title(
    wanted: Wanted, about: Sequence[str], questions: Sequence[BriefQuestion], shown: Mapping[str, str]
) -> str:
    if wanted.property and len(questions) == 1:
        return questions[0].asked
    if not wanted.name:
        return "What the reports say"
    return f"What the reports say of {shown[about[0]] if len(about) == 1 else wanted.name}"


def _of_events(index: Index, about: Sequence[str]) -> list[str]:
    """What nobody tells of an event that the brief is about."""
    if len(about) != 1 or index.picture.entities[about[0]].type != "Event":
        return []
    said = index.facts.get(about[0], {})
    told = {name for name, answers in said.items() if any(a.for_ for a in answers)}
    return [f"Nobody says {words}." for name, words in OF_EVENTS.items() if name not in told]


def _of_sources(sources: Sequence[Source]) -> list[str]:
    undated = sum(not s.published for s in sources)
    if not undated:
        return []
    return [
        f"When {'one report' if undated == 1 else f'{undated} reports'} quoted here came out is not known."
    ]


class _Writer:
    """Puts answers into words, and counts the reports that it quotes."""

    def __init__(self, index: Index) -> None:
        self.index, self.picture, self.shown = index, index.picture, index.labels
        self._numbers: dict[str, int] = {}

    def questions(
        self, about: Sequence[str], property_: str
    ) -> list[tuple[tuple[str, str], Sequence[Answer]]]:
        """The questions with their answers in the board's order; about some entities, of one property."""
        order, every = self.index.once(_in_order), self.index.questions
        if not about:
            return [(key, every[key]) for key in order if property_ in ("", key[1])]
        wanted = set(about)
        near = {key for key in self.index.questions_with(about) if property_ in ("", key[1])}
        # Asked for one property: what is asked about them; else of each question the answers in which they appear.
        if property_:
            return [(key, every[key]) for key in order if key in near and key[0] in wanted]
        found = ((key, [a for a in every[key] if wanted & {a.subject, str(a.value)}]) for key in near)
        return sorted(found, key=lambda item: _place(self.index, *item))

    def _asked(self, key: tuple[str, str]) -> str:
        return question_in_words(self.shown.get(key[0], key[0]), key[1])

    def question(self, key: tuple[str, str], answers: Sequence[Answer]) -> BriefQuestion:
        """One question."""
        told = sorted(
            answers,
            key=lambda a: (
                not a.for_,
                -a.independent_roots,
                -len(a.for_),
                answer_in_words(self.picture, a, self.shown),
            ),
        )
        positions = tuple(map(self._position, told))
        return BriefQuestion(
            about=key[0],
            property=key[1],
            asked=self._asked(key),
            standing=min((a.standing for a in answers), key=ORDER.index),
            positions=positions,
            disputed=tuple(_disputed(told, positions)),
            unknown=tuple(self._unknown(told)),
        )

    def _position(self, answer: Answer) -> Position:
        affirmed, denied, open_ = (self._said(ids) for ids in (answer.for_, answer.against, answer.open))
        affirmed_by = tuple(self.shown[o.roots[0]] for o in answer.origins) if affirmed else ()
        denied_by, open_by = self._roots(denied), self._roots(open_)
        quoted = [s for side in (affirmed, denied, open_) for s in side[:CITED]]
        hedged = affirmed and all(s.certainty != "certain" for s in affirmed)
        sides = (
            (_according(affirmed_by, answer.independent_roots, bool(hedged)) if affirmed else ""),
            (f"denied by {_some(denied_by)}" if denied else ""),
            (f"wanted, planned or supposed by {_some(open_by)}" if open_ else ""),
        )
        return Position(
            says=answer_in_words(self.picture, answer, self.shown),
            held="; ".join(side for side in sides if side) + ".",
            standing=answer.standing,
            why=answer.why,
            origins=answer.independent_roots,
            affirmed_by=affirmed_by,
            denied_by=denied_by,
            open_by=open_by,
            cites=tuple(map(self._cite, quoted)),
            more=len(affirmed) + len(denied) + len(open_) - len(quoted),
        )

    def _said(self, ids: Iterable[str]) -> list[Statement]:
        return [self.picture.by_id[key] for key in ids]

    def _roots(self, said: Iterable[Statement]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.shown[s.chain[-1]] for s in said))

    def _cite(self, s: Statement) -> Cite:
        report = self.picture.reports[s.report]
        before, after = around(report.text, s.evidence[0].start, s.evidence[-1].end)
        return Cite(
            before=before,
            words=" … ".join(" ".join(e.text.split()) for e in s.evidence),
            after=after,
            chain=tuple(self.shown[link] for link in s.chain),
            outlet=report.outlet,
            published=report.published or "",
            how=modality_in_words(s),
            report=s.report,
            statement=s.id,
            number=self._numbers.setdefault(s.report, len(self._numbers) + 1),
        )

    def _unknown(self, answers: Sequence[Answer]) -> Iterable[str]:
        affirmed = [a for a in answers if a.for_]
        if not affirmed:
            yield "Nobody gives an answer as a fact."
        unnamed = [
            self.shown[o.roots[0]]
            for a in affirmed
            for o in a.origins
            if not any(self.picture.entities[root].names for root in o.roots)
        ]
        if len(affirmed) > 1 and all(a.independent_roots == 1 for a in affirmed):
            yield "Each answer rests on one origin; nobody else confirms it."
        if names := tuple(f"“{name}”" for name in dict.fromkeys(unnamed)):
            yield f"Who {_list(names)} {'is' if len(names) == 1 else 'are'}: the reports give no name."
        if affirmed and all(s.certainty != "certain" for a in affirmed for s in self._said(a.for_)):
            yield "Nobody says it for certain."

    def sources(self) -> tuple[Source, ...]:
        """The reports that were quoted, by number."""
        return tuple(
            Source(
                number=number,
                report=key,
                outlet=report.outlet,
                title=report.title,
                byline=report.byline or "",
                published=report.published or "",
                url=report.url or "",
            )
            for key, number in self._numbers.items()
            for report in (self.picture.reports[key],)
        )


def _in_order(index: Index) -> tuple[tuple[str, str], ...]:
    """All questions in the board's order."""
    every = index.questions
    return tuple(sorted(every, key=lambda key: _place(index, key, every[key])))


def _place(index: Index, key: tuple[str, str], answers: Sequence[Answer]) -> tuple[int, int, str]:
    said = sum(len(a.for_) + len(a.against) + len(a.open) for a in answers)
    asked = question_in_words(index.labels.get(key[0], key[0]), key[1])
    return min(ORDER.index(a.standing) for a in answers), -said, asked


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The rest of the sentence on both sides of a place; what is too long is cut, with "…"."""
    first = max((m.end() for m in _EDGE.finditer(text, max(0, start - 2 * AROUND), start)), default=0)
    last = _EDGE.search(text, max(end - 1, 0))
    before = " ".join(text[max(first, start - AROUND) : start].split())
    after = " ".join(text[end : min(last.end() if last else len(text), end + AROUND)].split())
    cut = (start - first > AROUND, (last.end() if last else len(text)) - end > AROUND)
    return (f"… {before}" if cut[0] else before), (f"{after} …" if cut[1] else after)


def _disputed(answers: Sequence[Answer], positions: Sequence[Position]) -> Iterable[str]:
    rivals = [p.says for a, p in zip(answers, positions, strict=True) if a.rivals]
    if len(rivals) > 1:
        yield f"These cannot hold at the same time: {'; '.join(map(isolated, rivals))}."
    for a, p in zip(answers, positions, strict=True):
        if a.standing == "disputed" and a.for_ and a.against:
            yield f"{isolated(p.says)}: held by {_list(p.affirmed_by)}, denied by {_list(p.denied_by)}."
        elif a.standing in ("withdrawn", "superseded", "denied"):
            yield f"{isolated(p.says)}: {a.standing}. {a.why}"


def _according(names: Sequence[str], origins: int, hedged: bool) -> str:
    number = f"{origins} independent origins" if origins != 1 else "one origin"
    return f"{'possibly so, ' if hedged else ''}according to {_some(names)} ({number})"


def _some(names: Sequence[str]) -> str:
    """The names, of very many the first and how many more."""
    if len(names) <= NAMED:
        return _list(names)
    return f"{', '.join(map(isolated, names[: NAMED - 2]))} and {len(names) - NAMED + 2} more"


def _list(names: Sequence[str]) -> str:
    shown = [isolated(name) for name in names]
    return ", ".join(shown[:-1]) + f" and {shown[-1]}" if len(shown) > 1 else "".join(shown)
