"""What must agree within a contract of the place file: each mistake is told at its line, with what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.money.contracts import term_findings
from joinedup.place.file import read_place
from joinedup.place.problems import PlaceFileError, Problem
from tests.unit.place.sound import SOUND

CONTRACT = """\
[[organisations]]
code = "QZZ"
name = "Seacombe Integrated Care Board"
kind = "commissioner"

[[agreements]]
name = "Seacombe alliance"
form = "alliance"
scope = "vertical"
members = ["RZZ1", "L81001"]

[[contracts]]
name = "Urgent care"
starts_on = 2024-04-01
years = 5
commissioner = "QZZ"
holder = "RZZ1"
risk_owner = "RZZ1"
agreement = "Seacombe alliance"
preferred_bidder_on = 2023-09-01
signed_on = 2024-01-15
prices = [152_000_000, 148_600_000, 145_200_000, 141_800_000, 138_400_000]
benchmarks = [150_000_000, 151_000_000, 152_000_000, 153_000_000, 154_000_000]
futures = { demand = { central = 0.02, low = 0.01, high = 0.04 } }

[contracts.baseline]
measured_from = 2023-04-01
method = "ledger"
annual = 152_000_000
lines = [{ name = "all of it", amount = 152_000_000 }]

[[contracts.services]]
name = "emergency admissions"
organisation = "RZZ1"
setting = "hospital"
activity = 10_000
price = 2_000
fixed_share = 0.6

[[contracts.savings]]
name = "hubs"
service = "emergency admissions"
amounts = [1, 2, 3, 4, 5]
credited_to = ["RZZ1"]

[[contracts.investments]]
name = "double running"
kind = "double-running"
amounts = [5, 0, 0, 0, 0]
paid_by = "QZZ"

[[contracts.outcomes]]
name = "falls"
baseline = 10
target = 8
weight = 0.25
owner = "L81001"

[[contracts.outcomes]]
name = "reablement"
baseline = 0.5
target = 0.7
weight = 0.75

[[contracts.guarantees]]
guarantor = "RZZ1"
amount = 5_000_000

[[contracts.exits]]
who = ["QZZ"]
when = "no price agreed"

[[contracts.gates]]
name = "before-procurement"
on = 2023-05-01
by = "NHS England"
passed = true

[[contracts.gates]]
name = "before-signature"
on = 2023-12-01
by = "NHS England"
passed = true

[[contracts.terms]]
kind = "shared-savings"
minimum_savings_rate = "by-population-size"
quality = "times-score"
share = { RZZ1 = 0.4, L81001 = 0.3, QZZ = 0.3 }

[[contracts.terms]]
kind = "outcome-based"
share_at_risk = [0.0, 0.1, 0.1, 0.15, 0.15]

