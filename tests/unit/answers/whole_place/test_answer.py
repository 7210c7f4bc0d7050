"""Who gains and who loses, asked of a place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from joinedup.answers.whole_place.answer import answered
from joinedup.answers.whole_place.printed import printed_lines
from joinedup.answers.whole_place.write import as_html, as_json, write_answer
from joinedup.errors import JoinedupError
from tests.unit.answers.whole_place.built import built, evaluated
from tests.unit.money.places import PLACE


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "place.toml").write_text(PLACE)
    return tmp_path


def test_a_shift_needs_no_build_where_its_prices_are_written(plan: Path) -> None:
    asked = answered(plan, "frailty at home")
    (answer,) = asked.answers
    # 100 admissions at 1,000 pounds leave, 16%, 49.6% and 69.76% of their cost with them; 200 visits at 50 pounds arrive.
    assert answer.view.members()["RZZ1"] == (-84_000_00, -50_400_00, -30_240_00)
    assert answer.view.members()["RZZ3"] == (-10_000_00,) * 3
    assert answer.view.members()["QZZ"] == (95_000_00, 100_000_00, 100_000_00)
    assert answer.transfers.after_pence() == {"RZZ1": 0, "QZZ": 295_000_00 - 194_640_00, "RZZ3": 0}


def test_a_price_that_nobody_knows_is_asked_for(plan: Path) -> None:
    text = PLACE.replace('began = "emergency", price = 1_000', 'began = "emergency"')
    (plan / "place.toml").write_text(text)
    with pytest.raises(JoinedupError, match="write price"):
        answered(plan, "Frailty at home")


def test_a_price_that_is_not_written_is_read_from_the_records(tmp_path: Path) -> None:
    folder = built(tmp_path)
    text = PLACE.replace('began = "emergency", price = 1_000', 'began = "emergency"')
    (folder / "place.toml").write_text(text)
    (moved, _) = answered(folder, "Frailty at home").answers[0].case.moved
    assert moved.price_pence == 1_000_00


def test_a_contract_shows_its_savings_and_what_it_needs_first(plan: Path) -> None:
    asked = answered(plan, "Care at home")
    (answer,) = asked.answers
    # 10 and 20 admissions at 800 pounds, paid by activity; half of their cost leaves in the year, 70% by the next.
    assert answer.view.members() == {
        "RZZ1": (-8_000_00 + 4_000_00, -16_000_00 + 9_600_00),
        "QZZ": (8_000_00 - 1_000_00, 16_000_00),
    }


def test_one_planned_saving_says_that_what_the_contract_needs_is_left_out(plan: Path) -> None:
    asked = answered(plan, "Fewer admissions")
    assert asked.answers[0].view.gain_pence()["QZZ"] == 24_000_00
    assert "Care at home" in asked.question.warnings[0]


def test_what_is_not_named_is_listed(plan: Path) -> None:
    with pytest.raises(JoinedupError, match='"Hubs"'):
        answered(plan, None)
    with pytest.raises(JoinedupError, match='did you mean "Frailty at home"'):
        answered(plan, "frailty at hom")


def test_a_care_model_needs_a_build(plan: Path) -> None:
    with pytest.raises(JoinedupError):
        answered(plan, "Hubs")


def test_a_care_model_counts_what_happened_to_the_people_on_its_caseload_while_on_it(tmp_path: Path) -> None:
    asked = answered(built(tmp_path), "Hubs")
    (moved,) = asked.answers[0].case.moved
    # Forty admissions; a fifth fewer than there would have been: 40 x 0.2 / 0.8.
    assert (moved.organisation, moved.units, moved.price_pence) == ("RZZ1", 40, 1_000_00)
    assert moved.units_moved == pytest.approx(-10)
    assert asked.answers[0].view.members()["QZZ"] == (10_000_00,) * 3


def test_an_organisation_with_few_of_the_people_is_not_shown(tmp_path: Path) -> None:
    asked = answered(built(tmp_path, at_second=3), "Hubs")
    assert "RZZ3" not in asked.answers[0].view.members()
    assert any("too few" in said and "sum is without them" in said for said in asked.question.warnings)
    many = answered(built(tmp_path / "many", at_second=12), "Hubs")
    assert "RZZ3" in many.answers[0].view.members()


def test_what_is_not_counted_and_what_is_not_written_is_said(tmp_path: Path) -> None:
    said = " ".join(answered(built(tmp_path), "Hubs").question.warnings)
    assert "A2" in said
    assert "bed days" in said
    assert "[[whole_place.programme_costs]]" in said


def test_measured_changes_stand_beside_expected_ones_with_their_interval(tmp_path: Path) -> None:
    folder = built(tmp_path)
    evaluated(folder, -0.1, -0.3, 0.2)
    asked = answered(folder, "Hubs")
    names = [answer.case.name for answer in asked.answers]
    assert names == ["expected", "measured", "most-favourable", "least-favourable"]
    moved = [answer.case.moved[0].units_moved for answer in asked.answers]
    assert moved == pytest.approx([-10, -40 / 9, -120 / 7, 40 / 6])
    places = [sum(answer.view.place_pence()) for answer in asked.answers]
    assert places[3] < 0 < places[1] < places[0] < places[2]
    assert any("another build" in warning for warning in asked.question.warnings)


def test_an_interval_without_an_end_shows_no_end(tmp_path: Path) -> None:
    folder = built(tmp_path)
    evaluated(folder, -0.1, -0.3, None)
    names = [answer.case.name for answer in answered(folder, "Hubs").answers]
    assert names == ["expected", "measured", "most-favourable"]


def test_a_result_file_that_is_none_is_refused(tmp_path: Path) -> None:
    folder = built(tmp_path)
    file = folder / "build" / "evaluations" / "hubs.json"
    file.parent.mkdir()
    file.write_text("[]")
    with pytest.raises(JoinedupError, match="joinedup evaluate"):
        answered(folder, "Hubs")


def test_the_page_and_the_json_say_the_same(plan: Path) -> None:
    asked = answered(plan, "Frailty at home")
    written = write_answer(plan, asked)
    assert written.page == plan / "build" / "members" / "frailty-at-home.html"
    whole = json.loads(written.json.read_text())
    (case,) = whole["cases"]
    assert sum(member["transfer_pence"] for member in case["members"]) == 0
    page = written.page.read_text()
    for words in ("The hospital", "−£164,640", "+£164,640", "plan of 2024", "JAMA 1999", "<svg"):
        assert words in page
    assert as_html(asked) == page
    assert as_json(asked) == written.json.read_text()


def test_a_place_that_loses_is_told_that_no_transfer_can_mend_it(plan: Path) -> None:
    (plan / "place.toml").write_text(PLACE.replace("amounts = [5_000]", "amounts = [500_000]"))
    asked = answered(plan, "Frailty at home")
    said = "\n".join(printed_lines(asked))
    assert "no transfer can leave every member as well off" in said
    assert "no transfer can leave" in as_html(asked)


def test_before_it_has_a_caseload_those_eligible_count_in_the_months_they_were(tmp_path: Path) -> None:
    asked = answered(built(tmp_path, begun=False, at_second=12), "Hubs")
    # Forty admissions at the hospital in June and September; those of October fall in no month anybody was eligible.
    assert [(one.organisation, one.units) for one in asked.answers[0].case.moved] == [("RZZ1", 40)]
    assert any("eligible" in said for said in asked.question.rests_on)


def test_a_care_model_with_room_for_few_is_counted_as_far_as_it_has_room(tmp_path: Path) -> None:
    folder = built(tmp_path, begun=False)
    # Two months of twenty people are three and a third a month of the year; there is room for one.
    (folder / "place.toml").write_text(PLACE.replace("capacity = 100", "capacity = 1"))
    asked = answered(folder, "Hubs")
    assert [one.units for one in asked.answers[0].case.moved] == [10]
    assert any("room for 1" in said for said in asked.question.rests_on)


def test_a_price_that_few_people_stand_behind_is_asked_for_and_not_shown(tmp_path: Path) -> None:
    folder = built(tmp_path, on_caseload=4, at_second=0)
    text = PLACE.replace('began = "emergency", price = 1_000', 'began = "emergency"')
    (folder / "place.toml").write_text(text)
    with pytest.raises(JoinedupError, match="Neither the place file nor the records say"):
        answered(folder, "Frailty at home")


def test_a_price_from_the_records_is_without_people_who_opted_out(tmp_path: Path) -> None:
    folder = built(tmp_path, opted_out=11)
    text = PLACE.replace('began = "emergency", price = 1_000', 'began = "emergency"')
    (folder / "place.toml").write_text(text)
    # Nine of twenty are left, the tenth is not on the caseload; with everybody the mean would be less than £1,000.
    assert answered(folder, "Frailty at home").answers[0].case.moved[0].price_pence == 1_000_00


def test_page_and_json_are_never_the_same_file(plan: Path) -> None:
    one = plan / "one"
    with pytest.raises(JoinedupError, match="would be the same file"):
        write_answer(plan, answered(plan, "Care at home"), to=one, json_to=plan / "." / "one")
    assert not one.exists()


def test_prices_of_the_records_are_shown_with_their_publisher(tmp_path: Path) -> None:
    folder = built(tmp_path)
    hospital = "NHS England, National Cost Collection"
    assert any(hospital in said for said in answered(folder, "Hubs").question.rests_on)
    own = PLACE.replace('began = "emergency", price = 1_000', 'began = "emergency"')
    assert not any(hospital in said for said in answered(folder, "Frailty at home").question.rests_on)
    (folder / "place.toml").write_text(own)
    assert any(hospital in said for said in answered(folder, "Frailty at home").question.rests_on)


def test_records_without_what_a_care_model_is_to_change_are_said_to_be_so(tmp_path: Path) -> None:
    said = answered(built(tmp_path, admitted=False), "Hubs").question.warnings
    assert any("comes to nothing: the records hold no such contact" in warning for warning in said)
    with_some = answered(built(tmp_path / "some"), "Hubs").question.warnings
    assert not any("comes to nothing" in warning for warning in with_some)
