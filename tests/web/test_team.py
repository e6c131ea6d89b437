"""A team's pages: shut to strangers, each role gets what it may, every change has the name of who is signed in."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib import resources
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from herodot.model.plain import from_plain
from herodot.pages.members import MemberChangeLine, MemberLine, MembersPage
from herodot.web.app import STATIC
from herodot.web.guard import HEADERS
from herodot.web.sign_in import COOKIE, SECURE_COOKIE, AccountPage, SignInPage, local
from herodot.web.team import least_role
from herodot.workspace import Workspace
from tests.web.made_team import PASSWORDS, REPORT, ROLES, Team, app_of, enter, send, statements, token_on

FILES = {f"/{name}" for name in STATIC}


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """An owner, a reviewer and a reader."""
    return Team(tmp_path, monkeypatch)


def addresses(team: Team) -> list[tuple[str, str]]:
    """Each method and address of the application, a report's id put in where one is wanted."""
    routes = [route for route in team.app.routes if isinstance(route, Route)]
    return [
        (method, route.path.replace("{key}", REPORT.id))
        for route in routes
        for method in sorted((route.methods or set()) - {"HEAD"})
    ]


def test_strangers_get_the_sign_in_page_and_no_more(team: Team) -> None:
    """Every address but the sign-in page and the files is shut to who is not signed in; an unknown one too."""
    browser = team.stranger()
    for method, path in [*addresses(team), ("GET", "/nowhere"), ("GET", "/report/none")]:
        if path in FILES:
            assert browser.get(path).status_code == 200
        elif path != "/sign-in":
            answer = browser.request(method, path, data={"kind": "accept"} if method == "POST" else None)
            shut = 303 if method == "GET" and not path.endswith((".json", ".md", "/changes")) else 401
            assert answer.status_code == shut, (method, path)
            assert "Harbour" not in answer.text
            assert "t.herodot" not in answer.text
            assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    page = browser.get("/sign-in")
    assert page.status_code == 200
    assert "t.herodot" not in page.text


# What each role gets: "page", or "no" for a plain refusal. Forms are sent with a token that is not theirs, so that
# whoever passes the door is told of that instead ("old"), and nothing changes.
TABLE = {
    "reader": {"GET": "page", "GET owner": "no", "POST": "no", "POST reader": "old", "POST owner": "no"},
    "reviewer": {"GET": "page", "GET owner": "no", "POST": "old", "POST reader": "old", "POST owner": "no"},
    "owner": {"GET": "page", "GET owner": "page", "POST": "old", "POST reader": "old", "POST owner": "old"},
}


@pytest.mark.parametrize("name", ROLES)
def test_each_address_for_each_role(team: Team, name: str) -> None:
    """Readers only look, reviewers also decide, owners also manage; the refusal is a plain page, 403."""
    browser, role = team.browser(name), ROLES[name]
    for method, path in addresses(team):
        if path in FILES or path == "/sign-in":
            continue
        kind = {"/members": " owner", "/members.json": " owner"}.get(path, "")
        if method == "POST" and path in ("/account", "/sign-out", "/seen"):
            kind = " reader"
        answer = browser.request(method, path, data={"token": "guessed"} if method == "POST" else None)
        what = TABLE[role][method + kind]
        if what == "no":
            assert answer.status_code == 403, (role, method, path)
            assert "nothing was changed" in answer.text
        elif what == "old":
            assert answer.status_code == 400, (role, method, path)
            assert "earlier run" in answer.text
        else:
            assert answer.status_code in (200, 400, 404), (role, method, path)
    assert statements(browser)[0]["history"] == []


def test_a_new_address_is_shut_by_itself() -> None:
    """An address that nobody has put into the table needs a sign-in to look, and a reviewer to send."""
    assert (least_role("GET", "/later"), least_role("HEAD", "/later")) == ("reader", "reader")
    assert (least_role("POST", "/later"), least_role("DELETE", "/later")) == ("reviewer", "reviewer")
    assert least_role("HEAD", "/members") == "owner"


