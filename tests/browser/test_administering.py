"""An administrator at the keyboard: rules tried before they hold, accounts, tokens, places, the look of pages."""

from __future__ import annotations

import pytest

from app.demo.libraries import NETWORK
from graph.access.model import network_owner, operator
from graph.catalogue.job_documents import ImportJob, JobState
from graph.catalogue.report import ImportOptions
from graph.store.model import ABSENT
from mappings.marc import notation
from mappings.marc.writer import write_marc21
from tests.payment_provider import providing

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
HARBOR = operator("harbor")
SECRET = "0123456789abcdef" * 4
RULES = "#text-panel textarea"
CHECKED = "[data-checked=true]"


def at(sign_in, matter, **options):
    """Somebody administering, before one matter."""
    client = sign_in("hana", **options)
    client.open(f"harbor/admin/{matter}")
    client.page.wait_for_selector("main h1")
    client.until("!document.querySelector('main .wait')")
    return client


def into_the_text(client):
    """Tab into the text, and go to its end."""
    client.page.wait_for_selector(RULES)
    client.tab_to(lambda: client.page.evaluate("document.activeElement.tagName") == "TEXTAREA")
    client.press("Control+End")


def write_at_the_end(client, line):
    """Type a line at the end of the text, and wait until it is checked."""
    into_the_text(client)
    client.press("Enter")
    client.type(line)
    client.page.wait_for_selector(f"{CHECKED}")


def test_a_rule_is_added_whom_it_affects_is_seen_and_it_is_published_by_keys_alone(sign_in, server):
    client = sign_in("hana")
    client.choose("Administration")
    client.choose("Lending rules")
    write_at_the_end(client, "harbor/hbc : perid 5 days")
    client.page.wait_for_selector(".said li:has-text('perid')")
    client.shot("admin-rules-mistake")
    assert client.page.locator("main button.primary").is_disabled()
    client.choose("Line ")
    assert client.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    client.press("End", *["Control+Backspace"] * 3)
    client.type("period 5 days")
    client.page.wait_for_selector(f"{CHECKED} .good, {CHECKED} .warn")
    client.choose("Whom it affects")
    client.page.wait_for_selector("section[aria-labelledby=affected-title] tbody tr")
    assert client.page.locator("section[aria-labelledby=affected-title] ins").first.inner_text()
    client.shot("admin-affected")
    client.choose("Past loans", back=True)
    client.page.wait_for_selector("section[aria-labelledby=simulation-title] [role=status]")
    client.choose("Publish", back=True)
    client.page.wait_for_selector("text=It is in force")
    assert "period 5 days" in server.installation.services.settings.rules(HARBOR).text


def test_what_somebody_else_published_meanwhile_is_shown_and_nothing_is_lost(sign_in, server):
    client = at(sign_in, "notices")
    services = server.installation.services
    text = services.settings.templates(HARBOR).text
    mine = "# Ours.\n"
    client.page.wait_for_selector(RULES)
    client.page.locator(RULES).fill(f"{text}\n{mine}")
    now = services.settings.templates(HARBOR).revision
    services.settings.publish_templates(HARBOR, f"{text}\n# Theirs.\n", now or None)
    client.page.wait_for_selector(CHECKED)
    client.page.locator("main button.primary").press("Enter")
    client.page.wait_for_selector("[role=alert]:has-text('Somebody else')")
    client.shot("admin-conflict")
    client.choose("Go on with mine")
    client.page.wait_for_selector("main button.primary:not([disabled])")
    client.page.locator("main button.primary").press("Enter")
    client.page.wait_for_selector("text=It is in force")
    assert mine in services.settings.templates(HARBOR).text
    client.page.get_by_role("tab", name="Versions").click()
    client.page.wait_for_selector("#text-panel ol > li:nth-child(2)")


def test_a_text_in_work_is_there_again_after_the_page_was_left(sign_in):
    client = at(sign_in, "hours")
    write_at_the_end(client, "# not yet")
    client.page.reload()
    client.page.wait_for_selector("[role=status]:has-text('had kept')")
    client.choose("Discard")
    client.until("!document.querySelector('textarea').value.includes('not yet')")


