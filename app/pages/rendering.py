"""Templates to HTML: one environment for each language, everything escaped unless a template made it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from gettext import NullTranslations
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final
from zoneinfo import ZoneInfo

import orjson
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from app.pages.addresses import is_web
from app.pages.wording import wording
from app.protocols.linked.formats import FORMS
from schema.languages import direction_of

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Pages run no script at all."""
_UNSAFE: Final = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


class _Environment(Environment):
    """What an answer of a query has is looked for in it first: nothing a template asks of one is a method of dicts."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value of a JSON object, else whatever else it has."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def environment(language: str) -> Environment:
    """The templates in a language."""
    made = _Environment(
        loader=PackageLoader("app.pages", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters |= {"said": said, "script": script, "zone": ZoneInfo}
    made.globals |= {"data_formats": FORMS, "is_web": is_web, **_messages(wording(language).messages)}
    return made


def _messages(translations: NullTranslations) -> dict[str, Callable[..., Markup]]:
    """How templates say something: a message is markup, and what is put into it is escaped."""
    plain = cache(translations.gettext)

    def message(text: str, /, **values: object) -> Markup:
        return Markup(plain(text) % {name: escape(value) for name, value in values.items()})  # noqa: S704

    def counted(one: str, more: str, num: int, /, **values: object) -> Markup:
        found = translations.ngettext(one, more, num)
        return Markup(found % {name: escape(value) for name, value in {"num": num, **values}.items()})  # noqa: S704

    return {"_": message, "ngettext": counted}


def page(template: str, language: str, values: Mapping[str, Any]) -> str:
    """A page as HTML."""
    return environment(language).get_template(template).render(values)


def said(text: Mapping[str, Any] | str | None) -> Markup:
    """A text of a record, with its language where that is known, in its own direction."""
    if not text:
        return Markup()
    value, language = (text, None) if isinstance(text, str) else (text["value"], text.get("lang"))
    spoken = f' lang="{escape(language)}"' if language else ""
    direction = direction_of(value)
    written = "auto" if direction is None else direction.name.lower()
    return Markup(f'<span dir="{written}"{spoken}>{escape(value)}</span>')  # noqa: S704 - both are escaped


def script(data: object) -> Markup:
    """Data in a page that no part of it can end."""
    return Markup(orjson.dumps(data).decode().translate(_UNSAFE))  # noqa: S704 - nothing in it is markup any more


@cache
def _base_style() -> str:
    return files("app.pages").joinpath("style.css").read_text("utf-8")


@cache
def style(accent: str | None) -> str:
    """The style of pages, in a library's own colour where it has one."""
    return _base_style() + (f":root{{--accent:{accent}}}\n" if accent else "")


@cache
def style_name(accent: str | None) -> str:
    """What the style is called: its content's hash."""
    return f"style-{sha256(style(accent).encode()).hexdigest()[:16]}.css"
