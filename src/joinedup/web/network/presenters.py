"""What the pages of the network say: organisations, agreements, disputes and posts in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.timezone import localdate

from joinedup.money.checks.thresholds import limit
from joinedup.money.legal_forms.forms import LegalForm, form_named
from joinedup.network.decision_rights import UnknownRule, voting_rule
from joinedup.place.governance import Agreement, DecisionRight, Voter
from joinedup.place.model import Organisation, Place
from joinedup.web.network.disputes import Step, standing
from joinedup.web.network.models import Dispute, DisputeStep, EstablishedPost, MembershipChange, PostChange
from joinedup.wording import day, listed, some

SCOPES = {
    "horizontal": "across like bodies",
    "vertical": "along the pathway of care",
    "both": "across like bodies and along the pathway",
}
KINDS: Mapping[str, str] = {
    "practice": "General practice",
    "acute": "Hospital",
    "community": "Community services",
    "mental-health": "Mental health services",
    "council": "Council",
    "care-home": "Care home",
    "ambulance": "Ambulance service",
    "voluntary": "Voluntary organisation",
    "independent": "Independent body",
    "commissioner": "Commissioner",
}


def names_of(place: Place) -> dict[str, str]:
    """Organisations' names by their codes."""
    return {one.code: one.name for one in place.organisations}


@dataclass(frozen=True)
class OrganisationRow:
    """One organisation in the list."""

    organisation: Organisation
    kind: str
    agreements: str
    vacant: str
    successor: str


@dataclass(frozen=True)
class AgreementCard:
    """One agreement in the list. `number` is its number in the place file, from 1."""

    number: int
    agreement: Agreement
    form: LegalForm
    in_force: str
    members: str

    @classmethod
    def of(cls, number: int, agreement: Agreement) -> AgreementCard:
        members = some(len(agreement.members), "member", "members")
        return cls(number, agreement, form_named(agreement.form), _in_force(agreement), members)


@dataclass(frozen=True)
class RightRow:
    """A decision right: who decides, by which rule, up to how much."""

    subject: str
    decides: str
    rule: str
    limit: str
    reserved_to: str


@dataclass(frozen=True)
class MembershipRow:
    """One line of who joined and left."""

    on: str
    organisation: str
    change: str
    because: str
    decision: int | None


@dataclass(frozen=True)
class DisputeRow:
    """One dispute and how it stands."""

    dispute: Dispute
    between: str
    status: str
    colour: str
    is_over: bool


@dataclass(frozen=True)
class PostRow:
    """One post and how it stands."""

    post: EstablishedPost
    organisation: str
    whole_time: str
    status: str
    colour: str
    since: str
    is_vacant: bool
    is_given_up: bool


def organisation_rows(place: Place, posts: Sequence[PostRow]) -> list[OrganisationRow]:
    """Every organisation that takes part, in the order of the place file; one that another succeeded says whose it is now."""
    names = names_of(place)
    return [
        OrganisationRow(
            one,
            KINDS[one.kind],
            listed([agreement.name for agreement in place.agreements if one.code in agreement.members])
            or "None",
            _vacant_at(one.code, posts),
            names.get(one.succeeded_by or "", ""),
        )
        for one in place.organisations
    ]


def right_row(right: DecisionRight, names: Mapping[str, str]) -> RightRow:
    """One decision right in words; a rule that votes cannot be counted by says so."""
    try:
        rule = f"{right.rule}: {voting_rule(right.rule).in_full}"
    except UnknownRule:
        rule = f"{right.rule}: votes cannot be counted by this rule"
    limit = "" if right.limit is None else "No money" if right.limit == 0 else f"£{right.limit:,}"
    return RightRow(
        right.subject,
        right.decides,
        rule,
        limit,
        listed([names.get(code, code) for code in right.reserved_to]),
    )


def voter_words(voter: Voter) -> str:
    """What the register says of a post that votes."""
    said = f"Declared on {day(voter.declared_on)}" if voter.declared_on else "Nothing declared"
    if voter.declared_on and (days := (voter.declared_on - voter.since).days) > limit("days_to_declare"):
        said += f", {days} days after it began to vote; the law gives {limit('days_to_declare'):.0f}"
    if voter.conflicted_in:
        aside = "steps aside" if voter.steps_aside else "does not step aside"
        said += f". Has an interest in {listed(list(voter.conflicted_in))}, and {aside}"
    return f"{said}."


