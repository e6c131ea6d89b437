"""Place names become places; near misses stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herodot.values.places import (
    Place,
    called_kind,
    countries_of,
    country_of,
    load_gazetteer,
    resolve_places,
)


def top(name: str) -> Place:
    """The first place of a name; fails when there is none."""
    found = load_gazetteer().lookup(name)
    assert found, name
    return found[0]


@pytest.mark.parametrize(
    ("name", "country", "area", "kind"),
    [
        ("Helmand province", "AF", "Helmand", "area"),
        ("the district of Musa Qala", "AF", "Helmand", "city"),
        ("Musa Qala", "AF", "Helmand", "city"),
        ("Musa Qal'eh", "AF", "Helmand", "city"),
        ("Mosul, Iraq", "IQ", "Nineveh", "city"),
        ("Mosul’s", "IQ", "Nineveh", "city"),
        ("Paris, Texas", "US", "Texas", "city"),
        ("Washington, D.C.", "US", "District of Columbia", "city"),
        ("Ga.", "US", "Georgia", "area"),
        ("Calif.", "US", "California", "area"),
        ("Nova Scotia", "CA", "Nova Scotia", "area"),
        ("UAE", "AE", None, "country"),
        ("U.S.", "US", None, "country"),
        ("UK", "GB", None, "country"),
        ("DRC", "CD", None, "country"),
        ("CAR", "CF", None, "country"),
        ("the Netherlands", "NL", None, "country"),
        ("Côte d’Ivoire", "CI", None, "country"),
        ("North Korea", "KP", None, "country"),
        ("northern Mali", "ML", None, "region"),
        ("the north of Mali", "ML", None, "region"),
        ("the Sahel", "", None, "region"),
        ("the West Bank", "PS", "West Bank", "area"),
        ("Pakistani", "PK", None, "country"),
        ("Afghans", "AF", None, "country"),
        ("Texan", "US", "Texas", "area"),
        ("al-Bab", "SY", "Aleppo", "city"),
        ("Ain al-Arab", "SY", "Aleppo", "city"),
        ("Qandahar", "AF", "Kandahar", "city"),
        ("Lashkargah", "AF", "Helmand", "city"),
        ("Uruzgan province", "AF", "Oruzgan", "area"),
        ("Kabul", "AF", "Kabul", "city"),
        ("Kabul province", "AF", "Kabul", "area"),
        ("New York", "US", "New York", "area"),
        ("New York City", "US", "New York", "city"),
    ],
)
def test_a_name_leads_to_its_place(name: str, country: str, area: str | None, kind: str) -> None:
    """The first answer of the gazetteer is the place that a reader would think of first."""
    place = top(name)
    assert (place.country, place.area, place.kind) == (country, area, kind)


def test_saint_and_its_short_form_are_one_name() -> None:
    """ "St. Louis" and "Saint Louis" lead to the same places."""
    assert load_gazetteer().lookup("St. Louis") == load_gazetteer().lookup("Saint Louis")


def test_a_part_of_a_country_keeps_its_words_and_the_countrys_point() -> None:
    """ "Northern Mali" is named as asked and lies at the middle of Mali."""
    part, whole = top("northern Mali"), top("Mali")
    assert part.name == "northern Mali"
    assert (part.latitude, part.longitude) == (whole.latitude, whole.longitude)


@pytest.mark.parametrize("name", ["", " ", ",", "the", "Qwxzzy", "province of", "!!!"])
def test_what_no_table_holds_is_nothing(name: str) -> None:
    """Words that name no place give none; nothing is guessed at."""
    assert load_gazetteer().lookup(name) == ()
    assert resolve_places([name], load_gazetteer()) == (None,)


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Nigerien", "Niger"),
        ("Nigerian", "Nigeria"),
        ("Guinean", "Guinea"),
        ("Bissau-Guinean", "Guinea-Bissau"),
        ("Congolese", "Democratic Republic of the Congo"),
        ("South Sudanese", "South Sudan"),
        ("Sudanese", "Sudan"),
        ("Britons", "United Kingdom"),
        ("Burma", "Myanmar"),
        ("blue", None),
        ("Texan", None),
    ],
)
def test_a_demonym_is_of_its_own_country(word: str, country: str | None) -> None:
    """Demonyms that look alike are of different countries; other words are of none."""
    assert country_of(word) == country


def test_a_shared_demonym_names_every_country() -> None:
    """Both Congos are Congolese."""
    assert set(countries_of("Congolese")) == {"Democratic Republic of the Congo", "Republic of the Congo"}


@pytest.mark.parametrize(
    ("names", "context", "country", "area"),
    [
        (["Georgia", "Tbilisi", "Russia"], "", "GE", None),
        (["Georgia", "Atlanta", "Alabama"], "", "US", "Georgia"),
        (["Paris", "Dallas", "Lamar County", "Texas"], "", "US", "Texas"),
        (["Paris", "France", "Lyon"], "", "FR", "Île-de-France"),
        (["Paris"], "A fire in Paris, Texas, was put out.", "US", "Texas"),
        (["Paris"], "A fire in Paris was put out.", "FR", "Île-de-France"),
        (["Tripoli", "Beirut"], "", "LB", "North Lebanon"),
        (["Gaza"], "", "PS", "Gaza Strip"),
        (["Niger", "Nigeria"], "", "NE", None),
        (["Washington", "Moscow"], "", "US", "District of Columbia"),
        (["Tripoli", "Benghazi"], "", "LY", "Tripoli"),
    ],
)
def test_the_places_of_a_report_decide_together(
    names: list[str], context: str, country: str, area: str | None
) -> None:
    """The same name is another place in other company."""
    place = resolve_places(names, load_gazetteer(), context=context)[0]
    assert place is not None
    assert (place.country, place.area) == (country, area)


def test_a_hint_decides_where_nothing_else_does() -> None:
    """The outlet's country counts when the names alone do not tell."""
    gazetteer = load_gazetteer()
    london = resolve_places(["London", "Woodstock"], gazetteer, hints=["Canada", "Ontario"])[0]
    assert london is not None
    assert london.country == "CA"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from(["Paris", "Gao", "Mali", "St. Louis"])), max_size=6
    )
)
def test_any_words_are_taken(names: list[str]) -> None:
    """One answer a name, the same for the same name, and the same when asked again."""
    found = resolve_places(names, load_gazetteer(), context=" ".join(names))
    assert len(found) == len(names)
    assert found == resolve_places(names, load_gazetteer(), context=" ".join(names))
    assert all(found[i] == found[names.index(name)] for i, name in enumerate(names))


