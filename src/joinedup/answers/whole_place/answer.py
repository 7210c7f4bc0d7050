"""The answer: each case seen whole, with the transfer that would leave no member worse off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from joinedup.answers.disclosure import rules
from joinedup.answers.published import Published, open_published
from joinedup.answers.released import release
from joinedup.answers.whole_place.activity import OTHERS, as_sql
from joinedup.answers.whole_place.measured import measured_of
from joinedup.answers.whole_place.of_care_model import care_model_question
from joinedup.answers.whole_place.of_contract import contract_question
from joinedup.answers.whole_place.of_shift import PriceInRecords, shift_question
from joinedup.answers.whole_place.question import Case, Question, named
from joinedup.money.place_findings import MONEY_FINDINGS
from joinedup.money.whole_place.gains import View, seen_whole
from joinedup.money.whole_place.transfers import Transfers, transfers
from joinedup.place.file import read_place
from joinedup.place.model import Place
from joinedup.place.whole_place import ShiftFrom


@dataclass(frozen=True)
class Answer:
    """One case: what it does to whom, and the transfer."""

    case: Case
    view: View
    transfers: Transfers


@dataclass(frozen=True)
class Answered:
    """A question of a place with an answer for each of its cases."""

    place: Place
    question: Question
    answers: tuple[Answer, ...]

    def name_of(self, code: str) -> str:
        """An organisation's name by its code."""
        names = {one.code: one.name for one in self.place.organisations}
        return "Other organisations, together" if code == OTHERS else names.get(code, code)


def answered(folder: Path, what: str | None) -> Answered:
    """Who gains and who loses by `what`. JoinedupError where it is not plain, or needs a build that is not there."""
    place = read_place(folder, further=MONEY_FINDINGS)
    found = named(place, what)
    if found.kind == "care model":
        model = next(one for one in place.care_models if one.name == found.name)
        with open_published(folder) as published, release(published) as released:
            question = care_model_question(place, released, model, measured_of(folder, model.name))
    elif found.kind == "shift":
        shift = next(one for one in place.shifts if one.name == found.name)
        question = shift_question(place, shift, _price_in(folder))
    else:
        contract = next(one for one in place.contracts if one.name == (found.contract or found.name))
        question = contract_question(place, contract, found.name if found.contract else None)
    return Answered(place, question, tuple(_answer(case, question) for case in question.cases))


def _answer(case: Case, question: Question) -> Answer:
    view = seen_whole(case.movements, question.charges, question.years)
    return Answer(case, view, transfers(view.gain_pence()))


def _price_in(folder: Path) -> PriceInRecords:
    """What the records price a unit at, where something is published in the folder."""

    def price(service: ShiftFrom) -> int | None:
        if not (folder / "build" / "manifest.json").is_file():
            return None
        with open_published(folder) as published, release(published) as released:
            return _mean_price(released, service)

    return price


def _mean_price(published: Published, service: ShiftFrom) -> int | None:
    """Pence a priced contact of the organisation's service came to in the last year of the records; None without any, or where the
    people who had them are too few to be shown."""
    last: date = published.rows("select data_ends_before from place_period")[0][0]
    asked = {
        "cost.organisation_code": service.organisation,
        "cost.setting": service.setting,
        "cost.kind": service.kind,
        "contact.began": service.began,
    }
    where = " and ".join(f"{column} = {as_sql(word)}" for column, word in asked.items() if word)
    contacts, pence, people = published.rows(
        "select count(distinct cost.source_id) as contacts, sum(cost.amount_pence) as pence,"
        " count(distinct contact.person_id) as people from cost"
        " inner join contact on contact.contact_id = cost.source_id"
        f" where cost.reason = 'priced' and cost.day >= date '{last.year - 1}-{last.month:02d}-01' and {where}"
    )[0]
    if not contacts or rules().is_small(int(people)):
        return None
    return round(int(pence) / int(contacts))
