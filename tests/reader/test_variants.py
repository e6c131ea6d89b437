"""The other ways to cut a mention out of its sentence."""

from __future__ import annotations

import re

import pytest

from herodot.reader.parse import Tagged
from herodot.reader.variants import find_variants
from tests.reader.made import made

WATCH = "They nsubj met; met root - VERB; old amod crews; crews obj met; of case Aunis ADP; Aunis nmod crews"
CUTS = [
    pytest.param("They met old {Group crews} of Aunis.", {"crews": ["old crews", "old crews of Aunis"]}, id="longer"),
    pytest.param("They met {Group old crews} of Aunis.", {"old crews": ["old crews of Aunis"]}, id="what follows"),
    pytest.param("They met {Group old crews of Aunis}.", {"old crews of Aunis": ["old crews"]}, id="shorter"),
    pytest.param("They met old {Group crews} of {Place! Aunis}.", {"crews": ["old crews", "old crews of Aunis"]},
                 id="another in it"),
    pytest.param("They met {Person old {Group crews}} of Aunis.", {"old crews": ["old crews of Aunis"]},
                 id="each run once, the first spot has it"),
    pytest.param("They met old {Event:raid crews} of Aunis.",
                 {"crews": ["old crews of Aunis", "old crews", "crews of Aunis"]}, id="an event's noun"),
    pytest.param("They met {Event:raid old {Group crews}} of Aunis.",
                 {"old crews": ["old crews of Aunis", "crews of Aunis"],
                  "crews": ["old crews", "old crews of Aunis"]},
                 id="an event takes no words"),
    pytest.param("They {Event:meeting met} {Group old crews} of Aunis.",
                 {"met": ["met old crews"], "old crews": ["old crews of Aunis"]}, id="a verb with its object"),
    pytest.param("They met old {role crews} of Aunis.", {}, id="no title"),
    pytest.param("{pronoun They} met old crews of Aunis.", {}, id="no pronoun"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), CUTS)
def test_an_entity_is_cut_short_and_long(marked: str, expected: dict[str, list[str]]) -> None:
    """A mention of an entity has its phrase with and without what follows; words that another spot has stay its own."""
    text = made(marked, WATCH)
    found = find_variants(text.parse, text.spots)
    cuts = {text.words([n])[0]: [text.parse.text(*run) for run in rows] for n, rows in found.items()}
    assert cuts == expected


STORMED = (
    "had aux stormed",
    "stormed root - VERB",
    "two nummod wings",
    "wings obj stormed",
    "off compound:prt stormed",
    "there advmod stormed ADV",
)
VERBS = [
    ("It had {Event:raid stormed} two wings.", ["had stormed", "stormed two wings", "had stormed two wings"]),
    ("It {Event:raid stormed} off.", ["stormed off"]),
    ("It {Event:raid stormed} there two wings.", []),
    ("It {Event:raid stormed}.", []),
]


@pytest.mark.parametrize(("marked", "expected"), VERBS)
def test_an_events_verb_has_its_helpers_and_its_object(marked: str, expected: list[str]) -> None:
    """Auxiliaries and particles belong to a verb, and so does an object right behind it."""
    arcs = [arc for arc in STORMED if re.search(rf"\b{arc.split()[0]}\b", marked)]
    text = made(marked, "; ".join(arcs))
    found = find_variants(text.parse, text.spots)
    assert [text.parse.text(*run) for rows in found.values() for run in rows] == expected


ANN = "Ann compound Bell; Bell nsubj sat; "
NAME = "Ann Bell"
NAMED = [
    ("{Person former chief Ann Bell} sat.", (2, 4), "chief compound Bell", ["Ann Bell", "former chief"]),
    ("{Person! Ann Bell} sat.", (0, 2), "", []),
    ("{Person former chief {Person! Ann Bell}} sat.", (2, 4), "chief compound Bell", ["former chief"]),
    ("{Person aide to Ann Bell} sat.", (2, 4), "aide nsubj sat; to case Bell ADP; Bell nmod aide", ["aide", NAME]),
    ("{Organization old crew Ann Bell} sat.", (2, 4), "crew compound Bell; old amod crew", []),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "name", "arcs", "expected"), NAMED)
def test_a_person_is_a_name_and_a_title(
    marked: str, name: tuple[int, int], arcs: str, expected: list[str]
) -> None:
    """Of a person's words the name and the title before it stand for him alone; a run ends on no preposition."""
    text = made(marked, ANN + arcs)
    text.parse.spans["names"].append(Tagged(*name, "Person", 0.9))
    found = find_variants(text.parse, text.spots)
    assert [text.parse.text(*run) for rows in found.values() for run in rows] == expected


def test_variants_are_new_and_told_apart() -> None:
    """No variant has the words of a spot that is no event, and no two have the same."""
    text = made("They met {Person {Person old {Group crews}} of {Place! Aunis}}, {Event:raid a raid}.", WATCH)
    runs = [run for rows in find_variants(text.parse, text.spots).values() for run in rows]
    assert len(runs) == len(set(runs))
    assert not {(s.start, s.end) for s in text.spots if s.kind != "Event"} & set(runs)
