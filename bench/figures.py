"""How fast a library's figures are: counted from the log, kept up with it, and asked for.

    python bench/figures.py [--loans N]

A library of a year is written into a store of its own, as documents in the order of the log: twenty copies for a
hundred loans, each loan an event, its return another, some renewals, requests and paid fees. `count_per_s` is how many
events `catalograph rebuild figures` takes in in a second, `count_s` how long it is, `count_cpu_s` what it costs this
process. `kept_ms` is a question after one more loan, of which `asked_ms` is the question alone: the dashboard of a year
by month (`year`, and `days`: by day) through the API, the median, the 95th percentile, and the median of its CPU.
`same` tells that a ledger followed in many steps answers as one made at once.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from heapq import merge
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.bootstrap import FIGURES, Installation, install
from app.clock import clock
from app.server import limits
from app.settings import Settings, StoreAddress
from bench.serving import say
from graph.access.model import operator
from graph.circulation.documents import LOANS, REQUESTS, loan_node, request_node
from graph.circulation.model import Loan, LoanState, Request, RequestLevel
from graph.circulation.rules.model import RequestType
from graph.insights.model import Figures, Step
from graph.patrons.documents import fee_node, patron_node
from graph.patrons.model import Entry, EntryKind, Fee, FeeType, Patron
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.scope import SystemScope
from mappings.bibframe.node import Node
from mappings.money import Money
from schema.build import schema
from schema.running.engine import Caller, Engine
from schema.running.engine import Request as Asked

LIBRARY: Final = "harbor"
BEGIN: Final = datetime(2025, 1, 1, 8, tzinfo=UTC)
END: Final = datetime(2025, 12, 31, 8, tzinfo=UTC)
NEVER: Final = datetime(2100, 1, 1, tzinfo=UTC)
YEAR: Final = (date(2025, 1, 1), date(2025, 12, 31))
TYPES: Final = ("book", "map", "dvd", "score", "journal")
GROUPS: Final = ("adult", "child", "student", "staff")
COUNTS: Final = "{ loans returns renewals requests uses feesTaken { amount currency } }"
SHARES: Final = f"{{ key label counts {COUNTS} }}"
PARTS: Final = "{ key label count }"
DASHBOARD: Final = f"""query Figures($from: Date!, $to: Date!, $by: FigureStep!) {{
  figures(from: $from, to: $to, by: $by) {{ event lastEvent
  lending {{ total {COUNTS} before {COUNTS} periods {{ first last counts {COUNTS} }}
    servicePoints {SHARES} locations {SHARES} materialTypes {SHARES} groups {SHARES} }}
  collection {{ titles editions copies neverLent turnover periods {{ first last added withdrawn }}
    types {PARTS} languages {PARTS} decades {PARTS} locations {PARTS} materialTypes {PARTS}
    mostLent {{ iri loans resource {{ id label {{ value lang }} }} }} }} }} }}"""
"""What the browser's figures ask."""
Moment = tuple[datetime, int, GraphKind, str, Node]
"""When something was written, a number that orders what was written then, and its document."""


