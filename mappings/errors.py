"""The root of every error a person may see: a stable code, a sentence, and a way out.

Each floor derives its own hierarchy from `CatalographError`. The reference page of errors is generated from these
classes,
so a class that can reach a person has a `code` of its own and a docstring that explains when it happens.
"""

from __future__ import annotations

from typing import ClassVar


class CatalographError(Exception):
    """Something a person can be told.

    `code` is stable and documented, `message` is one sentence for the person, `hint` says what to do about it.
    """

    code: ClassVar[str] = "INTERNAL"
    hint: ClassVar[str] = ""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.way_out = self.hint if hint is None else hint
