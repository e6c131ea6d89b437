"""What every test runs under: properties are tried on the same examples each time, with no deadline.

One rule: a test that fails on one machine fails on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("herodot", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("herodot")


@pytest.fixture(autouse=True, scope="session")
def patience() -> Iterator[None]:
    """However busy the machine is, a page waits for what it needs instead of saying that it waits."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("herodot.web.ready.PATIENCE_SECONDS", 300.0)
        yield


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The repository's root."""
    return Path(__file__).resolve().parent.parent
