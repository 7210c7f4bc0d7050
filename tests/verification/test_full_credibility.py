"""Limited fluctuation and Bühlmann's K: figures worked out by hand from published ones."""

from __future__ import annotations

import pytest

from joinedup.money.capitation.credibility import Spread, full_credibility

# n = (z / 0.05)² · CV², z = 1.645 at 90 per cent: Klugman, Panjer and Willmot, Loss Models, chapter 17.


def test_a_truncated_cost_is_fully_credible_from_4773_person_years() -> None:
    assert round(full_credibility(2.1)) == 4_773


def test_an_uncut_cost_is_fully_credible_from_17140_person_years() -> None:
    assert full_credibility(3.98) == pytest.approx(17_140, abs=5)


def test_1082_claims_are_fully_credible_when_each_varies_as_chance_alone() -> None:
    # The standard of full credibility for a Poisson number, quoted wherever the method is taught.
    assert round(full_credibility(1.0)) == 1_082


@pytest.mark.parametrize(("between", "person_years"), [(0.0019, 2_842), (0.0011, 4_909)])
def test_k_from_the_shared_savings_files_lies_between_2800_and_4900(
    between: float, person_years: int
) -> None:
    assert round(Spread(1.0, 5.4, between).person_years_at_half) == person_years
