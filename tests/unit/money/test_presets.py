"""Presets: terms that others have, with the user's own keys over them; published settlements reproduced with them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from joinedup.money.contracts import TermError, settled, term_findings, with_terms
from joinedup.money.presets import expanded, presets
from joinedup.money.terms.term import ContractTerm, kinds
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import shown
from joinedup.place.problems import Finding
from joinedup.place.shape import read_section
from tests.unit.money.terms.years import a_service, a_year, numbers, pounds, received, truths


def terms_of(name: str, **own: Any) -> list[ContractTerm]:
    read = [
        read_section(kinds()[content["kind"]], content)
        for content in expanded({"kind": "preset", "name": name, **own})
    ]
    assert all(term is not None for term, _ in read), read
    return [term for term, _ in read if term is not None]


def contract_with(*terms: dict[str, Any], **keys: Any) -> dict[str, Any]:
    contract = {
        "name": "Outcomes",
        "starts_on": date(2024, 4, 1),
        "years": 5,
        "baseline": {"measured_from": date(2023, 4, 1), "method": "ledger"},
        "holder": "ACO",
        "terms": list(terms),
        **keys,
    }
    return {"organisations": [{"code": "ACO"}, {"code": "RZZ1"}], "contracts": [contract]}


def findings(*terms: dict[str, Any], **keys: Any) -> list[Finding]:
    return list(term_findings(contract_with(*terms, **keys)))


# Settlements of the CMS public use files: benchmark, spending, people, quality score, standard met, what was paid.
SETTLEMENTS = [
    ("mssp-enhanced-2021", {}, 1_175_345_650, 1_091_114_293, 89_403, 1.0, True, 61_910_047),
    (
        "mssp-basic-e-2021",
        {"minimum_savings_rate": 0.0297},
        135_787_947,
        129_237_648,
        10_300,
        1.0,
        True,
        3_209_646,
    ),
    ("mssp-basic-b-2020", {}, 189_938_560, 133_317_915, 10_100, 0.9687, True, 18_993_856),
    ("mssp-track-1-2018", {}, 121_182_225, 121_182_225 - 37_681_081, 5_500, 0.95, True, 12_118_223),
    ("mssp-track-2-2015", {}, 123_683_230, 102_070_120, 9_959, 0.5958 / 0.6, True, 12_619_152),
    ("mssp-enhanced-2021", {}, 109_130_873, 106_953_158, 12_000, 1.0, True, 0),
    ("mssp-track-1-2018", {}, 121_182_225, 100_000_000, 5_500, 0.95, False, 0),
]


@pytest.mark.parametrize("settlement", SETTLEMENTS)
def test_published_savings_are_reproduced_by_the_tracks_of_their_year(settlement: tuple[Any, ...]) -> None:
    name, own, benchmark, spending, people, score, met, published = settlement
    year = a_year(
        benchmark_pence=pounds(benchmark),
        spending_pence=pounds(spending),
        person_years=numbers(people),
        quality_score=numbers(score),
        met={"quality standard": truths(met)},
        revenue_pence={"HOLD": pounds(benchmark)},
    )
    earned = received(settled(terms_of(name, **own), year), "HOLD")[0] / 100
    assert earned == pytest.approx(published, rel=2e-4, abs=1)


@pytest.mark.parametrize(
    ("name", "loss", "score", "met", "disaster", "published"),
    [
        ("mssp-track-3-2018", 15_259_668, 0.8884, True, 2_655, 6_101_212),
        ("mssp-track-3-2018", 2_828_054, 0.5, False, 2_797, 2_118_244),
        ("mssp-track-1-plus-2019", 9_016_412, 0.9, True, 36_880, 2_668_043),
    ],
)
def test_published_losses_are_reproduced(
    name: str, loss: int, score: float, met: bool, disaster: int, published: int
) -> None:
    year = a_year(
        benchmark_pence=pounds(130e6),
        spending_pence=pounds(130e6 + loss),
        quality_score=numbers(score),
        met={"quality standard": truths(met)},
        decided_pence={"disaster adjustment": pounds(disaster)},
    )
    payments = settled(terms_of(name, less_decided="disaster adjustment"), year)
    assert -received(payments, "HOLD")[0] / 100 == pytest.approx(published, rel=2e-4)


@pytest.mark.parametrize(
    ("name", "spending", "kept"),
    [
        ("aco-reach-professional-2025", 88e6, 4.55e6),
        ("aco-reach-professional-2025", 80e6, 5.25e6),
        ("aco-reach-global-2025", 88e6, 8.5e6),
        ("aco-reach-global-2025", 96.5e6 * 0.7, 26.5375e6),
        ("aco-reach-professional-2025", 112e6, -4.55e6),
    ],
)
def test_corridors_of_aco_reach_keep_what_their_bands_say(name: str, spending: float, kept: float) -> None:
    """Worked by hand on a benchmark of 100 million from the published corridors."""
    year = a_year(benchmark_pence=pounds(100e6), spending_pence=pounds(spending))
    assert received(settled(terms_of(name), year), "HOLD")[0] == round(kept * 100)


def test_the_savings_of_kinzigtal_in_2013_are_shared_by_half() -> None:
    """5.5 of 75.5 million euros expected for 33,000 people (OptiMedis): above the minimum of 2.37%."""
    year = a_year(benchmark_pence=pounds(75.5e6), spending_pence=pounds(70e6), person_years=numbers(33_000))
    assert received(settled(terms_of("kinzigtal-like"), year), "HOLD")[0] == 2_750_000_00


@pytest.mark.parametrize("name", [name for name in presets() if name.startswith("nhs-alliance-")])
def test_an_alliance_divides_by_its_key_once_its_members_are_named(name: str) -> None:
    split = {"members": ["ACO", "RZZ1"], "figures": {"ACO": 2, "RZZ1": 1}, "before": {"ACO": 3, "RZZ1": 4}}
    (term,) = terms_of(name, split=split)
    year = a_year(benchmark_pence=pounds(1e6), spending_pence=pounds(0.98e6))
    payments = settled([term], year)
    assert sum(int(p.amount_pence[0]) for p in payments) == 10_000_00
    assert len(payments) == 2


def test_the_emergency_marginal_rate_needs_only_the_places_own_services() -> None:
    (term,) = terms_of(
        "nhs-marginal-emergency-rate-70",
        services=["emergency"],
        baseline_value={"emergency": 1_000_000.0},
        reinvested_with="SEA",
    )
    year = a_year(services={"emergency": a_service("RZZ1", [1_611_267.0], [1.0], 1.0)})
    assert received(settled([term], year), "SEA")[0] == pytest.approx(183_380_00, abs=100)


def test_cambridgeshires_share_at_risk_rises_over_five_years() -> None:
    (term,) = terms_of("cambridgeshire-outcomes")
    at_risk = [
        -received(
            settled([term], a_year(year=n, price_pence=pounds(100.0), quality_score=numbers(0.0))), "HOLD"
        )[0]
        for n in range(1, 6)
    ]
    assert at_risk == [0, 10_00, 10_00, 15_00, 15_00]


def test_every_preset_can_be_read_and_says_where_its_figures_come_from() -> None:
    assert len(presets()) > 80
    for name, preset in presets().items():
        assert all((preset.source, preset.title, preset.about)), name
        for content in preset.terms:
            filled = dict(content)
            if "split" in filled:
                filled["split"] = {**filled["split"], "members": ["A1"]}
            term, wrong = read_section(kinds()[content["kind"]], filled)
            assert term is not None, (name, wrong)


def test_quality_and_what_the_law_withholds_follow_the_year() -> None:
    rules = {year: presets()[f"mssp-basic-b-{year}"].terms[0] for year in range(2019, 2025)}
    assert [rules[year]["sequestration"] for year in rules] == [0, 0, 0.02, 0.02, 0.02, 0.02]
    assert [rules[year]["quality"] for year in rules] == [
        "times-score-if-standard-met",
        "times-score-if-standard-met",
        "full-if-standard-met",
        "full-if-standard-met",
        "full-or-times-score",
        "full-or-times-score",
    ]
    assert presets()["mssp-basic-e-low-revenue-2024"].terms[0]["below_minimum_rate"] == 0.25


def test_own_keys_go_to_each_term_of_the_preset_that_knows_them() -> None:
    own = {"share": {"ACO": 0.5, "RZZ1": 0.5}, "minimum_loss_rate": 0.01, "discount": 0.04}
    savings, losses = expanded({"kind": "preset", "name": "mssp-basic-e-2021", **own})
    assert savings["share"] == losses["share"] == own["share"]
    assert (savings["discount"], losses["discount"]) == (0.04, 0.04)
    assert "minimum_loss_rate" not in savings
    assert losses["minimum_loss_rate"] == 0.01


def test_a_contract_with_a_preset_has_its_terms() -> None:
    content = contract_with({"kind": "capitated-payment"}, {"kind": "preset", "name": "mssp-enhanced-2021"})
    contract, _ = read_section(Contract, content["contracts"][0])
    assert contract is not None
    kinds_of_terms = [term.kind for term in with_terms(contract).terms]
    assert kinds_of_terms == ["capitated-payment", "shared-savings", "shared-losses"]


def test_a_contract_that_was_not_checked_is_refused_with_what_is_wrong() -> None:
    contract, _ = read_section(Contract, contract_with({"kind": "block", "amount": -5})["contracts"][0])
    assert contract is not None
    with pytest.raises(TermError, match="a term of kind block cannot be read: amount: found -5"):
        with_terms(contract)


@pytest.mark.parametrize(
    ("term", "where", "found"),
    [
        ({"name": "mssp-enhance-2021"}, "contracts[1].terms[1].name", '"mssp-enhance-2021"'),
        ({}, "contracts[1].terms[1].name", "nothing"),
        ({"name": "mssp-enhanced-2021", "shares": {}}, "contracts[1].terms[1].shares", "the key shares"),
        (
            {"name": "mssp-enhanced-2021", "share": {"ACO": 0.5}},
            "contracts[1].terms[1].share",
            "one share of 0.5",
        ),
        (
            {"name": "mssp-enhanced-2021", "share": {"RZZ9": 1.0}},
            "contracts[1].terms[1].share.RZZ9",
            '"RZZ9"',
        ),
        ({"name": "cambridgeshire-outcomes"}, "contracts[1].terms[1]", "no prices in the contract"),
        (
            {"name": "mssp-enhanced-2021", "shared-losses": {"cap": 2.0}},
            "contracts[1].terms[1].shared-losses.cap",
            "2.0",
        ),
        ({"name": "nhs-alliance-equal"}, "contracts[1].terms[1]", "nothing"),
    ],
)
def test_a_preset_that_cannot_be_used_is_refused_where_it_is_written(
    term: dict[str, Any], where: str, found: str
) -> None:
    told = [(shown(finding.path), finding.found) for finding in findings({"kind": "preset", **term})]
    assert told == [(where, found)]


def test_a_misspelt_preset_is_told_the_nearest() -> None:
    (finding,) = findings({"kind": "preset", "name": "mssp-enhance-2021"})
    assert finding.nearest == "mssp-enhanced-2021"


def test_an_unknown_kind_is_told_what_there_is() -> None:
    (finding,) = findings({"kind": "shared-saving"})
    assert finding.nearest == "shared-savings"
    assert "preset" in finding.expected
