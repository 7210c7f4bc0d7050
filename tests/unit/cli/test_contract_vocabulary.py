"""What a contract may be made of, as a terminal shows it."""

from __future__ import annotations

import pytest

from joinedup.cli.contract_vocabulary import NothingOfThatName, preset_whole, term_whole
from joinedup.money.presets import presets
from joinedup.money.terms.term import kinds
from tests.unit.cli.test_commands import outcome


def test_every_kind_of_term_and_every_preset_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["tables", "--terms"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {kind} " in told for kind in kinds())
    assert outcome(["tables", "--presets"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {name} " in told and preset.title in told for name, preset in presets().items())


def test_a_term_is_shown_with_an_example_and_every_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["tables", "--terms", "shared-savings"]) == 0
    told = capsys.readouterr().out
    assert 'minimum_savings_rate = "by-population-size"' in told
    assert all(f"  {key}  (" in told for key in kinds()["shared-savings"].model_fields if key != "kind")
    assert max(map(len, told.splitlines())) < 160


def test_a_preset_is_shown_with_its_source_and_its_terms(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["tables", "--presets", "mssp-track-2-2015"]) == 0
    assert 'kind = "preset"\n    name = "mssp-track-2-2015"' in preset_whole("mssp-track-2-2015")
    told = capsys.readouterr().out
    assert "Source: 42 CFR 425.604" in told
    assert "quality_relief = 0.6" in told
    assert "Assumed in part" in told


def test_a_name_that_does_not_exist_is_told_with_the_nearest() -> None:
    with pytest.raises(
        NothingOfThatName, match='no kind of term "shared-saving"; did you mean "shared-savings"'
    ):
        term_whole("shared-saving")
    with pytest.raises(NothingOfThatName, match='did you mean "kinzigtal-like"'):
        preset_whole("kinzigtal")
