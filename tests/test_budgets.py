"""Files, functions and parameter lists stay small, and everything is typed.

One rule: the budgets are the architecture's; there is no list of exceptions. Whatever grows past one is cut.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FILE_LINES = 500
WIRING_LINES = 250
"""For `workspace.py`, which wires the rooms and must hold no logic."""
FUNCTION_LINES = 60
COMMAND_LINES = 15
"""For what a command of the command line does, its docstring not counted."""
PARAMETERS = 7
FOLDERS = ("src", "benchmarks", "docs", "training", "tests")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def over_budget(path: Path, root: Path) -> Iterator[str]:
    """A line for each budget that a module breaks."""
    text = path.read_text("utf-8")
    where = path.relative_to(root).as_posix()
    allowed = WIRING_LINES if path.name == "workspace.py" else FILE_LINES
    if len(text.splitlines()) > allowed:
        yield f"{where}: {len(text.splitlines())} lines, {allowed} allowed"
    for owner, function in functions(ast.parse(text)):
        name = f"{where}:{function.lineno} {function.name}"
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > FUNCTION_LINES:
            yield f"{name}: {length} lines, {FUNCTION_LINES} allowed"
        count = len(parameters(owner, function))
        if count > PARAMETERS and not is_command(where, function):
            yield f"{name}: {count} parameters, {PARAMETERS} allowed"
        if is_command(where, function) and body_lines(function) > COMMAND_LINES:
            yield f"{name}: {body_lines(function)} lines for a command, {COMMAND_LINES} allowed"
        for missing in untyped(owner, function):
            yield f"{name}: {missing} has no type"


def functions(node: ast.AST) -> Iterator[tuple[ast.AST, Function]]:
    """Every function with the node that it stands right in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield node, child
        yield from functions(child)


def parameters(owner: ast.AST, function: Function) -> list[ast.arg]:
    """A function's parameters, without a method's first."""
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    named += [extra for extra in (given.vararg, given.kwarg) if extra is not None]
    return named[1:] if isinstance(owner, ast.ClassDef) and not is_static(function) else named


def is_static(function: Function) -> bool:
    """Whether a method takes no `self` or `cls`."""
    return any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in function.decorator_list)


def is_command(where: str, function: Function) -> bool:
    """Whether a function is a command of the command line: there each parameter is a flag."""
    calls = [d.func if isinstance(d, ast.Call) else d for d in function.decorator_list]
    names = {d.attr if isinstance(d, ast.Attribute) else getattr(d, "id", "") for d in calls}
    return "/cli/" in where and bool(names & {"command", "callback"})


def body_lines(function: Function) -> int:
    """The lines of a function's body after its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def untyped(owner: ast.AST, function: Function) -> list[str]:
    """The parameters without a type, and `the result` when that has none."""
    names = [arg.arg for arg in parameters(owner, function) if arg.annotation is None]
    return [*names, *(["the result"] if function.returns is None else [])]


def test_budgets_hold(checkout: Path) -> None:
    """No file, function or parameter list is over its budget, and no parameter or result lacks a type."""
    paths = [path for folder in FOLDERS for path in sorted((checkout / folder).rglob("*.py"))]
    assert [line for path in paths for line in over_budget(path, checkout)] == []


def of_lines(count: int) -> str:
    """A function of `count` lines."""
    return "\n".join(["def f() -> None:", *["    pass"] * (count - 1)])


SEVEN = ", ".join(f"{letter}: int" for letter in "abcdefg")


@pytest.mark.parametrize(
    ("name", "text", "broken"),
    [
        ("a.py", "x = 1\n" * FILE_LINES, 0),
        ("a.py", "x = 1\n" * (FILE_LINES + 1), 1),
        ("a.py", of_lines(FUNCTION_LINES), 0),
        ("a.py", of_lines(FUNCTION_LINES + 1), 1),
        ("a.py", f"def f({SEVEN}) -> None: ...", 0),
        ("a.py", f"def f({SEVEN}, *, h: int) -> None: ...", 1),
        (
            "a.py",
            f"class C:\n def f(self, {SEVEN}) -> None: ...",
            0,
        ),
        ("a.py", "class C:\n @staticmethod\n def f(a) -> None: ...", 1),
        ("a.py", "def f(a) -> None: ...", 1),
        ("a.py", "def f(a: int): ...", 1),
        ("a.py", "def f() -> None:\n    def g(): ...", 1),
        ("a.py", "async def f(*rest) -> None: ...", 1),
        (
            "cli/a.py",
            f"@app.command()\ndef f({SEVEN}, h: int) -> None: ...",
            0,
        ),
        ("cli/a.py", "@app.command()\n" + of_lines(COMMAND_LINES + 1), 0),
        ("cli/a.py", "@app.command()\n" + of_lines(COMMAND_LINES + 2), 1),
        ("workspace.py", "x = 1\n" * (WIRING_LINES + 1), 1),
        (
            "web/a.py",
            f"@app.command()\ndef f({SEVEN}, h: int) -> None: ...",
            1,
        ),
    ],
)
def test_a_broken_budget_is_seen(tmp_path: Path, name: str, text: str, broken: int) -> None:
    """One past the budget is found and the budget itself is not."""
    path = tmp_path / "src" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    assert len(list(over_budget(path, tmp_path))) == broken