def test_each_keeps_what_they_have_seen(team: Team) -> None:
    """Every member, a reader too, says on the desk that they have seen it; nobody else's desk changes by that."""
    until = "2031-05-05T00:00:00+00:00"
    for name in ROLES:
        browser, desks = team.browser(name), {other: team.browser(other) for other in ROLES if other != name}
        before = {other: desk.get("/desk.json").json()["since"] for other, desk in desks.items()}
        assert "I have seen all this" in browser.get("/").text
        assert send(browser, "/seen", until=until, by="Olga").status_code == 303
        assert browser.get("/desk.json").json()["since"] == until
        assert {other: desk.get("/desk.json").json()["since"] for other, desk in desks.items()} == before


def test_readers_see_no_button_that_decides_anything(team: Team) -> None:
    """What a reader is shown holds no form that decides on anything; a reviewer's and an owner's does."""
    reader, reviewer, owner = (team.browser(name) for name in ("Ysolde", "Rémi", "Olga"))
    key = statements(reader)[0]["id"]
    for path in ("/", "/identity", f"/report/{REPORT.id}?statement={key}"):
        posts = lambda browser, path=path: {  # noqa: E731
            re.search(r'action="([^"]+)"', form)[1]  # type: ignore[index]
            for form in re.findall(r"<form[^>]*method=\"post\"[^>]*>", browser.get(path).text)
        }
        assert posts(reader) - {"/seen"} == {"/sign-out"}, path
        assert posts(reviewer) > {"/sign-out"}, path
        assert 'name="by"' not in reviewer.get(path).text
    assert 'href="/members"' in owner.get("/").text
    assert 'href="/members"' not in reviewer.get("/").text


def test_every_change_has_the_name_of_who_is_signed_in(team: Team) -> None:
    """Neither a form's field nor a cookie says who decides: the session does, for reviews, judgments and searches."""
    browser = team.browser("Rémi")
    browser.cookies.set("herodot_by", "Olga")
    first, second = (line["id"] for line in statements(browser)[:2])
    assert (
        send(browser, "/review", kind="accept", report=REPORT.id, statement=first, by="Olga").status_code
        == 303
    )
    assert send(browser, "/review", kind="defer", report=REPORT.id, statement=second).status_code == 303
    made = [h for line in statements(browser) for h in line["history"]]
    assert {h["by"] for h in made} == {"Rémi"}
    send(browser, "/review/undo", review=made[0]["id"], by="Olga")
    assert statements(browser)[0]["history"][0]["undone_by"] == "Rémi"
    send(browser, "/judge", one="Anna Bell", other="Ben Cole", verdict="different", by="Olga")
    judged = browser.get("/identity.json").json()["judgments"]["judgments"]
    assert [j["judgment"]["by"] for j in judged] == ["Rémi"]
    send(browser, "/undo", judgment=judged[0]["judgment"]["id"], by="Olga")
    assert browser.get("/identity.json").json()["judgments"]["judgments"][0]["undone_by"] == "Rémi"
    send(browser, "/searches", act="save", words="harbour", by="Olga")
    send(browser, "/seen", until="2031-05-05T00:00:00+00:00", by="Olga")
    desk = browser.get("/desk.json").json()
    assert (desk["searches"][0]["by"], desk["by"], desk["since"][:10]) == ("Rémi", "Rémi", "2031-05-05")


def test_forms_of_others_change_nothing(team: Team) -> None:
    """A form needs the token of who sends it: a stranger's, another member's and another site's are refused."""
    browser, other = team.browser("Rémi"), team.browser("Olga")
    key = statements(browser)[0]["id"]
    form = {"kind": "accept", "report": REPORT.id, "statement": key}
    others, strangers = token_on(other.get("/account").text), token_on(team.stranger().get("/sign-in").text)
    for token in (others, strangers, "", "guessed"):
        assert browser.post("/review", data={**form, "token": token}).status_code == 400
    own = token_on(browser.get("/account").text)
    away = {"origin": "https://evil.example"}
    assert browser.post("/review", data={**form, "token": own}, headers=away).status_code == 403
    cross = {"sec-fetch-site": "cross-site"}
    assert team.stranger().post("/sign-in", data={"name": "Olga"}, headers=cross).status_code == 403
    assert statements(browser)[0]["history"] == []
    assert browser.post("/review", data={**form, "token": own}).status_code == 303


