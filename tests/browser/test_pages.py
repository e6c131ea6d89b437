"""Every page in a real browser: nothing is complained of, nothing sticks out on a phone, axe finds no fault."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from herodot.web.ready import NotReady, Ready
from tests.browser.rig import AXE, SCHEMES, SIZES, addresses, faults_of


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


_SIDEWAYS = """[...document.querySelectorAll("body *")].filter((e) => e.scrollWidth > e.clientWidth + 1
  && /auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX) && !e.matches(".scroll, input, dialog, dialog *"))
  .map((e) => `${e.tagName}.${e.className}: ${e.scrollWidth} of ${e.clientWidth}`)"""


def test_nothing_scrolls_sideways_on_a_phone(page: Any, made: str) -> None:
    """On a phone no table or list has to be pushed to the side to be read; only drawings do."""
    page.set_viewport_size(dict(zip(("width", "height"), SIZES["phone"], strict=True)))
    found = {}
    for path in addresses(page, made)[:-1]:
        page.goto(made + path)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        if sideways := page.evaluate(_SIDEWAYS):
            found[path] = sideways
        if page.evaluate("document.documentElement.scrollWidth") > SIZES["phone"][0]:
            found[f"{path}, opened"] = ["the page"]
    assert found == {}


@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core here; `make axe` fetches it where there is npm")
@pytest.mark.parametrize(
    ("which", "scheme", "sizes"),
    [
        *(("made", scheme, tuple(SIZES)) for scheme in SCHEMES),
        ("empty", "light", ("laptop",)),
        ("empty", "dark", ("phone",)),
    ],
)
def test_axe_finds_no_fault(
    browser: Any, request: pytest.FixtureRequest, which: str, scheme: str, sizes: tuple[str, ...]
) -> None:
    """WCAG 2.2 AA as axe can tell, on each page, light and dark, on a laptop and on a phone."""
    assert faults_of(browser, request.getfixturevalue(which), scheme, sizes) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_that_waits_comes_by_itself(
    browser: Any, made: str, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the picture is made the page says so, axe finds no fault with that, and then it is there by itself."""
    is_ready, index = threading.Event(), Ready.index

    def later(*given: Any) -> Any:
        if is_ready.is_set():
            return index(*given)
        raise NotReady

    monkeypatch.setattr(Ready, "index", later)
    width, height = SIZES["phone"]
    context = browser.new_context(
        bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": height}
    )
    page = context.new_page()
    page.goto(f"{made}/network?name=Salt+Guild")
    assert page.inner_text("h1") == "One moment"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if AXE.is_file():
        page.evaluate(AXE.read_text("utf-8"))
        assert page.evaluate("axe.run()")["violations"] == []
    is_ready.set()
    page.wait_for_selector("svg.network")
    assert "name=Salt+Guild" in page.url
    context.close()


def painted(page: Any) -> bool:
    """Whether something was painted, within some seconds."""
    for _ in range(100):
        if page.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
            return True
        page.wait_for_timeout(100)
    return False


@pytest.mark.parametrize("which", ["made", "empty"])
def test_nothing_is_asked_of_anybody_else(page: Any, request: pytest.FixtureRequest, which: str) -> None:
    """Each page loads what it needs from where it came from, and nothing from anywhere else."""
    base, asked = request.getfixturevalue(which), list[str]()
    page.on("request", lambda sent: asked.append(sent.url))
    for path in addresses(page, base)[:-1]:
        page.goto(base + path)
    assert asked
    assert [url for url in asked if not url.startswith(f"{base}/")] == []


def test_no_page_waits_for_a_script(page: Any, made: str) -> None:
    """All that can be read is drawn before any script has come: each is deferred, and a slow one holds up nothing."""
    seen, held = 0, list[Any]()
    page.route("**/*.js", lambda route: held.append(route))  # not answered until all else was seen
    for path in addresses(page, made)[:-1]:
        page.goto(made + path, wait_until="commit")
        page.wait_for_selector("body > footer")
        assert painted(page), path
        scripts = page.evaluate("[...document.scripts].map((s) => s.defer || s.async || s.type === 'module')")
        assert all(scripts), path
        assert len(held) == len(scripts), path
        seen += len(scripts)
        while held:
            held.pop().abort("aborted")
    assert seen
