"""Serves a case's pages. One rule: nobody but this machine gets them unless everybody signs in."""

from __future__ import annotations

import time
from concurrent.futures import Future
from datetime import UTC, datetime
from threading import Thread

from herodot.cli.options import opened
from herodot.cli.terminal import note, print_json, say, say_problem
from herodot.model.errors import BadValue, HerodotError
from herodot.settings import Settings

OWN = "127.0.0.1"
SOON_SECONDS = 2.0
"""What takes no longer is not worth a line."""


def check(settings: Settings, port: int, *, team: bool) -> None:
    """Raises `BadValue`, `HerodotError` where the pages may not be served so."""
    if not 0 <= port <= 65535:
        raise BadValue(f"--port is {port}; it takes a number from 0 to 65535")
    if not team:
        if settings.host != OWN:
            raise BadValue(
                f"--host {settings.host} would show the case to whoever reaches that address, without a sign-in; "
                "add --team, or leave --host out"
            )
        if settings.host_names:
            raise BadValue("host_names are for a team: add --team, or leave them out")
        return
    from herodot.team import team as members

    with opened(settings) as workspace:
        if workspace.store.read_only:
            raise HerodotError(
                f"{settings.case}: may not be written to, so nobody can sign in; check its rights"
            )
        if not any(member.role == "owner" for member in members(workspace.facts)):
            raise HerodotError(
                f"{settings.case}: has no owner yet; make one with `herodot member add NAME --role owner`"
            )


def _told(picture: Future[None], case: str) -> None:
    """Says that the picture is being made, where that takes so long that pages have to wait, and when it is there."""
    began = time.monotonic()
    try:
        try:
            return picture.result(SOON_SECONDS)
        except TimeoutError:
            note(f"{case}: its picture is being made; pages that need it say so, and come when it is there")
        picture.result()
        note(f"{case}: its picture is there, after {time.monotonic() - began:.0f} s")
    except HerodotError as error:
        say_problem(f"the picture could not be made: {error}; pages that need it try again")


def serve(settings: Settings, port: int, *, team: bool, as_json: bool) -> None:
    """Serves the pages until somebody ends it."""
    import uvicorn

    from herodot.web.app import make_app
    from herodot.web.team import make_team_app

    with opened(settings) as workspace:
        workspace.facts.kept_from()  # what is no case is told before anything is served
    make = make_team_app if team else make_app
    app = make(settings, lambda: datetime.now(UTC))
    name = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{name}:{port}/"
    print_json({"address": address}) if as_json else say(f"{settings.case}: {address}  (Ctrl-C ends it)")
    if settings.host != OWN:
        say_problem(
            "passwords and pages cross the network as they are, unless a proxy with TLS stands in front"
        )
    Thread(target=_told, args=(app.state.ready.begin(), settings.case), daemon=True).start()
    uvicorn.run(
        app,
        host=settings.host,
        port=port,
        log_level="warning",
        server_header=False,
        forwarded_allow_ips=settings.proxy,
    )
