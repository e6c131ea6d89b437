"""Records as plain JSON values, and back.

One rule: both ways are read off the fields' types, so a new field needs no line here, in the store or in an
export.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")

_FIELD_TYPES: dict[type, dict[str, Any]] = {}
"""Filled as classes are asked for: resolving types takes longer than using them."""


def field_types(kind: type) -> dict[str, Any]:
    """Each field of a record class and its resolved type, in the order of the fields."""
    if kind not in _FIELD_TYPES:
        hints = get_type_hints(kind)
        _FIELD_TYPES[kind] = {field.name: hints[field.name] for field in dataclasses.fields(kind)}
    return _FIELD_TYPES[kind]


def to_plain(record: Any) -> dict[str, Any]:
    """A record as a dict of JSON values in the order of its fields; tuples become lists."""
    return {name: _plain(getattr(record, name)) for name in _names(type(record))}


def from_plain(kind: type[T], values: Mapping[str, Any]) -> T:
    """The record of that class from JSON values; other keys are passed over, `KeyError` if one lacks."""
    fields = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    return kind(
        **{
            name: built(hint, values[name])
            for name, hint in field_types(kind).items()
            if name in values or _needed(fields[name])
        }
    )


def built(hint: Any, value: Any) -> Any:
    """A JSON value as the field's type wants it: lists become tuples, dicts become records."""
    if isinstance(hint, UnionType):
        nested = [each for each in get_args(hint) if is_nested(each)]
        return built(nested[0], value) if nested and value is not None else value
    if get_origin(hint) is tuple:
        return tuple(built(get_args(hint)[0], each) for each in value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return from_plain(hint, value)
    return value


def is_nested(hint: Any) -> bool:
    """Whether a field of that type holds a tuple, a dict or a record, or such a thing or `None`."""
    if isinstance(hint, UnionType):
        return any(is_nested(each) for each in get_args(hint))
    return get_origin(hint) in (tuple, dict) or dataclasses.is_dataclass(hint)


def to_json(value: Any) -> str:
    """Compact JSON in one line, keys sorted: the same value always gives the same text."""
    return _ENCODER.encode(value)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return to_plain(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value


def _shallow(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in _names(type(record))}


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_shallow)


def _names(kind: type) -> tuple[str, ...]:
    if kind not in _NAMES:
        # Not `field_types`: a page's fields may be of types that are only there for the type checker.
        _NAMES[kind] = tuple(field.name for field in dataclasses.fields(kind))
    return _NAMES[kind]


_NAMES: dict[type, tuple[str, ...]] = {}


def _needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
