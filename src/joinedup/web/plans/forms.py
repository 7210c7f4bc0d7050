"""The plan as a form: a text for each heading, rows of actions, the day of review."""

from __future__ import annotations

import re
import secrets
from typing import Any, TypeAlias

from django import forms
from django.http import QueryDict

from joinedup.place.model import Place
from joinedup.web.choices import offer
from joinedup.web.days import DayField
from joinedup.web.plans.draft import Action, Draft
from joinedup.web.plans.headings import EVERY_HEADING
from joinedup.web.tasks.forms import long_text
from joinedup.web.tasks.words import care_organisations, care_roles

LONGEST_WORDS = 4_000
MOST_ACTIONS = 30
SPARE_ROWS = 1
_OURS = ("what", "owner", "role", "by_when-day", "by_when-month", "by_when-year")
THE_PERSON = ("", "The person or their family")
NOTHING_WRITTEN = "Write something in the plan before you save it"


class PlanForm(forms.Form):
    """Everything of a plan but its actions, and the version it was begun from."""

    begun_from = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    review_on = DayField(label="Look at the plan again on", required=False)
    is_agreed = forms.BooleanField(
        label="The person, or somebody who speaks for them, agreed to this plan", required=False
    )

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        for heading in EVERY_HEADING:
            self.fields[heading.key] = long_text(heading.title, "", LONGEST_WORDS, required=False)

    def words(self) -> dict[str, str]:
        """What was written under each heading, with the line ends of one kind."""
        return {
            heading.key: self.cleaned_data[heading.key].replace("\r\n", "\n") for heading in EVERY_HEADING
        }


class ActionForm(forms.Form):
    """One action. A row left without words is no action."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=16, required=False)
    what = forms.CharField(
        label="What will be done",
        max_length=500,
        error_messages={
            "required": "Say what will be done, or empty the whole row",
            "max_length": "What will be done must be 500 characters or less",
        },
    )
    owner = forms.ChoiceField(label="Who does it", required=False)
    role = forms.ChoiceField(label="Whose work it is there", required=False)
    by_when = DayField(label="By when", required=False)

    def __init__(self, *words: Any, place: Place, **more: Any) -> None:
        super().__init__(*words, **more)
        offer(self, "owner", [THE_PERSON, *care_organisations(place)])
        offer(self, "role", care_roles())

    def has_changed(self) -> bool:
        """Whether anything was written in the row; the key does not count."""
        return not self.is_bound or any(
            str(self.data.get(self.add_prefix(name), "")).strip() for name in _OURS
        )


Rows: TypeAlias = "forms.BaseFormSet[ActionForm]"
ActionRows = forms.formset_factory(
    ActionForm, extra=0, max_num=MOST_ACTIONS, validate_max=True, absolute_max=MOST_ACTIONS + 5
)


def forms_of(place: Place, draft: Draft, begun_from: int) -> tuple[PlanForm, Rows]:
    """The forms as they stand before anybody writes: the plan's words, and an empty row for one more action."""
    first = {
        **draft.words,
        "review_on": draft.review_on,
        "is_agreed": draft.is_agreed,
        "begun_from": begun_from,
    }
    rows = [vars(action) for action in draft.actions] + [{"key": new_key()} for _ in range(SPARE_ROWS)]
    return PlanForm(initial=first), ActionRows(initial=rows, prefix="actions", form_kwargs={"place": place})


def forms_sent(place: Place, sent: QueryDict) -> tuple[PlanForm, Rows]:
    """The forms with what was sent in. Rows are all new: a row with no words is left out."""
    words = sent.copy()
    words["actions-INITIAL_FORMS"], words["actions-TOTAL_FORMS"] = "0", str(_rows_sent(sent))
    return PlanForm(words), ActionRows(words, prefix="actions", form_kwargs={"place": place})


def _rows_sent(sent: QueryDict) -> int:
    """How many rows of actions came, counted from the boxes themselves."""
    found = (re.fullmatch(r"actions-([0-9]{1,4})-what", name) for name in sent)
    return max((int(one[1]) + 1 for one in found if one), default=0)


def with_another_row(place: Place, sent: QueryDict) -> tuple[PlanForm, Rows]:
    """The same words with an empty row more, not yet looked at for mistakes."""
    plan, rows = forms_sent(place, sent)
    written = [
        {name: row[name].value() for name in ("key", "what", "owner", "role", "by_when")}
        for row in rows.forms
    ]
    first = {name: plan[name].value() for name in plan.fields}
    more = [*written, {"key": new_key()}][:MOST_ACTIONS]
    return PlanForm(initial=first), ActionRows(initial=more, prefix="actions", form_kwargs={"place": place})


def draft_of(plan: PlanForm, rows: Rows) -> Draft:
    """What valid forms say."""
    found: dict[str, Action] = {}
    for row in rows.forms:
        if row.cleaned_data.get("what"):
            said = {name: row.cleaned_data[name] for name in ("what", "owner", "role", "by_when")}
            key = row.cleaned_data["key"]
            key = key if re.fullmatch(r"[-\w]+", key, re.ASCII) else new_key()
            found[key if key not in found else new_key()] = Action(key="", **said)
    actions = tuple(Action(key, one.what, one.owner, one.role, one.by_when) for key, one in found.items())
    return Draft(plan.words(), actions, plan.cleaned_data["review_on"], plan.cleaned_data["is_agreed"])


def new_key() -> str:
    """The key of an action: kept through every version, so that its history can be followed."""
    return secrets.token_hex(8)
