"""Names with hyphens and nicknames: where a mention may not be cut.

One rule: a hyphen inside a name belongs to the name ("al-Nur", "Pul-e Sefid", "Park Dong-un"), as does a nickname in
quotes between its words; a hyphen between a name and a common word does not ("Afghan-led", "ISIL-held").
"""

from __future__ import annotations

from herodot.reader.parse import Parse
from herodot.values.places import country_of, load_gazetteer

PARTICLES = frozenset("al el ul ud ur ad as ash ar an at az e ye i y un il ibn bin abu".split())
"""Short parts of names that hang on what stands beside them."""
LINKS = frozenset(("e", "ye", "i"))
"""Particles that lead on to the next word: "Pul-e Sefid"."""
QUOTES = frozenset("\"“”‘’'")
LONGEST_NICKNAME, LONGEST_NAME = 3, 3
"""Words in the quotes, and on either side of them."""


def whole(parse: Parse, start: int, end: int) -> tuple[int, int] | None:
    """A mention's run of words made longer so that it cuts no name and no compound; `None` where nothing but a part
    of a compound is left ("led" of "Afghan-led")."""
    start, end = _around_nickname(parse, start, end)
    while start >= 2 and _hyphen(parse, start - 1) and (_one_name(parse, start - 1) or _common(parse, start)):
        start -= 2
    while start >= 3 and _leads_on(parse, start - 1):
        start -= 3
    while end + 1 < len(parse.words) and _hyphen(parse, end):
        if not (_one_name(parse, end) or _common(parse, end - 1)):
            break
        end += 2
    if end < len(parse.words) and _leads_on(parse, end - 1) and _capital(parse, end):
        end += 1
    last = parse.words[end - 1]
    if end - start == 3 and _hyphen(parse, start + 1) and last.text.islower() and last.pos != "NOUN":
        return None
    return start, end


def cuts(parse: Parse, start: int, end: int) -> bool:
    """Whether a run of words begins or ends inside a name or a compound."""
    return whole(parse, start, end) != (start, end)


def _around_nickname(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """The run with the whole of a name that it has a part of, where a nickname stands in that: "Jo "The Ox" Bell"."""
    words = parse.words
    for opening in range(max(start - LONGEST_NICKNAME - 1, 0), min(end + 1, len(words))):
        if words[opening].text not in QUOTES:
            continue
        last = opening + LONGEST_NICKNAME + 2
        closing = next(
            (n for n in range(opening + 2, min(last, len(words))) if words[n].text in QUOTES), None
        )
        if closing is None:
            continue
        first, stop = _names_before(parse, opening), _names_behind(parse, closing + 1)
        is_name = first < opening and stop > closing + 1 and words[opening + 1].text[:1].isupper()
        if is_name and start < stop and end > first:
            return min(start, first), max(end, stop)
    return start, end


def _names_before(parse: Parse, end: int) -> int:
    start = end
    while end - start < LONGEST_NAME and start and _is_part(parse, start - 1, end):
        start -= 1
    return start


def _names_behind(parse: Parse, start: int) -> int:
    end = start
    while end - start < LONGEST_NAME and end < len(parse.words) and _is_part(parse, end, start - 1):
        end += 1
    return end


def _is_part(parse: Parse, n: int, beside: int) -> bool:
    """Whether a word may be part of the name that stands beside a quotation mark."""
    word = parse.words[n]
    return word.text[:1].isupper() and word.pos == "PROPN" and word.sentence == parse.words[beside].sentence


def _hyphen(parse: Parse, n: int) -> bool:
    """Whether word `n` is a hyphen with a word right before and right behind it."""
    if not 0 < n < len(parse.words) - 1 or parse.words[n].text not in "-‐‑":
        return False
    before, here, after = parse.words[n - 1], parse.words[n], parse.words[n + 1]
    return (
        before.end == here.start
        and here.end == after.start
        and before.text.isalpha()
        and after.text.isalpha()
    )


def _one_name(parse: Parse, n: int) -> bool:
    """Whether the words on both sides of the hyphen `n` are parts of one name."""
    left, right = parse.words[n - 1].text, parse.words[n + 1].text
    if left.lower() in PARTICLES and (left[0].isupper() or right[0].isupper()):
        return True
    if not left[0].isupper():
        return False
    if right.lower() in PARTICLES:
        return True
    if not right[0].isupper():
        return False
    return country_of(left) is None or bool(load_gazetteer().lookup(f"{left}-{right}"))


def _common(parse: Parse, n: int) -> bool:
    """Whether a word at a hyphen is no name, so that it says nothing alone."""
    return parse.words[n].text.islower() and parse.words[n].text not in PARTICLES


def _leads_on(parse: Parse, n: int) -> bool:
    """Whether word `n` is a particle behind a hyphen that leads on to the next word."""
    return parse.words[n].text in LINKS and _hyphen(parse, n - 1) and parse.words[n - 2].text[0].isupper()


def _capital(parse: Parse, n: int) -> bool:
    return parse.words[n].text[:1].isupper() and parse.words[n].sentence == parse.words[n - 1].sentence
