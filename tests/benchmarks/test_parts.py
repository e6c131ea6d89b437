"""A part of the reader is left out while it is measured without it, and is back afterwards."""

from __future__ import annotations

import pytest

from benchmarks.parts import PARTS, Told, _together
from herodot.model.records import Reading
from herodot.reader.read import Reader, load_reader
from herodot.text.body import canonical
from tests.reader.made import a_report

BODY = (
    "The ministry of ports said on Monday that Captain Ann Bell, 41, a baker and leader of the Harbour Watch, "
    "was arrested in Oslo. The captain denied it. A spokesman for the Watch, Bo Cole, told reporters that three guards "
    "had been killed in the raid with rifles, and that the group would not surrender. He blamed the army for the raid."
)


def read(reader: Reader) -> Reading:
    """What the reader says of a text of ours."""
    text = canonical(BODY)
    return reader.read(a_report(text.body), text)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The shipped one."""
    return load_reader()


@pytest.mark.parametrize(
    "name", ["pair head, the same", "trees, how sure", "tree head", "pair head, who says"]
)
def test_without_a_part_the_text_is_read_otherwise(reader: Reader, name: str) -> None:
    """Parts that this text needs change what is read; afterwards it is as it was."""
    whole = read(reader)
    with PARTS[name](reader):
        assert read(reader) != whole
    assert read(reader) == whole


@pytest.mark.parametrize("name", PARTS)
def test_every_part_can_be_left_out(reader: Reader, name: str) -> None:
    """No part is needed for the others to go on, and each comes back."""
    whole = read(reader)
    with PARTS[name](reader):
        read(reader)
    assert read(reader) == whole


def test_worlds_count_by_their_statements() -> None:
    """F1 is over all statements of all worlds; roots are over the matched ones."""
    found = _together([Told(1, 2, 4, 1.0, 0.5), Told(3, 4, 6, 0.0, 0.7)])
    assert found == {"precision": 0.667, "recall": 0.4, "f1": 0.5, "root": 0.25, "b_cubed": 0.6}
