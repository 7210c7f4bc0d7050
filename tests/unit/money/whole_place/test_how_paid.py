"""Who pays for what, and how much of it moves with activity."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from joinedup.errors import JoinedupError
from joinedup.money.contracts import with_terms
from joinedup.money.whole_place.how_paid import paid_share, payer, whole_place_findings, years_shown
from joinedup.money.whole_place.paid_under_contract import how_paid
from joinedup.place.file import read_place
from joinedup.place.key_paths import shown
from joinedup.place.model import Place
from tests.unit.money.places import PLACE


def read(folder: Path, extra: str = "") -> Place:
    (folder / "place.toml").write_text(f"{PLACE}\n{extra}")
    return read_place(folder)


def test_hospital_care_is_taken_as_paid_by_activity_and_community_care_as_a_block(tmp_path: Path) -> None:
    place = read(tmp_path)
    assert (paid_share(place, "hospital"), paid_share(place, "community")) == (1.0, 0.0)
    assert (payer(place, "hospital"), payer(place, "social-care")) == ("QZZ", "SEA")
    assert years_shown(place) == 3


def test_what_the_place_writes_stands_before_what_is_assumed(tmp_path: Path) -> None:
    place = read(
        tmp_path,
        '[whole_place]\nyears = 5\npaid_by_activity = { hospital = 0.2 }\npays = { hospital = "SEA" }\n',
    )
    assert paid_share(place, "hospital") == 0.2
    assert payer(place, "hospital") == "SEA"
    assert years_shown(place) == 5


def test_a_setting_nobody_knows_how_it_is_paid_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(JoinedupError, match="paid_by_activity"):
        paid_share(read(tmp_path), "prison")


def test_two_commissioners_must_say_who_pays(tmp_path: Path) -> None:
    place = read(tmp_path, '[[organisations]]\ncode = "QYY"\nname = "Another board"\nkind = "commissioner"\n')
    with pytest.raises(JoinedupError, match="who pays for hospital"):
        payer(place, "hospital")


def test_under_a_contract_the_term_says_how_a_service_is_paid(tmp_path: Path) -> None:
    place = read(tmp_path)
    terms = with_terms(place.contracts[0])
    admissions, visits = (how_paid(place, terms, service) for service in place.contracts[0].services)
    assert (admissions.payer, admissions.share) == ("QZZ", 1.0)
    assert (visits.payer, visits.share) == ("RZZ3", 0.0)


def test_names_that_the_place_does_not_have_are_found() -> None:
    text = f"""{PLACE}
[whole_place]
pays = {{ hospital = "QZX" }}
[[whole_place.programme_costs]]
of = "Hub"
name = "team"
organisation = "QZZ"
amounts = [1]
"""
    found = list(whole_place_findings(tomllib.loads(text)))
    assert [shown(one.path) for one in found] == [
        "whole_place.pays.hospital",
        "whole_place.programme_costs[1].of",
    ]
    assert [one.nearest for one in found] == ["QZZ", "Hubs"]
