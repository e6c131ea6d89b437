"""A team in a real browser: signing in, reviewing, seeing what another decided without losing a word, signing out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from herodot.settings import Settings
from herodot.team import Act, make_member
from herodot.web.team import make_team_app
from herodot.workspace import Workspace
from tests.browser.rig import AXE, SCHEMES, SIZES, served
from tests.samples import NOW
from tests.web.made_case import CLOCK, a_case
from tests.web.test_drawn_pages import a_raid, a_truce

WORDS = "grey heron on a pole"
NAMES = {"Olga": "owner", "Rémi": "reviewer", "يوسف": "reader"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A case with a disputed raid and three members."""
    made = a_case(tmp_path_factory.mktemp("team"), [a_raid(), a_truce()])
    with Workspace(made, lambda: CLOCK) as workspace:
        for name, role in NAMES.items():
            make_member(workspace.store, name, role, WORDS, Act(by="tests", at=NOW), given_out=False)
        workspace.kept()
    return made


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    """The address of its pages."""
    with served(settings, make_team_app) as found:
        yield found


@pytest.fixture
def other(browser: Any) -> Iterator[Any]:
    """A page in another person's browser."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def enter(page: Any, name: str, to: str) -> None:
    """Asks for an address, signs in on the way, and gets there."""
    page.goto(to)
    assert "/sign-in" in page.url
    page.fill("[name=name]", name)
    page.fill("[name=password]", WORDS)
    page.keyboard.press("Enter")
    page.wait_for_url(to)


def look_again(page: Any) -> None:
    """Comes back to a page that lay in the background: it asks at once."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector(".meanwhile a")


def report_of(page: Any, address: str) -> str:
    """The address of a statement of the first report."""
    key = page.request.get(f"{address}/reports.json").json()["reports"][0]["id"]
    record = page.request.get(f"{address}/report/{key}.json").json()
    first = next(s["id"] for p in record["paragraphs"] for s in p["statements"])
    return f"{address}/report/{key}?statement={first}"


def test_a_team_at_work(page: Any, other: Any, address: str) -> None:
    """Two review one report: what one types stays while the page tells of the other's decision; both are kept."""
    enter(page, "Rémi", f"{address}/review")
    report = report_of(page, address)
    page.goto(report)
    assert not page.is_visible("[name=by]")
    page.keyboard.press("x")
    page.locator("[data-open=x] [name=note]").fill("the words say otherwise")
    enter(other, "Olga", report)
    other.keyboard.press("a")
    other.wait_for_selector("[role=status].notice")
    look_again(page)
    assert page.inner_text(".meanwhile") == "Olga decided on 1 statement here: show"
    assert page.locator("[data-open=x] [name=note]").input_value() == "the words say otherwise"
    with page.context.expect_page() as opened:
        page.click(".meanwhile a")
    assert "accepted by Olga" in opened.value.inner_text(".history")
    page.click("[data-open=x] form button")
    page.wait_for_selector("text=decided on it while you were looking")
    assert "Olga" in page.inner_text(".notice")
    assert [line.split(" by ")[0] for line in page.locator(".history li").all_inner_texts()] == [
        "accepted",
        "rejected",
    ]
    page.click("text=Sign out")
    page.wait_for_url(f"{address}/sign-in")
    page.go_back()
    assert "Rémi" not in page.inner_text("body")


def test_an_owner_makes_a_member(page: Any, other: Any, address: str) -> None:
    """From the password on the owner's page to the newcomer's own, in the newcomer's browser."""
    enter(page, "Olga", f"{address}/members")
    page.fill(".narrow [name=name]", "Bo Lind")
    page.click("button:text-is('Add')")
    given = page.inner_text(".given code")
    other.goto(address)
    other.fill("[name=name]", "bo lind")
    other.fill("[name=password]", given)
    other.click("button")
    other.wait_for_url(f"{address}/account")
    other.fill("[name=password]", given)
    other.fill("[name=new_password]", "under the old pier")
    other.click("text=Change the password")
    other.wait_for_selector("text=The password is changed")
    other.goto(address)
    assert "Contested" in other.inner_text("main")
    page.goto(f"{address}/members")
    page.click("summary[aria-label='Remove Bo Lind']")
    page.click("button:has-text('Remove Bo Lind')")
    page.wait_for_selector("text=Bo Lind removed by Olga")
    other.reload()
    assert "/sign-in" in other.url


def test_one_machine_sees_it_too(page: Any, other: Any, made: str) -> None:
    """Without a sign-in two tabs tell each other; who is in a pair's form keeps the words."""
    page.goto(f"{made}/identity")
    page.locator("form.narrow [name=note]").fill("not sure")
    other.goto(f"{made}/identity")
    for name, words in (("one", "Ann Reyes"), ("other", "Salt Guild"), ("by", "Bo")):
        other.locator(f"form.narrow [name={name}]").fill(words)
    other.locator("form.narrow select").select_option("different")
    other.click("text=Keep")
    other.wait_for_selector("text=Kept:")
    look_again(page)
    assert page.inner_text(".meanwhile") == "Bo decided on 1 pair here: show"
    assert page.locator("form.narrow [name=note]").input_value() == "not sure"


@pytest.mark.parametrize("path", ["/", "/board", "/review", "an entity"])
def test_pages_that_show_many_reports_are_told(page: Any, other: Any, made: str, path: str) -> None:
    """The desk, the board, the queue and an entity say that somebody else decided; what they show stays as it is."""
    if path == "an entity":
        questions = page.request.get(f"{made}/board.json").json()["questions"]
        path = next(
            f"/entity/{a['subject']}" for q in questions for a in q["answers"] if "Guild" in a["shown"]
        )
    page.goto(made + path)
    before = page.inner_text("main")
    other.goto(f"{made}/identity")
    for name, words in (("one", "Ann Reyes"), ("other", "Salt Guild"), ("by", "Bo"), ("note", path)):
        other.locator(f"form.narrow [name={name}]").fill(words)
    other.locator("form.narrow select").select_option("unsure")
    other.click("text=Keep")
    other.wait_for_selector("text=Kept:")
    look_again(page)
    assert page.inner_text(".meanwhile").startswith("Bo decided on 1 thing ")
    assert page.inner_text("main") == before
    page.click(".meanwhile a")
    page.wait_for_selector(".meanwhile", state="attached")
    assert page.inner_text(".meanwhile") == ""


@pytest.mark.skipif(
    not AXE.is_file(), reason="no axe-core here; `make browser` fetches it where there is npm"
)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_no_fault(browser: Any, address: str, scheme: str, size: str) -> None:
    """The sign-in page with a refusal, members, account, the refusal of a role, a reader's pages; none too wide."""
    width, height = SIZES[size]
    viewport, faults = {"width": width, "height": height}, list[str]()
    for name, paths in {
        "": ["/sign-in"], "Olga": ["/members", "/account", "/identity"], "يوسف": ["/members", "/", "/identity"],
    }.items():  # fmt: skip
        context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport=viewport)
        page = context.new_page()
        if name:
            enter(page, name, f"{address}/reports")
        for path in paths:
            page.goto(address + path)
            if not name:
                page.fill("[name=name]", "Nobody")
                page.fill("[name=password]", "none of theirs")
                page.click("button")
                page.wait_for_selector("[role=alert]")
            page.evaluate(AXE.read_text("utf-8"))
            faults += [f"{path} for {name}: {f['id']}" for f in page.evaluate("axe.run()")["violations"]]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()
    assert faults == []
