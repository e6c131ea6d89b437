"""What happens to single characters."""

from __future__ import annotations

import pytest

from herodot.text.characters import MAX_COMBINING_MARKS, clean_characters


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a\r\nb\rc\u2028d\x0be\x85f", "a\nb\nc\nd\ne\nf"),
        ("one\u2029two", "one\n\ntwo"),
        ("3\u00a0000\u2009men\u3000there\tnow", "3 000 men there now"),
        ("so\u00adft zero\u200bwidth \u202amarks\u202c \ufeffbom", "soft zerowidth marks bom"),
        ("bell\x07 null\x00", "bell null"),
        ("e\u0301", "é"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("العربية “quotes” – dash … 你好", "العربية “quotes” – dash … 你好"),
    ],
)
def test_line_ends_spaces_and_invisible_characters(content: str, expected: str) -> None:
    """Law: breaks become line feeds, spaces spaces, the invisible goes, and what is seen stays."""
    assert clean_characters(content) == expected


def test_a_tower_of_marks_is_cut() -> None:
    """Law: no letter keeps more marks than the bound, so that normalizing stays linear."""
    assert len(clean_characters("a" + "\u0316\u0301" * 500)) <= 1 + MAX_COMBINING_MARKS
