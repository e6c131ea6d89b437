"""`herodot desk`: what is new to somebody, what waits, searches that are kept; and `herodot search --save`."""

from __future__ import annotations

import json
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from herodot.cli import options
from tests.cli.conftest import GOOD, Run

LATER = (
    "Later news\n\nTom Reed said that Ben Cole leads the Harbour Watch. The mayor was there, and many came.\n"
)


class Later(datetime):
    """A clock a minute later each time that a case is opened."""

    minutes = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """The time, a minute later than before."""
        cls.minutes += 1
        return datetime(2031, 5, 6, 0, cls.minutes, tzinfo=tz)


@pytest.fixture
def full(run: Run, place: Path, case: str) -> str:
    """A case with one report."""
    (place / "a.txt").write_text(GOOD, "utf-8")
    run("add", "-c", case, "a.txt")
    return case


def test_an_empty_case_says_what_to_do(run: Run, case: str) -> None:
    """One sentence with the command, and no empty tables."""
    done = run("desk", "-c", case)
    assert (done.code, done.out) == (
        0, "This case is empty: add reports to it with herodot add -c k.herodot PATH\n",
    )  # fmt: skip


def test_what_is_new_is_what_came_since_one_said_to_have_seen(
    run: Run, place: Path, full: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To look changes nothing; after --seen only what came later is new, and that for that person alone."""
    assert "Your first visit: everything is new." in run("desk", "-c", full, "--by", "Ana").out
    assert json.loads(run("desk", "-c", full, "--by", "Ana", "--json").out)["since"] == ""
    monkeypatch.setattr(options, "datetime", Later)
    seen = run("desk", "-c", full, "--by", "Ana", "--seen")
    assert "Kept: Ana has seen what is here up to 2031-05-0" in seen.out
    (place / "b.txt").write_text(LATER, "utf-8")
    run("add", "-c", full, "b.txt")
    new = run("desk", "-c", full, "--by", "Ana").out
    assert "when Ana last had seen everything." in new
    assert "What came in (1)" in new
    assert "Harbour Watch · who leads it?" in new.partition("What changed (1)")[2].partition("Contested")[0]
    assert "denied by" not in new.partition("What came in")[2]
    assert "Your first visit" in run("desk", "-c", full, "--by", "Bo").out


def test_who_has_seen_it_has_a_name(run: Run, full: str) -> None:
    """Nobody in particular has seen nothing: one line, and nothing is kept."""
    done = run("desk", "-c", full, "--seen", "--by", "")
    assert (done.code, done.out) == (2, "")
    assert "say who you are" in done.err


def test_every_answer_has_who_says_so(run: Run, place: Path, full: str) -> None:
    """A contested question on the desk names for each answer who says it or denies it."""
    (place / "b.txt").write_text(LATER, "utf-8")
    run("add", "-c", full, "b.txt")
    told = " ".join(run("desk", "-c", full).out.partition("Contested")[2].split())
    assert "Anna Bell (according to" in told
    assert "Ben Cole (according to Tom Reed)" in told


def test_a_search_is_kept_and_counts(run: Run, place: Path, full: str) -> None:
    """Kept under its name with who saved it, though nothing has its words yet; the same words not twice."""
    assert run("search", "-c", full, "ships", "--save", "Ships", "--by", "Ana").code == 0
    (place / "b.txt").write_text(LATER + "Ships came.\n", "utf-8")
    run("add", "-c", full, "b.txt")
    (kept,) = json.loads(run("desk", "-c", full, "--json").out)["searches"]
    assert (kept["name"], kept["words"], kept["reports"], kept["by"]) == ("Ships", "ships", 1, "Ana")
    again = run("search", "-c", full, "ships", "--save", "More", "--by", "Ana")
    assert (again.code, again.out) == (2, "")
    assert "kept already, as 'Ships'" in again.err
    assert run("search", "-c", full, "mayor", "--save", "Mayor", "--by", "").code == 2
    assert len(json.loads(run("desk", "-c", full, "--json").out)["searches"]) == 1
