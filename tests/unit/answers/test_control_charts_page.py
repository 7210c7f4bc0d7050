"""The page of control charts: what needs looking at comes first, warnings before icons, no more shown than may be."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from joinedup.answers.control_charts import write_charts
from joinedup.cli.main import outcome
from joinedup.errors import JoinedupError
from tests.unit.answers.made_up_place import publish_made_up_place
from tests.unit.answers.reading import PageReader
from tests.unit.answers.tiny_build import publish

MONTHS = [date(2021 + n // 12, n % 12 + 1, 1) for n in range(20)]
# Attendances of a thousand a month; over four hours by provider: steady, worse at the end, better at the end.
WANDERING = [200, 240, 190, 220, 180] * 4
OVER = {
    "RAA": WANDERING,
    "RBB": [*WANDERING[:19], 400],
    "RCC": [*WANDERING[:19], 1],
    "RDD": [*WANDERING[:12], *[None] * 8],
}
PERSON = """
    person_id | opted_out
    1         | false
"""
PERIOD = """
    data_from  | data_until
    2021-01-01 | 2022-08-31
"""


def provider_month(over: dict[str, Sequence[int | None]]) -> str:
    rows = [
        f"{code} | | 1 | {month} | 1000 | {'' if count is None else count} | 100"
        for code, counts in over.items()
        for month, count in zip(MONTHS, counts, strict=True)
    ]
    head = "organisation_code | organisation_name | department_type | month | attendances | over_four_hours"
    return "\n".join([f"{head} | emergency_admissions", *rows, f"RZZ | | other | {MONTHS[0]} | 50 | 1 | 0"])


def providers(folder: Path, **more: str) -> Path:
    organisation = """
        organisation_code | organisation_name | organisation_kind | succeeded_by | neighbourhood
        RBB               | Better & <Best>   | acute             |              |
    """
    given = {"person": PERSON, "place_period": PERIOD, "organisation": organisation}
    return publish(folder, given | {"provider_month": provider_month(OVER)} | more)


def page_of(folder: Path, **options: object) -> PageReader:
    return PageReader(write_charts(folder, **options).read_text(encoding="utf-8"))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_made_up_place(tmp_path_factory.mktemp("seacombe"))


STANDARD = """
    measure         | target
    four_hour_waits | 0.95
"""


def test_providers_that_get_worse_come_first_and_those_that_get_better_last(tmp_path: Path) -> None:
    written = write_charts(providers(tmp_path)).read_text(encoding="utf-8")
    names = re.findall(r'id="provider-\d-name">([^<]*)</h3>', written)
    assert names == ["Better &amp; &lt;Best&gt; (RBB)", "RAA", "RCC", "RDD"]


def test_the_page_is_well_formed_and_fetches_nothing(tmp_path: Path) -> None:
    page = page_of(providers(tmp_path, standard=STANDARD))
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    assert set(page.pointed_at) <= set(page.ids)
    assert page.fetched == []
    assert "script" not in page.tags
    assert all(after - before <= 1 for before, after in itertools.pairwise(page.headings))


def test_each_provider_has_its_latest_value_its_target_and_every_point(tmp_path: Path) -> None:
    page = page_of(providers(tmp_path, standard=STANDARD))
    assert "Special cause concern, lower: below the lower limit" in page.text
    assert "Aug 2022 60.0% Target 95.0%" in page.text
    table = next(t for t in page.tables if t.caption.startswith("Better & <Best> (RBB)"))
    assert len(table.rows) == 21
    assert table.rows[1][:2] == ["Aug 2022", "60.0%"]
    assert table.rows[1][-1] == "Special cause concern, below the lower limit"


def test_a_provider_with_twelve_months_has_a_line_and_no_limits(tmp_path: Path) -> None:
    page = page_of(providers(tmp_path))
    table = next(t for t in page.tables if t.caption.startswith("RDD"))
    assert table.rows[1] == ["Dec 2021", "76.0%", "–", "–", "–", ""]
    assert "8 points were left out: no value." in page.text


def test_a_provider_without_a_major_department_is_counted(tmp_path: Path) -> None:
    assert (
        "1 provider has no major (type 1) department and no chart here." in page_of(providers(tmp_path)).text
    )


RECALCULATION = """
    measure         | starts_on  | reason                | neighbourhood | organisation_code
    four_hour_waits | 2021-04-01 | A second site <opened> |               | RAA
    four_hour_waits | 2031-04-01 | Too late              |               | RBB
    four_hour_waits | 2021-04-01 | Not of a provider     | Harbour       |
