"""The pictures that were made last, so that a page does not make them anew while nothing has changed.

One rule: one is shown only while readings, decisions and settings are those that it was made from.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from herodot.picture.index import Index

if TYPE_CHECKING:
    from herodot.workspace import Workspace


class LastPicture:
    """Holds two pictures with what was made of them: that of today, and the last one as of an earlier day."""

    def __init__(self) -> None:
        self._locks = {False: Lock(), True: Lock()}
        self._held: dict[bool, tuple[str, Index]] = {}
        """By whether it is of an earlier day: what it was made from, and the picture."""

    def of(self, workspace: Workspace, as_of: str = "") -> Index:
        """The picture of a case, as it was known on a day. Who asks while it is being made waits for that."""
        earlier = bool(as_of)
        with self._locks[earlier]:
            settings, digest = workspace.settings, workspace.facts.facts_digest()
            made_from = f"{workspace.path} {settings.min_confidence} {as_of} {digest}"
            if self._held.get(earlier, ("",))[0] != made_from:
                self._held.pop(earlier, None)  # so that there are never two of one kind at once
                self._held[earlier] = made_from, Index(workspace.picture(as_of))
            return self._held[earlier][1]
