"""What the README says is so."""

import re
from pathlib import Path

import pytest

from app.demo.collection import records
from app.demo.libraries import LIBRARIES
from app.demo.queries import EXAMPLES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_three_questions_are_those_of_the_demo() -> None:
    assert re.findall(r"```graphql\n(.*?)\n```", README, re.DOTALL) == [each.query.strip() for each in EXAMPLES]


def test_the_number_of_records_is_that_of_the_demo() -> None:
    assert f"{sum(1 for library in LIBRARIES for _ in records(library))} records" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
