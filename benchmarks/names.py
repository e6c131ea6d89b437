"""Topic `names`: is it the same name? Labelled pairs and listed persons among strangers, beside a plain string measure
and, where it is installed, nomenklatura's `logic-v2`.

One rule: all measures see the same pairs in the same run. nomenklatura needs ICU and so a compiler (`pyicu` has no
wheels), so it is no dependency: whoever wants the comparison installs it beside Herodot.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from benchmarks.results import Figure, Measured
from benchmarks.shared import corpus_folder, files_digest
from herodot.identity.similarity import ALIKE, similarity

PRECISION = 0.9
FALSE_SHARE = 0.001
Score = Callable[[str, str, bool], float]


def measure() -> Measured:
    """F1 on the labelled pairs, and recall of listed persons at one false match in a thousand strangers."""
    folder = corpus_folder("names_opensanctions")
    cases = folder / "contrib" / "name_bench" / "cases.csv"
    lists = folder / "yente" / "contrib" / "candidate_generation_benchmark" / "fixtures"
    figures: dict[str, Figure] = {}
    measures: dict[str, Score] = {
        "ours": lambda a, b, body: similarity(a, b, is_body=body),
        "token_set": lambda a, b, body: fuzz.token_set_ratio(a.lower(), b.lower()) / 100,
    }
    theirs = logic_v2()
    if theirs is not None:
        measures["logic_v2"] = theirs
    rows = list(csv.DictReader(cases.open(encoding="utf-8")))
    labelled = [(r["name1"], r["name2"], r["schema"] != "Person", r["is_match"] == "true") for r in rows]
    for name, score in measures.items():
        scored = [(score(a, b, body), same) for a, b, body, same in labelled]
        figures |= {f"{name}_pairs_{k}": v for k, v in best_f1(scored).items()}
        figures[f"{name}_pairs_f1_at_p90"] = best_f1(scored, PRECISION)["f1"]
    at = [(similarity(a, b, is_body=body) >= ALIKE, same) for a, b, body, same in labelled]
    figures["ours_pairs_f1_shipped"] = f1(at)
    for name, score in measures.items():
        if score is not theirs:
            figures[f"{name}_un_recall"] = listed_recall(lists, score)
    notes = (
        ("logic_v2 on listed persons: a million pairs at some milliseconds each",)
        if theirs
        else ("logic_v2: nomenklatura is not installed, and cannot be from wheels alone",)
    )
    return Measured(figures=figures, digests={"cases": files_digest(folder, [cases])}, notes=notes)


def logic_v2() -> Score | None:
    """nomenklatura's matcher `logic-v2` on names alone, as it comes; `None` where it is not installed."""
    try:
        matching = import_module("nomenklatura.matching")
        entities = import_module("followthemoney")
    except ImportError:
        return None
    algorithm = matching.get_algorithm("logic-v2")
    config = algorithm.default_config()

    @lru_cache(maxsize=10_000)
    def bearer(side: str, schema: str, name: str) -> Any:
        # nomenklatura keeps what it derived from a name by the entity's id, so each name has an id of its own
        row = {"id": f"{side} {schema} {name}", "schema": schema, "properties": {"name": [name]}}
        return entities.model.get_proxy(row)

    def score(one: str, other: str, is_body: bool) -> float:
        schema = "Organization" if is_body else "Person"
        pair = bearer("one", schema, one), bearer("other", schema, other)
        return float(algorithm.compare(*pair, config).score)

    return score


def f1(said: Sequence[tuple[bool, bool]]) -> float:
    """F1 of yes-or-no answers beside the truth."""
    hit = sum(a and b for a, b in said)
    return round(2 * hit / max(sum(a for a, _ in said) + sum(b for _, b in said), 1), 3)


def best_f1(scored: Sequence[tuple[float, bool]], least_precision: float = 0.0) -> dict[str, float]:
    """The best F1 over thresholds at which precision is high enough, with its precision and recall."""
    best = {"f1": 0.0, "p": 0.0, "r": 0.0}
    true = sum(same for _, same in scored)
    for threshold in sorted({s for s, _ in scored}):
        said = [same for s, same in scored if s >= threshold]
        p, r = sum(said) / len(said), sum(said) / true
        value = 2 * p * r / (p + r) if p + r else 0.0
        if p >= least_precision and value > best["f1"]:
            best = {"f1": round(value, 3), "p": round(p, 3), "r": round(r, 3)}
    return best


def listed_recall(folder: Path, score: Score, strangers: int = 2000) -> float:
    """The share of distorted listed names that score above all but one in a thousand strangers."""
    files = ("positives_un_untreated.csv", "positives_un_treated.csv", "negatives_global.csv")
    whole, changed, others = (_full_names(folder / name) for name in files)
    step = max(len(others) // strangers, 1)
    false = sorted((max(score(o, w, False) for w in whole) for o in others[::step]), reverse=True)
    bar = false[int(len(false) * FALSE_SHARE)]
    return round(sum(score(a, b, False) > bar for a, b in zip(whole, changed, strict=True)) / len(whole), 3)


def _full_names(path: Path) -> list[str]:
    return [row["full_name"] for row in csv.DictReader(path.open(encoding="utf-8"))]