def test_the_cookie(team: Team) -> None:
    """The browser's token is read by no script, sent by no other site, and over https goes by https alone."""
    plain = enter(team.stranger(), "Olga", PASSWORDS["Olga"]).headers["set-cookie"].lower()
    assert plain.startswith(f"{COOKIE}=")
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in plain.split(";")}
    assert "secure" not in plain
    secure = enter(team.stranger(base="https://desk.example"), "Olga", PASSWORDS["Olga"]).headers[
        "set-cookie"
    ]
    assert secure.startswith(f"{SECURE_COOKIE}=")
    assert "Secure" in secure
    assert "Domain" not in secure


def test_a_token_is_made_at_sign_in(team: Team) -> None:
    """A token that a browser brings along is never taken up (fixation); the one it had before is dead afterwards."""
    browser = team.stranger()
    browser.cookies.set(COOKIE, "x" * 43, domain="127.0.0.1", path="/")
    answer = enter(browser, "Olga", PASSWORDS["Olga"])
    assert "x" * 43 not in answer.headers["set-cookie"]
    first = team.browser("Olga")
    old = first.cookies[COOKIE]
    form = {"name": "Rémi", "password": PASSWORDS["Rémi"]}
    first.post("/sign-in", data={**form, "token": token_on(first.get("/account").text)})
    assert first.get("/account.json").json()["name"] == "Rémi"
    again = team.stranger()
    again.cookies.set(COOKIE, old, domain="127.0.0.1", path="/")
    assert again.get("/account.json").status_code == 401


def test_tokens_are_not_stored(team: Team) -> None:
    """Neither a browser's token nor a password stands in the case's file."""
    token = team.browser("Olga").cookies[COOKIE]
    folder = Path(team.settings.case).parent
    held = b"".join(path.read_bytes() for path in folder.iterdir())
    assert len(token) >= 43
    assert token.encode() not in held
    assert not any(words.encode() in held for words in PASSWORDS.values())


def test_sign_out(team: Team) -> None:
    """A token is dead after signing out, also for who kept it; `everywhere` ends the other browsers too."""
    one, two = team.browser("Rémi"), team.browser("Rémi")
    kept = one.cookies[COOKIE]
    assert send(one, "/sign-out").headers["location"] == "/sign-in"
    one.cookies.set(COOKIE, kept, domain="127.0.0.1", path="/")
    assert one.get("/account.json").status_code == 401
    assert two.get("/account.json").status_code == 200
    three = team.browser("Rémi")
    send(three, "/sign-out", everywhere="1")
    assert two.get("/account.json").status_code == 401


def test_sessions_end(team: Team) -> None:
    """A session ends when it lies idle and, used or not, after a week; asking by itself is not use."""
    browser = team.browser("Rémi")
    team.later(hours=11)
    assert browser.get("/account.json").status_code == 200
    team.later(hours=11)
    assert browser.get("/changes?on=identity&since=0.0.0.0").status_code == 200
    team.later(hours=2)
    assert browser.get("/account.json").status_code == 401
    browser = team.browser("Rémi")
    for _ in range(16):
        team.later(hours=10)
        assert browser.get("/account.json").status_code == 200
    team.later(hours=9)
    assert browser.get("/account.json").status_code == 401


@pytest.mark.parametrize("act", [{"act": "remove"}, {"act": "role", "role": "reader"}, {"act": "password"}])
def test_a_changed_members_sessions_die(team: Team, act: dict[str, str]) -> None:
    """Who is removed, has another role or a new password is signed out everywhere, at once."""
    reviewer, owner = team.browser("Rémi"), team.browser("Olga")
    assert send(owner, "/members", name="rémi", **act).status_code in (200, 303)
    assert reviewer.get("/account.json").status_code == 401
    assert owner.get("/account.json").status_code == 200


