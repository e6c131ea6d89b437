"""Place names as they are compared: keys without case, accents, marks or spaces, and the words around a name.

One rule: the gazetteer is built and asked with the same `place_key`, so a change here means building it anew.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h",
    "ŋ": "ng", "&": " and ",
})  # fmt: skip
_MARKS = re.compile("['’‘ʼʻʿʾ`´′]")
_WORD = re.compile(r"[^\W_]+")
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_ARTICLES = frozenset("al el il ul ad ed ud an en ar er ur as es us ash esh ush at et az ez uz a e i".split())
_FEWEST_BONES = 4
_BONES = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"kh|q|ck", "k"),
        (r"gh", "g"),
        (r"dh|dz", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"tch|ch", "c"),
        (r"^[aeiouy]+", "a"),
        (r"(?<=.)[aeiouwy]+", ""),
        (r"(.)\1+", r"\1"),
        (r"h$", ""),
    )
)
_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az|ed|es|er|ar|as)[\s\-]+(?=\w{3})", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")

_AREA_WORDS = (
    "province|governorate|governate|region|oblast|krai|kray|state|territory|prefecture|canton|department|voivodeship"
    "|emirate|autonomous region|autonomous republic|republic|division|wilayat|wilaya|muhafazah|vilayat|strip"
)
_DISTRICT_WORDS = (
    "district|county|parish|borough|municipality|subdistrict|sub-district|rayon|raion|tehsil|commune|area"
)
_CITY_WORDS = (
    "city|town|village|hamlet|camp|refugee camp|settlement|township|suburb|neighborhood|neighbourhood"
)
_KIND_OF_WORD = {
    word: kind
    for words, kind in ((_AREA_WORDS, "area"), (_DISTRICT_WORDS, "district"), (_CITY_WORDS, "city"))
    for word in words.split("|")
}
_ANY_WORD = "|".join(sorted(_KIND_OF_WORD, key=len, reverse=True))
_AFTER = re.compile(rf"^(?P<name>.+?)[\s\-]+(?P<word>{_ANY_WORD})$", re.IGNORECASE)
_BEFORE = re.compile(
    rf"^(?:the\s+)?(?P<word>{_ANY_WORD}|island|islands|port|valley|mountains|coast|outskirts|vicinity)"
    r"\s+of\s+(?:the\s+)?(?P<name>.+)$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?:the\s+)?(?:(?:far|extreme)[\s\-]+)?"
    r"(?:north|south|east|west|central|cent|upper|lower|greater|inner|mid|downtown|rural|coastal|mainland"
    r"|north[\s\-]?east|north[\s\-]?west|south[\s\-]?east|south[\s\-]?west|north[\s\-]?central|south[\s\-]?central)"
    r"(?:ern)?(?:most)?(?:\s+part\s+of)?[\s\-]+(?:the\s+)?(?P<name>.+)$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"^(?:the\s+)?(?:far\s+)?(?:north|south|east|west|centre|center|interior|north[\s\-]?(?:east|west)"
    r"|south[\s\-]?(?:east|west))\s+of\s+(?:the\s+)?(?P<name>.+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """A place name without the words around it: `kind` they tell, `part` when only a part of it is meant."""

    name: str
    kind: str | None
    part: bool


@lru_cache(maxsize=1 << 14)
def place_key(name: str) -> str:
    """The key a place name is found by: letters and digits only, lower case, no accents; `St.` is `Saint`.

    Spaces are dropped, since the same name is written in one word or two ("Musa Qal'eh", "Musaqala" differ,
    but "Kafr Zita" and "Kafrzita" meet). Empty when nothing is left.
    """
    return "".join(_SHORT.get(word, word) for word in _WORD.findall(_plain(name)))


def without_article(name: str) -> str | None:
    """The name without a leading Arabic article ("al-Bab" gives "Bab"); `None` when there is none."""
    bare = _ARTICLE.sub("", name)
    return bare if bare != name else None


def skeleton(name: str) -> str:
    """What is left of a transliterated name when vowels, articles and doubled letters give way.

    "Ain al-Arab" and "‘Ayn al ‘Arab" both give "anrb". Empty when fewer than four letters stay: too little
    to tell names by. Only for names that are not found as they are written.
    """
    words = [word for word in _WORD.findall(_plain(name)) if word not in _ARTICLES]
    bones = "".join(words)
    for pattern, new in _BONES:
        bones = pattern.sub(new, bones)
    return bones if len(bones) >= _FEWEST_BONES else ""


def tidy(name: str) -> str:
    """The name without a possessive ending, surrounding punctuation and doubled spaces."""
    plain = " ".join(name.split()).strip(' ,;:()[]"“”')
    return _POSSESSIVE.sub("", plain) if not plain.endswith(("s'", "s’")) else plain[:-1]


def reductions(name: str) -> tuple[Reduced, ...]:
    """The ways to take a name apart, careful first: without "the", a word of kind, a word of direction."""
    found: list[Reduced] = []
    if name[:4].casefold() == "the ":
        found.append(Reduced(name=name[4:], kind=None, part=False))
    for pattern in (_AFTER, _BEFORE):
        if match := pattern.match(name):
            kind = _KIND_OF_WORD.get(match["word"].casefold())
            found.append(Reduced(name=_without_the(match["name"]), kind=kind, part=False))
    for pattern in (_PART_OF, _PART):
        if match := pattern.match(name):
            found.append(Reduced(name=_without_the(match["name"]), kind=None, part=True))
    return tuple(found)


@lru_cache(maxsize=50_000)
def called_kind(name: str) -> str | None:
    """The kind that a word of the name tells: "Marrat province" is an `area`, "the district of Marrat" a `district`.

    `None` where none does.
    """
    return next((reduced.kind for reduced in reductions(tidy(name)) if reduced.kind), None)


def _plain(name: str) -> str:
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", name)).casefold().translate(_LETTERS)
    if plain.isascii():
        return plain
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _without_the(name: str) -> str:
    return name[4:] if name[:4].casefold() == "the " else name
