"""Money: whole minor units of an ISO 4217 currency, so that no cent is ever rounded away.

Lending rules, fees and acquisitions name amounts; what a currency's minor unit is stands here once.
Source: ISO 4217:2015, list one (current currencies), without funds, metals and testing codes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from mappings.errors import CatalographError

_TWO_DECIMALS: Final = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE
CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW
KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK
PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS
UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
"""
_NO_DECIMALS: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE_DECIMALS: Final = "BHD IQD JOD KWD LYD OMR TND"

DECIMALS: Final[dict[str, int]] = {
    code: digits
    for digits, codes in ((0, _NO_DECIMALS), (2, _TWO_DECIMALS), (3, _THREE_DECIMALS))
    for code in codes.split()
}
"""Every current currency and how many decimals its minor unit has."""

_AMOUNT: Final = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,3}))?")


class InvalidMoney(CatalographError):
    """An amount or currency that can't be one: not a number, more decimals than the currency has, an unknown code."""

    code: ClassVar[str] = "INVALID_MONEY"
    hint: ClassVar[str] = "Write an amount with a point and an ISO 4217 code: 0.50 EUR."


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: `minor` units (cents) of `currency` (ISO 4217)."""

    minor: int
    currency: str

    @classmethod
    def read(cls, amount: str, currency: str) -> Money:
        """The money that `0.50` and `EUR` say. Raises `InvalidMoney`."""
        digits = DECIMALS.get(currency)
        if digits is None:
            raise InvalidMoney(f"“{currency}” is no current currency of ISO 4217.")
        found = _AMOUNT.fullmatch(amount)
        if found is None:
            raise InvalidMoney(f"“{amount}” is no amount.")
        whole, part = found[1], found[2] or ""
        if len(part) > digits:
            raise InvalidMoney(f"{currency} has {digits or 'no'} decimals, “{amount}” has {len(part)}.")
        return cls(int(whole + part.ljust(digits, "0")), currency)

    def __str__(self) -> str:
        digits = DECIMALS[self.currency]
        if not digits:
            return f"{self.minor} {self.currency}"
        sign, figures = "-" if self.minor < 0 else "", str(abs(self.minor)).rjust(digits + 1, "0")
        return f"{sign}{figures[:-digits]}.{figures[-digits:]} {self.currency}"

    def times(self, count: int) -> Money:
        """This amount so many times."""
        return Money(self.minor * count, self.currency)
