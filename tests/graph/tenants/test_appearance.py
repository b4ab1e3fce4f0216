"""How the public pages of libraries look, as their administrators set it, over the memory store."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.access.model import ROLES, Actor, Forbidden, operator
from graph.backends.memory.store import MemoryStore
from graph.store.names import Names
from graph.tenants.appearance import LONGEST_WELCOME, contrast_to_white
from graph.tenants.model import Appearance, InvalidAppearance, StaleTenant
from graph.tenants.service import TenantService

WHOLE = Appearance(
    "#1d5a96",
    ("pl", "en"),
    {"en": "Come in.", "pl": "Zapraszamy."},
    "https://harbor.example/hours",
    "mailto:desk@harbor.example",
)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def tenants(store: MemoryStore) -> TenantService:
    made = _service(store)
    made.create_tenant(operator(), "harbor", {"en": "Harbor"})
    return made


def _service(store: MemoryStore) -> TenantService:
    return TenantService(store, Names("https://c.example/"), lambda: datetime(2030, 1, 1, tzinfo=UTC))


def test_it_is_read_back_as_it_was_set_and_other_settings_keep_it(tenants: TenantService, store: MemoryStore) -> None:
    assert tenants.tenant("harbor").appearance == Appearance()
    tenants.update(operator(), "harbor", appearance=WHOLE)
    tenants.update(operator(), "harbor", name={"en": "Harbour"})
    assert _service(store).tenant("harbor").appearance == WHOLE


def test_what_is_asked_for_often_is_read_once(tenants: TenantService, store: MemoryStore) -> None:
    assert tenants.tenant("harbor").appearance.accent is None
    reads, read = [], store.read
    store.read = lambda *given: reads.append(given) or read(*given)  # type: ignore[method-assign, func-returns-value]
    for _ in range(100):
        assert tenants.tenant("harbor").appearance.accent is None
    assert reads == []


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        (Appearance("teal"), ("accent",)),
        (Appearance("#777777"), ("accent",)),  # 4.48 : 1
        (Appearance("#ffffff"), ("accent",)),
        (Appearance(languages=()), ("languages",)),
        (Appearance(languages=("en", "de")), ("languages", "1")),
        (Appearance(welcome={"de": "Willkommen"}), ("welcome",)),
        (Appearance(welcome={"en": "x" * (LONGEST_WELCOME + 1)}), ("welcome",)),
        (Appearance(hours="javascript:alert(1)"), ("hours",)),
        (Appearance(hours="mailto:desk@harbor.example"), ("hours",)),
        (Appearance(hours="https:///hours"), ("hours",)),
        (Appearance(contact="https://harbor.example/a b"), ("contact",)),
        (Appearance(contact="//harbor.example"), ("contact",)),
        (Appearance(contact="https://[harbor"), ("contact",)),
    ],
)
def test_what_readers_could_not_use_is_refused_by_name(
    tenants: TenantService, store: MemoryStore, wanted: Appearance, path: tuple[str, ...]
) -> None:
    before = store.position()
    with pytest.raises(InvalidAppearance) as refused:
        tenants.update(operator(), "harbor", appearance=wanted)
    assert refused.value.path == path
    assert store.position() == before


def test_the_contrast_is_that_of_the_guidelines() -> None:
    assert [round(contrast_to_white(each), 2) for each in ("#000000", "#ffffff", "#767676", "#777777", "#ff0000")] == [
        21.0, 1.0, 4.54, 4.48, 4.0,
    ]  # fmt: skip


def test_a_colour_and_texts_are_kept_in_one_form(tenants: TenantService) -> None:
    given = Appearance(" #1D5A96 ", ("en", "en"), {"en": " Come in.\n", "ar": "  "}, " ", "")
    made = tenants.update(operator(), "harbor", appearance=given)
    assert made.appearance == Appearance("#1d5a96", ("en",), {"en": "Come in."})


def test_only_the_librarys_administrator_sets_it_on_what_they_saw(tenants: TenantService, store: MemoryStore) -> None:
    administrator = Actor("a", "A", "harbor", {"harbor": ROLES["administrator"]})
    seen = tenants.tenant("harbor").revision
    after = tenants.update(administrator, "harbor", appearance=WHOLE, if_revision=seen)
    assert after.revision > seen
    before = store.position()
    with pytest.raises(StaleTenant):
        tenants.update(administrator, "harbor", appearance=Appearance(), if_revision=seen)
    for role in sorted(set(ROLES) - {"administrator"}):
        with pytest.raises(Forbidden):
            tenants.update(Actor("x", "X", "harbor", {"harbor": ROLES[role]}), "harbor", appearance=Appearance())
    assert store.position() == before
