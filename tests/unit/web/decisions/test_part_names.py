"""Parts of the place file are called as a board member would call them."""

from __future__ import annotations

import pytest

from joinedup.web.decisions.part_names import part_in_words


@pytest.mark.parametrize(
    ("path", "name", "words"),
    [
        ("care_models[1]", "Quay hub", "Quay hub (care_models[1])"),
        ("control_totals[2]", "RZZ1", "Control totals of Harbour General (control_totals[2])"),
        ("standards[1]", "four_hour_waits", "four hour waits (standards[1])"),
        ("engine_room", "", "Engine room"),
        ("shifts[3]", "", "Shifts (shifts[3])"),
    ],
)
def test_a_part_is_called_by_its_name_and_never_by_a_code_alone(path: str, name: str, words: str) -> None:
    assert part_in_words(path, name, {"RZZ1": "Harbour General"}) == words
