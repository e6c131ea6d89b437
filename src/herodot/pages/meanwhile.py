"""What others decided while a page lay open, as a record. One rule: it costs so little that every open page may ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.meanwhile import Meanwhile, on_case, on_entities, on_identity, on_question, on_report
from herodot.model.errors import BadValue
from herodot.picture.ask import words_in

if TYPE_CHECKING:
    from herodot.workspace import CaseReader, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """What was decided on a page's subject since the page was made."""

    number: int
    """Of statements or pairs."""
    by: tuple[str, ...]
    """Who decided, each once."""
    words: str
    """The same in one sentence; empty where nobody did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a page is about: `report` or `entity` with its id, `question` with whom and what it asks about, `identity`,
    or `case`: all of it, or with words those who go by them."""

    on: str
    key: str = ""
    property: str = ""


def changes_page(workspace: Workspace, subject: Subject, since: str) -> ChangesPage:
    """What others decided on it. Raises `BadValue`."""
    facts = workspace.facts
    if subject.on == "report":
        found, what = on_report(facts, subject.key, since), "statement"
    elif subject.on == "question":
        found, what = on_question(facts, subject.key, subject.property, since), "thing"
    elif subject.on == "identity":
        found, what = on_identity(facts, since), "pair"
    elif subject.on in ("entity", "case"):
        return _told(_on_some(facts, subject, since), "thing", "here" if subject.key else "in this case")
    else:
        raise BadValue(
            f"{subject.on[:40]!r} is nothing that can be followed: take report, question, entity, identity or case"
        )
    return _told(found, what)


def _on_some(facts: CaseReader, subject: Subject, since: str) -> Meanwhile:
    """On an entity, or on all that goes by some words; on the whole case where nobody does any more."""
    if subject.on == "entity":
        followed = {subject.key} if facts.kept_entity(subject.key) else set()
    else:
        followed = {e.id for e in facts.kept_called(words_in(subject.key), every=True)}
    return on_entities(facts, followed, since) if followed else on_case(facts, since)


def _told(found: Meanwhile, what: str, where: str = "here") -> ChangesPage:
    words = _in_words(found, what, where) if found.number else ""
    return ChangesPage(number=found.number, by=found.by, words=words)


def _in_words(found: Meanwhile, what: str, where: str) -> str:
    who = " and ".join((", ".join(found.by[:-1]), found.by[-1])) if len(found.by) > 1 else found.by[0]
    if len(found.by) > 3:
        who = f"{', '.join(found.by[:2])} and {len(found.by) - 2} others"
    return f"{who} decided on {found.number} {what}{'' if found.number == 1 else 's'} {where}"
