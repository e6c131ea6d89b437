"""Whom a description may stand for: what is compared, what speaks for it, and how groups become one entity."""

from __future__ import annotations

import math

import pytest

from herodot.reader.antecedents import NEVER, RECENT, SAME, SIGNS, Group, Row, compare, describe, unite
from herodot.reader.coreference import find_entities
from tests.reader.made import Made, made, trees_by


def groups(text: Made) -> list[Group]:
    """A text's groups that stand together by their words."""
    found = find_entities(text.parse, text.spots, [])
    return [describe(text.parse, text.spots, c.spots, c.kind) for c in found]


def compared(text: Made, *links: tuple[str, str, str, float]) -> dict[tuple[str, str], dict[str, float]]:
    """The signs of each pair compared, by the first words of both."""
    own = groups(text)
    made_links = [text.link(a, label, b, score) for a, label, b, score in links]
    rows = compare(text.parse, text.spots, made_links, own)
    name = [text.words(g.spots[:1])[0] for g in own]
    return {(name[one], name[other]): dict(zip(SIGNS, signs, strict=True)) for one, other, signs in rows}


WORTH = [
    ("{Person! Ann Bell} sat. the {Person commander} left.", [("Ann Bell", "commander")]),
    ("{Person! Ann Bell} sat. a {Person commander} left.", []),
    ("the {Person commander} left. {Person! Ann Bell} sat.", [("commander", "Ann Bell")]),
    ("{Person! Ann Bell} sat. the {Place harbour} froze.", []),
    ("{Person! Ann Bell} sat. {Person! Bo Cole} left.", []),
    ("{Group three men} ran. {Group men in masks} hid.", [("three men", "men in masks")]),
    ("{Organization! Harbour Watch} met. the {Group fighters} ran.", []),
]


@pytest.mark.parametrize(("marked", "pairs"), WORTH)
def test_what_is_worth_comparing(marked: str, pairs: list[tuple[str, str]]) -> None:
    """A definite description with those of its kind before it, and whatever shares a word; nothing else without the
    network's word."""
    assert list(compared(made(marked))) == pairs


def test_the_networks_word_makes_a_pair_worth_comparing() -> None:
    """A body and a group of people are compared where the network takes them for one."""
    text = made("{Organization! Harbour Watch} met. the {Group fighters} ran.")
    signs = compared(
        text, ("Harbour Watch", "same", "fighters", 0.8), ("fighters", "same", "Harbour Watch", 0.4)
    )
    assert signs["Harbour Watch", "fighters"]["same"] == pytest.approx(0.6)


TOLD = [
    ("{Group three men} ran. {Group two armed men} hid.", "head", 1.0),
    ("{Group three men} ran. {Group two men of arms} hid.", "head", 0.0),
    ("{Group three men} ran. {Group two men in masks} hid.", "other number", 1.0),
    ("{Group three men} ran. {Group three armed men} hid.", "other number", 0.0),
    ("{Group three men} ran. {Group three armed men} hid.", "same number", 1.0),
    ("{Group three men} ran. {Group three armed men} hid.", "one in other", 1.0),
    ("{Group three men} ran. {Group three armed men} hid.", "other in one", 0.0),
    ("{Group three men} ran. {Group three armed men} hid.", "share", 2 / 3),
    ("{Group three men} ran. The harbour froze over. Then {Group three armed men} hid.", "first gap", 2.0),
    ("{Place! Norway} is cold. the {Place country} voted.", "one country", 1.0),
    ("{Place! Norway} is cold. the {Place country} voted.", "other a country", 1.0),
    ("{Place! Norway} is cold. the {Place village} voted.", "other a country", 0.0),
    ("{Place! Norway} is cold. the {Place village} voted.", "other a town", 1.0),
    ("{Person! Ann Bell}, the {Person commander}, sat.", "mark", 0.0),
    ("{Person! Ann Bell} met the {Person commander}.", "mark", 0.0),
]


@pytest.mark.parametrize(("marked", "sign", "value"), TOLD)
def test_what_words_tell(marked: str, sign: str, value: float) -> None:
    """The signs of the only two groups compared."""
    (signs,) = compared(made(marked)).values()
    assert signs[sign] == pytest.approx(value)


def test_a_mark_between_counts_where_nothing_else_stands_there() -> None:
    """ "Ann Bell, commander of" puts both side by side, a verb between them does not."""
    beside = compared(made("the {Person Ann Bell}, {Person commander of boats}, sat."))
    apart = compared(made("the {Person Ann Bell} met {Person commander of boats}."))
    assert [s["mark"] for s in (*beside.values(), *apart.values())] == [1.0, 0.0]


def test_roles_speak_for_and_against() -> None:
    """Whom one event killed both times is likelier one; who did it and whom it killed are not."""
    text = made(
        "the {Person guard} fell. {Person! Ann Bell} fired. a {Event:raid raid} killed the {Person watchman}."
    )
    signs = compared(
        text,
        ("raid", "killed", "guard", 0.8),
        ("raid", "killed", "watchman", 0.6),
        ("raid", "actor", "Ann Bell", 0.9),
    )
    assert signs["guard", "watchman"]["shared role"] == pytest.approx(0.6)
    assert signs["Ann Bell", "watchman"]["shared role"] == 0.0
    assert signs["Ann Bell", "watchman"]["other role"] == pytest.approx(0.6)
    assert signs["Ann Bell", "watchman"]["actor and victim"] == pytest.approx(0.6)


def test_comparing_stays_linear() -> None:
    """Of many people each description looks only at those spoken of last."""
    marked = " ".join(f"{{Person! Xa{n}b Yo{n}c}} sat. the {{Person clerk{n}}} left." for n in range(100))
    text = made(marked)
    assert len(compared(text)) <= len(groups(text)) * RECENT


def rows(*chances: tuple[int, int, float]) -> list[Row]:
    """Pairs of which only the log odds that the network gives are known."""
    found = []
    for one, other, chance in chances:
        signs = [0.0] * len(SIGNS)
        signs[SIGNS.index("same, log odds")] = math.log(chance / (1 - chance))
        found.append((one, other, signs))
    return found


UNITED = [
    ([(0, 1, 0.9)], [[0, 1], [2]]),
    ([(0, 1, SAME - 0.1)], [[0], [1], [2]]),
    ([(0, 1, 0.9), (1, 2, 0.8)], [[0, 1, 2]]),
    ([(0, 1, 0.9), (1, 2, 0.8), (0, 2, NEVER / 2)], [[0, 1], [2]]),
    ([(0, 1, 0.7), (1, 2, 0.9), (0, 2, NEVER / 2)], [[0], [1, 2]]),
]


@pytest.mark.parametrize(("chances", "expected"), UNITED)
def test_groups_unite_likeliest_first(
    chances: list[tuple[int, int, float]], expected: list[list[int]]
) -> None:
    """What is likelier than not, but never two that are surely apart."""
    found = unite(rows(*chances), trees_by("same, log odds"), 3)
    assert sorted(map(sorted, found)) == expected
