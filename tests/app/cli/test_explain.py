"""`explain` as a cataloguer runs it: at a terminal and as a page."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


def test_each_field_is_shown_with_its_rule_and_what_it_says(run: Run, marc: Path) -> None:
    shown = " ".join(run("explain", marc).stdout.split())
    assert "Record one" in shown
    assert "245 10 $a War and peace : $b a novel / $c Leo Tolstoy." in shown
    assert "title statement mappings/rules/tables/titles.py:" in shown
    assert "main title War and peace" in shown
    assert "852 0# $b MU" in shown
    assert "Kept as residue: no statement is made of it" in shown


def test_a_record_is_named_by_position_or_control_number(run: Run, marc: Path) -> None:
    assert run("explain", marc, "--record", "1").stdout == run("explain", marc, "--record", "two").stdout
    assert "Record two" in run("explain", marc, "--record", "two").stdout


def test_item_fields_are_read_as_a_system_has_them(run: Run, marc: Path) -> None:
    assert run("explain", marc, "--items", "nonesuch").exit_code == 1


@pytest.mark.parametrize("wanted", ["2", "three", "-1"])
def test_a_record_that_is_not_there_is_one_clear_line(run: Run, marc: Path, wanted: str) -> None:
    result = run("explain", marc, "--record", wanted)
    assert result.exit_code == 1
    assert "error NO_SUCH_RECORD: There is no record" in result.stderr


def test_the_way_back_names_the_rule_of_each_field(run: Run, marc: Path) -> None:
    shown = " ".join(run("explain", marc, "--back").stdout.split())
    assert (
        "245 10 $a War and peace : $b a novel / $c Leo Tolstoy. title statement, from “title” of the instance" in shown
    )


class Page(HTMLParser):
    """What a page loads, links, runs, and the languages of its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_in_itself_and_well_formed(run: Run, marc: Path, tmp_path: Path) -> None:
    out = tmp_path / "record.html"
    run("explain", marc, "--record", "two", "--html", out)
    text = out.read_text("utf-8")
    page = Page(text)
    assert page.open == []
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert not {"src", "srcset", "onclick", "style"} & {name for name, _ in page.attributes}
    assert all((value or "").startswith("#") for name, value in page.attributes if name == "href")
    assert "url(" not in text
    assert "@import" not in text
    assert ("dir", "auto") in page.attributes
    assert ("lang", "zxx-Hebr") in page.attributes or ("lang", "es-Hebr") in page.attributes
    assert "דון קיחוטה" in text


def test_markup_in_a_record_is_text_on_the_page(run: Run, tmp_path: Path) -> None:
    from mappings.marc import notation
    from mappings.marc.writer import write_marc21

    nasty = '<script>alert(1)</script> & "quotes"'
    source, out = tmp_path / "in.mrc", tmp_path / "out.html"
    source.write_bytes(
        write_marc21(notation.record(f"LDR 00000nam a2200000 i 4500\n001 <b>\n245 10 $a {nasty}\n500 ## $a {nasty}"))
    )
    run("explain", source, "--html", out)
    assert "<script" not in out.read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in out.read_text("utf-8")


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_a_browser_shows_the_page(run: Run, marc: Path, tmp_path: Path) -> None:
    out, picture = tmp_path / "record.html", tmp_path / "record.png"
    run("explain", marc, "--html", out)
    chromium = shutil.which("chromium") or "chromium"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-component-update"]  # fmt: skip
    subprocess.run(
        [chromium, *flags, f"--user-data-dir={tmp_path / 'profile'}", f"--screenshot={picture}", out.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert len(picture.read_bytes()) > 20_000
