"""What a library and its payment provider sign: a signature is of one text, and every body is read or refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.patrons.payment_model import BadNotification, read_notification
from graph.patrons.payment_signing import Order, is_signed, notification_signature, order_signature
from mappings.money import Money

SECRET = "0123456789abcdef" * 4
NO_MONEY = b'{"state": "paid", "transaction": "t", "amount": "1", "currency": "X"}'
NOTHING_OF_IT = [b"", b"[]", b"{}", b"\xff", b'{"state": 1}', NO_MONEY]


@pytest.mark.parametrize("body", NOTHING_OF_IT)
def test_what_is_no_notification_is_told_so(body: bytes) -> None:
    with pytest.raises(BadNotification):
        read_notification(body)


@given(st.binary(max_size=200))
def test_whatever_a_body_is_it_is_read_or_refused(body: bytes) -> None:
    with suppress(BadNotification):
        read_notification(body)


ORDERS = st.builds(
    Order,
    st.sampled_from(["harbor", "lindenau"]),
    st.text("0123456789abcdef", min_size=1, max_size=4),
    st.builds(Money, st.integers(1, 300), st.sampled_from(["EUR", "USD", "JPY"])),
    st.builds(lambda second: datetime(2026, 1, 1, second=second, tzinfo=UTC), st.integers(0, 3)),
    st.sampled_from(["https://c.example/a", "https://c.example/b"]),
)


@given(ORDERS, ORDERS)
def test_two_orders_have_one_signature_only_where_they_are_one(one: Order, other: Order) -> None:
    assert (order_signature(SECRET, one) == order_signature(SECRET, other)) == (one == other)


@given(st.binary(max_size=100), st.binary(max_size=100), st.sampled_from([SECRET, SECRET[::-1]]))
def test_a_signature_holds_for_its_body_and_secret_alone(body: bytes, other: bytes, secret: str) -> None:
    signature = notification_signature(SECRET, body)
    assert is_signed(secret, other, signature) == (secret == SECRET and body == other)
    assert not is_signed(SECRET, body, signature[:-1])
    assert not is_signed(SECRET, body, "ё")


@given(ORDERS)
def test_the_signature_in_a_readers_link_is_none_of_a_notification(order: Order) -> None:
    text = "\n".join(f"{name}={value}" for name, value in order.parameters.items()).encode()
    for body in (text, b"catalograph-payment\n" + text, b"payment\n" + text):
        assert not is_signed(SECRET, body, order_signature(SECRET, order))
