"""Floors and rows hold, files and functions stay readable, and every module says what lives in it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("app", "schema", "graph", "mappings")
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
# Data in lines: their length is MARC's own.
TABLES = ("mappings/codes", "mappings/marc/formats", "mappings/rules/tables", "app/demo/records")

modules = sorted(path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def test_imports_go_down_only() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", modules, ids=str)
def test_every_module_says_what_lives_in_it(path: Path) -> None:
    text = (ROOT / path).read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{path} has no docstring"


@pytest.mark.parametrize("path", modules, ids=str)
def test_no_file_and_no_function_grows_past_reading(path: Path) -> None:
    if str(path).startswith(TABLES):
        return
    text = (ROOT / path).read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    for function in _functions(ast.parse(text)):
        assert (function.end_lineno or 0) - function.lineno + 1 <= LONGEST_FUNCTION, function.name


@pytest.mark.parametrize("path", modules, ids=str)
def test_no_module_is_named_for_having_no_idea(path: Path) -> None:
    assert not {"utils", "util", "helpers", "helper", "common", "misc", "manager"} & {*path.parts, path.stem}


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
