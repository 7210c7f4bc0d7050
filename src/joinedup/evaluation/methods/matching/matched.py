"""What a matching hands back: which rows were chosen for which, the weights they carry, and who was left out and why."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.evaluation.methods.results import Bools, Caution, Dropped, Floats, Whole


@dataclass(frozen=True)
class Matched:
    """A matched sample over n rows, for the effect on those treated.

    `weights` has one entry a row: 1 for a treated row that was matched, 0 for any row left out; controls carry how much they
    stand for, scaled so that they sum to the number of controls used (as MatchIt does). `treated_rows` and `control_rows` are
    aligned, one entry a pair, and None for methods that weight without pairing. `dropped` counts every treated row
    left out, `unusable` the rows that could be nobody's control (after risk-set matching, where rows are months of people).
    """

    treated: Bools
    weights: Floats
    method: str
    treated_rows: Whole | None = None
    control_rows: Whole | None = None
    dropped: tuple[Dropped, ...] = ()
    cautions: tuple[Caution, ...] = ()
    unusable: tuple[Dropped, ...] = ()

    @property
    def pairs(self) -> int:
        """How many pairs of a treated row and a control there are; 0 for methods without pairs."""
        return 0 if self.treated_rows is None else len(self.treated_rows)

    @property
    def treated_used(self) -> int:
        """Treated rows that are in the sample."""
        return int(((self.weights > 0) & self.treated).sum())

    @property
    def controls_used(self) -> int:
        """Rows that stand as controls, each counted once however often it is used."""
        return int(((self.weights > 0) & ~self.treated).sum())
