"""`catalograph documents`: from a client's files to the manifest a server trusts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from app.protocols.graphql.documents import hash_of, read_manifest

Run = Callable[..., Result]
OPERATIONS = "query One { tenants { nodes { ...Slug } } }\nquery Two { viewer { name } }\n"
FRAGMENTS = "fragment Slug on Tenant { slug }\nfragment Unused on Tenant { id }\n"


def test_each_operation_becomes_a_document_with_the_fragments_it_uses(run: Run, tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "operations.graphql").write_text(OPERATIONS)
    (tmp_path / "fragments.graphql").write_text(FRAGMENTS)
    output = tmp_path / "documents.json"
    result = run("documents", tmp_path / "queries", tmp_path / "fragments.graphql", "--output", output)
    assert (result.exit_code, result.stderr) == (0, "2 documents\n")
    made = read_manifest(output)
    one, two = made.values()
    assert "fragment Slug" in one
    assert "Unused" not in one + two
    assert [hash_of(each) for each in (one, two)] == list(made)
    assert json.loads(run("documents", tmp_path).stdout) == made


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("query One { nothing }", "bad.graphql:1: Cannot query field 'nothing' on type 'Query'."),
        ("\nquery One {", "bad.graphql:2: Syntax Error: Expected Name, found <EOF>."),
        ("{ tenants { totalCount } }", "bad.graphql:1: an operation needs a name"),
        ("query One { __typename }\nquery One { __typename }", "bad.graphql:2: there are two called One."),
        ("query One { tenants { ...Gone } }", "bad.graphql:1: Unknown fragment 'Gone'."),
        ("", "Syntax Error"),
    ],
)
def test_a_file_that_does_not_fit_is_told_with_its_line_and_nothing_is_written(
    run: Run, tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "bad.graphql").write_text(text)
    output = tmp_path / "documents.json"
    result = run("documents", tmp_path, "--output", output)
    assert result.exit_code == 1
    assert "error BAD_DOCUMENT" in result.stderr
    assert told in result.stderr
    assert not output.exists()
