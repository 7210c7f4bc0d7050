"""The parts of the page: members before and after the transfer, the place by year, what moves, what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.answers.page.section import Figure, KeyFigure, Section, ShownTable
from joinedup.answers.page.words import pounds, signed_pounds, some
from joinedup.answers.whole_place.answer import Answer, Answered
from joinedup.answers.whole_place.in_words import handovers_in_words, in_one_sentence
from joinedup.answers.whole_place.picture import draw_members
from joinedup.money.whole_place.gains import EffectKind

KINDS: dict[EffectKind, str] = {
    "income": "Income",
    "payment": "Payments saved",
    "cost-that-leaves": "Cost that leaves",
    "cost-taken-up": "Cost taken up",
    "programme": "Programme cost",
}
# Cases that get a picture of their own; the ends of an interval stand in the table of cases.
PICTURED = ("expected", "planned", "measured")


def sections_of(asked: Answered) -> list[Section]:
    """Every section of the page, in order."""
    found = [_members(asked), _by_year(asked)]
    if len(asked.answers) > 1:
        found.insert(1, _cases(asked))
    return [*found, _moves(asked), _rests_on(asked)]


def key_figures(asked: Answered) -> list[KeyFigure]:
    """The place's gain, how many lose, the transfer: of the first case."""
    answer = asked.answers[0]
    place = sum(answer.view.place_pence())
    losers = [one for one, pence in answer.transfers.gain_pence.items() if pence < 0]
    moved = sum(one.amount_pence for one in answer.transfers.handovers())
    years = some(asked.question.years, "year", "years")
    transfer = (
        KeyFigure(pounds(moved), "to be handed over so that nobody is worse off")
        if answer.transfers.possible
        else KeyFigure("None", "no transfer can leave everybody as well off", "the place as a whole loses")
    )
    members = len(answer.transfers.gain_pence)
    return [
        KeyFigure(
            pounds(abs(place)),
            "the place's loss" if place < 0 else "the place's gain",
            f"{answer.case.title.lower()}, over {years}",
        ),
        KeyFigure(f"{len(losers)} of {members}", "members would be worse off", "before any transfer"),
        transfer,
    ]


def _members(asked: Answered) -> Section:
    pictured = [answer for answer in asked.answers if answer.case.name in PICTURED]
    lead = (
        "Income moves with activity at once; cost does not, because wards and staff stay. So what helps the place can hurt"
        " a member."
    )
    first = in_one_sentence(asked, asked.answers[0])
    return Section(
        "members",
        "Who gains and who loses",
        lead,
        [_member_figure(asked, answer) for answer in pictured],
        in_short=first,
    )


def _member_figure(asked: Answered, answer: Answer) -> Figure:
    payments = handovers_in_words(asked, answer)
    return Figure(
        f"{answer.case.title}: each member over {some(asked.question.years, 'year', 'years')}",
        in_one_sentence(asked, answer),
        draw_members(asked, answer),
        _member_table(asked, answer),
        note=("The transfer: " + "; ".join(payments) + "." if payments else "")
        + " Amounts to the pound; to the penny in the JSON file that joinedup members writes.",
        layout="under",
    )


def _member_table(asked: Answered, answer: Answer) -> ShownTable:
    used = [kind for kind in KINDS if any(effect.kind == kind for effect in answer.view.effects)]
    after = answer.transfers.after_pence()
    rows = []
    for code, gain in answer.transfers.gain_pence.items():
        parts = [
            sum(e.total_pence for e in answer.view.effects if e.organisation == code and e.kind == kind)
            for kind in used
        ]
        net = answer.transfers.net_pence[code]
        rows.append([asked.name_of(code), *map(signed_pounds, (*parts, gain, net, after[code]))])
    totals = [answer.view.of_kind(kind) for kind in used]
    place = sum(answer.view.place_pence())
    return ShownTable(
        f"Gain (+) or loss (−) of each member, {answer.case.title.lower()}, all years together",
        ("Member", *(KINDS[kind] for kind in used), "Gain or loss", "Transfer", "After it"),
        [*rows, ["The place", *map(signed_pounds, (*totals, place, 0, place))]],
        has_total=True,
    )


