"""Place names become places; near misses stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herodot.values.places import Place, countries_of, country_of, load_gazetteer, resolve_places


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
