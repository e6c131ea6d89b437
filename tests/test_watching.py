"""What is new to somebody: searches that are kept, what they have seen, what changed since."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from herodot.export import export
from herodot.model.errors import BadValue, NotFound
from herodot.settings import Settings
from herodot.watching import (
    changed_since,
    copies_since,
    delete_search,
    found_by,
    mark_seen,
    rename_search,
    save_search,
    searches,
    seen_until,
)
from herodot.workspace import Workspace
from tests.samples import a_reading, a_report

FIRST = "Harbour news\n\nAnna Bell leads the Harbour Watch.\n"
SECOND = "Later news\n\nTom Reed said that Ben Cole leads the Harbour Watch.\n"
THIRD = "Other news\n\nZoe Lind leads the Dock Union.\n"


class Case:
    """A case whose clock goes on by a minute with each thing that is done."""

    def __init__(self, path: Path) -> None:
        self.hours = datetime(2031, 5, 6, tzinfo=UTC)
        self.workspace = Workspace(Settings(case=str(path), by="Ana"), self.tick)

    def tick(self) -> datetime:
        """The time, a minute later than before."""
        self.hours += timedelta(minutes=1)
        return self.hours

    def add(self, words: str) -> None:
        """A report of those words, read by the stand-in."""
        report = a_report(words)
        report = type(report)(
            **{name: getattr(report, name) for name in report.__slots__} | {"captured": self.workspace.now()}
        )
        with self.workspace.store.writer() as writer:
            writer.add_report(report, words.encode())
            writer.put_reading(a_reading(report), self.workspace.now())


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case with one report, of which a picture is kept."""
    made = Case(tmp_path / "a.herodot")
    made.workspace.create()
    made.add(FIRST)
    made.workspace.kept()
    return made


def test_searches_are_saved_renamed_deleted(case: Case) -> None:
    """The last thing done with a search counts, its rows stay, and each has a name."""
    store = case.workspace.store
    one = save_search(store, "", "  Harbour   Watch ", "Ana", case.workspace.now())
    save_search(store, "Docks", "dock", "Bo", case.workspace.now())
    rename_search(store, one.id, "The watch", "Bo", case.workspace.now())
    assert [(s.name, s.words, s.by) for s in searches(store.reader())] == [
        ("The watch", "Harbour Watch", "Ana"), ("Docks", "dock", "Bo"),
    ]  # fmt: skip
    delete_search(store, one.id, "Ana", case.workspace.now())
    assert [s.name for s in searches(store.reader())] == ["Docks"]
    assert [r.act for r in store.reader().saved_searches()] == ["save", "save", "rename", "delete"]
    with pytest.raises(NotFound, match="not kept any more"):
        rename_search(store, one.id, "again", "Ana", case.workspace.now())


@pytest.mark.parametrize(
    ("name", "words", "by", "why"),
    [
        ("a", "  ", "Ana", "needs words"),
        ("a", "?!", "Ana", "needs words"),
        ("a", "x" * 201, "Ana", "at most 200"),
        ("a", "dock", " ", "name of who"),
        ("a", "news", "Ana", "kept already, as 'All news'"),
    ],
)
def test_what_is_no_search_is_refused(case: Case, name: str, words: str, by: str, why: str) -> None:
    """Words to look for and a person's name are needed; the same words are kept once."""
    store = case.workspace.store
    save_search(store, "All news", "news", "Ana", case.workspace.now())
    with pytest.raises(BadValue, match=why):
        save_search(store, name, words, by, case.workspace.now())
    assert len(searches(store.reader())) == 1


def test_new_is_what_came_after_somebody_saw(case: Case) -> None:
    """A search counts what came after the time given; to have seen is each person's own, and never goes back."""
    store = case.workspace.store
    save_search(store, "", "news", "Ana", case.workspace.now())
    (search,) = searches(store.reader())
    assert seen_until(store.reader(), "Ana") == ""
    assert found_by(store.reader(), search, "") == (1, 1)
    mark_seen(store, "Ana", until := case.workspace.now())
    mark_seen(store, "Ana", "2001-01-01T00:00:00+00:00")
    case.add(SECOND)
    facts = store.reader()
    assert (seen_until(facts, "Ana"), seen_until(facts, "Bo"), seen_until(facts, "")) == (until, "", "")
    assert found_by(facts, search, seen_until(facts, "Ana")) == (2, 1)
    with pytest.raises(BadValue, match="who you are"):
        mark_seen(store, " ", until)


