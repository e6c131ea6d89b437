"""Runs one `herodot` command and prints what it cost as JSON. Started by `speed`, in a process of its own.

    python -m benchmarks.timed add -c CASE FILE

One rule: the time inside the neural net is taken at its door, by wrapping onnxruntime's session; the program
is not changed. Where several threads run the net at once, only the wall-clock time during which at least one
does counts.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from typing import Any


class Meter:
    """Adds up the time during which at least one call is running."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.seconds = 0.0
        self.clock = clock
        self.running = 0
        self.since = 0.0
        self.lock = threading.Lock()

    def enter(self) -> None:
        """A call begins."""
        with self.lock:
            if not self.running:
                self.since = self.clock()
            self.running += 1

    def leave(self) -> None:
        """A call ends."""
        with self.lock:
            self.running -= 1
            if not self.running:
                self.seconds += self.clock() - self.since


def metered_run(meter: Meter) -> None:
    """Makes every onnxruntime session of this process count on `meter`."""
    import onnxruntime

    session: Any = onnxruntime.InferenceSession
    plain = session.run

    def run(self: Any, *words: Any, **named: Any) -> Any:
        meter.enter()
        try:
            return plain(self, *words, **named)
        finally:
            meter.leave()

    session.run = run


def peak_mb() -> float:
    """The most memory this process, or the biggest process it started, has held, in megabytes."""
    import resource  # not on Windows, where this topic is not measured

    own, children = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return max(own, children) / unit


def main(words: list[str]) -> int:
    """Runs the command; the last line of the output is the JSON object. Gives the command's exit code."""
    from herodot.cli import main as herodot

    meter = Meter()
    metered_run(meter)
    start, cpu = time.perf_counter(), time.process_time()
    code = herodot(words)
    cost = {
        "seconds": time.perf_counter() - start,
        "cpu_seconds": time.process_time() - cpu,
        "onnx_seconds": meter.seconds,
        "peak_mb": peak_mb(),
    }
    print("\n" + json.dumps(cost))
    return int(code or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
