"""The declarations with parts of their own: recalls, overdue fees, lost items, notices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from graph.circulation.rules.lexer import Kind, Token
from graph.circulation.rules.model import Lost, Notice, Overdue, Per, Recall, When, spelled
from graph.circulation.rules.reader import Reader, Unexpected
from mappings.money import Money

_PER: Final = {each.value: each for each in Per}
_WHEN: Final = {each.value: each for each in When}
_OVERDUE_OPTIONS: Final = ("max", "count-closed", "forgive-on-renew")


def read_recall(reader: Reader) -> Recall | None:
    """`{ guaranteed 14 days, return-within 7 days }`, or `none`."""
    if reader.takes("none"):
        return None
    given = _keyed(reader, "recall", {"guaranteed": Reader.duration, "return-within": Reader.duration}, {})
    return Recall(given["guaranteed"], given["return-within"])


def write_recall(value: Recall) -> str:
    """As `read_recall` reads it."""
    return f"{{ guaranteed {value.guaranteed}, return-within {value.return_within} }}"


def read_lost(reader: Reader) -> Lost | None:
    """`{ after 6 weeks, bill price, processing 5.00 EUR, refund-within 6 months }`, or `none`."""
    if reader.takes("none"):
        return None
    given = _keyed(
        reader, "lost", {"after": Reader.duration, "bill": _bill},
        {"processing": Reader.money, "refund-within": Reader.duration},
    )  # fmt: skip
    return Lost(given["after"], given["bill"], given.get("processing"), given.get("refund-within"))


def write_lost(value: Lost) -> str:
    """As `read_lost` reads it."""
    said = [f"after {value.after}", f"bill {value.bill or 'price'}"]
    if value.processing is not None:
        said.append(f"processing {value.processing}")
    if value.refund_within is not None:
        said.append(f"refund-within {value.refund_within}")
    return f"{{ {', '.join(said)} }}"


def read_overdue(reader: Reader) -> Overdue | None:
    """`0.50 EUR per day max 10.00 EUR count-closed forgive-on-renew`, or `none`."""
    if reader.takes("none"):
        return None
    rate = reader.money("an amount such as “0.50 EUR”, or “none”", ("none",))
    if not reader.takes("per"):
        raise reader.fail("“per day” or “per hour”", ("per",))
    per = reader.choice("what the rate is for", _PER)
    maximum: Money | None = None
    given: set[str] = set()
    while not reader.done:
        token = reader.next
        option = reader.choice("an option", {each: each for each in _OVERDUE_OPTIONS})
        if option in given:
            raise reader.fail(f"“{option}” once", token=token)
        given.add(option)
        if option == "max":
            amount = reader.next
            maximum = reader.money()
            if maximum.currency != rate.currency:
                shown = Token(Kind.WORD, str(maximum), amount.line, amount.column)
                raise reader.fail(f"an amount in {rate.currency}, as the rate is", token=shown)
    return Overdue(rate, per, maximum, "count-closed" in given, "forgive-on-renew" in given)


def write_overdue(value: Overdue) -> str:
    """As `read_overdue` reads it."""
    said = [f"{value.rate} per {value.per}"]
    if value.maximum is not None:
        said.append(f"max {value.maximum}")
    if value.count_closed:
        said.append("count-closed")
    if value.forgive_on_renew:
        said.append("forgive-on-renew")
    return " ".join(said)


def read_notices(reader: Reader) -> tuple[Notice, ...]:
    """`{ courtesy 3 days before due, overdue 1 day after due }`, or `none`."""
    if reader.takes("none"):
        return ()
    found: list[Notice] = []
    for entry in reader.entries("notices in braces, or “none”"):
        with entry.going_on():
            found.append(_notice(entry))
            entry.end("the notice")
    return tuple(found)


def _notice(entry: Reader) -> Notice:
    template = entry.name("the name of a template")
    offset = entry.duration("how long before or after, such as “3 days”")
    when = entry.choice("on which side of the due date", _WHEN)
    if not entry.takes("due"):
        raise entry.fail("“due”", ("due",))
    return Notice(template, offset, when)


def write_notices(value: tuple[Notice, ...]) -> str:
    """As `read_notices` reads it."""
    return f"{{ {', '.join(f'{spelled(each.template)} {each.offset} {each.when} due' for each in value)} }}"


def _bill(reader: Reader) -> Money | None:
    return None if reader.takes("price") else reader.money("an amount such as “25 EUR”, or “price”", ("price",))


def _keyed(
    reader: Reader,
    whole: str,
    required: Mapping[str, Callable[[Reader], Any]],
    optional: Mapping[str, Callable[[Reader], Any]],
) -> dict[str, Any]:
    """The entries of a declaration in braces by their words. Each may stand once, the required ones must."""
    known = {**required, **optional}
    given: dict[str, Any] = {}
    opening, before = reader.next, len(reader.problems)
    for entry in reader.entries(f"“{{” or “none” after “{whole}”"):
        with entry.going_on():
            token = entry.next
            word = entry.choice(f"a part of “{whole}”", {each: each for each in known})
            if word in given:
                raise entry.fail(f"“{word}” once", token=token)
            given[word] = known[word](entry)
            entry.end(f"“{word}”")
    lacking = [each for each in required if each not in given]
    if not lacking:
        return given
    if len(reader.problems) > before:  # it was there and could not be read: that is what to tell
        raise Unexpected(reader.problems.pop())
    raise reader.fail(f"“{'” and “'.join(lacking)}” in the braces of “{whole}”", token=opening)
