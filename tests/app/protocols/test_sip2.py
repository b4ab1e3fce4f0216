"""Self-check machines lend, take back and tell by SIP2: messages, a real client, and machines that do wrong."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from Sip2.sip2 import Sip2

from app.clock import clock
from app.protocols.sip2.conversation import Conversation
from app.protocols.sip2.listening import Listener
from app.protocols.sip2.messages import FORMS, MOST_OCTETS, Garbled, Request, checksum, date_of, date_text, read, write
from app.protocols.sip2.patrons import STATUS, status_text
from app.protocols.sip2.visit import Terms
from graph.access.attempts import FREE_OF_ACCOUNT
from graph.access.model import operator
from graph.circulation.publishing import DEFAULT_HOURS
from graph.patrons.model import BlockScope, FeeType
from mappings.money import Money
from tests.app.processes import catalograph, running

from .conftest import ASKED_FOR, DESK, LENT, MISSING, ON_SHELF, REFERENCE, RESTRICTED, WITHDRAWN, World

PASSWORD = "herons stand on one leg"
WHEN = "20261127    101500"


@contextmanager
def served(world: World, terms: Terms | None = None) -> Iterator[int]:
    """A listener in a thread of its own; its port."""
    listener = Listener(world.installation.services, clock, terms or Terms())
    loop, ready, stop, port = asyncio.new_event_loop(), threading.Event(), asyncio.Event(), []

    async def serve() -> None:
        async with listener.listening("127.0.0.1", 0) as taken:
            port.append(taken)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    ready.wait(20)
    try:
        yield port[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
        loop.close()


class Machine:
    """A machine that says whatever it is told to."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.heard = self.socket.makefile("rb")

    def say(self, message: str | bytes) -> str:
        """The answer; empty where it was cut off."""
        self.socket.sendall((message if isinstance(message, bytes) else message.encode()) + b"\r")
        answer = b""
        while not answer.endswith(b"\r") and (octet := self.heard.read(1)):
            answer += octet
        return answer.decode().rstrip("\r")

    def close(self) -> None:
        """Hang up."""
        self.heard.close()
        self.socket.close()


@pytest.fixture
def port(fresh: World) -> Iterator[int]:
    code = fresh.installation.services.patron_sign_in.issue_code(DESK, "P1")
    fresh.installation.services.patron_sign_in.use_code("harbor", "P1", code, PASSWORD, "127.0.0.1")
    with served(fresh) as port:
        yield port


@pytest.fixture
def machine(port: int, fresh: World) -> Iterator[Machine]:
    """A machine at the front desk of the harbor library that has signed in."""
    with closing(Machine(port)) as made:
        assert made.say(f"9300CNharbor|CO{fresh.tokens['desk']}|CPdesk|") == "941"
        yield made


class Client:
    """The client of others, which checks checksums and sequence numbers. (Its wrapper takes “denied” for “allowed”.)"""

    def __init__(self, port: int, logs: Path) -> None:
        self._sip2 = Sip2()
        settings = {
            "hostName": "127.0.0.1", "hostPort": port, "tlsEnable": False, "hostEncoding": "utf-8",
            "institutionId": "harbor", "scLocation": "desk", "logfile_path": str(logs), "patron": "P1",
            "patronpwd": PASSWORD,
        }  # fmt: skip
        for name, value in settings.items():
            setattr(self._sip2, name, value)
        self._sip2.connect()

    def ask(self, name: str, *arguments: str) -> dict[str, Any]:
        """Send a message and read its answer."""
        message = getattr(self._sip2, f"sip_{name}_request")(*arguments)
        found: dict[str, Any] = getattr(self._sip2, f"sip_{name}_response")(self._sip2.get_response(message))
        return found

    def close(self) -> None:
        """Hang up, and write no log any more."""
        self._sip2.disconnect()
        for handler in self._sip2.log.handlers[:]:
            handler.close()
            self._sip2.log.removeHandler(handler)


@pytest.fixture
def client(port: int, fresh: World, tmp_path: Path) -> Iterator[Client]:
    """The same with a client of others."""
    with closing(Client(port, tmp_path)) as made:
        assert made.ask("login", "harbor", fresh.tokens["desk"])["fixed"]["Ok"] == "1"
        yield made


