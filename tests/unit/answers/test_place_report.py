"""The place's report: one page with everything in it, that shows no more than it may."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from joinedup.answers.place_report import write_report
from joinedup.errors import JoinedupError
from tests.unit.answers.made_up_place import publish_made_up_place
from tests.unit.answers.reading import PageReader
from tests.unit.answers.tiny_build import publish

SECTIONS = (
    "population",
    "segments",
    "cost",
    "measures",
    "inequality",
    "network",
    "risk",
    "data-quality",
    "methods",
    "disclosure",
)
COUNTS_OF_PEOPLE = {
    "People",
    "Female",
    "Male",
    "Admitted",
    "Valid NHS number",
    "Joined by matching",
    "Joined to nobody",
    "In doubt",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_made_up_place(tmp_path_factory.mktemp("seacombe"))


@pytest.fixture(scope="module")
def page_text(place: Path) -> str:
    written = write_report(place)
    assert written == place / "build" / "report.html"
    return written.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(page_text: str) -> PageReader:
    return PageReader(page_text)


def test_the_page_has_every_section(page: PageReader) -> None:
    assert [name for name in page.ids if name in SECTIONS] == list(SECTIONS)


def test_the_page_says_the_question_the_days_covered_and_when_it_was_built(page: PageReader) -> None:
    assert "How can care be improved in Seacombe?" in page.text
    assert "1 April 2021 to 31 March 2023" in page.text
    assert "6 May 2023 at 7:08am UTC" in page.text


def test_the_page_is_well_formed_and_its_names_are_used_once(page: PageReader) -> None:
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    assert set(page.pointed_at) <= set(page.ids)


def test_headings_go_down_one_step_at_a_time(page: PageReader) -> None:
    assert page.headings[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(page.headings))


def test_nothing_is_fetched_and_nothing_runs(page: PageReader, page_text: str) -> None:
    assert page.fetched == []
    assert "script" not in page.tags
    assert not re.search(r"url\((?!#)|@import", page_text)


def test_each_chart_has_a_table_with_it(page_text: str) -> None:
    figures = re.findall(r"<figure.*?</figure>", page_text, flags=re.DOTALL)
    drawn = [figure for figure in figures if "<svg" in figure]
    assert len(drawn) >= 7
    assert all("<table" in figure and 'role="img"' in figure for figure in drawn)


def test_no_count_of_people_from_one_to_seven_is_shown_and_all_are_rounded(page: PageReader) -> None:
    seen = [
        (table.caption, cell)
        for table in page.tables
        for heading in table.headings
        if heading in COUNTS_OF_PEOPLE
        for cell in table.column(heading)
    ]
    assert len(seen) > 40
    assert any(cell == "*" for _, cell in seen)
    for caption, cell in seen:
        assert cell == "*" or int(cell.replace(",", "")) % 5 == 0, (caption, cell)


def test_counts_in_sentences_are_rounded_too(page: PageReader) -> None:
    counts = [int(n.replace(",", "")) for n in re.findall(r"(\d[\d,]*) people", page.text)]
    assert counts
    assert all(count % 5 == 0 for count in counts)


def test_the_number_of_suppressed_cells_is_said_and_adds_up(page: PageReader) -> None:
    table = next(table for table in page.tables if table.caption == "Suppressed cells by section")
    *parts, total = (int(cell) for cell in table.column("Cells"))
    assert sum(parts) == total > 0
    assert f"{total} cells are suppressed" in page.text


def test_people_who_opted_out_are_left_out_and_counted(page: PageReader) -> None:
    table = next(t for t in page.tables if t.caption.startswith("People on the last day, by neighbourhood"))
    assert table.column("People")[-1] == "350"  # 360 people less 12, rounded
    assert "10 people with a national data opt-out, whether or not they live here, are left out" in page.text


def test_rows_of_files_are_exact_and_reconcile(page: PageReader) -> None:
    table = next(table for table in page.tables if table.caption.startswith("Files and rows by source"))
    read, kept, aside, replaced = (
        int(table.column(heading)[-1].replace(",", ""))
        for heading in ("Rows read", "Kept", "Set aside", "Replaced")
    )
    assert (read, aside, replaced) == (2_356, 5, 1)
    assert read == kept + aside + replaced


def test_the_same_build_gives_the_same_page(place: Path, page_text: str, tmp_path: Path) -> None:
    again = write_report(place, tmp_path / "elsewhere" / "page.html")
    assert again.read_text(encoding="utf-8") == page_text


def test_names_are_escaped_wherever_they_stand(tmp_path: Path) -> None:
    names = ("<b>Quay</b>", "Old & New", '"Downs" <script>alert(1)</script>')
    place = publish_made_up_place(tmp_path, name="<script>alert(2)</script>", neighbourhoods=names)
    page = PageReader(write_report(place).read_text(encoding="utf-8"))
    assert page.faults == []
    assert not {"script", "b"} & set(page.tags)
    assert all(name in page.text for name in ("<b>Quay</b>", "Old & New", "<script>alert(2)</script>"))


def test_a_build_that_lacks_tables_gets_a_sentence_in_their_place(tmp_path: Path) -> None:
    place = publish(
        tmp_path,
        {
            "place_period": "data_from | data_until | data_ends_before\n2020-04-01 | 2023-03-31 | 2023-04-01",
            "person": "person_id | sex | birth_month | opted_out\n1 | female | 1950-01-01 | false",
            "resident": "person_id | starts_on | ends_before\n1 | 2020-04-01 | 2023-04-01",
        },
    )
    page = PageReader(write_report(place).read_text(encoding="utf-8"))
    assert [name for name in page.ids if name in SECTIONS] == list(SECTIONS)
    assert "No risk model was built." in page.text
    assert "Not in the build: the tables shared_patients and organisation" in page.text
    assert "* people lived in Seacombe" in page.text


def test_a_place_without_a_build_is_told_to_build(tmp_path: Path) -> None:
    with pytest.raises(JoinedupError, match="run `joinedup build`"):
        write_report(tmp_path)


def test_a_report_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    place = publish(
        tmp_path, {"place_period": "data_from | data_until\n2020-04-01 | 2023-03-31", "person": "person_id"}
    )
    (tmp_path / "taken").write_text("a file where a folder is wanted")
    with pytest.raises(JoinedupError, match="name another file"):
        write_report(place, tmp_path / "taken" / "report.html")
