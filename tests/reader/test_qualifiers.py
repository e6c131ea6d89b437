"""What narrows a statement: bounds of counts, titles, the end of a former role."""

from __future__ import annotations

from dataclasses import replace

import pytest

from herodot.reader.qualifiers import add_qualifiers
from tests.reader.made import made
from tests.reader.test_relations import drafts


def qualifiers(
    marked: str, label: str, subject: str, value: str, published: str | None = "2031-05-01", arcs: str = ""
) -> dict[str, object]:
    """The qualifiers of the one draft that a link in a marked text gives."""
    text = made(marked, arcs)
    found = add_qualifiers(
        text.parse, text.spots, drafts(text, text.link(subject, label, value)), published
    )  # fmt: skip
    assert len(found) == 1
    return dict(found[0].qualifiers)


@pytest.mark.parametrize(
    ("number", "expected"),
    [("5", {}), ("5+", {"at_least": 5}), ("5-", {"at_most": 5})],
)
def test_bounds_of_a_count_are_kept(number: str, expected: dict[str, int]) -> None:
    """ "At least" and "at most" go with the count; a plain count has no bounds."""
    marked = f"the {{Event:raid raid}} killed {{number:{number} five}} men."
    assert qualifiers(marked, "killed_count", "raid", "five") == expected


ENDED = {"role": "chief", "end": "2031-05-01~"}
FORMER = [
    ("{Person! Ann Bell}, {role chief} of the {Organization! Watch}, left.", "", {"role": "chief"}),
    (
        "{Person! Ann Bell}, former {role chief} of the {Organization! Watch}, left.",
        "former amod chief",
        ENDED,
    ),
    ("ousted {role chief} {Person! Ann Bell} of the {Organization! Watch} left.", "ousted amod chief", ENDED),
    ("{Person! Ann Bell}, then {role chief} of the {Organization! Watch}, left.", "then advmod chief", ENDED),
    (
        "{Person! Ann Bell}, {role former chief} of the {Organization! Watch}, left.",
        "former amod chief",
        {**ENDED, "role": "former chief"},
    ),
    (
        "{Person! Ann Bell}, former {Organization! Watch} {role chief}, left.",
        "former amod chief; Watch compound chief",
        ENDED,
    ),
    (
        "{Person! Ann Bell}, former {Organization! Watch} {role chief}, left.",
        "former amod Watch; Watch compound chief",
        {"role": "chief"},
    ),
    ("late {Person! Ann Bell} led the {Organization! Watch}.", "late amod Bell", {"end": "2031-05-01~"}),
    ("late {Person! Ann Bell} led the {Organization! Watch}.", "late advmod led; led root - VERB", {}),
    (
        "{Person! Ann Bell} led, then {role chief} of the {Organization! Watch}.",
        "then advmod led; led root - VERB",
        {"role": "chief"},
    ),
    ("{Person! Ann Bell} joined the {Organization! Watch}, a former club.", "former amod club", {}),
    ("{Person! Ann Bell} leads the {Organization! Watch}. The {role chief} of it sat.", "", {}),
    ("A former club fell. {Person! Ann Bell} leads the {Organization! Watch}.", "former amod club", {}),
]


@pytest.mark.parametrize(("marked", "arcs", "expected"), FORMER)
def test_former_roles_end(marked: str, arcs: str, expected: dict[str, str]) -> None:
    """ "Former" that hangs on the person's or the title's words ends the role by the report's date; a former club, or
    a word that goes with the verb, does not."""
    assert qualifiers(marked, "leader_of", "Ann Bell", "Watch", arcs=arcs) == expected


def test_without_a_date_no_role_ends() -> None:
    """A report without a date of publication gives no end, never a made-up one."""
    marked, arcs, _ = FORMER[1]
    assert qualifiers(marked, "leader_of", "Ann Bell", "Watch", None, arcs) == {"role": "chief"}


def test_a_role_that_a_draft_gives_stays() -> None:
    """What a composer has said of its draft holds; only what it left open is read from the words."""
    marked, arcs, _ = FORMER[1]
    text = made(marked, arcs)
    (draft,) = drafts(text, text.link("Ann Bell", "leader_of", "Watch"))
    given = replace(draft, qualifiers={"role": "warden"})
    (found,) = add_qualifiers(text.parse, text.spots, [given], "2031-05-01")
    assert found.qualifiers == {"role": "warden", "end": "2031-05-01~"}
    assert given.qualifiers == {"role": "warden"}


def test_a_relation_that_is_no_role_has_none() -> None:
    """Titles and "former" say nothing of whose wife somebody is."""
    marked = "former {role chief} {Person! Ann Bell} married {Person! Bo Cole}."
    assert qualifiers(marked, "spouse_of", "Ann Bell", "Bo Cole") == {}


@pytest.mark.parametrize(
    ("spouse", "expected"),
    [("his ex-wife", {"end": "2031-05-01~"}), ("his former wife", {"end": "2031-05-01~"}), ("his wife", {})],
)
def test_a_former_spouse_has_an_end(spouse: str, expected: dict[str, str]) -> None:
    """Who is an "ex-wife" is one no more; who is a wife still is."""
    marked = f"{{Person! Bell}} met {{Person {spouse}}} there."
    assert qualifiers(marked, "spouse_of", spouse, "Bell") == expected