@pytest.mark.parametrize(
    ("name", "beside", "found"),
    [
        ("Seno province", "Niamey", None),
        ("Seno province", "Vientiane", ("LA", "district")),
        ("Seno", "Niamey", None),
        ("Seno", "Vientiane", ("LA", "city")),
        ("Téra department", "Niamey", ("NE", "district")),
        ("Téra department", "Bogotá", None),
        ("Téra", "Bogotá", ("NE", "city")),
        ("Kidal region", "Bogotá", ("ML", "area")),
        ("Kiev", "Bogotá", ("UA", "city")),
        ("Kobani", "Bogotá", ("SY", "city")),
        ("Tartus", "Bogotá", ("SY", "city")),
    ],
)
def test_a_province_is_no_town_of_another_country(
    name: str, beside: str, found: tuple[str, str] | None
) -> None:
    """What is called a province is a town only where another name speaks for the town's country, and then as wide as a
    district; so is a small town that has the name only beside its own. An area of the name, a town by its own name and
    a large one by an old name need nobody to speak for them."""
    place, _ = resolve_places([name, beside], load_gazetteer())
    assert (place and (place.country, place.kind)) == found


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Marrat province", "area"), ("the district of Marrat", "district"), ("Marrat village", "city"),
     ("Marrat", None), ("Provincetown", None), ("province", None)],
)  # fmt: skip
def test_words_of_kind_tell_how_exact_a_place_is(name: str, kind: str | None) -> None:
    """A word of its own tells it; a part of a word, or the word alone, does not."""
    assert called_kind(name) == kind


def test_larger_towns_are_found_by_where_they_lie() -> None:
    """The most populous first, only those in the frame, also across the date line; places nobody counted never."""
    gazetteer = load_gazetteer()
    names = [p.name for p in gazetteer.largest_cities(13.0, 14.0, 1.5, 1.5, 3)]
    assert names[0] == "Niamey"
    assert len(names) <= 3
    assert {p.country for p in gazetteer.largest_cities(-19.0, -16.0, 177.0, 5.0, 5)} == {"FJ"}
    assert gazetteer.largest_cities(-60.0, -55.0, -140.0, 5.0, 5) == ()