# messages


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_the_example_of_every_message_is_read(form) -> None:
    found = read(form.example.encode(), "utf-8")
    assert found.form is form
    assert found["AO"] in {"harbor", ""}
    assert all(found.fixed.values())


def test_a_message_that_is_written_is_read_again_and_a_changed_octet_is_noticed() -> None:
    message = write(f"17{WHEN}", [("AO", "hárbor"), ("AB", "3100|0\r1")], "utf-8", "4")
    found = read(message, "utf-8")
    assert (found["AO"], found["AB"], found.sequence) == ("hárbor", "3100 0 1", "4")
    for at in range(len(message)):
        changed = message[:at] + bytes([message[at] ^ 1]) + message[at + 1 :]
        try:
            assert isinstance(read(changed, "utf-8"), Request)
            assert changed[-6:-4] != b"AZ" or checksum(changed[:-4]) == changed[-4:]
        except Garbled:
            continue


def test_a_moment_is_written_in_the_librarys_time_and_read_in_either() -> None:
    warsaw, noon = ZoneInfo("Europe/Warsaw"), datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert date_text(noon, warsaw) == "20260701    140000"
    assert date_of("20260701    140000", warsaw) == date_of("20260701   Z120000", warsaw) == noon
    assert date_of("yesterday, perhaps", warsaw) is None


@pytest.mark.parametrize("row", STATUS, ids=lambda row: row.reason.value)
def test_every_reason_has_its_places_in_the_status_of_a_patron(row) -> None:
    assert status_text([row.reason]) == row.example
    assert row.example.startswith("Y")


# a real client


def test_a_reader_borrows_and_returns_with_a_client_of_others(client: Client, fresh: World) -> None:
    assert client.ask("sc_status")["fixed"]["OnlineStatus"] == "Y"
    told = client.ask("patron_information", "charged")
    assert (told["fixed"]["PatronStatus"], told["fixed"]["ChargedItemsCount"]) == (" " * 14, "0002")
    assert (told["variable"]["AE"][0], told["variable"]["CQ"][0]) == ("Reader P1", "Y")
    assert set(told["variable"]["AU"]) == {LENT, ASKED_FOR}
    lent = client.ask("checkout", ON_SHELF)
    assert (lent["fixed"]["Ok"], lent["variable"]["AJ"][0]) == ("1", "Tides")
    (held,) = fresh.installation.services.circulation.reading.standing(DESK, [fresh.at["P1"]])
    assert fresh.at[ON_SHELF] in {each.item for each in held.loans}
    assert client.ask("item_information", ON_SHELF)["fixed"]["CirculationStatus"] == "04"
    back = client.ask("checkin", ON_SHELF)
    assert (back["fixed"]["Ok"], back["fixed"]["Alert"]) == ("1", "N")
    assert client.ask("item_information", ON_SHELF)["fixed"]["CirculationStatus"] == "03"
    assert client.ask("end_patron_session")["fixed"]["EndSession"] == "Y"


# what machines are told


def test_the_status_of_every_item_is_its_row_of_the_table(machine) -> None:
    codes = {LENT: "04", ON_SHELF: "03", REFERENCE: "03", RESTRICTED: "03", WITHDRAWN: "01", MISSING: "13"}
    found = {barcode: machine.say(f"17{WHEN}AOharbor|AB{barcode}|")[2:4] for barcode in codes}
    assert found == codes
    assert "CF1|" in machine.say(f"17{WHEN}AOharbor|AB{ASKED_FOR}|")
    assert machine.say(f"17{WHEN}AOharbor|ABnothing|").startswith("1801")


def test_without_the_password_nothing_of_a_patron_is_shown_and_nothing_is_lent(machine, fresh) -> None:
    for password in ("", "AC|AD|", "ADwrong|"):
        told = machine.say(f"63001{WHEN}  Y       AOharbor|AAP1|{password}")
        assert "BLY|" in told
        assert "CQN|" in told
        assert "Reader" not in told
        assert LENT not in told
        refused = machine.say(f"11NN{WHEN}{WHEN}AOharbor|AAP1|AB{ON_SHELF}|{password}")
        assert refused.startswith("120N")
        assert "password" in refused
    assert machine.say(f"17{WHEN}AOharbor|AB{ON_SHELF}|").startswith("1803")


