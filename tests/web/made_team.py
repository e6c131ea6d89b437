"""A team at work on a small case: members with passwords, browsers that sign in, a clock that is turned by hand."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from herodot import passwords
from herodot.settings import Settings
from herodot.team import Act, make_member
from herodot.web.team import make_team_app
from herodot.workspace import Workspace
from tests.samples import NOW, WORDS, a_reading, a_report

REPORT = a_report()
PASSWORDS = {"Olga": "salt and lemon tree", "Rémi": "grey heron on a pole", "Ysolde": "seven slow ferries"}
ROLES = {"Olga": "owner", "Rémi": "reviewer", "Ysolde": "reader"}


@lru_cache(maxsize=8)
def kept(name: str) -> str:
    """What is kept of a member's password; made once, for it takes long on purpose."""
    return passwords.hashed(PASSWORDS[name])


class Team:
    """Three members, one of each role, on a case with one report."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Makes the case and its members."""
        self.time = datetime(2031, 5, 6, tzinfo=UTC)
        self.settings = Settings(case=str(folder / "t.herodot"), host_names="desk.example")
        with Workspace(self.settings, self.clock) as workspace:
            workspace.create()
            with workspace.store.writer() as writer:
                writer.add_report(REPORT, WORDS.encode())
                writer.put_reading(a_reading(REPORT), NOW)
            with monkeypatch.context() as patched:
                for name, role in ROLES.items():
                    patched.setattr("herodot.team.hashed", lambda _, name=name: kept(name))
                    act = Act(by="the command line", at=NOW)
                    make_member(workspace.store, name, role, PASSWORDS[name], act, given_out=False)
            workspace.kept()
        self.app = make_team_app(self.settings, self.clock)

    def clock(self) -> datetime:
        """The time."""
        return self.time

    def later(self, **much: float) -> None:
        """Turns the clock on."""
        self.time += timedelta(**much)

    def stranger(self, address: str = "127.0.0.1", base: str = "http://127.0.0.1:8021") -> TestClient:
        """A browser in which nobody is signed in."""
        return TestClient(self.app, base_url=base, follow_redirects=False, client=(address, 1234))

    def browser(self, name: str) -> TestClient:
        """A browser in which that member is signed in."""
        found = self.stranger()
        assert enter(found, name, PASSWORDS[name]).status_code == 303
        return found


def app_of(team: Team) -> Starlette:
    """Another run of the program on the same case."""
    return make_team_app(team.settings, team.clock)


def token_on(page: str) -> str:
    """The form token on a page."""
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def enter(browser: TestClient, name: str, password: str, **more: str) -> Any:
    """Sends the sign-in form."""
    page = browser.get("/sign-in")
    token = token_on(page.text) if page.status_code == 200 else ""
    return browser.post("/sign-in", data={"token": token, "name": name, "password": password, **more})


def send(browser: TestClient, path: str, **fields: str) -> Any:
    """Sends a form as a page of this browser would."""
    return browser.post(path, data={"token": token_on(browser.get("/account").text), **fields})


def statements(browser: TestClient) -> list[dict[str, Any]]:
    """The report's statements with their histories, in the order of the text."""
    record = browser.get(f"/report/{REPORT.id}.json").json()
    return [line for p in record["paragraphs"] for line in p["statements"]]
