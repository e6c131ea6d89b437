"""What the network's outputs mean, in order; written by `training/export.py`, read with the model.

One rule: no composer knows an index; all go through the names here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from herodot.model.errors import ModelMissing

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
    least: float
    """Least confidence at which a statement is made."""
    faint: float
    """Least score of the second graph at which a draft is looked at, to be weighed beside the others."""


def shipped_name() -> str:
    """Name and version of the reader with the shipped model, which need not be loaded for that.

    Raises `ModelMissing`."""
    from importlib.resources import files

    try:
        text = (files("herodot.reader") / "model" / "labels.json").read_text("utf-8")
        return f"herodot-{json.loads(text)['version']}"
    except (OSError, ValueError, KeyError) as error:
        raise ModelMissing(f"The reader's labels cannot be read ({error}); install herodot again") from error


def read_labels(text: str) -> Labels:
    """Labels from the model's `labels.json`."""
    data: dict[str, Any] = json.loads(text)
    return Labels(
        version=data["version"],
        tags={task: tuple(names) for task, names in data["tags"].items()},
        least=data["least"],
        faint=data["faint"],
        **{name: tuple(data[name]) for name in LISTS},
    )