[[contracts.terms]]
kind = "activity"
services = ["emergency admissions"]
paid_by = "holder"
"""
WITH_A_HOLDER = SOUND.replace("[[contracts]]", '[[contracts]]\nholder = "RZZ1"', 1)
WHOLE = f"{WITH_A_HOLDER}\n{CONTRACT}"


def problems(folder: Path, text: str) -> list[Problem]:
    (folder / "place.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PlaceFileError) as refused:
        read_place(folder, further=[term_findings])
    return list(refused.value.problems)


def test_a_contract_in_full_is_sound(tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_text(WHOLE, encoding="utf-8")
    place = read_place(tmp_path, further=[term_findings])
    assert [len(contract.terms) for contract in place.contracts] == [1, 3]


@pytest.mark.parametrize(
    ("old", "new", "key", "found", "expected"),
    [
        ("QZZ = 0.3 }", "QZZ = 0.2 }", "terms[1].share", "0.4 + 0.3 + 0.2 = 0.9", "shares that sum to 1"),
        ("[150_000_000, 151", "[-150_000_000, 151", "benchmarks[1]", "-150000000", "pounds above 0"),
        ("[152_000_000, 148", "[0, 148", "prices[1]", "0", "pounds above 0"),
        ("[5, 0, 0, 0, 0]", "[5, 0, 0, 0, -1]", "investments[1].amounts[5]", "-1", "0 pounds or more"),
        (
            'holder = "RZZ1"\nrisk',
            'holder = "QZZ"\nrisk',
            "holder",
            '"QZZ", who is the commissioner too',
            "another",
        ),
        (
            "starts_on = 2024-04-01\nyears = 5\ncomm",
            "starts_on = 9999-04-01\nyears = 5\ncomm",
            "starts_on",
            "9999-04-01",
            "2200",
        ),
        (
            'setting = "hospital"',
            'setting = "hospitals"',
            "services[1].setting",
            '"hospitals"',
            "one of hospital",
        ),
        ("price = 2_000", "price = 2_000.005", "services[1].price", "2000.005", "pounds and whole pence"),
        ("price = 2_000", "price = 1e300", "services[1].price", "1e+300", "at most 100,000 million"),
        (
            "[152_000_000, 148",
            "[1_000_000_000_000, 148",
            "prices[1]",
            "1000000000000",
            "at most 100,000 million",
        ),
        (
            "145_200_000, 141_800_000, 138_400_000]",
            "145_200_000, 141_800_000]",
            "prices",
            "figures for 4 years",
            "a figure for each of the 5 years of the contract",
        ),
        (
            "152_000_000, 153_000_000, 154_000_000]",
            "152_000_000, 153_000_000]",
            "benchmarks",
            "figures for 4 years",
            "a figure for each of the 5 years",
        ),
        ("amounts = [1, 2, 3, 4, 5]", "amounts = [1]", "savings[1].amounts", "figures for 1 year", "5 years"),
        (
            "amounts = [1, 2, 3, 4, 5]\n",
            "",
            "savings[1].amounts",
            "nothing",
            "pounds for each year, or a total",
        ),
        (
            "amounts = [1, 2, 3, 4, 5]",
            "amounts = [1, 2, 3, 4, 5]\ntotal = 16",
            "savings[1].total",
            "16, and amounts that sum to 15",
            "a total of the amounts",
        ),
        ("[5, 0, 0, 0, 0]", "[5, 0, 0, 0]", "investments[1].amounts", "figures for 4 years", "5 years"),
        (
            "share_at_risk = [0.0, 0.1, 0.1, 0.15, 0.15]",
            "share_at_risk = [0.0, 0.1, 0.1, 0.15]",
            "terms[2].share_at_risk",
            "figures for 4 years",
            "one figure, or one for each of the 5 years of the contract",
        ),
        ("years = 5\ncomm", "years = 0\ncomm", "years", "0", "greater than 0"),
        ('holder = "RZZ1"\nrisk', 'holder = "RZZ2"\nrisk', "holder", '"RZZ2"', "the code of an organisation"),
        (
            'commissioner = "QZZ"',
            'commissioner = "QZ"',
            "commissioner",
            '"QZ"',
            "the code of an organisation",
        ),
        ('risk_owner = "RZZ1"', 'risk_owner = "R1"', "risk_owner", '"R1"', "the code of an organisation"),
        (
            'organisation = "RZZ1"\nsetting',
            'organisation = "RZZ9"\nsetting',
            "services[1].organisation",
            '"RZZ9"',
            "the code of an organisation",
        ),
        (
            'paid_by = "QZZ"',
            'paid_by = "Q9"',
            "investments[1].paid_by",
            '"Q9"',
            "the code of an organisation",
        ),
        (
            '["RZZ1"]\n\n[[contracts.inv',
            '["R9"]\n\n[[contracts.inv',
            "savings[1].credited_to[1]",
            '"R9"',
            "the code",
        ),
        ('owner = "L81001"', 'owner = "L9"', "outcomes[1].owner", '"L9"', "the code of an organisation"),
        ('guarantor = "RZZ1"', 'guarantor = "G1"', "guarantees[1].guarantor", '"G1"', "the code"),
        ('who = ["QZZ"]', 'who = ["W1"]', "exits[1].who[1]", '"W1"', "the code of an organisation"),
        ("L81001 = 0.3", "L8 = 0.3", "terms[1].share.L8", '"L8"', "the code of an organisation"),
        ("baseline = 10\n", "", "outcomes[1].baseline", "nothing", "the key baseline: Where it stood before"),
        ("target = 8", "target = 10", "outcomes[1].target", "10, which is its baseline", "a target"),
        ("weight = 0.75", "weight = 0.65", "outcomes", "weights that sum to 0.9", "weights that sum to 1"),
        ("weight = 0.75", "weight = 1.75", "outcomes[2].weight", "1.75", "less than or equal to 1"),
        (
            'services = ["emergency admissions"]',
            'services = ["emergency admission"]',
            "terms[3].services",
            '"emergency admission"',
            "the name of a service of the contract: emergency admissions",
        ),
        (
            'service = "emergency admissions"',
            'service = "theatre"',
            "savings[1].service",
            '"theatre"',
            "the name of a service of the contract: emergency admissions",
        ),
        (
            'name = "reablement"',
            'name = "falls"',
            "outcomes[2].name",
            '"falls", which outcomes[1].name has too',
            "once",
        ),
        (
            'agreement = "Seacombe alliance"',
            'agreement = "Seacombe allies"',
            "agreement",
            '"Seacombe allies"',
            "the name of an agreement of this file: Seacombe alliance",
        ),
        (
            "preferred_bidder_on = 2023-09-01",
            "preferred_bidder_on = 2024-02-01",
            "signed_on",
            "2024-01-15",
            "2024-02-01 (preferred_bidder_on) or later",
        ),
        (
            "on = 2023-12-01",
            "on = 2023-04-01",
            "gates[2].on",
            "2023-04-01",
            "2023-05-01 (before-procurement) or later",
        ),
        (
            "annual = 152_000_000\n",
            "annual = 0\n",
            "baseline.annual",
            "0",
            "greater than 0",
        ),
        (
            'measured_from = 2023-04-01\nmethod = "ledger"',
            'measured_from = 2025-04-01\nmethod = "ledger"',
            "starts_on",
            "2024-04-01",
            "2025-04-01 (baseline.measured_from) or later",
        ),
        (
            "fixed_share = 0.6",
            "fixed_share = 1.6",
            "services[1].fixed_share",
            "1.6",
            "less than or equal to 1",
        ),
        (
            "annual = 152_000_000",
            "annual = 151_000_000",
            "baseline.annual",
            "151,000,000, and lines that come to 152,000,000",
            "at least what its lines come to",
        ),
        (
            "low = 0.01",
            "low = 0.03",
            "futures.demand",
            "0.03 and 0.02 and 0.04",
            "each at least the one before it",
        ),
        (
            'quality = "times-score"',
            'quality = "score"',
            "terms[1].quality",
            '"score"',
            "one of none, times-score",
        ),
    ],
)
def test_each_mistake_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, key: str, found: str, expected: str
) -> None:
    assert old in WHOLE
    text = WHOLE.replace(old, new, 1)
    (problem,) = problems(tmp_path, text)
    assert problem.key == f"contracts[2].{key}"
    assert problem.found == found
    assert expected in problem.expected
    assert problem.do
    line = text.splitlines()[problem.line - 1]
    named = key.rsplit(".", 1)[-1].split("[")[0]
    assert named in line or line.startswith("[[contracts"), line


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = WHOLE.replace("QZZ = 0.3 }", "QZZ = 0.2 }").replace('holder = "RZZ1"\nrisk', 'holder = "R2"\nrisk')
    text = text.replace("weight = 0.75", "weight = 0.65")
    keys = [problem.key for problem in problems(tmp_path, text)]
    assert keys == ["contracts[2].holder", "contracts[2].outcomes", "contracts[2].terms[1].share"]


SERVICE = """\
[[contracts.services]]
name = "emergency admissions"
organisation = "RZZ1"
setting = "hospital"
activity = 1
price = 1
"""


def test_names_are_used_once_in_a_contract_and_may_be_in_two(tmp_path: Path) -> None:
    twice = WHOLE.replace("[[contracts.savings]]", f"{SERVICE}\n[[contracts.savings]]", 1)
    (problem,) = problems(tmp_path, twice)
    assert problem.key == "contracts[2].services[2].name"
    second = '[[organisations]]\ncode = "QZZ"'
    (tmp_path / "place.toml").write_text(WHOLE.replace(second, f"{SERVICE}\n{second}", 1), encoding="utf-8")
    assert len(read_place(tmp_path, further=[term_findings]).contracts) == 2


def test_two_contracts_whose_files_would_have_one_name_are_refused(tmp_path: Path) -> None:
    text = WHOLE.replace('name = "Urgent care"', 'name = "Urgent  care!"')
    again = CONTRACT[CONTRACT.index("[[contracts]]") : CONTRACT.index("[[contracts.services]]")]
    (problem,) = problems(tmp_path, f"{text}\n{again}")
    assert problem.key == "contracts[3].name"
    assert 'whose files would be those of "Urgent  care!"' in problem.found


def test_a_mistake_is_told_once(tmp_path: Path) -> None:
    text = WHOLE.replace("minimum_savings_rate =", "rate = inf\nminimum_savings_rate =")
    (problem,) = problems(tmp_path, text)
    assert (problem.key, problem.found) == ("contracts[2].terms[1].rate", "inf")
