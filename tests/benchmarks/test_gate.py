"""The gate fails on a worse figure, on other data and on what was not measured, and only ever tightens."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.gate import (
    BaselineBroken,
    Bound,
    failures,
    read_bounds,
    read_results,
    tightened,
    write_bounds,
)
from benchmarks.results import digest_of

FLOOR = Bound(
    topic="exam",
    figure="village_statement_p",
    limit=0.5,
    is_floor=True,
    margin=0.02,
    sha256="aa",
    why="asked for",
)
CEILING = replace(FLOOR, topic="speed", figure="peak_mb", limit=900.0, is_floor=False, margin=20.0)


def exam(value: float, sha256: str = "aa") -> dict[str, dict[str, Any]]:
    """The result of one exam."""
    return {"exam": {"village_statement_p": value, "sha256_village": sha256, "commit": "c0ffee"}}


def speed(value: float) -> dict[str, dict[str, Any]]:
    """The result of one run for speed."""
    return {"speed": {"peak_mb": value, "sha256": "aa", "commit": "c0ffee"}}


@pytest.mark.parametrize(
    ("bound", "results", "said"),
    [
        (FLOOR, exam(0.5), ""),
        (FLOOR, exam(0.499), "below its floor 0.5"),
        (FLOOR, exam(0.9, "bb"), "measured on other data"),
        (FLOOR, {}, "make bench TOPIC=exam"),
        (replace(FLOOR, sha256=None), exam(0.9, "bb"), ""),
        (CEILING, speed(900.0), ""),
        (CEILING, speed(901.0), "above its ceiling"),
    ],
)
def test_what_does_not_hold_is_said(bound: Bound, results: dict[str, dict[str, Any]], said: str) -> None:
    """A figure on its bound passes; past it, on other data or missing, the line says so."""
    lines = failures((bound,), results)
    assert (len(lines) == 1 and said in lines[0]) if said else lines == ()


@pytest.mark.parametrize(
    ("bound", "results", "limit"),
    [
        (FLOOR, exam(0.6), 0.58),
        (FLOOR, exam(0.51), 0.5),
        (FLOOR, exam(0.2), 0.5),
        (FLOOR, exam(0.9, "bb"), 0.5),
        (FLOOR, {}, 0.5),
        (CEILING, speed(500.0), 520.0),
        (CEILING, speed(890.0), 900.0),
        (CEILING, speed(2000.0), 900.0),
    ],
)
def test_bounds_only_tighten(bound: Bound, results: dict[str, dict[str, Any]], limit: float) -> None:
    """A better figure, less the margin, becomes the bound; a worse one or other data change nothing."""
    (after,), changes = tightened((bound,), results)
    assert after.limit == pytest.approx(limit)
    assert bool(changes) is (limit != bound.limit)


def test_a_bound_takes_the_digest_of_its_first_figure() -> None:
    """A bound that was set before anything was measured learns its data when the figure keeps to it."""
    young = replace(FLOOR, sha256=None)
    assert tightened((young,), exam(0.51))[0][0].sha256 == "aa"
    assert tightened((young,), exam(0.4))[0][0].sha256 is None


@pytest.mark.parametrize(
    ("figure", "digest"),
    [("gum_las", "g"), ("gum_news_las", "n"), ("gums_las", "whole"), ("peak_mb", "whole")],
)
def test_a_figure_belongs_to_the_longest_data_name(figure: str, digest: str) -> None:
    """`gum_news` and not `gum` for `gum_news_las`; the topic's own digest where no data's name fits."""
    assert digest_of({"sha256_gum": "g", "sha256_gum_news": "n", "sha256": "whole"}, figure) == digest


def test_bounds_round_trip(tmp_path: Path) -> None:
    """What is written is what is read."""
    path = tmp_path / "baseline.json"
    write_bounds((FLOOR, CEILING), path)
    assert read_bounds(path) == (FLOOR, CEILING)


@pytest.mark.parametrize("key", ["floor", "margin", "sha256", "why"])
def test_an_entry_without_its_parts_is_refused(tmp_path: Path, key: str) -> None:
    """No bound without a limit, a margin, a digest (or null) and a reason."""
    path = tmp_path / "baseline.json"
    entry = {"floor": 0.5, "margin": 0.01, "sha256": None, "why": "asked for"}
    del entry[key]
    path.write_text(json.dumps({"exam/f": entry}), "utf-8")
    with pytest.raises(BaselineBroken, match="exam/f"):
        read_bounds(path)


def test_the_kept_baseline_can_be_read() -> None:
    """Every bound in the repository has its parts, and none stands there twice."""
    bounds = read_bounds()
    assert len({bound.name for bound in bounds}) == len(bounds) > 0


def test_missing_results_are_left_out(tmp_path: Path) -> None:
    """Only topics that were measured are read."""
    (tmp_path / "exam.json").write_text('{"a": 1}', "utf-8")
    assert read_results({"exam", "speed"}, tmp_path) == {"exam": {"a": 1}}
