"""How much memory a process and all that it started hold together, at most.

One rule: shared pages count once (proportional set size), so that two workers on one model are not counted as
two models. Where the system has no `/proc`, the biggest single process stands in.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import TracebackType

PROC = Path("/proc")
INTERVAL_SECONDS = 0.1


class PeakMemory:
    """Watches a process and its descendants while entered; `megabytes` is the most they held together."""

    def __init__(self, pid: int) -> None:
        self.megabytes = 0.0
        self.pid = pid
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> PeakMemory:
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.done.set()
        self.thread.join()
        if not PROC.is_dir():
            self.megabytes = biggest_child_mb()

    def _watch(self) -> None:
        while PROC.is_dir() and not self.done.wait(INTERVAL_SECONDS):
            held = sum(held_mb(pid) for pid in family(self.pid))
            self.megabytes = max(self.megabytes, held)


def family(pid: int) -> list[int]:
    """The process and all its living descendants."""
    found = [pid]
    for listed in (PROC / str(pid) / "task").glob("*/children"):
        for child in _read(listed).split():
            found += family(int(child))
    return found


def held_mb(pid: int) -> float:
    """What a process holds, its part of shared pages included, in megabytes; 0 when it has ended."""
    for line in _read(PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""  # the process has ended since it was listed


def biggest_child_mb() -> float:
    """The most that any one ended child of this process has held, in megabytes; 0 where that is not known."""
    if sys.platform == "win32":
        return 0.0
    import resource

    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
