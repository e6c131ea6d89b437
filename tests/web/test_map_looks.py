"""The map from near: looks that are addresses, points over one another, extents, what is outside."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herodot.model.errors import BadValue
from herodot.pages.drawn import Filter, MapPage, look_of
from herodot.web.globe import HIGHEST, WIDTH
from herodot.web.map_drawing import MapDrawing, draw_map
from tests.web.test_drawings import a_map, at, site, thing


def looked(page: MapPage, near: str = "", middle: str = "", km: str = "") -> MapDrawing:
    """The drawing of a page seen from where the address says."""
    return draw_map(replace(page, look=look_of(near, middle, km)))


def asked_of(address: str) -> dict[str, str]:
    """What the address of a look asks for."""
    return {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}


SAHEL = a_map(
    site("Marrat", at(13.8, 20.8, country="TD")),
    site("Zouar", at(20.4, 16.5, country="TD")),
    site("Niamey", at(13.5, 2.1, country="NE")),
)


def test_closer_is_closer_and_back() -> None:
    """One step closer halves what is seen and one wider doubles it; no step leads nowhere."""
    first = looked(SAHEL, middle="14,20", km="800")
    by_key = {s.key: s for s in first.steps}
    closer = looked(SAHEL, **asked_of(by_key["+"].address))
    assert (first.km, closer.km) == (800, 400)
    back = next(s for s in closer.steps if s.key == "-")
    assert looked(SAHEL, **asked_of(back.address)).km == 800
    assert "+" not in {s.key for s in looked(SAHEL, middle="14,20", km="1").steps}
    assert "-" not in {s.key for s in looked(SAHEL, middle="14,20", km="99999").steps}
    assert "0" not in {s.key for s in draw_map(SAHEL).steps}
    assert by_key["0"].address == "/map#drawing"


@pytest.mark.parametrize(
    ("key", "dx", "dy"),
    [("ArrowLeft", 1, 0), ("ArrowRight", -1, 0), ("ArrowUp", 0, 1), ("ArrowDown", 0, -1)],
)
def test_each_side_is_where_it_says(key: str, dx: int, dy: int) -> None:
    """Whoever looks west sees what is there move east, and so to each side; across the date line too."""
    for here, middle in (((13.8, 20.8), "13.8,20.8"), ((-17.0, 179.9), "-17,179.9")):
        page = a_map(site("Here", at(*here)))
        (was,) = looked(page, middle=middle, km="500").marks
        step = next(s for s in looked(page, middle=middle, km="500").steps if s.key == key)
        (now,) = looked(page, **asked_of(step.address)).marks
        moved = now.x - was.x, now.y - was.y
        assert moved[0] == pytest.approx(dx * WIDTH * 0.4, abs=8)
        assert moved[1] == pytest.approx(dy * 540 * 0.4, abs=8)


def test_a_look_keeps_what_was_asked_for() -> None:
    """A link to another look keeps the filter, and lands on the drawing."""
    page = replace(SAHEL, filter=Filter(name="Dock & Union", contested=True))
    (closer,) = [s.address for s in draw_map(page).steps if s.key == "+"]
    asked = asked_of(closer)
    assert (asked["name"], asked["contested"]) == ("Dock & Union", "1")
    assert closer.endswith("#drawing")


def test_a_country_is_looked_at_whole() -> None:
    """The links name the countries of what is here; one leads to where all of that country is seen."""
    links = {s.words: asked_of(s.address) for s in draw_map(SAHEL).countries}
    assert links == {"Chad": {"near": "TD"}, "Niger": {"near": "NE"}}
    seen = looked(SAHEL, near="td")
    assert {m.label.text for m in seen.marks if m.label} == {"Marrat", "Zouar"}
    assert [s.words for s in seen.far] == ["Niamey"]
    assert "Marrat" in {m.label.text for m in looked(SAHEL, **asked_of(seen.places[0])).marks if m.label}
    assert draw_map(a_map(site("Marrat", at(13.8, 20.8, country="TD")))).countries == ()


def test_points_over_one_another_are_one_until_one_looks_closer() -> None:
    """Three villages a few kilometres apart are one mark on a map of Africa; its link shows each, and none is lost."""
    page = a_map(
        site("Marrat", at(13.80, 20.80)),
        site("Birak", at(13.84, 20.83), thing("raid", "Marrat")),
        site("Am Zoer", at(13.76, 20.78)),
        site("Cape", at(-33.9, 18.4)),
    )
    heap, alone = sorted(draw_map(page).marks, key=lambda m: m.number)
    assert (heap.sign, alone.kind) == ("differs", "city")
    assert heap.label is not None
    assert heap.label.text == "≠ Marrat and 2 more (3)"
    assert all(name in heap.title for name in ("Marrat", "Birak", "Am Zoer"))
    closer = looked(page, **asked_of(heap.address))
    assert {m.title.partition(":")[0] for m in closer.marks} == {"Marrat", "Birak", "Am Zoer"}


def test_a_town_near_by_is_as_wide_as_it_is_known() -> None:
    """From near a town is a ring of the kilometres that its point may be off, with larger towns to know one's way."""
    page = a_map(site("Marrat", at(13.8, 20.8, km=5.0)))
    far, near = looked(page, middle="13.8,20.8", km="3000"), looked(page, middle="13.8,20.8", km="200")
    assert (far.marks[0].radius, near.marks[0].radius) == (4.5, pytest.approx(24, abs=0.5))
    assert far.towns == ()
    assert "Abéché" in {label.text for _, _, label in near.towns}


def test_a_tiny_country_can_be_found() -> None:
    """On a map of the world a country of few kilometres has a ring; one that is seen has none."""
    page = a_map(
        site("Bahrain", at(26.0, 50.5, "country", "BH")),
        site("Brazil", at(-10.0, -55.0, "country", "BR")),
        site("Japan", at(36.0, 138.0, "country", "JP")),
    )
    ringed = {m.title.partition(":")[0]: m.ringed for m in draw_map(page).marks}
    assert ringed == {"Bahrain": True, "Brazil": False, "Japan": False}
    assert not looked(page, near="BH").marks[-1].ringed


def test_a_country_seen_in_part_is_named() -> None:
    """Where the middle of a country is not seen, its name stands in what is."""
    drawing = looked(a_map(site("Faya", at(17.9, 19.1))), middle="17.9,19.1", km="300")
    assert [n.text for n in drawing.names] == ["Chad"]


@pytest.mark.parametrize(
    ("near", "middle", "km"),
    [("MALI", "", ""), ("M1", "", ""), ("", "here", ""), ("", "13.5", ""), ("", "99,0", ""), ("", "1,181", ""),
     ("", "nan,1", ""), ("", "1,2", "wide"), ("", "1,2", "-4"), ("", "1,2", "1e9")],
)  # fmt: skip
def test_a_look_that_is_none_is_refused(near: str, middle: str, km: str) -> None:
    """In words that say how to write it."""
    with pytest.raises(BadValue, match="write"):
        look_of(near, middle, km)


@settings(max_examples=40, deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 99_999))
def test_any_look_can_be_drawn(latitude: float, longitude: float, km: float) -> None:
    """Wherever and however wide: a drawing of one height, whose steps can be drawn in turn."""
    drawing = looked(SAHEL, middle=f"{latitude:.3f},{longitude:.3f}", km=f"{km:.1f}")
    assert 0 < drawing.height <= HIGHEST
    for step in drawing.steps:
        look_of(**{"near": "", "middle": "", "km": "", **asked_of(step.address)})
