"""Runs one `herodot` command in this process and prints how long it took, and how long its neural net ran.

    python -m benchmarks.timed add -c CASE --workers 1 FILE

One rule: the time inside the net is taken at its door, by wrapping onnxruntime's session; the program is not
changed. So the command must read in its own process (`--workers 1`). Where several threads are in the net at
once, that stretch of time counts once.
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


def main(words: list[str]) -> int:
    """Runs the command; the last line of the output is the JSON object. Gives the command's exit code."""
    from herodot.cli import main as herodot

    meter = Meter()
    metered_run(meter)
    start = time.perf_counter()
    code: str | int | None
    try:
        code = herodot(words)
    except SystemExit as ended:  # as command-line libraries end a command
        code = ended.code
    cost = {"seconds": time.perf_counter() - start, "onnx_seconds": meter.seconds}
    print("\n" + json.dumps(cost))
    return code if isinstance(code, int) else int(code is not None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
