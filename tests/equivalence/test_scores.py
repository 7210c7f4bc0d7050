"""Our scores of 100,000 stays in hospital equal those of published implementations and of plain Python: made-up stays, rich in
codes that score, and the episodes of a rehearsal place.

`scripts/compare-with-comorbidipy.sh` holds the same stays against comorbidipy 0.8.0, which needs Python 3.13.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from joinedup.engine.interface import Engine
from tests.support.made_up_admissions import Admissions, made_up_admissions, our_scores
from tests.support.rehearsal_admissions import rehearsal_admissions
from tests.support.scores_by_hand import charlson_by_hand, frailty_by_hand, read_published

STAYS = 100_000


@pytest.fixture(scope="module", params=["made-up", "rehearsal"])
def admissions(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Admissions:
    if request.param == "made-up":
        return made_up_admissions(STAYS, seed=2005)
    return rehearsal_admissions(tmp_path_factory.mktemp("rehearsal"), STAYS)


@pytest.fixture(scope="module")
def ours(duckdb_engine: Engine, admissions: Admissions) -> dict[str, np.ndarray]:
    return our_scores(duckdb_engine, admissions)


@pytest.fixture(scope="module")
def pycomorb_score(admissions: Admissions) -> Callable[..., np.ndarray]:
    """A score of pycomorb by stay, in the order of ours; everyone is 30, an age that adds nothing to Charlson."""
    pycomorb = pytest.importorskip(
        "pycomorb", reason="pycomorb is among the test dependencies: make test installs it"
    )
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(
        {"id": admissions.stay, "code": admissions.code.tolist(), "age": np.full(len(admissions.stay), 30)}
    )

    def score(name: str, column: str, **options: str) -> np.ndarray:
        return np.asarray(pycomorb.comorbidity(name, frame, **options).sort("id")[column])

    return score


def test_every_stay_with_a_diagnosis_is_scored_and_many_scores_differ_from_nought(
    admissions: Admissions, ours: dict[str, np.ndarray]
) -> None:
    """Were nearly all scores 0, agreeing would prove little."""
    assert len(ours["contact_id"]) == admissions.stays == STAYS
    for score in ("charlson", "elixhauser", "hospital_frailty"):
        assert np.mean(ours[score] != 0) > 0.2


def test_charlson_equals_pycomorb(
    ours: dict[str, np.ndarray], pycomorb_score: Callable[..., np.ndarray]
) -> None:
    column = "Charlson Age-Comorbidity Score"
    assert np.array_equal(ours["charlson"], pycomorb_score("charlson", column, weights="charlson"))
    assert np.array_equal(ours["charlson_quan_2011"], pycomorb_score("charlson", column, weights="quan"))


def test_elixhauser_equals_pycomorb(
    ours: dict[str, np.ndarray], pycomorb_score: Callable[..., np.ndarray]
) -> None:
    theirs = pycomorb_score("elixhauser", "Elixhauser Comorbidity Index", weights="van_walraven")
    assert np.array_equal(ours["elixhauser"], theirs)


def test_frailty_equals_pycomorb(
    ours: dict[str, np.ndarray], pycomorb_score: Callable[..., np.ndarray]
) -> None:
    np.testing.assert_allclose(ours["hospital_frailty"], pycomorb_score("hfrs", "HFRS Score"), atol=0.05)


def test_charlson_and_frailty_equal_plain_python_on_the_published_files(
    shared_data: Path, admissions: Admissions, ours: dict[str, np.ndarray]
) -> None:
    """The published files, read by other code than ours and added up stay by stay (the first 20,000)."""
    tables = read_published(shared_data / "place_reference")
    starts = np.searchsorted(admissions.stay, np.arange(1, 20_002))
    stays = [admissions.code[a:b].tolist() for a, b in pairwise(starts)]
    charlson = [charlson_by_hand(tables, "charlson", codes) for codes in stays]
    frailty = [frailty_by_hand(tables, codes) for codes in stays]
    assert np.array_equal(ours["charlson"][:20_000], charlson)
    np.testing.assert_allclose(ours["hospital_frailty"][:20_000], frailty, atol=0.05)
