"""The commands: what they print, for people and for programs, and their exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from herodot.cli.commands import herodot
from herodot.pages.words import chain_in_words, isolated, modality_in_words
from tests.cli.conftest import GOOD, Run, manifest
from tests.samples import a_reading, a_report

ROWS = [
    json.dumps({"id": "r1", "file": "a.txt", "outlet": "The Quay", "published": "2021-05-01"}),
    json.dumps({"id": "r2", "file": "b.txt", "outlet": "مرفأ", "published": "2021-05-02"}),
]
SECOND = (
    "Dock news\n\nЮрий Иванов leads the Dock Union. Ben Cole said that Anna Bell may lead the Dock Union.\n"
)


@pytest.fixture
def full(run: Run, place: Path, case: str) -> str:
    """A case with two reports, read."""
    done = run("add", "-c", case, manifest(place / "in", ROWS, {"a.txt": GOOD, "b.txt": SECOND}))
    assert (done.code, done.out, done.err) == (0, "2 added, 2 read\n", "")
    return case


def test_adding_twice_adds_nothing(run: Run, full: str) -> None:
    """The same manifest again changes nothing, and that is well."""
    done = run("add", "-c", full, "in/index.jsonl")
    assert (done.code, done.out) == (0, "2 there already\n")


def test_later_address_is_told(run: Run, place: Path, case: str) -> None:
    """Bytes that came without an address and come again with one add nothing, and a line says so."""
    (place / "in").mkdir()
    path = manifest(place / "in", ROWS[:1], {"a.txt": GOOD})
    run("add", "-c", case, path)
    path.write_text(json.dumps({**json.loads(ROWS[0]), "url": "https://quay.example/1"}), "utf-8")
    done = run("add", "-c", case, path)
    assert "a.txt: there already, added without an address; nothing added" in done.err
    assert done.code == 0


def test_read_again_and_by_a_newer_reader(run: Run, full: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`read` reads what the current reader has not read; `--again` everything."""
    assert run("read", "-c", full).out == "nothing to do\n"
    assert run("read", "-c", full, "--again").out == "2 read\n"
    monkeypatch.setenv("HERODOT_TEST_READER", "standin 2")
    assert run("read", "-c", full).out == "2 read\n"
    assert json.loads(run("status", "-c", full, "--json").out)["counts"]["readers"] == {"standin 2": 2}


def test_no_read(run: Run, place: Path, case: str) -> None:
    """`--no-read` stores only; the next `add` reads what waits."""
    path = manifest(place / "in", ROWS, {"a.txt": GOOD, "b.txt": SECOND})
    assert run("add", "-c", case, "--no-read", path).out == "2 added\n"
    assert "waiting          2" in run("status", "-c", case).out
    assert "nobody yet" in run("show", "-c", case, "a.txt").out
    assert run("add", "-c", case, path).out == "2 there already, 2 read\n"


def test_every_claim_shows_who_says_so(run: Run, full: str) -> None:
    """No claim is printed without its chain in the line above and its words in the line below."""
    for page in (run("show", "-c", full, "a.txt"), run("who", "-c", full, "bell")):
        lines = page.out.splitlines()
        claims = [number for number, line in enumerate(lines) if " · leader of · " in line]
        assert claims
        for number in claims:
            assert lines[number - 1].startswith("  The Quay") or lines[number - 1].startswith("  \u2068مرفأ")
            assert lines[number + 1].strip().startswith("“")
    assert "The Quay ← Tom Reed" in run("show", "-c", full, "a").out
    assert "[denied] Anna Bell" in run("show", "-c", full, "a").out
    assert "[possibly] Anna Bell" in run("who", "-c", full, "anna bell").out


def test_pages_fit_eighty_columns(run: Run, full: str) -> None:
    """Every page fits 80 columns, without blanks at line ends."""
    for command in (("show", "b.txt"), ("who", "иванов"), ("who", "مرفأ"), ("status",), ("verify",)):
        done = run(command[0], "-c", full, *command[1:])
        assert done.code == 0
        for line in done.out.splitlines():
            assert len(line.replace("\u2068", "").replace("\u2069", "")) <= 80
            assert line == line.rstrip()


