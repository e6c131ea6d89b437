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
    ],
)
def test_alike(one: str, other: str, is_body: bool, alike: bool) -> None:
    """Slips, run-together words, other scripts and legal forms give way; another word does not."""
    assert (similarity(one, other, is_body=is_body) >= ALIKE) is alike


@given(NAMES, NAMES)
def test_symmetric_and_bounded(one: str, other: str) -> None:
    """In either order the same, from 0 to 1."""
    assert similarity(one, other) == pytest.approx(similarity(other, one))
    assert 0.0 <= similarity(one, other) <= 1.0
