"""What docs/tutorials/unitingcare.md shows, made again: the same contract under three sets of assumptions, and one picture.

python places/unitingcare-2015/cases.py places/unitingcare-2015 --pictures docs/tutorials/unitingcare
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from joinedup.money.contracts import term_findings, with_terms
from joinedup.money.stress.results import OrganisationStress
from joinedup.money.stress.stress import stressed
from joinedup.pictures import charts
from joinedup.place.contracts import FutureAssumption
from joinedup.place.file import read_place
from joinedup.place.model import Place

HOLDER = "UNITINGCARE"
# Every saving made, growth as in England, no chance: only the first year's cost differs. 34.3 was asked for on 152.
AS_BID = {"baseline_error": 0.0, "demand_growth": 0.032, "chance": 0.0}
AS_IT_WAS = {**AS_BID, "baseline_error": 34.3 / 152}
HALF_OF_SAVINGS = {**AS_IT_WAS, "savings_realised": 0.5}
CASES = {
    "the bid's own cost, all savings": AS_BID,
    "the cost as it was, all savings": AS_IT_WAS,
    "the cost as it was, half of them": HALF_OF_SAVINGS,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", type=Path)
    parser.add_argument("--pictures", type=Path)
    arguments = parser.parse_args()
    place = read_place(arguments.place, further=[term_findings])
    shipped = result(place, {}, futures=10_000)
    cases = {words: result(place, _held(place, held)) for words, held in CASES.items()}
    for words, one in cases.items():
        print(f"{words:34}{_millions(one).round(1)}")
    low, middle, high = np.percentile(shipped.total_pence / 1e8, [5, 50, 95])
    print(
        f"without hindsight: loses in {shipped.chance_of_loss:.0%} of futures, {middle:.0f} in the middle one"
    )
    print(
        f"  nine of ten between {low:.0f} and {high:.0f}, the worst tenth {shipped.worst_tenth_mean_pence / 1e8:.0f}"
    )
    if arguments.pictures:
        arguments.pictures.mkdir(parents=True, exist_ok=True)
        svg = charts.as_file(picture(shipped, cases))
        (arguments.pictures / "running-total.svg").write_text(svg, encoding="utf-8")


def result(place: Place, futures_said: dict[str, FutureAssumption], futures: int = 100) -> OrganisationStress:
    """UnitingCare's result where the contract says this of futures, and what joinedup ships with of the rest."""
    contract = place.contracts[0].model_copy(update={"futures": futures_said})
    return stressed(place, with_terms(contract), futures=futures).of(HOLDER)


def _held(place: Place, values: dict[str, float]) -> dict[str, FutureAssumption]:
    held = {name: FutureAssumption(central=value) for name, value in values.items()}
    return {**place.contracts[0].futures, **held}


def _millions(one: OrganisationStress) -> Any:
    """The running total at the end of each year in pounds of a million: the same in every future here."""
    return one.running_pence[0] / 1e8


def picture(shipped: OrganisationStress, cases: dict[str, OrganisationStress]) -> str:
    """Three lines over the band in which nine of ten futures lie without hindsight."""
    low, high = np.percentile(shipped.running_pence / 1e8, [5, 95], axis=0)
    rows = [{"year": 0, "low": 0.0, "high": 0.0}]
    rows += [{"year": n, "low": a, "high": b} for n, (a, b) in enumerate(zip(low, high, strict=True), 1)]
    lines = [
        {"year": year, "case": words, "pounds": float(value)}
        for words, one in cases.items()
        for year, value in enumerate([0.0, *_millions(one)])
    ]
    x = {
        "field": "year",
        "type": "quantitative",
        "title": "End of year",
        "axis": {"values": [1, 2, 3, 4, 5], "format": "d", "grid": False},
        "scale": {"domain": [0, 7.6], "nice": False},
    }
    y = {"type": "quantitative", "title": "£ million, added up", "axis": {"tickCount": 7}}
    band = {
        "data": {"values": rows},
        "mark": {"type": "area", "opacity": 0.18, "color": charts.BLUE},
        "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
    }
    nothing = {"mark": {"type": "rule", "color": charts.INK}, "encoding": {"y": {"datum": 0}}}
    layers = [band, nothing, *_lines(x, y)]
    return charts.draw("unitingcare", {"width": 700, "height": 320, "layer": layers}, lines)


def _lines(x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    colours = {
        "field": "case",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": list(CASES), "range": [charts.GREY, charts.DARK_BLUE, charts.WARM]},
    }
    encoding = {"x": x, "y": {**y, "field": "pounds"}, "color": colours}
    words = {
        "transform": [{"filter": "datum.year == 5"}],
        "mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 12.5},
        "encoding": {**encoding, "text": {"field": "case"}},
    }
    return [{"mark": {"type": "line", "strokeWidth": 2.5}, "encoding": encoding}, words]


if __name__ == "__main__":
    main()