def test_a_text_that_was_kept_does_not_take_the_place_of_what_was_published_since(sign_in, server):
    client = at(sign_in, "hours")
    write_at_the_end(client, "# mine")
    settings = server.installation.services.settings
    now = settings.hours(HARBOR)
    settings.publish_hours(HARBOR, f"{now.text}# theirs\n", now.revision)
    client.page.reload()
    client.page.wait_for_selector("[role=alert]:has-text('Somebody else') ins:has-text('theirs')")
    assert client.page.locator("main button.primary").is_disabled()
    client.choose("Take theirs")
    client.until("document.querySelector('textarea').value.includes('# theirs')")


def test_an_account_is_made_with_a_role_and_a_code_and_locked_by_keys_alone(sign_in, server):
    client = at(sign_in, "accounts")
    client.choose("New account")
    client.until("document.activeElement?.matches('dialog input') ?? false")
    client.type("Mira Sol")
    client.press("Tab")
    client.type("mira")
    client.tab_to("Cataloguer")
    client.press("Space")
    client.choose("Make the account")
    client.page.wait_for_selector("dialog[open] input[readonly]")
    client.shot("admin-code")
    assert client.axe() == []
    assert len(client.page.locator("dialog[open] input[readonly]").input_value()) > 5
    client.press("Escape")
    client.until("document.activeElement?.textContent.includes('New account')")
    client.page.wait_for_selector("tr:has-text('Mira Sol'):has-text('Cataloguer')")
    client.choose("Lock: Mira Sol")
    client.page.wait_for_selector("dialog[open]")
    client.choose(lambda: client.focused() == "Lock")
    client.page.wait_for_selector("tr:has-text('Mira Sol'):has-text('locked')")


def test_a_token_is_shown_once_and_revoked(sign_in):
    client = at(sign_in, "tokens")
    client.choose("Issue a token")
    client.page.wait_for_selector("dialog[open] option >> nth=0", state="attached")
    client.page.locator("dialog select").select_option(label="Hana Weld")
    client.tab_to("What it is for")
    client.type("The website")
    client.choose("Issue")
    client.page.wait_for_selector("dialog[open] input[readonly]")
    secret = client.page.locator("dialog[open] input[readonly]").input_value()
    client.press("Escape")
    client.page.wait_for_selector("tr:has-text('The website')")
    assert secret not in client.page.content()
    client.choose("Revoke: The website")
    client.page.wait_for_selector("dialog[open]")
    client.choose(lambda: client.focused() == "Revoke")
    client.page.wait_for_selector("tr:has-text('The website'):has-text('ended')")
    client.until("document.activeElement?.id === 'main'")


def test_a_colour_on_which_white_cannot_be_read_is_refused_in_words(sign_in):
    client = at(sign_in, "appearance")
    client.tab_to("Colour of buttons")
    client.type("#ffcc00")
    client.page.wait_for_selector("#accent-told:has-text('can’t be read')")
    client.shot("admin-unreadable")
    assert client.page.locator("form button.primary").is_disabled()
    client.press("Control+a")
    client.type("#7a1f3d")
    client.page.wait_for_selector("#accent-told:has-text('can be read')")
    client.choose("Save")
    client.page.wait_for_selector("text=Saved")


def test_a_unit_keeps_its_names_in_every_language_when_it_is_changed(sign_in, server):
    client = at(sign_in, "places")
    client.choose("New unit")
    client.until("document.activeElement?.matches('dialog input') ?? false")
    client.type("MAP")
    client.press("Tab")
    client.type("Map room")
    client.choose("Another language")
    client.page.locator("dialog fieldset input").nth(1).fill("Sala map")
    client.page.locator("dialog fieldset select").nth(1).select_option("pl")
    client.choose("Save")
    client.page.wait_for_selector(".tree li:has-text('harbor/map')")
    client.until("document.activeElement?.textContent.includes('New unit')")
    client.choose("Edit: Map room")
    client.page.wait_for_selector("dialog[open]")
    client.page.locator("dialog fieldset input").first.fill("Room of maps")
    client.choose("Save")
    client.page.wait_for_selector(".tree li:has-text('Room of maps')")
    services = server.installation.services
    (units,) = services.places.units(["harbor"], services.access.scope(HARBOR))
    assert dict(next(each.name for each in units if each.code == "MAP")) == {"en": "Room of maps", "pl": "Sala map"}


