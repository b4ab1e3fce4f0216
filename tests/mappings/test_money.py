"""Amounts are whole minor units of currencies that exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.money import DECIMALS, InvalidMoney, Money


@pytest.mark.parametrize(
    ("amount", "currency", "minor", "shown"),
    [
        ("0.50", "EUR", 50, "0.50 EUR"),
        ("10", "EUR", 1000, "10.00 EUR"),
        ("7.5", "USD", 750, "7.50 USD"),
        ("300", "JPY", 300, "300 JPY"),
        ("0.005", "KWD", 5, "0.005 KWD"),
    ],
)
def test_an_amount_is_read_in_minor_units(amount: str, currency: str, minor: int, shown: str) -> None:
    assert Money.read(amount, currency) == Money(minor, currency)
    assert str(Money(minor, currency)) == shown


@pytest.mark.parametrize(
    ("amount", "currency"),
    [("0.505", "EUR"), ("1.5", "JPY"), ("1", "eur"), ("1", "XXX"), ("-1", "EUR"), ("1,5", "EUR")],
)
def test_what_is_no_amount_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(InvalidMoney):
        Money.read(amount, currency)


@given(st.integers(0, 10**9 - 1), st.sampled_from(sorted(DECIMALS)))
def test_what_is_shown_reads_the_same(minor: int, currency: str) -> None:
    assert Money.read(*str(Money(minor, currency)).split(" ")) == Money(minor, currency)


def test_a_debt_below_one_unit_has_its_sign() -> None:
    assert str(Money(-5, "EUR")) == "-0.05 EUR"
