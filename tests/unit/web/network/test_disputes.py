"""A dispute is raised, answered, taken to the arbiter and settled; only when both say so, and only members read it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.unit.web.decisions.board import member, place

if TYPE_CHECKING:
    from joinedup.web.network.models import Dispute

pytestmark = pytest.mark.usefixtures("database")


def raised() -> Dispute:
    from joinedup.web.network import actions

    return actions.raise_dispute(
        by=member("RZZ1"),
        place=place(),
        agreement=place().agreements[0],
        raised_with="SEA",
        title="Wards",
        words="Pay",
        form_key=uuid4(),
    )


def goes_on(organisation: str, dispute: Dispute, step: str, words: str = "As said") -> None:
    from joinedup.web.network import actions

    actions.take_step(by=member(organisation), place=place(), dispute=dispute, step=step, words=words)


def steps(dispute: Dispute, organisation: str, has_arbiter: bool = True) -> list[str]:
    from joinedup.web.network.disputes import next_steps

    return [str(one) for one in next_steps(dispute, list(dispute.steps.all()), organisation, has_arbiter)]


def test_only_the_other_party_answers_and_only_who_raised_it_withdraws() -> None:
    dispute = raised()
    assert steps(dispute, "SEA") == ["answered", "offered", "referred"]
    assert steps(dispute, "RZZ1") == ["offered", "referred", "withdrawn"]


def test_who_is_no_party_reads_it_and_does_nothing() -> None:
    from joinedup.web.network.queries import disputes

    dispute = raised()
    assert list(disputes(member("QZZ"), place())) == [dispute]
    assert steps(dispute, "QZZ") == []


def test_whoever_has_no_part_in_the_agreement_reads_no_dispute() -> None:
    from joinedup.web.network.queries import disputes
    from tests.support.care_team_people import social_worker, viewer

    raised()
    assert not disputes(viewer("Joan", "board-member", "VL001"), place())
    assert not disputes(social_worker(), place())


def test_a_settlement_holds_only_when_the_other_confirms_it() -> None:
    dispute = raised()
    goes_on("RZZ1", dispute, "offered", "Half each")
    assert steps(dispute, "RZZ1") == []
    assert steps(dispute, "SEA") == ["settled", "refused"]
    goes_on("SEA", dispute, "settled", "")
    assert steps(dispute, "SEA") == []


def test_a_settlement_refused_leaves_the_dispute_open() -> None:
    dispute = raised()
    goes_on("RZZ1", dispute, "offered", "Half each")
    goes_on("SEA", dispute, "refused", "A third")
    assert "offered" in steps(dispute, "SEA")


def test_nothing_goes_to_an_arbiter_whom_no_contract_names() -> None:
    from joinedup.web.network.actions import NotPossible

    dispute = raised()
    assert "referred" not in steps(dispute, "SEA", has_arbiter=False)
    with pytest.raises(NotPossible, match="look again how the dispute stands"):
        goes_on("SEA", dispute, "referred")


def test_a_dispute_goes_to_the_arbiter_once() -> None:
    from joinedup.web.network.models import DisputeStep

    dispute, by = raised(), member("SEA")
    from django.utils import timezone

    DisputeStep.objects.create(
        dispute=dispute, step="referred", organisation="SEA", words="x", by_id=by.post_id, at=timezone.now()
    )
    assert "referred" not in steps(dispute, "RZZ1")


def test_a_dispute_that_ended_goes_no_further() -> None:
    from joinedup.web.network.actions import NotPossible

    dispute = raised()
    goes_on("RZZ1", dispute, "withdrawn", "Solved by telephone")
    with pytest.raises(NotPossible, match="has ended"):
        goes_on("SEA", dispute, "answered")


def test_nobody_raises_a_dispute_with_themselves_or_with_a_stranger() -> None:
    from joinedup.web.network import actions

    for other in ("RZZ1", "VL001"):
        with pytest.raises(actions.NotPossible, match="another member"):
            actions.raise_dispute(
                by=member("RZZ1"),
                place=place(),
                agreement=place().agreements[0],
                raised_with=other,
                title="x",
                words="x",
                form_key=uuid4(),
            )
