"""From bytes to characters."""

from __future__ import annotations

import pytest

from herodot.model.errors import BadInput
from herodot.reports.encoding import declared_encoding, decode

TEXT = "The general said: “We’re leaving Café Müller at 9 o’clock” – and no more.\nÅsa Öberg disagreed."
RUSSIAN = "Представитель армии заявил во вторник, что трое солдат погибли при нападении на блокпост. " * 5


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_comes_back_from_every_encoding(encoding: str) -> None:
    """Law: with or without a mark, the characters are the ones that were written, and nothing is noted."""
    assert decode(TEXT.encode(encoding)) == (TEXT, None)


def test_other_encodings_are_found_or_declared() -> None:
    """Law: a declared encoding that fits is taken; without one it is guessed from the letters."""
    assert decode(RUSSIAN.encode("cp1251"), declared="cp1251") == (RUSSIAN, None)
    assert decode(RUSSIAN.encode("cp1251")) == (RUSSIAN, None)
    assert decode(TEXT.encode(), declared="cp1252") == (TEXT, None), (
        "valid UTF-8 is UTF-8 whatever is declared"
    )


def test_a_few_broken_places_are_replaced_and_noted() -> None:
    """Law: UTF-8 with a byte missing is still UTF-8, and says how much was lost."""
    text, note = decode(TEXT.encode().replace("é".encode(), b"\xc3"))
    assert text == TEXT.replace("é", "\ufffd")
    assert note == "1 characters could not be read as UTF-8 and were replaced"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 text text",
        b"PK\x03\x04rest",
        b"text with\x00zero",
        bytes(range(256)) * 10,
        b"\x01\x02\x03 some control characters \x04\x05",
        b"\x89PNG\r\n",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """Law: binary data raises BadInput that says what to do."""
    with pytest.raises(BadInput, match="save its text as"):
        decode(data)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<meta charset="windows-1251">', "cp1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        (b'<?xml version="1.0" encoding="UTF-8"?>', "utf-8"),
        (b'<meta charset="nonsense-9">', None),
        (b"<p>no word of it</p>", None),
    ],
)
def test_the_declared_encoding_of_a_page(head: bytes, expected: str | None) -> None:
    """Law: names are looked up; Latin-1 means Windows-1252; the unknown is None."""
    assert declared_encoding(head) == expected
