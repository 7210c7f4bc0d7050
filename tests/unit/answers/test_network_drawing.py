"""The network drawn."""

from __future__ import annotations

import itertools
import re

from joinedup.answers.place_report.network_drawing import Node, Tie, draw_network

NODES = [
    Node("A", "Harbour View Surgery", "practice", 500),
    Node("B", "Quay <Street> & Sons", "practice", 250),
    Node("RZZ1", "Seacombe General Hospital NHS Foundation Trust", "acute", 1_000),
]
TIES = [Tie("A", "RZZ1", 300), Tie("B", "RZZ1", 30), Tie("A", "NOT DRAWN", 900)]


def test_every_organisation_is_a_circle_with_its_name() -> None:
    svg = draw_network(NODES, TIES)
    assert svg.count("<circle") == 3
    assert "Quay &lt;Street&gt; &amp; Sons" in svg
    assert ">Seacombe General Hospital<" in svg


def test_more_people_make_a_larger_circle_and_more_shared_a_wider_line() -> None:
    svg = draw_network(NODES, TIES)
    radii = sorted(float(r) for r in re.findall(r' r="([\d.]+)"', svg))
    widths = [float(w) for w in re.findall(r'stroke-width="([\d.]+)" stroke-opacity', svg)]
    assert radii[0] < radii[1] < radii[2]
    assert len(widths) == 2
    assert widths[0] < widths[1]


def test_the_drawing_does_not_depend_on_the_order_given() -> None:
    assert draw_network(NODES, TIES) == draw_network(NODES[::-1], TIES[::-1])


def test_labels_do_not_overlap() -> None:
    many = [Node(f"N{n:02}", f"Organisation {n:02}", "practice", 10 * n + 10) for n in range(32)]
    found = re.findall(
        r'<text x="([\d.-]+)" y="([\d.]+)" font-size="12"[^>]*text-anchor="(\w+)"', draw_network(many, [])
    )
    assert len(found) == 32
    for side in ("start", "end"):
        heights = sorted(float(y) for _, y, anchor in found if anchor == side)
        assert all(after - before >= 12 for before, after in itertools.pairwise(heights))
