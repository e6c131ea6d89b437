"""`herodot review`: decisions on statements hold, pass the gate, are undone, and travel with the case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import GOOD, Run, manifest

ROWS = [json.dumps({"id": "r1", "file": "a.txt", "outlet": "The Quay", "published": "2021-05-01"})]
ADD = ("--property", "member of", "--subject", "Tom Reed", "--value", "Harbour Watch", "--evidence",
       "Tom Reed denied that")  # fmt: skip


@pytest.fixture
def full(run: Run, place: Path, case: str) -> str:
    """A case with one report, read."""
    run("add", "-c", case, manifest(place / "in", ROWS, {"a.txt": GOOD}))
    return case


def page(run: Run, *words: str) -> Any:
    """The record of a command."""
    done = run(*words, "--json")
    assert done.err == ""
    return json.loads(done.out)


def said(run: Run, case: str, words: str) -> str:
    """Id of the statement whose claim has those words."""
    return next(s["id"] for s in page(run, "show", "-c", case, "a")["statements"] if words in s["claim"])


def answers(run: Run, case: str) -> dict[tuple[str, str], str]:
    """Each question with one of its answers, and how it stands."""
    return {
        (q["shown"], a["shown"]): a["standing"]
        for q in page(run, "board", "-c", case)["questions"]
        for a in q["answers"]
    }


def decide(run: Run, case: str, kind: str, *words: str) -> Any:
    """The one statement that a decision shows."""
    (line,) = page(run, "review", kind, "-c", case, *words, "--by", "Ana")["statements"]
    return line


WATCH = ("the Harbour Watch: who leads it?", "Anna Bell")


def test_what_is_rejected_does_not_count(run: Run, full: str) -> None:
    """A rejection needs a reason from the list; undone, the statement counts again; the history stays."""
    key, before = said(run, full, "Harbour Watch")[:8], answers(run, full)
    assert run("review", "reject", "-c", full, key, "--by", "Ana").code == 2
    assert run("review", "accept", "-c", full, key).code == 2
    line = decide(run, full, "reject", key, "--reason", "wrong speaker", "--note", "another Bell")
    assert (line["state"], line["history"][0]["reason"]) == ("rejected", "wrong speaker")
    assert len(answers(run, full)) == len(before) - 1
    undone = page(run, "review", "undo", "-c", full, line["history"][0]["id"][:8], "--by", "Bo")[
        "statements"
    ][0]
    assert (undone["state"], undone["history"][0]["undone_by"]) == ("read", "Bo")
    assert answers(run, full) == before
    again = run("review", "undo", "-c", full, line["history"][0]["id"][:8], "--by", "Bo", "--redo")
    assert "rejected" in again.out
    assert "wrong speaker; another Bell" in run("review", "history", "-c", full).out


def test_what_is_corrected_counts_as_corrected(run: Run, full: str) -> None:
    """The reader's own words stay beside the correction; `show` has what counts."""
    key = said(run, full, "Dock Union")[:8]
    line = decide(
        run, full, "correct", key, "--polarity", "affirmed", "--certainty", "possible", "--link", ""
    )
    assert (line["state"], line["how"], line["chain"]) == ("corrected", "possibly", ["The Quay"])
    assert line["was"].startswith("denied")
    shown = page(run, "show", "-c", full, "a")["statements"]
    assert [s["how"] for s in shown if "Dock Union" in s["claim"]] == ["possibly"]
    assert "denied" not in set(answers(run, full).values())
    assert page(run, "status", "-c", full)["counts"]["polarity"] == {"affirmed": 1, "denied": 1}


def test_what_is_added_counts(run: Run, full: str) -> None:
    """Words that the reader passed over become a statement, with a subject it did not know where need be."""
    assert decide(run, full, "add", "a", *ADD)["state"] == "added"
    new = decide(
        run, full, "add", "a", "--property", "official_of", "--subject", "mayor", "--subject-kind", "Person",
        "--value", "the town", "--value-kind", "Place", "--evidence", "The mayor of the town", "--role", "mayor",
    )  # fmt: skip
    assert new["claim"].startswith("mayor · official of · the town")
    found = answers(run, full)
    assert any(shown == "the town" for _, shown in found)
    assert any(a == "the Harbour Watch" and "Tom Reed" in q for q, a in found)
    assert "mayor" in run("who", "-c", full, "mayor").out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--evidence", "Anna Bell sings"), "does not stand in the report"),
        (("--evidence", "90000-90010"), "does not stand in the report"),
        (("--property", "age", "--value", "44"), "a number of it does not stand in the words chosen"),
        (("--property", "occupation", "--value", "pilot"), "the value does not stand in the words chosen"),
        (("--property", "sings"), "is no property"),
        (("--property", "leader_of", "--subject", "the Dock Union"), "cannot be the subject"),
        (("--subject", "mayor"), "say of which type it is"),
        (("--subject", "Nobody Here"), "does not stand in the report"),
        (("--link", "Nobody Here"), "does not stand in the report"),
        (("--mood", "merry"), "none of: actual"),
        (("--start", "yesterday"), "no date"),
        (("--evidence", "the"), "times; give more words"),
    ],
)
def test_the_gate_says_why(run: Run, full: str, words: tuple[str, ...], why: str) -> None:
    """What the report does not carry is refused with the reason, and nothing is kept."""
    given = ADD if "--evidence" not in words else ADD[:6]
    done = run("review", "add", "-c", full, "a", *given, "--by", "Ana", *words)
    assert done.code in (1, 2)
    assert why in done.err
    assert page(run, "review", "history", "-c", full)["statements"] == []


