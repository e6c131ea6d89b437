"""What a user may set, and from where. One rule: read once, here; nothing else looks at the environment."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from herodot.model.errors import BadValue, HerodotError

SETTINGS_FILE = "herodot.toml"
PREFIX = "HERODOT_"


def _setting(default: Any, help: str) -> Any:
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may set: in `herodot.toml`, as HERODOT_NAME in the environment, as --name; last wins."""

    case: str = _setting("", "The case: one file that holds the reports and what they say.")
    reader: str = _setting("local", "Who reads: a reader's name, or module:function that loads one.")
    workers: int = _setting(0, "Processes that read at the same time; 0 takes one for each processor.")
    by: str = _setting("", "Your name, kept with what you decide.")
    min_confidence: float = _setting(
        0.0, "Leave out statements that the reader is less sure of than this, 0 to 1."
    )
    host: str = _setting(
        "127.0.0.1", "Address at which pages are served; any other than 127.0.0.1 is for a team only."
    )
    host_names: str = _setting(
        "", "Names, with spaces between, by which a team's browsers ask for its pages."
    )
    proxy: str = _setting(
        "127.0.0.1", "Address of the proxy in front of a team's pages: it is believed who asks."
    )


def load_settings(folder: Path, environment: Mapping[str, str], flags: Mapping[str, Any]) -> Settings:
    """The settings: file in that folder < environment < flags that are not `None`. Raises `BadValue`."""
    settings = Settings()
    known = {each.name for each in fields(Settings)}
    file = folder / SETTINGS_FILE
    from_file = _toml(file) if file.is_file() else {}
    if unknown := sorted(set(from_file) - known):
        raise BadValue(f"{file}: no setting is called {unknown[0]!r}; there are: {', '.join(sorted(known))}")
    layers = (
        {f"{name} in {file}": (name, value) for name, value in from_file.items()},
        {
            PREFIX + n.upper(): (n, environment[PREFIX + n.upper()])
            for n in known
            if PREFIX + n.upper() in environment
        },
        {f"--{name}": (name, value) for name, value in flags.items() if name in known and value is not None},
    )
    for layer in layers:
        settings = replace(settings, **{name: _typed(name, value, at) for at, (name, value) in layer.items()})
    if settings.workers < 0:
        raise BadValue(f"workers is {settings.workers}; it takes 0 or more")
    if not 0 <= settings.min_confidence <= 1:
        raise BadValue(f"min_confidence is {settings.min_confidence}; it takes a number from 0 to 1")
    return settings


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise HerodotError(f"{file}: cannot be read as settings: {error}") from error


def _typed(name: str, value: Any, place: str) -> Any:
    kind = get_type_hints(Settings)[name]
    try:
        return kind(value)
    except (TypeError, ValueError) as error:
        raise BadValue(f"{place}: {value!r} is no {'whole number' if kind is int else 'number'}") from error
