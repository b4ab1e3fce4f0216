"""`convert` and `revert` as a person runs them: formats, templates, reports, bad input, stopping."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pyoxigraph as rdf
import pytest
from typer.testing import Result

from app.cli.convert import graph_template
from mappings.marc import notation
from mappings.marc.reader import read
from mappings.marc.record import Record
from mappings.marc.writer import write_marc21

Run = Callable[..., Result]

FORMATS = {
    "nquads": rdf.RdfFormat.N_QUADS,
    "ntriples": rdf.RdfFormat.N_TRIPLES,
    "turtle": rdf.RdfFormat.TURTLE,
    "jsonld": rdf.RdfFormat.JSON_LD,
    "rdfxml": rdf.RdfFormat.RDF_XML,
}


def triples(octets: bytes, format: rdf.RdfFormat) -> set[tuple[str, str, str]]:
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in rdf.parse(octets, format=format)}


def test_every_format_says_the_same_and_a_strict_parser_reads_it(run: Run, marc: Path) -> None:
    said = {name: triples(run("convert", marc, "--to", name).stdout_bytes, each) for name, each in FORMATS.items()}
    assert len(said["nquads"]) > 50
    lists = "22-rdf-syntax-ns#"  # JSON-LD names the cells of lists anew
    plain = {name: {each for each in found if lists not in str(each)} for name, found in said.items()}
    assert all(found == said["ntriples"] for name, found in said.items() if name != "jsonld")
    assert len(plain["jsonld"]) == len(plain["ntriples"])


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_comes_back_as_the_same_records(run: Run, marc: Path, tmp_path: Path, format: str) -> None:
    made, back = tmp_path / "made", tmp_path / "back.mrc"
    assert run("convert", marc, "--to", format, "-o", made).exit_code == 0
    assert run("revert", made, "--from", format, "-o", back).exit_code == 0
    first, second = (each for each in read(iter([back.read_bytes()])) if isinstance(each, Record))
    assert (first.control_number, second.control_number) == ("one", "two")
    (title,) = first.data("245")
    assert title.get("a") == "War and peace :"


def test_what_a_record_is_related_to_gets_no_record_of_its_own(run: Run, tmp_path: Path) -> None:
    lines = (
        "LDR 00000nam a2200000 i 4500",
        "001 one",
        "245 10 $a Harbour lights.",
        "776 08 $i Print version: $t Harbour lights $z 9780198534532",
    )
    (tmp_path / "one.mrc").write_bytes(write_marc21(notation.record("\n".join(lines))))
    for name in FORMATS:
        made, back = tmp_path / f"made.{name}", tmp_path / "back.mrc"
        assert run("convert", tmp_path / "one.mrc", "--to", name, "-o", made).exit_code == 0
        assert run("revert", made, "--from", name, "-o", back).exit_code == 0
        (record,) = (each for each in read(iter([back.read_bytes()])) if isinstance(each, Record))
        assert [field.get("z") for field in record.data("776")] == ["9780198534532"]


def test_revert_writes_every_form_of_marc(run: Run, marc: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.nq"
    run("convert", marc, "-o", made)
    found = {
        to: list(read(iter([run("revert", made, "--to", to).stdout_bytes]))) for to in ("marc21", "marcxml", "marcjson")
    }
    assert all(len(each) == 2 for each in found.values())
    fields = {to: [record.fields for record in each if isinstance(record, Record)] for to, each in found.items()}
    assert fields["marc21"] == fields["marcxml"] == fields["marcjson"]


def test_revert_writes_marc8_and_says_which_characters_it_lacks(run: Run, tmp_path: Path) -> None:
    record = notation.record("LDR 00000nam a2200000 i 4500\n001 one\n245 10 $a Żółw & ☃ ☃.")
    source, made = tmp_path / "in.mrc", tmp_path / "made.nq"
    source.write_bytes(write_marc21(record))
    run("convert", source, "-o", made)
    result = run("revert", made, "--encoding", "marc8")
    assert result.stdout_bytes[9:10] == b" "
    assert b"&#x2603;" in result.stdout_bytes
    assert "2 characters that MARC-8 lacks stand as &#x…; in 1 record: ☃ (U+2603) 2×" in result.stderr
    (found,) = read(result.stdout_bytes)
    assert "Żółw & ☃ ☃" in str(found)


def test_an_encoding_goes_with_iso_2709_alone(run: Run, marc: Path) -> None:
    assert run("revert", marc, "--to", "marcxml", "--encoding", "marc8").exit_code == 2


def test_the_template_names_every_resource_and_the_graph(run: Run, marc: Path) -> None:
    lines = run("convert", marc, "--iri", "http://ex.org/{n}/{001}#{part}", "--graph", "http://ex.org/g/{n}").stdout
    assert "<http://ex.org/0/one#Work>" in lines
    assert "<http://ex.org/1/two#Instance>" in lines
    assert "<http://ex.org/g/1> .\n" in lines
    assert "http://example.org" not in lines


@pytest.mark.parametrize(
    ("template", "graph"),
    [
        ("http://ex.org/{n}/{001}#{part}", "http://ex.org/{n}/{001}"),
        ("http://ex.org/{part}/{001}", "http://ex.org"),
        ("http://ex.org/{001}/{part}", "http://ex.org/{001}"),
    ],
)
def test_a_record_has_the_graph_that_its_template_begins_with(template: str, graph: str) -> None:
    assert graph_template(template) == graph


@pytest.mark.parametrize("template", ["http://ex.org/{n}", "http://ex.org/{part}", "nonsense"])
def test_a_template_that_would_name_different_things_alike_is_a_usage_error(
    run: Run, marc: Path, template: str
) -> None:
    result = run("convert", marc, "--iri", template)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_template_that_gives_no_iri_is_refused_before_anything_is_written(
    run: Run, marc: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.nq"
    result = run("convert", marc, "--iri", "not an iri/{n}#{part}", "-o", out)
    assert result.exit_code == 1
    assert "IRI_TEMPLATE" in result.stderr
    assert not out.exists()


def test_several_processes_write_the_same_as_one(run: Run, tmp_path: Path, records: bytes) -> None:
    many = tmp_path / "many.mrc"
    many.write_bytes(records * 300)
    one = run("convert", many, "--jobs", "1")
    two = run("convert", many, "--jobs", "2")
    assert one.exit_code == two.exit_code == 0
    assert one.stdout == two.stdout


def test_gzip_and_standard_input_are_read_as_they_come(run: Run, records: bytes) -> None:
    plain = run("convert", "-", stdin=records)
    packed = run("convert", "-", stdin=gzip.compress(records))
    assert plain.exit_code == packed.exit_code == 0
    assert plain.stdout == packed.stdout


def test_a_broken_record_is_reported_and_the_others_are_converted(run: Run, tmp_path: Path, records: bytes) -> None:
    path, report = tmp_path / "broken.mrc", tmp_path / "report.jsonl"
    path.write_bytes(records + b"00057nam a22000370i 4500" + b"\x1e" * 5 + b"\x1d" + records)
    result = run("convert", path, "--report", report)
    assert result.exit_code == 3
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert [line["n"] for line in lines] == [0, 1, 2, 3, 4]
    (broken,) = [line for line in lines if line["outcome"] == "reported"]
    assert broken["n"] == 2
    assert broken["code"].startswith("MARC_")
    assert broken["message"]
    assert "5 records read, 4 converted, 1 reported" in result.stderr


def test_the_report_tells_of_every_field(run: Run, marc: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    run("convert", marc, "--report", report)
    first = json.loads(report.read_text().splitlines()[0])
    outcomes = {each["tag"]: each["outcome"] for each in first["fields"]}
    assert first["control_number"] == "one"
    assert set(outcomes.values()) <= {"lossless", "normalised", "residue"}
    assert outcomes["852"] == "lossless"


def test_the_report_as_text_counts_and_then_tells_of_each_record(run: Run, marc: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    result = run("convert", marc, "--report", report)
    text = report.read_text()
    assert text.startswith("2 records, ")
    assert "record 0 (one):" in text
    assert "991 ## $a Gift of the author" in text
    assert "no statement is made of it" in text
    assert "991" in result.stderr  # the table at the terminal


def test_the_report_as_json_adds_up_in_one_process_and_in_two(run: Run, tmp_path: Path, records: bytes) -> None:
    many, one, two = tmp_path / "many.mrc", tmp_path / "one.json", tmp_path / "two.json"
    many.write_bytes(records * 150)
    run("convert", many, "--report", one)
    run("convert", many, "--report", two, "--jobs", "2")
    found = json.loads(one.read_text())
    assert found == json.loads(two.read_text())
    assert found["records"] == 300
    assert sum(found["fields"].values()) == sum(row["fields"] for row in found["rows"])


def test_the_format_of_the_report_can_be_named(run: Run, marc: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    run("convert", marc, "--report", report, "--report-format", "json")
    assert json.loads(report.read_text())["records"] == 2


@pytest.mark.parametrize(
    ("octets", "code"), [(b"", "MARC_EMPTY"), (b"not MARC at all\n" * 99, "MARC_UNRECOGNISED"), (b" \n", "MARC_EMPTY")]
)
def test_what_is_no_marc_at_all_is_one_clear_line_and_no_output(
    run: Run, tmp_path: Path, octets: bytes, code: str
) -> None:
    path, out = tmp_path / "in", tmp_path / "out.nq"
    path.write_bytes(octets)
    result = run("convert", path, "-o", out)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error {code}: ")
    assert len(result.stderr.splitlines()) == 2
    assert not out.exists()


def test_a_missing_file_is_named_and_details_come_with_v(run: Run, tmp_path: Path) -> None:
    result = run("convert", tmp_path / "nowhere.mrc")
    assert result.exit_code == 1
    assert "nowhere.mrc" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("convert", tmp_path / "nowhere.mrc", "-v").stderr


@pytest.mark.parametrize(
    ("text", "format", "code"),
    [
        ("<a> <b>", "nquads", "RDF_UNREADABLE"),
        ("{", "jsonld", "RDF_UNREADABLE"),
        ("", "turtle", "RDF_NO_WORK"),
        ("<http://x.org/a> <http://x.org/b> <http://x.org/c> .", "ntriples", "RDF_NO_WORK"),
    ],
)
def test_revert_says_what_is_wrong_with_its_input(run: Run, tmp_path: Path, text: str, format: str, code: str) -> None:
    path = tmp_path / "in"
    path.write_text(text)
    result = run("revert", path, "--from", format)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error {code}: ")


def test_rdfxml_of_another_tool_comes_back_too(run: Run, marc: Path, tmp_path: Path) -> None:
    quads = rdf.parse(run("convert", marc, "--to", "ntriples").stdout_bytes, format=rdf.RdfFormat.N_TRIPLES)
    path = tmp_path / "other.rdf"
    path.write_bytes(rdf.serialize((quad.triple for quad in quads), format=rdf.RdfFormat.RDF_XML) or b"")
    result = run("revert", path)
    assert result.exit_code == 0
    assert len(list(read(iter([result.stdout_bytes])))) == 2


@pytest.mark.slow
@pytest.mark.parametrize("to", ["nquads", "jsonld"])
def test_ctrl_c_ends_at_a_batch_with_a_whole_file_and_code_130(tmp_path: Path, records: bytes, to: str) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", "from app.cli.main import main; main()"]
    arguments = ["convert", "-", "--to", to, "-o", str(out)]
    process = subprocess.Popen([*command, *arguments], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stderr is not None
    while not out.exists() or out.stat().st_size == 0:
        process.stdin.write(records * 500)
        process.stdin.flush()
    process.send_signal(signal.SIGINT)
    said = process.stderr.readline()
    with suppress(BrokenPipeError):  # it needs no more than the rest of a batch
        process.stdin.write(records * 500)
    with suppress(BrokenPipeError):
        process.stdin.close()
    assert process.wait(60) == 130
    assert b"stopping" in said
    process.stderr.close()
    found = out.read_bytes()
    assert len(triples(found, FORMATS[to])) > 50
    assert run_records(found, to) % 200 == 0


def run_records(octets: bytes, to: str) -> int:
    """How many works a file describes."""
    if to == "jsonld":
        return sum("bf:hasInstance" in node for node in json.loads(octets)["@graph"])
    return octets.count(b"<http://id.loc.gov/ontologies/bibframe/hasInstance>")
