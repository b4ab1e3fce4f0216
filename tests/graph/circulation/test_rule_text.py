"""Lending rules as text: what is read, what is written, and what a librarian is told who mistyped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from inline_snapshot import snapshot

from graph.circulation.duration import Duration, TimeUnit
from graph.circulation.rules.declarations import BY_WORD, ROWS, written
from graph.circulation.rules.errors import InvalidRules
from graph.circulation.rules.formatter import format_rules
from graph.circulation.rules.model import Field, RuleSet, Selector, Value
from graph.circulation.rules.parser import LONGEST, MOST_PROBLEMS, parse
from tests.graph.circulation.rule_strategies import rule_sets

SCHEDULES = "schedule terms :\n    2026-02-01 to 2026-06-30 due 2026-07-15\n"
EXAMPLES = [(row.field, text, value) for row in ROWS for text, value in row.examples]


def problems(text: str) -> list[str]:
    with pytest.raises(InvalidRules) as told:
        parse(text)
    return [str(each) for each in told.value.problems]


def declared(text: str) -> dict[Field, Value]:
    (rule,) = parse(text).rules
    return {each.field: each.value for each in rule.declarations}


@pytest.mark.parametrize(("field", "text", "value"), EXAMPLES, ids=[text for _, text, _ in EXAMPLES])
def test_each_declaration_reads_and_writes_its_examples(field: Field, text: str, value: Value) -> None:
    assert declared(f"{SCHEDULES}everywhere : {text}") == {field: value}
    assert written(field, value) == text


def test_every_field_has_a_row() -> None:
    assert [row.field for row in ROWS] == list(Field)
    assert set(BY_WORD) == {each.value for each in Field}


@settings(max_examples=100, deadline=None)
@given(rule_sets())
def test_what_is_written_reads_the_same_comments_included(rules: RuleSet) -> None:
    lead = rules.items[0].lead
    while lead and not lead[0]:
        lead = lead[1:]
    text = format_rules(rules)
    again = parse(text)
    assert again.items[1:] == rules.items[1:]
    assert again.items[0].lead == lead
    assert again.tail == rules.tail
    assert format_rules(again) == text.lstrip("\n")


def test_a_rule_goes_on_over_indented_lines_and_comments_stay_with_what_they_speak_of() -> None:
    text = """\
# Our rules


everywhere            : loanable, items 20 # the board, 2024
harbor   group=student
         type=book :
    period 28 days,   # four weeks
    # nobody came for it
    not renewable
    recall { guaranteed 7 days
             return-within 3 days }

# the end
"""
    assert format_rules(parse(text)) == snapshot("""\
# Our rules

# the board, 2024
everywhere : loanable, items 20
harbor group=student type=book :
    # four weeks
    period 28 days
    # nobody came for it
    not renewable
    recall { guaranteed 7 days, return-within 3 days }

# the end
""")


def test_colons_of_rules_below_each_other_stand_in_one_column() -> None:
    assert format_rules(parse("everywhere: items 1\nharbor group=staff : items 2\n")) == snapshot("""\
everywhere         : items 1
harbor group=staff : items 2
""")


def test_names_with_blanks_and_marks_are_quoted() -> None:
    (rule,) = parse('"main library/map: room" type="talking book" : pickup-at "front desk" any').rules
    assert rule.selector == Selector("main library/map: room", material_type="talking book")
    assert rule.declarations[0].value == ("front desk", "any")


def test_a_unit_may_be_called_schedule() -> None:
    found = [each.selector.unit for each in parse("schedule : items 1\nschedule group=staff : items 2").rules]
    assert found == ["schedule", "schedule"]


def test_the_order_of_requests_does_not_matter_and_files_of_windows_are_read() -> None:
    assert declared("\ufeffeverywhere : requests page hold\r\n") == declared("everywhere : requests hold page")
    assert declared("everywhere : period 1 day") == {Field.PERIOD: Duration(1, TimeUnit.DAYS)}


def test_every_mistake_is_told_at_once_with_its_place_and_what_was_meant() -> None:
    text = """\
everywhere : loanble, period 28 dayz, renewals 2 3, items many
harbor gruop=student : recall { guaranteed 3 dys }, lost { after 3 days, bil 3 EUR }
harbor/ : overdue 0.505 EUR per day max 3 USD
harbor
 type="map : not loanabel
