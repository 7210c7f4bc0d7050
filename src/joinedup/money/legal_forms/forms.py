"""What each legal form means: who holds the contract, who bears the risk, who decides, what becomes of VAT."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from joinedup.errors import JoinedupError
from joinedup.money.pooled.vat import regime_of
from joinedup.place.forms import AgreementForm
from joinedup.place.model import OrganisationKind
from joinedup.place.problems import nearest
from joinedup.reference.files import FOLDER, ReferenceError, read_file

Whose = Literal["each", "lead", "new-body", "one-body"]


@dataclass(frozen=True)
class LegalForm:
    """One form as reference/legal_forms says it. `holds` and `capital` say whose the contract and the capital are."""

    name: AgreementForm
    title: str
    holds: Whose
    held: str
    capital: Whose
    risk: str
    decides: str
    trap: str
    vat: Literal["kept", "lost", "as-lead"]
    vat_words: str
    source: str


@cache
def legal_forms() -> tuple[LegalForm, ...]:
    """The six forms, from the loosest to the closest. ReferenceError where one is missing or a key of it is."""
    file = read_file(FOLDER / "legal_forms" / "forms.toml")
    try:
        forms = tuple(LegalForm(**row) for row in file.content["forms"])
    except TypeError as error:
        raise ReferenceError(f"{file.name}: a form has a key too many or too few: {error}") from error
    if {form.name for form in forms} != set(get_args(AgreementForm)):
        raise ReferenceError(f"{file.name}: expected one each of {', '.join(get_args(AgreementForm))}")
    return forms


def form_named(name: str) -> LegalForm:
    """The form of that name. JoinedupError naming those there are."""
    known = {form.name: form for form in legal_forms()}
    for form in legal_forms():
        if form.name == name.casefold():
            return form
    alike = nearest(name.casefold(), known)
    meant = f"; did you mean {alike}?" if alike else "."
    raise JoinedupError(f'no legal form is named "{name}"{meant} There are: {", ".join(known)}')


def vat_recoverable(form: AgreementForm, lead: OrganisationKind | None) -> bool | None:
    """Whether NHS bodies that give care under the form still get back VAT on contracted-out services; None where it depends on
    a lead that is not known."""
    vat = form_named(form).vat
    if vat != "as-lead":
        return vat == "kept"
    return None if lead is None else regime_of(lead).name == "section-41"
