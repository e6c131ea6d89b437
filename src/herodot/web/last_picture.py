"""The picture that was made last, so that a page does not make it anew while nothing has changed.

One rule: it is shown only while readings, decisions and settings are those that it was made from. What changed is
carried into a new picture beside it, which then takes its place: whoever looks at the old one sees all of it.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from herodot.picture.picture import Picture
    from herodot.workspace import Loaded, Workspace


class LastPicture:
    """Holds one picture, that of today; one as of an earlier day is made each time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of = ""
        """Of which case and settings the picture is."""
        self._made_from = ""
        self._last: Loaded | None = None
        self._picture: Picture | None = None

    def of(self, workspace: Workspace, as_of: str = "") -> Picture:
        """The picture of a case, as it was known on a day. Who asks while it is being made waits for that."""
        if as_of:
            return workspace.picture(as_of)
        with self._lock:
            of = f"{workspace.path} {workspace.settings.min_confidence}"
            made_from = workspace.facts.facts_digest()
            if self._picture is None or (self._of, self._made_from) != (of, made_from):
                self._picture = self._made(workspace, of)
                self._of, self._made_from = of, made_from
            return self._picture

    def _made(self, workspace: Workspace, of: str) -> Picture:
        if workspace.store.read_only:
            self._last = self._picture = None  # so that there are never two of a large case at once
            return workspace.picture()
        self._last = workspace.loaded(self._last if self._of == of else None)
        return self._last.picture
