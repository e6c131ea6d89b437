"""Pictures of every page, laptop and phone, light and dark: `python -m tests.browser.pictures FOLDER [CASE]`.

One rule: they are for looking at, and are not kept. Without a CASE the sample case is read, which takes a minute.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from herodot.cli import main as command
from herodot.settings import Settings
from tests.browser.rig import SCHEMES, SIZES, addresses, driven, lacking, served


def pictures(folder: Path, case: str) -> int:
    """Takes them; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    with driven() as browser, served(Settings(case=case)) as base:
        for size, (width, height) in SIZES.items():
            for scheme in SCHEMES:
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for number, path in enumerate(addresses(page, base)):
                    page.goto(base + path, timeout=120_000)
                    name = re.sub(r"\W+", "-", path.partition("?")[0]).strip("-")[:20] or "desk"
                    page.screenshot(path=folder / f"{number:02}-{name}-{size}-{scheme}.png", full_page=True)
                    taken += 1
                page.close()
    return taken


def run(arguments: list[str]) -> int:
    """The exit code: 0 well, 1 no browser, 2 wrong usage."""
    if len(arguments) not in (1, 2):
        sys.stderr.write((__doc__ or "").partition("\n")[0] + "\n")
        return 2
    if why := lacking():
        sys.stderr.write(why + "\n")
        return 1
    folder = Path(arguments[0])
    if len(arguments) == 1 and (code := command(["demo", str(folder / "case")])):
        return code
    case = arguments[1] if len(arguments) == 2 else str(folder / "case" / "case.herodot")
    sys.stdout.write(f"{folder}: {pictures(folder, case)} pictures\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
