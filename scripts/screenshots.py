"""`make screenshots`: pictures of the application on the demo place, at a desk and on a phone, in docs/screenshots/.

It serves the place that `make demo` built and filled, opens each page as the person whose page it is, in real Chromium, and
writes the page with its sentence into docs/screenshots/README.md. Pages that show today's date differ from day to day.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from scripts.demo import PLACE, free_port, served

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "docs" / "screenshots"
# Width of the window, and where a long page is cut.
SIZES = {"desktop": (1280, 1600), "phone": (390, 1500)}
MOST_BYTES = 3_000_000
COLOURS = 256
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Shot:
    """One page as one person sees it. `clicks` are links pressed after the address, by their words."""

    name: str
    persona: str
    address: str
    says: str
    clicks: tuple[str, ...] = ()


SHOTS_TAKEN = (
    Shot("choose-who-to-be", "", "/sign-in/", "The first page of a made-up place: choose who to be."),
    Shot(
        "care-coordinator",
        "care-coordinator",
        "/",
        "The first screen of a care coordinator: her own work; beside it what the place wants and whether it works.",
    ),
    Shot(
        "a-person",
        "care-coordinator",
        "/tasks/",
        "One timeline in lanes by organisation, conditions, scores and the care team. No name until one is asked for.",
        ("Weekly tablet box", "Person "),
    ),
    Shot(
        "a-shared-care-plan",
        "gp",
        "/tasks/",
        "One plan for everybody in the care team, with its versions and who does what by when.",
        ("Weekly tablet box", "Shared care plan"),
    ),
    Shot(
        "a-task-asked",
        "social-worker",
        "/",
        "What another organisation asks; accepting it joins the care team.",
        ("Carer's assessment",),
    ),
    Shot(
        "a-meeting",
        "care-coordinator",
        "/meetings/",
        "The list of a multidisciplinary team's meeting.",
        ("Hub meeting",),
    ),
    Shot(
        "scorecard",
        "board-member",
        "/scorecard/",
        "National standards beside what the place is changing, and an alarm.",
    ),
    Shot(
        "a-care-model",
        "programme-lead",
        "/care-models/complex-care-hubs/",
        "A logic model with a verdict on each arrow.",
    ),
    Shot(
        "a-cycle",
        "programme-lead",
        "/learning/",
        "A change tried, on a control chart with notes at its dates.",
        ("A geriatrician answers",),
    ),
    Shot(
        "a-decision",
        "board-member",
        "/decisions/",
        "A decision whose approval no longer covers the place file.",
        ("Go on with the Complex",),
    ),
    Shot(
        "who-pays-whom",
        "finance-lead",
        "/money/",
        "A shadow year settled: who would owe whom, and why.",
        ("Who owes whom",),
    ),
    Shot(
        "who-could-lose",
        "finance-lead",
        "/money/",
        "Ten thousand futures of the contract.",
        ("Who could lose how much",),
    ),
    Shot(
        "the-network",
        "board-member",
        "/network/",
        "Organisations, agreements, disputes, posts and vacancies.",
    ),
    Shot("sources", "analyst", "/data/", "Sources, how fresh they are, what was set aside."),
)


def main() -> None:
    """Take every picture, then write the page that shows them."""
    if not (PLACE / "build" / "manifest.json").is_file() or not (PLACE / "web").is_dir():
        sys.exit("there is no demo place yet: run `make demo` first")
    subprocess.run([sys.executable, "-m", "joinedup.web.kept.making", str(PLACE)], check=True)
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    with served(free_port()) as (_, address), _browser() as browser:
        for kind, (width, height) in SIZES.items():
            for shot in SHOTS_TAKEN:
                _take(browser, address, shot, kind, width, height)
    (SHOTS / "README.md").write_text(_page(), encoding="utf-8")
    size = sum(path.stat().st_size for path in SHOTS.glob("*.png"))
    print(f"{2 * len(SHOTS_TAKEN)} pictures, {size / 1e6:.1f} MB: {SHOTS.relative_to(ROOT)}/README.md")
    if size > MOST_BYTES:
        sys.exit(f"that is more than {MOST_BYTES / 1e6:.0f} MB: take fewer, or cut them higher up")


def _take(browser: Browser, address: str, shot: Shot, kind: str, width: int, height: int) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/sign-in/")
    if shot.persona:
        page.locator(f'button[value="{shot.persona}"]').click()
        page.goto(shot.address)
    for words in shot.clicks:
        with page.expect_navigation():
            page.locator(".joinedup-before, main").get_by_role("link", name=words).first.click()
    page.wait_for_load_state("networkidle")
    _write(page, SHOTS / f"{shot.name}-{kind}.png", width, height)
    context.close()


def _write(page: Page, path: Path, width: int, height: int) -> None:
    """The page from its top, cut at a height, in so few colours that the file is small."""
    tall = min(height, int(page.evaluate("document.documentElement.scrollHeight")))
    taken = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})
    with Image.open(BytesIO(taken)) as picture:
        _in_few_colours(picture.convert("RGB")).save(path, optimize=True)


def _in_few_colours(picture: Image.Image) -> Image.Image:
    """The picture in the colours it has most of, so that each surface keeps its own; edges of letters take the nearest."""
    counted = sorted(picture.getcolors(maxcolors=picture.width * picture.height) or (), reverse=True)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in counted[:COLOURS] for part in colour])  # type: ignore[union-attr]
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


@contextmanager
def _browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        sys.exit("Chromium is not on this machine: on Debian or Ubuntu, apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.fspath(found), args=list(FLAGS))
        yield browser
        browser.close()


def _page() -> str:
    """The pictures with a sentence each, a desk's beside a phone's."""
    parts = [
        "# What it looks like\n",
        "The web application on Seacombe, the made-up place that `make demo` builds.\n"
        "`make screenshots` takes these pictures again.\n",
    ]
    for shot in SHOTS_TAKEN:
        title = shot.name.replace("-", " ")
        parts.append(f"## {title[:1].upper()}{title[1:]}\n\n{shot.says}\n")
        desk, phone = (f"{shot.name}-{kind}.png" for kind in SIZES)
        parts.append(
            f'<img src="{desk}" width="640" alt="{title}, at a desk"> <img src="{phone}" width="195" alt="{title}, on a phone">\n'
        )
    return "\n".join(parts)


if __name__ == "__main__":
    main()
