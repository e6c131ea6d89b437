"""People's names: titles apart, parts told, and whether two names may be one person's.

One rule: "could be" is said only where nothing in the two names speaks against it; whether it is so, the text
around them decides elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from herodot.values.names_spelling import same_spelling
from herodot.values.names_words import fold, name_words, plain, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person's name in parts, each as written; empty where there is none. A lone name is `family`."""

    titles: str
    given: str
    particles: str
    family: str
    suffix: str


def is_honorific(word: str) -> bool:
    """Whether a single word is a title, rank or form of address: "Gen.", "Sheikh", "Mrs"."""
    return plain(word.strip(" ,")) in name_words().titles


def strip_titles(name: str) -> tuple[str, str]:
    """The titles before a name, and the name without them, both as written; either may be empty.

    "former Deputy Prime Minister Col. Ali Hasan" gives ("former Deputy Prime Minister Col.", "Ali Hasan");
    "Minister of Defence Ali Hasan" gives ("Minister of Defence", "Ali Hasan"). Words of countries before a
    title are left in the name: this knows no places.
    """
    lexicon = name_words()
    words = name.split()
    end, seen_title = 0, False
    for place, word in enumerate(words):
        key = plain(word.strip(',()"“”'))
        if key in lexicon.titles:
            end, seen_title = place + 1, True
        elif seen_title and _belongs(words, place):
            end = place + 1
        elif (
            key not in lexicon.modifiers and key.removeprefix("ex-") not in lexicon.titles | lexicon.modifiers
        ):
            break
    return " ".join(words[:end]), " ".join(words[end:]).strip(" ,")


def title_gender(name: str) -> str | None:
    """`male` or `female` where a title before the name tells ("Mrs", "Sheikh", "spokesman"), else `None`."""
    titles = {plain(word) for word in strip_titles(name)[0].split()}
    male, female = bool(titles & name_words().male), bool(titles & name_words().female)
    return None if male == female else "male" if male else "female"


@lru_cache(maxsize=50_000)
def person_parts(name: str) -> PersonName:
    """The parts of a person's name: titles, given names, particles, family name, suffix.

    Given names first, as English reports write; "Smith, John" is turned. Particles ("bin", "ould", "van der",
    "al-") are those before the family name; "Abdul", "Abu" belong to the word after them.
    """
    titles, bare = strip_titles(name)
    lexicon = name_words()
    head, comma, tail = bare.partition(",")
    if comma and plain(tail.strip()) not in lexicon.suffixes:
        bare = f"{tail.strip()} {head.strip()}"
    words = bare.replace(",", " ").split()
    suffix: list[str] = []
    while len(words) > 1 and plain(words[-1]) in lexicon.suffixes:
        suffix.insert(0, words.pop())
    groups = _grouped(words)
    if len(groups) < 2:
        particles, family = _particle_of(groups[0]) if groups else ("", "")
        return PersonName(
            titles=titles, given="", particles=particles, family=family, suffix=" ".join(suffix)
        )
    start = len(groups) - 1
    while start > 1 and plain(groups[start - 1]) in lexicon.particles:
        start -= 1
    attached, family = _particle_of(groups[-1])
    particles = " ".join([*groups[start:-1], *filter(None, [attached])])
    given = " ".join(groups[:start])
    return PersonName(titles=titles, given=given, particles=particles, family=family, suffix=" ".join(suffix))


def could_be_same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: part of a name, initials, titles, spelling give way.

    The shorter name's words must all be found in the longer, in order, and a lone word must be the longer's
    first or last. "Mahmood" and "Usama Mahmood" may; "Asim Umar" and "Mullah Umar Farooq" may not. Nicknames
    do not count.
    """
    if fold(one) == fold(other):
        return True
    first, second = _core(one), _core(other)
    if not first or not second or _generation(one, other):
        return False
    short, long = sorted((first, second), key=len)
    if len(short) == 1:
        return len(short[0]) > 1 and (_same(short[0], long[-1]) or _same(short[0], long[0]))
    if not any(len(word) > 1 and any(same_spelling(word, there) for there in long) for word in short):
        return False
    return _in_order(short, long) and _initials_agree(short, long)


def could_be_first_family_name(name: str, lone: str) -> bool:
    """Whether `lone` is the last word but one of a name of three or more: who has two family names is mostly called
    by the first of them, "Medina" for "Jorge Medina Salas". A middle name stands there too, so this is weaker than
    `could_be_same_person`."""
    words, short = _core(name), _core(lone)
    return len(short) == 1 and len(short[0]) > 1 and len(words) > 2 and _same(short[0], words[-2])


def _belongs(words: list[str], place: int) -> bool:
    """Whether a word after a title goes on with it: "of Defence" in "Minister of Defence Ali Hasan"."""
    lexicon = name_words()
    key = plain(words[place].strip(","))
    before = plain(words[place - 1].strip(","))
    if key in lexicon.joiners and words[place].islower():
        return place + 1 < len(words)
    return before in lexicon.joiners and words[place - 1].islower() and key in lexicon.modifiers


def _grouped(words: list[str]) -> list[str]:
    """Words with the halves of one name put together: "Abdul Rahman", "Abu Bakr", "Saif al-Din"."""
    lexicon = name_words()
    groups: list[str] = []
    for word in words:
        key = words_of(word)[-1:] or [""]
        before = plain(groups[-1].split()[-1]) if groups else ""
        after = key[0] in lexicon.joined_after and len(groups) > 1
        if groups and (before in lexicon.joined_before or after):
            groups[-1] += f" {word}"
        else:
            groups.append(word)
    return groups


def _particle_of(word: str) -> tuple[str, str]:
    head, hyphen, rest = word.partition("-")
    if hyphen and plain(head) in name_words().articles and rest:
        return head, rest
    return "", word


def _core(name: str) -> list[str]:
    """The words that count, halves joined: "Gen. Abd al-Rahman bin Ali, Jr." gives abdrahman, ali."""
    lexicon = name_words()
    parts = person_parts(name)
    words = words_of(f"{parts.given} {parts.particles} {parts.family}")
    kept = [word for word in words if word not in lexicon.particles] or words
    joined: list[str] = []
    open_half = False
    for word in kept:
        if open_half or (joined and word in lexicon.joined_after and len(joined[-1]) > 1):
            joined[-1] += word
        else:
            joined.append(word)
        open_half = word in lexicon.joined_before
    return joined


def _generation(one: str, other: str) -> bool:
    """Whether the two names speak of different generations: "Jr." and "Sr."."""
    told = [
        {plain(word) for word in person_parts(name).suffix.split()} & name_words().generations
        for name in (one, other)
    ]
    return bool(told[0] and told[1] and told[0] != told[1])


def _same(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return same_spelling(one, other)


def _in_order(short: list[str], long: list[str]) -> bool:
    place = 0
    for word in short:
        while place < len(long) and not _same(word, long[place]):
            place += 1
        if place == len(long):
            return False
        place += 1
    return True


def _initials_agree(short: list[str], long: list[str]) -> bool:
    """Where both give middle names the first must agree: "George W. Bush" is not "George H. W. Bush"."""
    middle, middle2 = short[1:-1], long[1:-1]
    if len(short) == len(long) or not middle or not middle2 or not _same(short[-1], long[-1]):
        return True
    return not (len(middle[0]) == 1 or len(middle2[0]) == 1) or _same(middle[0], middle2[0])