x : period schedule term, notices { a 3 days befor due, b }
schedule terms:
   2026-02-01 to 2026-01-01 due 2026-12-01
   2026-02-30 to 2026-05-01 due 2026-12-01
"""
    assert problems(text) == snapshot(
        [
            "1:14: expected something to declare, not “loanble”; did you mean “loanable”?",
            "1:33: expected a unit of time: minutes, hours, days, weeks or months, not “dayz”; did you mean “days”?",
            "1:50: expected a comma or the end of the line after “renewals”, not “3”",
            "1:59: expected a number or “unlimited”, not “many”",
            "2:8: expected a criterion: group, type or loan, not “gruop”; did you mean “group”?",
            "2:46: expected a unit of time: minutes, hours, days, weeks or months, not “dys”; did you mean “days”?",
            "2:74: expected a part of “lost”: after, bill, processing or refund-within, not “bil”; "
            "did you mean “bill”?",
            "3:1: expected a path of organisational units such as harbor/map-room, not “harbor/”",
            "3:19: EUR has 2 decimals, “0.505” has 3",
            '5:7: expected a closing “"” on this line',
            "5:18: expected what is not so: loanable or renewable, not “loanabel”; did you mean “loanable”?",
            "6:21: expected the name of a schedule of this text, not “term”; did you mean “terms”?",
            "6:46: expected on which side of the due date: before or after, not “befor”; did you mean “before”?",
            "6:59: expected how long before or after, such as “3 days”, not “}”",
            "8:4: expected a term whose first day is not after its last, not “2026-02-01”",
            "9:4: expected a date such as 2026-07-31, not “2026-02-30”",
        ]
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("harbor", "1:7: expected “:” and what is declared"),
        ("harbor :", "1:9: expected what is declared after “:”"),
        (": items 2", "1:1: expected an organisational unit such as harbor/map-room, or “everywhere”, not “:”"),
        ("harbor group : items 2", "1:14: expected “=” after “group”, not “:”"),
        ("harbor group= : items 2", "1:15: expected a value after “group=”, not “:”"),
        ("harbor group=a group=b : items 2", "1:16: expected “group=” once, not “group”"),
        ("harbor : items 2, items 3", "1:19: expected “items” once in a rule, not “items”"),
        ("harbor : loanable items 3", "1:19: expected a comma or the end of the line after “loanable”, not “items”"),
        ("harbor : recall { guaranteed 3 days", "1:17: expected a closing “}” for this “{”"),
        ("harbor : recall { guaranteed 3 days }", "1:17: expected “return-within” in the braces of “recall”, not “{”"),
        ("harbor : recall soon", "1:17: expected “{” or “none” after “recall”, not “soon”"),
        ("harbor : overdue 1 EUR per day max 3 USD", "1:36: expected an amount in EUR, as the rate is, not “3.00 USD”"),
        ("harbor : overdue 1.5 JPY per day", "1:18: JPY has no decimals, “1.5” has 1"),
        ("harbor : overdue 1 EUR per day per hour",
         "1:32: expected an option: max, count-closed or forgive-on-renew, not “per”"),
        ("harbor : overdue 1 euro per day", "1:20: expected a currency of ISO 4217 such as EUR, not “euro”; did you "
         "mean “EUR”?"),
        ("harbor : period 99999 days", "1:17: expected a length of time such as “28 days”, “until” a date, or "
         "“schedule” and its name, not “99999”"),
        ("harbor : period until 0001-01-01", "1:23: expected a date such as 2026-07-31, not “0001-01-01”"),
        ("schedule a : 2026-01-01 to 2026-02-01 due 2026-03-01\nschedule a : 2026-01-01 to 2026-02-01 due 2026-03-01",
         "2:10: expected another name, “a” is on line 1, not “a”"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_what_was_expected(text: str, told: str) -> None:
    assert problems(text) == [told]


def test_of_what_is_no_text_of_rules_the_first_thousand_problems_are_told() -> None:
    assert len(problems("harbor : loanble\n" * 5_000)) == MOST_PROBLEMS


def test_a_text_beyond_all_measure_is_refused() -> None:
    assert problems("#" * (LONGEST + 1)) == ["1:1: expected at most 500,000 characters, not 500,001"]
