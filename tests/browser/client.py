"""The client as somebody at a keyboard meets it: keys, what has the focus, what is on the screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

NAME = """() => {
  const at = document.activeElement;
  if (!at) return '';
  const labelled = at.getAttribute('aria-labelledby');
  const text = at.getAttribute('aria-label') ?? (labelled ? document.getElementById(labelled)?.textContent : null)
    ?? (at.labels?.[0]?.textContent || at.textContent || at.value || '');
  return text.replace(/\\s+/g, ' ').trim();
}"""
AXE = """async () => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const told = (node) => node.html.slice(0, 160) + ' ' + node.failureSummary;
  const { violations } = await axe.run(document, { runOnly: tags });
  return violations.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map(told).join(' | ')}`);
}"""
SMALL = """() => {
const aims = 'a[href], button, input, select, textarea, [role=option], summary';
return [...document.querySelectorAll(aims)].filter(e => {
  const box = e.getBoundingClientRect();
  const style = getComputedStyle(e);
  const labelled = e.matches('input[type=checkbox], input[type=radio]') && e.closest('label');
  const inline = style.display === 'inline' || e.closest('.hidden-visually, .skip') || labelled;
  return !inline && box.width > 0 && style.visibility !== 'hidden' && (box.height < 24 || box.width < 24);
}).map(e => e.outerHTML.slice(0, 160)); }"""
MOST_TABS = 250
STILL = """!document.querySelector('main .wait, [aria-busy=true]')
  && document.getAnimations().every((each) => each.playState !== 'running')"""


class Client:
    """One window of one person's browser. `faults` gathers what may not happen: foreign requests, errors, dialogs."""

    def __init__(
        self, browser: Any, address: str, built: Path, shots: Path, language: str, options: dict[str, Any]
    ) -> None:
        self.address, self._built, self._shots = address, built, shots
        colours = {"theme": options.pop("theme", "light"), "contrast": options.pop("contrast", "auto")}
        kept = json.dumps(json.dumps({"language": language, **colours}))
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
        key = "catalograph.preferences"
        self.context.add_init_script(f"localStorage.getItem('{key}') ?? localStorage.setItem('{key}', {kept})")
        self.faults: list[str] = []
        self.expects_outage = False
        self.page = self.window()

    def window(self) -> Any:
        """Another window of the same browser; it is the one that is used from now on."""
        page = self.context.new_page()
        page.set_default_timeout(45_000)
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", self._told)
        page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page = page
        return page

    def _asked(self, request: Any) -> None:
        if urlsplit(request.url).scheme not in {"data", "blob"} and not request.url.startswith(self.address):
            self.faults.append(f"foreign request: {request.url}")

    def _told(self, message: Any) -> None:
        if message.type == "error" and not self.expects_outage:
            self.faults.append(f"console: {message.text}")

    def close(self) -> None:
        """Close the browser."""
        self.context.close()

    def open(self, path: str) -> None:
        """Go to an address inside the client."""
        self.page.goto(f"{self.address}/app/{path}")

    def sign_in(self, name: str, password: str) -> None:
        """As a person does it: type the name, the password, Enter."""
        self.open("")
        self.page.wait_for_selector("input[autocomplete=username]")
        self.tab_to(lambda: self.page.evaluate("document.activeElement.autocomplete") == "username")
        self.type(name)
        self.press("Tab")
        self.type(password)
        self.press("Enter")
        self.page.wait_for_selector(".hits article")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.insert_text(text) if not text.isascii() else self.page.keyboard.type(text)

    def focused(self) -> str:
        """What the focused element is called."""
        name: str = self.page.evaluate(NAME)
        return name

    def tab_to(self, wanted: Any, *, back: bool = False) -> None:
        """Tab until something is focused: its name, or a function that tells."""
        for _ in range(MOST_TABS):
            if wanted() if callable(wanted) else self.focused().startswith(wanted):
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{wanted} is not reached by Tab; at last {self.focused()!r}")

    def choose(self, wanted: Any, *, back: bool = False) -> None:
        """Tab to something and press Enter."""
        self.tab_to(wanted, back=back)
        self.press("Enter")

    def wait_saved(self) -> None:
        """Wait until the server has the draft."""
        self.page.wait_for_selector("[data-saving=saved]")

    def publish(self, title: str) -> None:
        """Publish what is being edited, and wait until its record is shown."""
        self.press("Control+Enter")
        self.wait_published(title)

    def wait_published(self, title: str) -> None:
        """Wait until the record of what was edited is shown. (The form, too, has the title for a heading.)"""
        self.page.wait_for_url(lambda address: "/edit/" not in address)
        self.page.wait_for_selector(f"h1:has-text({title!r})")

    def until(self, expression: str) -> None:
        """Wait until an expression of JavaScript holds. (Playwright's own way is forbidden by the page's policy.)"""
        for _ in range(900):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"it never came to be: {expression}")

    def add_field(self, name: str) -> None:
        """Alt+F, the name, Enter."""
        self.press("Alt+f")
        self.until("document.activeElement?.matches('[popover]:popover-open [role=combobox]') ?? false")
        self.type(name)
        self.press("Enter")
        self.page.wait_for_selector("[popover]:popover-open", state="detached")

    def begin(self, title: str = "", profile: str = "monograph") -> None:
        """A new description of a profile, its first field having the focus, and a title typed there."""
        self.open(f"harbor/edit/new?profile={profile}")
        self.until("document.activeElement?.tagName === 'TEXTAREA'")
        self.type(title)

    def begin_book(self, title: str) -> None:
        """From the search page, by keyboard alone: a new monograph with its title."""
        self.choose("Catalogue")
        self.page.wait_for_selector(".profiles a")
        self.choose(lambda: "profile=monograph" in self.page.evaluate("document.activeElement.href ?? ''"))
        self.page.wait_for_selector(".panes textarea")
        self.until("document.activeElement?.tagName === 'TEXTAREA'")
        self.type(title)

    def find(self, text: str) -> None:
        """Search from wherever somebody is, and open the hit that is called so."""
        self.press("/")
        self.type(text)
        self.press("Enter")
        self.open_hit(text)

    def open_hit(self, text: str) -> None:
        """The record of the first hit, where one that is called so is among them."""
        self.page.wait_for_selector(f".hits h2:has-text({text!r})")
        self.choose(lambda: self.page.evaluate("!!document.activeElement.closest('.hits h2')"))
        self.page.wait_for_selector(".facts")

    def edit(self, text: str) -> None:
        """Find a record and open it for editing."""
        self.find(text)
        self.choose("Edit")
        self.page.wait_for_selector(".panes textarea")

    def look_up(self, text: str, hit: str) -> None:
        """Type into the focused look-up and choose a hit by arrow and Enter."""
        self.type(text)
        self.page.wait_for_selector(f"[role=option]:has-text({json.dumps(hit)})")
        for _ in range(20):
            self.press("ArrowDown")
            chosen = self.page.locator("[role=option][aria-selected=true]")
            if hit in chosen.inner_text():
                break
        self.press("Enter")

    def shot(self, name: str) -> None:
        """Keep a picture."""
        self.until(STILL)
        self.page.screenshot(path=self._shots / f"{name}.png")

    def look(self, name: str) -> list[str]:
        """Keep a picture; what is wrong with what it shows: violations that axe finds, and small targets."""
        self.shot(name)
        return [*self.axe(), *(f"small: {each}" for each in self.page.evaluate(SMALL))]

    def axe(self) -> list[str]:
        """What axe finds: empty where there is no violation."""
        self.page.evaluate((self._built / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
        found = self.page.evaluate(AXE)
        return list(found)
