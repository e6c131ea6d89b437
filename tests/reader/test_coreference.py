"""Which mentions stand for one entity, with what must stay apart. `=` joins the mentions of one, `|` parts entities."""

from __future__ import annotations

import pytest

from herodot.reader.antecedents import SAME, SAME_NAMED
from herodot.reader.coreference import find_entities, surface
from tests.reader.made import Made, made, trees_by

NETWORK = trees_by("same, log odds")
"""Trees that take the network at its word."""


def entities(text: Made, *same: tuple[int | str, int | str, float]) -> list[list[str]]:
    """The words of each entity's mentions and pronouns, in order; `same` are pairs with the network's word for it."""
    links = [
        link
        for one, other, score in same
        for link in (text.link(one, "same", other, score), text.link(other, "same", one, score))
    ]
    clusters = find_entities(text.parse, text.spots, links, NETWORK if links else None)
    taken = [n for c in clusters for n in (*c.spots, *c.pronouns)]
    assert len(taken) == len(set(taken))
    assert sorted(n for c in clusters for n in c.spots) == [
        n for n, s in enumerate(text.spots) if s.kind not in ("pronoun", "Event", "role")
    ]
    return [text.words(c.spots) + text.words(c.pronouns) for c in clusters]


CASES = [
    ("{Person! Ann Bell} spoke. {Person! Ann Bell} left.", "Ann Bell=Ann Bell"),
    ("{Person! Ann Bell} spoke. {Person! Bell} left.", "Ann Bell=Bell"),
    ("{Person! Bell} spoke. {Person! Ann Bell} left.", "Bell=Ann Bell"),
    ("{Person! Col. Ann Bell} spoke. {Person! Ms Bell} left.", "Col. Ann Bell=Ms Bell"),
    ("{Person! Ann Bell} spoke. {Person! Tom Bell} left.", "Ann Bell | Tom Bell"),
    ("{Person! Ann Bell} spoke. {Person! Ann Cole} left.", "Ann Bell | Ann Cole"),
    (
        "{Person! Ann Bell} met {Person! Tom Bell}. {Person! Ann Bell} left.",
        "Ann Bell=Ann Bell | Tom Bell",
    ),
    ("{Person! Ann Bell} met {Person! Bo Cole}. {Person! Cole} left.", "Ann Bell | Bo Cole=Cole"),
    ("{Person! Ana Salas Pinto} spoke. {Person! Salas} left.", "Ana Salas Pinto=Salas"),
    (
        "{Person! Ana Salas Pinto} met {Person! Bo Salas}. {Person! Salas} left.",
        "Ana Salas Pinto | Bo Salas=Salas",
    ),
    ("{Person! Ana Salas} spoke. {Person! Pinto} left.", "Ana Salas | Pinto"),
    (
        "{Organization! the Harbour Watch Council} met. {Organization! HWC} left.",
        "the Harbour Watch Council=HWC",
    ),
    (
        "{Organization! the Harbour Watch Council} met. {Organization! HGC} left.",
        "the Harbour Watch Council | HGC",
    ),
    ("{Organization! Garde du Port} ({Organization! PHG}) met.", "Garde du Port=PHG"),
    ("{Organization! Garde du Port} met ({Organization! PHG}).", "Garde du Port | PHG"),
    ("{Organization! Garde du Port} ({Place! Aunis}) met.", "Garde du Port | Aunis"),
    (
        "{Organization! Harbour Watch} met. {Organization! Harbour Guard} left.",
        "Harbour Watch | Harbour Guard",
    ),
    ("{Place! Norway} is cold. A {Place! Norwegian} left.", "Norway=Norwegian"),
    ("{Place! Norway} is cold. A {Place! Danish} boat left.", "Norway | Danish"),
    ("{PublicBody! Norway} asked. {Place! Norway} is cold.", "Norway=Norway"),
    ("{Organization! the Watch} met. {Organization! The Watch} left.", "the Watch=The Watch"),
    ("{Organization! Bell} paid. {Person! Bell} left.", "Bell=Bell"),
    ("{Group two men} ran. {Group two men} hid.", "two men | two men"),
    ("a {Person gunman} ran. a {Person gunman} hid.", "gunman | gunman"),
    ("a {Person gunman} ran. the {Person gunman} hid.", "gunman=gunman"),
    ("the {Group residents} ran. {Group residents} hid.", "residents=residents"),
    ("{Person {Person! Ann Bell}'s wife} left.", "Ann Bell | Ann Bell's wife"),
    (
        "{Person {Person! Ann Bell}'s wife} left. {Person {Person! Ann Bell}'s wife} sat.",
        "Ann Bell=Ann Bell | Ann Bell's wife=Ann Bell's wife",
    ),
    (
        "{Person {Person! Ann Bell}'s wife} met {Person {Person! Bo Cole}'s wife}.",
        "Ann Bell | Ann Bell's wife | Bo Cole | Bo Cole's wife",
    ),
    ("the {Person commander} left. {Person! Ann Bell} sat.", "commander | Ann Bell"),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_names_and_words_join(marked: str, expected: str) -> None:
    """Names, parts of names, acronyms and demonyms join; two who could not be one never do."""
    found = " | ".join("=".join(words) for words in entities(made(marked)))
    assert found == expected


AGAIN = [
    ("{Group two men} ran. the {Group two men} hid.", "two men=two men"),
    ("{Group two men} ran. {Group two men} hid.", "two men | two men"),
    ("{Group two men} ran. the {Group three men} hid.", "two men | three men"),
    ("{Group two men} ran. other {Group two men} hid.", "two men | two men"),
    ("{Group two men} ran. {Group another two men} hid.", "two men | another two men"),
    ("{Group crews} ran. several {Group crews} hid.", "crews | crews"),
    (
        "{Person! Bo Cole} and his {Person wife} sat. {Person! Al Dunn} met his {Person wife}.",
        "Bo Cole | wife | Al Dunn | wife",
    ),
    (
        "{Person! Bo Cole} and {Person his wife} sat. {Person! Al Dunn} met {Person his wife}.",
        "Bo Cole | his wife | Al Dunn | his wife",
    ),
    ("his {Person wife} sat. the {Person wife} left.", "wife=wife"),
    ("his {Person! Bo Cole} sat. her {Person! Bo Cole} left.", "Bo Cole=Bo Cole"),
]


@pytest.mark.parametrize(("marked", "expected"), AGAIN)
def test_only_what_is_told_as_known_is_the_same_again(marked: str, expected: str) -> None:
    """ "The two men" are the two men; "two men" anew and "his wife" of another man are new; a name is not."""
    assert " | ".join("=".join(words) for words in entities(made(marked))) == expected


SITS = "Bell nsubj sat; sat root -; "
BESIDE = [
    ("{Person! Ann Bell}, its former {Person spokesman}, sat.", "spokesman appos Bell", "Ann Bell=spokesman"),
    ("a {Person chief}, {Person! Ann Bell}, sat.", "chief nsubj sat; Bell appos chief", "chief=Ann Bell"),
    ("{Person! Ann Bell}, a {Person spokesman}, sat.", "spokesman conj Bell", "Ann Bell | spokesman"),
    ("{Person! Ann Bell}, {Person! Bo Cole}, sat.", "Cole appos Bell", "Ann Bell | Bo Cole"),
    ("{Person! Ann Bell}, the {Organization guard}, sat.", "guard appos Bell", "Ann Bell | guard"),
    ("{Organization! Watch Bell}, the {Group crews}, sat.", "crews appos Bell", "Watch Bell=crews"),
    ("{Person aide to {Person! Ann Bell}} sat.", "Bell appos aide; aide nsubj sat", "aide to Ann Bell | Ann Bell"),
    ("{Person spokesman} {Person! Ann Bell} sat.", "spokesman compound Bell", "spokesman=Ann Bell"),
    ("{Person spokesman}, {Person! Ann Bell} sat.", "spokesman dep sat", "spokesman | Ann Bell"),
    ("{Person! Bo Cole} {Person! Ann Bell} sat.", "Cole dep sat", "Bo Cole | Ann Bell"),
    ("{Group crews} {Person! Ann Bell} sat.", "crews dep sat", "crews | Ann Bell"),
    ("{Person told} {Person! Ann Bell} sat.", "told dep sat VERB", "told | Ann Bell"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "arcs", "expected"), BESIDE)
def test_descriptions_beside_a_name_are_of_the_same(marked: str, arcs: str, expected: str) -> None:
    """An apposition and a title right before a name join it; two names, two kinds or one inside the other do not."""
    assert " | ".join("=".join(words) for words in entities(made(marked, SITS + arcs))) == expected


def test_a_family_name_of_two_goes_to_the_one_named_last() -> None:
    """Of two people with one family name the bare name is the one spoken of last; the two stay two."""
    text = made("{Person! Ann Bell} met {Person! Tom Bell}. {Person! Bell} left.")
    assert entities(text) == [["Ann Bell"], ["Tom Bell", "Bell"]]


def test_a_family_name_before_two_that_fit_stays_apart() -> None:
    """A bare name that comes before two full names that it fits is neither's."""
    text = made("{Person! Bell} sat. {Person! Ann Bell} met {Person! Tom Bell}.")
    assert entities(text) == [["Bell"], ["Ann Bell"], ["Tom Bell"]]


DESCRIBED = "{Person! Ann Bell} sat. the {Person commander} left. {Person! Bo Cole} ran."


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (SAME + 0.1, [["Ann Bell", "commander"], ["Bo Cole"]]),
        (SAME - 0.1, [["Ann Bell"], ["commander"], ["Bo Cole"]]),
    ],
)
def test_the_network_joins_descriptions(score: float, expected: list[list[str]]) -> None:
    """A description joins a name when both directions together are likely enough."""
    assert entities(made(DESCRIBED), ("Ann Bell", "commander", score)) == expected