def membership_rows(
    agreement: Agreement, changes: Iterable[MembershipChange], names: Mapping[str, str]
) -> list[MembershipRow]:
    """Who joined and left, the oldest first, beginning with the day the agreement came into force."""
    rows = [
        MembershipRow(
            day(one.on),
            names.get(one.organisation, one.organisation),
            one.get_change_display(),
            one.because,
            one.decision_id,
        )
        for one in changes
    ]
    if agreement.joined_on:
        rows.insert(0, MembershipRow(day(agreement.joined_on), "The agreement", "Came into force", "", None))
    return rows


def at_odds(agreement: Agreement, changes: Iterable[MembershipChange], names: Mapping[str, str]) -> list[str]:
    """Where the place file says another thing than what was written down last."""
    latest = {one.organisation: one for one in changes}
    said = []
    for code, one in latest.items():
        name = names.get(code, code)
        if one.change == MembershipChange.Change.LEFT and code in agreement.members:
            said.append(f"{name} left on {day(one.on)}, and the place file still names it as a member.")
        if one.change == MembershipChange.Change.JOINED and code not in agreement.members:
            said.append(
                f"{name} joined on {day(one.on)}, and the place file does not name it as a member yet."
            )
    return said


def dispute_row(dispute: Dispute, names: Mapping[str, str]) -> DisputeRow:
    """One dispute in the list."""
    now = standing(list(dispute.steps.all()))
    colour = {None: "red", Step.SETTLED: "green", Step.WITHDRAWN: "grey"}.get(now, "yellow")
    between = f"{names.get(dispute.raised_by, dispute.raised_by)} and {names.get(dispute.raised_with, dispute.raised_with)}"
    return DisputeRow(
        dispute,
        between,
        now.label if now else "Raised, not answered yet",
        colour,
        now in (Step.SETTLED, Step.WITHDRAWN),
    )


def step_words(step: DisputeStep, names: Mapping[str, str]) -> str:
    """Answered by Seacombe Council on 1 April 2026."""
    words = {
        "answered": "Answered",
        "referred": "Taken to the arbiter",
        "offered": "Settlement written down",
        "refused": "Settlement refused",
        "settled": "Confirmed as settled",
        "withdrawn": "Withdrawn",
    }
    return f"{words[step.step]} by {names.get(step.organisation, step.organisation)} on {day(localdate(step.at))}"


def post_row(post: EstablishedPost, names: Mapping[str, str]) -> PostRow:
    """One post, as its latest change says."""
    last = list(post.changes.all())[-1]
    change = PostChange.Change(last.change)
    colour = {PostChange.Change.VACANT: "yellow", PostChange.Change.FILLED: "green"}.get(change, "grey")
    return PostRow(
        post,
        names.get(post.organisation, post.organisation),
        number(post.whole_time),
        change.label,
        colour,
        day(last.on),
        change == PostChange.Change.VACANT,
        change == PostChange.Change.ENDED,
    )


def number(value: Decimal) -> str:
    """A number without noughts that say nothing: 0.5, 12."""
    return f"{value.normalize():,f}"


def whole_time_of(rows: Iterable[PostRow]) -> str:
    """Whole-time equivalents of several posts together."""
    return number(sum((row.post.whole_time for row in rows), Decimal(0)))


def posts_in_short(place: Place, rows: Sequence[PostRow]) -> list[str]:
    """What the posts come to, and what the engine room was promised beside what it has."""
    there = [row for row in rows if not row.is_given_up]
    vacant = [row for row in there if row.is_vacant]
    amount = f"{whole_time_of(vacant)} of {whole_time_of(there)} whole-time equivalents are vacant"
    said = [f"{amount}, in {some(len(vacant), 'post', 'posts')}."]
    if place.engine_room:
        filled = whole_time_of(row for row in there if row.post.works_on == ENGINE_ROOM and not row.is_vacant)
        planned = number(Decimal(str(place.engine_room.staff)))
        said.append(
            f"The engine room is to have {planned} whole-time equivalents. Written down as filled: {filled}."
        )
    return said


ENGINE_ROOM = "Engine room"


def works_on(place: Place) -> list[str]:
    """What a post can work on."""
    return [*(one.name for one in place.care_models), ENGINE_ROOM, *(one.name for one in place.agreements)]


def _vacant_at(code: str, posts: Sequence[PostRow]) -> str:
    vacant = [row for row in posts if row.post.organisation == code and row.is_vacant]
    return whole_time_of(vacant) if vacant else "None"


def _in_force(agreement: Agreement) -> str:
    since = (
        f"In force since {day(agreement.joined_on)}"
        if agreement.joined_on
        else "The place file does not say since when"
    )
    return f"Ended on {day(agreement.left_on)}" if agreement.left_on else since
