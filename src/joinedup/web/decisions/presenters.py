"""What the board's pages say: a decision in words, rows of tables, and what the viewer can do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from joinedup.network.place_parts import Cover, Part, Value, cover, parts_of, values_of
from joinedup.place.model import Place
from joinedup.web.access.roles import May
from joinedup.web.access.routes import rule_at
from joinedup.web.access.viewer import Viewer
from joinedup.web.decisions.forms import JUDGEMENTS, KINDS
from joinedup.web.decisions.models import Condition, Evidence, Proposal, Status
from joinedup.web.decisions.part_names import part_in_words
from joinedup.web.decisions.queries import takes_part as is_of_the_board
from joinedup.web.decisions.rights import Right
from joinedup.web.decisions.standing import SeatStanding, Standing, standing_of, status_of
from joinedup.wording import day, listed, some

COLOURS: Mapping[Status, str] = {
    Status.PROPOSED: "blue",
    Status.TAKEN: "green",
    Status.NOT_CARRIED: "grey",
    Status.WITHDRAWN: "grey",
    Status.SUPERSEDED: "yellow",
    Status.REVERSED: "orange",
}

DUE = "Review was due on"


def names_of(place: Place) -> dict[str, str]:
    """Organisations' names by their codes."""
    return {one.code: one.name for one in place.organisations}


def pounds(amount: int | None) -> str:
    """£50,000, or −£50,000."""
    if amount is None:
        return "No money moves"
    return f"{'−' if amount < 0 else ''}£{abs(amount):,}"


def cover_of(parts: Sequence[Part], proposal: Proposal) -> Cover | None:
    """Whether the approval covers the place file of now; None where no part of it was named."""
    if not proposal.part_path:
        return None
    said = (proposal.part_path, proposal.part_name, proposal.part_sha256, proposal.part_content)
    return cover(parts, path=said[0], name=said[1], sha256=said[2], content=said[3])


def signed_pounds(amount: int) -> str:
    """+£50,000, or −£50,000; £0 where nothing changes."""
    return f"+{pounds(amount)}" if amount > 0 else pounds(amount)


def review_of(proposal: Proposal, status: Status, today: date) -> str:
    """When it is to be looked at again, or was; nothing where nothing came of it that could be looked at."""
    if status not in (Status.PROPOSED, Status.TAKEN):
        return ""
    looked_at = [localdate(one.at) for one in proposal.outcomes.all()]
    if looked_at and max(looked_at) >= proposal.review_on:
        return f"Reviewed on {day(max(looked_at))}"
    due = status == Status.TAKEN and proposal.review_on <= today
    return f"{DUE} {day(proposal.review_on)}" if due else f"Review on {day(proposal.review_on)}"


@dataclass(frozen=True)
class Listed:
    """One line of the list of decisions."""

    proposal: Proposal
    status: Status
    colour: str
    on: str
    no_longer_covers: bool
    review: str

    @classmethod
    def of(cls, proposal: Proposal, parts: Sequence[Part], today: date) -> Listed:
        status = status_of(proposal)
        rows = list(proposal.statuses.all())
        found = cover_of(parts, proposal) if status == Status.TAKEN else None
        return cls(
            proposal,
            status,
            COLOURS[status],
            day(localdate(rows[-1].at)),
            found is not None and not found.covers,
            review_of(proposal, status, today),
        )


@dataclass(frozen=True)
class SeatRow:
    """One post that votes, as the table of seats shows it."""

    number: int
    post: str
    organisation: str
    register: str
    interest: str
    vote: str
    because: str
    by: str
    is_own: bool
    can_declare: bool
    can_vote: bool


@dataclass(frozen=True)
class Step:
    """What this viewer is asked to do next: the sentence, the words of the link and where it goes."""

    words: str
    does: str
    address: str


@dataclass(frozen=True)
class EvidenceRow:
    """A page laid before the board, and whether its figures are still those of then."""

    evidence: Evidence
    address: str
    build: str
    now: str


