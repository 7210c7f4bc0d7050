"""The facts file: everything wrong with it is said at once, with line, key, what was expected and what to do."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from joinedup.money.settlement.facts_file import FactsFileError, StatedFacts, facts_path, read_facts
from joinedup.place.contracts import Baseline, Contract, Outcome, Service
from joinedup.place.problems import PlaceFileError
from joinedup.place.shape import read_section
from tests.architecture.tree import ROOT

CONTRACT = Contract(
    name="Seacombe outcomes contract",
    starts_on=date(2024, 4, 1),
    years=5,
    baseline=Baseline(measured_from=date(2023, 4, 1), method="person-based"),
    services=(Service(name="beds", organisation="RZZ1", setting="hospital", activity=10, price=5),),
    outcomes=(Outcome(name="falls", baseline=10, target=8, weight=1.0),),
)
CODES = ("QZZ", "RZZ1")


def read(folder: Path, text: str) -> StatedFacts:
    path = facts_path(folder, CONTRACT.name, 1)
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return read_facts(folder, CONTRACT, 1, CODES).facts


def what_is_wrong(folder: Path, text: str) -> dict[str, str]:
    """Line and key to all that is said of it."""
    with pytest.raises(PlaceFileError) as error:
        read(folder, text)
    return {f"{p.line} {p.key}": f"{p.found} | {p.expected} | {p.do}" for p in error.value.problems}


def test_it_stands_in_the_place_s_folder_under_the_contract_s_name() -> None:
    expected = Path("place/contracts/seacombe-outcomes-contract/year-1.toml")
    assert facts_path(Path("place"), CONTRACT.name, 1) == expected


def test_where_there_is_none_nothing_is_stated(tmp_path: Path) -> None:
    found = read_facts(tmp_path, CONTRACT, 1, CODES)
    assert found.facts == StatedFacts()
    assert found.text == ""


def test_every_sort_of_fact_can_be_stated(tmp_path: Path) -> None:
    facts = read(
        tmp_path,
        """
        price = { amount = 10, rests_on = "decision 1" }
        benchmark = { amount = 20.5, rests_on = "decision 2" }
        spending = { amount = 19, rests_on = "decision 3" }
        person_years = { value = 20_000.5, rests_on = "decision 4" }
        quality_score = { value = 0.92, rests_on = "decision 5" }
        outcomes = [{ name = "falls", value = -1.5, rests_on = "decision 6" }]
        services = [{ name = "beds", activity = 9, cost = 50, rests_on = "decision 7" }]
        conditions = [{ name = "quality standard", met = true, rests_on = "decision 8" }]
        decided = [{ name = "disaster adjustment", amount = -3, rests_on = "decision 9" }]
        revenue = [{ organisation = "RZZ1", amount = 400, rests_on = "annual accounts" }]
        """,
    )
    assert facts.quality_score is not None
    assert facts.quality_score.value == 0.92
    assert facts.revenue[0].rests_on == "annual accounts"


def test_all_that_is_wrong_is_said_at_once_with_its_line(tmp_path: Path) -> None:
    wrong = what_is_wrong(
        tmp_path,
        """\
quality_score = { value = 1.2, rests_on = "decision 5" }
benchmark = { amount = -20, rests_on = "decision 2" }
spending = { amount = 19 }
[[outcomes]]
name = "fals"
value = 3
rests_on = "decision 6"
[[revenue]]
organisation = "RZZ9"
amount = 400
rests_on = "annual accounts"
[[services]]
name = "bed"
activity = 4
rests_on = "decision 7"
""",
    )
    assert set(wrong) == {
        "1 quality_score.value",
        "2 benchmark.amount",
        "3 spending.rests_on",
        "5 outcomes[1].name",
        "9 revenue[1].organisation",
        "13 services[1].name",
    }
    assert "1.2" in wrong["1 quality_score.value"]
    assert "less than or equal to 1" in wrong["1 quality_score.value"]
    assert "greater than 0" in wrong["2 benchmark.amount"]
    assert "The decision or publication it rests on" in wrong["3 spending.rests_on"]
    assert "the name of an outcome of the contract (falls)" in wrong["5 outcomes[1].name"]
    assert "[[organisations]]" in wrong["9 revenue[1].organisation"]


def test_a_misspelt_key_is_told_what_was_meant(tmp_path: Path) -> None:
    wrong = what_is_wrong(tmp_path, 'qualty_score = { value = 0.5, rests_on = "x" }\n')
    assert "write quality_score instead" in wrong["1 qualty_score"]


def test_a_fact_said_twice_is_refused(tmp_path: Path) -> None:
    fact = '[[outcomes]]\nname = "falls"\nvalue = 3\nrests_on = "x"\n'
    wrong = what_is_wrong(tmp_path, fact * 2)
    assert wrong["6 outcomes[2].name"].endswith("keep one of the two facts")


def test_a_file_that_is_no_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    (wrong,) = what_is_wrong(tmp_path, 'price = { amount = 1, rests_on = "x" }\nbenchmark = twenty\n')
    assert wrong.startswith("2")


def test_its_message_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(FactsFileError, match=r"year-1.toml: 1 thing to mend"):
        read(tmp_path, 'quality_score = { value = 2, rests_on = "x" }\n')


def test_the_facts_file_of_the_how_to_can_be_read() -> None:
    page = (ROOT / "docs" / "how-to" / "settle-a-year.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```text\n(.*?)```", page, flags=re.DOTALL)
    facts, findings = read_section(StatedFacts, tomllib.loads(block))
    assert findings == []
    assert facts is not None
    assert facts.quality_score is not None
    for section in StatedFacts.model_fields:
        assert section in page, f"the how-to does not tell of {section}"
