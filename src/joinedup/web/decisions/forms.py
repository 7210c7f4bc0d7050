"""What is asked when something is put to the board, declared, voted, met or reviewed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import forms

from joinedup.network.place_parts import parts_of
from joinedup.place.model import Place
from joinedup.web.access.roles import Role
from joinedup.web.access.routes import rule_at
from joinedup.web.access.viewer import Viewer
from joinedup.web.choices import offer
from joinedup.web.days import DayField
from joinedup.web.decisions import fields
from joinedup.web.decisions.actions import Draft
from joinedup.web.decisions.models import Proposal, Replaces
from joinedup.web.decisions.part_names import part_in_words
from joinedup.web.decisions.rights import Right

OPTIONS, ASSUMPTIONS = 4, 3
NO_PAGE = "No page of this application has this address"
ASSUMED = (
    ("name", "What is assumed"),
    ("low", "Low"),
    ("central", "Central"),
    ("high", "High"),
    ("owner", "Who answers for it"),
)
# The four kinds of interest of NHS England's guidance on managing conflicts of interest (2017).
KINDS = (
    ("none", "No interest in this"),
    ("financial", "Financial: money could be gained or lost"),
    ("professional", "Professional, not financial: standing or career"),
    ("personal", "Personal, not financial"),
    ("indirect", "Indirect: somebody close has an interest"),
)
CHOICES = (("for", "For"), ("against", "Against"), ("abstain", "Abstain"))
JUDGEMENTS = (
    ("as-expected", "As expected, or better"),
    ("in-part", "In part"),
    ("not", "Not as expected"),
    ("cannot-tell", "Cannot be told from chance"),
    ("too-early", "Too early to say"),
)


class ProposalForm(forms.Form):
    """Everything the board is asked, under one decision right."""

    title = fields.line(
        "What is to be decided",
        "Enter what is to be decided",
        hint="One sentence, as the minutes would say it.",
    )
    why = fields.words("Why", "Enter why the board should decide this")
    put_to_vote = fields.one_of(
        "Which option is put to the vote?", "Choose the option that is put to the vote", ()
    )
    amount_pounds = fields.Pounds(
        label="Money to be moved or spent, in pounds", hint="Leave this out if no money moves."
    )
    expected = fields.words(
        "What is expected to come of it",
        "Enter what you expect to come of it",
        hint="With a measure and a figure where there is one: it stands beside what came of it.",
    )
    legal_basis = fields.line("Legal basis", hint="The power the members use, if one is needed.")
    risks = fields.words("Risks", rows=3)
    in_confidence = fields.words(
        "What only the board may read",
        rows=3,
        hint="Decisions are open to everybody who signs in. What stands here is not.",
    )
    withheld_because = fields.line("Why it is withheld", hint="Everybody reads this reason.")
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(
        self,
        *args: Any,
        place: Place,
        right: Right,
        names: dict[str, str],
        earlier: Sequence[Proposal],
        today: date,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.right, self.parts, self.earlier = (
            right,
            {one.path: one for one in parts_of(place)},
            {str(one.pk): one for one in earlier},
        )
        members = [(code, names.get(code, code)) for code in right.agreement.members]
        self._add_rows(members)
        self.fields["accountable"] = fields.choice(
            "Who is accountable",
            "Choose the one body that is accountable",
            members,
            hint="One body, and only one, answers for it.",
        )
        self.fields["responsible"] = fields.choice("Who does it", "Choose who does it", members)
        self.fields["risk_owner"] = fields.choice("Who owns the risk that is left", "", members)
        self.fields["part_path"] = fields.choice(
            "Part of the place file that is approved",
            "",
            [(one.path, part_in_words(one.path, one.name, names)) for one in self.parts.values()],
            hint="The decision keeps its hash: when the part changes, the approval no longer covers it.",
        )
        self.fields["review_on"] = DayField(
            label="Review on",
            help_text="When the board compares what came of it with what was expected.",
            earliest=(today, "Enter a review date that is not in the past"),
            error_messages={"required": "Enter a review date"},
        )
        self.fields["replaces"] = fields.choice(
            "Earlier decision that this replaces",
            "",
            [(key, f"Decision {key}: {one.title}") for key, one in self.earlier.items()],
        )
        self.fields["replaces_how"] = fields.choice("How it replaces it", "", Replaces.choices)

    def _add_rows(self, members: Sequence[tuple[str, str]]) -> None:
        """The fields that stand several times over: options, what each member gains or loses, assumptions."""
        for number in range(1, OPTIONS + 1):
            missing = "Enter at least two options: to leave things as they are is one" if number <= 2 else ""
            self.fields[f"option_{number}"] = fields.words(f"Option {number}", missing, rows=2)
        offer(self, "put_to_vote", [(str(n), f"Option {n}") for n in range(1, OPTIONS + 1)])
        for code, name in members:
            self.fields[f"effect_{code}"] = fields.Pounds(label=name, below_zero=True)
        for number in range(1, ASSUMPTIONS + 1):
            for key, label in ASSUMED:
                self.fields[f"assumption_{number}_{key}"] = fields.line(
                    f"Assumption {number}: {label.casefold()}", most=120
                )

    def group(self, prefix: str) -> list[Any]:
        """The fields whose names begin so, for the template."""
        return [self[name] for name in self.fields if name.startswith(prefix)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self._money(said)
        put = said.get("put_to_vote")
        if put and not said.get(f"option_{put}") and not self.errors.get(f"option_{put}"):
            self.add_error("put_to_vote", f"Option {put} is empty: choose one that is written")
        if said.get("in_confidence") and not said.get("withheld_because"):
            self.add_error("withheld_because", "Enter why it is withheld")
        if bool(said.get("replaces")) != bool(said.get("replaces_how")):
            self.add_error(
                "replaces_how" if said.get("replaces") else "replaces",
                "Choose both the decision and how it is replaced",
            )
        return said

    def _money(self, said: dict[str, Any]) -> None:
        limit, asked = self.right.right.limit, said.get("amount_pounds")
        if limit is not None and asked and asked > limit:
            self.add_error(
                "amount_pounds", f"This right decides up to £{limit:,}. Use another right, or ask for less"
            )

    def draft(self) -> Draft:
        """What was filled in, for the action."""
        said = self.cleaned_data
        plain = (
            "title",
            "why",
            "amount_pounds",
            "expected",
            "legal_basis",
            "risks",
            "in_confidence",
            "withheld_because",
            "accountable",
            "responsible",
            "risk_owner",
            "review_on",
            "replaces_how",
        )
        written = [(n, said[f"option_{n}"]) for n in range(1, OPTIONS + 1) if said[f"option_{n}"]]
        return Draft(
            words={key: said[key] for key in plain}
            | {"effects": self._effects(), "assumptions": self._assumptions()},
            options=tuple(words for _, words in written),
            put_to_vote=1 + [n for n, _ in written].index(int(said["put_to_vote"])),
            part=self.parts.get(said["part_path"]),
            replaces=self.earlier.get(said["replaces"]),
            form_key=said["form_key"],
        )

    def _effects(self) -> dict[str, int]:
        found = {code: self.cleaned_data[f"effect_{code}"] for code in self.right.agreement.members}
        return {code: pounds for code, pounds in found.items() if pounds is not None}

    def _assumptions(self) -> list[dict[str, str]]:
        rows = [
            {key: self.cleaned_data[f"assumption_{number}_{key}"] for key, _ in ASSUMED}
            for number in range(1, ASSUMPTIONS + 1)
        ]
        return [row for row in rows if row["name"]]


class EvidenceForm(forms.Form):
    """A page of this application that the board should look at."""

    address = fields.line(
        "Address of the page",
        "Enter the address of a page of this application",
        hint="Choose one as you type, or open the page and copy what stands in the browser's address line.",
        most=500,
    )
    shows = fields.line("What it shows", "Enter what the page shows")

    def __init__(
        self, *args: Any, viewer: Viewer, host: str, pages: Sequence[tuple[str, str]] = (), **kw: Any
    ) -> None:
        """`pages` are addresses that are offered, with what they show; any other may be written."""
        super().__init__(*args, **kw)
        self.viewer, self.host = viewer, host
        self.suggested = {"address": pages}

    def clean_address(self) -> str:
        """The path of a page that both the viewer and a board member may open."""
        try:
            parts = urlsplit(self.cleaned_data["address"].strip())
        except ValueError:
            raise forms.ValidationError(NO_PAGE) from None
        if parts.netloc not in ("", self.host):
            raise forms.ValidationError(NO_PAGE)
        found = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if (rule := rule_at(parts.path)) is None:
            raise forms.ValidationError(NO_PAGE)
        board = Viewer(
            self.viewer.user_id, "", self.viewer.post_id, Role.BOARD_MEMBER, self.viewer.organisation
        )
        if not rule.allows(self.viewer) or not rule.allows(board):
            raise forms.ValidationError(
                "The board may not open this page: choose one that its members can see"
            )
        if len(found) > 200:
            raise forms.ValidationError("Shorten the address: leave out what comes after the question mark")
        return found


class ConditionForm(forms.Form):
    """What must be met before the decision takes effect."""

    words = fields.words(
        "What must be met first", "Enter what must be met before the decision takes effect", rows=3
    )

    def __init__(self, *args: Any, members: Sequence[tuple[str, str]], today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["owner"] = fields.choice("Who sees to it", "Choose who sees to it", members)
        self.fields["due_on"] = DayField(
            label="By when",
            earliest=(today, "Enter a day that is not in the past"),
            error_messages={"required": "Enter by when"},
        )


class DeclarationForm(forms.Form):
    """What a post that votes says of its interests. Any interest is written down; whoever has one may step aside."""

    kind = fields.one_of(
        "Does this post have an interest in the proposal?", "Choose whether it has an interest", KINDS
    )
    interest = fields.words("What the interest is", rows=3, hint="Leave this out where there is none.")
    steps_aside = forms.BooleanField(
        label="It steps aside: it does not vote, and does not count to the quorum", required=False
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") not in (None, "none") and not said.get("interest"):
            self.add_error("interest", "Enter what the interest is")
        if said.get("kind") == "none" and said.get("interest"):
            self.add_error("kind", "You wrote an interest down: choose its kind")
        return said


class VoteForm(forms.Form):
    """How a post votes; a vote against says why."""

    choice = fields.one_of("How does this post vote?", "Choose how it votes", CHOICES)
    because = fields.words(
        "Why", rows=3, hint="Dissent is kept with the decision: say what a later reader should know."
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("choice") == "against" and not said.get("because"):
            self.add_error("because", "Enter why it votes against: dissent is kept with the decision")
        return said


class WithdrawalForm(forms.Form):
    """Why a proposal is taken back."""

    because = fields.words("Why it is withdrawn", "Enter why it is withdrawn", rows=3)


class ConditionMetForm(forms.Form):
    """How it is known that a condition is met."""

    how = fields.words("How it is known that the condition is met", "Enter how it is known", rows=3)


class OutcomeForm(EvidenceForm):
    """What came of a decision. A page of this application may show it."""

    actual = fields.words("What came of it", "Enter what came of it")
    judgement = fields.one_of("Beside what was expected", "Choose how it compares", JUDGEMENTS)
    field_order = ("actual", "judgement", "address")

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        del self.fields["shows"]
        self.fields["address"].required = False
        self.fields["address"].label = "Address of the page that shows it"

    def clean_address(self) -> str:
        return super().clean_address() if self.cleaned_data["address"] else ""
