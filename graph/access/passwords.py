"""Passwords: what is accepted as one, and how it is hashed. Nothing here asks a network.

Argon2id with 19 MiB, two passes and one lane is the least that OWASP's guidance on storing passwords recommends. A few
hashes are computed at once in a process, so that a flood of sign-ins can't fill its memory. A hash made with
other parameters is made anew at the next sign-in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from threading import BoundedSemaphore
from typing import ClassVar, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from graph.access.model import AccessError
from mappings import text as words

MOST_CHARACTERS: Final = 256
"""More would only be work for the server."""
_AT_ONCE: Final = BoundedSemaphore(2)
"""Hashes that one process computes at a time; the others wait."""

_COMMON: Final = (
    "password passwort password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword changeme "
    "changeit letmein letmein123 welcome welcome1 welcome123 welcome1234 administrator administrator1 "
    "admin12345 adminadmin qwertyuiop qwertzuiop qwerty1234 qwerty12345 qwerty123456 qwertzuiopu "
    "1qaz2wsx3edc 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 zaq12wsxcde asdfghjkl asdfghjkl1 "
    "asdfasdfasdf zxcvbnm123 zxcvbnmasd iloveyou iloveyou1 iloveyou12 iloveyou123 iloveyou1234 sunshine12 "
    "sunshine123 princess12 princess123 football12 football123 baseball12 baseball123 basketball "
    "liverpool1 manchester superman12 superman123 batman1234 starwars12 starwars123 pokemon123 dragon1234 "
    "monkey1234 master1234 trustno1trustno1 michael123 jennifer12 abcdefghij abcdefghijk abcdefghijkl "
    "abcd123456 abcde12345 abc1234567 abcd1234abcd a1b2c3d4e5 a1b2c3d4e5f6 aa12345678 a123456789 "
    "123456789a 123456789q 1234567890 0123456789 0987654321 9876543210 1234554321 123123123123 1231231234 "
    "123321123321 1122334455 112233445566 11223344556677 1234512345 12345678910 123456789012 147258369 "
    "147258369147 159753456852 qazwsxedcrfv qwerasdfzxcv test123456 testtest12 testtesttest temp123456 "
    "default123 secret1234 secretsecret computer12 computer123 internet12 internet123 samsung123 "
    "library123 library1234 librarian1 librarian123 bibliothek bibliothek1 bibliotheque biblioteca "
    "catalogue1 catalogue123 catalograph catalograph1 hallo12345 hallohallo schatzi123 passwort12 "
    "passwort123 passwort1234 geheim1234 azertyuiop motdepasse motdepasse1 motdepasse123 contraseña "
    "contrasena contrasena1 contrasena123 tequiero123 summer2024 summer2025 summer2026 winter2024 "
    "winter2025 winter2026 spring2025 spring2026 autumn2025 autumn2026 correcthorsebatterystaple "
)
COMMON: Final = frozenset(_COMMON.split())
"""Passwords that lists of guesses begin with. Those of one character, of a run, and with the name are found by rule."""


class WeakPassword(AccessError):
    """The password is too short, too long, or among the first that anybody would try."""

    code: ClassVar[str] = "WEAK_PASSWORD"
    hint: ClassVar[str] = "Several words that have nothing to do with each other are good, and easy to keep in mind."


@dataclass(frozen=True)
class Passwords:
    """Hashes and compares passwords with the parameters given."""

    memory_kib: int = 19_456
    passes: int = 2
    minimum: int = 10

    @cached_property
    def _hasher(self) -> PasswordHasher:
        return PasswordHasher(time_cost=self.passes, memory_cost=self.memory_kib, parallelism=1)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash("nobody has this password")

    def check(self, password: str, *names: str) -> None:
        """Raise `WeakPassword` unless it can be somebody's password; `names` are theirs."""
        if len(password) < self.minimum:
            raise WeakPassword(
                f"The password has fewer than {self.minimum} characters.", which="short", values={"least": self.minimum}
            )
        if len(password) > MOST_CHARACTERS:
            raise WeakPassword(
                f"The password has more than {MOST_CHARACTERS} characters.",
                which="long",
                values={"most": MOST_CHARACTERS},
            )
        folded = words.fold(password).replace(" ", "")
        if password.lower() in COMMON or folded in COMMON or len(set(folded)) < 4 or _is_run(folded):
            raise WeakPassword("The password is among the first that anybody would try.", which="common")
        if any(len(name) > 2 and words.fold(name).strip() in words.fold(password) for name in names):
            raise WeakPassword("The password contains the name.", which="name")

    def hashed(self, password: str) -> str:
        """The hash to keep, with its parameters in it."""
        with _AT_ONCE:
            return self._hasher.hash(password)

    def matches(self, kept: str, password: str) -> bool:
        """Whether it is the password of a hash. An empty hash matches nothing, and takes as long."""
        try:
            nobodys = self._nobodys
            with _AT_ONCE:
                self._hasher.verify(kept or nobodys, password[:MOST_CHARACTERS])
        except (VerificationError, InvalidHashError):
            return False
        return bool(kept)

    def is_outdated(self, kept: str) -> bool:
        """Whether a hash was made with other parameters than these."""
        return self._hasher.check_needs_rehash(kept)


def _is_run(text: str) -> bool:
    """Whether each character follows the one before: `abcdefghij`, `9876543210`."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return steps in ({1}, {-1})
