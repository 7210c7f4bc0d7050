"""Three years of every NHS trust's A&E, as published, built and charted on one page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from joinedup.answers.control_charts import write_charts
from tests.builds.places import build_place, place_file
from tests.unit.answers.reading import PageReader

MORE = """
[[standards]]
measure = "four_hour_waits"
target = 0.95

[[learning.recalculations]]
measure = "four_hour_waits"
from = 2017-10-01
reason = "A new emergency department opened"
organisation = "RQM"
"""


@pytest.fixture(scope="module")
def written(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("england")
    (folder / "data").symlink_to(shared_data)
    text = place_file(
        "RZZ1",
        "ae-monthly",
        "data/nhs_ae/ae_attendances_*.csv",
        data_from="2016-04-01",
        data_until="2019-03-31",
        population='counted = "seen"',
    )
    (folder / "place.toml").write_text(text + MORE)
    build_place(folder)
    return write_charts(folder).read_text(encoding="utf-8")


def test_every_trust_with_a_major_department_has_a_row(written: str) -> None:
    rows = re.findall(r'<article class="row" id="provider-\d+"', written)
    assert len(rows) == 140
    assert "providers have no major (type 1) department and no chart here" in written


def test_icons_of_the_130_trusts_with_every_month_are_those_of_the_library(written: str) -> None:
    # 48 of the 130 have a special cause at their last point (docs/deviations.md); one of them is RQM, whose limits start afresh.
    whole = [row for row in written.split("<article")[1:] if row.count('<th scope="row">') == 36]
    special = [
        row
        for row in whole
        if re.search(r"<title>Special cause (concern|improvement), (higher|lower)</title>", row)
    ]
    assert len(whole) == 130
    assert len(special) in (47, 48)


def test_the_page_is_well_formed(written: str) -> None:
    page = PageReader(written)
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    assert set(page.pointed_at) <= set(page.ids)
    assert page.fetched == []


def test_the_recalculation_of_one_trust_is_drawn_on_its_chart_alone(written: str) -> None:
    assert written.count("Limits start afresh in Oct 2017: A new emergency department opened.</p>") == 1
