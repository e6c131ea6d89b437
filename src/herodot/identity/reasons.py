"""What speaks for and against two profiles being one, each a function whose docstring is the sentence users see.

One rule: a reason looks at two profiles and at who else is already known to be who; it adds up with the others.
Weights are about log odds (base 2): +1 makes one entity twice as likely.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import fsum
from typing import Any

from herodot.identity.bodies import is_generic
from herodot.identity.names import ORGANIZATIONS, grade, only_acronym
from herodot.identity.profile import KIN, UNIQUE_OFFICES, VICTIMS, Profile
from herodot.identity.similarity import similarity
from herodot.identity.stories import one_story, stems_of
from herodot.values.edtf import bounds
from herodot.values.names import title_gender

JOINED, UNDECIDED = 3.0, 1.5
"""Scores from which two profiles are one, and from which a person should decide."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when two profiles are compared."""

    cluster: Mapping[str, int]
    """The number of each profile's cluster so far."""
    spread: Sequence[int]
    """For a cluster in how many reports it is: to share what all reports name tells little."""
    copied: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Pairs, the smaller id first, that the same words stand for in a copied passage and in its original."""
    reports: int = 1
    people: Sequence[bool] = ()
    """Whether a cluster is a person's."""
    named: Sequence[bool] = ()
    """Whether anybody in a cluster has a name of their own."""
    ends: dict[str, Mapping[str, frozenset[int]]] = field(default_factory=dict, compare=False)
    """What `subject_ends` has given, by profile id: each is compared with dozens."""
    casts: dict[str, Any] = field(default_factory=dict, compare=False)
    """What `events` has made of the ends of an event, likewise."""

    def subject_ends(self, profile: Profile) -> Mapping[str, frozenset[int]]:
        """For each property that is said of it the clusters at the other end."""
        if profile.id not in self.ends:
            found: dict[str, set[int]] = {}
            for tie in profile.ties:
                if tie.is_subject and tie.other in self.cluster:
                    found.setdefault(tie.property, set()).add(self.cluster[tie.other])
            self.ends[profile.id] = {name: frozenset(clusters) for name, clusters in found.items()}
        return self.ends[profile.id]

    def is_known(self, cluster: int) -> bool:
        """Whether two reports could both mean it: one without a name whom one report alone has is in no other."""
        return self.named[cluster] or self.spread[cluster] > 1

    def share(self, cluster: int, fewest: int) -> float:
        """The part of all reports that a cluster is in, of at least so many, in hundredths."""
        return hundredths(self.spread[cluster], max(self.reports, fewest)) / 100


def hundredths(part: int, whole: int) -> int:
    """A share as a whole number. A report more or less changes few of these, and so few scores."""
    return (200 * part + whole) // (2 * whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One sentence, and how much it speaks for (above 0) or against the two being one."""

    words: str
    weight: float


def copied_passage(one: Profile, other: Profile, known: Known) -> float:
    """One report copied the passage that speaks of it from the other."""
    return 4.0 if (min(one.id, other.id), max(one.id, other.id)) in known.copied else 0.0


def same_name(one: Profile, other: Profile, known: Known) -> float:
    """Both go by the same full name."""
    return 4.0 if grade(one, other) == "same" and not _only_by_kind(one, other) else 0.0


def same_kind_of_body(one: Profile, other: Profile, known: Known) -> float:
    """Both are called by what kind of body they are."""
    if not _only_by_kind(one, other) or grade(one, other) not in ("same", "alike"):
        return 0.0
    # There is one defence ministry in a country; "the army" is whichever the text is about.
    shared = one.folded & other.folded
    return 1.9 if any(len(name.split()) > 1 for name in shared) else 1.5


def like_name(one: Profile, other: Profile, known: Known) -> float:
    """Their names differ only in spelling, acronym, initials or words of kind."""
    return 3.2 if grade(one, other) == "alike" and not _only_by_kind(one, other) else 0.0


def _only_by_kind(one: Profile, other: Profile) -> bool:
    """Whether two bodies share no name of their own, only words of kind."""
    if one.type not in ORGANIZATIONS:
        return False
    shared = one.folded & other.folded
    if shared:
        return all(map(is_generic, shared))
    return all(map(is_generic, one.names)) or all(map(is_generic, other.names))


