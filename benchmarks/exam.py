"""Topic `exam`: whole runs over worlds whose truth is known, scored by the exam's scorer.

One rule: the program is measured from outside, as a user runs it: a fresh case, `new`, `add`, `export`. The
export is kept beside the result, so that `score.py score WORLD benchmarks/results/exam-WORLD.jsonl --misses
50` shows more.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.articles import article_text, squash
from benchmarks.results import RESULTS, Figure, Measured
from benchmarks.shared import files_digest, scorer, world_folder

WORLDS = ("fieldwork", "harmattan")
OF_MATCHED = ("root", "chain", "polarity", "certainty", "mood", "evidence", "qualifiers")


class RunFailed(Exception):
    """A command that was measured ended with an error; the message has its last words."""


def measure() -> Measured:
    """Figures of every world. Raises `DataMissing` and `RunFailed`."""
    figures: dict[str, Figure] = {}
    digests: dict[str, str] = {}
    for name in WORLDS:
        world = world_folder(name)
        exported = RESULTS / f"exam-{name}.jsonl"
        export_world(world, exported)
        rows = read_rows(exported)
        found = (
            score_figures(score(world, exported))
            | text_figures(world, rows)
            | boilerplate_figures(world, rows)
        )
        figures |= {f"{name}_{key}": value for key, value in found.items()}
        digests[name] = world_digest(world)
    return Measured(figures=figures, digests=digests)


def herodot(*words: str) -> None:
    """Runs one command of the program. Raises `RunFailed`."""
    _run([sys.executable, "-m", "herodot", *words])


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise RunFailed(f"{' '.join(command[1:])} ended with {done.returncode}: {' / '.join(last)}")
    return done.stdout


def export_world(world: Path, out: Path) -> None:
    """Reads a world's reports into a fresh case and writes its exchange file. Raises `RunFailed`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder) / "exam.herodot")
        herodot("new", "-c", case)
        herodot("add", "-c", case, str(world / "index.jsonl"))
        herodot("export", "-c", case, "--format", "jsonl", "-o", str(out))


def score(world: Path, exported: Path) -> dict[str, Any]:
    """The scorer's whole result. Raises `DataMissing` and `RunFailed`."""
    result: dict[str, Any] = json.loads(
        _run([sys.executable, str(scorer()), "score", str(world), str(exported), "--json"])
    )
    return result


def score_figures(result: Mapping[str, Any]) -> dict[str, Figure]:
    """The scorer's nested result as flat figures."""
    figures: dict[str, Figure] = {"reports": int(str(result["reports"]).split()[0])}
    for key in ("statement", "statement_relaxed", "statement_full", "apart"):
        figures |= {f"{key}_{part}": result[key][part] for part in ("p", "r", "f1")}
    figures |= {
        "statements_said": result["statement"]["said"],
        "statements_gold": result["statement"]["gold"],
    }
    figures |= {key: result["of_matched"][key] for key in OF_MATCHED}
    figures["mentions_found"] = result["entities"]["mentions_found"]
    figures["b_cubed_f1"] = result["entities"]["b_cubed"]["f1"]
    picture = result["picture"]
    figures |= {key: picture[key] for key in ("answer_recall", "standing_recall", "independent_roots_recall")}
    figures["copies_f1"] = picture["copies"]["f1"]
    return figures


def text_figures(world: Path, rows: Iterable[Mapping[str, Any]]) -> dict[str, Figure]:
    """The share of gold statements whose evidence is in the text that was read: no reader can find more."""
    urls = {row["id"]: row["url"] for row in read_rows(world / "index.jsonl")}
    texts = {row.get("url"): squash(row["text"]) for row in rows if row["kind"] == "report"}
    gold = read_rows(world / "gold" / "statements.jsonl")
    kept = sum(squash(row["evidence"]) in texts.get(urls[row["report"]], "") for row in gold)
    return {"evidence_in_text": round(kept / len(gold), 3)}


def boilerplate_figures(world: Path, rows: Iterable[Mapping[str, Any]]) -> dict[str, Figure]:
    """How many statements rest on words outside a page's article, and on how many pages that was checked.

    Raises `RunFailed` when the measure itself does not hold: a gold statement that it takes for boilerplate.
    """
    pages = {row["url"]: article_of(world, row) for row in read_rows(world / "index.jsonl") if _is_page(row)}
    ids = {row["id"]: row["url"] for row in read_rows(world / "index.jsonl")}
    for gold in read_rows(world / "gold" / "statements.jsonl"):
        article = pages.get(ids[gold["report"]])
        if article is not None and squash(gold["evidence"]) not in article:
            raise RunFailed(f"boilerplate measure: gold evidence of {gold['report']} is outside its article")
    if not pages:
        return {}
    rows = list(rows)
    urls = {row["id"]: row.get("url") for row in rows if row["kind"] == "report"}
    said = [(pages.get(urls.get(row["report"])), row) for row in rows if row["kind"] == "statement"]
    outside = [row for article, row in said if article is not None and not _inside(row, article)]
    return {"boilerplate_statements": len(outside), "boilerplate_pages": len(pages)}


def article_of(world: Path, row: Mapping[str, Any]) -> str:
    """The squashed article of a world's page, with what its manifest row says of it."""
    page = (world / "reports" / row["file"]).read_text("utf-8")
    return squash(row["title"]) + article_text(page)


def _is_page(row: Mapping[str, Any]) -> bool:
    return str(row["file"]).endswith(".html")


def _inside(row: Mapping[str, Any], article: str) -> bool:
    return all(squash(piece["text"]) in article for piece in row["evidence"])


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def world_digest(world: Path) -> str:
    """Digest of all that a world's figures depend on: its manifest, reports and gold, and the scorer."""
    root = world.parents[1]
    files = [p for part in ("reports", "gold") for p in (world / part).iterdir() if p.is_file()]
    return files_digest(root, [world / "index.jsonl", *files, scorer()])
