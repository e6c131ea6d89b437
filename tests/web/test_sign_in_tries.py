"""Tries to sign in: one answer for whatever is wrong, and a wait that grows, by name and by address."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from herodot.sessions import FIRST_WAIT, LONGEST_WAIT, TRIES_FROM_ADDRESS, TRIES_OF_NAME, WRONG, wait_after
from tests.web.made_team import PASSWORDS, Team, enter


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """A team; passwords are compared in no time, as this is not about how long that takes."""
    made = Team(tmp_path, monkeypatch)
    known = {name.casefold(): words for name, words in PASSWORDS.items()}
    monkeypatch.setattr(
        "herodot.sessions.fits", lambda kept, given: given in known.values() and "argon2" in kept
    )
    return made


def test_the_wait_grows() -> None:
    """Nothing at first, then half a minute, twice as long with each failure, a quarter of an hour at most."""
    waits = [wait_after(n, 5) for n in range(5, 12)]
    assert wait_after(4, 5) == timedelta(0)
    assert waits[0] == FIRST_WAIT
    assert all(b == min(LONGEST_WAIT, a * 2) for a, b in pairwise(waits))
    assert wait_after(10_000, 5) == LONGEST_WAIT


@pytest.mark.parametrize("name", ["Olga", "Zacharias"])
def test_by_name(team: Team, name: str) -> None:
    """A member's name and one that nobody has get the same answers, the wait included, from whatever address."""
    for number in range(TRIES_OF_NAME):
        answer = enter(team.stranger(f"10.0.0.{number}"), name, "wrong")
        assert answer.status_code == 400
        assert WRONG in answer.text
    right = PASSWORDS["Olga"]
    waits = enter(team.stranger("10.0.1.1"), name.upper(), right)
    assert "Too many tries. The next one is possible in 31 seconds." in waits.text
    assert "set-cookie" not in waits.headers
    assert enter(team.stranger("10.0.1.1"), "Rémi", PASSWORDS["Rémi"]).status_code == 303


def test_a_wait_ends(team: Team) -> None:
    """After it the right password is taken and all is forgotten; a wrong one waits twice as long."""
    browser = team.stranger()
    for _ in range(TRIES_OF_NAME):
        enter(browser, "Olga", "wrong")
    team.later(seconds=29)
    assert "Too many" in enter(browser, "Olga", PASSWORDS["Olga"]).text
    team.later(seconds=1)
    assert WRONG in enter(browser, "Olga", "wrong").text
    team.later(seconds=59)
    assert "Too many" in enter(browser, "Olga", PASSWORDS["Olga"]).text
    team.later(seconds=1)
    assert enter(browser, "Olga", PASSWORDS["Olga"]).status_code == 303
    for _ in range(TRIES_OF_NAME):
        assert WRONG in enter(team.stranger(), "Olga", "wrong").text


def test_tries_while_waiting_do_not_count(team: Team) -> None:
    """Whoever hammers on makes nobody wait longer."""
    browser = team.stranger()
    for _ in range(TRIES_OF_NAME + 40):
        enter(browser, "Olga", "wrong")
    team.later(seconds=30)
    assert enter(browser, "Olga", PASSWORDS["Olga"]).status_code == 303


def test_by_address(team: Team) -> None:
    """Many names from one address: that address waits, others do not; a success there clears its own name only."""
    for number in range(TRIES_FROM_ADDRESS - 1):
        enter(team.stranger("10.0.0.1"), f"name {number}", "wrong")
    assert enter(team.stranger("10.0.0.1"), "Olga", PASSWORDS["Olga"]).status_code == 303
    assert WRONG in enter(team.stranger("10.0.0.1"), "one more", "wrong").text
    assert "Too many" in enter(team.stranger("10.0.0.1"), "Olga", PASSWORDS["Olga"]).text
    assert enter(team.stranger("10.0.0.2"), "Olga", PASSWORDS["Olga"]).status_code == 303
    team.later(days=1, seconds=1)
    assert enter(team.stranger("10.0.0.1"), "Olga", PASSWORDS["Olga"]).status_code == 303


def test_nobodys_password_is_compared_too(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a name that nobody has the same work is done, once, as for a wrong password."""
    asked = list[str]()

    def fits(kept: str, given: str) -> bool:
        asked.append(kept)
        return False

    monkeypatch.setattr("herodot.sessions.fits", fits)
    first, second = (enter(team.stranger(), name, "wrong").text for name in ("Olga", "Zacharias"))
    assert first.replace("Olga", "") == second.replace("Zacharias", "")
    assert [kept.rsplit("$", 2)[0] for kept in asked] == [asked[0].rsplit("$", 2)[0]] * 2
    assert len(set(asked)) == 2
