"""The presets in English."""

from __future__ import annotations

from typing import Final

from graph.circulation.messages.presets.model import Preset, preset

_DEAR: Final = "\nDear {patron.name},\n\n"
_SAID: Final = "\nDear Ada Example,\n\n"
_END: Final = "\n\n{library.name}\n"
_ENDED: Final = "\n\nHarbor Public Library\n"
_DUE: Final = "- {item.title}, due {due.date}"
_DUE_SAID: Final = "- War and peace, due March 30, 2026\n- A history of maps, due March 31, 2026"
_TITLE: Final = "- {item.title}"
_TITLE_SAID: Final = "- War and peace\n- A history of maps"


def _row(kind: str, subject: tuple[str, str], before: str, line: str, lines: str, after: str) -> Preset:
    text, said = f"{_DEAR}{before}\n\n{line}", f"{_SAID}{before}\n\n{lines}"
    more = f"\n\n{after}" if after else ""
    return preset("en", kind, subject[0], f"{text}{more}{_END}", subject[1], f"{said}{more}{_ENDED}")


ENGLISH: Final[tuple[Preset, ...]] = (
    _row("courtesy", ("Due soon: {item.title}", "Due soon: War and peace"),
         "This is due back soon:", _DUE, _DUE_SAID,
         "You can renew it online or at any desk, unless somebody else waits for it."),
    _row("overdue", ("Overdue: {item.title}", "Overdue: War and peace"),
         "This is overdue. Please bring it back, or renew it if you can:", _DUE, _DUE_SAID, ""),
    _row("last-reminder", ("Last reminder: {item.title}", "Last reminder: War and peace"),
         "We have reminded you of this before. Please bring it back now; if it does not come back, it counts as lost "
         "and is billed:", _DUE, _DUE_SAID, ""),
    _row("recalled", ("Needed by somebody else: {item.title}", "Needed by somebody else: War and peace"),
         "Somebody else waits for what you have. Please bring it back by the new date:", _DUE, _DUE_SAID, ""),
    _row("lost", ("Counts as lost: {item.title}", "Counts as lost: War and peace"),
         "This counts as lost now. What it costs is in your account:", _TITLE, _TITLE_SAID,
         "If you still have it, bring it back and ask at the desk."),
    _row("ready", ("Ready for you: {item.title}", "Ready for you: War and peace"),
         "You asked for this, and it waits for you:", "- {item.title}: {fetch.place}, until {fetch.until}",
         "- War and peace: Main desk, until April 6, 2026\n- A history of maps: Branch, until April 7, 2026", ""),
    _row("not-fetched", ("Not fetched: {item.title}", "Not fetched: War and peace"),
         "This waited for you and was not fetched in time. Others can have it now:", _TITLE, _TITLE_SAID,
         "Ask for it again if you still want it."),
    _row("expired", ("Your request ended: {item.title}", "Your request ended: War and peace"),
         "No copy came in by the last day of your request:", _TITLE, _TITLE_SAID,
         "Ask for it again if you still want it."),
)  # fmt: skip
"""A template for each kind."""
