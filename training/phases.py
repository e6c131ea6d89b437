"""A report of an annotated world through the reader's first phases, for what is fitted after the network.

One rule: the reader's own parse, candidates and links are what it learns on, never the annotators'.
"""

from __future__ import annotations

import json
import pathlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from herodot.reader.attribution import find_quotes
from herodot.reader.candidates import Spot, find_spots
from herodot.reader.coreference import Cluster, find_entities
from herodot.reader.events import name_types
from herodot.reader.links import Link, find_links
from herodot.reader.parse import Parse, parse_text
from herodot.reader.prepare import cut_windows, split_words
from herodot.reader.runtime import Network
from herodot.text.body import Text, canonical
from herodot.values.dates import find_dates
from herodot.values.numbers import find_numbers
from training import silver


@dataclass(slots=True)
class Phases:
    """What the reader sees of a report up to its clusters, and what the annotators say of it."""

    report: dict[str, Any]
    parse: Parse
    spots: list[Spot]
    links: list[Link]
    clusters: list[Cluster]
    entity_of: dict[int, int]
    annotated: silver.Annotated
    entities: dict[str, dict[str, Any]]
    """The annotators' entities of the whole world, by id."""


def phases(folder: pathlib.Path, network: Network) -> Iterator[Phases]:
    """Every plain-text report of a world. About a third of a second each."""
    entities = {e["id"]: e for e in silver.read_lines(folder / "gold" / "entities.jsonl")}
    by_report: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in silver.read_lines(folder / "gold" / "statements.jsonl"):
        by_report[row["report"]].append(row)
    for report in silver.read_lines(folder / "index.jsonl"):
        if not report["file"].endswith(".txt"):
            continue
        text = canonical((folder / "reports" / report["file"]).read_text("utf-8"))
        parse, spots, links = see(text, report["published"], network)
        trees, quotes = (network.antecedents, network.pronouns), find_quotes(parse, spots)
        clusters = find_entities(parse, spots, links, *trees, quotes)
        entity_of = {n: k for k, c in enumerate(clusters) for n in (*c.spots, *c.pronouns)}
        annotated = silver.annotate(folder.name, report, text.body, entities, by_report[report["id"]])
        yield Phases(report, parse, spots, links, clusters, entity_of, annotated, entities)


def see(text: Text, published: str | None, network: Network) -> tuple[Parse, list[Spot], list[Link]]:
    """What the network and the rules for candidates see of a text."""
    words = split_words(text)
    windows = cut_windows([text.body[a:b] for a, b in words.spans], words.sentences, network.tokenizer)
    parse = parse_text(text.body, words, windows, network)
    dates = find_dates(text.body, published)
    spots = find_spots(parse, dates, find_numbers(text.body, dates))
    links = find_links(parse, spots, network)
    return parse, name_types(spots, links), links


def write_weights(path: pathlib.Path, data: dict[str, Any]) -> None:
    """Weights as a JSON file that reads well in a diff."""
    path.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