def test_one_direction_alone_is_half_a_word() -> None:
    """A sure link in one direction only does not join."""
    text = made(DESCRIBED)
    links = [text.link("Ann Bell", "same", "commander", 0.6)]
    clusters = find_entities(text.parse, text.spots, links, NETWORK)
    assert len(clusters) == 3


def test_a_description_goes_to_the_likelier_of_two() -> None:
    """A description that could be either person is the likelier, and makes no one of the two."""
    text = made(DESCRIBED)
    found = entities(text, ("Ann Bell", "commander", 0.7), ("Bo Cole", "commander", 0.9))
    assert found == [["Ann Bell"], ["commander", "Bo Cole"]]


def test_two_names_need_a_surer_word() -> None:
    """Two people with names of their own become one only where it is surer than for a description."""
    text = made("{Person! Ann Bell} met {Person! Bo Cole}.")
    assert entities(text, ("Ann Bell", "Bo Cole", (SAME + SAME_NAMED) / 2)) == [["Ann Bell"], ["Bo Cole"]]
    assert entities(text, ("Ann Bell", "Bo Cole", SAME_NAMED + 0.1)) == [["Ann Bell", "Bo Cole"]]


def test_a_body_and_a_group_may_be_one() -> None:
    """ "The fighters" may be the militia."""
    text = made("{Organization! Harbour Watch} left. the {Group fighters} ran.")
    assert entities(text, ("Harbour Watch", "fighters", 0.9)) == [["Harbour Watch", "fighters"]]


