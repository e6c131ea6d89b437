"""The exchange format: one JSON object a line, each with its `kind`.

One rule: rows are the records themselves, so what is written here can be read back to the same records. The
keys of the exchange format come first; other fields (media type, rule) follow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, TextIO

from herodot.export.facts import Facts
from herodot.model.plain import to_plain

REPORT_KEYS = ("id", "outlet", "title", "published", "url", "text")


def write(facts: Facts, out: TextIO, min_confidence: float = 0.0) -> dict[str, int]:
    """Writes reports, entities with their mentions, and statements; gives the number of rows of each kind."""
    counts = {"report": 0, "entity": 0, "statement": 0}
    for row in rows(facts, min_confidence):
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        counts[row["kind"]] += 1
    return counts


def rows(facts: Facts, min_confidence: float = 0.0) -> Iterator[dict[str, Any]]:
    """The rows one after the other: all reports, then all entities, then all statements."""
    for report in facts.reports():
        plain = to_plain(report)
        yield {"kind": "report", **{key: plain[key] for key in REPORT_KEYS}, **plain}
    mentions = groupby(facts.mentions(), key=lambda mention: mention.entity)
    ahead = next(mentions, None)
    for entity in facts.entities():
        found: list[dict[str, Any]] = []
        if ahead is not None and ahead[0] == entity.id:
            found = [to_plain(mention) for mention in ahead[1]]
            ahead = next(mentions, None)
        for mention in found:
            del mention["entity"]
        yield {"kind": "entity", **to_plain(entity), "mentions": found}
    for statement in facts.statements():
        if statement.confidence >= min_confidence:
            yield {"kind": "statement", **to_plain(statement)}
