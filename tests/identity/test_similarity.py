"""Likeness of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.identity.similarity import ALIKE, similarity

NAMES = st.text("abcdefg .-'éж", max_size=14)


@pytest.mark.parametrize(
    ("one", "other", "is_body", "alike"),
    [
        ("Olaf Scholze", "Olaf Scholz", False, True),
        ("FridrichBuchenberg", "Friedrich Buchenberg", False, True),
        ("Владимир Зеленский", "Vladimir Zelenskiy", False, True),
        ("Harbour Bank Ltd", "Harbour Bank", True, True),
        ("Three Lakes Militia", "3 Lakes Militia", True, True),
        ("Hani al-Rawi", "Hani al-Tikriti", False, False),
        ("Angelo Mercaz", "Angela Merkel", False, False),
        ("Brigade 5", "Brigade 6", True, False),
        ("", "Ann", False, False),
        ("Ben Okafor", "Benjamin Okafor", False, True),
        ("Ben Okafor", "Bernard Okafor", False, False),
        ("Igor Pavl enkov", "Igor Pavlenkov", False, True),
        ("Lin Tse-hsu", "Lin Zexu", False, True),
        ("Lin Tse-hsu", "Lin Zehua", False, False),
        ("Tina Pono", "Dina Bono", False, False),
        ("Sasho Tomov", "Szascho Tomow", False, True),
        ("Ilse Hansdottir", "Ilse Karlsdottir", False, False),
        ("Hani bin Omar Rafi", "Hani ibn Omar Rafi", False, True),
        ("Hani bin Omar Rafi", "Omar bin Zaki Rafi", False, False),
        ("김도현", "김도훈", False, False),
        ("김도현", "김도현", False, True),
        ("LHF", "Lake Harvest Federation", True, True),
        ("LHF", "Lake Harvest Federation", False, False),
        ("U.S. Bureau of Canals", "United States Bureau of Canals", True, True),
        ("2nd Canal Bank", "Second Canal Bank", True, True),
        ("2nd Canal Bank", "Third Canal Bank", True, False),
        ("HarbourAG", "Harbour AG", True, True),
    ],
)
def test_alike(one: str, other: str, is_body: bool, alike: bool) -> None:
    """Slips, words run together or torn, other scripts and romanizations, short forms of given names, acronyms and
    legal forms of bodies give way; another word, another sign of an ideographic name, a father for his son, another
    number do not."""
    assert (similarity(one, other, is_body=is_body) >= ALIKE) is alike


@given(NAMES, NAMES)
def test_symmetric_and_bounded(one: str, other: str) -> None:
    """In either order the same, from 0 to 1."""
    assert similarity(one, other) == pytest.approx(similarity(other, one))
    assert 0.0 <= similarity(one, other) <= 1.0