def acronym_alone(one: Profile, other: Profile, known: Known) -> float:
    """They share only an acronym; one is a public body, the other is none, and of one nothing else is told."""
    if one.type == other.type or grade(one, other) not in ("same", "alike") or not only_acronym(one, other):
        return 0.0
    # A photo's or a wire's credit: a body that is spoken of would have something said of it.
    return -1.4 if not (one.ties or one.facts) or not (other.ties or other.facts) else 0.0


def part_of_name(one: Profile, other: Profile, known: Known) -> float:
    """One goes by a part of the other's name."""
    return 1.0 if grade(one, other) == "part" else 0.0


def part_of_name_in_story(one: Profile, other: Profile, known: Known) -> float:
    """One goes by a part of the other's name, and the reports tell one story."""
    # "The government" may be any that the story speaks of.
    if grade(one, other) != "part" or _only_by_kind(one, other):
        return 0.0
    return 2.2 * one_story(one.story, other.story)


def same_words_in_story(one: Profile, other: Profile, known: Known) -> float:
    """Both are called the same, and the reports tell one story."""
    return 3.3 * one_story(one.story, other.story) if called(one) & called(other) else 0.0


def called(profile: Profile) -> frozenset[frozenset[str]]:
    """What somebody or something without a name is called; nothing for people, who stay apart until a source or a
    person joins them."""
    if profile.folded or profile.type in ("Person", "Group", "Event"):
        return frozenset()
    return frozenset(stems for words in profile.words if (stems := stems_of(words)))


def nearly_same_name(one: Profile, other: Profile, known: Known) -> float:
    """Their names look like one name with a slip or from another script."""
    return 1.6 if _nearly(one, other) else 0.0


def other_name(one: Profile, other: Profile, known: Known) -> float:
    """Both have full names, and they are different names."""
    return -5.0 if grade(one, other) == "different" and not _nearly(one, other) else 0.0


def _nearly(one: Profile, other: Profile) -> bool:
    is_body = one.type in ORGANIZATIONS
    if (one.type != "Person" and not is_body) or grade(one, other) not in ("different", "none"):
        return False
    pairs = ((a, b) for a in one.names for b in other.names)
    return any(
        similarity(a, b, is_body=is_body) >= NEARLY for a, b in pairs if len(a) > SHORT and len(b) > SHORT
    )


NEARLY, SHORT = 0.87, 5
"""Likeness of names from which a person should look, and letters below which a likeness tells nothing."""


def same_country(one: Profile, other: Profile, known: Known) -> float:
    """Both are bodies of the same country."""
    if not one.country or one.country != other.country:
        return 0.0
    return 1.8 if one.says_country and other.says_country else 1.2


def other_country(one: Profile, other: Profile, known: Known) -> float:
    """They are bodies of different countries."""
    if not one.country or not other.country or one.country == other.country:
        return 0.0
    return -4.0 if one.says_country and other.says_country else -1.2


def other_kind_of_place(one: Profile, other: Profile, known: Known) -> float:
    """The gazetteer puts them far apart, or one holds the other."""
    if one.place is None or other.place is None:
        return 0.0
    a, b = one.place, other.place
    return -3.0 if a.country and b.country and a.country != b.country else 0.0


def same_description(one: Profile, other: Profile, known: Known) -> float:
    """Both are described in the very same words, too many for chance."""
    return 3.5 if one.description and one.description == other.description else 0.0


def same_office(one: Profile, other: Profile, known: Known) -> float:
    """Both hold an office that one person holds at a time."""
    mine, theirs = (_offices(p, known) for p in (one, other))
    return 3.0 if one.type == "Person" and mine & theirs else 0.0


def same_ties(one: Profile, other: Profile, known: Known) -> float:
    """Both stand to the same people, groups or places in the same way."""
    shared = _ties(one, known) & _ties(other, known)
    return min(3.0, fsum(1.5 * _rarity(cluster, known) for _, _, cluster in shared))


