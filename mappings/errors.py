"""The root of every error a person may see: a stable code, a sentence, and a way out.

Each floor derives its own hierarchy from `CatalographError`. The reference page of errors is generated from these
classes,
so a class that can reach a person has a `code` of its own and a docstring that explains when it happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, TypedDict, Unpack


class Said(TypedDict, total=False):
    """What is said with an error's sentence: another way out than its class has, and what it takes to say it anew."""

    hint: str | None
    which: str
    values: Mapping[str, str | int]


class CatalographError(Exception):
    """Something a person can be told.

    `code` is stable and documented, `message` is one sentence for the person, `hint` says what to do about it. Where a
    code has several sentences, `which` tells them apart; `values` is what the sentence names: with both it can be said
    in another language.
    """

    code: ClassVar[str] = "INTERNAL"
    hint: ClassVar[str] = ""

    def __init__(self, message: str, **said: Unpack[Said]) -> None:
        super().__init__(message)
        self.message = message
        self.way_out = self.hint if (hint := said.get("hint")) is None else hint
        self.which = said.get("which", "")
        self.values = dict(said.get("values", {}))

    @property
    def full_code(self) -> str:
        """The code, and which of its sentences it is where it has several: `CODE.which`."""
        return f"{self.code}.{self.which}" if self.which else self.code
