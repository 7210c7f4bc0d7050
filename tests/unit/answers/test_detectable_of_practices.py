"""The smallest detectable change of an assumption tested on practices, from a published build."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from joinedup.answers.detectable import DetectableInBuild
from joinedup.answers.detectable_of_practices import detectable_of_practices
from joinedup.answers.evaluating.detecting import detecting_in
from joinedup.answers.published import open_published
from joinedup.answers.released import Released, release
from joinedup.errors import JoinedupError
from joinedup.place.model import Assumption, CareModel, Site
from tests.unit.answers.tiny_build import publish
from tests.unit.learning.agreements import assumption

MEASURES = """
    measure               | title                 | counts   | denominator  | multiplier | unit
    emergency_admissions  | Emergency admissions  | contacts | person-years | 1000       | per 1,000 person-years
    zero_day_admissions   | Zero-day admissions   | contacts | contacts     | 1          | of emergency admissions
"""
PEOPLE = 6_000
SITES = (
    Site(practices=("L0", "L1"), starts_on=date(2023, 1, 10)),
    Site(practices=("L2",), starts_on=date(2023, 5, 1)),
)
Build = Callable[..., Released]


def hubs(*sites: Site, starts_on: date = date(2023, 1, 10)) -> CareModel:
    return CareModel(
        name="Hubs", kind="own", starts_on=starts_on, eligible="age >= 65", capacity=100, sites=sites
    )


def practice_months(practices: int) -> str:
    """Three years of about 60 admissions a month at each practice, among 6,000 people; a third of them end on the same day."""
    rng = np.random.default_rng(1)
    lines = ["practice_code | month | measure | numerator | person_years | denominator"]
    for practice in range(practices):
        for month in range(36):
            key = f"L{practice} | {2021 + month // 12}-{month % 12 + 1:02d}-01"
            lines.append(f"{key} | emergency_admissions | {rng.poisson(60)} | {PEOPLE / 12} |")
            lines.append(f"{key} | zero_day_admissions | {rng.poisson(20)} | {PEOPLE / 12} | 60")
    return "\n".join(lines)


@contextmanager
def built(folder: Path, sites: tuple[Site, ...], practices: int = 12) -> Iterator[Released]:
    rows = [f"Hubs | {code} | {site.starts_on}" for site in sites for code in site.practices]
    tables = {
        "person": "person_id | opted_out\n1 | false",
        "care_model": "care_model | starts_on | capacity | eligible\nHubs | 2023-01-10 | 100 | age >= 65",
        "care_model_site": "\n".join(["care_model | practice_code | starts_on", *rows]),
        "measure_definition": MEASURES,
        "practice_month": practice_months(practices),
        "place_period": "data_from | data_until | data_ends_before\n2021-01-01 | 2023-12-31 | 2024-01-01",
    }
    with open_published(publish(folder, tables)) as published, release(published) as found:
        yield found


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Released]:
    with built(tmp_path_factory.mktemp("hubs"), SITES) as found:
        yield found


def assumed(design: str = "difference-in-differences", **changed: object) -> Assumption:
    return assumption(test=design, **changed)


def test_people_and_their_years_are_those_of_the_practices_reached(released: Released) -> None:
    found = detectable_of_practices(released, hubs(*SITES), assumed())
    assert found.people == 3 * PEOPLE
    # 24 months before the start, 11 of them after the last start as moved, four more after the first.
    assert found.person_years == pytest.approx((12 + 12 + 8) * PEOPLE / 12, rel=0.2)
    assert found.events_expected == pytest.approx(found.person_years / PEOPLE * 12 * 60, rel=0.05)


def test_it_says_whether_what_is_expected_can_be_detected(released: Released) -> None:
    found = detectable_of_practices(released, hubs(*SITES), assumed())
    assert -0.3 < found.change < -0.03
    assert found.sentence.startswith("If 3 of 12 practices start")
    assert "you expect -10%, which ca" in found.sentence


def test_of_a_measure_that_is_divided_by_contacts_no_people_are_said(released: Released) -> None:
    found = detectable_of_practices(released, hubs(*SITES), assumed(measure="zero_day_admissions"))
    assert (found.people, found.person_years) == (0, None)


def test_what_check_says_is_what_will_be_registered(released: Released) -> None:
    checked = DetectableInBuild(released, quickly=True).for_assumption(hubs(*SITES), assumed())
    registered = detecting_in(released, hubs(*SITES))(assumed())
    assert registered.sentence == checked.sentence
    assert registered.change == checked.change
    assert registered.planned_years == pytest.approx(checked.person_years, abs=1e-3)


def test_a_care_model_that_has_not_begun_yet_is_planned_from_the_place_file(tmp_path: Path) -> None:
    later = (Site(practices=("L0", "L1", "L9"), starts_on=date(2024, 4, 1)),)
    model = hubs(*later, starts_on=date(2024, 4, 1))
    with built(tmp_path, later) as found:
        planned = detectable_of_practices(
            found, model, assumed(expect={"change": -0.10, "by": date(2025, 3, 31)})
        )
    assert "3 of 12 practices start and are followed for 12 months" in planned.sentence
    assert "on the 36 months before the start" in planned.assumptions[0]


def test_a_day_before_any_practice_begins_is_refused(released: Released) -> None:
    early = assumed(expect={"change": -0.10, "by": date(2022, 12, 31)})
    with pytest.raises(JoinedupError, match="begins at no practice of these data by 2022-12-31"):
        detectable_of_practices(released, hubs(*SITES), early)


def test_a_design_that_takes_long_is_left_to_register_when_asked_to_be_quick(released: Released) -> None:
    with pytest.raises(JoinedupError, match="takes long to try on 12 practices: `joinedup register`"):
        detectable_of_practices(released, hubs(*SITES), assumed("augmented-synthetic-control"), quickly=True)


def test_a_design_that_takes_a_while_is_tried_less_often_and_that_is_said(tmp_path: Path) -> None:
    with built(tmp_path, SITES, practices=8) as found:
        model, about = hubs(*SITES), assumed("augmented-synthetic-control")
        quick = detectable_of_practices(found, model, about, quickly=True)
        again = detectable_of_practices(found, model, about, quickly=True)
    assert quick == again
    assert "(Roughly, from " in quick.sentence
    assert "`joinedup register` makes 100.)" in quick.sentence
