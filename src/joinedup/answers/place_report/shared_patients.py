"""The network section: which organisations care for the same people."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.answers.disclosure import shown_count
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.place_report.continuity import continuity_figure
from joinedup.answers.place_report.network_drawing import Node, Tie, draw_network, kinds_and_colours
from joinedup.answers.published import Published

NODES_DRAWN, TIES_LISTED = 32, 12


@dataclass(frozen=True)
class Network:
    """Organisations and ties as they may be shown; suppressed ones are counted and left out."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    suppressed_nodes: int
    suppressed_ties: int
    year: str


def read_network(published: Published) -> Network:
    """Organisations by the people they saw in the latest twelve months, and pairs by the people both saw."""
    pairs = published.rows(
        "select organisation_a, organisation_b, people, people_a, people_b, tied, year_starts_on from shared_patients"
    )
    people_of = {code: int(n) for row in pairs for code, n in ((row[0], row[3]), (row[1], row[4]))}
    named = {
        code: (name, kind)
        for code, name, kind in published.rows(
            "select organisation_code, organisation_name, organisation_kind from organisation"
        )
    }
    seen = [(code, *named.get(code, (code, "other")), people_of[code]) for code in sorted(people_of)]
    tied = [row for row in pairs if row[5]]
    nodes = [
        Node(code, name or code, kind or "other", people)
        for code, name, kind, exact in seen
        if (people := shown_count(int(exact)))
    ]
    ties = [Tie(one, other, people) for one, other, exact, *_ in tied if (people := shown_count(int(exact)))]
    return Network(
        tuple(sorted(nodes, key=lambda node: (-node.people, node.code))),
        tuple(sorted(ties, key=lambda tie: (-tie.people, tie.one, tie.other))),
        len(seen) - len(nodes),
        len(tied) - len(ties),
        words.year(pairs[0][6], published.period()[1]) if pairs else "",
    )


def network_section(published: Published) -> Section:
    """The shared-patient network drawn, and its strongest ties."""
    network = read_network(published)
    title = "Who shares patients"
    drawn = network.nodes[:NODES_DRAWN]
    if not drawn:
        return Section("network", title, "No organisation saw enough people in the latest year to be shown.")
    sentence = _strongest(network)
    continuity = continuity_figure(published) if published.has("continuity_year") else None
    return Section(
        "network",
        title,
        f"Two organisations are tied when they had contacts with the same people in {network.year}: where care has to be"
        " joined up.",
        [
            Figure(
                "Organisations and the people they share",
                f"{sentence} {words.some(len(network.nodes), 'organisation', 'organisations')} and"
                f" {words.some(len(network.ties), 'tie', 'ties')} between them. A larger circle saw more people; a wider line"
                " shares more.",
                draw_network(drawn, network.ties),
                _people_seen(network),
                note=f"{_colours(drawn)} {_left_out(network)}".strip(),
                layout="folded",
                suppressed=network.suppressed_nodes + network.suppressed_ties,
            ),
            _ties(network),
            *([continuity] if continuity else []),
        ],
        in_short=sentence,
    )


def _strongest(network: Network) -> str:
    if not network.ties:
        return "No two organisations share enough people to be shown."
    tie = network.ties[0]
    name = {node.code: node.name for node in network.nodes}
    return f"{name.get(tie.one, tie.one)} and {name.get(tie.other, tie.other)} share most people: {words.count(tie.people)}."


COLOUR_WORDS = {
    "#005eb8": "blue",
    "#7c2855": "plum",
    "#00786c": "green",
    "#5b3f99": "violet",
    "#b85c00": "orange",
    "#8a6d00": "olive",
    "#4c6272": "grey",
}


def _colours(nodes: tuple[Node, ...]) -> str:
    named = [f"{words.plain(k).lower()} {COLOUR_WORDS[c]}" for k, c in kinds_and_colours(nodes).items()]
    return f"Colours are kinds: {words.listed(named)}."


def _left_out(network: Network) -> str:
    said = []
    if len(network.nodes) > NODES_DRAWN:
        said.append(f"The {NODES_DRAWN} organisations that saw most people are drawn.")
    few = [
        words.some(number, one, more)
        for number, one, more in (
            (network.suppressed_nodes, "organisation", "organisations"),
            (network.suppressed_ties, "tie", "ties"),
        )
        if number
    ]
    if few:
        said.append(f"{words.capitalised(words.listed(few))} with too few people left out.")
    return " ".join(said)


def _people_seen(network: Network) -> ShownTable:
    return ShownTable(
        f"People that each organisation saw in {network.year}",
        ("Organisation", "Kind", "People"),
        [(node.name, words.plain(node.kind), words.count(node.people)) for node in network.nodes],
        words=frozenset({1}),
    )


def _ties(network: Network) -> Figure:
    name = {node.code: node.name for node in network.nodes}
    people = {node.code: node.people for node in network.nodes}
    rows = []
    for tie in network.ties[:TIES_LISTED]:
        smaller = min(people.get(tie.one, 0), people.get(tie.other, 0))
        share = f"{100 * tie.people / smaller:.0f}%" if smaller else words.SUPPRESSED
        rows.append(
            (name.get(tie.one, tie.one), name.get(tie.other, tie.other), words.count(tie.people), share)
        )
    return Figure(
        "The strongest ties",
        f"The {len(rows)} pairs that share most people, with the share of the smaller one’s people that they are.",
        table=ShownTable(
            "Pairs of organisations by people shared",
            ("One", "Other", "People", "Of the smaller"),
            rows,
            words=frozenset({1}),
        ),
    )
