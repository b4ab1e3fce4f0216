"""What a client would rather have, held to the examples of RFC 9110 and of content negotiation by profile."""

from __future__ import annotations

import pytest

from app.protocols.linked.preferences import preferred, profiles, ranges, weight_of

OF_THE_RFC = "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5"


@pytest.mark.parametrize(
    ("offer", "weight"),
    [
        ("text/plain;format=flowed", 1),
        ("text/plain", 0.7),
        ("text/html", 0.3),
        ("image/jpeg", 0.5),
        ("text/plain;format=fixed", 0.4),
        ("text/html;level=3", 0.3),
    ],
)
def test_the_most_exact_range_says_how_much_a_media_type_is_wanted(offer, weight):
    assert weight_of(ranges(OF_THE_RFC), offer) == weight


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle", "text/turtle"),
        ("text/html;q=0.5, text/turtle", "text/turtle"),
        ("text/html, text/turtle", "text/html"),
        ("text/*;q=0.2, text/html;q=0", "text/turtle"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted, and;more"', "application/ld+json"),
        ("text/turtle;charset=utf-8", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/turtle;q=0.1, application/ld+json;q=0.001", "text/turtle"),
        ("image/png", None),
        ("text/html;q=0", None),
        ("text/turtle;q=2", None),
        ("text/turtle;q=nan", None),
        (",,;q=1,", None),
        ('"', None),
        ('text/turtle;q="', None),
    ],
)
def test_the_best_of_what_is_offered_is_chosen(header, chosen):
    assert preferred(header, ["text/html", "text/turtle", "application/ld+json"]) == chosen


def test_profiles_are_named_by_address_the_most_wanted_first():
    header = "<http://a.example/x,y;z>;q=0.5, <http://schema.org/>, <http://no.example/>;q=0"
    assert list(profiles(header)) == ["http://schema.org/", "http://a.example/x,y;z"]


@pytest.mark.parametrize("piece", ["a/b;", '"', '"\\', "<", ",", "a/b;q=0.5,", "*/*;" * 3])
def test_a_header_of_any_length_is_read_at_once(piece):
    assert len(ranges(piece * 20_000)) < 1_000