@dataclass(frozen=True)
class Page:
    """A proposal or decision as its page shows it."""

    standing: Standing
    place: Place
    viewer: Viewer
    cover: Cover | None
    seats: tuple[SeatRow, ...]
    evidence: tuple[EvidenceRow, ...]
    without_a_post: str
    takes_part: bool
    review: str
    steps: tuple[Step, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def proposal(self) -> Proposal:
        return self.standing.proposal

    @property
    def colour(self) -> str:
        return COLOURS[self.standing.status]

    @property
    def can_work(self) -> bool:
        """Whether the viewer may add evidence, conditions and minutes."""
        return self.takes_part and self.standing.is_open

    @property
    def can_add_conditions(self) -> bool:
        """Until somebody has voted: what was voted on stays what it was."""
        return self.can_work and all(one.vote is None for one in self.standing.seats)

    @property
    def can_sign(self) -> bool:
        return self.can_work and self.viewer.may(May.DECIDE) and self.standing.count.is_quorate

    @property
    def was_taken(self) -> bool:
        return self.standing.status in (Status.TAKEN, Status.SUPERSEDED, Status.REVERSED)

    @property
    def part(self) -> str:
        """The part of the place file that is approved, by its name where it has one."""
        return part_in_words(self.proposal.part_path, self.proposal.part_name, self.names)

    @property
    def approved(self) -> tuple[Value, ...]:
        """What the part says, value by value: what the hash is of."""
        return values_of(self.proposal.part_content) if self.proposal.part_content else ()

    @property
    def votes_in_short(self) -> str:
        """How the vote stands, in one sentence."""
        count = self.standing.count
        has = "has" if count.voted == 1 else "have"
        said = f"{count.voted} of the {some(count.entitled, 'post', 'posts')} that may vote {has} voted"
        if self.standing.is_open:
            still = count.quorum - count.voted
            wanted = (
                f"{some(still, 'more is', 'more are')} needed for a quorum"
                if still > 0
                else "that is a quorum"
            )
            return f"{said}: {wanted}."
        tally = f"{count.votes_for} for, {count.against} against, {count.abstained} abstained"
        return f"{said}: {tally}."

    @property
    def nothing_to_compare(self) -> str:
        """Why nothing can have come of it; empty where something can."""
        if self.standing.status == Status.NOT_CARRIED:
            return "It was not carried, so there is nothing to compare."
        if self.standing.status == Status.WITHDRAWN:
            return "It was withdrawn, so there is nothing to compare."
        return ""

    def is_overdue(self, condition: Condition) -> bool:
        """Whether a condition of a decision that was taken should have been met by now."""
        return self.was_taken and not hasattr(condition, "met") and condition.due_on < localdate()

    def name(self, code: str) -> str:
        return self.names.get(code, code) or "Nobody is named"

    def pounds(self, amount: int | None) -> str:
        return pounds(amount)

    @property
    def effects(self) -> list[tuple[str, str]]:
        """Pounds a year for each body, and for all of them together."""
        said = self.proposal.effects
        rows = [(self.name(code), signed_pounds(amount)) for code, amount in said.items()]
        return [*rows, ("All of them together", signed_pounds(sum(said.values())))] if rows else []

    @property
    def closed(self) -> str:
        """When and by which post it was signed or withdrawn, in words; nothing while it is open."""
        rows = list(self.proposal.statuses.all())
        last = rows[-1]
        if last.status == Status.PROPOSED:
            return ""
        return f"{Status(last.status).label} on {day(localdate(last.at))}. {last.because}".strip()

    def may_open(self, address: str) -> bool:
        """Whether the viewer may open a page that is named here; its name is shown to everybody."""
        return _may_open(self.viewer, address)

    @property
    def judgements(self) -> Mapping[str, str]:
        return dict(JUDGEMENTS)


def page_of(viewer: Viewer, place: Place, proposal: Proposal, build: str, place_file: str) -> Page:
    """Everything the page of one proposal says to this viewer."""
    standing = standing_of(proposal)
    takes_part = is_of_the_board(viewer, place, proposal)
    names = names_of(place)
    return Page(
        standing,
        place,
        viewer,
        cover_of(parts_of(place), proposal) if standing.status in (Status.PROPOSED, Status.TAKEN) else None,
        tuple(
            _row(n, one, viewer, standing, names, takes_part) for n, one in enumerate(standing.seats, start=1)
        ),
        tuple(_evidence(one, viewer, build, place_file) for one in proposal.evidence.all()),
        _without_a_post(place, proposal, names),
        takes_part,
        review_of(proposal, standing.status, localdate()),
        tuple(_steps(viewer, standing, names)) if takes_part else (),
        names,
    )


def _steps(viewer: Viewer, standing: Standing, names: Mapping[str, str]) -> Iterator[Step]:
    """What waits for this viewer: a review, the votes of the posts of their own organisation, and the signature."""
    proposal = standing.proposal
    if review_of(proposal, standing.status, localdate()).startswith(DUE):
        said = f"The review was due on {day(proposal.review_on)}."
        yield Step(said, "Write down what it showed", reverse("add-outcome", args=[proposal.pk]))
    if not (standing.is_open and viewer.may(May.DECIDE)):
        return
    number = standing.proposal.pk
    for seat, one in enumerate(standing.seats, start=1):
        if one.seat.organisation != viewer.organisation or one.steps_aside or one.vote is not None:
            continue
        body = names.get(one.seat.organisation, one.seat.organisation)
        who = f"The {one.seat.post} of {body} has not voted yet"
        if one.declaration is None:
            at = reverse("declare-interests", args=[number, seat])
            yield Step(f"{who}, and first says whether there is an interest.", "Say so", at)
        else:
            yield Step(f"{who}.", "Cast this vote", reverse("vote", args=[number, seat]))
    free = any(not one.steps_aside for one in standing.seats_of(viewer.organisation))
    if free and standing.count.is_quorate and not standing.minuted_by(viewer.user_id):
        yield Step("There is a quorum, so the vote can be closed.", "Go to the signature", "#sign")


def _row(
    number: int,
    one: SeatStanding,
    viewer: Viewer,
    standing: Standing,
    names: Mapping[str, str],
    takes_part: bool,
) -> SeatRow:
    vote = one.vote if one.vote and not one.steps_aside else None
    is_own = viewer.may(May.DECIDE) and viewer.organisation == one.seat.organisation
    acts = takes_part and standing.is_open and (is_own or viewer.may(May.PROPOSE))
    closed = "" if standing.is_open else "Did not vote"
    return SeatRow(
        number,
        one.seat.post[:1].upper() + one.seat.post[1:],
        names.get(one.seat.organisation, one.seat.organisation),
        f"Register: {day(date.fromisoformat(one.declared_on))}"
        if one.declared_on
        else "Register: nothing declared",
        _interest(one),
        "Steps aside" if one.steps_aside else vote.choice.capitalize() if vote else closed,
        vote.because if vote else "",
        f"Minuted by {vote.by.user.name}"
        if vote and vote.is_minuted
        else f"{vote.by.user.name}"
        if vote
        else "",
        is_own,
        acts and not one.has_interest_on_register,
        acts
        and one.declaration is not None
        and not one.steps_aside
        and (is_own or vote is None or vote.is_minuted),
    )


def _interest(one: SeatStanding) -> str:
    if one.has_interest_on_register:
        return "On the register: has an interest in decisions of this kind"
    if one.declaration is None:
        return "Not said yet"
    kind = dict(KINDS)[one.declaration.kind].split(":")[0]
    return f"{kind}: {one.declaration.interest}" if one.declaration.interest else kind


def _evidence(one: Evidence, viewer: Viewer, build: str, place_file: str) -> EvidenceRow:
    if one.build_sha256 != build:
        now = "Built anew since: the page may show other figures now"
    elif one.place_file_sha256 != place_file:
        now = "The place file changed since; the data are the same"
    else:
        now = "Unchanged"
    address = one.address if _may_open(viewer, one.address) else ""
    return EvidenceRow(one, address, one.build_sha256[:12] or "no build", now)


def _may_open(viewer: Viewer, address: str) -> bool:
    rule = rule_at(address.partition("?")[0])
    return rule is not None and rule.allows(viewer)


def _without_a_post(place: Place, proposal: Proposal, names: Mapping[str, str]) -> str:
    """The members of the agreement that no voting post speaks for, in a sentence; nothing where each has one."""
    spoken_for = {row["organisation"] for row in proposal.seats}
    agreement = next((one for one in place.agreements if one.name == proposal.agreement), None)
    left = (
        [names.get(code, code) for code in agreement.members if code not in spoken_for] if agreement else []
    )
    if not left:
        return ""
    return f"Members that no voting post speaks for, and that the vote binds all the same: {listed(left)}."


@dataclass(frozen=True)
class RightRow:
    """A decision right as a line to choose from."""

    right: Right
    limit: str
    reserved_to: str
    can_be_used: bool

    @classmethod
    def of(cls, right: Right, viewer: Viewer, names: Mapping[str, str]) -> RightRow:
        said = right.right
        limit = "" if said.limit is None else "No money" if said.limit == 0 else f"Up to £{said.limit:,}"
        reserved = listed([names.get(code, code) for code in said.reserved_to])
        usable = not right.refused and viewer.organisation in right.agreement.members
        return cls(right, limit, f"Reserved to {reserved}" if reserved else "", usable)
