"""Every page in a real browser: nothing is complained of, nothing sticks out on a phone, axe finds no fault."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.rig import AXE, SCHEMES, SIZES, addresses


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("which", ["made", "empty"])
def test_nothing_sticks_out(page: Any, request: pytest.FixtureRequest, which: str, size: str) -> None:
    """No page is wider than the screen, on a laptop and on a phone, with a full case and an empty one."""
    base, (width, height) = request.getfixturevalue(which), SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    wide = {}
    for path in addresses(page, base)[:-1]:
        assert page.goto(base + path).status == 200
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[path] = found
    assert wide == {}


@pytest.mark.skipif(
    not AXE.is_file(), reason="no axe-core here; `make browser` fetches it where there is npm"
)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("which", ["made", "empty"])
def test_axe_finds_no_fault(browser: Any, request: pytest.FixtureRequest, which: str, scheme: str) -> None:
    """WCAG 2.2 AA as axe can tell, on each page, light and dark, on a laptop and on a phone."""
    base, faults = request.getfixturevalue(which), list[str]()
    for width, height in SIZES.values():
        context = browser.new_context(
            color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": height}
        )
        page = context.new_page()
        for path in addresses(page, base):
            page.goto(base + path)
            page.evaluate(AXE.read_text("utf-8"))
            for fault in page.evaluate("axe.run()")["violations"]:
                nodes = "; ".join(node["html"][:120] for node in fault["nodes"][:3])
                faults.append(f"{path} at {width}: {fault['id']} ({fault['impact']}): {nodes}")
        context.close()
    assert faults == []
