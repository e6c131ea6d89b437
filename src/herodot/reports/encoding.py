"""From bytes to characters. One rule: what is not text is refused; what is nearly text is kept, and said so.

In this order: byte order mark; UTF-8; UTF-16 without a mark (every second byte is zero); the encoding that
the file declares; UTF-8 with a few broken places; Windows-1252 for what is mostly ASCII (the typographic
quotes of old English pages); what `charset-normalizer` finds.
"""

from __future__ import annotations

import codecs
import re

from herodot.model.errors import BadInput

SAMPLE_BYTES = 65536
MAX_CONTROL_SHARE = 0.01
MAX_LOST_SHARE = 0.3
MOSTLY_ASCII = 0.9
FEW_BROKEN = 0.1
"""Share of broken places among the characters beyond ASCII below which it is UTF-8 all the same."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_LOST = "\N{REPLACEMENT CHARACTER}"


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, str | None]:
    """The characters of a file, and a note when some were lost. Linear in its length.

    Raises `BadInput` when the bytes are no text: a known binary format, zero bytes, control characters, or no
    encoding that fits.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic) and not (magic == b"MZ" and b"\x00" not in data[:SAMPLE_BYTES]):
            raise BadInput(f"is {what}, not text; save its text as .txt, .md or .html and add that")
    text, name = _decode(data, declared)
    if not text:
        return text, None
    sample = text[:SAMPLE_BYTES]
    controls = len(_CONTROL.findall(sample)) / len(sample)
    lost = text.count(_LOST)
    if "\x00" in text or controls > MAX_CONTROL_SHARE or lost > MAX_LOST_SHARE * len(text):
        raise BadInput("holds binary data, not text; save its text as .txt, .md or .html and add that")
    note = f"{lost} characters could not be read as {name} and were replaced" if lost else None
    return text, note


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an HTML page names in its first bytes, `None` when it names none that is known."""
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
    except LookupError:
        return None
    # Pages that say Latin-1 mean Windows-1252 (HTML standard, "encoding labels").
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _decode(data: bytes, declared: str | None) -> tuple[str, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name.removesuffix("-sig").upper()
    try:
        text = data.decode("utf-8")
        if "\x00" not in text:
            return text, "UTF-8"
    except UnicodeDecodeError:
        pass
    wide = _utf16_without_mark(data)
    if wide is not None:
        return data.decode(wide, "replace"), "UTF-16"
    name = _best_encoding(data, declared)
    return data.decode(name, "replace"), name.upper()


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:SAMPLE_BYTES]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * len(sample) / 2 and even < 0.02 * len(sample):
        return "utf-16-le"
    if even > 0.4 * len(sample) / 2 and odd < 0.02 * len(sample):
        return "utf-16-be"
    return None


def _best_encoding(data: bytes, declared: str | None) -> str:
    if declared is not None and declared != "utf-8" and _is_clean(data, declared):
        return declared
    text = data.decode("utf-8", "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    if text.count(_LOST) <= FEW_BROKEN * beyond:
        return "utf-8"
    ascii_share = 1 - sum(byte >= 0x80 for byte in data[:SAMPLE_BYTES]) / len(data[:SAMPLE_BYTES])
    if ascii_share >= MOSTLY_ASCII and _is_clean(data, "cp1252"):
        return "cp1252"
    return _guess_encoding(data) or "utf-8"


def _is_clean(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _guess_encoding(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE_BYTES]).best()
    return None if best is None else best.encoding
