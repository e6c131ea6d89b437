"""What is new to somebody: searches that are kept, what they have seen, and what changed since.

One rule: part of `workspace`; whoever looks changes nothing, only who says so has seen it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.model.errors import BadValue, NotFound
from herodot.model.keys import saved_search_of
from herodot.model.records import SavedSearch
from herodot.picture.changes import standing_changes
from herodot.picture.kept import DOUBTS
from herodot.store.news import Tally as Tally
from herodot.store.news import came_in as came_in
from herodot.store.news import (
    changes_since,
    copies_found,
    kept_count,
    last_visit,
    matches,
    standings,
)
from herodot.store.news import latest as latest
from herodot.store.news import tally as tally
from herodot.store.records import KeptCopy, StandingChange, Visit

if TYPE_CHECKING:
    from herodot.store import CaseReader, Store
    from herodot.store.records import Kept

LONGEST = 200
"""Characters of a name or of words that are searched for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search that is kept, as it is now."""

    id: str
    name: str
    words: str
    by: str
    """Who saved it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesFound:
    """Reports that copy others."""

    number: int
    new: int
    last: tuple[KeptCopy, ...]


def searches_of(rows: Iterable[SavedSearch]) -> tuple[Search, ...]:
    """The searches that are not deleted, in the order in which they were saved."""
    found: dict[str, Search] = {}
    for row in rows:
        if row.act == "save":
            found[row.search] = Search(id=row.search, name=row.name, words=row.words, by=row.by)
        elif row.search in found:
            was = found.pop(row.search) if row.act == "delete" else found[row.search]
            if row.act == "rename":
                found[row.search] = Search(id=was.id, name=row.name, words=was.words, by=was.by)
    return tuple(found.values())


def searches(facts: CaseReader) -> tuple[Search, ...]:
    """The searches of a case."""
    return searches_of(facts.saved_searches())


def found_by(facts: CaseReader, search: Search, since: str) -> tuple[int, int]:
    """How many reports have its words, and how many of them came after that time."""
    return matches(facts, search.words, since)


def same_search(facts: CaseReader, words: str) -> Search | None:
    """The search that is kept for these words, however they are spaced; `None` where none is."""
    given = " ".join(words.split())
    return next((s for s in searches(facts) if s.words == given), None)


def save_search(store: Store, name: str, words: str, by: str, at: str) -> SavedSearch:
    """Keeps a search; one without a name goes by its words. Raises `BadValue`."""
    given = " ".join(words.split())
    if not any(letter.isalnum() for letter in given) or len(given) > LONGEST:
        raise BadValue(f"a search needs words to look for, at most {LONGEST} characters")
    if (same := same_search(store.reader(), given)) is not None:
        raise BadValue(f"those words are kept already, as {same.name!r}; rename that one")
    row = SavedSearch(
        id="", search="", act="save", name=(name.strip() or given)[:LONGEST], words=given, by=by, at=at
    )
    return _kept(store, row)


def rename_search(store: Store, search: str, name: str, by: str, at: str) -> SavedSearch:
    """Calls a search otherwise. Raises `NotFound`, `BadValue`."""
    found = _one(store, search)
    row = SavedSearch(
        id="", search=found.id, act="rename", name=name.strip()[:LONGEST], words="", by=by, at=at
    )
    return _kept(store, row)


def delete_search(store: Store, search: str, by: str, at: str) -> SavedSearch:
    """Keeps a search no longer; its rows stay. Raises `NotFound`, `BadValue`."""
    found = _one(store, search)
    return _kept(store, SavedSearch(id="", search=found.id, act="delete", name="", words="", by=by, at=at))


def _one(store: Store, search: str) -> Search:
    for found in searches(store.reader()):
        if found.id == search:
            return found
    raise NotFound("that search is not kept any more; load the page again")


def _kept(store: Store, given: SavedSearch) -> SavedSearch:
    row = saved_search_of(given, len(store.reader().saved_searches()))
    with store.writer() as writer:
        writer.put_searches([row])
    return row


def seen_until(facts: CaseReader, by: str) -> str:
    """Up to when somebody has seen what was new, ISO 8601; empty before the first time."""
    return last_visit(facts, by) if by else ""


def mark_seen(store: Store, by: str, until: str) -> None:
    """Keeps up to when somebody has seen what was new; never back in time. Raises `BadValue`."""
    if not by.strip():
        raise BadValue("say who you are, so that what you have seen can be kept")
    if until > last_visit(store.reader(), by.strip()):
        with store.writer() as writer:
            writer.put_visit(Visit(by=by.strip(), at=until))


def changed_since(facts: CaseReader, since: str) -> tuple[StandingChange, ...]:
    """Each question that stands otherwise than it did at that time, once, the last changed first."""
    first: dict[tuple[str, str], StandingChange] = {}
    last: dict[tuple[str, str], StandingChange] = {}
    for change in changes_since(facts, since):
        key = change.about, change.property
        first.setdefault(key, change)
        last.pop(key, None)
        last[key] = change
    return tuple(
        StandingChange(
            at=c.at, about=c.about, property=c.property, shown=c.shown, before=first[key].before, now=c.now
        )
        for key, c in reversed(last.items())
        if first[key].before != c.now
    )


def copies_since(facts: CaseReader, since: str, most: int) -> CopiesFound:
    """Reports that copy others, the last that came first."""
    number, new, last = copies_found(facts, since, most)
    return CopiesFound(number=number, new=new, last=last)


def doubts_waiting(facts: CaseReader) -> int:
    """Pairs that wait for a decision, as the kept picture has them."""
    return kept_count(facts, DOUBTS)


def changes_by(
    facts: CaseReader, rows: Kept, cluster: Mapping[str, str], made_from: str, at: str
) -> list[StandingChange]:
    """What a new picture changes; nothing where it is the first, or is made by other rules or settings.

    `rows`: at least those that are new; `cluster`: for each entity of a report the resolved one."""
    before = facts.kept_from()
    if before == made_from or not same_rules(before, made_from):
        return []
    return standing_changes(standings(facts), rows.questions, cluster, at)


def same_rules(one: str, other: str) -> bool:
    """Whether two pictures were made by the same rules and settings."""
    return one.rpartition(" ")[0] == other.rpartition(" ")[0]
