"""Topic `speed`: how fast and how lean a pile of reports becomes stored statements, on two cores.

One rule: the whole path is timed as a user meets it, one command in a process of its own, start-up included.
The reports are made from the sample case's sentences, shuffled with a fixed seed, so that every run reads the
same.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.exam import RunFailed, herodot
from benchmarks.memory import PeakMemory
from benchmarks.results import Figure, Measured
from benchmarks.shared import CHECKOUT, files_digest

EXAMPLES = CHECKOUT / "examples" / "harmattan"
REPORTS = 200
WORDS = 500
LONG_WORDS = 200_000
FEW_WORDS = 10
CORES = 2


def measure() -> Measured:
    """Figures of start-up, of 200 reports, and of one report of 200,000 words against one of a tenth.

    Raises `RunFailed`.
    """
    sentences = sample_sentences()
    with tempfile.TemporaryDirectory() as folder, on_cores(CORES):
        root = Path(folder)
        figures: dict[str, Figure] = {"help_seconds": round(help_seconds(), 3)}
        figures |= pile_figures(root, sentences)
        figures |= long_figures(root, sentences)
    texts = (EXAMPLES / "reports").glob("*.txt")
    return Measured(figures=figures, digests={"": files_digest(EXAMPLES, texts)})


def sample_sentences() -> list[str]:
    """Sentences of the sample case's plain texts, cut roughly after full stops, in the order of the files."""
    paths = sorted((EXAMPLES / "reports").glob("*.txt"))
    paragraphs = [p for path in paths for p in path.read_text("utf-8").split("\n\n")[1:]]
    return [s for p in paragraphs for s in re.split(r"(?<=[.?!]) +", p.strip()) if s]


def report_text(sentences: list[str], words: int, seed: int) -> str:
    """A report of at least `words` words: a title, then paragraphs of four sentences, drawn with `seed`."""
    draw = random.Random(seed)
    paragraphs, count = [f"Report number {seed}"], 0
    while count < words:
        paragraph = " ".join(draw.choices(sentences, k=4))
        paragraphs.append(paragraph)
        count += len(paragraph.split())
    return "\n\n".join(paragraphs) + "\n"


def pile_figures(root: Path, sentences: list[str]) -> dict[str, Figure]:
    """Reports a second with a worker for each core, the most memory held, the net's share with one."""
    cost = add(root / "pile.herodot", write_pile(root / "pile", sentences, [WORDS] * REPORTS))
    part = write_pile(root / "part", sentences, [WORDS] * (REPORTS // 4))
    alone = timed_add(root / "part.herodot", part)
    return {
        "reports_per_second": round(REPORTS / cost.seconds, 2),
        "onnx_share": round(alone["onnx_seconds"] / alone["seconds"], 3),
        "peak_mb": round(cost.peak_mb, 1),
    }


def write_pile(folder: Path, sentences: list[str], lengths: Iterable[int]) -> Path:
    """Writes a report of each of those lengths in words, with a manifest, and gives the manifest."""
    folder.mkdir()
    rows = []
    for n, words in enumerate(lengths):
        name = f"r{n:03}.txt"
        (folder / name).write_text(report_text(sentences, words, n), "utf-8")
        row = {"id": f"r{n:03}", "file": name, "outlet": f"Outlet {n % 7}", "title": f"Report number {n}"}
        address = {"published": "2024-05-03", "url": f"https://outlet.example/{n}"}
        rows.append(json.dumps(row | address))
    manifest = folder / "index.jsonl"
    manifest.write_text("\n".join(rows) + "\n", "utf-8")
    return manifest


def long_figures(root: Path, sentences: list[str]) -> dict[str, Figure]:
    """Seconds for one long report, and how much dearer a word is than in one of a tenth (1 is linear).

    The time that a report of a few words takes is start-up, and taken off both.
    """
    costs = []
    for words in (FEW_WORDS, LONG_WORDS // 10, LONG_WORDS):
        manifest = write_pile(root / f"long-{words}", sentences, [words])
        costs.append(add(root / f"long-{words}.herodot", manifest))
    start, short, long = costs
    return {
        "long_report_seconds": round(long.seconds, 2),
        "long_report_growth": round(growth(start.seconds, short.seconds, long.seconds), 3),
        "long_report_peak_mb": round(long.peak_mb, 1),
    }


def growth(start: float, short: float, long: float) -> float:
    """How much dearer ten times the work is than ten times the cost, both without the start."""
    return (long - start) / max(short - start, 0.001) / 10


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost: wall-clock time from start to end, and the most memory held at once."""

    seconds: float
    peak_mb: float


def add(case: Path, path: Path) -> Cost:
    """What `herodot add` costs in a fresh case. Raises `RunFailed`."""
    herodot("new", "-c", str(case))
    start = time.perf_counter()
    with (
        subprocess.Popen(
            [sys.executable, "-m", "herodot", "add", "-c", str(case), str(path)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as running,
        PeakMemory(running.pid) as memory,
    ):
        said = running.communicate()[1]
        seconds = time.perf_counter() - start
    if running.returncode:
        raise RunFailed(f"add {path.name} ended with {running.returncode}: {said.strip()[-300:]}")
    return Cost(seconds, memory.megabytes)


def timed_add(case: Path, path: Path) -> dict[str, float]:
    """What `timed` prints for `add` with one worker in a fresh case. Raises `RunFailed`."""
    herodot("new", "-c", str(case))
    command = [sys.executable, "-m", "benchmarks.timed", "add", "-c", str(case), "--workers", "1", str(path)]
    done = subprocess.run(
        command, cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise RunFailed(f"add {path.name} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    cost: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return cost


def help_seconds() -> float:
    """The quickest of five starts of `herodot --help`: the others waited for the disk or for other work."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        herodot("--help")
        times.append(time.perf_counter() - start)
    return min(times)


@contextmanager
def on_cores(count: int) -> Iterator[None]:
    """Keeps this process and those it starts to `count` cores, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
