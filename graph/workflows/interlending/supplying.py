"""What a library does when another asks it for something: say whether it will, lend a copy, call it back, take it back.

Each is one command at the desk and one Change: the loan is an ordinary loan, by the ordinary rules, to the partner's
account.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from graph.access.model import Actor, Permission, acting, require
from graph.circulation.circulation import Circulation
from graph.circulation.desk import Attempt
from graph.circulation.errors import CirculationError
from graph.circulation.model import Loan, LoanState, RequestLevel
from graph.circulation.patron_rules import LOST
from graph.circulation.reasons import Code
from graph.circulation.recalling import about_recall, recalled
from graph.circulation.refusals import BlockedBy, Override, Refused
from graph.circulation.requesting import Wish
from graph.holdings.status import Claim
from graph.patrons.model import Patron
from graph.tenants.partners import UnknownPartner
from graph.workflows.interlending.accounts import Accounts
from graph.workflows.interlending.carrying import Change, Doing, Keeper, Stepped
from graph.workflows.interlending.letters import NOTHING_MORE, With
from graph.workflows.interlending.model import LibraryRequest, StepNotPossible
from graph.workflows.interlending.steps import Side, Step, may
from mappings.iso18626.codes import Status


@dataclass(frozen=True, slots=True)
class Answer:
    """What staff say to a request: which step, what goes along, and where and with which copy, as far as it needs them.

    `item` is a barcode or an IRI, `point` the IRI of a service point.
    """

    step: Step
    more: With = NOTHING_MORE
    item: str | None = None
    point: str | None = None


class SupplyingService:
    """The supplying side of requests between libraries."""

    def __init__(self, keeper: Keeper, circulation: Circulation, accounts: Accounts) -> None:
        self._keeper, self._circulation, self._accounts = keeper, circulation, accounts

    def answer(
        self,
        actor: Actor,
        iri: str,
        answer: Answer,
        *,
        override: Override | None = None,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> Stepped:
        """Do what an answer says. Raises `StepNotPossible`, `Refused` with every reason of the lending rules,
        `UnknownLibraryRequest`, `Forbidden`.
        """
        require(actor, Permission.CIRCULATION_WRITE)
        more = answer.more
        if answer.step is Step.LEND:
            more = replace(more, sent_at=self._keeper.desk.clock())
        return self._keeper.step(
            actor,
            iri,
            answer.step,
            self._change(answer),
            more,
            override=override,
            dry_run=dry_run,
            request_id=request_id,
        )

    def follow(self, actor: Actor) -> list[Stepped]:
        """Tell partners what happened to their loans at the desk or by time: called back, overdue, lost, come back.

        Safe to run at any time and again. Needs `circulation.write`.
        """
        require(actor, Permission.CIRCULATION_WRITE)
        tenant = acting(actor)
        lent = [each for each in self._keeper.every(tenant, only_open=True) if each.open and each.loan is not None]
        found = self._keeper.desk.facts.loans(tenant, [each.loan or "" for each in lent])
        now, done = self._keeper.desk.clock(), []
        for request, loan in zip(lent, found, strict=True):
            step = None
            if loan is None or loan.state is LoanState.RETURNED:
                step = Step.TAKE_BACK
            elif loan.state is LoanState.LOST_AND_PAID or loan.claim in LOST:
                step = Step.GIVE_UP
            elif loan.recalled_at is not None and request.state.status is not Status.RECALLED:
                step = Step.RECALL
            elif loan.due_at < now:
                step = Step.CALL_OVERDUE
            if step is not None and may(request.state, step):
                due = loan.due_at if loan is not None else request.due_at
                with suppress(CirculationError):  # what somebody else does to one keeps no other waiting
                    done.append(self._keeper.step(actor, request.iri, step, lambda _, due=due: {"due_at": due}))  # type: ignore[misc]
        return done

    # what lending has to do

    def _change(self, answer: Answer) -> Change:
        changes: dict[Step, Callable[[Doing, Answer], dict[str, Any]]] = {
            Step.WILL_SUPPLY: self._queue,
            Step.NOT_SUPPLY: self._leave,
            Step.ASK_TO_RETRY: self._leave,
            Step.AGREE_TO_CANCEL: self._leave,
            Step.LEND: self._lend,
            Step.RECALL: self._recall,
            Step.AGREE_TO_RENEW: self._renew,
            Step.TAKE_BACK: self._take_back,
            Step.GIVE_UP: self._lose,
        }
        found = changes.get(answer.step)
        return (lambda _: {}) if found is None else lambda doing: found(doing, answer)

    def _account(self, doing: Doing) -> Patron:
        if doing.partner is None:
            raise UnknownPartner("The partner is not there any more.")
        return self._accounts.of(doing.attempt.tenant, doing.partner)

    def _queue(self, doing: Doing, answer: Answer) -> dict[str, Any]:
        """The partner stands in the queue as any borrower does, where a copy and a place are known."""
        target = answer.item or doing.request.instance
        if target is None or answer.point is None:
            return {}
        level = RequestLevel.ITEM if answer.item else RequestLevel.INSTANCE
        wish = Wish(target, level, pickup=answer.point)
        placed = self._circulation.requesting.ask_for(doing.attempt, self._account(doing), wish)(0)
        return {"queued": placed.request.iri}

    def _leave(self, doing: Doing, answer: Answer) -> dict[str, Any]:
        self._out_of_queue(doing.attempt, doing.request)
        return {"why": answer.more.why}

    def _out_of_queue(self, attempt: Attempt, request: LibraryRequest) -> None:
        if request.queued is None:
            return
        (queued,) = self._keeper.desk.facts.requests(attempt.tenant, [request.queued])
        if queued is not None and queued.open:
            self._circulation.queueing.give_up(attempt, queued.iri, "")

    def _lend(self, doing: Doing, answer: Answer) -> dict[str, Any]:
        if answer.item is None or answer.point is None:
            raise StepNotPossible("Say which copy is lent, and at which service point.")
        lent = self._circulation.lending.lend(doing.attempt, answer.item, self._account(doing), answer.point, None)(0)
        copy = self._keeper.desk.copy(doing.attempt.tenant, lent.loan.item)
        barcode = copy.item.barcode if copy is not None else None
        if lent.filled is None or lent.filled.iri != doing.request.queued:
            self._out_of_queue(doing.attempt, doing.request)
        return {
            "loan": lent.loan.iri,
            "item": lent.loan.item,
            "due_at": lent.loan.due_at,
            "item_there": barcode or "",
        }

    def _recall(self, doing: Doing, _: Answer) -> dict[str, Any]:
        loan = self._loan(doing)
        doing.attempt.ask(about_recall(loan, doing.attempt.settings))
        found = doing.attempt.writes.loan(recalled(loan, doing.attempt.settings, doing.attempt.at))
        return {"due_at": found.due_at}

    def _renew(self, doing: Doing, _: Answer) -> dict[str, Any]:
        renewed = self._circulation.lending.prolong(doing.attempt, self._loan(doing).iri)(0)
        return {"due_at": renewed.loan.due_at}

    def _take_back(self, doing: Doing, answer: Answer) -> dict[str, Any]:
        if answer.point is None:
            raise StepNotPossible("Say at which service point it came back.")
        self._circulation.returning.take_in(doing.attempt, self._loan(doing).item, answer.point, None)
        return {}

    def _lose(self, doing: Doing, _: Answer) -> dict[str, Any]:
        loan = self._loan(doing)
        if loan.claim not in LOST:
            lost, _billed = self._circulation.losses.lose(doing.attempt, loan, Claim.DECLARED_LOST)
            doing.attempt.writes.loan(lost)
        return {}

    def _loan(self, doing: Doing) -> Loan:
        (loan,) = self._keeper.desk.facts.loans(doing.attempt.tenant, [doing.request.loan or ""])
        if loan is None or doing.request.side is not Side.SUPPLYING:
            raise Refused([BlockedBy(Code.LOAN_UNKNOWN, "There is no such loan.")])
        return loan
