"""Records as plain JSON values, and back.

One rule: both ways are read off the fields' types, so a new field needs no line here, in the store or in an
export.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from functools import partial
from operator import attrgetter
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Build = Callable[[Any], Any]

_FIELD_TYPES: dict[type, dict[str, Any]] = {}
"""Filled as classes are asked for: resolving types takes longer than using them."""


def field_types(kind: type) -> dict[str, Any]:
    """Each field of a record class and its resolved type, in the order of the fields."""
    if kind not in _FIELD_TYPES:
        hints = get_type_hints(kind)
        _FIELD_TYPES[kind] = {field.name: hints[field.name] for field in dataclasses.fields(kind)}
    return _FIELD_TYPES[kind]


def to_plain(record: Any) -> dict[str, Any]:
    """A record as a dict of JSON values in the order of its fields; tuples become lists, sets sorted ones."""
    return {name: _plain(getattr(record, name)) for name in _names(type(record))}


def from_plain(kind: type[T], values: Mapping[str, Any]) -> T:
    """The record of that class from JSON values; other keys are passed over, `KeyError` if one lacks."""
    given = {}
    for name, build, needed in _plan(kind):
        if needed or name in values:
            value = values[name]
            given[name] = value if build is None else build(value)
    return kind(**given)


def built(hint: Any, value: Any) -> Any:
    """A JSON value as the field's type wants it: lists become tuples, dicts become records."""
    build = builder(hint)
    return value if build is None else build(value)


def builder(hint: Any) -> Build | None:
    """What makes a field's value of a JSON value; `None` where it stays as it is."""
    if hint not in _BUILDERS:
        _BUILDERS[hint] = _builder(hint)
    return _BUILDERS[hint]


_BUILDERS: dict[Any, Build | None] = {}
"""Filled as types are asked for: a large case builds millions of records of a few types."""


def _builder(hint: Any) -> Build | None:
    if isinstance(hint, UnionType):
        nested = [each for each in get_args(hint) if is_nested(each)]
        inner = builder(nested[0]) if nested else None
        return partial(_unless_none, inner) if inner else None
    if get_origin(hint) is tuple:
        inner = builder(get_args(hint)[0])
        return partial(_tuple_of, inner) if inner else tuple
    if get_origin(hint) is frozenset:
        inner = builder(get_args(hint)[0])
        return partial(_set_of, inner) if inner else frozenset
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return partial(from_plain, hint)
    return None


def _unless_none(build: Build, value: Any) -> Any:
    return None if value is None else build(value)


def _tuple_of(build: Build, values: Any) -> tuple[Any, ...]:
    return tuple(map(build, values))


def _set_of(build: Build, values: Any) -> frozenset[Any]:
    return frozenset(map(build, values))


def _plan(kind: type) -> list[tuple[str, Build | None, bool]]:
    """Each field with what builds its value and whether it must be there."""
    if kind not in _PLANS:
        fields = {field.name: field for field in dataclasses.fields(kind)}
        _PLANS[kind] = [
            (name, builder(hint), _needed(fields[name])) for name, hint in field_types(kind).items()
        ]
    return _PLANS[kind]


_PLANS: dict[type, list[tuple[str, Build | None, bool]]] = {}


def is_nested(hint: Any) -> bool:
    """Whether a field of that type holds a tuple, a dict or a record, or such a thing or `None`."""
    if isinstance(hint, UnionType):
        return any(is_nested(each) for each in get_args(hint))
    return get_origin(hint) in (tuple, dict, frozenset) or dataclasses.is_dataclass(hint)


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
    if isinstance(value, frozenset):
        return [_plain(each) for each in sorted(value, key=repr)]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value


def _shallow(record: Any) -> dict[str, Any] | list[Any]:
    if isinstance(record, frozenset):
        return sorted(record, key=repr)
    kind = type(record)
    if kind not in _GETTERS:
        names = _names(kind)
        # With one name alone a getter gives no tuple.
        _GETTERS[kind] = attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),)
    return dict(zip(_NAMES[kind], _GETTERS[kind](record), strict=True))


_GETTERS: dict[type, Callable[[Any], tuple[Any, ...]]] = {}


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_shallow)


def _names(kind: type) -> tuple[str, ...]:
    if kind not in _NAMES:
        # Not `field_types`: a page's fields may be of types that are only there for the type checker.
        _NAMES[kind] = tuple(field.name for field in dataclasses.fields(kind))
    return _NAMES[kind]


_NAMES: dict[type, tuple[str, ...]] = {}


def _needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
