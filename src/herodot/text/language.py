"""Which language a text is in. One rule: the words that are no names decide.

News in English is full of foreign names, and statistics over letters take it for another language; the small
words between the names do not lie. Where they are not plainly English, `py3langid` sees the text without its
capitalized words.
"""

from __future__ import annotations

import math
import re

from herodot.text.english import english_words

UNDETERMINED = "und"
MIN_LETTERS = 40
"""In words that are no names. Below it the classifier guesses: it took captions of 38 letters for Pidgin."""
MIN_LETTERS_OWN_SCRIPT = 16
"""For scripts other than Latin, which few languages share and where a letter may be a word."""
MIN_WORDS = 4
SLICE_CHARS = 3000
"""Read from the beginning, the middle and the end, so that the cost does not grow with the text."""
ENGLISH_SHARE = 0.12
"""Share of words in `function_words`. English news has 0.25 to 0.4, other languages under 0.06."""
MIN_PROBABILITY = 0.6

_WORD = re.compile(r"[^\W\d_]+")
_LATIN_END = "\u0250"


def tell_language(body: str) -> str:
    """ISO 639-1 code of the language most of the text is in, `und` when that cannot be told.

    The first text that is not plainly English loads the classifier (about 0.2 s).
    """
    words = _WORD.findall(_sample(body))
    known = english_words().function_words
    if len(words) >= MIN_WORDS and sum(word.lower() in known for word in words) / len(words) >= ENGLISH_SHARE:
        return "en"
    plain = [word for word in words if not word[0].isupper()]
    letters = sum(map(len, plain))
    own_script = sum(word[0] >= _LATIN_END for word in plain) * 2 > len(plain)
    if letters < (MIN_LETTERS_OWN_SCRIPT if own_script else MIN_LETTERS):
        return UNDETERMINED
    return _classify(" ".join(plain))


def _classify(words: str) -> str:
    import py3langid

    scores = [(str(code), float(score)) for code, score in py3langid.rank(words)]
    best_code, best = max(scores, key=lambda pair: pair[1])
    probability = 1 / sum(math.exp(score - best) for _, score in scores)
    return best_code if len(best_code) == 2 and probability >= MIN_PROBABILITY else UNDETERMINED


def _sample(body: str) -> str:
    if len(body) <= 3 * SLICE_CHARS:
        return body
    middle = len(body) // 2
    return "\n".join((body[:SLICE_CHARS], body[middle : middle + SLICE_CHARS], body[-SLICE_CHARS:]))
