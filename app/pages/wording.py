"""The languages that pages are written in, and how numbers, dates and texts look in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Final

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

from graph.tenants.model import PAGE_LANGUAGES

LANGUAGES: Final = PAGE_LANGUAGES
"""What pages can be written in."""
SOURCE: Final = "en"
"""The language of the templates; messages in others are in `locale/`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One language of the pages: its messages, and its customs."""

    language: str
    name: str
    direction: str
    messages: NullTranslations
    locale: Locale

    def refused(self, code: str, message: str) -> str:
        """Why something was refused, by its code; in the words of the API where the language has none."""
        known = ((each, self.messages.pgettext("refused", each)) for each in (code, code.partition(".")[0]))
        return next((said for name, said in known if said != name), message)

    def number(self, value: int) -> str:
        """A count, with separators."""
        return _number(value, self.language)

    def money(self, amount: str, currency: str) -> str:
        """An amount with its currency."""
        return format_currency(amount, currency, locale=self.locale)

    def day(self, moment: str, zone: tzinfo | None = None) -> str:
        """A date, or the date of a moment in a time zone."""
        if "T" not in moment:
            return format_date(date.fromisoformat(moment), "medium", locale=self.locale)
        return format_date(datetime.fromisoformat(moment).astimezone(zone), "medium", locale=self.locale)

    def moment(self, moment: str, zone: tzinfo | None = None) -> str:
        """A date with its time in a time zone."""
        return format_datetime(datetime.fromisoformat(moment).astimezone(zone), "medium", locale=self.locale)

    def weekday(self, day: str) -> str:
        """The day of the week of a date, and the date."""
        return format_date(date.fromisoformat(day), "EEE d MMM", locale=self.locale)

    def time(self, moment: str, zone: tzinfo | None = None) -> str:
        """The time of day of a moment in a time zone."""
        return format_time(datetime.fromisoformat(moment).astimezone(zone), "short", locale=self.locale)


@cache
def wording(language: str) -> Wording:
    """A language of the pages. Read once."""
    locale = Locale.parse(language)
    messages = NullTranslations() if language == SOURCE else _read(language)
    name = locale.get_display_name(locale) or language
    return Wording(language, name, locale.text_direction, messages, locale)


@lru_cache(maxsize=4096)
def _number(value: int, language: str) -> str:
    return format_decimal(value, locale=wording(language).locale)


def _read(language: str) -> GNUTranslations:
    source = files("app.pages").joinpath("locale", f"{language}.po").read_bytes()
    packed = BytesIO()
    write_mo(packed, read_po(BytesIO(source), locale=language))
    packed.seek(0)
    return GNUTranslations(packed)


def chosen(asked: str | None, accepted: Sequence[str], offered: Sequence[str] = LANGUAGES) -> str:
    """The language to write a page in: the one asked for by name, else the first accepted one, of those offered."""
    wanted = [asked, *accepted] if asked else list(accepted)
    for each in wanted:
        found = each.casefold().partition("-")[0]
        if found in offered:
            return found
    return offered[0]
