"""Puts the style sheets and scripts that the web application serves where it serves them from.

They come from npm (`npm ci`, locked) and from src/joinedup/web/static_source, and are served under names that hold their hash,
so that a browser may keep them. The wheel holds what comes out: whoever installs it needs no node.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
NPM = ROOT / "node_modules"
WEB = ROOT / "src" / "joinedup" / "web"
COLLECTED = WEB / "collected"
SERVED = WEB / "static"

FROM_NPM = {
    "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css": "nhsuk/nhsuk-frontend.min.css",
    "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js": "nhsuk/nhsuk-frontend.min.js",
}


def main() -> None:
    collect()
    name_by_hash()


def collect() -> None:
    """Copy, without the comments that point at source maps (which are not served) and without fonts from elsewhere."""
    shutil.rmtree(COLLECTED, ignore_errors=True)
    for source, target in FROM_NPM.items():
        text = (NPM / source).read_text(encoding="utf-8")
        text = re.sub(r"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S+", "", text)
        text = re.sub(r"@font-face\s*\{[^}]*\}", "", text)
        (COLLECTED / target).parent.mkdir(parents=True, exist_ok=True)
        (COLLECTED / target).write_text(text, encoding="utf-8")
    shutil.copytree(
        NPM / "nhsuk-frontend" / "dist" / "nhsuk" / "assets" / "images", COLLECTED / "nhsuk" / "images"
    )
    shutil.copytree(WEB / "static_source", COLLECTED, dirs_exist_ok=True)


def name_by_hash() -> None:
    """Write each file again under its hash, compressed, as the application's settings serve them."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles"],
        STATIC_URL="static/",
        STATIC_ROOT=SERVED,
        STATICFILES_DIRS=[COLLECTED],
        STORAGES={"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}},
    )
    django.setup()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


if __name__ == "__main__":
    main()