def test_json_is_the_page(run: Run, full: str) -> None:
    """`--json` gives one document with the statements whole."""
    page = json.loads(run("who", "-c", full, "Anna", "Bell", "--json").out)
    assert [line["report_name"] for line in page["entities"]] == ["a.txt", "b.txt"] or len(
        page["entities"]
    ) == 2
    assert {s["statement"]["polarity"] for s in page["statements"]} == {"affirmed", "denied"}
    assert all(s["who"] and s["words"] for s in page["statements"])
    steps = json.loads(run("add", "-c", full, "--json", "in/index.jsonl").out)["steps"]
    assert {step["what"] for step in steps} == {"there already"}
    assert json.loads(run("verify", "-c", full, "--json").out)["problems"] == []
    assert json.loads(run("export", "-c", full, "--json", "-o", "x.jsonl").out)["rows"]["report"] == 2


def test_fixed_calls(run: Run, full: str, place: Path) -> None:
    """The export call that others rely on writes the exchange format; `-o -` gives the same on stdout."""
    assert run("export", "-c", full, "--format", "jsonl", "-o", "out.jsonl").code == 0
    assert run("export", "-c", full, "--format", "jsonl", "-o", "-").out == (place / "out.jsonl").read_text(
        "utf-8"
    )


def test_verify_finds(run: Run, full: str, place: Path) -> None:
    """A case that was tampered with gives exit code 1 and a line for each finding."""
    data = (place / full).read_bytes()
    (place / full).write_bytes(data.replace(b"Anna Bell leads", b"Anna Hill leads"))
    done = run("verify", "-c", full)
    assert done.code == 1
    assert "was changed after it was stored" in done.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "Usage"),
        (("add", "-c", "k.herodot"), 2, "Missing argument"),
        (("status",), 2, "no case was named"),
        (("nothing",), 2, "No such command"),
        (("read", "-c", "k.herodot", "--workers", "many"), 2, "not a valid integer"),
        (("read", "-c", "k.herodot", "--workers", "-1"), 2, "0 or more"),
        (("who", "-c", "k.herodot", "x", "--min-confidence", "7"), 2, "from 0 to 1"),
        (("read", "-c", "k.herodot", "--reader", "nobody"), 2, "no reader is called 'nobody'"),
        (("export", "-c", "k.herodot", "--format", "xml", "-o", "x"), 2, "jsonl"),
        (("export", "-c", "k.herodot", "-o", "no/x"), 1, "no/x: cannot be written"),
        (("new", "-c", "k.herodot"), 1, "is there already"),
        (("status", "-c", "other"), 1, "herodot new -c other"),
        (("show", "-c", "k.herodot", "x"), 1, "no report has the id or file name 'x'"),
        (("who", "-c", "k.herodot", "x"), 1, "nobody and nothing goes by 'x'"),
        (("add", "-c", "k.herodot", "x"), 1, "x: is not there"),
    ],
)
def test_exit_codes(run: Run, case: str, arguments: tuple[str, ...], code: int, said: str) -> None:
    """2 for wrong usage, 1 for what is bad or not there, always with a line that says what."""
    done = run(*arguments)
    assert done.code == code, done
    assert said in done.err


