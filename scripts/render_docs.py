"""`make docs`: the reference documentation, from the code itself.

docs/reference/tables.md       every table: grain, rule, columns       (kept in git; a test says when it is stale)
docs/reference/place-file.md   every key of place.toml                 (kept in git; a test says when it is stale)
docs/reference/contract-terms.md  every kind of term and preset        (kept in git; a test says when it is stale)
docs/reference/checks.md       every rule of `joinedup check`          (kept in git; a test says when it is stale)
docs/reference/specs/*.md      every specification: tiny tables in, the expected answer out (not kept)
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
FIGURES = ROOT / "src" / "joinedup" / "reference"
sys.path.insert(0, str(ROOT))

from scripts.check_pages import checks_page  # noqa: E402
from scripts.format_pages import figures_page, formats_page  # noqa: E402
from scripts.reference_pages import place_file_page, tables_page  # noqa: E402
from scripts.spec_pages import spec_pages  # noqa: E402
from scripts.term_pages import terms_page  # noqa: E402


def main() -> None:
    """Write every page, and print where."""
    pages = {REFERENCE / "tables.md": tables_page(), REFERENCE / "place-file.md": place_file_page()}
    pages |= {REFERENCE / "formats.md": formats_page(), REFERENCE / "figures.md": figures_page(FIGURES)}
    pages |= {REFERENCE / "contract-terms.md": terms_page(), REFERENCE / "checks.md": checks_page()}
    specs = REFERENCE / "specs"
    pages |= {specs / name: text for name, text in spec_pages(ROOT / "tests" / "specs").items()}
    specs.mkdir(parents=True, exist_ok=True)
    for stale in set(specs.glob("*.md")) - set(pages):
        stale.unlink()
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
