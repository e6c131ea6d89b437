"""Whom a pronoun may stand for: who is looked at, what speaks for each, and when nobody is likely enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from herodot.reader.attribution import Quote
from herodot.reader.coreference import find_entities
from herodot.reader.pronouns import LIKELY, REACH_SENTENCES, RECENT, SIGNS, Pronouns, stand_for
from tests.reader.made import Made, made, trees_by

Signs = dict[str, dict[str, float]]


def looked_at(
    text: Made, *links: tuple[int | str, str, int | str, float], quotes: tuple[Quote, ...] = ()
) -> Pronouns:
    """A text's pronouns among its entities."""
    clusters = sorted(find_entities(text.parse, text.spots, []), key=lambda c: c.spots[0])
    told = [text.link(a, label, b, score) for a, label, b, score in links]
    return Pronouns(text.parse, text.spots, told, [(c.kind, c.spots) for c in clusters], quotes)


def signs(text: Made, own: Pronouns, pronoun: str, nth: int = 0) -> Signs:
    """The signs of a pronoun with each entity looked at, by the entity's first words."""
    name = [
        text.words(c.spots[:1])[0]
        for c in sorted(find_entities(text.parse, text.spots, []), key=lambda c: c.spots[0])
    ]
    rows = own.rows(text.spot(pronoun, nth, "pronoun"))
    return {name[k]: dict(zip(SIGNS, map(float, row), strict=True)) for k, row in rows}


COLD = "It froze. " * REACH_SENTENCES
LOOKED_AT = [
    ("{Person! Ann Bell} met {Person! Bo Cole}. {pronoun She} left.", "She", ["Bo Cole", "Ann Bell"]),
    ("{Person! Ann Bell} met the {Group crews}. {pronoun She} left.", "She", ["Ann Bell"]),
    ("{Person! Ann Bell} met the {Organization Watch}. {pronoun It} left.", "It", ["Watch"]),
    ("{Person! Ann Bell} met the {Organization Watch}. {pronoun They} left.", "They", ["Watch", "Ann Bell"]),
    ("{Person! Ann Bell} sat. " + COLD + "{pronoun She} left.", "She", []),
    ("{Person! Ann Bell} sat. " + COLD[10:] + "{pronoun She} left.", "She", ["Ann Bell"]),
    ("In {pronoun her} boat {Person! Ann Bell} sat.", "her", ["Ann Bell"]),
    ("{pronoun She} left. {Person! Ann Bell} ran.", "She", []),
    ("{Person aide to {pronoun her} uncle} sat.", "her", []),
]


@pytest.mark.parametrize(("marked", "pronoun", "names"), LOOKED_AT)
def test_who_is_looked_at(marked: str, pronoun: str, names: list[str]) -> None:
    """Those of a kind that fits who were spoken of last, within reach, the last first; behind it only in its sentence;
    nobody in whose words the pronoun itself stands."""
    text = made(marked)
    assert list(signs(text, looked_at(text), pronoun)) == names


def test_only_the_last_ones_are_looked_at() -> None:
    """However many people a sentence names, a pronoun looks at the last few of them."""
    people = ", ".join(f"{{Person! Xa{n}b Yo{n}c}}" for n in range(RECENT + 5))
    text = made(f"{people} sat. {{pronoun She}} left.")
    assert len(signs(text, looked_at(text), "She")) == RECENT


@pytest.mark.parametrize("word", ["who", "we", "I"])
def test_others_are_not_looked_at(word: str) -> None:
    """Pronouns of the first person and relative ones are decided elsewhere."""
    assert looked_at(made(f"{{Person! Ann Bell}}, {{pronoun {word}}} sat.")).numbers == []