def same_title(one: Profile, other: Profile, known: Known) -> float:
    """Both are given the same title at the same body or place."""
    mine, theirs = (
        {
            (t.role.casefold(), known.cluster[t.other])
            for t in p.ties
            if t.role and t.is_subject and t.other in known.cluster
        }
        for p in (one, other)
    )
    return 1.5 if mine & theirs else 0.0


def same_kin(one: Profile, other: Profile, known: Known) -> float:
    """Both are kin of the same person in the same way."""
    return 1.6 if _kin(one, known) & _kin(other, known) else 0.0


def same_fate(one: Profile, other: Profile, known: Known) -> float:
    """The same happened to both in the same event."""
    mine = {(p, c) for p, s, c in _ties(one, known) if p in VICTIMS and not s}
    theirs = {(p, c) for p, s, c in _ties(other, known) if p in VICTIMS and not s}
    return 1.6 if mine & theirs else 0.0


def other_gender(one: Profile, other: Profile, known: Known) -> float:
    """One is spoken of as a man, the other as a woman."""
    genders = [_genders(p.names) | _genders(tuple(p.words)) for p in (one, other)]
    return -4.0 if genders[0] and genders[1] and genders[0].isdisjoint(genders[1]) else 0.0


@lru_cache(maxsize=100_000)
def _genders(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(g for name in names if (g := title_gender(name)))


def other_nationality(one: Profile, other: Profile, known: Known) -> float:
    """They are given different nationalities."""
    mine, theirs = ({c for p, s, c in _ties(x, known) if p == "nationality" and s} for x in (one, other))
    return -2.5 if mine and theirs and mine.isdisjoint(theirs) else 0.0


def other_age(one: Profile, other: Profile, known: Known) -> float:
    """Their ages do not fit the days on which they were given."""
    for a in _numbers(one, "age"):
        for b in _numbers(other, "age"):
            years = abs(_year(one.published) - _year(other.published))
            if abs(a - b) > years + 2:
                return -3.0
    return 0.0


Feature = Callable[[Profile, Profile, Known], float]

FEATURES: tuple[Feature, ...] = (
    copied_passage, same_name, same_kind_of_body, like_name, acronym_alone, part_of_name,
    part_of_name_in_story, same_words_in_story, nearly_same_name, other_name,
    same_country, other_country, other_kind_of_place, same_description, same_office, same_ties, same_title, same_kin,
    same_fate, other_gender, other_nationality, other_age,
)  # fmt: skip
"""For everything that is no event; see `events` for those."""


def reasons(
    one: Profile, other: Profile, known: Known, features: tuple[Feature, ...] = FEATURES
) -> tuple[Reason, ...]:
    """All that speaks for or against, the weightiest first."""
    found = [Reason(words=sentence(f), weight=w) for f in features if (w := f(one, other, known))]
    return tuple(sorted(found, key=lambda r: -abs(r.weight)))


def sentence(feature: Feature) -> str:
    """What users read of a feature: its docstring."""
    return (feature.__doc__ or "").strip()


def total(found: tuple[Reason, ...]) -> float:
    """The sum of the weights."""
    return sum(r.weight for r in found)


def _ties(profile: Profile, known: Known) -> set[tuple[str, bool, int]]:
    return {
        (t.property, t.is_subject, known.cluster[t.other]) for t in profile.ties if t.other in known.cluster
    }


def _offices(profile: Profile, known: Known) -> set[tuple[str, int]]:
    return {(p, c) for p, subject, c in _ties(profile, known) if subject and p in UNIQUE_OFFICES}


def _kin(profile: Profile, known: Known) -> set[tuple[str, bool, int]]:
    return {t for t in _ties(profile, known) if t[0] in KIN}


def _rarity(cluster: int, known: Known) -> float:
    """1 for what few reports name, towards 0.2 for what most do."""
    return max(0.2, 1.0 - known.share(cluster, 5))


def _numbers(profile: Profile, name: str) -> list[float]:
    return [float(v) for p, v in profile.facts if p == name and isinstance(v, int | float)]


def _year(published: str) -> int:
    return bounds(published)[0].year if published else date.min.year
