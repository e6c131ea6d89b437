"""What the network's outputs mean, in order; written by `training/export.py`, read with the model.

One rule: no composer knows an index; all go through the names here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

LISTS = ("pos", "relations", "event_types", "pairs", "certainties", "moods")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Names of the labels of every head, and what the model says of itself."""

    version: str
    tags: dict[str, tuple[str, ...]]
    """Task to its labels (`O`, `B-…`, `I-…`), in the order in which the tasks lie beside one another."""
    pos: tuple[str, ...]
    relations: tuple[str, ...]
    event_types: tuple[str, ...]
    pairs: tuple[str, ...]
    certainties: tuple[str, ...]
    moods: tuple[str, ...]
    thresholds: dict[str, float]
    """Least probability for each pair label; `default` for those not named."""

    def threshold(self, label: str) -> float:
        """Least probability at which a pair label is taken."""
        return self.thresholds.get(label, self.thresholds["default"])


def read_labels(text: str) -> Labels:
    """Labels from the model's `labels.json`."""
    data: dict[str, Any] = json.loads(text)
    return Labels(
        version=data["version"],
        tags={task: tuple(names) for task, names in data["tags"].items()},
        thresholds=data["thresholds"],
        **{name: tuple(data[name]) for name in LISTS},
    )
