"""What a topic measured: printed as a table, written as a flat JSON object with the machine and the commit.

One rule: a figure's name begins with the name of its data (`fieldwork_statement_p`), and the digest of that
data stands beside it as `sha256_fieldwork`; a topic with one data set may write plain `sha256`.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.shared import CHECKOUT

RESULTS = CHECKOUT / "benchmarks" / "results"
Figure = float | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The figures of one topic and the digests of the data they were measured on."""

    figures: Mapping[str, Figure]
    digests: Mapping[str, str]
    """By data name; the empty name stands for the whole topic."""
    notes: tuple[str, ...] = field(default=())
    """What was not measured, and why; printed, not kept."""


def digest_key(data: str) -> str:
    """The key of a data set's digest in a result."""
    return f"sha256_{data}" if data else "sha256"


def digest_of(result: Mapping[str, object], figure: str) -> str | None:
    """The digest of the data that `figure` was measured on.

    The longest data name that begins the figure's.
    """
    names = [key.removeprefix("sha256_") for key in result if key.startswith("sha256_")]
    fitting = [name for name in names if figure.startswith(f"{name}_")]
    found = result.get(digest_key(max(fitting, key=len, default="")))
    return found if isinstance(found, str) else None


def write(topic: str, measured: Measured) -> Path:
    """Writes `benchmarks/results/TOPIC.json`, one flat object, and gives its path."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    digests = {digest_key(name): value for name, value in measured.digests.items()}
    whole = {"topic": topic, "machine": machine(), "commit": commit(), **digests, **measured.figures}
    path = RESULTS / f"{topic}.json"
    path.write_text(json.dumps(whole, indent=1) + "\n", "utf-8")
    return path


def table(measured: Measured) -> str:
    """The figures as aligned lines, in their order, then the notes."""
    width = max((len(name) for name in measured.figures), default=0)
    lines = [f"{name:<{width}}  {_shown(value)}" for name, value in measured.figures.items()]
    return "\n".join([*lines, *(f"not measured: {note}" for note in measured.notes)])


def _shown(value: Figure) -> str:
    return f"{value:>10,d}" if isinstance(value, int) else f"{value:>10.3f}"


def machine() -> str:
    """The machine in general words: processor, cores that this process may use, memory, system, Python."""
    return ", ".join(
        part
        for part in (
            _processor(),
            f"{cores()} cores",
            _memory(),
            platform.system(),
            f"Python {platform.python_version()}",
        )
        if part
    )


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.is_file():
        for line in listed.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return ""  # Windows has no sysconf, and the size of the memory is only a remark
    return f"{size / 2**30:.0f} GB"


def commit() -> str:
    """The checkout's commit, with `+changes` when files of it are changed; empty outside a repository."""
    head = _git("rev-parse", "--short=12", "HEAD")
    changed = head and _git("status", "--porcelain", "--untracked-files=no")
    return f"{head}+changes" if changed else head


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