ARCS = "Bell nsubj met; Cole obj met; met root -; She nsubj left; left root -; him obj left"
MET = "{Person! Ann Bell} met {Person! Bo Cole}. {pronoun She} left {pronoun him}."
TOLD = [
    (MET, "She", "Ann Bell", "last subject", 1.0),
    (MET, "She", "Bo Cole", "last subject", 0.0),
    (MET, "She", "Bo Cole", "last object", 1.0),
    (MET, "She", "Ann Bell", "sentences", 1.0),
    (MET, "She", "Ann Bell", "she", 1.0),
    (MET, "him", "Ann Bell", "she", 0.0),
    (MET, "She", "Ann Bell", "same sort of arc", 1.0),
    (MET, "him", "Ann Bell", "same sort of arc", 0.0),
    (MET, "him", "Ann Bell", "object", 1.0),
    (MET, "She", "Ann Bell", "subject before", 1.0),
    (MET, "She", "Bo Cole", "subject before", 0.0),
    (MET, "She", "Ann Bell", "rank", 1.0),
    ("{Person! Mrs Bell} sat. {pronoun She} left.", "She", "Mrs Bell", "female", 1.0),
    ("{Person! Mr Bell} sat. {pronoun She} left.", "She", "Mr Bell", "female", 0.0),
    ("{Person! Mr Bell} sat. {pronoun She} left.", "She", "Mr Bell", "male", 1.0),
    ("a {Person widow} sat. {pronoun She} left.", "She", "widow", "indefinite", 1.0),
    ("the {Person widow} sat. {pronoun She} left.", "She", "widow", "indefinite", 0.0),
    ("{Person! Ann Bell} sat. “{pronoun She} left.”", "She", "Ann Bell", "quoted", 1.0),
    ("“{Person! Ann Bell} sat.” {pronoun She} left.", "She", "Ann Bell", "quoted", 0.0),
    ("“{Person! Ann Bell} sat.” {pronoun She} left.", "She", "Ann Bell", "last quoted", 1.0),
    ("“{Person! Ann Bell} sat. {pronoun She} left.”", "She", "Ann Bell", "one quote", 1.0),
    ("“{Person! Ann Bell} sat.” “{pronoun She} left.”", "She", "Ann Bell", "one quote", 0.0),
    ("In {pronoun her} boat {Person! Ann Bell} sat.", "her", "Ann Bell", "behind", 1.0),
    ("In {pronoun her} boat {Person! Ann Bell} sat.", "her", "Ann Bell", "owning", 0.0),
    ("In {pronoun his} boat {Person! Bo Cole} sat.", "his", "Bo Cole", "owning", 1.0),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "pronoun", "name", "sign", "value"), TOLD)
def test_what_speaks_for_each(marked: str, pronoun: str, name: str, sign: str, value: float) -> None:
    """One sign of a pronoun with one entity, with near misses."""
    text = made(marked, ARCS if marked == MET else "")
    assert signs(text, looked_at(text), pronoun)[name][sign] == value


def test_an_object_is_not_its_own_subject() -> None:
    """Trees can tell that "him" hangs on the verb whose subject somebody is, and that "his" does not."""
    marked = "{Person! Bo Cole} left {pronoun him} in {pronoun his} boat."
    text = made(
        marked, "Cole nsubj left; left root -; him obj left; his nmod:poss boat; boat obl left; in case boat"
    )
    own = looked_at(text)
    assert signs(text, own, "him")["Bo Cole"]["one head"] == 1.0
    assert signs(text, own, "his")["Bo Cole"]["one head"] == 0.0