def _cases(asked: Answered) -> Section:
    rows = [
        [
            answer.case.title,
            signed_pounds(sum(answer.view.place_pence())),
            f"{sum(pence < 0 for pence in answer.transfers.gain_pence.values())}",
            pounds(sum(one.amount_pence for one in answer.transfers.handovers()))
            if answer.transfers.possible
            else "none can",
        ]
        for answer in asked.answers
    ]
    table = ShownTable(
        "The place's gain as expected and as measured, with both ends of the interval",
        ("Case", "The place", "Members worse off", "Transfer"),
        rows,
    )
    ends = [
        sum(answer.view.place_pence()) for answer in asked.answers if answer.case.name.endswith("favourable")
    ]
    sentence = "What was measured stands beside what was expected."
    if ends:
        low, high = signed_pounds(min(ends)), signed_pounds(max(ends))
        sentence += f" With the interval carried through, the place ends between {low} and {high}."
    return Section(
        "cases",
        "Expected and measured",
        "The same sums with the changes that were agreed beforehand and those an evaluation found.",
        [Figure("How sure is it?", sentence, table=table)],
        in_short=sentence,
    )


def _by_year(asked: Answered) -> Section:
    answer = asked.answers[0]
    years = range(asked.question.years)
    rows = []
    for kind in ("cost-that-leaves", "cost-taken-up", "programme"):
        effects = [effect for effect in answer.view.effects if effect.kind == kind]
        if effects:
            rows.append(
                [KINDS[kind], *(signed_pounds(sum(e.pence[year] for e in effects)) for year in years)]
            )
    place = answer.view.place_pence()
    rows.append(["The place", *map(signed_pounds, place)])
    first = next((year + 1 for year in years if place[year] >= 0), None)
    sentence = (
        f"The place gains from year {first} on."
        if first and all(place[year] >= 0 for year in range(first - 1, len(place)))
        else "The place gains in no year that is shown."
        if first is None
        else "The place gains in some years and loses in others."
    )
    table = ShownTable(
        f"The place by year, {answer.case.title.lower()}",
        ("", *(f"Year {year + 1}" for year in years)),
        rows,
        has_total=True,
    )
    return Section(
        "years",
        "The place by year",
        "Payments between members cancel out. What is left is cost that leaves, cost taken up elsewhere, and what the change"
        " costs to make.",
        [Figure("When does it pay?", sentence, table=table)],
        in_short=sentence,
    )


def _moves(asked: Answered) -> Section:
    return Section(
        "moves",
        "What moves",
        "Units a year, in the first year, and what each is paid at.",
        [
            Figure(answer.case.title, "", table=_moved_table(asked, answer))
            for answer in asked.answers
            if answer.case.name in PICTURED
        ],
        suppressed=asked.question.suppressed,
    )


def _moved_table(asked: Answered, answer: Answer) -> ShownTable:
    rows: list[Sequence[str]] = [
        (
            asked.name_of(one.organisation),
            one.what,
            f"{one.units:,.0f}",
            f"£{one.price_pence / 100:,.2f}",
            one.change,
            f"{one.units_moved:+,.0f}".replace("-", "−"),
        )
        for one in answer.case.moved
    ]
    return ShownTable(
        f"Activity, {answer.case.title.lower()}",
        ("Organisation", "Activity", "Units a year", "Price of one", "Change", "Units moved"),
        rows,
        words=frozenset({1}),
    )


def _rests_on(asked: Answered) -> Section:
    return Section(
        "rests-on",
        "What this rests on",
        "Each figure with where it comes from. An assumption can be changed in the place file.",
        points=asked.question.rests_on,
    )
