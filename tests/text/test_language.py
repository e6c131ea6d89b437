"""Which language a text is in."""

from __future__ import annotations

import pytest

from herodot.text.language import tell_language

CASES = [
    (
        "en",
        "Abdoulaye Ould Cheikh Sidi and Oumar Ag Intalla of Kidal met Bilal Bou"
        "rguiba at In-Afarak, he said.",
    ),
    (
        "en",
        "Muhammad Zarif Wardak, Haji Gul Agha Sherzai's deputy, was shot dead i"
        "n Spin Boldak by a man on a bike.",
    ),
    (
        "fr",
        "Le porte-parole du gouvernement a déclaré lundi que deux gendarmes ava"
        "ient été tués près de la frontière.",
    ),
    (
        "es",
        "El portavoz del ejército dijo el martes que tres soldados murieron en "
        "un ataque contra un puesto de control.",
    ),
    (
        "de",
        "Der Sprecher der Armee sagte am Dienstag, drei Soldaten seien bei eine"
        "m Angriff auf einen Posten getötet worden.",
    ),
    ("ar", "قال المتحدث باسم الجيش يوم الثلاثاء إن ثلاثة جنود قتلوا في هجوم على نقطة تفتيش قرب الحدود"),
    ("ru", "Представитель армии заявил во вторник, что трое солдат погибли при нападении на блокпост."),
    ("fa", "سخنگوی ارتش روز سه‌شنبه گفت سه سرباز در حمله به یک پست بازرسی کشته شدند و پنج نفر زخمی شدند"),
    ("zh", "军方发言人周二表示，三名士兵在检查站遭袭击身亡，另有五人受伤，伤者已被送往医院。"),
    ("und", "Abdoulaye Ould Cheikh Sidi, Oumar Ag Intalla, Bilal Bourguiba"),
    ("und", "Nine killed"),
    ("und", "1,204.75 – 3.5 %"),
    ("und", ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "body"), CASES)
def test_language_is_told_by_the_words_that_are_no_names(code: str, body: str) -> None:
    """Law: foreign names do not make a language, and too little text gives `und`."""
    assert tell_language(body) == code


def test_a_long_text_is_judged_by_samples() -> None:
    """Law: the whole text counts, but only samples are read."""
    assert tell_language("The mayor of the town said that the road was open. " * 20_000) == "en"
