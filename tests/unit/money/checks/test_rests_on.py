"""What a finding rests on: the sources of the figures that its rule read, and what of them is assumed."""

from __future__ import annotations

from typing import Any

from joinedup.money.checks.checked import checked
from joinedup.money.checks.rests_on import NOT_SAID, assumed_in, rests_on
from joinedup.money.checks.rule import by_id
from tests.unit.money.checks.proposals import changed, proposal

ISSUE = {"what": "the price", "source": "the minutes"}


def sources(rule: str, **change: Any) -> tuple[str, ...]:
    content = {f"contracts.0.{key.replace('__', '.')}": value for key, value in change.items()}
    return rests_on(proposal(changed(content), rule), by_id()[rule])


def test_a_figure_without_a_source_is_said_to_be_the_places_own() -> None:
    assert sources("R26") == (NOT_SAID,)


def test_the_nearest_source_is_the_one() -> None:
    of_contract = {"source": "the contract"}
    assert sources("R26", **of_contract) == ("the contract",)
    assert sources("R26", **of_contract, figure_sources={"retained_by_commissioner": "schedule 4"}) == (
        "schedule 4",
    )
    assert sources("R03", source="the contract", open_issues=[ISSUE]) == ("the minutes", "the contract")
    assert sources("R15", exits=[{"when": "ever", "source": "clause 9"}])[0] == "clause 9"


def test_of_what_is_not_written_it_is_said_where_it_is_known_from_that_there_is_none() -> None:
    said = sources("R12", guarantees=[], figure_sources={"guarantees": "inferred: none was found"})
    assert "inferred: none was found" in said


def test_only_what_is_assumed_is_told_as_assumed() -> None:
    assert assumed_in("the audit of 2016: £152m; assumption: falling by as much each year") == (
        "falling by as much each year",
    )
    assert assumed_in("the audit of 2016. Inferred: no opinion") == ("no opinion",)
    assert assumed_in("half of £178m (assumption): the audit") == ("half of £178m (assumption): the audit",)
    assert assumed_in("the audit of 2016, page 4") == ()


def test_an_answer_says_what_it_assumes() -> None:
    place = proposal(
        changed({"contracts.0.figure_sources": {"people": "assumption: as in 2011"}}), "R09"
    ).place
    by_rule = {one.rule.id: one for one in checked(place)}
    assert by_rule["R09"].assumes == ("as in 2011",)
    assert by_rule["R26"].assumes == ()
