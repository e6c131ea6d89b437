"""The pictures that were made last, so that a page does not make them anew while nothing has changed.

One rule: one is shown only while readings, decisions and settings are those that it was made from. What changed is
carried into a new picture beside it, which then takes its place: whoever looks at the old one sees all of it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from herodot.picture.index import Index

if TYPE_CHECKING:
    from herodot.picture.picture import Picture
    from herodot.workspace import Loaded, Workspace


class LastPicture:
    """Holds two pictures with what was made of them: that of today, and the last one as of an earlier day."""

    def __init__(self) -> None:
        self._locks = {False: Lock(), True: Lock()}
        self._held: dict[bool, tuple[str, Index]] = {}
        """By whether it is of an earlier day: what it was made from, and the picture."""
        self._of = ""
        """Of which case and settings `_last` is."""
        self._last: Loaded | None = None

    def of(self, workspace: Workspace, as_of: str = "") -> Index:
        """The picture of a case, as it was known on a day. Who asks while it is being made waits for that."""
        earlier = bool(as_of)
        with self._locks[earlier]:
            if found := self.held(workspace, as_of):
                return found
            made_from = _made_from(workspace, as_of)
            with _collector_at_rest():
                picture = workspace.picture(as_of) if earlier else self._made(workspace)
            found = Index(picture)
            self._held[earlier] = made_from, found
            _put_aside()
            return found

    def held(self, workspace: Workspace, as_of: str = "") -> Index | None:
        """The same where it is there already and nothing has changed since; nobody waits."""
        made_from, index = self._held.get(bool(as_of), ("", None))
        return index if made_from == _made_from(workspace, as_of) else None

    def _made(self, workspace: Workspace) -> Picture:
        """The picture of today: the one before with what has changed since, where there is one."""
        if workspace.store.read_only:
            self._last = None
            self._held.pop(False, None)  # so that there are never two of a large case at once
            return workspace.picture()
        of = f"{workspace.path} {workspace.settings.min_confidence}"
        self._last = workspace.loaded(self._last if self._of == of else None)
        self._of = of
        return self._last.picture


def _made_from(workspace: Workspace, as_of: str) -> str:
    """What a picture of the case would be made from now."""
    digest = workspace.facts.facts_digest()
    return f"{workspace.path} {workspace.settings.min_confidence} {as_of} {digest}"


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Python's collector of unused objects does nothing meanwhile: in the millions of a new picture it would find none,
    and it goes through them so often that a third of the time is spent on it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _put_aside() -> None:
    """Lets Python's collector of unused objects pass over those that are there now, a picture's millions among them.

    Else it goes through them all every so often, and the page that happens to be asked then waits a tenth of a second.
    What was put aside before and is not used any more goes first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
