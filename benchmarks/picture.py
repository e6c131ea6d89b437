"""Topic `picture`: who is who, copies, answers and standings, measured apart from the reader.

One rule: perfect statements go in (the scorer's `oracle`), through the program's own commands, and the scorer judges
what comes out. `bare` takes away the descriptions that the oracle gives all reports alike: what is left is harder
than life, where reports do describe people, though never in the very same words.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.exam import _run, herodot, read_rows, score, world_digest
from benchmarks.results import Figure, Measured
from benchmarks.shared import CHECKOUT, scorer, world_folder
from herodot.identity.profile import Profile
from herodot.identity.resolve import resolve
from herodot.model.records import Report
from herodot.picture.copies import find_copies
from herodot.text.body import sentence_spans
from herodot.text.english import english_words

WORLDS = ("harmattan", "fieldwork", "silver9")
MENTIONS = (10_000, 100_000, 1_000_000)
"""Mentions that are joined, of a fifth as many names: the curve."""
COPIED = (1_000, 10_000, 100_000)
"""Reports among which copies are looked for: the curve."""


def measure() -> Measured:
    """Figures of every world whose picture is known, and how the two rooms grow."""
    figures: dict[str, Figure] = {}
    for name in WORLDS:
        for bare in (False, True):
            prefix = f"{name}_{'bare' if bare else 'oracle'}_"
            figures |= {
                prefix + key: value for key, value in oracle_figures(world_folder(name), bare).items()
            }
    figures |= identity_growth() | copies_growth()
    return Measured(figures=figures, digests={name: world_digest(world_folder(name)) for name in WORLDS})


def oracle_figures(world: Path, bare: bool) -> dict[str, Figure]:
    """The scorer's figures for a world's statements, imported, resolved and exported."""
    with tempfile.TemporaryDirectory() as folder:
        given, case, out = (
            str(Path(folder) / name) for name in ("oracle.jsonl", "case.herodot", "out.jsonl")
        )
        _run(["python3", str(scorer()), "oracle", str(world), given])
        if bare:
            rows = [{**r, "description": ""} if r["kind"] == "entity" else r for r in read_rows(Path(given))]
            Path(given).write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
        herodot("new", "-c", case)
        _import(case, given)
        herodot("export", "-c", case, "-o", out)
        result = score(world, Path(out))
    return picture_figures(result)


def _import(case: str, given: str) -> None:
    """Imports; statements that the gate refuses are told and make the exit code 1, which is no failure here."""
    subprocess.run(
        [sys.executable, "-m", "herodot", "import", "-c", case, given], capture_output=True, check=False
    )


def picture_figures(result: dict[str, Any]) -> dict[str, Figure]:
    """What the scorer says of entities and picture."""
    b_cubed, picture = result["entities"]["b_cubed"], result["picture"]
    return {
        "b_cubed_p": b_cubed["p"],
        "b_cubed_f1": b_cubed["f1"],
        "answer_recall": picture["answer_recall"],
        "standing_recall": picture["standing_recall"],
        "independent_roots_recall": picture["independent_roots_recall"],
        "copies_f1": picture["copies"]["f1"],
    }


def identity_growth() -> dict[str, Figure]:
    """Seconds and memory to join made-up mentions of people, each size in a process of its own: the curve."""
    figures: dict[str, Figure] = {}
    for size in MENTIONS:
        figures |= in_its_own_process("identity_of", size)
    figures["identity_peak_mb"] = figures[f"identity_{MENTIONS[1]}_mentions_peak_mb"]
    return figures


def identity_of(size: int) -> dict[str, Figure]:
    """Joins so many mentions of a fifth as many names."""
    profiles = made_up(size, size // 5)
    began, worked = time.perf_counter(), time.process_time()
    resolve(profiles)
    return {
        f"identity_{size}_mentions_seconds": round(time.perf_counter() - began, 1),
        f"identity_{size}_mentions_cpu_seconds": round(time.process_time() - worked, 1),
        f"identity_{size}_mentions_peak_mb": peak_mb(),
    }


def made_up(mentions: int, names: int) -> dict[str, Profile]:
    """Profiles of people with two-part names from small sets of syllables, each name some times."""
    draw = random.Random(5)
    syllables = [a + b for a in "bdfghjklmnrstvwz" for b in ("a", "e", "i", "o", "u", "an", "ir", "ous")]

    def word() -> str:
        return "".join(draw.choice(syllables) for _ in range(draw.choice((2, 2, 3)))).capitalize()

    people = [f"{word()} {word()}" for _ in range(names)]
    found: dict[str, Profile] = {}
    for n in range(mentions):
        name = draw.choice(people)
        key = f"{n:07d}"
        found[key] = Profile(
            id=key, report=f"r{n}", type="Person", names=(name,), folded=frozenset((name.lower(),)),
            words=frozenset(), description="", published="2031-05-01",
        )  # fmt: skip
    return found


def copies_growth() -> dict[str, Figure]:
    """Seconds and peak memory to find copies among made-up reports, each size in a process of its own."""
    figures: dict[str, Figure] = {}
    for size in COPIED:
        figures |= in_its_own_process("copies_of", size)
    return figures


def copies_of(size: int) -> dict[str, Figure]:
    """Finds the copies among so many reports of 400 words, one in ten a copy; and how many were found."""
    reports = copied_reports(size)
    sentences = [[(s.start, s.end) for s in sentence_spans(r.text)] for r in reports]
    given = peak_mb()
    began, worked = time.perf_counter(), time.process_time()
    found = find_copies(reports, sentences, english_words().empty_words)
    return {
        f"copies_{size}_reports_seconds": round(time.perf_counter() - began, 1),
        f"copies_{size}_reports_cpu_seconds": round(time.process_time() - worked, 1),
        f"copies_{size}_reports_peak_mb": peak_mb(),
        f"copies_{size}_reports_given_mb": given,
        f"copies_{size}_found_share": round(len(found) / (size // 10 - 1), 3),
    }


def copied_reports(size: int) -> list[Report]:
    """Made-up reports of 400 words, every tenth the same as some earlier one."""
    draw = random.Random(7)
    words = [f"w{n}" for n in range(20_000)]
    texts: list[str] = []
    for n in range(size):
        if n and n % 10 == 0:
            texts.append(texts[draw.randrange(len(texts))])
        else:
            texts.append(". ".join(" ".join(draw.choices(words, k=20)) for _ in range(20)) + ".")
    return [
        Report(
            id=f"{n:06d}", sha256="", media_type="text/plain", name=str(n), outlet=f"Outlet {n % 97}", title="",
            byline=None, published=f"2031-05-{n * 27 // size + 1:02d}", url=None, language="en",
            text_version="1", captured="", text=text,
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip


def in_its_own_process(name: str, *sizes: int) -> dict[str, Figure]:
    """What a function of this module gives when it runs alone, so that memory is its own."""
    code = f"import json; from benchmarks import picture; print(json.dumps(picture.{name}{(*sizes,)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    found: dict[str, Figure] = json.loads(done.stdout)
    return found


def peak_mb() -> int:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
