"""What narrows a statement: bounds of counts, titles, the end of a former role."""

from __future__ import annotations

import pytest

from herodot.reader.qualifiers import add_qualifiers
from tests.reader.made import made
from tests.reader.test_relations import drafts


def qualifiers(
    marked: str, label: str, subject: str, value: str, published: str | None = "2031-05-01"
) -> dict[str, object]:
    """The qualifiers of the one draft that a link in a marked text gives."""
    text = made(marked)
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
    ("{Person! Ann Bell}, {role chief} of the {Organization! Watch}, left.", {"role": "chief"}),
    ("{Person! Ann Bell}, former {role chief} of the {Organization! Watch}, left.", ENDED),
    ("ousted {role chief} {Person! Ann Bell} of the {Organization! Watch} left.", ENDED),
    ("{Person! Ann Bell} joined the {Organization! Watch}, a former club.", {}),
    ("{Person! Ann Bell} leads the {Organization! Watch}. The {role chief} of it sat.", {}),
    ("A former club fell. {Person! Ann Bell} leads the {Organization! Watch}.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), FORMER)
def test_former_roles_end(marked: str, expected: dict[str, str]) -> None:
    """ "Former" before the person or the title ends the role by the report's date; elsewhere it does not."""
    assert qualifiers(marked, "leader_of", "Ann Bell", "Watch") == expected


def test_without_a_date_no_role_ends() -> None:
    """A report without a date of publication gives no end, never a made-up one."""
    assert qualifiers(FORMER[1][0], "leader_of", "Ann Bell", "Watch", None) == {"role": "chief"}


def test_a_relation_that_is_no_role_has_none() -> None:
    """Titles and "former" say nothing of whose wife somebody is."""
    marked = "former {role chief} {Person! Ann Bell} married {Person! Bo Cole}."
    assert qualifiers(marked, "spouse_of", "Ann Bell", "Bo Cole") == {}
