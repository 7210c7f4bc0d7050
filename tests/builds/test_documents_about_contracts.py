"""What the how-to and the tutorial about contracts show is what the commands print."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from joinedup.cli.main import outcome
from joinedup.place.starter import write_starter
from tests.architecture.tree import ROOT

HOW_TO = ROOT / "docs" / "how-to" / "write-your-contract.md"
TUTORIAL = ROOT / "docs" / "tutorials" / "unitingcare.md"
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)


def shown(page: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Each command a page shows, and the lines of output below it; `...` stands for lines left out."""
    for language, text in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if not language and text.startswith("$ joinedup "):
            command, *lines = text.splitlines()
            yield (
                shlex.split(command.removeprefix("$ joinedup ")),
                [line for line in lines if line not in ("", "...")],
            )


def toml_of(page: Path) -> list[str]:
    return [text for language, text in _BLOCK.findall(page.read_text(encoding="utf-8")) if language == "toml"]


def printed(words: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    outcome(words)
    said = capsys.readouterr()
    return _without_line_numbers(said.out + said.err)


def _without_line_numbers(text: str) -> list[str]:
    return [re.sub(r"\.toml:\d+", ".toml", line).rstrip() for line in text.splitlines()]


def not_printed(expected: list[str], actual: list[str]) -> list[str]:
    """Lines that a page shows and the command does not print, in this order."""
    missing, at = [], 0
    for line in _without_line_numbers("\n".join(expected)):
        if line in actual[at:]:
            at = actual.index(line, at) + 1
        else:
            missing.append(line)
    return missing


def test_the_how_to_shows_what_its_commands_print(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hospital, contract, _, changed_term = toml_of(HOW_TO)
    write_starter(Path("harbour"), today=date(2026, 11, 22))
    file = Path("harbour/place.toml")
    _replace(file, hospital.replace("capital_reserve = 12_000_000\n", ""), hospital)
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{contract}", encoding="utf-8")
    (_, _), refused, found, tested, changed, found_again = list(shown(HOW_TO))
    assert not_printed(refused[1], printed(refused[0], capsys)) == []
    _replace(file, "32_200_000]", "32_200_000, 32_900_000]")
    assert not_printed(found[1], printed(found[0], capsys)) == []
    assert not_printed(tested[1], printed(tested[0], capsys)) == []
    _replace(file, _term(contract, "activity"), _term(changed_term, "marginal-rate"))
    assert not_printed(changed[1], printed(changed[0], capsys)) == []
    assert not_printed(found_again[1], printed(found_again[0], capsys)) == []


def test_the_tutorial_shows_what_its_commands_print(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "places" / "unitingcare-2015"
    place.mkdir(parents=True)
    text = (ROOT / "places" / "unitingcare-2015" / "place.toml").read_bytes()
    (place / "place.toml").write_bytes(text)
    monkeypatch.chdir(tmp_path)
    for words, lines in shown(TUTORIAL):
        assert not_printed(lines, printed(words, capsys)) == []


def _term(text: str, kind: str) -> str:
    terms = re.findall(r"\[\[contracts\.terms\]\]\n(?:.+\n)+", text)
    return next(str(term) for term in terms if f'kind = "{kind}"' in term)


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