PRONOUNS = [
    ("{Person! Ann Bell} sat. {pronoun She} left.", "She", "Ann Bell"),
    ("{Person! Ann Bell} sat in {Place! Aunis}. {pronoun She} left.", "She", "Ann Bell"),
    ("{Organization! Harbour Watch} met {Person! Ann Bell}. {pronoun It} left.", "It", "Harbour Watch"),
    ("{Organization! Harbour Watch} met {Person! Ann Bell}. {pronoun She} left.", "She", "Ann Bell"),
    ("the {Group residents} met {Person! Ann Bell}. {pronoun They} left.", "They", "residents"),
    ("{Person! Ann Bell}, {pronoun who} left, sat.", "who", "Ann Bell"),
    ("{Person! Ann Bell} sat down there, {pronoun who} knew.", "who", None),
    ("{pronoun She} left. {Person! Ann Bell} sat.", "She", None),
    ("{Place! Aunis} is cold. {pronoun He} left.", "He", None),
    ("{Person! Ann Bell} sat. {pronoun We} left.", "We", None),
    ("{Person! Ann Bell} sat. {pronoun I} left.", "I", None),
    ("{Person! Ann Bell} sat. It rained. It froze. It thawed. {pronoun She} left.", "She", None),
    ("{Person! Ann Bell} sat. It rained. {pronoun She} left.", "She", "Ann Bell"),
]


@pytest.mark.parametrize(("marked", "pronoun", "owner"), PRONOUNS)
def test_pronouns_go_to_what_fits_before_them(marked: str, pronoun: str, owner: str | None) -> None:
    """A pronoun is who fits it, within reach before it; one of the first person is nobody's here."""
    owners = [words[0] for words in entities(made(marked)) if pronoun in words]
    assert owners == ([owner] if owner else [])


def test_subjects_are_taken_up_first() -> None:
    """Of two people in one sentence "she" is the subject, even though the other stands nearer."""
    arcs = "Bell nsubj met; Cole obj met; met root -"
    text = made("{Person! Ann Bell} met {Person! Bo Cole}. {pronoun She} left.", arcs)
    assert entities(text) == [["Ann Bell", "She"], ["Bo Cole"]]


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("The  Harbour Watch's", "harbour watch"),
        ("Harbour Watch’s", "harbour watch"),
        ("“the Watch”,", "watch"),
        ("its fighters", "fighters"),
        ("Theodore", "theodore"),
        ("Norwegian", "norway"),
        ("Norway", "norway"),
        ("norwegian", "norwegian"),
    ],
)
def test_surfaces_compare_words(words: str, folded: str) -> None:
    """Case, articles, possessives and marks do not count; a demonym with its capital is its country."""
    assert surface(words) == folded


def test_the_kind_of_an_entity_is_what_most_mentions_say() -> None:
    """A named mention counts more than a described one; the entity has one kind."""
    text = made("{PublicBody! Harbour Watch} met. the {Organization watch} sat.")
    links = [text.link("Harbour Watch", "same", "watch"), text.link("watch", "same", "Harbour Watch")]
    assert [c.kind for c in find_entities(text.parse, text.spots, links, NETWORK)] == ["PublicBody"]
