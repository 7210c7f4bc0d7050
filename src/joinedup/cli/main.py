"""The command line: finds the command, runs it, and turns what went wrong into one message and an exit code.

Commands import what they need when they run, so that `joinedup --help` is there at once and works in a small install.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from joinedup import __version__
from joinedup.cli import (
    audit,
    backup,
    budget,
    build,
    charts,
    check,
    demonstrate,
    evaluate,
    explain,
    forms,
    manual,
    members,
    new,
    people,
    register,
    rehearse,
    rehearse_design,
    report,
    restore,
    serve,
    settle,
    stress,
    tables,
)
from joinedup.errors import JoinedupError

# In the order a newcomer meets them. Each has SUMMARY, add_arguments(parser) and run(arguments) -> exit code.
COMMANDS: dict[str, ModuleType] = {
    "new": new,
    "rehearse": rehearse,
    "check": check,
    "build": build,
    "report": report,
    "demonstrate": demonstrate,
    "serve": serve,
    "people": people,
    "audit": audit,
    "backup": backup,
    "restore": restore,
    "charts": charts,
    "rehearse-design": rehearse_design,
    "register": register,
    "evaluate": evaluate,
    "budget": budget,
    "settle": settle,
    "stress": stress,
    "members": members,
    "forms": forms,
    "tables": tables,
    "explain": explain,
}

# A package that is not in the small install, and the extra of pyproject.toml that brings it.
EXTRAS = {
    "splink": "matching",
    "pandas": "matching",
    "lightgbm": "risk",
    "sklearn": "risk",
    "vl_convert": "report",
    "jinja2": "report",
    "typst": "report",
    "numba": "evaluation",
    "scipy": "evaluation",
    "statsmodels": "evaluation",
    "diff_diff": "evaluation",
    "pyspark": "spark",
    "django": "web",
    "nhsuk_frontend_jinja": "web",
    "gunicorn": "web",
    "whitenoise": "web",
    "csp": "web",
    "psycopg": "postgresql",
    "authlib": "web",
    "joserfc": "web",
    "requests": "web",
}
DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


class Parser(argparse.ArgumentParser):
    """A parser whose `--help` is the manual page, and whose errors say where help is."""

    def format_help(self) -> str:
        if " " in self.prog:
            return super().format_help()
        return manual.page({name: command.SUMMARY for name, command in COMMANDS.items()})

    def error(self, message: str) -> NoReturn:
        self.exit(MISUSED, f"{self.prog}: {message}\nSee `{self.prog} --help`.\n")


def main(words: Sequence[str] | None = None) -> NoReturn:
    """Run the command line on these words (those of the process when left out) and leave with its exit code."""
    sys.exit(outcome(sys.argv[1:] if words is None else words))


def outcome(words: Sequence[str], top: argparse.ArgumentParser | None = None) -> int:
    """The exit code of a command: 0 done, 1 something to mend, 130 interrupted. Misuse exits with 2 by itself."""
    try:
        code = _run(words, top or parser())
        sys.stdout.flush()
    except JoinedupError as error:
        print(f"joinedup: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("\njoinedup: interrupted; what was published before is as it was", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`joinedup tables | head`): leave without a word, and keep Python from
        # complaining when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except ModuleNotFoundError as error:
        extra = EXTRAS.get((error.name or "").split(".")[0])
        if extra is None:
            raise
        print(f"joinedup: this needs more packages: pip install 'joinedup[{extra}]'", file=sys.stderr)
        return FAILED
    except OSError as error:
        # The disk is full, a folder may not be written: the system's own words, and no traceback.
        where = f"{error.filename}: " if error.filename else ""
        print(f"joinedup: {where}{error.strerror or error}", file=sys.stderr)
        return FAILED
    return code


def parser() -> Parser:
    """Every command with its arguments."""
    top = Parser(prog="joinedup", add_help=True)
    top.add_argument("--version", action="version", version=f"joinedup {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name, command in COMMANDS.items():
        below = commands.add_parser(
            name,
            description=command.__doc__,
            help=command.SUMMARY,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.add_arguments(below)
        below.set_defaults(run=command.run)
    return top


def _run(words: Sequence[str], top: argparse.ArgumentParser) -> int:
    arguments = top.parse_args(words)
    if arguments.command is None:
        top.print_help()
        return MISUSED
    return int(arguments.run(arguments))


if __name__ == "__main__":
    main()
