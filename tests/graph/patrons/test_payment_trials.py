"""Trying a payment provider: its signed word is told to the administrator, and nobody's fees are touched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from graph.access.model import Actor, Forbidden, Permission, operator
from graph.backends.memory import MemoryStore
from graph.patrons.errors import InvalidPatron
from graph.patrons.payment_model import NoPaymentProvider, PaymentRefused, PaymentState
from graph.patrons.payment_signing import notification_signature
from graph.patrons.payment_trials import LASTS, PaymentTrial, PaymentTrials
from graph.store.names import Names
from graph.tenants.payment_provider import PaymentProviders
from mappings.money import Money

NAMES = Names("https://c.example/")
SECRET, CHIEF = "0123456789abcdef" * 4, operator("harbor")
EURO = Money(100, "EUR")


class House:
    """A library with a provider, and a clock that a test sets."""

    def __init__(self) -> None:
        store, self.now = MemoryStore(), datetime(2026, 3, 2, 12, tzinfo=UTC)
        self.providers = PaymentProviders(store, NAMES, lambda: self.now)
        self.providers.put(CHIEF, "https://pay.example/start", SECRET)
        self.trials = PaymentTrials(store, NAMES, self.providers, lambda: self.now)

    def say(self, trial: PaymentTrial, secret: str = SECRET, **other: str) -> PaymentTrial | None:
        """What the provider says of a trial."""
        said = {"reference": trial.reference, "state": "paid", "amount": "1.00", "currency": "EUR", "transaction": "t"}
        body = orjson.dumps(said | other)
        return self.trials.notified("harbor", trial.reference, body, notification_signature(secret, body))

    def told(self) -> tuple[PaymentState, str]:
        """What the administrator sees of the last trial."""
        last = self.trials.last(CHIEF)
        assert last is not None
        return last.state, last.code


def test_a_trial_is_told_as_it_goes_from_the_signed_link_to_the_providers_word() -> None:
    house = House()
    trial = house.trials.begin(CHIEF, EURO)
    link = house.trials.address(trial)
    assert link is not None
    assert parse_qs(urlsplit(link).query)["reference"] == [trial.reference]
    for other, code in (({"secret": "x" * 32}, "WRONG_SIGNATURE"), ({"amount": "9.00"}, "PAYMENT_DIFFERS")):
        with pytest.raises(PaymentRefused):
            house.say(trial, **other)
        assert house.told() == (PaymentState.OPEN, code)
    house.say(trial)
    assert house.told() == (PaymentState.PAID, "")
    revision = house.trials.last(CHIEF)
    house.say(trial, state="failed")
    with pytest.raises(PaymentRefused):
        house.say(trial, secret="x" * 32)
    assert house.trials.last(CHIEF) == revision, "what ended well stays, and nobody fills the store"
    assert house.trials.address(revision) is None  # type: ignore[arg-type]


def test_a_new_trial_takes_the_place_of_the_last_and_the_words_of_others_are_not_its_own() -> None:
    house = House()
    first = house.trials.begin(CHIEF, EURO)
    second = house.trials.begin(CHIEF, EURO)
    assert house.say(first) is None
    assert house.trials.notified("cloister", second.reference, b"{}", "") is None
    assert house.told() == (PaymentState.OPEN, "")
    house.now += LASTS + timedelta(seconds=1)
    assert house.trials.address(second) is None
    with pytest.raises(PaymentRefused):
        house.say(second)
    assert house.told() == (PaymentState.OPEN, "PAYMENT_EXPIRED")


def test_only_administrators_try_a_provider_that_is_there_with_a_small_amount() -> None:
    house = House()
    clerk = Actor("c", "Clerk", "harbor", {"harbor": frozenset(Permission) - {Permission.TENANT_ADMIN}})
    for ask in (lambda: house.trials.begin(clerk, EURO), lambda: house.trials.last(clerk)):
        with pytest.raises(Forbidden):
            ask()
    for minor in (0, -1, 1_000_000):
        with pytest.raises(InvalidPatron):
            house.trials.begin(CHIEF, Money(minor, "EUR"))
    assert house.trials.last(CHIEF) is None
    with pytest.raises(NoPaymentProvider):
        house.trials.begin(operator("cloister"), EURO)
