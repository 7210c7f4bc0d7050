"""The application's settings as mypy reads them, to know its models: of a place that is here, with no key and no database."""

from __future__ import annotations

import os
from pathlib import Path

PLACE = Path(__file__).resolve().parents[1] / "places" / "seacombe"
os.environ |= {"JOINEDUP_PLACE": str(PLACE), "JOINEDUP_SECRET_KEY_FILE": os.devnull}

from joinedup.web.settings import *  # noqa: E402, F403
