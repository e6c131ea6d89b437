"""Names with hyphens: a mention cuts no name, and a name beside a common word stands alone."""

from __future__ import annotations

import pytest

from herodot.reader.joints import cuts, whole
from tests.reader.made import made


@pytest.mark.parametrize(
    ("text", "words", "made_whole"),
    [
        ("the al-Nur camp", "Nur", "al-Nur"),
        ("the Al-Nur camp", "Al", "Al-Nur"),
        ("in Pul-e Sefid today", "Pul", "Pul-e Sefid"),
        ("in Pul-e Sefid today", "Sefid", "Pul-e Sefid"),
        ("near Deh-ye Nau today", "Nau", "Deh-ye Nau"),
        ("said Park Min-su today", "Park Min", "Park Min"),
        ("said Park Dong-un today", "Park Dong", "Park Dong-un"),
        ("met Ana Bell-Cole today", "Ana Bell", "Ana Bell-Cole"),
        ("an Afghan-led force", "Afghan", "Afghan"),
        ("an Afghan-led force", "led force", "Afghan-led force"),
        ("a Malian-Nigerien patrol", "Malian", "Malian"),
        ("in Guinea-Bissau today", "Guinea", "Guinea-Bissau"),
        ("the people-smugglers left", "people", "people-smugglers"),
        ("Bell - Cole said so", "Bell", "Bell"),
        ("the camp", "camp", "camp"),
    ],
)
def test_a_mention_is_made_whole(text: str, words: str, made_whole: str) -> None:
    """A hyphen inside a name or a compound belongs to it, a spaced dash and a joint to a common word do not."""
    parse = made(text).parse
    found = whole(parse, *run_of(parse, words))
    assert found is not None
    assert parse.text(*found) == made_whole
    assert cuts(parse, *run_of(parse, words)) is (words != made_whole)


def test_a_part_of_a_compound_is_nothing() -> None:
    """What is left of "Afghan-led" without the force is no mention."""
    parse = made("an Afghan-led force", "led acl force VERB").parse
    assert whole(parse, *run_of(parse, "led")) is None


def run_of(parse: object, words: str) -> tuple[int, int]:
    """The half-open run of words that reads so."""
    every = parse.words  # type: ignore[attr-defined]
    for start in range(len(every)):
        for end in range(start + 1, len(every) + 1):
            if parse.text(start, end) == words:  # type: ignore[attr-defined]
                return start, end
    raise KeyError(words)


@pytest.mark.parametrize(
    ("text", "words", "made_whole"),
    [
        ('met Jo "The Ox" Bell today', "Jo", 'Jo "The Ox" Bell'),
        ('met Jo "The Ox" Bell today', "Ox", 'Jo "The Ox" Bell'),
        ('met Jo "The Ox" Bell today', 'Ox" Bell', 'Jo "The Ox" Bell'),
        ("met Jo “Ox” Bell Cole today", "Bell", "Jo “Ox” Bell Cole"),
        ('met Jo "The Ox" today', "Jo", "Jo"),
        ('met Jo "the ox" Bell today', "Jo", "Jo"),
        ('met Jo "He Is Not With Us" Bell', "Jo", "Jo"),
    ],
)
def test_a_nickname_inside_a_name(text: str, words: str, made_whole: str) -> None:
    """A name goes on behind a nickname in quotes; quoted words beside a name are no part of it."""
    proper = {w: f"{w} dep - PROPN" for w in ("Jo", "The", "Ox", "Bell", "Cole")}
    parse = made(text, "; ".join(arc for word, arc in proper.items() if word in text)).parse
    found = whole(parse, *run_of(parse, words))
    assert found is not None
    assert parse.text(*found) == made_whole
