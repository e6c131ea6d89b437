"""The exchange format: one JSON object a line, each with its `kind`.

One rule: rows are the records themselves, so what is written here can be read back. The keys of the exchange
format come first; other fields (media type, rule, why an answer stands so) follow.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TextIO

from herodot.model.plain import to_plain
from herodot.picture.picture import Picture

REPORT_KEYS = ("id", "outlet", "title", "published", "url", "text")


def write(picture: Picture, out: TextIO) -> dict[str, int]:
    """Writes reports, entities, statements, copies, answers, then what people decided; counts them."""
    counts: dict[str, int] = dict.fromkeys(("report", "entity", "statement", "copy", "answer"), 0)
    for row in rows(picture):
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        counts[row["kind"]] = counts.get(row["kind"], 0) + 1
    return counts


def rows(picture: Picture) -> Iterator[dict[str, Any]]:
    """The rows one after the other: all reports, then entities, statements, copies, answers."""
    for report in picture.reports.values():
        plain = to_plain(report)
        yield {"kind": "report", **{key: plain[key] for key in REPORT_KEYS}, **plain}
    mentions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for mention in picture.mentions:
        plain = to_plain(mention)
        del plain["entity"]
        mentions[picture.cluster[mention.entity]].append(plain)
    for entity in picture.entities.values():
        plain = to_plain(entity)
        del plain["kind_words"]
        parts = [to_plain(part) for part in picture.parts[entity.id]]
        yield {"kind": "entity", **plain, "mentions": mentions[entity.id], "parts": parts}
    for statement in picture.statements:
        yield {"kind": "statement", **to_plain(statement)}
    for copy in picture.copies:
        yield {"kind": "copy", **to_plain(copy)}
    for answer in picture.answers:
        # What is only wanted, planned or supposed has no standing.
        if answer.standing:
            plain = to_plain(answer)
            yield {"kind": "answer", **{key.rstrip("_"): value for key, value in plain.items()}}
    for judgment in picture.judgments:
        plain = to_plain(judgment)
        yield {**plain, "kind": "judgment", "decided": plain["kind"]}
    for undoing in picture.undoings:
        yield {"kind": "undoing", **to_plain(undoing)}
    yield from _reviews(picture)
    for search in picture.searches:
        yield {"kind": "saved search", **to_plain(search)}


def _reviews(picture: Picture) -> Iterator[dict[str, Any]]:
    """What people decided of statements; before it what the reader has that does not count for that."""
    for statement in picture.set_aside:
        yield {"kind": "original", **to_plain(statement)}
    for review in picture.reviews:
        plain = to_plain(review)
        yield {"kind": "review", "decided": plain.pop("kind"), **plain}
    for undoing in picture.review_undoings:
        yield {"kind": "review undoing", **to_plain(undoing)}