def test_unforeseen_error_is_a_line(run: Run, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error nobody foresaw is one line that names a log; `--debug` shows the traceback."""
    from herodot.workspace import Workspace

    def breaks(self: Workspace) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(Workspace, "store", property(breaks))
    done = run("status", "-c", case)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "unexpected ZeroDivisionError: by zero" in done.err
    log = Path(done.err.strip().rpartition(" ")[2])
    assert "Traceback" in log.read_text("utf-8")
    log.unlink()


def test_settings_layers(run: Run, full: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File, then environment, then flag: the last one wins; an unknown setting in the file is an error."""
    (place / "herodot.toml").write_text(f'case = "{full}"\nmin_confidence = 0.95\n', "utf-8")
    assert "0 statements" in run("show", "a.txt").out
    monkeypatch.setenv("HERODOT_MIN_CONFIDENCE", "0.1")
    assert "2 statements" in run("show", "a.txt").out
    assert "0 statements" in run("show", "a.txt", "--min-confidence", "0.99").out
    (place / "herodot.toml").write_text("colour = 1\n", "utf-8")
    assert "no setting is called 'colour'" in run("status").err
    (place / "herodot.toml").write_text("colour = \n", "utf-8")
    done = run("status")
    assert (done.code, "herodot.toml: cannot be read" in done.err) == (1, True)


def test_demo(run: Run, place: Path, checkout: Path) -> None:
    """The demo reads the sample into a new case, shows the picture so far, and can be run again."""
    assert (checkout / "examples" / "harmattan" / "index.jsonl").is_file()
    first = run("demo", "shown")
    assert first.code == 0, first
    assert "20 added, 20 read" in first.out
    assert "20 reports" in first.out
    assert "20 there already" in run("demo", "shown").out
    assert json.loads(run("demo", "shown", "--json").out)["counts"]["reports"] == 20


def test_every_command_is_short_and_has_its_options() -> None:
    """Each command says what it does, takes --json and --debug, and --help names each option's use."""
    groups = [c for c in herodot.commands.values() if isinstance(c, click.Group)]
    single = {n: c for n, c in herodot.commands.items() if c not in groups}
    for name, command in {**single, **{n: c for group in groups for n, c in group.commands.items()}}.items():
        options = {option for param in command.params for option in param.opts}
        assert {"--json", "--debug"} <= options, name
        assert command.help
        assert all(param.help for param in command.params if isinstance(param, click.Option)), name


def python(*arguments: str, **more: object) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "herodot", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def slow(place: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of reports that take their time."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(checkout), str(checkout / "src"))))
    (place / "in").mkdir()
    for number in range(20):
        (place / "in" / f"{number:02}.txt").write_text(f"{GOOD} SLOWLY {number}", "utf-8")
    return place / "in"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system cannot kill that way")
@pytest.mark.parametrize("number", ["SIGINT", "SIGKILL"])
def test_stopped_and_gone_on(run: Run, case: str, slow: Path, number: str) -> None:
    """Stopped or killed while reading, nothing stored is lost; the same command goes on and ends the work."""
    with python("add", "-c", case, str(slow), "--workers", "2") as process:
        read = 0
        while read < 3:
            time.sleep(0.05)
            assert process.poll() is None, process.communicate()
            read = sum(json.loads(run("status", "-c", case, "--json").out)["counts"]["readers"].values())
        process.send_signal(getattr(signal, number))
        _, err = process.communicate(timeout=30)
    if number == "SIGINT":
        assert process.returncode == 130
        assert err.splitlines()[-1].startswith("herodot: stopped")
    assert "Traceback" not in err
    counts = json.loads(run("status", "-c", case, "--json").out)["counts"]
    assert counts["reports"] == 20
    assert read <= 20 - counts["unread"] < 20
    assert run("verify", "-c", case).code == 0
    assert f"20 there already, {counts['unread']} read" in run("add", "-c", case, slow).out


@pytest.mark.skipif(os.name == "nt", reason="there a closed pipe is another error")
def test_reader_of_the_output_may_leave(
    run: Run, full: str, monkeypatch: pytest.MonkeyPatch, checkout: Path
) -> None:
    """Output that nobody reads to its end (`| head -1`) is no error."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(checkout), str(checkout / "src"))))
    with python("export", "-c", full, "-o", "-") as process:
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate(timeout=30)
    assert (process.returncode, "Error" in err) == (0, False)


def test_help_is_quick_and_light(checkout: Path) -> None:
    """`--help` loads nothing heavy, so that it starts in under 0.3 s."""
    script = (
        "import sys, time; from herodot.cli import main; main(['--help']); print(*sorted(sys.modules))\n"
        "print(time.process_time())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-2].split())
    heavy = {
        "numpy",
        "onnxruntime",
        "rich",
        "sqlite3",
        "trafilatura",
        "lxml",
        "tokenizers",
        "multiprocessing",
    }
    assert not heavy & loaded
    # Processor time from the interpreter's start: what the machine does beside it does not count.
    assert float(done.stdout.splitlines()[-1]) < 0.3


def test_words() -> None:
    """Chains read from the outlet inward; plain assertions have no modality; right-to-left is isolated."""
    labels = {"o": "Herald", "a": "Coast News Agency", "s": "a militia source"}
    assert chain_in_words(["o", "a", "s"], labels) == "Herald ← Coast News Agency ← a militia source"
    said = {s.polarity: s for s in a_reading(a_report()).statements}
    assert modality_in_words(said["affirmed"]) == ""
    assert modality_in_words(said["denied"]) == "denied, possibly"
    assert isolated("Юрий Ω é") == "Юрий Ω é"
    assert isolated("مرفأ") == "\u2068مرفأ\u2069"
