"""Topic `meaning`: is a report found again by a question in other words? Search by words beside search by meaning.

One rule: every way of searching sees the same case: thirty invented passages, each with a question that says it in
other words, among reports of the worlds. The passages were written for this, so the figures compare ways of
searching; they say nothing of how often people ask like that.

`paraphrased` asks the question; `words` asks for the three longest words of the passage, as who knows what stands
there would.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.results import Figure, Measured
from benchmarks.scale import opened
from benchmarks.shared import files_digest, world_folder
from herodot.meaning import look_into, search_meaning
from herodot.model.ids import digest
from herodot.model.keys import report_id
from herodot.model.records import Report
from herodot.settings import Settings
from herodot.text.body import canonical
from herodot.text.english import english_words
from herodot.workspace import Workspace

WORLDS = ("harmattan", "fieldwork", "silver9")
LOOKED_AT = 10
"""Reports that a person looks through."""
FUSED = 20
"""What is added to a rank before two rankings are summed up: small, so that the first few count."""
QUESTIONS = Path(__file__).with_name("meaning_questions.json")
Search = Callable[[str], list[str]]


def measure() -> Measured:
    """Mean reciprocal rank and the share found among the first ten, for each way of searching."""
    asked: list[tuple[str, str]] = json.loads(QUESTIONS.read_text("utf-8"))
    others = [path for name in WORLDS for path in sorted((world_folder(name) / "reports").glob("*.txt"))]
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Settings(case=str(Path(folder) / "made.herodot"))) as workspace,
    ):
        workspace.create()
        wanted = [_add(workspace, passage) for passage, _ in asked]
        for path in others:
            _add(workspace, path.read_text("utf-8"))
        began = time.process_time()
        reports = sum(1 for _ in look_into(workspace))
        figures: dict[str, Figure] = {
            "reports": reports,
            "cpu_ms_a_report": round((time.process_time() - began) * 1000 / reports, 1),
        }
        for name, search in _ways(workspace).items():
            figures |= _found(f"paraphrased_{name}", search, [question for _, question in asked], wanted)
            figures |= _found(f"words_{name}", search, [_longest(passage) for passage, _ in asked], wanted)
    return Measured(figures=figures, digests={"": files_digest(QUESTIONS.parent, [QUESTIONS])})


def _found(prefix: str, search: Search, asked: Sequence[str], wanted: Sequence[str]) -> dict[str, Figure]:
    places = [_rank(search(words), key) for words, key in zip(asked, wanted, strict=True)]
    return {
        f"{prefix}_mrr": round(sum(1 / place for place in places if place) / len(places), 3),
        f"{prefix}_in_ten": round(sum(0 < place <= LOOKED_AT for place in places) / len(places), 3),
    }


def _ways(workspace: Workspace) -> dict[str, Search]:
    facts = workspace.facts

    def all_words(words: str) -> list[str]:
        return [report.id for report, _ in facts.search(words, 0)]

    def any_word(words: str) -> list[str]:
        told = [w for w in re.findall(r"\w+", words.lower()) if w not in english_words().empty_words]
        sql = (
            "SELECT report.id FROM report_words JOIN report ON report.rowid = report_words.rowid "
            "WHERE report_words MATCH ? ORDER BY rank, report.id"
        )
        return [row[0] for row in facts.rows(sql, " OR ".join(f'"{w}"' for w in told))]

    def meaning(words: str) -> list[str]:
        return [report.id for report, _ in search_meaning(workspace, words, 0)]

    def both(words: str) -> list[str]:
        return _fused(any_word(words), meaning(words))

    return {"all_words": all_words, "any_word": any_word, "meaning": meaning, "both": both}


def _fused(*rankings: Sequence[str]) -> list[str]:
    """One ranking of several (reciprocal rank fusion, Cormack et al. 2009)."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, key in enumerate(ranking):
            scores[key] = scores.get(key, 0.0) + 1 / (FUSED + place)
    return sorted(scores, key=lambda key: (-scores[key], key))


def _rank(found: Sequence[str], wanted: str) -> int:
    """The place of what is wanted, from 1; 0 where it was not found."""
    return found.index(wanted) + 1 if wanted in found else 0


def _longest(passage: str) -> str:
    return " ".join(sorted(set(re.findall(r"\w+", passage)), key=lambda word: (-len(word), word))[:3])


def _add(workspace: Workspace, content: str) -> str:
    data, text = content.encode(), canonical(content)
    report = Report(
        id=report_id(digest(data), None), sha256=digest(data), media_type="text/plain", name="made.txt",
        outlet="The Courier", title="", byline=None, published="2031-05-01", url=None, language="en",
        text_version=text.version, captured="2032-01-01T00:00:00+00:00", text=text.body,
    )  # fmt: skip
    with workspace.store.writer() as writer:
        return writer.add_report(report, data).report
