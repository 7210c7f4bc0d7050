"""A contract of a place under several legal forms, with the checks each would raise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from joinedup.errors import JoinedupError
from joinedup.money.checks.checked import Judged
from joinedup.money.checks.under_form import checks_under
from joinedup.money.chosen_contract import chosen_contract
from joinedup.money.legal_forms.contract_under_form import NEW_BODY, UnderForm, under_form
from joinedup.money.legal_forms.forms import LegalForm, form_named, legal_forms
from joinedup.money.place_findings import MONEY_FINDINGS
from joinedup.place.contracts import Contract
from joinedup.place.file import read_place
from joinedup.place.model import Place


@dataclass(frozen=True)
class Column:
    """One form for the contract, and what the checks that it can change would say."""

    under: UnderForm
    checks: tuple[Judged, ...]

    @property
    def raised(self) -> list[Judged]:
        """Checks that would find something."""
        return [one for one in self.checks if one.outcome == "found"]

    @property
    def open(self) -> list[Judged]:
        """Checks that could not be judged from what is written."""
        return [one for one in self.checks if one.outcome == "cannot-be-judged"]


@dataclass(frozen=True)
class Comparison:
    """The contract under each of the forms asked for, in the order asked."""

    place: Place
    contract: Contract
    columns: tuple[Column, ...]

    def name_of(self, code: str) -> str:
        """An organisation's name by its code."""
        names = {one.code: one.name for one in self.place.organisations}
        return "A new body" if code == NEW_BODY else names.get(code, code)


def compared(folder: Path, contract_name: str | None, forms: Sequence[str]) -> Comparison:
    """The contract under the forms named, all six where none is; beside its own where one is named.

    JoinedupError for a form or a contract there is not, and for a form beside itself.
    """
    place = read_place(folder, further=MONEY_FINDINGS)
    contract = chosen_contract(place, contract_name).contract
    wanted = _forms(contract, forms)
    columns = [
        Column(under_form(place, contract, form), checks_under(place, contract, form)) for form in wanted
    ]
    return Comparison(place, contract, tuple(columns))


def _forms(contract: Contract, names: Sequence[str]) -> list[LegalForm]:
    if not names:
        return list(legal_forms())
    found = list(dict.fromkeys(form_named(name) for name in names))
    if len(names) == 1 and contract.form and contract.form != found[0].name:
        return [form_named(contract.form), *found]
    if len(found) == 1:
        others = ", ".join(form.name for form in legal_forms() if form != found[0])
        raise JoinedupError(
            f"{found[0].name} cannot be compared with itself: name another form beside it with --compare ({others}), or leave"
            " --compare out to see all"
        )
    return found