"""


def test_limits_start_afresh_where_the_place_file_says_so_with_the_reason(tmp_path: Path) -> None:
    page = page_of(providers(tmp_path, chart_recalculation=RECALCULATION))
    assert "Limits start afresh in Apr 2021: A second site <opened>." in page.text
    assert "Not of a provider" not in page.text


def test_a_recalculation_of_a_month_without_a_point_is_said_and_not_drawn(tmp_path: Path) -> None:
    page = page_of(providers(tmp_path, chart_recalculation=RECALCULATION))
    assert "limits were to start afresh in Apr 2031 (Too late), but that month has no point" in page.text


def test_warnings_stand_before_icons_and_are_counted_on_top(tmp_path: Path) -> None:
    rising = {"RAA": [int(n) for n in np.linspace(10, 600, 20)]}
    page = page_of(providers(tmp_path, provider_month=provider_month(rising)))
    assert "1 of 1 chart carries a warning: months that resemble the month before (1)." in page.text
    assert "Warning: not independent" in page.text


def test_the_preset_decides_how_charts_are_read_and_is_named(tmp_path: Path) -> None:
    folder = providers(tmp_path)
    assert "(preset nhs-england)" in page_of(folder).text
    page = page_of(folder, preset_name="mdcspc")
    assert "6 or more on one side of the mean" in page.text
    # With limits from 10 points on, the provider with twelve months has them.
    assert "–" not in next(t for t in page.tables if t.caption.startswith("RDD")).rows[1]


def test_measures_of_the_place_are_charted_where_counts_are_large_enough_to_show(place: Path) -> None:
    page = page_of(place, measures=["gp_consultations"])
    assert page.faults == []
    captions = [table.caption for table in page.tables]
    assert "Consultations in general practice, whole place: every point" in captions
    assert not any("Old Town" in caption for caption in captions)
    assert "Counts of some months are too small to show for" in page.text
    assert "Old Town" in page.text


def test_no_value_of_the_page_comes_from_counts_that_are_not_rounded(place: Path) -> None:
    page = page_of(place, measures=["gp_consultations"])
    (table,) = [
        t for t in page.tables if t.caption.startswith("Consultations in general practice, whole place")
    ]
    values = [float(value.replace(",", "")) for value in table.column("Value")]
    # 1,000 x 12 x contacts / people, both multiples of five; people of a month by how many days of it they lived here.
    could_be = {round(12_000 * 5 * a / (5 * b)) for a in range(5, 25) for b in range(60, 76)}
    assert len(values) == 24
    assert set(values) <= could_be


def test_measures_with_a_better_direction_are_charted_unless_others_are_named(place: Path) -> None:
    text = page_of(place).text
    assert "Emergency admissions" in text
    assert "Consultations in general practice" not in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"measures": ["emergency_admisions"]}, "nearest: emergency_admissions"),
        ({"measures": ["cost_per_person"]}, "counts amount pence"),
        ({"preset_name": "excel"}, "no preset is named 'excel'"),
    ],
)
def test_what_cannot_be_charted_is_refused_in_words(
    place: Path, options: dict[str, object], said: str
) -> None:
    with pytest.raises(JoinedupError, match=said):
        page_of(place, **options)


def test_a_build_with_nothing_by_month_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JoinedupError, match="nothing to chart by month"):
        write_charts(publish(tmp_path, {"person": PERSON, "place_period": PERIOD}))


def test_the_command_writes_the_page_where_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "elsewhere" / "charts.html"
    assert (
        outcome(["charts", str(providers(tmp_path / "place")), "--to", str(to), "--preset", "nhs-england-6"])
        == 0
    )
    assert capsys.readouterr().out == f"{to}\n"
    assert to.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_same_build_gives_the_same_page(tmp_path: Path) -> None:
    folder = providers(tmp_path)
    assert write_charts(folder).read_bytes() == write_charts(folder, tmp_path / "again.html").read_bytes()
