"""Whatever the text, what is found lies in it as told, and every date is one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.values.dates import find_dates
from herodot.values.dates_grammar import RULES, load_grammar
from herodot.values.edtf import is_valid
from herodot.values.tokens import chunks

WORDS = (
    "May March Sept. September fall spring Monday Sunday Sun. today yesterday night morning last next"
    " this the a of in on by since until before after from to between and about early late mid - – / , ."
    " : ' 3 5 23 31 1997 2019 90s 1990s 5th third second two twenty three hundred half day days week"
    " weeks month year years decade quarter ago earlier later same following every each for over weekend"
    " 9 11 p.m. a.m. noon now future eve Christmas 2019-09-23 31/02/2019 30.2.2019 9999 1000 0 00"
    " century Q3 few couple \n\n year-old will was"
).split(" ")
texts = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
published = st.sampled_from(
    [None, "2019-09-27", "2020-02-29", "2019-09", "2019", "0001-01-01", "9999-12-31", "", "x"]
)


@given(texts, published)
def test_what_is_found_is_exact_ordered_and_valid(body: str, day: str | None) -> None:
    """Spans are exact, in order and apart, every date is EDTF, and no text raises."""
    end = 0
    for value in find_dates(body, day):
        assert end <= value.start < value.end
        assert value.text == body[value.start : value.end]
        assert value.text == value.text.strip()
        assert value.edtf is None or is_valid(value.edtf), value
        end = value.end


@given(texts, texts)
def test_paragraphs_do_not_move_spans(before: str, body: str) -> None:
    """Text in a paragraph before shifts what is found without day and anchor by its length."""
    first = [(v.start, v.end) for v in find_dates(before.rstrip() + ".\n\n" + body, None)]
    shift = len(before.rstrip()) + 3
    alone = [(v.start + shift, v.end + shift) for v in find_dates(body, None) if v.kind == "duration"]
    assert set(alone) <= set(first)


@given(st.lists(st.sampled_from(["a. ", "b ", "\n\n", "c" * 9000, "1" * 70000]), max_size=60).map("".join))
def test_chunks_cover_a_text(body: str) -> None:
    """The stretches that are read follow each other and leave nothing out."""
    end = 0
    for start, stop in chunks(body):
        assert start == end
        end = stop
    assert end == len(body)


@pytest.mark.parametrize(
    "unit", ["7", "a", " ", "\n", "\n ", "a ", "1 ", "1-", "1,000,", "May 5 to ", "the ", "two "]
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    """One endless line of anything is read in time linear in its length."""
    find_dates("x", None)
    spent = []
    for size in (100_000, 400_000):
        begin = time.process_time()
        find_dates(unit * (size // len(unit)), "2019-09-27")
        spent.append(time.process_time() - begin)
    assert spent[1] < 4 * spent[0] * 3 + 0.5


def test_every_rule_has_a_reader() -> None:
    """Each pattern of the grammar is read by some function, and each function has a pattern."""
    from herodot.values.dates import RESOLVERS

    assert {name for name, _ in RULES} == set(RESOLVERS)
    assert len(load_grammar().rules) == len(RULES)
