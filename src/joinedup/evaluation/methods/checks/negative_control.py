"""Negative control: an outcome that the treatment cannot affect should show nothing (Lipsitch et al. 2010)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from joinedup.evaluation.methods.checks.finding import ALL, Finding, Outcome, cannot_be_judged
from joinedup.evaluation.methods.results import Estimate, limits_in_words


@dataclass(frozen=True)
class NegativeControl:
    """Called with the Estimate of the control outcome, made by the same design on the same units.

    `use` is which assumption it tests: an outcome that cannot be affected ("cannot-affect"), or deaths soon after the start,
    which a care model would hardly change so fast ("mortality"): fewer deaths than among controls mean that the treated were
    healthier to begin with. After Lipsitch, Tchetgen Tchetgen & Cohen 2010, Epidemiology 21:383-388.
    """

    use: Literal["cannot-affect", "mortality"] = "cannot-affect"
    designs: frozenset[str] = ALL
    needs: str = "the estimate of the control outcome, its name, and the estimate of the outcome studied"

    @property
    def name(self) -> str:
        """Slug of the check."""
        return "negative-control" if self.use == "cannot-affect" else "mortality"

    @property
    def title(self) -> str:
        """What it is called."""
        return "An outcome that cannot change" if self.use == "cannot-affect" else "Deaths"

    @property
    def question(self) -> str:
        """The question in words."""
        if self.use == "mortality":
            return "Did the groups die at the same rate, as people of equal health would?"
        return "Does an outcome that cannot be affected show nothing?"

    def __call__(self, control: Estimate | None, outcome: str, *, studied: Estimate | None = None) -> Finding:
        """Failed when the control outcome shows an effect; concern when its interval is too wide to say much: it holds an
        effect as large as the one studied."""
        if control is None:
            return cannot_be_judged(
                self, f"There is no estimate of {outcome}: name one and run the same design on it."
            )
        figures = {"value": control.value, "low": control.low, "high": control.high}
        seen = _in_words(control)
        here = f"In {outcome[:1].lower()}{outcome[1:]}"
        judged: tuple[Outcome, str]
        if control.is_clear_of_chance:
            judged = (
                "failed",
                f"{here} there should be no difference and there is one ({seen}): something else than what is studied differs"
                " between the groups, and may be behind the main result too.",
            )
        elif studied is not None and _holds(control, studied):
            judged = (
                "concern",
                f"{here} there is no clear difference ({seen}), but it is known so vaguely that a distortion as large as the main"
                " result cannot be excluded.",
            )
        else:
            judged = "passed", f"{here} there is no clear difference ({seen}), as it should be."
        return Finding(self.name, self.title, judged[0], judged[1], figures)


def _holds(control: Estimate, studied: Estimate) -> bool:
    """Whether the control's interval holds the studied effect; False where their scales cannot be compared."""
    if "difference" in (control.scale, studied.scale):
        return control.scale == studied.scale and control.low <= studied.value <= control.high
    one, other = control.as_change(), studied.as_change()
    return one.low <= other.value <= one.high


def _in_words(estimate: Estimate) -> str:
    if estimate.scale == "difference":
        limits = limits_in_words(estimate.low, estimate.high, "{:+.3g}".format)
        said = f"{estimate.value:+.3g}, interval {limits}"
    else:
        change = estimate.as_change()
        limits = limits_in_words(change.low, change.high, "{:+.0%}".format)
        said = f"{change.value:+.0%}, interval {limits}"
    return said.replace("-", "−")
