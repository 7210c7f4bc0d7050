"""What does not agree in [[shifts]] is found before anything is worked out."""

from __future__ import annotations

from typing import Any

import pytest

from joinedup.money.whole_place.shift_findings import shift_findings
from joinedup.place.key_paths import shown

CLINIC = {"organisation": "RZZ1", "setting": "hospital", "kind": "outpatient"}


def found(leaves: Any, arrives: Any = None, **whole_place: Any) -> list[tuple[str, str]]:
    content = {"shifts": [{"leaves": leaves, "arrives": arrives}], "whole_place": whole_place}
    return [(shown(one.path), one.found) for one in shift_findings(content)]


def test_a_shift_that_agrees_has_no_finding() -> None:
    assert (
        found(CLINIC, {"organisation": "L81001", "setting": "general-practice", "kind": "consultation"}) == []
    )


def test_activity_does_not_arrive_where_it_left() -> None:
    assert found(CLINIC, dict(CLINIC)) == [("shifts[1].arrives", "the service that activity leaves")]


def test_a_setting_is_one_of_the_records_or_one_the_place_says_how_it_pays() -> None:
    spa = CLINIC | {"setting": "spa"}
    assert found(spa) == [("shifts[1].leaves.setting", '"spa"')]
    assert found(spa, paid_by_activity={"spa": 1.0}) == []


def test_a_kind_that_the_records_do_not_know_needs_a_price() -> None:
    massage = CLINIC | {"kind": "massage"}
    assert found(massage) == [("shifts[1].leaves.kind", '"massage"')]
    assert found(massage | {"price": 40}) == []


@pytest.mark.parametrize("written", [None, 3, "x", [], {}, {"kind": 3, "setting": []}])
def test_what_has_another_shape_is_passed_over(written: Any) -> None:
    assert found(written, written if written is None else 3) == []
    assert list(shift_findings({"shifts": written})) == []
