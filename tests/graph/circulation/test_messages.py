"""Notices reach patrons as messages: each once, several together, and none that is not true any more."""

from __future__ import annotations

import pytest

from graph.access.model import Forbidden
from graph.circulation.messages.mailing import Reply, Result, deliverable
from graph.circulation.messages.model import NoticeState, Trouble
from graph.circulation.messages.sending import UnknownNotice
from graph.circulation.requesting import Wish
from graph.patrons.model import Contact
from graph.store.errors import Conflict
from graph.store.names import GraphKind
from tests.graph.circulation.lending_desk import House
from tests.graph.circulation.mailbox import Crashed, PostRoom


@pytest.fixture
def post(house: House) -> PostRoom:
    return PostRoom(house)


def done(sending) -> tuple[int, int, int, int, int]:
    return (sending.messages, sending.sent, sending.put_off, sending.failed, sending.dropped)


def test_a_notice_is_one_message_to_the_patron_however_often_it_is_run(post) -> None:
    post.lend()
    post.come_due()
    assert done(post.send()) == (1, 1, 0, 0, 0)
    (letter,) = post.mailbox.letters
    assert (letter.to, letter.sender_name) == ("p1@post.example", "harbor library")
    assert letter.subject == "Due soon: 31"
    assert "Dear Ada Example" in letter.text
    assert done(post.send()) == (0, 0, 0, 0, 0)
    assert post.come_due(days=0) == []
    assert post.listed(NoticeState.WAITING) == []


def test_several_notices_of_one_kind_for_one_patron_are_one_message(post) -> None:
    for item, patron in (("31", "P1"), ("32", "P1"), ("33", "P2")):
        post.lend(item, patron)
    post.come_due()
    assert done(post.send()) == (2, 3, 0, 0, 0)
    texts = {each.to: each.text for each in post.mailbox.letters}
    lines = [line for line in texts["p1@post.example"].splitlines() if line.startswith("- ")]
    assert sorted(line[:4] for line in lines) == ["- 31", "- 32"]


def test_what_came_back_or_was_renewed_meanwhile_is_not_reminded_of(post) -> None:
    for item in ("31", "32", "33"):
        post.lend(item)
    post.come_due()
    post.house.returning.check_in(post.house.staff, "31", post.house.point())
    post.house.lending.renew(post.house.staff, "32")
    assert done(post.send()) == (1, 1, 0, 0, 2)
    assert "33" in post.mailbox.letters[0].text
    assert "31" not in post.mailbox.letters[0].text


def test_a_request_that_is_ready_says_where_and_until_when(post) -> None:
    post.lend()
    wish = Wish("31", pickup=post.house.point())
    post.house.circulation.requesting.place(post.house.staff, "P2", wish)
    post.house.returning.check_in(post.house.staff, "31", post.house.point())
    post.come_due(days=0)
    post.send()
    (letter,) = post.mailbox.letters
    assert letter.to == "p2@post.example"
    assert "- 31: main, until March 9, 2026" in letter.text


def test_a_server_that_asks_for_patience_is_asked_again_later_with_the_same_message(post) -> None:
    post.lend()
    post.come_due()
    later = Reply(Result.LATER, Trouble.TRY_LATER, 451)
    post.mailbox.answers = [later, later]
    assert done(post.send()) == (0, 0, 1, 0, 0)
    assert done(post.send()) == (0, 0, 0, 0, 0)
    post.house.later(minutes=6)
    assert done(post.send()) == (0, 0, 1, 0, 0)
    post.house.later(minutes=6)
    assert done(post.send()) == (0, 0, 0, 0, 0)
    post.house.later(minutes=10)
    assert done(post.send()) == (1, 1, 0, 0, 0)
    assert len({each.id for each in post.mailbox.letters}) == 1


def test_a_server_that_asks_for_patience_for_days_is_given_up_and_told_to_staff(post) -> None:
    post.lend()
    post.come_due()
    post.mailbox.answers = [Reply(Result.LATER, Trouble.TRY_LATER, 451)] * 30
    for _ in range(30):
        post.send()
        post.house.later(hours=6)
    assert post.listed() == ["tryLater"]
    assert len(post.mailbox.letters) < 20


def test_a_patron_who_cannot_be_reached_is_told_to_staff_with_the_reason_and_tried_again_when_they_say(post) -> None:
    post.lend("31", "P1")
    post.lend("32", "P2")
    post.house.patron("P3", contact=Contact("nobody at all"))
    post.lend("33", "P3")
    post.house.patron("P1", name="Ada Example")
    post.come_due()
    post.mailbox.answers = [Reply(Result.REFUSED, Trouble.ADDRESS_REFUSED, 550)]
    assert done(post.send()) == (0, 0, 0, 3, 0)
    assert sorted(post.listed()) == ["addressRefused", "badAddress", "noAddress"]
    post.house.patron("P1", name="Ada Example", contact=Contact("ada@post.example"))
    failed = post.service.notices(post.house.staff, NoticeState.FAILED)
    (missing,) = [each for each in failed if each.trouble is Trouble.NO_ADDRESS]
    post.service.again(post.house.staff, [missing.iri])
    assert done(post.send()) == (1, 1, 0, 0, 0)
    assert post.mailbox.letters[-1].to == "ada@post.example"
    with pytest.raises(UnknownNotice):
        post.service.again(post.house.staff, [missing.iri])


