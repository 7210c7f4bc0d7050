"""The web application's database, made ready for a command that works on it."""

from __future__ import annotations

import os
from pathlib import Path


def said_to_django(folder: Path) -> None:
    """Tell Django which place it works on; its other settings are in the environment."""
    os.environ["JOINEDUP_PLACE"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "joinedup.web.settings"


def prepared(folder: Path) -> None:
    """Set Django up, with the database brought up to date."""
    said_to_django(folder)
    from joinedup.web.serving import migrated

    migrated()
