"""How a library's public pages look and greet, checked when it is set, and how that is written in its document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from graph.tenants.model import PAGE_LANGUAGES, Appearance, InvalidAppearance, Names
from mappings.bibframe.node import Node, Value

LEAST_CONTRAST: Final = 4.5
"""What WCAG 2.2 asks between a text and what is behind it (criterion 1.4.3); buttons have white text on the accent."""
LONGEST_WELCOME: Final = 2_000
LONGEST_LINK: Final = 1_000
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
_BLANK: Final = re.compile(r"[\x00-\x20\x7f\\]")


def checked(wanted: Appearance) -> Appearance:
    """The same, as it is kept: colours in small letters, texts without blanks around. Raises `InvalidAppearance`."""
    return Appearance(
        None if wanted.accent is None else _checked_accent(wanted.accent),
        _checked_languages(wanted.languages),
        _checked_welcome(wanted.welcome),
        _checked_link(wanted.hours, "hours", ("https", "http")),
        _checked_link(wanted.contact, "contact", ("https", "http", "mailto")),
    )


def contrast_to_white(colour: str) -> float:
    """The contrast of `#rrggbb` to white, 1 to 21, as WCAG 2.2 defines it.

    >>> round(contrast_to_white("#1d5a96"), 2), round(contrast_to_white("#ffffff"), 2)
    (7.11, 1.0)
    """
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def appearance_node(appearance: Appearance) -> Node:
    """The part of a library's document that says how its pages look (`lsp:Appearance`)."""
    node: Node = {"@id": "#appearance-1", "@type": ["lsp:Appearance"], "lsp:pageLanguages": list(appearance.languages)}
    for name, value in (
        ("lsp:accent", appearance.accent),
        ("lsp:hoursPage", appearance.hours),
        ("lsp:contactPage", appearance.contact),
    ):
        if value is not None:
            node[name] = [value]
    if appearance.welcome:
        node["lsp:welcome"] = [
            {"@value": text, "@language": language} for language, text in sorted(appearance.welcome.items())
        ]
    return node


def appearance_of(node: Node) -> Appearance:
    """How the pages of a library look, from that part; as the pages are by themselves where there is none."""
    if not node:
        return Appearance()

    def text(name: str) -> str | None:
        return str(node[name][0]) if name in node else None

    return Appearance(
        text("lsp:accent"),
        tuple(map(str, node.get("lsp:pageLanguages", ()))) or PAGE_LANGUAGES,
        _texts(node.get("lsp:welcome", ())),
        text("lsp:hoursPage"),
        text("lsp:contactPage"),
    )


def _texts(values: Sequence[Value]) -> Mapping[str, str]:
    return {each["@language"]: each["@value"] for each in values if isinstance(each, dict)}


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _checked_accent(colour: str) -> str:
    colour = colour.strip().lower()
    if not _COLOUR.fullmatch(colour):
        raise InvalidAppearance(
            f"“{colour[:20]}” is no colour.",
            ["accent"],
            hint="Write it as #1d5a96.",
            which="colour",
            values={"colour": colour[:20]},
        )
    if (found := contrast_to_white(colour)) < LEAST_CONTRAST:
        raise InvalidAppearance(
            f"White text on {colour} has a contrast of {found:.2f} : 1, and needs {LEAST_CONTRAST} : 1 to be read.",
            ["accent"],
            hint="Choose a darker colour.",
            which="contrast",
            values={"found": f"{found:.2f}", "least": str(LEAST_CONTRAST)},
        )
    return colour


def _checked_languages(languages: Sequence[str]) -> tuple[str, ...]:
    known = ", ".join(PAGE_LANGUAGES)
    for place, each in enumerate(languages):
        if each not in PAGE_LANGUAGES:
            raise InvalidAppearance(
                f"The pages aren't written in “{each[:20]}”.", ["languages", str(place)], hint=f"They are in {known}."
            )
    if not languages:
        raise InvalidAppearance("The pages need a language.", ["languages"], hint=f"They are in {known}.")
    return tuple(dict.fromkeys(languages))


def _checked_welcome(welcome: Names) -> Names:
    for language, text in welcome.items():
        if language not in PAGE_LANGUAGES:
            known = ", ".join(PAGE_LANGUAGES)
            raise InvalidAppearance(
                f"The pages aren't written in “{language[:20]}”.", ["welcome"], hint=f"They are in {known}."
            )
        if len(text) > LONGEST_WELCOME:
            raise InvalidAppearance(
                f"The welcome in “{language}” has {len(text):,} characters, more than {LONGEST_WELCOME:,}.",
                ["welcome"],
                which="welcome-long",
                values={"language": language, "most": LONGEST_WELCOME},
            )
    return {language: text.strip() for language, text in welcome.items() if text.strip()}


def _checked_link(link: str | None, name: str, schemes: Sequence[str]) -> str | None:
    link = (link or "").strip()
    if not link:
        return None
    ways = " or ".join(f"{each}:" for each in schemes)
    try:
        parts = urlsplit(link)
        leads = parts.scheme in schemes and bool(parts.hostname if parts.scheme != "mailto" else "@" in parts.path)
    except ValueError:
        leads = False
    if not leads or _BLANK.search(link) or len(link) > LONGEST_LINK:
        raise InvalidAppearance(
            "This is no link that a reader can follow.", [name], hint=f"It begins with {ways}.", which="link"
        )
    return link
