"""Members on the command line: passwords by the input alone, rights that hold, no pages for whom they are not."""

from __future__ import annotations

import io
import sqlite3
import sys
import threading
import time

import pytest

from herodot.workspace import Workspace
from tests.cli.conftest import Run

WORDS = "grey heron on a pole"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password on the input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{WORDS}\n" * 9))


def test_add_list_role_password_remove(run: Run, case: str, typed: None) -> None:
    """Each does what it says and tells it, for people and for programs."""
    assert run("member", "add", "Olga", "--role", "owner", "-c", case).out == "Olga: owner\n"
    assert run("member", "add", "Rémi", "-c", case).out == "Rémi: reviewer\n"
    assert '"role": "reader"' in run("member", "role", "RÉMI", "reader", "-c", case, "--json").out
    assert run("member", "password", "Rémi", "-c", case).code == 0
    listed = run("member", "list", "-c", case).out
    assert [line.split()[:2] for line in listed.splitlines()[2:]] == [["Olga", "owner"], ["Rémi", "reader"]]
    assert "argon2" not in run("member", "list", "-c", case, "--json").out
    assert run("member", "remove", "Rémi", "-c", case).out == "Rémi: removed\n"
    assert "Rémi" not in run("member", "list", "-c", case).out.splitlines()[-1]
    assert run("verify", "-c", case).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("add", "Olga"), 2, "is a member already"),
        (("role", "Olga", "reader"), 2, "the only owner"),
        (("remove", "Olga"), 2, "the only owner"),
        (("role", "Bo", "reader"), 1, "`herodot member list` shows who is"),
        (("password", "Bo"), 1, "nobody called 'Bo'"),
    ],
)
def test_refusals(run: Run, case: str, typed: None, arguments: tuple[str, ...], code: int, why: str) -> None:
    """What cannot be is one line, and changes nothing."""
    run("member", "add", "Olga", "--role", "owner", "-c", case)
    before = run("member", "list", "-c", case, "--json").out
    ran = run("member", *arguments, "-c", case)
    assert (ran.code, ran.out) == (code, "")
    assert why in ran.err
    assert ran.err.count("\n") == 1
    assert run("member", "list", "-c", case, "--json").out == before


@pytest.mark.parametrize("given", ["", "short", "olgaolgaolga", "aaaaaaaaaaaa"])
def test_a_password_that_is_easily_guessed(
    run: Run, case: str, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    """Too short, the name, or one letter: refused, and never repeated."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{given}\n"))
    ran = run("member", "add", "Olga", "-c", case)
    assert ran.code == 2
    assert not given or given not in ran.err.replace("'Olga'", "")


def test_a_password_is_no_argument(run: Run, case: str) -> None:
    """There is no option and no place for it."""
    assert run("member", "add", "Olga", WORDS, "-c", case).code == 2
    assert "--password" not in run("member", "add", "--help").out


def test_without_the_library(run: Run, case: str, typed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what to install."""
    from herodot import passwords

    passwords._hasher.cache_clear()
    monkeypatch.setitem(sys.modules, "argon2", None)
    ran = run("member", "add", "Olga", "-c", case)
    assert ran.code == 1
    assert "pip install argon2-cffi" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--host", "0.0.0.0"), "without a sign-in; add --team"),
        (("--host", "localhost"), "add --team"),
        (("--host-names", "desk.example"), "are for a team"),
        (("--team",), "has no owner yet"),
        (("--port", "70000"), "from 0 to 65535"),
    ],
)
def test_pages_that_are_not_served(
    run: Run, case: str, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], why: str
) -> None:
    """Nothing but this machine gets the pages without a sign-in; a team without an owner gets none."""
    served = list[object]()
    monkeypatch.setattr("uvicorn.run", lambda *given, **more: served.append(more))
    ran = run("serve", "-c", case, *arguments)
    assert ran.code != 0
    assert why in ran.err
    assert served == []


def test_pages_that_are_served(run: Run, case: str, typed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alone on 127.0.0.1; for a team where it is asked for, with a word on TLS."""
    served = list[dict[str, object]]()
    monkeypatch.setattr("uvicorn.run", lambda app, **more: served.append({"app": app, **more}))
    assert run("serve", "-c", case).code == 0
    run("member", "add", "Olga", "--role", "owner", "-c", case)
    ran = run("serve", "-c", case, "--team", "--host", "0.0.0.0", "--proxy", "10.0.0.5", "--port", "99")
    assert "TLS" in ran.err
    assert [(s["host"], s["port"], s["forwarded_allow_ips"]) for s in served] == [
        ("127.0.0.1", 8021, "127.0.0.1"), ("0.0.0.0", 99, "10.0.0.5"),
    ]  # fmt: skip
    from starlette.testclient import TestClient

    for each, status in zip(served, (200, 401), strict=True):
        browser = TestClient(each["app"], base_url="http://127.0.0.1", follow_redirects=False)  # type: ignore[arg-type]
        assert browser.get("/desk.json").status_code == status


def test_a_picture_that_takes_long_is_told(run: Run, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The port answers before the picture is there; where that takes longer than a moment the terminal says so."""
    said, at_the_port = list[str](), threading.Event()

    def slow(workspace: Workspace) -> object:
        assert at_the_port.wait(60)
        return kept(workspace)

    def served(*_: object, **__: object) -> None:
        for number in (1, 2):
            deadline = time.monotonic() + 60
            while len(said) < number and time.monotonic() < deadline:
                time.sleep(0.01)
            at_the_port.set()

    kept = Workspace.kept
    monkeypatch.setattr(Workspace, "kept", slow)
    monkeypatch.setattr("herodot.cli.serving.SOON_SECONDS", 0.05)
    monkeypatch.setattr("herodot.cli.serving.note", said.append)
    monkeypatch.setattr("uvicorn.run", served)
    assert run("serve", "-c", case).code == 0
    assert [words.partition(": ")[2][:20] for words in said] == [
        "its picture is being",
        "its picture is there",
    ]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "UPDATE member SET role = 'owner' WHERE key = 'rémi'",
            "is owner, though they were last made reviewer",
        ),
        ("DELETE FROM member WHERE key = 'rémi'", "is not there, though nobody removed them"),
        ("UPDATE member SET password = 'plain'", "is no argon2 hash"),
        ("DELETE FROM member_change", "though nobody added them"),
        (
            "INSERT INTO session VALUES ('abc', 'rémi', '2031-01-01T00:00:00+00:00', '2031-01-01T00:00:00+00:00')",
            "is no digest",
        ),
        (
            "INSERT INTO session VALUES (hex(zeroblob(32)), 'eve', '2031-01-01', '2031-01-01')",
            "points to a member that is not there",
        ),
    ],
)
def test_verify_knows_members(run: Run, case: str, typed: None, sql: str, said: str) -> None:
    """Who gives themselves a role behind Herodot's back is found, and so is the rest."""
    for name, role in (("Olga", "owner"), ("Rémi", "reviewer")):
        run("member", "add", name, "--role", role, "-c", case)
    assert run("verify", "-c", case).code == 0
    connection = sqlite3.connect(case)
    connection.execute(sql)
    connection.commit()
    connection.close()
    ran = run("verify", "-c", case)
    assert ran.code == 1
    assert said in ran.out
