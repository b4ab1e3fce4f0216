"""The lending desk as somebody with a scanner meets it: cards, points, tabs, dialogs, and what the journal says."""

from __future__ import annotations


def at_desk(sign_in, **options):
    """Somebody at the desk, the scan box before them."""
    client = sign_in("dora", **options)
    client.tab_to(lambda: client.page.evaluate("document.activeElement.href ?? ''").endswith("/lending"))
    client.press("Enter")
    client.page.wait_for_selector("#scan")
    client.until("document.activeElement?.id === 'scan'")
    return client


def scan(client, text):
    """What a scanner does: keys, and Enter."""
    client.type(text)
    client.press("Enter")


def told(client, text):
    """Wait for the first line of the journal to say something."""
    client.page.wait_for_selector(f"ol > li:first-child:has-text({text!r})")


def tab(client, name):
    """A tab of the desk, by the keyboard."""
    client.tab_to(lambda: client.page.evaluate("document.activeElement.getAttribute('role')") == "tab", back=True)
    for _ in range(8):
        if client.focused() == name:
            return client.press("Enter")
        client.press("ArrowRight")
    raise AssertionError(name)


def at_point(client, code):
    """Choose the service point."""
    client.page.locator("main select").first.select_option(code)


def pick(client, option):
    """Choose in the list that has the focus, by the first letters of what is wanted, as a keyboard does it."""
    client.type(option.split()[0])
    client.until(f"document.activeElement.selectedOptions[0].textContent.trim() === {option!r}")


def stand_at(client, name):
    """Choose the service point by the keyboard, and come back to the scan box."""
    client.tab_to("Service point", back=True)
    pick(client, name)
    client.tab_to(lambda: client.page.evaluate("document.activeElement.id === 'scan'"))


def open_card(client, card, name="Nadia Brook"):
    """The reader's card, by the scanner."""
    scan(client, card)
    client.page.wait_for_selector(f"h2:has-text('{name}')")


def in_dialog(client, field="input"):
    """Wait for a dialog, its first field having the focus."""
    client.until(f"document.activeElement?.matches('dialog[open] {field}')")
