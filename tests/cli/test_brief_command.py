"""`herodot brief`: a file to hand on, in Markdown or JSON, whole or untouched."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import GOOD, Run


def test_a_brief_on_the_terminal_and_in_a_file(run: Run, place: Path, case: str) -> None:
    """Markdown on stdout; with -o in a file, and one line that says what is in it; --json gives the record."""
    (place / "a.txt").write_text(GOOD, "utf-8")
    run("add", "-c", case, "a.txt")
    done = run("brief", "-c", case, "Harbour", "Watch")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# What the reports say of the Harbour Watch\n")
    assert "“**Anna Bell leads the Harbour Watch.**”" in done.out
    told = run("brief", "-c", case, "Harbour", "Watch", "-o", "b.md")
    assert told.out == "b.md: 1 question, 1 report quoted\n"
    assert (place / "b.md").read_text("utf-8") == done.out
    record = json.loads(run("brief", "-c", case, "--json").out)
    assert len(record["questions"]) == 2
    run("brief", "-c", case, "--most", "1", "--json", "-o", "b.json")
    assert json.loads((place / "b.json").read_text("utf-8"))["left_out"] == 1
    only = run("brief", "-c", case, "Harbour Watch", "--property", "leader of", "--json").out
    assert json.loads(only)["title"] == "the Harbour Watch · who leads it?"


def test_what_is_not_there_is_told_and_leaves_the_file(run: Run, place: Path, case: str) -> None:
    """Nobody of that name, a day that is none: one line, and the file that was there stays."""
    (place / "b.md").write_text("kept", "utf-8")
    none = run("brief", "-c", case, "zzz", "-o", "b.md")
    assert (none.code, none.out) == (1, "")
    assert "nobody and nothing goes by 'zzz'" in none.err
    assert run("brief", "-c", case, "--as-of", "soon").code == 2
    assert (place / "b.md").read_text("utf-8") == "kept"
