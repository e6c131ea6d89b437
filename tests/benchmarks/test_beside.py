"""The pure parts of the comparison with other ways to read."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.beside import best_times, figures, parted, quickest
from benchmarks.rivals import Given, Rival, Run

GIVEN = Given([], [], [], [], "")


class Clock:
    """Time that only the runs move."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The time now."""
        return self.now

    def run_of(self, seconds: Iterator[float]) -> Run:
        """A run that takes the next of those times at each pass."""

        def run() -> None:
            self.now += next(seconds)

        return run


def test_quickest_round_counts() -> None:
    """Of each run's rounds the quickest counts, and the runs take turns."""
    clock = Clock()
    runs = {"a": clock.run_of(iter((3.0, 1.0, 2.0))), "b": clock.run_of(iter((5.0, 6.0, 4.0)))}
    assert best_times(runs, 3, clock) == {"a": 1.0, "b": 4.0}


def test_quickest_batch_is_kept() -> None:
    """A rival runs with the batch size that takes it least, its first pass with each not counted."""
    clock = Clock()
    passes = {1: iter((1.0, 9.0)), 8: iter((50.0, 2.0, 2.5))}
    rival = Rival("r", (), lambda _, size: clock.run_of(passes[size]))
    before = clock()
    quickest(rival, GIVEN, clock)()
    assert clock() - before == 1.0 + 50.0 + 9.0 + 2.0 + 2.5


def test_missing_rivals_are_told_apart() -> None:
    """A rival of which one module is not installed gets no row."""
    rivals = [
        Rival("here", ("json",), lambda *_: print),
        Rival("gone", ("json", "no_such_one"), lambda *_: print),
    ]
    there, missing = parted(rivals)
    assert ([r.name for r in there], [r.name for r in missing]) == (["here"], ["gone"])


def test_ratios() -> None:
    """Ratios are of the whole reading to the rival, and of the first graph alone to the same encoder in PyTorch."""
    found = figures({"herodot": 2.0, "encoder": 1.0, "torch": 3.0, "bert": 30.0}, 10)
    assert found == {
        "herodot_reports_per_second": 5.0,
        "encoder_reports_per_second": 10.0,
        "torch_reports_per_second": 3.33,
        "bert_reports_per_second": 0.33,
        "times_torch": 1.5,
        "times_bert": 15.0,
        "encoder_times_torch": 3.0,
    }
    assert figures({"herodot": 2.0, "encoder": 1.0}, 10).keys() == {
        "herodot_reports_per_second", "encoder_reports_per_second",
    }  # fmt: skip