def test_a_second_library_comes_into_a_network_and_lends_by_its_rules_by_keys_alone(sign_in, server):
    services = server.installation.services
    services.tenants.create_tenant(operator(), "quay", {"en": "Quay Library"})
    server.employ("quinn", "Quinn Hale", {"quay": ("administrator",), "harbor": ("reader",)})
    server.employ("cora", "Cora Vale", {network_owner(NETWORK.slug): ("coordinator",), "harbor": ("desk",)})
    member = sign_in("quinn")
    member.open("quay/admin/networks")
    member.page.wait_for_selector("#network-wanted")
    member.tab_to("Belong to a network")
    member.type(NETWORK.slug)
    member.press("Enter")
    member.page.wait_for_selector("tr:has-text('asked')")
    client = sign_in("cora")
    client.choose("Administration")
    client.page.wait_for_selector("li:has-text('Quay Library')")
    assert client.page.locator("main nav a").count() == 1
    assert client.look("admin-coordinator") == []
    client.choose("Let in: quay")
    client.page.wait_for_selector("text=No library asks")
    client.choose("Members and lending rules", back=True)
    client.page.wait_for_selector("tr:has-text('Quay Library') button")
    client.choose("Begin with a preset")
    client.tab_to("Preset")
    client.press("ArrowDown")
    client.choose("Begin with it")
    client.press("Home")
    client.tab_to(lambda: client.page.evaluate("document.activeElement.tagName") == "TEXTAREA", back=True)
    client.press("Control+End")
    client.type("\neverywhere : period 17 days")
    client.page.wait_for_selector(f"{CHECKED}")
    client.choose("Publish")
    client.page.wait_for_selector("text=It is in force")
    assert client.look("admin-network") == []
    member.page.reload()
    member.page.wait_for_selector("#lending-network")
    member.tab_to("Where the library’s own lending rules say nothing")
    member.press("ArrowDown")
    member.page.wait_for_selector("text=Saved")
    member.page.reload()
    member.page.wait_for_selector("label:has-text('Harbor')")
    member.tab_to(lambda: member.focused().startswith("Harbor") and member.page.locator("input:focus").count())
    member.type("3")
    member.press("Enter")
    member.page.wait_for_selector("text=Saved")
    assert services.tenants.tenant("quay").transit == {"harbor": 3}
    assert member.look("admin-transit-days") == []
    member.choose("Three Rivers", back=True)
    member.page.wait_for_selector("pre:has-text('period 17 days')")
    member.page.wait_for_selector("tr:has-text('Quay Library'):has-text('yes')")
    assert member.look("admin-network-member") == []
    client.choose("End membership: Quay Library", back=True)
    client.page.wait_for_selector("dialog[open]:has-text('nothing there to take along')")
    assert client.look("admin-ending-a-membership") == []
    client.press("Escape")
    member.choose("All networks", back=True)
    member.choose(f"Leave the network {NETWORK.slug}")
    member.page.wait_for_selector("dialog[open]:has-text('nothing there to take along')")
    assert member.look("admin-leaving") == []
    member.choose(lambda: member.focused() == "Leave")
    member.page.wait_for_selector("text=belongs to no network")


def test_work_in_the_background_is_told_as_it_gets_on_and_what_was_stopped_runs_again(sign_in, server, tmp_path):
    client = at(sign_in, "jobs")
    book = "LDR 00000nam a2200000 i 4500\n008 990101s1999    xx a     b    000 1 eng c\n001 job{0}\n245 10 $a Job {0}\n"
    file = b"".join(write_marc21(notation.record(book.format(at))) for at in range(30))
    (tmp_path / "jobs.mrc").write_bytes(file)
    other = sign_in("ana")
    other.open("harbor/imports")
    other.page.set_input_files("input[type=file]", tmp_path / "jobs.mrc")
    other.page.locator("form.card button.primary").press("Enter")
    client.page.wait_for_selector("tr:has-text('import'):has-text('Ana Ferrer') .chip.good")
    jobs = server.installation.services.jobs
    stopped = ImportJob("harbor.stopped1", "harbor", JobState.CANCELLED, "operator", ImportOptions("Night feed"))
    jobs._file(stopped.id).write_bytes(file)
    jobs._write(stopped.with_(finished=jobs.now()), ABSENT)
    client.page.wait_for_selector("tr:has-text('Night feed'):has-text('stopped')")
    assert client.look("admin-jobs-done") == []
    client.choose("Run again: Night feed")
    client.page.wait_for_selector("tr:has-text('Night feed') .chip.good")
    client.expects_outage = other.expects_outage = True
    server.stop()
    unseen = ImportJob("harbor.unseen1", "harbor", JobState.CANCELLED, "operator", ImportOptions("Morning feed"))
    jobs._write(unseen.with_(finished=jobs.now()), ABSENT)
    server.start()
    client.page.wait_for_selector("tr:has-text('Morning feed'):has-text('stopped')")


