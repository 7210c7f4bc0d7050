"""The hashes of what this page's figures come from: the build it reads, and the place file as it is."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from joinedup.place.model import Place
from joinedup.web.access.request import Request
from joinedup.web.published.place_file import sha256_of_place_file
from joinedup.wording import slug


def build_sha256(request: Request) -> str:
    """The hash of the build; empty where nothing is built."""
    build = request.build
    return build.version if build else ""


def pages_of(place: Place) -> list[tuple[str, str]]:
    """The pages that a board is most often shown: address and name."""
    fixed = (
        ("scorecard", "The scorecard"),
        ("charts", "Every control chart"),
        ("report", "Who lives here, and what happens to them"),
        ("budget", "How each pound of the budget was arrived at"),
        ("checks", "Should anybody sign: what the checks found"),
        ("spending", "Money and time for change, quarter by quarter"),
        ("shared-patients", "Who shares patients"),
    )
    pages = [(reverse(name), words) for name, words in fixed]
    for model in place.care_models:
        at = [slug(model.name)]
        pages.append((reverse("care-model", args=at), f"{model.name}: why it should work, and what is known"))
        pages.append((reverse("evaluation", args=at), f"Is {model.name} working?"))
    for contract in place.contracts:
        pages.append(
            (reverse("stress", args=[slug(contract.name)]), f"{contract.name}: who could lose how much")
        )
    return pages


def place_file_sha256() -> str:
    """The hash of the place file as it lies there; empty while there is none."""
    return sha256_of_place_file(settings.SURROUNDINGS.place)
