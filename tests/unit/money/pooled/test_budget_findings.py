"""What does not agree in [budget]."""

from __future__ import annotations

import tomllib

import pytest

from joinedup.money.pooled.findings import budget_findings
from joinedup.place.key_paths import shown
from joinedup.place.problems import Finding

SOUND = """\
[budget]
host = "QZZ"
risk_pool = 50
covers_overspend = ["other-lines", "risk-pool", "outside-the-pool"]
[[budget.contributions]]
organisation = "QZZ"
amount = 1_000
covers = ["acute", "community"]
vat_recoverable = true
rolled_forward = 980
recurrent_changes = -10
inflation = 40
planned_changes = 5
efficiency = 15
share_of_overspend = 0.6
[[budget.contributions]]
organisation = "SEA"
amount = 500
covers = ["social-care"]
vat_recoverable = true
share_of_overspend = 0.4
[[budget.lines]]
name = "Wards"
covers = "acute"
organisation = "RZZ1"
amount = 800
[[budget.lines]]
name = "Homes"
covers = "social-care"
organisation = "SEA"
amount = 450
"""


def only_finding(old: str, new: str) -> Finding:
    assert old in SOUND
    (finding,) = budget_findings(tomllib.loads(SOUND.replace(old, new, 1)))
    return finding


def test_a_sound_budget_has_nothing_that_disagrees() -> None:
    assert list(budget_findings(tomllib.loads(SOUND))) == []


def test_a_place_without_a_budget_has_nothing_that_disagrees() -> None:
    assert list(budget_findings({})) == []


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("inflation = 40", "inflation = 41", "budget.contributions[1].amount", "£1,001"),
        ("rolled_forward = 980", "", "budget.contributions[1].rolled_forward", "rolled_forward"),
        ('covers = "acute"', 'covers = "accute"', "budget.lines[1].covers", "no contribution"),
        ("amount = 450", "amount = 510", "budget.lines[2].amount", "£10 cannot be paid"),
        ("risk_pool = 50", "risk_pool = 251", "budget.lines", "£1,501"),
        ("share_of_overspend = 0.4", "", "budget.contributions[2].share_of_overspend", "every contribution"),
        (
            "share_of_overspend = 0.4",
            "share_of_overspend = 0.5",
            "budget.contributions[2].share_of_overspend",
            "1.1",
        ),
        ('"risk-pool", "outside', '"other-lines", "outside', "budget.covers_overspend[2]", "once"),
        (
            '"risk-pool", "outside-the-pool"',
            '"outside-the-pool", "risk-pool"',
            "budget.covers_overspend[3]",
            "last",
        ),
    ],
)
def test_what_does_not_agree_is_found_at_its_key(old: str, new: str, key: str, said: str) -> None:
    finding = only_finding(old, new)
    assert shown(finding.path) == key
    assert said in f"{finding.found} {finding.expected} {finding.do}"


def test_a_misspelt_purpose_is_told_the_one_it_may_mean() -> None:
    assert only_finding('covers = "acute"', 'covers = "accute"').nearest == "acute"


def test_the_build_up_is_spelt_out() -> None:
    finding = only_finding("inflation = 40", "inflation = 41")
    assert finding.expected == "£1,001, which is £980 − £10 + £41 + £5 − £15"


def test_the_vat_of_a_line_is_part_of_its_amount() -> None:
    finding = only_finding("amount = 450\n", "amount = 450\nvat = 90\n")
    assert shown(finding.path) == "budget.lines[2].vat"
    assert (finding.found, finding.expected) == (
        "£90 of VAT in £450",
        "at most £75, which all of it bears at 20%",
    )
    within = SOUND.replace("amount = 450\n", "amount = 450\nvat = 75\n")
    assert list(budget_findings(tomllib.loads(within))) == []
