"""The manual page that `joinedup --help` prints."""

from __future__ import annotations

from collections.abc import Mapping

_PAGE = """\
joinedup - one population from the extracts of many organisations

USAGE
  joinedup COMMAND [ARGUMENTS]
  joinedup COMMAND --help

WHAT IT IS
  A place is a folder. Its place.toml says what the organisations of a local system of care have agreed: who takes
  part, for whom, and what would show that care is better. Its data/ holds their extracts, untouched. joinedup computes
  everything else from the two, the same way each time: who lives here, what happened to them, what they may need and
  what it cost. Every row of every file ends up as a record or is set aside with a reason, and is counted.

COMMANDS, in the order a newcomer meets them
{commands}

EXAMPLES
  joinedup rehearse demo --people 20000      a made-up place with extracts in the real formats
  joinedup build demo                        compute everything; again later, only what changed
  joinedup report demo                       one page for the board: demo/build/report.html
  joinedup charts demo                       what has changed, and what only varies: a control chart of every measure
  joinedup rehearse-design demo              plant a known change: how often is it found, and how well?
  joinedup register demo --by Ada            agree how its care model will be tested, before outcomes are read
  joinedup evaluate demo                     does the care model work? a verdict on each assumption, one page
  joinedup budget demo                       how each pound was arrived at, by every method side by side
  joinedup settle demo --year 0              who would owe whom after the shadow year of its contract, and why
  joinedup stress demo                       10,000 futures of its contract: who could lose how much, and why
  joinedup members "Complex care hubs" demo  who gains and who loses by a change, and the transfer that mends it
  joinedup forms demo --compare alliance corporate-joint-venture   one contract under two legal forms
  joinedup check demo                        is the place file sound, should its contract be signed, what was set aside?
  joinedup tables resident                   who decides that a person lives here, and how
  joinedup tables --terms outcome-based      what a contract may be made of: a kind of term, key by key
  joinedup explain kq3v6...  demo            why is this person in these figures?

  joinedup demonstrate demo                  made-up plans, tasks and decisions to look at in the web application
  joinedup serve demo                        the web application on this machine, for a browser
  joinedup people add demo --subject 9100 --role gp --organisation L81001   give somebody a post in the web application
  joinedup audit verify demo                 did anybody change the web application's audit behind its back?
  joinedup backup demo demo.backup           what people wrote in the web application, in one file
  joinedup restore demo.backup demo          put it back

  joinedup new seacombe                      start a place of your own

FILES
  FOLDER/place.toml            what the organisations have agreed; FOLDER is the current folder when left out
  FOLDER/data/                 the organisations' extracts: CSV, gzipped CSV, Parquet, or NDJSON; never changed
  FOLDER/evaluations/          register.jsonl: how each care model will be tested; keep it in version control
  FOLDER/build/                everything computed; delete it and build again
  FOLDER/build/manifest.json   what was read and made: hashes, rows, versions, times
  ~/.config/joinedup/keys/     the key of each place, which pseudonyms and sealed tables depend on: keep a copy safe

ENVIRONMENT
  JOINEDUP_KEY_FILE            the place's key, when it is kept elsewhere

EXIT CODES
  0  done    1  something must be mended; the message says what    2  the command was misused    130  interrupted

MORE
  joinedup --version           the version
  docs/                        a tutorial, how-to guides, reference, and why it is built as it is
"""


def page(summaries: Mapping[str, str]) -> str:
    """The page, with a line for each command and what it does."""
    width = max(map(len, summaries), default=0)
    return _PAGE.format(commands="\n".join(f"  {name:<{width}}  {what}" for name, what in summaries.items()))