def test_what_changed_is_told_once(case: Case) -> None:
    """A question that stands otherwise is told with how it stood; the first picture and plain news change nothing."""
    start = case.workspace.now()
    assert changed_since(case.workspace.facts, "") == ()
    case.add(SECOND)
    case.add(THIRD)
    facts = case.workspace.kept()
    (change,) = changed_since(facts, start)
    assert (change.before, change.now) == ("single-source", "disputed")
    assert change.shown == "the Harbour Watch · who leads it?"
    assert changed_since(facts, case.workspace.now()) == ()
    case.workspace.kept()
    assert len(changed_since(facts, start)) == 1


def test_what_changed_back_is_not_told(case: Case) -> None:
    """Disputed and then no longer: over the whole time nothing changed."""
    start = case.workspace.now()
    case.add(SECOND)
    facts = case.workspace.kept()
    between = case.workspace.now()
    from herodot.reviewing import Asked, keep_review

    said = next(s for s in facts.statements() if len(s.chain) == 2)
    asked = Asked(kind="reject", report=said.report, statement=said.id, reason="not said", by="Ana")
    keep_review(case.workspace.store, asked, case.workspace.now())
    facts = case.workspace.kept()
    assert [(c.before, c.now) for c in changed_since(facts, between)] == [("disputed", "single-source")]
    assert changed_since(facts, start) == ()


def test_other_settings_change_nothing(case: Case) -> None:
    """A picture made by other settings is no news."""
    case.add(SECOND)
    path = case.workspace.settings.case
    with Workspace(Settings(case=path, min_confidence=0.1), case.tick) as other:
        assert changed_since(other.kept(), "") == ()


def test_copies_are_counted(case: Case) -> None:
    """A report that came later and copies is new, and is named with what it copies."""
    until = case.workspace.now()
    case.add(FIRST.replace("Harbour news", "Our news") + "\nOf that the harbour speaks today.\n")
    long = "The watch on the harbour wall was doubled after three boats were cut loose in the night. " * 3
    case.add("One\n\n" + long)
    case.add("Two\n\n" + long + "More.")
    found = copies_since(case.workspace.kept(), until, 5)
    assert found.number == found.new == len(found.last) >= 1
    assert copies_since(case.workspace.kept(), case.workspace.now(), 5).new == 0


def test_searches_travel(case: Case, tmp_path: Path) -> None:
    """An export has the rows, an import brings the same back; whoever saw what stays at home; a stray row is left."""
    store = case.workspace.store
    one = save_search(store, "The watch", "harbour", "Ana", case.workspace.now())
    save_search(store, "Docks", "dock", "Ana", case.workspace.now())
    delete_search(store, one.id, "Bo", case.workspace.now())
    mark_seen(store, "Ana", case.workspace.now())
    file = tmp_path / "a.jsonl"
    export(case.workspace.picture(), "jsonl", str(file))
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [r["act"] for r in rows if r["kind"] == "saved search"] == ["save", "save", "delete"]
    stray = {**next(r for r in rows if r["kind"] == "saved search"), "id": "x", "search": "nowhere"}
    file.write_text(file.read_text("utf-8") + json.dumps(stray) + "\n", "utf-8")
    with Workspace(Settings(case=str(tmp_path / "b.herodot")), case.tick) as other:
        other.create()
        for _ in range(2):
            assert not [step for step in other.import_file(file) if step.what == "failed"]
        assert other.facts.saved_searches() == case.workspace.facts.saved_searches()
        assert seen_until(other.facts, "Ana") == ""
        assert list(other.verify()) == []


def test_a_case_of_before_gets_the_tables(case: Case) -> None:
    """A case made before there were searches is brought up to date when it is opened."""
    case.workspace.close()
    path = case.workspace.settings.case
    connection = sqlite3.connect(path)
    for table in ("saved_search", "standing_change", "visit", "kept_copy", "kept_count"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM migration WHERE number >= 7")
    connection.commit()
    connection.close()
    assert searches(case.workspace.facts) == ()
    assert changed_since(case.workspace.kept(), "") == ()
    case.workspace.close()
