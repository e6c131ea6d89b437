"""Chooses, for all the place names of one report together, which place each of them is.

Every name has candidates from the gazetteer. Each starts with a score of its own (kind, people, being the
main name, being held by a place the text gives with it). Then, for some rounds, each candidate is lifted by
what the other names probably are: near it, in its area, in its country. This is relaxation labelling
(Rosenfeld, Hummel and Zucker 1976). The weights were chosen on half of the articles of the LGL corpus;
`benchmarks/places.py` measures both halves.

One rule: the same names with the same words around them give the same places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from herodot.values.places_context import containers, named_containers, outer_names
from herodot.values.places_fold import called_kind, place_key, reductions, tidy
from herodot.values.places_gazetteer import Gazetteer, Place, holds, prominence

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each sign counts, in the units of a softmax."""

    main_name: float = 1.0
    held: float = 8.0
    near: float = 6.0
    near_km: float = 200.0
    wide_near: float = 0.5
    """The same where one of the two is a country, region or area."""
    wide_km: float = 500.0
    same_area: float = 2.0
    same_country: float = 1.0
    hint: float = 3.0
    text: float = 0.5
    """How much a country or area that the text names counts beside the names asked for."""
    soft: float = 2.0
    """Above this sum of support, more support counts less."""
    rounds: int = 4
    known: int = 50_000
    """Inhabitants from which a town may be meant by another of its names ("Kiev") though nothing speaks for its
    country."""
    most: int = 40
    """Candidates kept for a name."""


WEIGHTS = Weights()
WIDE_KINDS = ("area", "district")
"""What words of kind may call a place that is more than a town."""


@dataclass(slots=True)
class _Name:
    places: tuple[Place, ...]
    weight: float
    own: list[float]
    guessed: bool = False
    """Found only by another transliteration, as the town of what is called a province or district, or as a small town
    by another of its names: it counts where another name speaks for its country."""


def resolve_places(
    names: Sequence[str],
    gazetteer: Gazetteer,
    hints: Sequence[str] = (),
    context: str = "",
    weights: Weights = WEIGHTS,
) -> tuple[Place | None, ...]:
    """For each place name of one report the place it most probably is, `None` where no place has the name.

    `names` are all of the report's place names, demonyms too; a name given twice is one place. `hints` are
    names of countries, areas or places that the outlet is known to belong to. `context` is the report's
    text: places that it puts inside others ("Paris, Texas") and the countries and areas that it names count.
    """
    asked = list(dict.fromkeys(names))
    nodes = [_candidates(name, gazetteer, context, weights) for name in asked]
    nodes += [_evidence(hint, gazetteer, weights.hint) for hint in hints]
    if context:
        seen = {place_key(name) for name in asked}
        for words, count in named_containers(context, gazetteer).items():
            if place_key(words) not in seen:
                nodes.append(_evidence(words, gazetteer, weights.text * min(count, 3) ** 0.5))
    speaks = [(id(node), place.country) for node in nodes if not node.guessed for place in node.places[:1]]
    held = [node for node in nodes if node.places]
    chosen = dict(zip(map(id, held), _relax(held, weights), strict=True))
    best = {name: chosen.get(id(node)) for name, node in zip(asked, nodes, strict=False)}
    for name, node in zip(asked, nodes, strict=False):
        place = best[name]
        if place is None:
            continue
        if (node.guessed or _is_by_name(_key(name), place, weights)) and not any(
            country == place.country for other, country in speaks if other != id(node)
        ):
            best[name] = None
        elif place.kind == "city" and called_kind(name) in WIDE_KINDS:
            best[name] = replace(place, kind="district")  # it may be anywhere around the town
    return tuple(best[name] for name in names)


