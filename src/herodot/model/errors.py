"""Every error that Herodot raises on purpose.

    HerodotError
    ├── BadInput            a file, page or manifest row that cannot be taken as it is
    ├── CaseMissing         no case at that place
    ├── CaseExists          a case is there already
    ├── CaseBusy            somebody else is writing to the case, and went on for too long
    ├── CaseDamaged         what the case holds does not fit together
    ├── StorageFull         the disk, or the place for the case, takes no more
    ├── NotFound            nothing in the case by that id or name
    ├── ModelMissing        the reader's model file is not there or is not the one expected
    └── BadValue            words or a setting that do not mean what is needed there

A message says what failed, on which file or id, what was found, and what to do.
"""

from __future__ import annotations


class HerodotError(Exception):
    """The root: catch this to catch all that Herodot raises on purpose."""


class BadInput(HerodotError):
    """A file, page or manifest row that cannot be taken as it is. The good ones beside it are kept."""


class CaseMissing(HerodotError):
    """There is no case at that place."""


class CaseExists(HerodotError):
    """A case is at that place already; nothing was changed."""


class CaseBusy(HerodotError):
    """Another program is writing to the case and did not end in time; nothing was stored, and it may be tried again."""


class CaseDamaged(HerodotError):
    """What the case holds does not fit together: a digest or an id differs from what was stored."""


class StorageFull(HerodotError):
    """The disk takes no more. What was stored before is whole."""


class NotFound(HerodotError):
    """Nothing in the case goes by that id or name."""


class ModelMissing(HerodotError):
    """The reader's model is not there or is not the one expected."""


class BadValue(HerodotError):
    """Words or a setting that do not mean what is needed there."""
