"""The command line: its manual page, its exit codes, and messages instead of tracebacks."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from joinedup.cli.main import COMMANDS, Parser, outcome, parser

HEAVY = (
    "duckdb",
    "sqlglot",
    "numpy",
    "pyarrow",
    "pydantic",
    "cryptography",
    "pyspark",
    "splink",
    "lightgbm",
    "jinja2",
)


def in_a_process(*words: str, program: str = "") -> subprocess.CompletedProcess[str]:
    start = ["-c", program] if program else ["-m", "joinedup"]
    return subprocess.run(
        [sys.executable, *start, *words], capture_output=True, text=True, check=False, timeout=60
    )


def test_the_manual_page_names_every_command_in_order_with_files_exit_codes_and_the_environment() -> None:
    page = parser().format_help()
    found = [page.index(f"\n  {name} ") for name in COMMANDS]
    assert found == sorted(found)
    for heading in ("USAGE", "EXAMPLES", "FILES", "EXIT CODES", "ENVIRONMENT"):
        assert f"\n{heading}" in page
    assert "JOINEDUP_KEY_FILE" in page
    assert max(map(len, page.splitlines())) <= 120


def test_every_example_of_the_manual_page_can_be_parsed() -> None:
    section = parser().format_help().split("EXAMPLES")[1].split("FILES")[0]
    examples = [
        line.split("  ")[1].split()[1:] for line in section.splitlines() if line.startswith("  joinedup")
    ]
    assert len(examples) >= len(COMMANDS)
    for words in examples:
        assert parser().parse_args([word.rstrip(".") for word in words]).command == words[0]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_says_what_it_does_and_what_each_argument_means(name: str) -> None:
    command = COMMANDS[name]
    assert command.SUMMARY[0].islower()
    assert command.__doc__
    alone = argparse.ArgumentParser(prog=name)
    command.add_arguments(alone)
    for action in alone._actions:
        assert action.help, f"{name} {action.dest} has no help"


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"], ["--version"], []])
def test_help_loads_nothing_heavy_so_that_it_is_there_at_once(words: list[str]) -> None:
    program = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print('LOADED', [name for name in {HEAVY!r} if name in sys.modules]))\n"
        "from joinedup.cli.main import main\n"
        "main(sys.argv[1:])\n"
    )
    done = in_a_process(*words, program=program)
    assert done.stdout.rstrip().endswith("LOADED []"), done.stdout + done.stderr


def test_a_command_that_does_not_exist_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        outcome(["bild"])
    assert left.value.code == 2
    assert "joinedup --help" in capsys.readouterr().err


def test_a_number_of_nothing_is_misuse() -> None:
    with pytest.raises(SystemExit) as left:
        outcome(["build", "--threads", "0"])
    assert left.value.code == 2


def test_no_command_at_all_prints_the_manual_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome([]) == 2
    assert "COMMANDS" in capsys.readouterr().out


def test_what_must_be_mended_is_a_message_and_exit_code_1_and_never_a_traceback(tmp_path: Path) -> None:
    done = in_a_process("check", str(tmp_path))
    assert done.returncode == 1
    assert done.stdout == ""
    assert "place.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_may_not_be_written_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("")
    done = in_a_process("new", str(tmp_path / "a-file" / "place"))
    assert done.returncode == 1
    assert "a-file" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_stops_reading_is_left_in_silence() -> None:
    command = subprocess.Popen(
        [sys.executable, "-m", "joinedup", "tables"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert command.stdout
    command.stdout.close()
    assert command.stderr
    assert command.stderr.read() == b""
    command.stderr.close()
    command.wait(timeout=60)


def test_an_interrupted_command_leaves_with_130(capsys: pytest.CaptureFixture[str]) -> None:
    class Interrupted(Parser):
        """A command during which somebody presses control and C."""

    def interrupted(arguments: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    top = Interrupted()
    top.set_defaults(run=interrupted, command="anything")
    assert outcome([], top) == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_package_that_is_not_installed_is_asked_for_by_its_extra(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def missing(arguments: argparse.Namespace) -> int:
        raise ModuleNotFoundError("No module named 'lightgbm'", name="lightgbm")

    top = Parser()
    top.set_defaults(run=missing, command="anything")
    assert outcome([], top) == 1
    assert "joinedup[risk]" in capsys.readouterr().err