def test_a_process_that_ends_between_sending_and_marking_repeats_the_message_once_under_the_same_name(post) -> None:
    post.lend("31")
    post.lend("32")
    post.come_due()
    post.mailbox.answers = [Crashed(), Crashed()]
    with pytest.raises(Crashed):
        post.send()
    assert done(post.send()) == (0, 0, 0, 0, 0)
    post.lend("33")
    post.house.later(minutes=16)
    with pytest.raises(Crashed):
        post.send()
    first, second = post.mailbox.letters
    assert first == second
    post.house.later(minutes=16)
    assert done(post.send()) == (0, 0, 0, 2, 0)
    assert post.listed() == ["outcomeUnknown", "outcomeUnknown"]
    assert len(post.mailbox.letters) == 2


def test_a_message_of_which_the_end_was_not_heard_is_repeated_once(post) -> None:
    post.lend()
    post.come_due()
    post.mailbox.answers = [Reply(Result.UNCLEAR, Trouble.SERVER_AWAY)] * 2
    for _ in range(4):
        post.send()
        post.house.later(minutes=20)
    assert len(post.mailbox.letters) == 2
    assert post.listed() == ["outcomeUnknown"]


def test_a_dead_server_is_told_and_changes_nothing(post) -> None:
    post.lend()
    post.come_due()
    before = post.house.snapshot()
    post.mailbox.away = True
    found = post.send()
    assert (done(found), len(found.problems)) == ((0, 0, 0, 0, 0), 1)
    assert "post.example" not in found.problems[0]
    assert post.house.snapshot() == before
    post.mailbox.away = False
    assert done(post.send()) == (1, 1, 0, 0, 0)


def test_what_waited_for_days_without_being_tried_is_no_news_and_nobodys_work(post) -> None:
    post.lend()
    post.come_due()
    post.house.later(days=3)
    assert done(post.send()) == (0, 0, 0, 0, 1)
    assert post.listed() == []


def test_of_two_who_send_at_once_one_has_a_notice(post, monkeypatch) -> None:
    post.lend()
    post.come_due()
    compose = post.service._composer.composed

    def meanwhile(tenant, bundles):
        monkeypatch.undo()
        assert done(post.send()) == (1, 1, 0, 0, 0)
        return compose(tenant, bundles)

    monkeypatch.setattr(post.service._composer, "composed", meanwhile)
    assert done(post.send()) == (0, 0, 0, 0, 0)
    assert len(post.mailbox.letters) == 1


def test_a_patron_who_is_erased_takes_what_waits_along_also_while_it_is_sent(post) -> None:
    post.lend()
    (notice,) = post.come_due()
    house = post.house
    post.mailbox.answers = [Crashed()]
    with pytest.raises(Crashed):
        post.send()
    keys = house.store.scan(house.names.graph("harbor", GraphKind.CIRCULATION), house.everything).keys
    assert house.store.forget([key for key in keys if key.iri == notice.iri], house.everything) == 1
    house.later(minutes=16)
    assert done(post.send()) == (0, 0, 0, 0, 0)
    with pytest.raises(Conflict):
        post.service._commit(house.staff, "harbor", "notices.mark", [notice])


def test_a_library_writes_its_own_words_in_the_patrons_language(post) -> None:
    post.templates = "[courtesy de]\nsubject: Bald\n\nHallo {patron.name}: {item.barcode}, {due.date}\n"
    contact = Contact("p1@post.example", language="de-AT")
    post.house.patron("P1", name="Ada Example", contact=contact)
    post.lend()
    post.come_due()
    post.send()
    (letter,) = post.mailbox.letters
    assert (letter.subject, letter.text, letter.language) == (
        "Bald", "Hallo Ada Example: 31, 30. März 2026\n", "de",
    )  # fmt: skip


def test_what_comes_from_records_and_people_begins_no_line_and_no_header(post) -> None:
    edition = post.house.book("41", work="w4")
    title = "A title\r\nBcc: all@post.example\u2028\u202egnp"
    body = {"@type": ["bf:Instance"], "rdfs:label": [title], "bf:instanceOf": [{"@id": post.house.work("w4")}]}
    post.house.write("harbor", edition, body)
    contact = Contact("p1@post.example\r\n")
    post.house.patron("P1", name="Ada\nTo: x@post.example", contact=contact)
    post.lend("41")
    post.come_due()
    post.send()
    (letter,) = post.mailbox.letters
    assert letter.subject == "Due soon: A title Bcc: all@post.example gnp"
    assert [line for line in letter.text.splitlines() if line.startswith(("Bcc", "To:"))] == []
    assert letter.to == "p1@post.example"


def test_sending_and_looking_need_the_permission(post) -> None:
    patron = post.house.actor(post.house.patron("P2"))
    with pytest.raises(Forbidden):
        post.service.send(patron, post.mailbox)
    with pytest.raises(Forbidden):
        post.service.notices(patron, NoticeState.FAILED)
    with pytest.raises(Forbidden):
        post.service.again(patron, [])
    assert post.service.named(patron, ["https://c.example/harbor/notices/x"]) == [None]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ada@post.example", "ada@post.example"),
        (" ada.b+x@post.example ", "ada.b+x@post.example"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@post.example, bob@post.example", None),
        ("ada@post.example\nbcc: x@y.example", None),
        ("Ada <ada@post.example>", None),
        (".ada@post.example", None),
        ("ada@post.example.", None),
        ("ada", None),
        ("a@" + "x" * 300, None),
    ],
)
def test_an_address_is_one_or_none(text: str, address: str | None) -> None:
    assert deliverable(text) == address
