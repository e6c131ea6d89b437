"""Puts words beside the marks of a drawing so that none lies over another.

One rule: words that find no room are left out of the drawing, never written over others; the table has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LETTER = 0.56
"""Mean width of a letter, in heights of the letters; measured on the fonts that browsers take for `system-ui`."""
LONGEST = 28
_RTL = "\u0590-\u08ff\ufb1d-\ufefc"
_LEFTWARD = re.compile(rf"[{_RTL}](?:[{_RTL}\s'’-]*[{_RTL}])?")
_RTL_THERE = re.compile(f"[{_RTL}]")
_ISOLATE, _POP = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle of a drawing, in its units."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles have ground in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether it lies wholly in another."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words with the place where they are written."""

    text: str
    x: float
    y: float
    """Of the line that the letters stand on."""
    anchor: str
    """`start`, `middle` or `end`: which part of the words is at `x`."""


def width_of(text: str, size: float) -> float:
    """How wide the words are, about, in the unit of `size`, the height of the letters."""
    return sum(_wide(letter) for letter in text) * size


def _wide(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else LETTER


def level(text: str) -> str:
    """The words so that a name from right to left within them keeps to itself, and a date after it stays after it."""
    return _LEFTWARD.sub(lambda run: f"{_ISOLATE}{run[0]}{_POP}", text) if _LEFTWARD.search(text) else text


def way_of(text: str) -> str:
    """The way in which sentences run, `ltr` or `rtl`: that of most of their letters, not of the first."""
    if not _RTL_THERE.search(text):
        return "ltr"
    rightward = sum(unicodedata.bidirectional(letter) == "L" for letter in text)
    leftward = sum(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return "rtl" if leftward > rightward else "ltr"


def shortened(text: str, longest: int = LONGEST) -> str:
    """The words, cut at `longest` letters with an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def named(label: str, title: str) -> str:
    """What a link is called aloud: its title, which begins with what is seen of it where that was cut."""
    return f"{label} {title}" if "…" in label else title


class Room:
    """What of a drawing is taken already."""

    def __init__(self, frame: Box, taken: Iterable[Box] = ()) -> None:
        self.frame, self.taken = frame, list(taken)

    def is_free(self, box: Box) -> bool:
        """Whether a rectangle is within the frame and meets nothing."""
        return box.within(self.frame) and not any(box.meets(other) for other in self.taken)

    def beside(self, text: str, x: float, y: float, gap: float, size: float) -> Label | None:
        """The words to the right of a point, to the left, below or above, where there is room; they are then taken.

        `gap` is the distance from the point. `None` where there is no room.
        """
        wide = width_of(text, size)
        for anchor, at, base in (
            ("start", x + gap, y + size * 0.35),
            ("end", x - gap, y + size * 0.35),
            ("middle", x, y + gap + size * 0.85),
            ("middle", x, y - gap - size * 0.25),
        ):
            left = {"start": at, "end": at - wide, "middle": at - wide / 2}[anchor]
            box = Box(left=left, top=base - size * 0.85, right=left + wide, bottom=base + size * 0.25)
            if self.is_free(box):
                self.taken.append(box)
                return Label(text=text, x=round(at, 1), y=round(base, 1), anchor=anchor)
        return None

    def at(self, text: str, x: float, y: float, size: float) -> Label | None:
        """The words with their middle at a point, where there is room; they are then taken."""
        wide = width_of(text, size) / 2
        box = Box(left=x - wide, top=y - size / 2, right=x + wide, bottom=y + size / 2)
        if not self.is_free(box):
            return None
        self.taken.append(box)
        return Label(text=text, x=round(x, 1), y=round(y + size * 0.35, 1), anchor="middle")