def test_a_password_that_is_mistyped_counts_once(machine) -> None:
    for _ in range(FREE_OF_ACCOUNT - 1):
        assert "CQN|" in machine.say(f"63001{WHEN}  Y       AOharbor|AAP1|ADwrong|")
    assert "CQY|" in machine.say(f"63001{WHEN}  Y       AOharbor|AAP1|AD{PASSWORD}|")


def test_where_a_card_is_enough_it_lends_and_a_wrong_password_still_does_not(fresh) -> None:
    with served(fresh, Terms(passwords=False)) as port, closing(Machine(port)) as machine:
        machine.say(f"9300CNharbor|CO{fresh.tokens['desk']}|")
        assert machine.say(f"11NN{WHEN}{WHEN}AOharbor|AAP2|AB{ON_SHELF}|ADwrong|").startswith("120")
        assert machine.say(f"11NN{WHEN}{WHEN}AOharbor|AAP2|AB{ON_SHELF}|AD|").startswith("121")


def test_everything_in_the_way_is_told_at_the_machine(machine) -> None:
    told = machine.say(f"11NN{WHEN}{WHEN}AOharbor|AAP1|AB{WITHDRAWN}|AD{PASSWORD}|")
    assert told.startswith("120")
    assert "AF" in told
    assert machine.say(f"23001{WHEN}AOharbor|AAnobody|AC|AD|").startswith("24Y")


def test_what_is_asked_again_with_the_same_number_is_not_done_again(machine, fresh) -> None:
    lend = write(f"11NN{WHEN}{WHEN}", [("AA", "P1"), ("AB", ON_SHELF), ("AD", PASSWORD)], "utf-8", "3")
    first = machine.say(lend)
    assert first.startswith("121")
    assert machine.say(lend) == first
    assert machine.say("97") == first
    assert machine.say(write(f"09N{WHEN}{WHEN}", [("AB", ON_SHELF)], "utf-8", "4")).startswith("101")
    assert machine.say(lend).startswith("121"), "after something else it is meant anew"


def test_a_machine_that_may_renew_what_is_lent_already_does(machine, fresh) -> None:
    chief, settings = operator("harbor"), fresh.installation.services.settings
    text = settings.rules(DESK).text.replace("renew-from due", "renew-from now")
    settings.publish_rules(chief, text.replace("renew-period same", "renew-period 60 days"))
    again = f"{WHEN}{WHEN}AOharbor|AAP1|AB{LENT}|AD{PASSWORD}|"
    assert machine.say(f"11NN{again}").startswith("120N")
    assert machine.say(f"11YN{again}").startswith("121Y")
    assert machine.say(f"65{WHEN}AOharbor|AAP1|AD{PASSWORD}|").startswith("661")
    assert machine.say(f"29NN{WHEN}{WHEN}AOharbor|AAP1|AD{PASSWORD}|AB{ON_SHELF}|").startswith("300N")


def test_what_somebody_waits_for_is_put_aside(machine) -> None:
    told = machine.say(f"09N{WHEN}{WHEN}APdesk|AOharbor|AB{ASKED_FOR}|")
    assert told[:6] == "101YUY"
    assert "CV01|CTdesk|" in told
    assert "Reader" not in told


def test_a_request_is_placed_and_ended(machine, fresh) -> None:
    ask = f"{WHEN}BSdesk|AOharbor|AAP1|AD{PASSWORD}|AB{RESTRICTED}|"
    assert machine.say(f"15+{ask}").startswith("161")
    standing = fresh.installation.services.circulation.reading.standing
    assert len(standing(DESK, [fresh.at["P1"]])[0].requests) == 1
    assert machine.say(f"15*{ask}").startswith("160")
    assert machine.say(f"15-{ask}").startswith("161")
    assert standing(DESK, [fresh.at["P1"]])[0].requests == ()
    assert "waits for no such thing" in machine.say(f"15-{ask}")


def test_money_that_a_machine_took_is_taken_once(machine, fresh) -> None:
    fees = fresh.installation.services.fees
    fees.charge(DESK, fresh.at["P1"], FeeType.OTHER, Money(250, "EUR"))
    pay = f"37{WHEN}0100EURBV1.50|AOharbor|AAP1|AC|BKtill-77|"
    assert [machine.say(pay)[:3], machine.say(pay)[:3]] == ["38Y", "38Y"]
    (owed,) = fees.of_patrons(DESK, [fresh.at["P1"]])
    assert [each.remaining.minor for each in owed] == [100]
    assert "BHEUR|BV1.00|" in machine.say(f"23001{WHEN}AOharbor|AAP1|AD{PASSWORD}|")
    assert machine.say(pay.replace("1.50", "9.00").replace("77", "78")).startswith("38N")
    assert machine.say(pay.replace("1.50", "lots").replace("77", "79")).startswith("38N")


