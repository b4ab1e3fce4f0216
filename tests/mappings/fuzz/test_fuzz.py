"""Damaged records and edited descriptions, new ones at each run: nothing crashes or hangs, all that leaves is valid."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mappings.bibframe.convert import converter
from mappings.bibframe.minting import TemplateMinter
from mappings.marc.reader import parse

from .checks import check_description, check_octets, in_some_form
from .corpus import CORPUS
from .mutation import damaged, edited

_RANDOM = st.randoms(use_true_random=False)
_MANY = settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
_MINTER = TemplateMinter("http://example.org/{n}#{part}")


@_MANY
@given(st.sampled_from(CORPUS), _RANDOM)
def test_a_damaged_record_is_reported_or_converted_and_comes_back(octets: bytes, random: Random) -> None:
    check_octets(damaged(random, in_some_form(random, octets), CORPUS))


@_MANY
@given(st.sampled_from(CORPUS), _RANDOM)
def test_an_edited_description_becomes_valid_statements_and_a_record_that_is_read_again(
    octets: bytes, random: Random
) -> None:
    record = parse(octets)
    whole = converter().forward(record, _MINTER.of(0, record))
    check_description(
        edited(random, whole.work),
        [edited(random, each) for each in whole.instances],
        [edited(random, each) for each in whole.items],
    )
