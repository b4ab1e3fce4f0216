"""What an answer gives away of a library to somebody it is hidden from."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache

from graph.access.model import Actor, Permission, Reading
from tests.schema.library import World
from tests.schema.marked import KEPT, LENT, MARKS, SHARING, numbers

_CODED = re.compile(r"[A-Za-z0-9_+/=-]+")
_WORD = re.compile(r"[^\s\"'“”‘’<>(){}\[\],;]+")


def texts(value: object) -> Iterator[str]:
    """Every string in an answer, and what those say that are base 64, in any order."""
    todo = [value]
    while todo:
        each = todo.pop()
        if isinstance(each, str):
            yield from _read(each)
        elif isinstance(each, Mapping):
            yield from map(str, each)
            todo.extend(each.values())
        elif isinstance(each, list | tuple):
            todo.extend(each)


@lru_cache(10_000)
def _read(text: str) -> tuple[str, ...]:
    """A string, and what it says where it is base 64."""
    found = [text]
    for coded in (text, text[1:]):
        if len(coded) > 8 and _CODED.fullmatch(coded):
            with suppress(ValueError, binascii.Error):
                found.append(base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-8", "ignore"))
    return tuple(found)


def belongings(library: str) -> frozenset[str]:
    """What gives away a library's catalogue: its mark, its slug and its numbers, in small letters."""
    found = {MARKS[library].lower(), library}
    for number in (1, 2):
        carried = numbers(library, number)
        found |= {carried[name].lower() for name in ("isbn", "issn", "lccn", "oclc")}
    return frozenset(found)


def hidden_from(world: World, actor: Actor) -> frozenset[str]:
    """What no answer to this caller may hold: catalogues they can't read, and what every library keeps to its staff."""
    access = world.installation.services.access
    seen = access.readable_tenants(access.scope(actor, Reading(all=True)))
    found: set[str] = set()
    for slug in SHARING:
        if slug not in seen:
            found |= belongings(slug)
        if not actor.may(Permission.CATALOGUE_WRITE, slug) and not actor.may(Permission.CATALOGUE_IMPORT, slug):
            found.add(KEPT[slug].lower())
        if not actor.may(Permission.PATRONS_READ, slug):
            found.add(LENT[slug].lower())
    return frozenset(found)


def given_away(answer: object, secrets: frozenset[str], asked: object) -> set[str]:
    """Which secrets an answer holds that the question did not: what a caller sent may come back to them."""
    suspects = [shown for shown in {text.lower() for text in texts(answer)} if any(each in shown for each in secrets)]
    if not suspects:
        return set()
    written = " ".join(texts(asked))
    decoded = [text for word in re.findall(r"[A-Za-z0-9_-]{9,}", written) for text in texts(word)]
    sent = " ".join([written, *decoded]).lower()
    found = set()
    for shown in suspects:
        words = _WORD.findall(shown)
        for secret in secrets:
            if secret in shown and any(secret in word and word.rstrip(":") not in sent for word in words):
                found.add(secret)
    return found
