"""Odd questions to a case: days that are none, numbers below nothing, nothing to part, empty cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_picture_commands import full  # noqa: F401  # a fixture

DATED = ("board", "sources", "roles", "numbers", "timeline", "map", "network", "brief")


@pytest.mark.parametrize(
    "day", ["3/4/2031", "31.01.2031", "2031-13", "2031-02-30", "yesterday", "2031~", "20"]
)
@pytest.mark.parametrize("command", DATED)
def test_what_is_no_day_is_refused(run: Run, case: str, command: str, day: str) -> None:
    """In one line that says how to write one; never taken for a day on which nothing was known."""
    done = run(command, "-c", case, "--as-of", day)
    assert (done.code, done.out) == (2, "")
    assert f"{day!r} is no day: write 2024-01-31, 2024-01 or 2024" in done.err


def test_a_day_is_asked_for_alike(run: Run, case: str) -> None:
    """Since and as-of, on the board and in a question, refuse alike."""
    assert run("board", "-c", case, "--since", "soon").code == 2
    assert run("ask", "-c", case, "who", "leads", "--as-of", "soon").code == 2


@pytest.mark.parametrize(("day", "reports"), [("2021-04", 0), ("2021-05", 2), ("2021-05-05", 1), ("2021", 2)])
def test_a_month_is_known_to_its_end(run: Run, full: str, day: str, reports: int) -> None:  # noqa: F811
    """As known in a month or year: with the reports of its last day."""
    rows = json.loads(run("sources", "-c", full, "--as-of", day, "--most", "0", "--json").out)["answers"]
    published = {t["published"] for a in rows for o in a["origins"] for t in o["tellings"]}
    assert len(published) == reports


@pytest.mark.parametrize("command", ["board", "sources", "timeline", "map", "network", "doubts", "search"])
def test_no_fewer_than_none(run: Run, case: str, command: str) -> None:
    """A number below nothing is wrong usage."""
    assert run(command, "-c", case, "--most", "-3", *(["news"] if command == "search" else [])).code == 2


def test_nothing_to_part(run: Run, full: str) -> None:  # noqa: F811
    """A mention of one who was joined to nobody: one line, not a list of no judgments."""
    rows = json.loads(run("who", "-c", full, "Ben Cole", "--json").out)
    assert len(rows["entities"]) == 1
    run("export", "-c", full, "-o", "out.jsonl")
    entities = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    (mark,) = next(e for e in entities if e["kind"] == "entity" and e["names"] == ["Ben Cole"])["mentions"]
    done = run("split", "-c", full, f"{mark['report']}:{mark['start']}-{mark['end']}", "--by", "Ana")
    assert (done.code, done.out) == (1, "")
    assert "joined to nothing" in done.err


@pytest.mark.parametrize(
    ("command", "says"),
    [("map", "On the map: none"), ("timeline", "Events: none"), ("network", "0 entities with ties"),
     ("roles", "Offices: none"), ("numbers", "0 numbers"), ("copies", "0 copies"), ("judgments", "0 judgments")],
)  # fmt: skip
def test_an_empty_case_has_no_empty_tables(run: Run, case: str, command: str, says: str) -> None:
    """One line that says that there is nothing; no heads of columns without rows."""
    done = run(command, "-c", case)
    assert done.code == 0
    assert done.out.splitlines()[0] == says
    assert "Who says so" not in done.out
