"""Names are measured with and without nomenklatura beside them."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from benchmarks.names import best_f1, logic_v2


def test_without_nomenklatura_there_is_no_such_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not installed is left out and not an error."""
    monkeypatch.setitem(sys.modules, "nomenklatura", None)
    monkeypatch.setitem(sys.modules, "nomenklatura.matching", None)
    assert logic_v2() is None


def test_nomenklatura_is_asked_with_the_right_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bodies and people are compared as what they are, by name alone, each under an id of its own."""
    ids: set[object] = set()

    class Algorithm:
        default_config = staticmethod(lambda: "config")

        @staticmethod
        def compare(one: dict[str, object], other: dict[str, object], config: str) -> SimpleNamespace:
            assert config == "config"
            ids.update((one["id"], other["id"]))
            same = one["properties"] == other["properties"]
            return SimpleNamespace(score=0.9 if same and one["schema"] == "Person" else 0.1)

    matching = SimpleNamespace(get_algorithm={"logic-v2": Algorithm}.__getitem__)
    entities = SimpleNamespace(model=SimpleNamespace(get_proxy=lambda row: row))
    monkeypatch.setitem(sys.modules, "nomenklatura", SimpleNamespace(matching=matching))
    monkeypatch.setitem(sys.modules, "nomenklatura.matching", matching)
    monkeypatch.setitem(sys.modules, "followthemoney", entities)
    score = logic_v2()
    assert score is not None
    assert [score("Ana", "Ana", False), score("Ana", "Ana", True), score("Ana", "Bo", False)] == [
        0.9,
        0.1,
        0.1,
    ]


@pytest.mark.parametrize(("least", "f1"), [(0.0, 0.8), (0.9, 0.667)])
def test_the_threshold_is_the_best_that_is_precise_enough(least: float, f1: float) -> None:
    """Two of three right at the lower threshold, one of one at the higher."""
    scored = [(0.9, True), (0.6, True), (0.6, False), (0.1, False)]
    assert best_f1(scored, least)["f1"] == f1
