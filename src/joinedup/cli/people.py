"""Who may sign in to the web application, and in which posts: a role at an organisation. `subject` is what the OpenID provider
calls a person (the page they see after signing in without a post says it).

  joinedup people add --subject 910000000001 --name "Ada Okafor" --role gp --organisation L81001 FOLDER
  joinedup people end --subject 910000000001 FOLDER
  joinedup people list FOLDER"""

from __future__ import annotations

import argparse
import getpass

from joinedup.cli.folders import add_folder

SUMMARY = "give people their posts in the web application, and end them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=("add", "end", "list"), help="give a post, end one, or list who holds which"
    )
    add_folder(parser)
    parser.add_argument("--subject", default="", help="what the OpenID provider calls the person")
    parser.add_argument("--name", default="", help="the person's name, until the provider tells it")
    parser.add_argument("--role", default="", help="the role, for example gp or care-coordinator")
    parser.add_argument(
        "--organisation", default="", metavar="CODE", help="the organisation's code in place.toml"
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.cli.web_application import prepared

    prepared(arguments.folder)
    from joinedup.web.accounts.administration import ended, given, listed

    by = f"administrator {getpass.getuser()}"
    said = {"subject": arguments.subject, "role": arguments.role, "organisation": arguments.organisation}
    if arguments.what == "add":
        print(given(by=by, folder=arguments.folder, name=arguments.name, **said))
    elif arguments.what == "end":
        print(ended(by=by, **said))
    else:
        print("\n".join(listed()))
    return 0
