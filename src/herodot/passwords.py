"""Passwords as they may be kept. One rule: part of `workspace`; a password itself is never stored, shown or logged."""

from __future__ import annotations

import secrets
import unicodedata
from functools import lru_cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from herodot.model.errors import BadValue, HerodotError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 500
"""Characters. No rule on what they are: length is what counts (NIST SP 800-63B, 3.1.1.2)."""

_AT_ONCE = BoundedSemaphore(2)
"""Each hash takes 64 MiB; whoever sends many sign-ins at once waits instead of filling the memory."""


def hashed(password: str) -> str:
    """What is kept of a password: its argon2id hash with salt and costs, at least 0.05 s each."""
    with _AT_ONCE:
        return _hasher().hash(_plain(password))


def fits(kept: str, password: str) -> bool:
    """Whether that is the password; takes as long whether it is or not."""
    hasher = _hasher()
    from argon2.exceptions import InvalidHashError, VerificationError

    with _AT_ONCE:
        try:
            return hasher.verify(kept, _plain(password))
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether it was made with lower costs than are taken today."""
    return _hasher().check_needs_rehash(kept)


@lru_cache(maxsize=1)
def nobodys() -> str:
    """The hash that a password is compared with where nobody has that name, so that it takes as long."""
    return hashed(secrets.token_urlsafe(32))


def check_new(password: str, name: str) -> None:
    """Raises `BadValue` for a password that is too easily guessed."""
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise BadValue(f"a password needs {SHORTEST} characters or more; a few words in a row do well")
    if len(plain) > LONGEST:
        raise BadValue(f"a password has at most {LONGEST} characters")
    if plain.casefold().replace(name.casefold(), "").strip() == "" or len(set(plain)) < 4:
        raise BadValue("that password is too easily guessed: take other words")


def given_out() -> str:
    """A password for somebody's first sign-in: 80 bits, in letters that nobody takes for others."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def _plain(password: str) -> str:
    """The same characters whatever keyboard and system they were typed on."""
    return unicodedata.normalize("NFKC", password)


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise HerodotError(
            "passwords need the library argon2-cffi, which is not here: `pip install argon2-cffi`"
        ) from error
    return PasswordHasher()
