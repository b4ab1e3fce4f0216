"""What the ledger answers: sums over one library's rows, made by the database."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from graph.insights.following import QUARTER_S
from graph.insights.model import MOST_LENT, Act, Counts, Growth, Period, Split, Trait

_TITLES: Final = frozenset({Trait.TYPE, Trait.LANGUAGE})
_THERE: Final = "owner = :owner AND added < :to AND (gone IS NULL OR gone >= :to)"
_OF_COPIES: Final = {
    Trait.LOCATION: "coalesce(copy.location, (SELECT held.location FROM held"
    " WHERE held.owner = copy.owner AND held.iri = copy.holdings))",
    Trait.MATERIAL_TYPE: "copy.material",
}


class Count:
    """Sums over the rows of `owner` in an open ledger, whose days are those of `zone`."""

    def __init__(self, connection: sqlite3.Connection, owner: str, zone: ZoneInfo) -> None:
        self._connection, self._owner, self._zone = connection, owner, zone

    # lending

    def total(self, span: Period) -> Counts:
        """Everything that happened in a span."""
        found = Counts()
        for act, currency, times, minor in self._acts("kind, currency, count(*), sum(minor)", "kind, currency", span):
            found.add(Act(act), times, currency, minor)
        return found

    def loans(self, span: Period) -> int:
        """The loans of a span."""
        return self._number(
            f"SELECT count(*) FROM act WHERE owner = :owner AND at >= :from AND at < :to AND kind = '{Act.LOAN}'",
            span,
        )

    def by_period(self, periods: Sequence[Period]) -> list[Counts]:
        """What happened in each of some periods. A sum for each is quicker than one that also tells when it was."""
        return [self.total(each) for each in periods]

    def by_splits(self, span: Period) -> dict[Split, dict[str | None, Counts]]:
        """What happened in a span at each place, or to each kind or group; None where it isn't known. One pass."""
        found: dict[Split, dict[str | None, Counts]] = {split: {} for split in Split}
        columns = ", ".join(Split)
        for *keys, act, currency, times, minor in self._acts(
            f"{columns}, kind, currency, count(*), sum(minor)", f"{columns}, kind, currency", span
        ):
            for split, key in zip(Split, keys, strict=True):
                found[split].setdefault(key or None, Counts()).add(Act(act), times, currency, minor)
        return found

    def members(self) -> dict[str, int]:
        """How many people are in each group."""
        rows = self._connection.execute("SELECT grp, count(*) FROM member WHERE owner = ? GROUP BY grp", (self._owner,))
        return dict(rows.fetchall())

    # the collection

    def titles(self, kind: str, span: Period) -> int:
        """The titles (`W`) or editions (`I`) described at the end of a span."""
        return self._number(f"SELECT count(*) FROM title WHERE kind = '{kind}' AND {_THERE}", span)

    def copies(self, span: Period) -> int:
        """The copies there at the end of a span."""
        return self._number(f"SELECT count(*) FROM copy WHERE {_THERE}", span)

    def never_lent(self, span: Period) -> int:
        """Of those, the ones that were not lent until then."""
        lent = f"SELECT 1 FROM act WHERE item = copy.iri AND kind = '{Act.LOAN}' AND at < :to"
        return self._number(f"SELECT count(*) FROM copy WHERE {_THERE} AND NOT EXISTS ({lent})", span)

    def growth(self, periods: Sequence[Period]) -> tuple[Growth, ...]:
        """The copies that came and went in each of some periods that follow one another."""
        begins = [self._begin(each) for each in periods]
        span = Period(periods[0].first, periods[-1].last)
        came, went = ([0] * len(periods) for _ in range(2))
        for column, sums in (("added", came), ("gone", went)):
            rows = self._connection.execute(
                f"SELECT {column}, count(*) FROM copy"
                f" WHERE owner = :owner AND {column} >= :from AND {column} < :to GROUP BY {column}",
                self._values(span),
            )
            for at, times in rows:
                sums[bisect_right(begins, at) - 1] += times
        return tuple(Growth(*each) for each in zip(periods, came, went, strict=True))

    def by_trait(self, trait: Trait, span: Period) -> tuple[tuple[str | None, int], ...]:
        """The titles (type, language), editions (decade) or copies (location, material type) at the end of a span,
        told apart; most first, decades in order.
        """
        if trait in _OF_COPIES:
            sql = f"SELECT {_OF_COPIES[trait]} AS key, count(*) FROM copy WHERE {_THERE}"
        else:
            kind = "W" if trait in _TITLES else "I"
            sql = f"SELECT {trait.value} AS key, count(*) FROM title WHERE kind = '{kind}' AND {_THERE}"
        order = "key" if trait is Trait.DECADE else "2 DESC, key"
        return tuple(self._connection.execute(f"{sql} GROUP BY key ORDER BY {order}", self._values(span)).fetchall())

    def most_lent(self, span: Period) -> tuple[tuple[str, int], ...]:
        """The titles lent most often in a span, and how often; an edition where its title isn't told."""
        rows = self._connection.execute(
            "SELECT coalesce(title.work, copy.instance) AS lent, sum(times) FROM"
            f" (SELECT item, count(*) AS times FROM act WHERE owner = :owner AND kind = '{Act.LOAN}'"
            " AND at >= :from AND at < :to GROUP BY item)"
            " JOIN copy ON copy.owner = :owner AND copy.iri = item"
            " LEFT JOIN title ON title.owner = copy.owner AND title.iri = copy.instance"
            f" GROUP BY lent ORDER BY 2 DESC, lent LIMIT {MOST_LENT}",
            self._values(span),
        )
        return tuple(rows.fetchall())

    # inside

    def _acts(self, columns: str, group: str, span: Period) -> sqlite3.Cursor:
        return self._connection.execute(
            f"SELECT {columns} FROM act WHERE owner = :owner AND at >= :from AND at < :to GROUP BY {group}",
            self._values(span),
        )

    def _number(self, sql: str, span: Period) -> int:
        return int(self._connection.execute(sql, self._values(span)).fetchone()[0])

    def _values(self, span: Period) -> dict[str, str | int]:
        return {"owner": self._owner, "from": self._begin(span), "to": self._end(span)}

    def _begin(self, span: Period) -> int:
        return int(datetime.combine(span.first, time(), self._zone).timestamp()) // QUARTER_S

    def _end(self, span: Period) -> int:
        day = span.last + timedelta(days=1)
        return int(datetime.combine(day, time(), self._zone).timestamp()) // QUARTER_S