def test_a_payment_provider_is_named_and_tried_and_its_secret_is_shown_to_nobody(sign_in, server):
    providers = server.installation.services.payment_providers
    if (before := providers.of("harbor")) is not None:
        providers.remove(HARBOR, before.revision)
    client = at(sign_in, "payments")
    with providing(SECRET, server.address) as provider:
        client.tab_to("The address")
        client.type(f"{provider.address}/start")
        client.press("Tab")
        client.type(SECRET)
        client.choose("Save")
        client.page.wait_for_selector("#payment-trial")
        assert client.page.locator("main input[type=password]").input_value() == ""
        assert SECRET not in client.page.content()
        client.choose("Begin a trial")
        client.page.wait_for_selector("[role=status]:has-text('Nothing was heard')")
        assert client.look("admin-payments-trial") == []
        with client.context.expect_page() as opened:
            client.choose("Open the provider")
        opened.value.click("#pay")
        opened.value.wait_for_selector("[role=status]:has-text('It works')")
        client.choose("Look again")
        client.page.wait_for_selector("[role=status]:has-text('It works')")
        order = {"library": "harbor", "reference": "0" * 32, "amount": "3.50", "currency": "EUR"}
        assert provider.notify(order).status_code == 404
    client.page.reload()
    client.page.wait_for_selector("tr:has-text('no payment of this number'):has-text('3.50')")
    client.shot("admin-payments-refused")


def test_a_table_of_profiles_is_read_from_a_file_corrected_and_put_in_force_by_keys(sign_in, server, tmp_path):
    client = at(sign_in, "profiles")
    client.page.wait_for_selector("tr:has-text('monograph') button")
    table = "profileID,shapeID,propertyID,propertyLabel\r\nmonograph,Instance,bf:dimension,Size\r\n"
    (tmp_path / "own.csv").write_bytes(table.encode("utf-8-sig"))
    with client.page.expect_file_chooser() as chosen:
        client.choose("Read a CSV file")
    chosen.value.set_files(tmp_path / "own.csv")
    client.page.wait_for_selector(".said li:has-text('bf:dimensions')")
    client.choose("Line 2", back=True)
    client.press("Control+End", "ArrowLeft", *["ArrowLeft"] * len(",Size"))
    client.type("s")
    client.page.wait_for_selector(f"{CHECKED} .good")
    client.choose("Effect on forms")
    client.page.wait_for_selector("section[aria-labelledby=profile-changes] tr:has-text('Size') ins")
    assert client.look("admin-profiles-changes") == []
    client.choose("Publish", back=True)
    client.page.wait_for_selector("tr:has-text('monograph'):has-text('changed here')")
    own = server.installation.services.profiles.own(HARBOR)
    assert "bf:dimensions,Size" in own.text
    with client.page.expect_download() as saved:
        client.choose("Download as CSV")
    assert saved.value.path().read_text("utf-8") == own.text


def test_who_does_not_administer_is_neither_led_there_nor_shown_anything(sign_in):
    client = sign_in("dora")
    assert client.page.locator("nav a[href$='/admin']").count() == 0
    client.open("harbor/admin/accounts")
    client.page.wait_for_selector("[role=alert]")
    assert client.page.locator("main table").count() == 0


def test_everything_in_the_bar_is_in_sight_where_its_words_are_long(sign_in):
    client = at(sign_in, "library", language="pl")
    for width in (1440, 1100, 420):
        client.page.set_viewport_size({"width": width, "height": 900})
        client.until("document.documentElement.scrollWidth <= innerWidth")
        box = client.page.locator("[popovertarget=person-menu]").bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
