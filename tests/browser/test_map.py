"""The map in a real browser: looked at from near and far by keys and by links, with and without scripts."""

from __future__ import annotations

from typing import Any


def wide(page: Any) -> str:
    """How wide the map says it is."""
    label = page.get_attribute("#drawing", "aria-label")
    return str(label).partition(",")[2].partition("across")[0].strip()


def press(page: Any, key: str) -> None:
    """A key that leads to another look, and that look."""
    page.wait_for_load_state("load")
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state("load")


def test_keys_look_closer_and_around(page: Any, made: str) -> None:
    """With the focus on the map + and − look closer and wider, arrows move, 0 shows all; the focus stays on it."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(made + "/map")
    first = wide(page)
    page.focus("#drawing")
    press(page, "+")
    closer = wide(page)
    assert closer != first
    press(page, "ArrowLeft")
    assert wide(page) == closer
    assert page.evaluate("document.activeElement.id") == "drawing"
    press(page, "-")
    press(page, "0")
    assert wide(page) == first


def test_links_do_the_same_without_scripts(browser: Any, made: str) -> None:
    """Each step is a link that the keyboard reaches; the map is then on the screen."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(made + "/map")
    first = wide(page)
    page.click("text=+ Closer")
    assert wide(page) != first
    page.click("text=All that is here")
    assert wide(page) == first
    page.context.close()
