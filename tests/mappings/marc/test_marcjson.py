"""MARC-in-JSON as one array, as lines, or one object after another."""

import json

import pytest

from mappings.marc.reader import read
from mappings.marc.record import Broken, DataField, Record, Subfield
from mappings.marc.repairs import Repair

OBJECT = {
    "leader": "00000nam a2200000 i 4500",
    "fields": [
        {"001": "j1"},
        {"245": {"ind1": "1", "ind2": "0", "subfields": [{"a": 'Braces {"}{" and quotes'}, {"c": "—"}]}},
    ],
}
LINE = json.dumps(OBJECT)


@pytest.mark.parametrize(
    "text",
    [
        LINE + "\n" + LINE + "\n",
        f"[{LINE},{LINE}]",
        json.dumps([OBJECT, OBJECT], indent=2, ensure_ascii=False),
        LINE + LINE,
        "\ufeff" + json.dumps(OBJECT, indent=1) + ",\r\n" + LINE,
        f"\x1e{LINE}\n\x1e{LINE}\n".strip("\x1e"),
    ],
)
def test_records_however_they_stand_together(text: str) -> None:
    found = list(read(text.encode()))
    assert len(found) == 2
    for each in found:
        assert isinstance(each, Record)
        assert each.fields[1] == DataField(
            "245", "1", "0", (Subfield("a", 'Braces {"}{" and quotes'), Subfield("c", "—"))
        )
        assert (each.control_number, each.repairs, each.source_format) == ("j1", (), "marcjson")


@pytest.mark.parametrize(
    ("damaged", "code"),
    [
        (LINE[:-1], "MARC_TRUNCATED"),
        (LINE.replace('"ind1":', '"ind1"'), "MARC_JSON"),
        (LINE.replace('"j1"', "17"), "MARC_JSON"),
        ('{"leader": 5, "fields": []}', "MARC_JSON"),
        ('{"leader": "00000nam a2200000 i 4500", "fields": []}', "MARC_NO_FIELDS"),
        ("garbage", "MARC_NOISE"),
    ],
)
def test_one_damaged_object_does_not_take_the_others_with_it(damaged: str, code: str) -> None:
    found = list(read(f"{LINE}\n{damaged}\n{LINE}\n{LINE}".encode()))
    assert [each.code if isinstance(each, Broken) else "ok" for each in found] == ["ok", code, "ok", "ok"]


def test_control_characters_hidden_in_escapes_are_taken_out() -> None:
    (found,) = read(LINE.replace("Braces", "Br\\u001faces").encode())
    assert isinstance(found, Record)
    assert next(found.data("245")).get("a") == 'Braces {"}{" and quotes'
    assert found.repairs == (f"{Repair.CONTROLS}:245",)
