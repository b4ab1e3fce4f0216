"""Records that meet descriptions by their identifiers, where a library's policy says so."""

from __future__ import annotations

import pytest

from graph.catalogue.report import ImportOptions
from graph.tenants.model import ImportPolicy, OnMatch
from tests.graph.catalogue.stored import SALT, graph, of_type


@pytest.mark.parametrize(("on_match", "works"), [(OnMatch.UPDATE, 1), (OnMatch.SKIP, 1), (OnMatch.ADD, 2)])
def test_an_isbn_matches_where_the_policy_says_so(store, names, marc, load, on_match: OnMatch, works: int) -> None:
    load(marc(*SALT))
    other = marc("001 other", "020 ## $a 0-8027-1373-4", "245 10 $a Salt : $b the same book.")
    policy = ImportPolicy(match_on=("isbn",), on_match=on_match)
    report = load(other, options=ImportOptions(source="vendor", policy=policy))
    assert len(of_type(store, names, "bf:Work")) == works
    assert report.read == report.stored + report.reported == 1
    if on_match is OnMatch.UPDATE:
        assert (report.updated, report.matched) == (1, 1)
        (instance,) = of_type(store, names, "bf:Instance")
        body = graph(store, names)[instance]
        assert body["bf:title"][0]["bf:subtitle"] == ["the same book"]
        assert body["lsp:controlNumber"] == ["main|s1", "vendor|other"]
    if on_match is OnMatch.SKIP:
        assert [problem.code for problem in report.problems] == ["MATCHED"]


def test_without_a_policy_an_isbn_matches_nothing(store, names, marc, load) -> None:
    load(marc(*SALT))
    load(marc("001 other", "020 ## $a 9780802713735", "245 10 $a Salt."), options=ImportOptions(source="vendor"))
    assert len(of_type(store, names, "bf:Work")) == 2


@pytest.mark.parametrize("isbn", ["", " ", "9780802713736", "none", "pbk."])
def test_a_blank_or_malformed_identifier_never_matches(store, names, marc, load, isbn: str) -> None:
    policy = ImportPolicy(match_on=("isbn", "lccn", "oclc"))
    load(marc("001 a", f"020 ## $a {isbn}", "245 10 $a One."), marc("001 b", f"020 ## $a {isbn}", "245 10 $a Two."),
         options=ImportOptions(policy=policy))  # fmt: skip
    assert len(of_type(store, names, "bf:Work")) == 2


def test_two_records_of_one_batch_match_each_other(store, names, marc, load) -> None:
    policy = ImportPolicy(match_on=("isbn",))
    report = load(
        marc("001 a", "020 ## $a 9780802713735", "245 10 $a One."),
        marc("001 b", "020 ## $a 9780802713735", "245 10 $a Two."),
        options=ImportOptions(policy=policy),
    )
    assert (report.created, report.updated, report.matched) == (1, 1, 1)
    assert len(of_type(store, names, "bf:Work")) == 1


def test_an_ambiguous_match_is_stored_on_its_own_and_told(store, names, marc, load) -> None:
    load(
        marc("001 a", "020 ## $a 9780802713735", "245 10 $a A."),
        marc("001 b", "020 ## $a 9780802713735", "245 10 $a B."),
    )
    report = load(
        marc("001 c", "020 ## $a 9780802713735", "245 10 $a C."),
        options=ImportOptions(policy=ImportPolicy(match_on=("isbn",))),
    )
    assert (report.created, [problem.code for problem in report.problems]) == (1, ["AMBIGUOUS_MATCH"])
