"""Where members are kept: an old case gets the tables, rows of the team change no picture, tries are counted."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from herodot.store import Store, verify
from herodot.store.records import Member, SignInFailure
from herodot.store.team import (
    add_member,
    failures_from,
    failures_of_name,
    forget_failures,
    member,
    members,
    put_failure,
    sweep,
)
from tests.samples import NOW, WORDS, a_reading, a_report

OLGA = Member(key="olga", name="Olga", role="owner", password="$argon2id$x", must_change=0)
TABLES = ("sign_in_failure", "session", "member_change", "member")


def test_a_case_of_before_gets_the_tables(tmp_path: Path) -> None:
    """A case made before there were teams is brought up to date when it is opened, and holds nobody."""
    path = tmp_path / "a.herodot"
    Store.create(path, NOW).close()
    connection = sqlite3.connect(path)
    for table in TABLES:
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM migration WHERE number >= 8")
    connection.commit()
    connection.close()
    with Store.open(path, NOW) as store:
        assert members(store.reader()) == ()
        assert list(verify(store)) == []


def test_members_are_no_facts(tmp_path: Path) -> None:
    """Whoever comes, goes or tries to sign in: what a picture is made from stays the same."""
    with Store.create(tmp_path / "a.herodot", NOW) as store:
        with store.writer() as writer:
            writer.add_report(a_report(), WORDS.encode())
            writer.put_reading(a_reading(a_report()), NOW)
        before = store.reader().facts_digest()
        with store.writer() as writer:
            add_member(writer, OLGA)
            put_failure(writer, SignInFailure(name="olga", address="10.0.0.1", at=NOW))
        assert store.reader().facts_digest() == before
        assert member(store.reader(), "olga") == OLGA
        assert member(store.reader(), "Olga") is None


def test_tries_are_counted(tmp_path: Path) -> None:
    """By name and by address, from a time on; forgotten by name, swept by age."""
    days = [f"2031-05-0{n}T00:00:00+00:00" for n in range(1, 5)]
    with Store.create(tmp_path / "a.herodot", NOW) as store:
        with store.writer() as writer:
            for day, name in zip(days, ("olga", "olga", "bo", "olga"), strict=True):
                put_failure(writer, SignInFailure(name=name, address="10.0.0.1", at=day))
        reader = store.reader()
        assert failures_of_name(reader, "olga", days[1]) == (2, days[3])
        assert failures_of_name(reader, "ida", days[0]) == (0, "")
        assert failures_from(reader, "10.0.0.1", days[0]) == (4, days[3])
        with store.writer() as writer:
            sweep(writer, "", "", days[1])
            forget_failures(writer, "bo")
        assert failures_from(reader, "10.0.0.1", "") == (2, days[3])
