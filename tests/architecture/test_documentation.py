"""What is written about the project is true of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from scripts.check_pages import checks_page
from scripts.format_pages import figures_page, formats_page
from scripts.reference_pages import place_file_page, tables_page
from scripts.spec_pages import spec_pages
from scripts.term_pages import terms_page

from joinedup.cli.main import COMMANDS
from joinedup.place.shape import read_shape
from joinedup.records.tables import BY_NAME
from joinedup.sources.layout import known_formats
from tests.architecture.tree import ROOT, SOURCE

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PAGES = sorted(
    [*ROOT.glob("*.md"), *(path for path in ROOT.glob("docs/**/*.md") if "specs" not in path.parts)]
)
TERMS = re.findall(
    r"^- \*\*(.+?)\*\*: ", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"), flags=re.MULTILINE
)


def all_words() -> str:
    """Everything written in the packages, in lower case, with _ and - as spaces."""
    files = [path for pattern in ("*.py", "*.sql", "*.toml") for path in sorted(SOURCE.rglob(pattern))]
    text = " ".join(path.read_text(encoding="utf-8") for path in files)
    return re.sub(r"[_\-\s]+", " ", text.lower())


def plain(term: str) -> str:
    return re.sub(r"[_\-]+", " ", term.lower())


def test_every_word_of_the_glossary_is_used() -> None:
    words = all_words()
    assert not [term for term in TERMS if plain(term) not in words]


def test_the_glossary_is_in_order_with_each_word_once() -> None:
    assert [plain(term) for term in TERMS] == sorted({plain(term) for term in TERMS})


def test_every_record_is_in_the_glossary() -> None:
    assert not {plain(name) for name in BY_NAME} - {plain(term) for term in TERMS}


def test_decision_records_are_numbered_once_each_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    for number, path in enumerate(DECISIONS, start=1):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {number}. ")
        for heading in (
            "## The question",
            "## What was decided",
            "## What else could have been done",
            "## What follows",
        ):
            assert heading in text, f"{path.name} lacks {heading}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    for link in links:
        if "://" not in link:
            assert (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_that_is_mentioned_is_there(page: Path) -> None:
    mentioned = re.findall(
        r"(?:`|^\$ )joinedup ([a-z]+)", page.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert set(mentioned) <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_that_is_mentioned_is_there(page: Path) -> None:
    targets = set(
        re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    assert set(re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))) <= targets


@pytest.mark.parametrize(
    "page", [*PAGES, *ROOT.glob("src/**/*.toml")], ids=lambda page: str(page.relative_to(ROOT))
)
def test_no_page_names_a_folder_of_somebodys_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w.])/(home|Users|root|work)/", page.read_text(encoding="utf-8"))


def test_the_readme_is_short_and_names_both_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text
    assert 20 <= len([line for line in text.splitlines() if line.strip()]) <= 60


@pytest.mark.parametrize(
    ("page", "render"),
    [
        ("tables.md", tables_page),
        ("place-file.md", place_file_page),
        ("contract-terms.md", terms_page),
        ("checks.md", checks_page),
    ],
)
def test_a_reference_page_that_is_kept_says_what_the_code_says(page: str, render: object) -> None:
    assert callable(render)
    kept = (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8")
    assert kept == render(), "run `make docs`"


def test_every_specification_can_be_read_as_a_page() -> None:
    pages = spec_pages(ROOT / "tests" / "specs")
    assert "resident.md" in pages
    assert "A person is a resident from the first day registered" in pages["resident.md"]
    for name, text in pages.items():
        assert "gives `" in text, f"{name} shows no answer"


def test_every_format_and_every_figure_can_be_read_as_a_page() -> None:
    page = formats_page()
    for name in known_formats():
        assert f"## {name}: " in page
    figures = figures_page(SOURCE / "reference")
    assert figures.count("*Source: ") == len(list((SOURCE / "reference").glob("*/*.toml")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_shows_of_a_place_file_would_be_read(page: Path) -> None:
    """Parts of a file may be shown without the rest; what is shown has the keys and the values that it must have."""
    for block in re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL):
        shown = tomllib.loads(block if "[" in block.splitlines()[0] else f"[population]\n{block}")
        _, findings = read_shape(shown)
        assert not [finding for finding in findings if finding.found != "nothing"]
