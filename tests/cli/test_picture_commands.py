"""Commands of the picture and of judgments: tables for people, records for programs, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import GOOD, Run, manifest

ROWS = [
    json.dumps({"id": "r1", "file": "a.txt", "outlet": "The Quay", "published": "2021-05-01"}),
    json.dumps({"id": "r2", "file": "b.txt", "outlet": "مرفأ", "published": "2021-05-09"}),
]
SECOND = (
    "Dock news\n\nЮрий Иванов leads the Dock Union. Ben Cole said that Anna Bell may lead the Dock Union. "
    "Юрий Иванов leads the Harbour Watch. The weather of the town was fine and the mayor went to see the ships.\n"
)


@pytest.fixture
def full(run: Run, place: Path, case: str) -> str:
    """A case with two reports, read, in which two lead the Harbour Watch."""
    run("add", "-c", case, manifest(place / "in", ROWS, {"a.txt": GOOD, "b.txt": SECOND}))
    return case


def page(run: Run, *words: str) -> Any:
    """The record of a command."""
    done = run(*words, "--json")
    assert done.err == ""
    return json.loads(done.out)


def test_board_shows_contested_first(run: Run, full: str) -> None:
    """Two leaders of one body are disputed; each answer has its sources; a table for people says the same."""
    first = page(run, "board", "-c", full)["questions"][0]
    assert first["standing"] == "disputed"
    assert {a["shown"] for a in first["answers"] if a["standing"] == "disputed"} == {
        "Anna Bell",
        "Юрий Иванов",
    }
    assert all(a["affirmed_by"] for a in first["answers"] if a["affirmed"])
    shown = run("board", "-c", full, "--contested").out
    assert "who leads it?" in shown
    assert "disputed" in shown


def test_as_of_shows_what_was_known(run: Run, full: str) -> None:
    """Before the second report came out nobody disputed the first."""
    early = page(run, "board", "-c", full, "--as-of", "2021-05-05")["questions"]
    assert "disputed" not in {q["standing"] for q in early}


def test_names_narrow_and_unknown_ones_are_told(run: Run, full: str) -> None:
    """A name narrows each page; a name that nobody bears is an error that says so."""
    assert page(run, "roles", "-c", full, "Юрий")["tenures"]
    assert page(run, "sources", "-c", full, "Harbour Watch", "--property", "leader of")["answers"]
    for command in ("board", "sources", "timeline", "map", "network", "roles", "numbers"):
        done = run(command, "-c", full, "Nobody Here")
        assert done.code == 1
        assert "nobody and nothing goes by" in done.err


@pytest.mark.parametrize(
    "command",
    ["board", "sources", "copies", "timeline", "map", "network", "roles", "numbers", "judgments", "doubts"],
)
def test_empty_case(run: Run, case: str, command: str) -> None:
    """With nothing in the case every page is empty, and that is well."""
    done = run(command, "-c", case)
    assert (done.code, done.err) == (0, "")
    assert run(command, "-c", case, "--json").code == 0


def test_network(run: Run, full: str) -> None:
    """Who stands to whom, with who says so; the filter narrows; a table for people says the same."""
    whole = page(run, "network", "-c", full)
    assert ("Юрий Иванов", "leader of") in {(t["one_shown"], t["shown"]) for t in whole["ties"]}
    assert all(said["said_by"] or said["denied_by"] for t in whole["ties"] for said in t["told"])
    assert whole["left_out"] == 0
    few = page(run, "network", "-c", full, "--most", "1")
    assert (len(few["ties"]), few["left_out"]) == (1, len(whole["ties"]) - 1)
    assert {t["standing"] for t in page(run, "network", "-c", full, "--contested")["ties"]} >= {"disputed"}
    assert page(run, "network", "-c", full, "Юрий")["filter"]["name"] == "Юрий"
    shown = run("network", "-c", full).out
    assert "DENIED by Tom Reed" in " ".join(shown.split())
    assert run("network", "-c", full, "--words", "zzzz").code == 1
    assert run("network", "-c", full, "--since", "soon").code == 2


def test_ask(run: Run, full: str) -> None:
    """A plain question gets answers with quoted words; where nothing is known it says so."""
    found = page(run, "ask", "-c", full, "Who", "leads", "the", "Harbour", "Watch?")["found"]
    assert {f["answer"]["shown"] for f in found} == {"Anna Bell", "Юрий Иванов"}
    assert all(q["words"] and q["chain"] for f in found for q in f["answer"]["quotes"])
    done = run("ask", "-c", full, "Who leads the Moon Party?")
    assert done.code == 1
    assert "Nothing in this case answers that" in done.out


def test_search(run: Run, full: str) -> None:
    """All words, in any case; a phrase stays together; nothing in the words is an operator."""
    assert [f["name"] for f in page(run, "search", "-c", full, "ИВАНОВ")["found"]] == ["b.txt"]
    assert len(page(run, "search", "-c", full, "mayor")["found"]) == 2
    assert run("search", "-c", full, '"mayor town"').code == 1
    for odd in ('a OR "', "NOT", "col:x*", "("):
        assert run("search", "-c", full, odd).code in (0, 1)


def test_decide_undo_redo(run: Run, full: str) -> None:
    """A decision needs a name, holds, is undone and put in force again, and the history stays."""
    assert run("merge", "-c", full, "Anna Bell", "Ben Cole").code == 2
    (made,) = page(run, "merge", "-c", full, "Anna Bell", "Ben Cole", "--by", "Ana", "--note", "same boots")[
        "judgments"
    ]
    assert (made["in_force"], made["judgment"]["kind"], made["judgment"]["by"]) == (True, "same", "Ana")
    leads = lambda: {a["shown"] for q in page(run, "board", "-c", full)["questions"] for a in q["answers"]}  # noqa: E731
    assert "Ben Cole" not in leads() or "Anna Bell" not in leads()
    key = made["judgment"]["id"][:8]
    assert page(run, "undo", "-c", full, key, "--by", "Bo")["judgments"][0]["undone_by"] == "Bo"
    assert "undone" in run("judgments", "-c", full).out
    assert "Anna Bell" in leads()
    assert page(run, "undo", "-c", full, key, "--by", "Bo", "--redo")["judgments"][0]["in_force"]
    assert len(page(run, "judgments", "-c", full)["judgments"]) == 1
    assert run("undo", "-c", full, "ffffffff", "--by", "Bo").code == 1


def test_split(run: Run, full: str) -> None:
    """What was joined over reports comes apart at the mention that is named."""
    whole = page(run, "who", "-c", full, "Anna Bell")
    assert len(whole["entities"]) == 2
    run("export", "-c", full, "-o", "out.jsonl")
    rows = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    (joined,) = [r for r in rows if r["kind"] == "entity" and r["names"] == ["Anna Bell"]]
    mark = next(m for m in joined["mentions"] if m["report"] == joined["mentions"][-1]["report"])
    place = f"{mark['report']}:{mark['start']}-{mark['end']}"
    assert run("split", "-c", full, place, "--by", "Ana").code == 0
    run("export", "-c", full, "-o", "out.jsonl")
    rows = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    assert len([r for r in rows if r["kind"] == "entity" and r["names"] == ["Anna Bell"]]) == 2


def test_export_and_import_bring_back_what_held(run: Run, full: str) -> None:
    """A case written out and read into a new one says the same, decisions and what was undone included."""
    run("merge", "-c", full, "Anna Bell", "Ben Cole", "--by", "Ana")
    key = page(run, "judgments", "-c", full)["judgments"][0]["judgment"]["id"][:8]
    run("undo", "-c", full, key, "--by", "Ana")
    run("export", "-c", full, "-o", "one.jsonl")
    run("new", "-c", "second.herodot")
    assert run("import", "-c", "second.herodot", "one.jsonl").code == 0
    run("export", "-c", "second.herodot", "-o", "two.jsonl")
    one, two = (
        [json.loads(line) for line in Path(name).read_text("utf-8").splitlines()]
        for name in ("one.jsonl", "two.jsonl")
    )
    kept = lambda rows: [r for r in rows if r["kind"] not in ("report",)]  # noqa: E731
    assert [r["kind"] for r in one] == [r["kind"] for r in two]
    ids = {r["id"]: s["id"] for r, s in zip(one, two, strict=True) if r["kind"] == "report"}
    assert len(ids) == 2
    assert len(kept(one)) == len(kept(two))
    assert run("verify", "-c", "second.herodot").code == 0
    assert run("import", "-c", "second.herodot", "one.jsonl").out.startswith("2 there already")


def test_bad_rows_cost_themselves(run: Run, case: str, place: Path) -> None:
    """Each bad row is one line; the good ones beside it are kept."""
    good = {
        "kind": "report",
        "id": "r",
        "outlet": "O",
        "title": "T",
        "published": "2021",
        "url": "",
        "text": "Ann left.",
    }
    entity = {"kind": "entity", "id": "e", "type": "Person", "names": ["Ann"],
              "mentions": [{"report": "r", "start": 0, "end": 3, "text": "Ann"},
                           {"report": "r", "start": 4, "end": 9, "text": "Ann"}]}  # fmt: skip
    said = {"kind": "statement", "report": "r", "subject": "e", "property": "occupation", "value": "left",
            "value_type": "text", "chain": ["e"], "polarity": "affirmed", "certainty": "certain", "mood": "actual",
            "evidence": [{"start": 0, "end": 9, "text": "Ann left."}]}  # fmt: skip
    rows = [
        good, entity, said, {**said, "subject": "nobody"},
        {**said, "evidence": [{"start": 0, "end": 3, "text": "Bob"}]},
        {"kind": "statement", "report": "elsewhere"}, {"kind": "song"}, {"id": "x"}, good, {"kind": "answer"},
    ]  # fmt: skip
    text = "\n".join(json.dumps(r) for r in rows) + "\nnot json\n[1]\n"
    (place / "in.jsonl").write_text(text, "utf-8")
    done = run("import", "-c", case, "in.jsonl")
    assert done.code == 1
    assert "1 added" in done.out
    for words in (
        "the kind 'song'",
        "no JSON object",
        "a second report",
        "gate",
        "not in it",
        "does not have 'Ann'",
    ):
        assert words in done.err, words
    assert page(run, "status", "-c", case)["counts"]["statements"] == 1


def test_explain(run: Run, full: str) -> None:
    """Each statement with its words and what made it."""
    shown = run("explain", "-c", full, "a").out
    assert "made by" in shown
    assert "Anna Bell" in shown
