"""A format is its folder: the layout is read, and what is wrong with it is said with the file and the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.sources.layout import LayoutError, known_formats, read_format

LAYOUT = """
format = "tiny-format"
title = "Tiny"
about = "For tests."
source = "Made up."
[[tables]]
name = "visits"
grain = "one row per visit"
person_key = "patient"
row_key = "visit"
day = "seen_on"
columns = [
  { name = "visit", required = true, kind = "integer", must = "present", meaning = "its number" },
  { name = "patient", required = true, meaning = "who" },
  { name = "seen_on", kind = "date", not_before = "1900-01-01", meaning = "when" },
]
[[tables.rules]]
name = "no-luck"
breaks_when = "visit = 13"
message = "unlucky"
"""


def written(folder: Path, layout: str = LAYOUT, name: str = "tiny_format", **sql: str) -> Path:
    made = folder / name
    made.mkdir()
    (made / "layout.toml").write_text(layout)
    for file, text in sql.items():
        (made / (file.replace("__", ".") + ".sql")).write_text(text)
    return made


def test_a_layout_is_read_with_the_sql_beside_it(tmp_path: Path) -> None:
    found = read_format(
        written(tmp_path, visits__contact="select 1 from kept;\n", visits__identity="select 2 from extract")
    )
    visits = found.table("visits")
    assert found.format == "tiny-format"
    assert visits.record_sql == {"contact": "select 1 from kept"}
    assert visits.identity_sql == "select 2 from extract"
    assert [column.required for column in visits.columns] == [True, True, False]
    assert visits.rules[0].name == "no-luck"


def test_a_changed_query_or_column_changes_the_version_and_a_comment_in_the_layout_does_not(
    tmp_path: Path,
) -> None:
    versions = [
        read_format(written(tmp_path / str(number), layout, visits__contact=sql)).table("visits").version
        for number, (layout, sql) in enumerate(
            [
                (LAYOUT, "select 1 from kept"),
                (LAYOUT + "# nothing", "select 1 from kept"),
                (LAYOUT, "select 2 from kept"),
                (LAYOUT.replace("unlucky", "thirteen"), "select 1 from kept"),
            ]
        )
        if not (tmp_path / str(number)).mkdir()  # type: ignore[func-returns-value]
    ]
    assert versions[0] == versions[1]
    assert len(set(versions)) == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("title", "titel"), "titel"),
        (('kind = "date"', 'kind = "day"'), "tables.0.columns.2.kind"),
        (('day = "seen_on"', 'day = "visit"'), "must be one of the columns, with kind = 'date'"),
        (('day = "seen_on"', 'day = "seen"'), "must be one of the columns"),
        (('person_key = "patient"', "person_key = 3"), "tables.0.person_key"),
        (('name = "no-luck"', 'name = "No luck"'), "tables.0.rules.0.name"),
        (('"tiny-format"', '"other"'), "belongs in the folder other"),
        (('grain = "one row per visit"', 'reader = "ndjson"\ngrain = "x"'), "one column, named line"),
        (("[[tables]]", "[[tables"), "not readable as TOML"),
    ],
)
def test_what_is_wrong_with_a_layout_is_said_with_its_key(
    tmp_path: Path, change: tuple[str, str], words: str
) -> None:
    with pytest.raises(LayoutError) as raised:
        read_format(written(tmp_path, LAYOUT.replace(*change)))
    assert words in str(raised.value)
    assert "layout.toml" in str(raised.value)


def test_sql_for_no_table_or_no_record_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="no table named calls"):
        read_format(written(tmp_path, calls__contact="select 1"))
    (tmp_path / "again").mkdir()
    with pytest.raises(LayoutError, match="contacts is not a record table"):
        read_format(written(tmp_path / "again", visits__contacts="select 1"))


def test_every_folder_with_a_layout_is_a_known_format() -> None:
    assert {"hes-apc", "hes-op", "hes-ae"} <= set(known_formats())