class Year:
    """What a library wrote in a year."""

    def __init__(self, names: Names, loans: int) -> None:
        self._names, self._loans, self._random = names, loans, Random(7)
        self._copies, self._patrons = max(20, loans // 5), max(20, loans // 20)
        self._number = 0
        self._free: dict[int, datetime] = {}

    def changes(self) -> Iterator[Change]:
        """Every event, in order."""
        for at, _, kind, iri, node in self.stock():
            yield self.change(at, kind, iri, node)
        for at, _, kind, iri, node in merge(*self.acts()):
            yield self.change(at, kind, iri, node)

    def change(self, at: datetime, kind: GraphKind, iri: str, node: Node) -> Change:
        """One event of one document."""
        return Change(Cause("desk", "bench", at), (Put(Key(self._names.graph(LIBRARY, kind), iri), node, ANY),))

    def stock(self) -> Iterator[Moment]:
        """Works, each in an edition with two copies, and patrons."""
        for number in range(self._copies // 2):
            work, edition = self.iri("works", number), self.iri("instances", number)
            language = {"@id": f"http://id.loc.gov/vocabulary/languages/{('eng', 'pol', 'ger')[number % 3]}"}
            year = {"@id": "#p", "@type": ["bf:Publication"], "bf:date": [str(1950 + number % 75)]}
            described = {"bf:instanceOf": [{"@id": work}], "bf:provisionActivity": [year]}
            yield self.at(
                BEGIN, GraphKind.CATALOGUE, work, {"@type": ["bf:Work", "bf:Text"], "bf:language": [language]}
            )
            yield self.at(BEGIN, GraphKind.CATALOGUE, edition, {"@type": ["bf:Instance"], **described})
            for copy in (2 * number, 2 * number + 1):
                yield self.at(BEGIN, GraphKind.CATALOGUE, self.iri("items", copy), {
                    "@type": ["bf:Item"], "bf:itemOf": [{"@id": edition}], "lsp:materialType": [TYPES[copy % 5]],
                    "lsp:location": [{"@id": self.iri("locations", copy % 12)}]})  # fmt: skip
        for number in range(self._patrons):
            patron = Patron(self.iri("patrons", number), LIBRARY, f"card-{number}", "Somebody", GROUPS[number % 4])
            yield self.at(BEGIN, GraphKind.PATRONS, patron.iri, patron_node(patron))

    def acts(self) -> tuple[Sequence[Moment], ...]:
        """Loans with their renewals and returns, requests, and fees that are paid."""
        openings = sorted(self.moment() for _ in range(self._loans))
        loans = [each for number, opened in enumerate(openings) for each in self.lent(number, opened)]
        asked = [self.asked(number) for number in range(self._loans // 5)]
        owed = [each for number in range(self._loans // 20) for each in self.owed(number)]
        return tuple(sorted(each, key=lambda moment: moment[:2]) for each in (loans, asked, owed))

    def lent(self, number: int, opened: datetime) -> Iterator[Moment]:
        """A loan, renewed now and then, and brought back, as a rule."""
        days = self._random.randrange(1, 40)
        copy = self.skewed(self._copies)
        while self._free.get(copy, opened) > opened:
            copy = (copy + 1) % self._copies
        self._free[copy] = opened + timedelta(days=days) if number % 20 else NEVER
        loan = Loan(
            self.iri(LOANS, number), LIBRARY, self.iri("items", copy),
            self.iri("patrons", self._random.randrange(self._patrons)), opened, opened + timedelta(days=28),
            self._random.choice(GROUPS), self.iri("locations", number % 12), self.iri("service-points", number % 4),
            self._random.choice(TYPES),
        )  # fmt: skip
        yield self.at(opened, GraphKind.CIRCULATION, loan.iri, loan_node(loan))
        if days > 27:
            loan = replace(loan, renewals=1, due_at=loan.due_at + timedelta(days=28))
            yield self.at(opened + timedelta(days=27), GraphKind.CIRCULATION, loan.iri, loan_node(loan))
        if number % 20:
            back = opened + timedelta(days=days)
            point = self.iri("service-points", (number + 1) % 4)
            loan = replace(loan, state=LoanState.RETURNED, returned_at=back, checkin_point=point)
            yield self.at(back, GraphKind.CIRCULATION, loan.iri, loan_node(loan))

    def asked(self, number: int) -> Moment:
        """A request."""
        at, item = self.moment(), self.iri("items", self.skewed(self._copies))
        request = Request(
            self.iri(REQUESTS, number), LIBRARY, RequestLevel.ITEM, RequestType.HOLD, item, self.iri("works", 0),
            self.iri("patrons", self._random.randrange(self._patrons)), at, number, self.iri("service-points", 0),
        )  # fmt: skip
        return self.at(at, GraphKind.CIRCULATION, request.iri, request_node(request))

    def owed(self, number: int) -> Iterator[Moment]:
        """A fee, and its payment a week later."""
        at, paid = self.moment(), Money(-150, "EUR")
        charge = Entry(EntryKind.CHARGE, Money(150, "EUR"), at, "desk")
        patron = self.iri("patrons", number % self._patrons)
        fee = Fee(self.iri("fees", number), LIBRARY, patron, FeeType.OVERDUE, (charge,))
        yield self.at(at, GraphKind.PATRONS, fee.iri, fee_node(fee))
        later = at + timedelta(days=7)
        fee = replace(fee, entries=(charge, Entry(EntryKind.PAY, paid, later, "desk")))
        yield self.at(later, GraphKind.PATRONS, fee.iri, fee_node(fee))

    def iri(self, kind: str, number: int) -> str:
        """The name of something."""
        return self._names.resource(LIBRARY, kind, f"n{number}")

    def at(self, at: datetime, kind: GraphKind, iri: str, node: Node) -> Moment:
        """Something written."""
        self._number += 1
        return at, self._number, kind, iri, node

    def moment(self) -> datetime:
        """Some time of the year."""
        return BEGIN + timedelta(days=self._random.randrange(320), minutes=self._random.randrange(600))

    def skewed(self, many: int) -> int:
        """One of so many, the first ones more often: some copies are lent all the time."""
        return int(many * self._random.random() ** 3)


def library(folder: Path, loans: int) -> tuple[Installation, Year]:
    """An installation with the year in its log."""
    store = StoreAddress("sqlite", folder / "store.sqlite")
    installation = install(Settings(store=store, query_budget_per_minute=1_000_000_000), create=True)
    installation.services.tenants.create_tenant(operator(), LIBRARY, {"en": "Harbor"})
    year, began = Year(installation.services.names, loans), time.monotonic()
    done = installation.store.load(year.changes(), SystemScope())
    say(f"{len(done):,} events written in {time.monotonic() - began:.0f} s")
    return installation, year


def counted(installation: Installation) -> dict[str, Any]:
    """Count the whole log."""
    began, cpu = time.perf_counter(), time.process_time()
    events = installation.bring_up_to_date(FIGURES, again=True)
    took, cost = time.perf_counter() - began, time.process_time() - cpu
    size = sum(each.stat().st_size for each in installation.layout.projection(FIGURES).iterdir())
    return {
        "events": events,
        "count_s": round(took, 2),
        "count_per_s": round(events / took),
        "count_cpu_s": round(cost, 2),
        "ledger_mb": round(size / 1e6, 1),
    }


def asked(installation: Installation, year: Year, times: int) -> dict[str, Any]:
    """Ask for the dashboard; then after one more loan each time."""
    engine = Engine(schema(), installation.services, limits(installation.settings), clock, introspection=False)
    caller = Caller(operator(LIBRARY), "bench")
    first, last = (each.isoformat() for each in YEAR)

    def ask(by: str) -> tuple[float, float]:
        began, cpu = time.perf_counter(), time.process_time()
        body = engine.run(Asked(DASHBOARD, None, {"from": first, "to": last, "by": by}), caller).body
        if "errors" in body or body["data"]["figures"]["event"] != body["data"]["figures"]["lastEvent"]:
            raise SystemExit(str(body)[:500])
        return (time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000

    found: dict[str, Any] = {}
    for name, by in (("year", "MONTH"), ("days", "DAY")):
        found |= _told(f"asked_{name}", [ask(by) for _ in range(times)])
    kept = []
    for number in range(10_000_000, 10_000_000 + times):
        _, _, kind, iri, node = next(year.lent(number, END))
        installation.store.commit(year.change(END, kind, iri, node), SystemScope())
        kept.append(ask("MONTH"))
    return found | _told("kept", kept)


def _told(name: str, times: list[tuple[float, float]]) -> dict[str, Any]:
    """The median and the 95th percentile, and the median of what it cost this process."""
    walls, costs = (sorted(each) for each in zip(*times, strict=True))
    at_95 = walls[min(len(walls) - 1, int(len(walls) * 0.95))]
    return {f"{name}_ms": [round(median(walls), 1), round(at_95, 1)], f"{name}_cpu_ms": round(median(costs), 1)}


def figures_of(installation: Installation) -> Figures:
    """The year's figures, by day."""
    return installation.services.figures.figures(operator(LIBRARY), *YEAR, Step.DAY)


def main() -> None:
    """Write, count, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--loans", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20, help="how often each question is asked")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="catalograph-bench-") as name:
        installation, year = library(Path(name), options.loans)
        figures: dict[str, Any] = {"loans": options.loans, **counted(installation)}
        figures |= asked(installation, year, options.times)
        followed = figures_of(installation)
        installation.bring_up_to_date(FIGURES, again=True)
        figures["same"] = figures_of(installation) == followed
        installation.close()
    figures["load"] = [round(each, 1) for each in os.getloadavg()]
    print(json.dumps({"name": "figures", "figures": figures}))


if __name__ == "__main__":
    main()
