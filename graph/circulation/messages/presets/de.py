"""The presets in German."""

from __future__ import annotations

from typing import Final

from graph.circulation.messages.presets.model import Preset, preset

_DEAR: Final = "\nGuten Tag {patron.name},\n\n"
_SAID: Final = "\nGuten Tag Ada Example,\n\n"
_END: Final = "\n\n{library.name}\n"
_ENDED: Final = "\n\nHarbor Public Library\n"
_DUE: Final = "- {item.title}, fällig am {due.date}"
_DUE_SAID: Final = "- War and peace, fällig am 30. März 2026\n- A history of maps, fällig am 31. März 2026"
_TITLE: Final = "- {item.title}"
_TITLE_SAID: Final = "- War and peace\n- A history of maps"


def _row(kind: str, subject: tuple[str, str], before: str, line: str, lines: str, after: str) -> Preset:
    text, said = f"{_DEAR}{before}\n\n{line}", f"{_SAID}{before}\n\n{lines}"
    more = f"\n\n{after}" if after else ""
    return preset("de", kind, subject[0], f"{text}{more}{_END}", subject[1], f"{said}{more}{_ENDED}")


GERMAN: Final[tuple[Preset, ...]] = (
    _row("courtesy", ("Bald fällig: {item.title}", "Bald fällig: War and peace"),
         "das müssen Sie bald zurückgeben:", _DUE, _DUE_SAID,
         "Verlängern können Sie online oder an jeder Theke, wenn niemand anderes darauf wartet."),
    _row("overdue", ("Überfällig: {item.title}", "Überfällig: War and peace"),
         "die Leihfrist ist abgelaufen. Bitte geben Sie zurück oder verlängern Sie, wenn es geht:",
         _DUE, _DUE_SAID, ""),
    _row("last-reminder", ("Letzte Erinnerung: {item.title}", "Letzte Erinnerung: War and peace"),
         "wir haben Sie schon erinnert. Bitte geben Sie jetzt zurück; was nicht zurückkommt, gilt als verloren und "
         "wird berechnet:", _DUE, _DUE_SAID, ""),
    _row("recalled", ("Anderweitig gebraucht: {item.title}", "Anderweitig gebraucht: War and peace"),
         "jemand anderes wartet auf das, was Sie haben. Bitte geben Sie es bis zum neuen Datum zurück:",
         _DUE, _DUE_SAID, ""),
    _row("lost", ("Gilt als verloren: {item.title}", "Gilt als verloren: War and peace"),
         "das gilt nun als verloren. Was es kostet, steht in Ihrem Konto:", _TITLE, _TITLE_SAID,
         "Wenn Sie es noch haben, bringen Sie es zurück und fragen Sie an der Theke."),
    _row("ready", ("Liegt bereit: {item.title}", "Liegt bereit: War and peace"),
         "was Sie vorgemerkt haben, liegt für Sie bereit:", "- {item.title}: {fetch.place}, bis {fetch.until}",
         "- War and peace: Main desk, bis 6. April 2026\n- A history of maps: Branch, bis 7. April 2026", ""),
    _row("not-fetched", ("Nicht abgeholt: {item.title}", "Nicht abgeholt: War and peace"),
         "das lag für Sie bereit und wurde nicht rechtzeitig abgeholt. Nun können es andere haben:",
         _TITLE, _TITLE_SAID, "Merken Sie es wieder vor, wenn Sie es noch möchten."),
    _row("expired", ("Vormerkung beendet: {item.title}", "Vormerkung beendet: War and peace"),
         "bis zum letzten Tag Ihrer Vormerkung kam kein Exemplar zurück:", _TITLE, _TITLE_SAID,
         "Merken Sie es wieder vor, wenn Sie es noch möchten."),
)  # fmt: skip
"""A template for each kind."""
