"""Two at once: no decision is lost, a busy case is waited for, what could not be kept comes back to be sent again."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from herodot.store import store as store_module
from herodot.workspace import Workspace
from tests.web.made_team import REPORT, Team, enter, send, statements, token_on

ROUNDS = 6


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """An owner, a reviewer and a reader."""
    return Team(tmp_path, monkeypatch)


@contextmanager
def writing(team: Team) -> Iterator[Callable[[], None]]:
    """Another program in the midst of writing to the case; gives what ends it."""
    connection = sqlite3.connect(team.settings.case, check_same_thread=False, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield lambda: connection.execute("ROLLBACK") and None
    finally:
        connection.close()


def review(browser: TestClient, token: str, **fields: str) -> int:
    """Sends a review; the status of the answer."""
    return browser.post(
        "/review", data={"token": token, "report": REPORT.id, "seen": "", **fields}
    ).status_code


def test_two_sessions_at_once_lose_nothing(team: Team) -> None:
    """Two members decide on the same statements at the same moments: all decisions are kept, each tells whom it had
    not seen, and the last one counts."""
    browsers = {name: team.browser(name) for name in ("Rémi", "Olga")}
    tokens = {name: token_on(b.get("/account").text) for name, b in browsers.items()}
    keys = [line["id"] for line in statements(browsers["Olga"])]
    start = threading.Barrier(2)

    def work(name: str) -> Counter[int]:
        done = Counter[int]()
        for number in range(ROUNDS):
            for key in keys:
                start.wait(60)
                given = {"statement": key, "note": f"{name} {number}"}
                kind = {"kind": "accept"} if name == "Olga" else {"kind": "reject", "reason": "other"}
                done[review(browsers[name], tokens[name], **given, **kind)] += 1
        return done

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(work, browsers)) == [Counter({303: ROUNDS * len(keys)})] * 2
    for line in statements(browsers["Olga"]):
        notes = Counter(h["note"] for h in line["history"])
        assert notes == {f"{name} {n}": 1 for name in browsers for n in range(ROUNDS)}
        last = line["history"][-1]
        assert line["state"] == ("accepted" if last["by"] == "Olga" else "rejected")
        # Nobody had seen anything: each but the first tells of the other, and a person's own count as unseen too.
        assert all(set(h["unseen"]) <= set(browsers) for h in line["history"])
        assert {name for h in line["history"] for name in h["unseen"]} == set(browsers)
    with Workspace(team.settings, team.clock) as workspace:
        assert list(workspace.verify()) == []


def test_judgments_at_once_are_all_kept(team: Team) -> None:
    """Two members judge the same pair at one moment, one joins it: both are kept, though the page of the other still
    had two where there is one now; the later one counts and can tell of the earlier."""
    olga, remi = team.browser("Olga"), team.browser("Rémi")
    places = {name: REPORT.text.index(name) for name in ("Anna Bell", "Ben Cole")}
    one, other = (f"{REPORT.id}:{start}-{start + len(name)}" for name, start in places.items())
    doubts = {"one": one, "other": other}
    since = re.search(r'name="since" value="([^"]+)"', remi.get("/identity").text)
    assert since is not None
    assert send(olga, "/judge", verdict="same", **doubts).status_code == 303
    answer = send(remi, "/judge", verdict="different", since=since[1], note="two <people>", **doubts)
    assert answer.status_code == 303
    shown = remi.get(answer.headers["location"]).text
    assert "decided on the same two while you were looking" in shown
    assert "<bdi>Olga</bdi> decided" in shown
    lines = remi.get("/identity.json").json()["judgments"]["judgments"]
    assert [(j["judgment"]["by"], j["judgment"]["kind"]) for j in lines] == [
        ("Olga", "same"),
        ("Rémi", "different"),
    ]
    leaders = remi.get("/board.json?name=Harbour+Watch").json()["questions"][0]["answers"]
    assert {a["shown"] for a in leaders} == {"Anna Bell", "Ben Cole"}


def test_a_busy_case_is_waited_for(team: Team) -> None:
    """While another program writes, a decision waits, and is kept as soon as that ends."""
    browser = team.browser("Rémi")
    token, key = token_on(browser.get("/account").text), statements(browser)[0]["id"]
    with writing(team) as end, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(review, browser, token, kind="accept", statement=key)
        with pytest.raises(TimeoutError):
            waiting.result(0.5)
        end()
        assert waiting.result(20) == 303
    assert [h["by"] for h in statements(browser)[0]["history"]] == ["Rémi"]


@pytest.mark.parametrize("path", ["/review", "/judge", "/searches"])
def test_what_a_busy_case_does_not_take_comes_back(
    team: Team, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """When waiting was in vain the words stand on the page with a button, which sends just the same form again."""
    monkeypatch.setattr(store_module, "WAIT_SECONDS", 0.05)
    browser = team.browser("Rémi")
    form = {
        "/review": {"kind": "reject", "report": REPORT.id, "statement": statements(browser)[0]["id"],
                    "reason": "other", "note": "not so\nat <all>", "seen": ""},
        "/judge": {"one": "Anna Bell", "other": "Ben Cole", "verdict": "unsure", "note": "who <knows>"},
        "/searches": {"act": "save", "words": "harbour <master>", "name": ""},
    }[path]  # fmt: skip
    form["token"] = token_on(browser.get("/account").text)
    with writing(team):
        assert browser.get(f"/report/{REPORT.id}").status_code == 200  # to look needs no turn
        answer = browser.post(path, data=form)
    assert answer.status_code == 503
    assert "another program is writing" in answer.text
    assert f'action="{path}"' in answer.text
    back = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    back |= dict(re.findall(r'<textarea name="(\w+)"[^>]*>([^<]*)</textarea>', answer.text))
    unescaped = {name: value.replace("&lt;", "<").replace("&gt;", ">") for name, value in back.items()}
    assert {name: unescaped[name] for name in form} == form
    assert browser.post(path, data=unescaped).status_code == 303


def test_signing_in_while_others_write(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told in plain words, and nothing of the case's place is said to strangers."""
    monkeypatch.setattr(store_module, "WAIT_SECONDS", 0.05)
    browser = team.stranger()
    with writing(team):
        answer = enter(browser, "Olga", "whatever it is")
    assert answer.status_code == 503
    assert "t.herodot" not in answer.text