def test_a_pronoun_speaks_of_whom_it_stands_for() -> None:
    """Whom an earlier pronoun stands for was spoken of there; "he" for her before speaks against "she"."""
    text = made(
        "{Person! Ann Bell} met {Person! Bo Cole}. {pronoun He} sat. {pronoun He} ran. {pronoun She} left."
    )
    own = looked_at(text)
    first = text.spot("He", 0)
    own.rows(first)
    own.take(first, 1)
    assert own.numbers == [first, text.spot("He", 1), text.spot("She")]
    second = signs(text, own, "He", 1)
    assert second["Bo Cole"]["last pronoun"] == second["Bo Cole"]["same sort"] == 1.0
    assert second["Bo Cole"]["sort's last"] == second["Bo Cole"]["sentences"] == 1.0
    assert second["Ann Bell"]["last pronoun"] == second["Ann Bell"]["same sort"] == 0.0
    own.take(text.spot("He", 1), None)
    third = signs(text, own, "She")
    assert (third["Bo Cole"]["same sort"], third["Bo Cole"]["other sort"]) == (0.0, 1.0)
    assert (third["Ann Bell"]["sentences"], third["Bo Cole"]["sentences"]) == (3.0, 2.0)


def test_who_speaks_is_told() -> None:
    """The speaker of the words around a pronoun is marked; others are not."""
    text = made("{Person! Ann Bell} met {Person! Bo Cole}. Then {pronoun she} left.")
    at = text.spots[text.spot("she")].start
    own = looked_at(text, quotes=(Quote(at - 1, at + 2, text.spot("Ann Bell")),))
    found = signs(text, own, "she")
    assert (found["Ann Bell"]["speaker"], found["Bo Cole"]["speaker"]) == (1.0, 0.0)


def test_the_networks_roles_are_told() -> None:
    """Two roles in one event speak against being one, the same role in it for it."""
    text = made(
        "{Person! Ann Bell} and {Person! Bo Cole} fought. the {Event:raid raid} killed {pronoun her}."
    )
    own = looked_at(
        text,
        ("raid", "killed", "her", 0.8),
        ("raid", "actor", "Bo Cole", 0.6),
        ("raid", "killed", "Ann Bell", 0.5),
    )
    found = signs(text, own, "her")
    assert (found["Ann Bell"]["one role"], found["Ann Bell"]["one event"]) == (0.5, 0.0)
    assert (found["Bo Cole"]["one role"], found["Bo Cole"]["one event"]) == (0.0, 0.6)


def chosen(text: Made, sign: str) -> list[tuple[str, int]]:
    """Pronouns and entities where trees give three less than a sign's value as log odds."""
    forest = replace(trees_by(sign), offset=-9.0)
    return [(text.words([p])[0], k) for p, k in stand_for(looked_at(text), forest)]


def test_the_likeliest_is_taken() -> None:
    """Of two who fit a pronoun stands for the one for whom most speaks."""
    text = made("{Person! Ann Bell} sat. It froze. It froze. {Person! Bo Cole} ran. {pronoun She} left.")
    assert chosen(text, "sentences") == [("She", 0)]


@pytest.mark.parametrize(("froze", "found"), [("It froze. ", [("She", 0)]), ("", [])])
def test_nobody_is_likely_enough(froze: str, found: list[tuple[str, int]]) -> None:
    """Where the chance of the likeliest is under the bar a pronoun stands for nobody."""
    assert 0.12 < LIKELY < 0.26
    assert chosen(made("{Person! Ann Bell} sat. " + froze + "{pronoun She} left."), "sentences") == found


def test_trees_decide_in_a_reading() -> None:
    """Where the model has trees for pronouns they decide, but for relative ones; without them the rule does."""
    text = made("{Person! Ann Bell} met {Person! Bo Cole}, {pronoun who} sat. {pronoun She} left.")
    forest = replace(trees_by("rank"), offset=-6.0)
    by_trees = find_entities(text.parse, text.spots, [], None, forest)
    assert [text.words(c.pronouns) for c in by_trees] == [["She"], ["who"]]
    by_rule = find_entities(text.parse, text.spots, [])
    assert [text.words(c.pronouns) for c in by_rule] == [[], ["who", "She"]]


def test_a_text_without_pronouns_has_none() -> None:
    """Nothing is looked at, and nothing fails."""
    assert chosen(made("{Person! Ann Bell} sat."), "rank") == []
