"""Reading a place file: what is sound is read; all that is wrong is told at once, with its line and what was expected."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joinedup.place.file import read_place
from joinedup.place.problems import PlaceFileError, Problem
from tests.unit.place.sound import SOUND


def write(folder: Path, text: str | bytes) -> Path:
    file = folder / "place.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def problems(folder: Path, text: str | bytes, **known: list[str]) -> tuple[Problem, ...]:
    with pytest.raises(PlaceFileError) as error:
        read_place(write(folder, text), **known)
    return error.value.problems


def problems_if_any(folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    """The problems of a file; none when it can be read, and never another error."""
    try:
        read_place(write(folder, text))
    except PlaceFileError as error:
        return error.problems
    return ()


def spoilt(old: str, new: str) -> str:
    assert old in SOUND
    return SOUND.replace(old, new, 1)


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    place = read_place(tmp_path)
    assert place.place.data_until == date(2024, 3, 31)
    assert place.care_models[0].assumptions[0].expect.change == -0.10
    assert place.sources[0].files == ("data/rzz1/apc_*.csv", "data/rzz1/late/*.csv")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    assert read_place(write(tmp_path, b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())) == read_place(
        write(tmp_path, SOUND)
    )


def test_a_problem_names_file_line_key_what_was_found_and_what_was_expected(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, spoilt("by = 2025-09-30", 'by = "soon"'))
    assert problem.file == tmp_path / "place.toml"
    assert problem.line == SOUND[: SOUND.index("expect =")].count("\n") + 1
    assert problem.key == "care_models[1].assumptions[1].expect.by"
    assert problem.found == '"soon"'
    assert "a date without quotes" in problem.expected
    assert f"{problem.file}:{problem.line}: {problem.key}" in str(problem)


def test_all_problems_of_shape_and_of_agreement_come_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = SOUND.replace('kind = "acute"', 'kind = "acut"').replace('"L81002"]', '"L81003"]')
    text = text.replace("age >= 18", "agee >= 18").replace("years = 5", "").replace("capacity", "capasity")
    found = problems(tmp_path, text)
    assert [problem.key for problem in found] == [
        "organisations[3].kind",
        "neighbourhoods[1].practices[2]",
        "care_models[1].eligible",
        "care_models[1].capasity",
        "contracts[1].years",
    ]
    assert [problem.nearest for problem in found] == ['"acute"', "L81002", "age", "capacity", ""]


@pytest.mark.parametrize(
    ("old", "new", "key", "words"),
    [
        ('name = "Seacombe"\n', "", "place.name", "Name of the place"),
        (
            "data_from = 2022-04-01",
            "data_from = 2022-04-01T00:00:00",
            "place.data_from",
            "a date without quotes",
        ),
        ("capacity = 1200", "capacity = 1200.5", "care_models[1].capacity", "a whole number"),
        ("capacity = 1200", "capacity = 0", "care_models[1].capacity", "greater than 0"),
        (
            "vat_recoverable = true",
            "vat_recoverable = 1",
            "budget.contributions[1].vat_recoverable",
            "true or false",
        ),
        ("change = -0.10", "change = nan", "care_models[1].assumptions[1].expect.change", "a finite number"),
        ("cap = 0.10", "cap = inf", "contracts[1].terms[1].cap", "a finite number"),
        ('kind = "shared-savings", ', "", "contracts[1].terms[1].kind", "What sort of term"),
        ('code = "RZZ1"', 'code = "RZZ1 "', "organisations[3].code", "letters, digits and hyphens"),
        (
            'practices = ["L81001", "L81002"]',
            "practices = []",
            "neighbourhoods[1].practices",
            "at least 1 element",
        ),
        ('practices = ["L81001", "L81002"]', "practices = 3", "neighbourhoods[1].practices", "an array"),
        ('"data/rzz1/late/*.csv"]', "3]", "sources[1].files[2]", "text between double quotes"),
        (
            '[[contracts]]\nname = "Outcomes"',
            "[[contracts]]\nname = ' '\nwhat = 1",
            "contracts[1].what",
            "starts_on",
        ),
    ],
)
def test_a_wrong_shape_is_told_in_words(tmp_path: Path, old: str, new: str, key: str, words: str) -> None:
    found = {problem.key: problem for problem in problems(tmp_path, spoilt(old, new))}
    assert words in found[key].expected


def test_a_section_that_is_missing_is_asked_for_with_its_header(tmp_path: Path) -> None:
    found = {problem.key: problem for problem in problems(tmp_path, 'standards = "x"')}
    assert "[place]" in found["place"].do
    assert "[[organisations]]" in found["organisations"].do
    assert found["standards"].expected.startswith("an array")


def test_a_format_or_a_measure_that_nobody_knows_is_told_with_the_nearest(tmp_path: Path) -> None:
    found = problems(tmp_path, SOUND, formats=["hes-ae", "hes-op"], measures=["emergency_admission_rate"])
    assert [problem.key for problem in found] == [
        "sources[1].format",
        "care_models[1].assumptions[1].measure",
    ]
    assert [problem.nearest for problem in found] == ["hes-op", "emergency_admission_rate"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[place]\nname = Seacombe\n", 2, "Invalid value"),
        ('[place]\nname = "Sea\n', 2, "TOML"),
        ("[place]\n[place]\n", 2, "Cannot declare"),
        ("a = 1\na = 2\n", 2, "Cannot overwrite"),
        ("[place]\nx = [1,\n", 2, "TOML"),
        ("a = " + "[" * 5000, 1, "too deep"),
        ("a = " + "9" * 5000, 1, "TOML"),
        ("a = 2024-13-01", 1, "TOML"),
        (b'[place]\nname = "\xff"', 2, "UTF-8"),
    ],
)
def test_text_that_is_not_toml_is_told_with_its_line(
    tmp_path: Path, text: str | bytes, line: int, words: str
) -> None:
    (problem,) = problems(tmp_path, text)
    assert problem.line == line
    assert words in problem.expected + problem.found


def test_a_file_that_is_not_there_is_told_how_to_be_started(tmp_path: Path) -> None:
    with pytest.raises(PlaceFileError, match="joinedup new"):
        read_place(tmp_path)


def test_an_empty_file_asks_for_what_it_needs(tmp_path: Path) -> None:
    assert {problem.key for problem in problems(tmp_path, "")} >= {"place", "organisations"}


lines = st.sampled_from(SOUND.splitlines())
damage = st.binary(max_size=12) | st.sampled_from(
    [b"[[", b'"""', b"'", b"{", b"]", b"\\u", b"=", b"\n", b"nan", b"0001-01-01"]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_bytes_the_file_holds_there_is_a_place_or_a_list_of_problems(
    tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(SOUND.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        content[start : start + data.draw(st.integers(0, 60))] = data.draw(damage)
    last_line = content.count(b"\n") + 1
    for problem in problems_if_any(tmp_path, bytes(content)):
        assert 1 <= problem.line <= last_line
        assert problem.found
        assert problem.expected
        assert problem.do


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(picked=st.lists(lines, max_size=25))
def test_lines_in_any_order_give_a_place_or_problems_whose_keys_are_on_their_lines(
    tmp_path: Path, picked: list[str]
) -> None:
    text = "\n".join(picked)
    for problem in problems_if_any(tmp_path, text):
        key = re.split(r"[.\[]", problem.key)[-1]
        if problem.found.startswith("the key ") and "]" not in key:
            assert key in text.split("\n")[problem.line - 1]