def _candidates(name: str, gazetteer: Gazetteer, context: str, weights: Weights) -> _Name:
    places = gazetteer.lookup(name)[: weights.most]
    guessed = bool(places) and not gazetteer.named(tidy(name))
    guessed = guessed and places == gazetteer.spelled_like(name)[: weights.most]
    key = _key(name)
    guessed = guessed or (
        all(place.kind == "city" for place in places)
        and (called_kind(name) in WIDE_KINDS or all(_is_by_name(key, place, weights) for place in places))
    )
    outer = [holder for words in outer_names(name, context) for holder in containers(words, gazetteer)]
    own = prominence(places)
    for i, place in enumerate(places):
        own[i] += weights.main_name * _is_main_name(key, place.name)
        if any(holds(holder, place) for holder in outer):
            own[i] += weights.held
    return _Name(places=places, weight=0.3 if guessed else 1.0, own=own, guessed=guessed)


def _is_main_name(key: str, name: str) -> bool:
    """Whether a key is of the place's first name, or of that without a word of kind: "Gaza" of "Gaza Strip"."""
    return place_key(name) == key or any(place_key(reduced.name) == key for reduced in reductions(name))


def _key(name: str) -> str:
    return place_key(tidy(name).partition(",")[0])


def _is_by_name(key: str, place: Place, weights: Weights) -> bool:
    """Whether a town is found only by another of its names, and is too small for a reader to think of it by that."""
    return place.kind == "city" and place.population < weights.known and not _is_main_name(key, place.name)


def _evidence(words: str, gazetteer: Gazetteer, weight: float) -> _Name:
    places = gazetteer.containers(words) or gazetteer.lookup(words)[:5]
    return _Name(places=places, weight=weight, own=prominence(places))


def _relax(nodes: list[_Name], weights: Weights) -> list[Place]:
    import numpy as np

    if not nodes:
        return []
    places = [place for node in nodes for place in node.places]
    starts = np.cumsum([0, *(len(node.places) for node in nodes)])
    owner = np.repeat(np.arange(len(nodes)), np.diff(starts))
    own = np.array([score for node in nodes for score in node.own])
    node_weight = np.array([node.weight for node in nodes])
    ties = _ties(places, weights)
    ties[owner[:, None] == owner[None, :]] = 0.0
    score = own
    for _ in range(weights.rounds):
        belief = _softmax(score, starts)
        lifted = np.maximum.reduceat(ties * belief[None, :], starts[:-1], axis=1) @ node_weight
        score = own + np.where(
            lifted > weights.soft, weights.soft + np.log1p(np.maximum(lifted - weights.soft, 0)), lifted
        )
    return [
        node.places[int(np.argmax(score[a:b]))] for node, a, b in zip(nodes, starts, starts[1:], strict=False)
    ]


def _softmax(score: Floats, starts: npt.NDArray[np.int_]) -> Floats:
    import numpy as np

    top = np.maximum.reduceat(score, starts[:-1])
    raised = np.exp(score - np.repeat(top, np.diff(starts)))
    belief: Floats = raised / np.repeat(np.add.reduceat(raised, starts[:-1]), np.diff(starts))
    return belief


def _ties(places: Sequence[Place], weights: Weights) -> Floats:
    """How much each place (row) is lifted when another (column) is meant."""
    import numpy as np

    latitude = np.radians([place.latitude for place in places])
    longitude = np.radians([place.longitude for place in places])
    half = np.sin((latitude[:, None] - latitude) / 2) ** 2
    half += np.cos(latitude[:, None]) * np.cos(latitude) * np.sin((longitude[:, None] - longitude) / 2) ** 2
    km = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    wide = np.array([place.kind in ("country", "region") for place in places])
    area_kind = np.array([place.kind == "area" for place in places])
    points = ~(wide | area_kind)
    ties: Floats = weights.near * np.exp(-km / weights.near_km) * (points[:, None] & points)
    ties += weights.wide_near * np.exp(-km / weights.wide_km) * ~(points[:, None] & points)
    country = np.array([place.country or f"?{i}" for i, place in enumerate(places)])
    area = np.array(
        [f"{place.country}.{place.area}" if place.area else f"?{i}" for i, place in enumerate(places)]
    )
    ties += weights.same_country * (country[:, None] == country)
    ties += weights.same_area * (area[:, None] == area)
    return ties
