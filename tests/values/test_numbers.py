"""Counts and amounts come out as numbers with the bounds that the words set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.values.numbers import NumberValue, find_numbers


def only(body: str) -> NumberValue:
    """The one number of a text."""
    values = find_numbers(body)
    assert len(values) == 1, values
    return values[0]


@pytest.mark.parametrize(
    ("body", "text", "value"),
    [
        ("12,500 people fled.", "12,500", 12500),
        ("Some towns held 1.5 million people.", "1.5 million", 1500000),
        ("It has 3.2m members.", "3.2m", 3200000),
        ("More came: 200,000 men.", "200,000", 200000),
        ("It had forty-two men.", "forty-two", 42),
        ("Forty-two men came.", "Forty-two", 42),
        ("It had two hundred and six men.", "two hundred and six", 206),
        ("It had two thousand five hundred and three men.", "two thousand five hundred and three", 2503),
        ("It had a dozen men.", "a dozen", 12),
        ("It had half a dozen men.", "half a dozen", 6),
        ("It had two dozen men.", "two dozen", 24),
        ("It had half a million men.", "half a million", 500000),
        ("It had one and a half million men.", "one and a half million", 1500000),
        ("It had a million and a half men.", "a million and a half", 1500000),
        ("It had a hundred men.", "a hundred", 100),
        ("A couple of men came.", "A couple of", 2),
        ("One soldier died.", "One", 1),
        ("Only one survived.", "one", 1),
        ("Some 1.000 persons died.", "Some 1.000", 1000),
        ("The 1,200-strong force left.", "1,200", 1200),
    ],
)
def test_values(body: str, text: str, value: float) -> None:
    """Digits with separators, letters of scale and words give the same numbers."""
    found = only(body)
    assert (found.text, found.value, found.kind) == (text, value, "count")
    assert not found.vague


@pytest.mark.parametrize(
    ("body", "value", "at_least", "at_most"),
    [
        ("at least 12 men", 12, 12, None),
        ("more than 10 men", 10, 10, None),
        ("over 60 men", 60, 60, None),
        ("no fewer than five men", 5, 5, None),
        ("10 or more men", 10, 10, None),
        ("up to 20 men", 20, None, 20),
        ("fewer than 10 men", 10, None, 10),
        ("as many as 7 men", 7, None, 7),
        ("no more than 7 men", 7, None, 7),
        ("between 40 and 50 men", 40, 40, 50),
        ("40 to 50 men", 40, 40, 50),
        ("40-50 men", 40, 40, 50),
        ("five or six men", 5, 5, 6),
        ("more than a dozen men", 12, 12, None),
        ("exactly 12 men", 12, None, None),
    ],
)
def test_bounds(body: str, value: int, at_least: int | None, at_most: int | None) -> None:
    """ "At least N" is N with its bound; of a range the value is the lower bound."""
    found = only(body)
    assert (found.value, found.at_least, found.at_most) == (value, at_least, at_most)


@pytest.mark.parametrize(
    "body", ["some 30 men", "about 30 men", "nearly 30 men", "an estimated 30 men", "close to 30"]
)
def test_approximation(body: str) -> None:
    """ "Some", "about" and the like set no bound; they mark the number as approximate."""
    found = only(body)
    assert (found.value, found.at_least, found.at_most, found.approximate) == (30, None, None, True)


@pytest.mark.parametrize(
    "body",
    [
        "dozens of men",
        "scores of men",
        "hundreds of men",
        "tens of thousands of men",
        "several men",
        "a few men",
        "several hundred men",
    ],
)
def test_vague_counts_have_no_value(body: str) -> None:
    """ "Dozens" and the like have no number."""
    found = only(body)
    assert (found.value, found.vague) == (None, True)


@pytest.mark.parametrize(
    ("body", "value", "kind"),
    [
        ("It rose by 5 percent.", 5, "percent"),
        ("It rose by 5.5%.", 5.5, "percent"),
        ("It cost $5 million.", 5000000, "money"),
        ("It cost 300 rupees.", 300, "money"),
        ("It cost US$300m.", 300000000, "money"),
        ("It lies 50 km off.", 50, "measure"),
        ("It lies 50km off.", 50, "measure"),
        ("A 35-year-old man came.", 35, "age"),
        ("Ann Lee, 34, came.", 34, "age"),
        ("A man aged 34 came.", 34, "age"),
        ("No one was killed.", 0, "none"),
        ("There were no casualties.", 0, "none"),
    ],
)
def test_kinds(body: str, value: float, kind: str) -> None:
    """Shares, money, measures and ages are told from counts."""
    found = only(body)
    assert (found.value, found.kind) == (value, kind)


@pytest.mark.parametrize(
    "body",
    [
        "The 5th man and the third came.",
        "He held an AK-47 beside an F-16 and a Mi-8.",
        "Resolution 2328 and Flight 103 and Article 5.",
        "They won 3-1.",
        "He came at 10:30 on 5 May 2019, in 1997.",
        "Call 555-123-4567 or +44 20 7946 0000.",
        "One-third of it, two-thirds of it, a quarter of it.",
        "No one another each one saw.".replace("No one another ", ""),
        "Every one of it; the one he saw.",
        "It took three years and two days.",
        "They had no reason.",
    ],
)
def test_what_is_no_number(body: str) -> None:
    """Ordinals, names of things, scores, times, lengths of time and pronouns are no numbers."""
    assert find_numbers(body) == ()


def test_a_change_is_two_numbers() -> None:
    """ "From 40 to 50" tells two numbers, not a range."""
    assert [v.value for v in find_numbers("The toll rose from 40 to 50.")] == [40, 50]


WORDS = (
    "one two five ten twenty ninety hundred thousand million half a an dozen and or to - , . $ % + 12"
    " 40 50 1.5 3.2m 1,000 007 99999999999999999999 at least most more fewer less than over under up"
    " between from some about no not few several dozens scores of percent per cent km old year third AK"
    " F - the is men Men aged \n\n couple"
).split(" ")


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
def test_what_is_found_is_exact_and_ordered(body: str) -> None:
    """Spans are exact, in order and apart; bounds embrace the value; no text raises."""
    end = 0
    for value in find_numbers(body):
        assert end <= value.start < value.end
        assert value.text == body[value.start : value.end]
        assert (value.value is None) is value.vague
        if value.value is not None:
            assert value.at_least is None or value.at_least == value.value
            assert value.at_most is None or value.at_most >= value.value
        end = value.end
