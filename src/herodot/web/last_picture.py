"""The picture that was made last, so that a page does not make it anew while nothing has changed.

One rule: it is shown only while readings, decisions and settings are those that it was made from.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from herodot.picture.picture import Picture
    from herodot.workspace import Workspace


class LastPicture:
    """Holds one picture, that of today; one as of an earlier day is made each time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made_from = ""
        self._picture: Picture | None = None

    def of(self, workspace: Workspace, as_of: str = "") -> Picture:
        """The picture of a case, as it was known on a day. Who asks while it is being made waits for that."""
        if as_of:
            return workspace.picture(as_of)
        with self._lock:
            made_from = (
                f"{workspace.path} {workspace.settings.min_confidence} {workspace.facts.facts_digest()}"
            )
            if self._picture is None or self._made_from != made_from:
                self._picture = None  # so that there are never two of a large case at once
                self._picture, self._made_from = workspace.picture(), made_from
            return self._picture