def test_one_password_for_another(team: Team) -> None:
    """Changing one's password needs the old one, ends all other sessions, and goes on in this browser."""
    one, two = team.browser("Rémi"), team.browser("Rémi")
    new = "a boat without oars"
    change = lambda browser, old, new: send(browser, "/account", password=old, new_password=new)  # noqa: E731
    assert "not your password" in change(one, "wrong", new).text
    assert "10 characters" in change(one, PASSWORDS["Rémi"], "short").text
    assert "is the old one" in change(one, PASSWORDS["Rémi"], PASSWORDS["Rémi"]).text
    before = one.cookies[COOKIE]
    assert change(one, PASSWORDS["Rémi"], new).status_code == 303
    assert one.cookies[COOKIE] != before
    assert one.get("/account.json").status_code == 200
    assert two.get("/account.json").status_code == 401
    assert enter(team.stranger(), "Rémi", PASSWORDS["Rémi"]).status_code == 400
    assert enter(team.stranger(), "rémi", new).status_code == 303


def test_a_member_by_an_owner(team: Team) -> None:
    """The password that is made is shown once, opens one page only, and ends when they have chosen their own."""
    owner, newcomer = team.browser("Olga"), team.stranger()
    page = send(owner, "/members", act="add", name="Bo Lind", role="reviewer").text
    given = re.search(r"<code>([a-z0-9-]+)</code>", page)
    assert given is not None
    assert given[1] not in owner.get("/members").text
    assert enter(newcomer, "bo lind", given[1]).status_code == 303
    assert newcomer.get("/").headers["location"] == "/account"
    assert newcomer.get(f"/report/{REPORT.id}.json").headers["location"] == "/account"
    assert send(newcomer, "/account", password=given[1], new_password="under the old pier").status_code == 303
    assert newcomer.get("/").status_code == 200
    record = owner.get("/members.json").json()
    assert ("Bo Lind", "reviewer", False) in [
        (m["name"], m["role"], m["must_change"]) for m in record["members"]
    ]
    assert record["changes"][0] | {"at": ""} == {
        "at": "", "by": "Bo Lind", "member": "Bo Lind", "did": "given a new password",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"act": "add", "name": "ÓLGA ", "role": "reader"}, ""),
        ({"act": "add", "name": " olga", "role": "reader"}, "is a member already"),
        ({"act": "add", "name": "\u202eaglO", "role": "reader"}, "letters that can be seen"),
        ({"act": "add", "name": "Bo", "role": "king"}, "is no role"),
        ({"act": "role", "name": "Olga", "role": "reader"}, "the only owner"),
        ({"act": "remove", "name": "Olga"}, "the only owner"),
        ({"act": "remove", "name": "Nobody"}, "is a member"),
        ({"act": "praise", "name": "Ysolde"}, "is nothing that can be done"),
    ],
)
def test_odd_members(team: Team, given: dict[str, str], why: str) -> None:
    """Names that look like another's, roles that are none and a team without an owner are refused in plain words."""
    answer = send(team.browser("Olga"), "/members", **given)
    assert answer.status_code == (400 if why else 200)
    assert why in answer.text.replace("&#39;", "'")


