"""Judgments as a function of their rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from herodot.identity.judgments import decided, in_force, marked
from herodot.model.records import Judgment, Mark, Mention, Undoing


def judgment(key: str, kind: str = "same", one: int = 0, other: int = 10) -> Judgment:
    """A judgment on two marks of one report."""
    return Judgment(
        id=key, kind=kind, one=Mark(report="r", start=one, end=one + 5),
        other=Mark(report="r", start=other, end=other + 5), by="Ana", note="", at="2031-05-01T00:00:00+00:00",
    )  # type: ignore[arg-type]  # fmt: skip


def mention(key: str, start: int, end: int) -> Mention:
    """A mention of an entity of that name."""
    return Mention(id=f"{key}{start}", report="r", entity=key, start=start, end=end, text="x", kind="name")


def undoing(key: str, undone: int, number: int) -> Undoing:
    """An undoing or its redoing."""
    return Undoing(id=f"u{number}", judgment=key, undone=undone, by="Ana", at="")


@given(st.lists(st.integers(0, 1), max_size=6))
def test_the_last_undoing_counts(steps: list[int]) -> None:
    """However often it is undone and redone, the last step decides."""
    rows = [undoing("a", undone, n) for n, undone in enumerate(steps)]
    held = bool(in_force([judgment("a")], rows))
    assert held == (not steps or steps[-1] == 0)


def test_a_later_judgment_of_the_same_two_replaces_the_first() -> None:
    """In either order of the two marks; what is said of them as sources stands beside it."""
    first, second = judgment("a"), judgment("b", "different", one=10, other=0)
    source = judgment("c", "one source")
    assert in_force([first, second, source], []) == (second, source)
    assert in_force([first, second], [undoing("b", 1, 0)]) == (first,)


def test_marks_find_the_mention_that_overlaps_most() -> None:
    """Another reader's spans may be a little longer or shorter."""
    mentions = [mention("short", 0, 3), mention("whole", 0, 6), mention("far", 20, 30)]
    assert marked(Mark(report="r", start=0, end=5), mentions) == "whole"
    assert marked(Mark(report="r", start=12, end=15), mentions) is None
    found = decided([judgment("a", one=0, other=20), judgment("b", one=0, other=50)], mentions)
    assert (found.same, found.lost) == ((("whole", "far"),), ("b",))