def test_a_report_that_nobody_read(run: Run, case: str, place: Path) -> None:
    """In a report that the reader does not know a person writes statements alone; they count like any other."""
    words = "Гавань\n\nАнна Белл возглавляет Портовый совет, сообщили в среду в городе на берегу моря.\n"
    run("add", "-c", case, manifest(place / "in", ROWS, {"a.txt": words}))
    assert page(run, "status", "-c", case)["counts"]["statements"] == 0
    line = decide(
        run, case, "add", "a", "--property", "leader_of", "--subject", "Анна Белл", "--subject-kind", "Person",
        "--value", "Портовый совет", "--value-kind", "Organization",
        "--evidence", "Анна Белл возглавляет Портовый совет",
    )  # fmt: skip
    assert line["chain"] == ["The Quay"]
    assert list(answers(run, case).values()) == ["single-source"]
    assert "Анна Белл" in run("who", "-c", case, "Анна").out


def test_nothing_is_said_twice(run: Run, full: str) -> None:
    """A correction that changes nothing and an addition that is there already are refused."""
    key = said(run, full, "Dock Union")[:8]
    assert (
        "says what the statement says already" in run("review", "correct", "-c", full, key, "--by", "A").err
    )
    decide(run, full, "add", "a", *ADD)
    assert "have that already" in run("review", "add", "-c", full, "a", *ADD, "--by", "Ana").err


def test_the_queue(run: Run, full: str) -> None:
    """What is decided is asked no more, what is deferred comes last."""
    first, second = said(run, full, "Harbour Watch"), said(run, full, "Dock Union")
    before = page(run, "review", "queue", "-c", full)
    assert (before["waiting"], before["decided"]) == (2, 0)
    decide(run, full, "accept", first)
    decide(run, full, "defer", second)
    decide(run, full, "add", "a", *ADD)
    after = page(run, "review", "queue", "-c", full)
    assert (after["waiting"], after["decided"]) == (1, 2)
    assert [[s["id"] for s in g["statements"]] for g in after["groups"]] == [[], [], [second]]


def test_decisions_travel(run: Run, full: str) -> None:
    """A case written out and read into a new one has the same decisions, and they can be undone there."""
    decide(run, full, "reject", said(run, full, "Harbour Watch"), "--reason", "not said")
    decide(run, full, "correct", said(run, full, "Dock Union"), "--polarity", "affirmed")
    added = decide(run, full, "add", "a", *ADD, "--note", "missed")
    run("review", "undo", "-c", full, added["history"][0]["id"], "--by", "Bo")
    decide(
        run, full, "add", "a", "--property", "nationality", "--subject", "mayor", "--subject-kind", "Person",
        "--value", "town", "--value-kind", "Place", "--evidence", "The mayor of the town",
    )  # fmt: skip
    run("export", "-c", full, "-o", "one.jsonl")
    run("new", "-c", "second.herodot")
    assert run("import", "-c", "second.herodot", "one.jsonl").code == 0
    told = [page(run, "review", "history", "-c", c) for c in (full, "second.herodot")]
    for record in told:
        for line in record["statements"]:
            for ids in ("id", "now", "report"):
                del line[ids]
    assert told[0] == told[1]
    assert answers(run, full) == answers(run, "second.herodot")
    first, second = (page(run, "status", "-c", c)["counts"] for c in (full, "second.herodot"))
    assert {k: first[k] for k in ("statements", "entities", "polarity")} == {
        k: second[k] for k in ("statements", "entities", "polarity")
    }
    run("export", "-c", "second.herodot", "-o", "two.jsonl")
    one, two = (Path(name).read_text("utf-8").splitlines() for name in ("one.jsonl", "two.jsonl"))
    assert [json.loads(line)["kind"] for line in one] == [json.loads(line)["kind"] for line in two]
    rejected = next(s["history"][0]["id"] for s in told[1]["statements"] if s["state"] == "rejected")
    run("review", "undo", "-c", "second.herodot", rejected, "--by", "Bo")
    assert len(answers(run, "second.herodot")) == len(answers(run, full)) + 1
    assert run("verify", "-c", "second.herodot").code == 0


def test_what_comes_in_passes_the_gate(run: Run, full: str, place: Path) -> None:
    """A review of another case whose words are not in the report is left out and told."""
    decide(run, full, "add", "a", *ADD)
    run("export", "-c", full, "-o", "one.jsonl")
    rows = [json.loads(line) for line in Path("one.jsonl").read_text("utf-8").splitlines()]
    for row in rows:
        if row["kind"] == "review":
            row["now"]["evidence"][0]["text"] = "Tom Reed denied thus"
    (place / "bad.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    run("new", "-c", "second.herodot")
    done = run("import", "-c", "second.herodot", "bad.jsonl")
    assert done.code == 1
    assert "is not what the report has there" in done.err
    assert page(run, "review", "history", "-c", "second.herodot")["statements"] == []
