"""The legal forms that organisations can work together under. What each means is in reference/legal_forms."""

from __future__ import annotations

from typing import Literal

AgreementForm = Literal[
    "memorandum",
    "alliance",
    "contractual-joint-venture",
    "prime-provider",
    "corporate-joint-venture",
    "integrated-organisation",
]
