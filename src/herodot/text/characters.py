"""Characters as the text keeps them. One rule: what no reader can see goes, what can be seen stays."""

from __future__ import annotations

import re
import unicodedata

MAX_COMBINING_MARKS = 30
"""Marks kept on one letter: the bound of Unicode's Stream-Safe Text Format (UAX 15); more is an attack."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Normalization sorts a run of marks in quadratic time, so runs are cut before it sees them.
_MARKS = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_MARK_RUN = re.compile(f"({_MARKS}{{{MAX_COMBINING_MARKS}}}){_MARKS}++")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")


def _translation() -> dict[int, str | None]:
    table: dict[int, str | None] = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x0A}
    table[0x09] = " "
    table[0x2029] = "\n\n"
    for code in (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000):
        table[code] = " "
    invisible = (
        0xAD,  # soft hyphen
        0x34F,  # combining grapheme joiner
        0x61C,  # Arabic letter mark
        0x180E,  # Mongolian vowel separator
        *range(0x200B, 0x2010),  # zero width space and joiners, direction marks
        *range(0x202A, 0x202F),  # direction embeddings
        *range(0x2060, 0x2070),  # word joiner, invisible operators, direction isolates
        0xFEFF,  # byte order mark
        *range(0xFFF9, 0xFFFC),  # interlinear annotation
        *range(0xE0000, 0xE0080),  # tags
    )
    table.update(dict.fromkeys(invisible))
    return table


_TABLE = _translation()


def clean_characters(content: str) -> str:
    """Content with `\\n` line ends, plain spaces, nothing invisible, in NFC. Linear in its length.

    A line separator (U+2028), vertical tab or form feed is a line break, a paragraph separator (U+2029) a
    blank line. Half a surrogate pair, which no encoding can store, becomes U+FFFD.
    """
    text = _LINE_ENDS.sub("\n", content)
    if not text.isascii():
        text = _LONE_SURROGATE.sub(REPLACEMENT, text)
    text = text.translate(_TABLE)
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _MARK_RUN.sub(r"\1", text))