def test_after_signing_in_one_goes_on(team: Team) -> None:
    """To where one wanted to go, and never to another site."""
    browser = team.stranger()
    where = browser.get(f"/report/{REPORT.id}?statement=x").headers["location"]
    page = browser.get(where).text
    to = re.search(r'name="to" value="([^"]+)"', page)
    assert to is not None
    assert (
        enter(browser, "Ysolde", PASSWORDS["Ysolde"], to=to[1]).headers["location"]
        == f"/report/{REPORT.id}?statement=x"
    )
    assert browser.get(where).headers["location"] == f"/report/{REPORT.id}?statement=x"
    for away in ("//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "evil", ""):
        assert local(away) == "/"
    assert local("/board?name=a+b") == "/board?name=a+b"


def test_a_link_from_elsewhere_finds_who_is_signed_in(team: Team) -> None:
    """Browsers bring no such cookie from another site: one step on our own page, and they do."""
    browser = team.stranger()
    answer = browser.get("/board?name=x", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200
    assert 'http-equiv="refresh" content="0; url=/board?name=x"' in answer.text
    assert browser.get("/board?name=x", headers={"sec-fetch-site": "same-origin"}).status_code == 303


def test_what_was_typed_outlives_the_session(team: Team) -> None:
    """A form that comes too late is shown back; after signing in again the same form is taken."""
    browser = team.browser("Rémi")
    key = statements(browser)[0]["id"]
    form = {"token": token_on(browser.get("/account").text), "kind": "reject", "report": REPORT.id, "statement": key,
            "reason": "other", "note": "the <mayor> was away"}  # fmt: skip
    team.later(days=2)
    late = browser.post("/review", data=form)
    assert late.status_code == 401
    assert "the &lt;mayor&gt; was away" in late.text
    assert 'action="/review"' in late.text
    assert enter(browser, "Rémi", PASSWORDS["Rémi"]).status_code == 303
    assert browser.post("/review", data=form).status_code == 303
    assert statements(browser)[0]["history"][0]["note"] == "the <mayor> was away"


def test_a_restart_keeps_who_is_signed_in(team: Team) -> None:
    """Sessions are the case's; forms of the run before are shown back instead of being lost."""
    browser = team.browser("Rémi")
    old = token_on(browser.get("/account").text)
    anew = TestClient(
        app_of(team), base_url="http://127.0.0.1:8021", follow_redirects=False, cookies=browser.cookies
    )
    assert anew.get("/account.json").json()["name"] == "Rémi"
    answer = anew.post("/review", data={"token": old, "kind": "add", "note": "long words"})
    assert answer.status_code == 400
    assert "long words" in answer.text
    assert "Send again" not in answer.text


def test_only_the_names_that_were_set_may_be_asked_by(team: Team) -> None:
    """The outside name is let in as well as this machine's own, whatever the port; no other is."""
    for base, status in (
        ("http://desk.example", 200), ("https://DESK.example:444", 200), ("http://localhost", 200),
        ("http://evil.example", 421), ("http://desk.example.evil.example", 421),
    ):  # fmt: skip
        assert team.stranger(base=base).get("/sign-in").status_code == status
    assert "desk.example" in team.stranger(base="http://evil.example").get("/sign-in").text


def test_a_flood_is_refused(team: Team) -> None:
    """Nobody can send more than our forms hold, nor without saying how much."""
    browser = team.stranger()
    assert browser.post("/sign-in", content=b"a=" + b"b" * 1_000_001).status_code == 413
    chunks = (b"a=", b"b")
    assert browser.post("/sign-in", content=iter(chunks)).status_code == 411
    many = "&".join(f"f{n}=1" for n in range(50))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/review", content=many, headers=form).status_code == 400


def test_templates_and_records_agree(team: Team) -> None:
    """Every field of the team's records is drawn."""
    folder = resources.files("herodot.web").joinpath("templates")
    for name, records in {
        "members.html": (MembersPage, MemberLine, MemberChangeLine),
        "account.html": (AccountPage,),
        "sign_in.html": (SignInPage,),
    }.items():
        drawn = folder.joinpath(name).read_text("utf-8")
        for record in records:
            for field in fields(record):
                assert re.search(rf"\.{field.name}\b", drawn), f"{record}.{field.name}"
    from_plain(MembersPage, team.browser("Olga").get("/members.json").json())


def test_nothing_of_the_team_leaves_the_case(team: Team, tmp_path: Path) -> None:
    """No picture, export or brief holds a member, a hash, a session or a failure."""
    from herodot.export import export

    browser = team.browser("Olga")
    enter(team.stranger("10.9.8.7"), "Zacharias", "no such password")
    with Workspace(team.settings, team.clock) as workspace:
        picture = workspace.picture()
        export(picture, "jsonl", str(tmp_path / "out.jsonl"))
    told = repr(picture) + (tmp_path / "out.jsonl").read_text("utf-8") + browser.get("/brief.md").text
    told += browser.get("/brief.json").text
    for words in (*ROLES, "argon2", "Zacharias", "10.9.8.7"):
        assert words.casefold() not in told.casefold()
