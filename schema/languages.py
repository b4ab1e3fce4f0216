"""Text in languages: choosing among several by what the reader wants, and the direction it is written in."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache

import strawberry

from mappings.bibframe.node import Value
from schema.fields import attribute, choice, reading
from schema.scalars import LanguageTag


@strawberry.enum(description="The direction a text is written in.")
class TextDirection(Enum):
    """The direction a text is written in."""

    LTR = choice("ltr", "Left to right, as Latin or Cyrillic.")
    RTL = choice("rtl", "Right to left, as Arabic or Hebrew.")


@strawberry.type(description="A text and, where it is known, the language and script it is in.")
class LangString:
    """A text in a language."""

    value: str = attribute("The text.")
    lang: LanguageTag | None = attribute("Its BCP 47 language tag, where recorded.", default=None)

    @reading()
    def direction(self) -> TextDirection | None:
        """The direction of its first letter that has one; null when none has."""
        return direction_of(self.value)


@lru_cache(maxsize=4096)
def direction_of(text: str) -> TextDirection | None:
    """The direction of the first strongly directed character."""
    for character in text:
        found = unicodedata.bidirectional(character)
        if found == "L":
            return TextDirection.LTR
        if found in {"R", "AL"}:
            return TextDirection.RTL
    return None


def text_of(value: Value) -> LangString:
    """A literal of a document as a text."""
    if isinstance(value, str):
        return LangString(value=value)
    language = value.get("@language")
    return LangString(value=str(value.get("@value", "")), lang=LanguageTag(language) if language else None)


def lang_string(value: str, language: str | None = None) -> LangString:
    """A text in a language, where one is known."""
    return LangString(value=value, lang=LanguageTag(language) if language else None)


def lang_strings(names: Mapping[str, str]) -> list[LangString]:
    """A name in every language there is one in, `und` where that isn't known."""
    return [lang_string(text, None if tag == "und" else tag) for tag, text in names.items()]


def chosen(texts: Sequence[LangString], wanted: Sequence[str]) -> LangString | None:
    """The text in the most wanted language, else the first one without a language, else the first."""
    if len(texts) <= 1:
        return texts[0] if texts else None
    for language in wanted:
        if (found := spoken(texts, language)) is not None:
            return found
    return next((text for text in texts if text.lang is None), texts[0])


def spoken(texts: Sequence[LangString], wanted: str) -> LangString | None:
    """The first text that is in this language."""
    return next((text for text in texts if text.lang is not None and _speaks(text.lang, wanted)), None)


def _speaks(tag: str, wanted: str) -> bool:
    """RFC 4647 basic filtering: `ru` is spoken by `ru-Cyrl`."""
    tag, wanted = tag.lower(), wanted.lower()
    return tag == wanted or tag.startswith(wanted + "-")
