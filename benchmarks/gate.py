"""Holds the figures to their floors, so that a change that costs quality is seen.

    python -m benchmarks gate            compares benchmarks/results with benchmarks/baseline.json
    python -m benchmarks gate --raise    takes better figures as new floors, less each one's margin

One rule: a bound is only ever tightened here. Whoever loosens one edits the file by hand and says why in
`why`.

An entry of the baseline: `"exam/fieldwork_statement_p": {"floor": 0.5, "margin": 0.01, "sha256": …, "why":
…}`; a figure that must stay low has `ceiling` in place of `floor`. `sha256` is the digest of the data that
the bound was measured on; `null` until a figure was measured once. `why` says where the bound comes from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.results import RESULTS, digest_of
from benchmarks.shared import CHECKOUT

BASELINE = CHECKOUT / "benchmarks" / "baseline.json"


class BaselineBroken(Exception):
    """The baseline file cannot be used: an entry lacks its bound, its margin or its reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What one figure must keep to."""

    topic: str
    figure: str
    limit: float
    is_floor: bool
    """A floor: the figure must not be below `limit`. Else a ceiling: it must not be above."""
    margin: float
    """How far behind the measured figure `--raise` puts the limit: what one run differs from the next."""
    sha256: str | None
    why: str

    @property
    def name(self) -> str:
        """The bound's key in the baseline."""
        return f"{self.topic}/{self.figure}"


def read_bounds(path: Path = BASELINE) -> tuple[Bound, ...]:
    """The bounds in the order of the file. Raises `BaselineBroken`."""
    rows: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return tuple(_bound(name, row) for name, row in rows.items())


def _bound(name: str, row: Mapping[str, Any]) -> Bound:
    topic, _, figure = name.partition("/")
    kinds = {"floor", "ceiling"} & row.keys()
    if not figure or len(kinds) != 1 or not row.get("why") or "margin" not in row or "sha256" not in row:
        raise BaselineBroken(f"{name}: needs TOPIC/FIGURE, one of floor and ceiling, margin, sha256 and why")
    kind = kinds.pop()
    return Bound(
        topic=topic,
        figure=figure,
        limit=row[kind],
        is_floor=kind == "floor",
        margin=row["margin"],
        sha256=row["sha256"],
        why=row["why"],
    )


def write_bounds(bounds: tuple[Bound, ...], path: Path = BASELINE) -> None:
    """Writes the baseline file anew."""
    rows = {
        b.name: {
            "floor" if b.is_floor else "ceiling": b.limit,
            "margin": b.margin,
            "sha256": b.sha256,
            "why": b.why,
        }
        for b in bounds
    }
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")


def read_results(topics: set[str], folder: Path = RESULTS) -> dict[str, dict[str, Any]]:
    """The results that are there, by topic."""
    paths = {topic: folder / f"{topic}.json" for topic in sorted(topics)}
    return {topic: json.loads(p.read_text("utf-8")) for topic, p in paths.items() if p.is_file()}


def failures(bounds: tuple[Bound, ...], results: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """One line for each bound that does not hold: not measured, measured on other data, or out of bounds."""
    found = (_failure(bound, results.get(bound.topic, {})) for bound in bounds)
    return tuple(line for line in found if line)


def _failure(bound: Bound, result: Mapping[str, Any]) -> str:
    value = result.get(bound.figure)
    if value is None:
        return f"{bound.name}: not measured; run `make bench TOPIC={bound.topic}`"
    seen = digest_of(result, bound.figure)
    if bound.sha256 is not None and seen != bound.sha256:
        was, now = bound.sha256[:12], str(seen)[:12]
        return f"{bound.name}: measured on other data ({now}) than its bound ({was}); edit the bound"
    if bound.is_floor and value < bound.limit:
        return f"{bound.name}: {value} is below its floor {bound.limit} ({bound.why})"
    if not bound.is_floor and value > bound.limit:
        return f"{bound.name}: {value} is above its ceiling {bound.limit} ({bound.why})"
    return ""


def tightened(
    bounds: tuple[Bound, ...], results: Mapping[str, Mapping[str, Any]]
) -> tuple[tuple[Bound, ...], tuple[str, ...]]:
    """The bounds with every better figure taken, and a line for each change. Never a looser bound.

    A bound whose data has another digest than the result stays as it is: the two cannot be compared.
    """
    after: list[Bound] = []
    changes: list[str] = []
    for bound in bounds:
        new = _tightened(bound, results.get(bound.topic, {}))
        after.append(new)
        if new != bound:
            changes.append(f"{bound.name}: {bound.limit} -> {new.limit}")
    return tuple(after), tuple(changes)


def _tightened(bound: Bound, result: Mapping[str, Any]) -> Bound:
    value, seen = result.get(bound.figure), digest_of(result, bound.figure)
    if value is None or (bound.sha256 is not None and seen != bound.sha256):
        return bound
    limit = round(value - bound.margin if bound.is_floor else value + bound.margin, 6)
    if (limit > bound.limit) == bound.is_floor and limit != bound.limit:
        why = f"measured {value} at {result.get('commit') or 'no commit'}"
        return replace(bound, limit=limit, sha256=seen, why=why)
    holds = (value >= bound.limit) == bound.is_floor or value == bound.limit
    return replace(bound, sha256=seen) if bound.sha256 is None and holds else bound


def run(*, tighten: bool) -> int:
    """Prints what does not hold (and, when asked, takes better figures first). Gives the exit code.

    0 or 1.
    """
    bounds = read_bounds()
    results = read_results({bound.topic for bound in bounds})
    if tighten:
        bounds, changes = tightened(bounds, results)
        write_bounds(bounds)
        print("\n".join(changes) or "no figure is better than its bound by more than its margin")
    for topic, result in results.items():
        print(f"{topic}: measured at {result.get('commit') or 'no commit'} on {result.get('machine')}")
    lines = failures(bounds, results)
    print("\n".join(lines) or f"{len(bounds)} bounds hold")
    return 1 if lines else 0