def test_a_card_that_was_left_behind_is_blocked_and_only_people_lift_that(machine) -> None:
    assert machine.say(f"01Y{WHEN}AOharbor|ALleft behind|AAP2|AC|").startswith("24YYYY")
    assert machine.say(f"25{WHEN}AOharbor|AAP2|AC|").startswith("26YYYY")


@pytest.mark.parametrize(("hour", "told"), [(3, " Y"), (5, "  ")], ids=["on the last day", "on the next"])
def test_a_block_ends_with_its_last_day_where_the_library_is(fresh, hour: int, told: str) -> None:
    services, now = fresh.installation.services, datetime(2026, 5, 2, hour, tzinfo=UTC)
    services.settings.publish_hours(operator("harbor"), DEFAULT_HOURS.replace("UTC", "America/New_York"))
    services.patrons.add_block(DESK, fresh.at["P1"], (BlockScope.RENEW,), "until May", expires=date(2026, 5, 1))
    conversation = Conversation(services, lambda: now, Terms(passwords=False), "127.0.0.1")
    assert conversation.answer(f"9300CNharbor|CO{fresh.tokens['desk']}|".encode()) == b"941"
    assert conversation.answer(f"23001{WHEN}AOharbor|AAP1|AC|".encode()).decode()[2:4] == told


# machines that do wrong


def test_nothing_is_said_to_a_machine_that_has_not_signed_in(port, fresh) -> None:
    for message in (f"17{WHEN}AB{LENT}|", f"63001{WHEN}          AAP1|", f"09N{WHEN}{WHEN}AB{LENT}|"):
        with closing(Machine(port)) as machine:
            assert machine.say("9900802.00").startswith("98Y")
            assert machine.say(message) == ""
    with closing(Machine(port)) as machine:
        wrong = (
            f"9300CNcloister|CO{fresh.tokens['desk']}|CPdesk|",
            f"9300CNharbor|CO{fresh.tokens['reader']}|CPdesk|",
        )
        assert [machine.say(each) for each in wrong] == ["940", "940"]
        assert machine.say(f"9300CNharbor|CO{fresh.tokens['desk']}|CPnowhere|") == ""


def test_a_token_that_is_revoked_cuts_its_machine_off(machine, fresh) -> None:
    access = fresh.installation.services.access
    access.revoke_token(operator(), fresh.tokens["desk"])
    assert machine.say(f"17{WHEN}AB{LENT}|") == ""


@pytest.mark.parametrize(
    "message", [b"", b"\xff\xfe\xfd", b"77nothing", b"17cut", b"17" + WHEN.encode() + b"AB31|AY1AZ0000"], ids=repr
)
def test_what_cannot_be_read_is_asked_for_again_and_then_given_up(port, message: bytes) -> None:
    with closing(Machine(port)) as machine:
        if message:
            assert [machine.say(message) for _ in range(3)] == ["96", "96", ""]
        else:
            assert machine.say(b"\n\r\n\r9900802.00").startswith("98Y")


def test_a_message_without_an_end_is_not_read_to_it(port) -> None:
    with closing(Machine(port)) as machine:
        assert machine.say(b"17" + b"A" * (4 * MOST_OCTETS)) == ""


def test_a_machine_that_says_nothing_keeps_no_other_waiting(port) -> None:
    with closing(Machine(port)) as silent, closing(Machine(port)) as machine:
        silent.socket.sendall(b"17")
        assert machine.say("9900802.00").startswith("98Y")


@pytest.mark.slow
def test_the_command_listens_until_it_is_stopped(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/store.sqlite"
    assert catalograph("tenant", "create", "harbor", "--store", store).returncode == 0
    with running("sip2", "--port", "0", "--store", store, heard=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline().decode()
        with closing(Machine(int(said.rpartition(":")[2]))) as machine:
            assert machine.say("9900802.00").startswith("98Y")
        process.terminate()
        assert process.wait(20) == 0
