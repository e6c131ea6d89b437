"""Names of people and organizations, made comparable inside one report and across reports.

One rule: these functions compare words only; what the text or the world says of the bearers is weighed
elsewhere.
"""

from __future__ import annotations

from herodot.values.names_organizations import could_be_same_organization, is_acronym_of, looks_like_acronym
from herodot.values.names_people import (
    PersonName,
    could_be_same_person,
    is_honorific,
    person_parts,
    strip_titles,
    title_gender,
)
from herodot.values.names_spelling import same_spelling
from herodot.values.names_words import fold

__all__ = [
    "PersonName",
    "could_be_same_organization",
    "could_be_same_person",
    "fold",
    "is_acronym_of",
    "is_honorific",
    "looks_like_acronym",
    "person_parts",
    "same_spelling",
    "strip_titles",
    "title_gender",
]
