"""The rule by which an assumption is judged, agreed before outcomes are read: its figures, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from joinedup.errors import JoinedupError
from joinedup.reference.files import FOLDER, read_file


@dataclass(frozen=True)
class DecisionRule:
    """`level` of the interval, `power` that the smallest detectable change was worked out with, and the least share of the
    planned follow-up without which the agreed test has not taken place. All between 0 and 1. `source` says where from."""

    level: float
    power: float
    least_share_of_follow_up: float
    source: str = ""

    def __post_init__(self) -> None:
        for name, low, high in (("level", 0.5, 1), ("power", 0, 1), ("least_share_of_follow_up", 0, 1)):
            value = getattr(self, name)
            if not low <= value <= high or (name != "least_share_of_follow_up" and value in (low, high)):
                raise JoinedupError(
                    f"decision rule: {name} is {value}; expected a share between {low} and {high}"
                )

    @property
    def in_words(self) -> tuple[str, ...]:
        """The rule as a board agrees it, in the order in which it is applied."""
        share = f"{self.least_share_of_follow_up:.0%}"
        return (
            "Too early: the data do not reach the day agreed, or people were followed for less than"
            f" {share} of the time that was planned.",
            f"Supported: the {self.level:.0%} interval lies wholly on the expected side of no change, and reaches the change"
            " that was expected or goes beyond it.",
            "Undetectable: the interval holds both no change and the expected change, and a change as small as the expected"
            f" one could not have been found reliably ({self.power:.0%} of the time), as worked out before the start.",
            "Not supported: everything else.",
        )


@cache
def decision_rule() -> DecisionRule:
    """The rule in force, from reference/thresholds/verdicts.toml."""
    file = read_file(FOLDER / "thresholds" / "verdicts.toml")
    names = ("level", "power", "least_share_of_follow_up")
    try:
        figures = {name: float(file.content[name]) for name in names}
    except (KeyError, TypeError, ValueError) as error:
        raise JoinedupError(f"{file.name}: {error} must be there and be a number") from error
    return DecisionRule(**figures, source=file.source)
