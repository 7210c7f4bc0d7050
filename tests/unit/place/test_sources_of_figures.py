"""Where single figures of a contract come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.place.file import PlaceFileError, read_place
from tests.architecture.tree import ROOT

SOUND = (ROOT / "places" / "unitingcare-2015" / "place.toml").read_text(encoding="utf-8")


def test_a_source_of_a_key_that_no_contract_has_is_told_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_text(
        SOUND.replace('price_ceiling = "Nat', 'price_cieling = "Nat'), "utf-8"
    )
    with pytest.raises(PlaceFileError) as told:
        read_place(tmp_path)
    (problem,) = told.value.problems
    assert problem.key == "contracts[1].figure_sources.price_cieling"
    assert "price_ceiling" in str(problem)


def test_a_sound_file_with_sources_is_read(tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_text(SOUND, "utf-8")
    assert "National Audit Office" in read_place(tmp_path).contracts[0].figure_sources["prices"]
