"""Names of people and organizations: what may be one, and the near misses that may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.values.names import (
    PersonName,
    could_be_same_organization,
    could_be_same_person,
    fold,
    is_acronym_of,
    is_honorific,
    looks_like_acronym,
    person_parts,
    same_spelling,
    strip_titles,
    title_gender,
)

SAME_PEOPLE = [
    ("Mahmood", "Usama Mahmood"),
    ("Osama Mahmoud", "Usama Mahmood"),
    ("Gen. Karim Daud", "Karim Daud"),
    ("President Daud", "Karim Daud"),
    ("K. Daud", "Karim Daud"),
    ("George Bush", "George W. Bush"),
    ("J.K. Larsen", "Johanna Karin Larsen"),
    ("Umar", "Omar"),
    ("Youssef Haddad", "Yusuf Haddad"),
    ("Mohammed Salim", "Muhammad Saleem"),
    ("Mohd Salim", "Mohamed Salim"),
    ("Abdul Rahman Nuri", "Abdulrahman Nuri"),
    ("Abd al-Rahman Nuri", "Abdel Rahman Nuri"),
    ("Abu Bakr al-Misri", "Abou Bakr el-Misri"),
    ("Saif al-Din Qutb", "Saifuddin Qutb"),
    ("Hussein al-Tikriti", "Husayn Tikriti"),
    ("Muammar Qaddafi", "Moammar Gaddafi"),
    ("Mohamed Ould Ahmed", "Mohamed Ahmed"),
    ("Larsen, Johanna", "Johanna Larsen"),
    ("Ahmed Gaid", "Ahmed Gaid Salah"),
    ("Imran", "Imran Yusufzai"),
    ("Émile Dubois", "Emile Dubois"),
    ("Pat O'Neill", "Pat O’Neill"),
    ("John Brown Jr.", "John Brown"),
]
OTHER_PEOPLE = [
    ("Asim Umar", "Mullah Umar Farooq"),
    ("Umar", "Amir"),
    ("Robert", "Roberta"),
    ("Paul Martin", "Paula Martin"),
    ("Bell", "Bill"),
    ("Anna Hansen", "Anna Hanson"),
    ("John A. Brown", "John B. Brown"),
    ("George W. Bush", "George H. W. Bush"),
    ("John Brown Jr.", "John Brown Sr."),
    ("Karim Daud", "Salim Daud"),
    ("Karim Daud", "Karim Nuri"),
    ("Hassan Nuri", "Hussein Nuri"),
    ("K. D.", "Karim Daud"),
    ("K", "Karim Daud"),
    ("President", "Karim Daud"),
    ("", "Karim Daud"),
    ("Abdul Rahman", "Abdul Karim"),
    ("Gaid", "Ahmed Gaid Salah"),
]
SAME_BODIES = [
    ("the Houthi movement", "Houthis"),
    ("Nusra", "al-Nusra Front"),
    ("Defense Ministry", "Ministry of Defence"),
    ("the army", "the Iraqi army"),
    ("the Front", "National Salvation Front"),
    ("the ministry", "Ministry of Health"),
    ("Al-Qaeda", "Al Qaida"),
    ("Hezbollah", "Hizbullah"),
    ("Al Shabaab", "al-Shabab"),
    ("Amnesty", "Amnesty International"),
    ("Acme Inc.", "Acme"),
    ("Acme Holdings Ltd", "Acme"),
    ("HRW", "Human Rights Watch"),
    ("the Lashkar group", "the Lashkar movement"),
    ("Foreign Ministry", "the Turkish Foreign Ministry"),
]
OTHER_BODIES = [
    ("National Front", "National Liberation Front"),
    ("Taliban", "Pakistani Taliban"),
    ("Islamic State", "Islamic Front"),
    ("Ministry of Defence", "Ministry of Interior"),
    ("the Syrian army", "the Iraqi army"),
    ("Ansar", "Ansaru"),
    ("UN", "United Nations Security Council"),
    ("the party", "National Salvation Front"),
    ("Labour Party", "Liberal Party"),
    ("the", "Labour Party"),
    ("Unity Party", "Unity Front"),
]


@pytest.mark.parametrize(("one", "other"), SAME_PEOPLE)
def test_names_that_may_be_one_persons(one: str, other: str) -> None:
    """A part of a name, a title, an initial or another spelling does not part two people."""
    assert could_be_same_person(one, other)


@pytest.mark.parametrize(("one", "other"), OTHER_PEOPLE)
def test_names_that_are_two_persons(one: str, other: str) -> None:
    """A word that stands against another word parts two people, however alike the rest."""
    assert not could_be_same_person(one, other)


@pytest.mark.parametrize(("one", "other"), SAME_BODIES)
def test_names_that_may_be_one_bodys(one: str, other: str) -> None:
    """Words of kind, legal forms, plurals, acronyms and spellings do not part two bodies."""
    assert could_be_same_organization(one, other)


@pytest.mark.parametrize(("one", "other"), OTHER_BODIES)
def test_names_that_are_two_bodies(one: str, other: str) -> None:
    """A word that tells bodies apart is never dropped."""
    assert not could_be_same_organization(one, other)


_NAMES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [name for pair in SAME_PEOPLE + OTHER_PEOPLE + SAME_BODIES + OTHER_BODIES for name in pair]
    ),
)


@given(_NAMES, _NAMES)
def test_comparing_is_symmetric_and_reflexive(one: str, other: str) -> None:
    """The order of the two names does not count, and every name may be itself."""
    assert could_be_same_person(one, other) == could_be_same_person(other, one)
    assert could_be_same_organization(one, other) == could_be_same_organization(other, one)
    assert could_be_same_person(one, one)
    assert could_be_same_organization(one, one)


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(name: str) -> None:
    """`fold` leaves nothing to fold, and parts of any words can be told."""
    assert fold(fold(name)) == fold(name)
    titles, bare = strip_titles(name)
    assert f"{titles} {bare}".split() == " ".join([titles, bare]).split()
    person_parts(name)


@pytest.mark.parametrize(
    ("name", "titles", "bare"),
    [
        ("Gen. Karim Daud", "Gen.", "Karim Daud"),
        ("Lt. Col. Karim Daud", "Lt. Col.", "Karim Daud"),
        ("former Deputy Prime Minister Col. Karim Daud", "former Deputy Prime Minister Col.", "Karim Daud"),
        ("Minister of Defence Karim Daud", "Minister of Defence", "Karim Daud"),
        ("the president", "the president", ""),
        ("Karim Daud", "", "Karim Daud"),
        ("John Major", "", "John Major"),
        ("Prince", "Prince", ""),
        ("Prime Minister Daud", "Prime Minister", "Daud"),
        ("Mullah Omar", "Mullah", "Omar"),
        ("National Guard", "", "National Guard"),
    ],
)
def test_titles_come_off_and_names_stay(name: str, titles: str, bare: str) -> None:
    """Only what stands before the name and ends in a title is taken off."""
    assert strip_titles(name) == (titles, bare)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Gen. Karim Daud", ("Gen.", "Karim", "", "Daud", "")),
        ("Mohamed Ould Abdel Aziz", ("", "Mohamed", "Ould", "Abdel Aziz", "")),
        ("Salim bin Nasser al-Harthi", ("", "Salim bin Nasser", "al", "Harthi", "")),
        ("Ludwig van der Berg", ("", "Ludwig", "van der", "Berg", "")),
        ("Abu Bakr al-Misri", ("", "Abu Bakr", "al", "Misri", "")),
        ("John Q. Brown, Jr.", ("", "John Q.", "", "Brown", "Jr.")),
        ("Brown, John", ("", "John", "", "Brown", "")),
        ("Daud", ("", "", "", "Daud", "")),
        ("", ("", "", "", "", "")),
    ],
)
def test_a_persons_name_has_parts(name: str, parts: tuple[str, str, str, str, str]) -> None:
    """Titles, given names, particles, family name and suffix are told apart."""
    titles, given_names, particles, family, suffix = parts
    assert person_parts(name) == PersonName(
        titles=titles, given=given_names, particles=particles, family=family, suffix=suffix
    )


@pytest.mark.parametrize(
    ("short", "long", "answer"),
    [
        ("UNHCR", "United Nations High Commissioner for Refugees", True),
        ("U.N.", "United Nations", True),
        ("HRW", "Human Rights Watch", True),
        ("CENTCOM", "Central Command", True),
        ("AQAP", "al-Qaeda in the Arabian Peninsula", True),
        ("DoD", "Department of Defense", True),
        ("DOD", "Department of Defense", True),
        ("FARC", "Revolutionary Armed Forces of Colombia", True),
        ("NUF", "National Unity Front", True),
        ("UN", "United Nations Security Council", False),
        ("IS", "Israel", False),
        ("NF", "National Unity Front", False),
        ("HRC", "Human Rights Watch", False),
        ("hrw", "Human Rights Watch", False),
        ("A", "Army", False),
        ("NPF", "National Unity Front", False),
    ],
)
def test_acronyms_are_spelled_by_their_words(short: str, long: str, answer: bool) -> None:
    """Every letter comes from a word, in order, and every word that counts gives one."""
    assert is_acronym_of(short, long) is answer


@pytest.mark.parametrize(
    ("word", "answer"),
    [("UNHCR", True), ("U.N.", True), ("AfD", True), ("Army", False), ("I", False), ("McCain", False)],
)
def test_acronyms_are_seen(word: str, answer: bool) -> None:
    """Two capitals or more and hardly a small letter."""
    assert looks_like_acronym(word) is answer


@pytest.mark.parametrize(
    ("word", "answer"),
    [("Gen.", True), ("sheikh", True), ("Mrs", True), ("Maj.", True), ("Karim", False), ("", False)],
)
def test_honorifics_are_known(word: str, answer: bool) -> None:
    """Ranks, titles and forms of address, with a point or without."""
    assert is_honorific(word) is answer


@pytest.mark.parametrize(
    ("name", "answer"),
    [("Mrs. Daud", "female"), ("spokesman Karim Daud", "male"), ("Gen. Daud", None), ("Karim", None)],
)
def test_some_titles_tell_the_gender(name: str, answer: str | None) -> None:
    """Only a title that is of one gender tells; given names are not guessed at."""
    assert title_gender(name) == answer


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("tariq", "tarek", True),
        ("khalid", "khaled", True),
        ("jamal", "djamel", True),
        ("bakr", "bakar", True),
        ("hamza", "hamzah", True),
        ("ahmad", "ahmed", True),
        ("abdullah", "abdallah", True),
        ("ziad", "ziyad", True),
        ("suleiman", "sulayman", True),
        ("martin", "martina", False),
        ("salim", "salam", False),
        ("karim", "karam", False),
        ("ali", "alia", False),
        ("ben", "ban", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, answer: bool) -> None:
    """Transliterations meet, other names do not."""
    assert same_spelling(one, other) is answer
