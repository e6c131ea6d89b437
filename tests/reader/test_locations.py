"""Where the places of a report lie, with the shipped gazetteer."""

from __future__ import annotations

import pytest

from herodot.model.records import Entity
from herodot.reader.locations import locate


def entity(name: str, kind: str = "Place") -> Entity:
    """An entity of that name; without one it is only described."""
    return Entity(
        id=f"e-{kind}-{name}", report="r1", type=kind, names=(name,) if name else (),
        description="" if name else "a hill",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "country", "area", "kind", "near"),
    [
        ("Norway", "NO", None, "country", (62, 10)),
        ("Bavaria", "DE", "Bavaria", "area", (49, 11)),
        ("Lisbon", "PT", "Lisbon", "city", (38.7, -9.1)),
        ("Nairobi", "KE", "Nairobi", "city", (-1.3, 36.8)),
    ],
)
def test_a_known_place_is_located(
    name: str, country: str, area: str | None, kind: str, near: tuple[float, float]
) -> None:
    """Country, first-level area, kind and coordinates in degrees, to five places; nothing else changes."""
    place = entity(name)
    (found,) = locate([place], f"It rained in {name}.")
    at = found.location
    assert at is not None
    assert (at.name, at.country, at.area, at.kind) == (name, country, area, kind)
    assert (at.latitude, at.longitude) == pytest.approx(near, abs=0.6)
    assert (round(at.latitude, 5), round(at.longitude, 5)) == (at.latitude, at.longitude)
    assert (found.id, found.names, found.type) == (place.id, place.names, place.type)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(entity("Qworzling Ford"), id="no such place"),
        pytest.param(entity(""), id="a place without a name"),
        pytest.param(entity("Lisbon", "Organization"), id="a club of that name"),
        pytest.param(entity("Lisbon", "Person"), id="a person of that name"),
    ],
)
def test_what_is_not_found_has_no_location(other: Entity) -> None:
    """An unknown name, a description and what is no place stay as they are, also beside a place that is found."""
    assert locate([other], "It rained.") == [other]
    found = locate([other, entity("Norway")], "It rained in Norway.")
    assert found[0] == other
    assert found[1].location is not None


@pytest.mark.parametrize(("beside", "area"), [("Alabama", "Alabama"), ("Manchester", "England")])
def test_places_speak_for_their_neighbours(beside: str, area: str) -> None:
    """One name of two cities is the one beside the report's other places; two entities of one name lie together."""
    names = ("Birmingham", beside, "Birmingham")
    found = locate([entity(n) for n in names], "It rained in Birmingham.")
    assert [e.names[0] for e in found] == list(names)
    assert found[0].location is not None
    assert found[0].location.area == area
    assert found[2].location == found[0].location


@pytest.mark.parametrize(
    ("body", "area"), [("A hill near Birmingham, Alabama.", "Alabama"), ("A hill.", "England")]
)
def test_the_text_speaks_too(body: str, area: str) -> None:
    """What the text says beside a name counts, also where no entity has it."""
    (found,) = locate([entity("Birmingham")], body)
    assert found.location is not None
    assert found.location.area == area


def test_only_places_speak() -> None:
    """A club by the name of an area does not draw a city into it."""
    found = locate([entity("Birmingham"), entity("Alabama", "Organization")], "It rained.")
    assert found[0].location is not None
    assert found[0].location.area == "England"


def test_a_report_without_places_is_left_alone() -> None:
    """No entities, no locations."""
    assert locate([], "") == []
    assert locate([entity("Ann Bell", "Person")], "") == [entity("Ann Bell", "Person")]
