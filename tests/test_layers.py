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


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse((ROOT / path).read_text("utf-8")) for path in modules}


def test_imports_go_down_only() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_says_what_lives_in_it(trees: dict[Path, ast.Module]) -> None:
    assert [str(path) for path, tree in trees.items() if not ast.get_docstring(tree)] == []


def test_no_file_and_no_function_grows_past_reading(trees: dict[Path, ast.Module]) -> None:
    read = {path: tree for path, tree in trees.items() if not str(path).startswith(TABLES)}
    assert [str(path) for path in read if len((ROOT / path).read_text("utf-8").splitlines()) > LONGEST_FILE] == []
    functions = [(str(path), function) for path, tree in read.items() for function in _functions(tree)]
    assert [(path, each.name) for path, each in functions if _lines(each) > LONGEST_FUNCTION] == []


def test_no_module_is_named_for_having_no_idea() -> None:
    none = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert [str(path) for path in modules if none & {*path.parts, path.stem}] == []


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1
