"""What administrators look back on: their own library's accounts and what was let pass, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from app.bootstrap import Installation, install
from app.settings import Settings, StoreAddress
from graph.access.model import Account, Actor, Forbidden, operator
from graph.access.sign_in import SignInRefused
from graph.circulation import audit_trail
from graph.circulation.audit_trail import AuditCommand as C
from graph.circulation.audit_trail import AuditEntry, AuditFilter
from graph.circulation.publishing import DEFAULT_HOURS, DEFAULT_RULES
from graph.circulation.refusals import Code, Override
from graph.circulation.settings import BlockLimits
from graph.patrons.model import BlockScope
from graph.patrons.service import PatronWanted
from graph.services import Services
from graph.store.errors import InvalidCursor
from graph.tenants.partners import PartnerWanted
from graph.tenants.places import PointWanted
from mappings.iso18626.messages import Agency

GOOD, OTHER, HERE = "seven quiet herons", "nine loud gulls here", "192.0.2.177"


@pytest.fixture
def installation() -> Iterator[Installation]:
    made = install(Settings(store=StoreAddress("memory"), password_memory_kib=8, password_passes=1), create=True)
    for slug in ("harbor", "outpost"):
        made.services.tenants.create_tenant(operator(), slug, {"en": slug})
    yield made
    made.close()


@pytest.fixture
def services(installation: Installation) -> Services:
    return installation.services


def account(services: Services, name: str, tenant: str = "harbor", role: str = "administrator") -> Account:
    made = services.access.create_account(operator(), name.title(), {tenant: [role]}, tenant, name)
    services.sign_in.use_code(name, services.sign_in.issue_code(operator(), made.id), GOOD, HERE)
    return made


def trail(services: Services, actor: Actor, size: int = 100) -> list[AuditEntry]:
    """All of it, page by page."""
    found: list[AuditEntry] = []
    after = None
    while True:
        page = services.audit_trail.entries(actor, size, after)
        found += page.entries
        after = page.after
        if after is None:
            return found


def busy(services: Services) -> Actor:
    """A library in which a lot was done; its administrator."""
    ana = account(services, "ana")
    ben = account(services, "ben", role="desk")
    services.sign_in.sign_in("ben", GOOD, HERE)
    with suppress(SignInRefused):
        services.sign_in.sign_in("ben", "wrong", HERE)
    services.sign_in.sessions.end(services.sign_in.sign_in("ben", GOOD, HERE).secret)
    chief = services.access.actor(ana.id)
    services.access.set_roles(chief, ben.id, "harbor", ["desk", "cataloguer"])
    issued = services.access.issue_token(chief, ben.id)
    services.access.revoke_token(chief, issued.token.id)
    services.sign_in.lock(chief, ben.id)
    return chief


def test_an_administrator_sees_what_was_done_newest_first_whatever_the_pages(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    chief = busy(services)
    seen = trail(services, chief)
    mine = [C.ACCOUNT_CREATED, C.CODE_ISSUED, C.PASSWORD_SET]
    done = [C.SIGN_IN, C.SIGN_IN_FAILED, C.SIGN_IN, C.SIGN_OUT, C.ROLES_CHANGED, C.TOKEN_ISSUED, C.TOKEN_REVOKED,
            C.ACCOUNT_LOCKED, C.SIGN_OUT]  # fmt: skip
    assert [each.command for each in reversed(seen)] == [*mine, *mine, *done]
    assert {each.account_name for each in seen} == {"Ana", "Ben"}
    assert [each.by_name for each in seen if each.command is C.ROLES_CHANGED] == ["Ana"]
    assert [each.by for each in seen if each.command is C.ACCOUNT_CREATED] == ["operator", "operator"]
    for size in (1, 2, 3, 5):
        assert trail(services, chief, size) == seen
    monkeypatch.setattr(audit_trail, "_WINDOW", 4)
    monkeypatch.setattr(audit_trail, "_WINDOWS", 2)
    assert trail(services, chief) == seen


def test_no_address_password_code_or_secret_is_in_it(services: Services) -> None:
    told = str(trail(services, busy(services)))
    for secret in (GOOD, HERE, "wrong", "argon2", "cat_"):
        assert secret not in told


def test_another_librarys_accounts_and_overrides_are_not_in_it(services: Services) -> None:
    here = busy(services)
    there = account(services, "zoe", "outpost")
    let_pass(services, operator("outpost"))
    assert {each.account_name for each in trail(services, here)} == {"Ana", "Ben"}
    assert not [each for each in trail(services, here) if each.override is not None]
    seen = trail(services, services.access.actor(there.id))
    assert {each.account_name for each in seen} == {"Zoe", None}
    assert [each.command for each in seen if each.account_name is None] == [C.OVERRIDE]


def test_an_override_is_told_with_its_codes_and_reason(services: Services) -> None:
    chief = services.access.actor(account(services, "ana").id)
    loan = let_pass(services, chief)
    (entry,) = [each for each in trail(services, chief) if each.command is C.OVERRIDE]
    assert entry.override is not None
    assert (entry.override.codes, entry.override.reason) == (("PATRON_BLOCKED",), "came in person")
    assert (entry.by_name, loan in entry.override.about) == ("Ana", True)
    assert "Reader" not in str(entry)


def test_when_patrons_sign_in_is_not_told_but_who_issued_a_code_is(services: Services) -> None:
    chief = services.access.actor(account(services, "ana").id)
    before = len(trail(services, chief))
    services.patrons.create(chief, PatronWanted("P-1", "Ada Reader", "adult"))
    code = services.patron_sign_in.issue_code(chief, "P-1")
    services.patron_sign_in.use_code("harbor", "P-1", code, OTHER, HERE)
    services.patron_sign_in.sign_in("harbor", "P-1", OTHER, HERE)
    newest, *rest = trail(services, chief)
    assert (newest.command, newest.by_name, len(rest)) == (C.PATRON_CODE_ISSUED, "Ana", before)


def test_it_is_for_administrators_and_cursors_are_its_own(services: Services) -> None:
    chief = busy(services)
    desk = services.access.actor(account(services, "dan", role="desk-lead").id)
    for actor in (desk, chief.at("outpost"), chief.at(None)):
        with pytest.raises(Forbidden):
            services.audit_trail.entries(actor, 10)
    for cursor in ("x", "0", "-1", "²", "9" * 30):
        with pytest.raises(InvalidCursor):
            services.audit_trail.entries(chief, 10, cursor)
    assert services.audit_trail.entries(chief, 3, "9" * 15) == services.audit_trail.entries(chief, 3)


def let_pass(services: Services, actor: Actor) -> str:
    """A loan to a patron who is blocked."""
    services.places.put_point(actor, PointWanted("DESK", {"en": "Desk"}))
    (points,) = services.places.points([actor.tenant or ""], services.access.scope(actor))
    instance = services.catalogue.create(actor, "bf:Instance", {"bf:title": []})
    mark = {"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": ["31"]}
    node = {"bf:itemOf": [{"@id": instance.iri}], "bf:identifiedBy": [mark]}
    services.catalogue.create(actor, "bf:Item", node)
    patron = services.patrons.create(actor, PatronWanted("P-9", "Bob Reader", "adult"))
    services.patrons.add_block(actor, patron.iri, [BlockScope.BORROW], "why")
    override = Override(frozenset({Code.PATRON_BLOCKED}), "came in person")
    return services.circulation.lending.check_out(actor, "31", "P-9", points[0].iri, override=override).loan.iri


def test_who_changed_the_librarys_settings_is_told_to_it_alone(services: Services) -> None:
    chief = services.access.actor(account(services, "ana").id)
    services.tenants.update(chief, "harbor", name={"en": "Harbor Library"})
    services.settings.publish_hours(chief, DEFAULT_HOURS)
    services.settings.publish_rules(chief, DEFAULT_RULES)
    services.settings.publish_limits(chief, BlockLimits(loans=5))
    services.payment_providers.put(chief, "https://pay.example/", "0123456789abcdef" * 4)
    elsewhere = PartnerWanted("Lindenau", Agency("ISIL", "XX-LIN"), Agency("ISIL", "XX-HAR"), "institution")
    partner, _ = services.partners.add(chief, elsewhere)
    services.partners.new_key(chief, partner.id)
    services.partners.add(operator("outpost"), elsewhere)
    services.settings.publish_rules(operator("outpost"), DEFAULT_RULES)
    services.payment_providers.put(operator("outpost"), "https://pay.example/", "0123456789abcdef" * 4)
    services.tenants.update(operator(), "outpost", name={"en": "Outpost"})
    told = [each for each in trail(services, chief) if each.account is None]
    assert [each.command for each in reversed(told)] == [
        C.LIBRARY_CHANGED, C.HOURS_PUBLISHED, C.RULES_PUBLISHED, C.LIMITS_SET, C.PAYMENT_PROVIDER_SET,
        C.PARTNER_ADDED, C.PARTNER_KEY_MADE,
    ]  # fmt: skip
    assert {each.by_name for each in told} == {"Ana"}


@pytest.mark.parametrize(
    ("wanted", "commands"),
    [
        (lambda _: AuditFilter(frozenset({C.TOKEN_ISSUED, C.TOKEN_REVOKED})), [C.TOKEN_REVOKED, C.TOKEN_ISSUED]),
        (lambda ids: AuditFilter(frozenset({C.SIGN_IN, C.ACCOUNT_CREATED}), account=ids["Ana"]), [C.ACCOUNT_CREATED]),
        (
            lambda ids: AuditFilter(by=ids["Ana"], account=ids["Ben"]),
            [C.ACCOUNT_LOCKED, C.TOKEN_REVOKED, C.TOKEN_ISSUED, C.ROLES_CHANGED],
        ),
        (lambda _: AuditFilter(since=datetime(2999, 1, 1, tzinfo=UTC)), []),
        (lambda _: AuditFilter(until=datetime(1999, 1, 1, tzinfo=UTC)), []),
        (lambda _: AuditFilter(account="nobody"), []),
    ],
)
def test_an_administrator_asks_for_some_of_it(
    services: Services, wanted: Callable[[dict[str, str]], AuditFilter], commands: list[C]
) -> None:
    chief = busy(services)
    ids = {each.account_name or "": each.account or "" for each in trail(services, chief)}
    found = services.audit_trail.entries(chief, 100, None, wanted(ids)).entries
    assert [each.command for each in found] == commands


def test_a_time_on_the_clock_ends_and_begins_what_is_told(services: Services) -> None:
    chief = busy(services)
    everything = trail(services, chief)
    middle = everything[len(everything) // 2].at
    later = services.audit_trail.entries(chief, 100, None, AuditFilter(since=middle)).entries
    earlier = services.audit_trail.entries(chief, 100, None, AuditFilter(until=middle)).entries
    assert [*later, *earlier] == everything
