"""Ids that anyone can compute again: SHA-256 over the fields that identify a record."""

from __future__ import annotations

import hashlib

from herodot.model.plain import to_json

ID_LENGTH = 20
"""Hex digits kept: 80 bits, so two of ten million records clash with a chance below one in ten billion."""


def digest(data: bytes) -> str:
    """The SHA-256 of bytes, 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def content_id(*fields: object) -> str:
    """The id of a record from its identifying fields, in order. Fields must be JSON values or records."""
    return digest(to_json(fields).encode("utf-8", "surrogatepass"))[:ID_LENGTH]
